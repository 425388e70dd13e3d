// What a visitor does on a first screen before the widget is there: shown at once where it can be,
// kept, and done again, in order, by the widget itself.

import { screen } from "./first.js";

/** The way from a place down to a node, as positions among elements. */
function pathOf(place, node) {
  const path = [];
  for (; node !== place; node = node.parentNode) path.unshift([...node.parentNode.children].indexOf(node));
  return path;
}

const at = (place, path) => path.reduce((node, position) => node?.children[position], place);

export class Ahead {
  /** What was drawn at first. */
  shows;
  /** Where the screen stands. */
  place = document.createElement("div");
  #locale;
  #actions = [];
  /** Where in the actions the one stands that leads away from the screen on show; none yet: -1. */
  #left = -1;
  /** How many of the actions the widget has done again. */
  #done = 0;

  /** `name` is that of the screen. */
  constructor(locale, name) {
    this.#locale = locale;
    this.shows = locale + name;
    this.place.dataset.ahead = "";
    this.place.append(screen(locale, name));
    for (const type of ["change", "click", "submit", "keydown"]) {
      this.place.addEventListener(type, (event) => this[`_${type}`](event));
    }
  }

  _change({ target }) {
    // As src/view/item.rs will.
    const rungs = [...this.place.querySelectorAll(".sc-rung")];
    const chosen = rungs.indexOf(target.parentNode);
    rungs.forEach((rung, level) => rung.classList.toggle("sc-rung--below", level < chosen));
    const action = ["click", pathOf(this.place, target)];
    // What is chosen on the screen on show was meant for it, even where the way on was asked for.
    if (this.#left < 0) this.#actions.push(action);
    else if (this.#left >= this.#done) {
      this.#actions.splice(this.#left++, 0, action);
      // Nobody answers what they skip.
      if (this.#actions[this.#left][0] === "skip") this.#actions[this.#left] = ["submit", pathOf(this.place, target.form)];
    }
  }

  _click({ target }) {
    const button = target.closest?.("button");
    if (!button || button.type === "submit" || this.#steps(button)) return;
    this.#leave(button.matches(".skip") ? "skip" : "click", button);
    const isBegun = button.matches(".sc-start .sc-button--primary");
    if (!isBegun) return;
    // The first item is here already.
    this.place.replaceChildren(screen(this.#locale, "item"));
    this.#left = -1;
    this.#heading.focus();
  }

  /**
   * Goes from statement to statement of the first item, as crates/assessment/src/ladder.rs does; says
   * whether there was nothing else to do.
   */
  #steps(button) {
    const statements = [...this.place.querySelectorAll(".sc-statement")];
    const shown = statements.findIndex((statement) => !statement.hidden);
    if (shown < 0) return false;
    const middle = (statements.length + 1 >> 1) - 1;
    let next;
    if (button.matches(".fits")) next = shown >= middle && shown + 1;
    else if (button.matches(".fits-not")) next = shown <= middle && shown - 1;
    else if (button.matches(".back")) next = shown !== middle && shown + Math.sign(middle - shown);
    else return false;
    // What is meant for the next item waits for it.
    if (this.#left >= 0) return true;
    if (next === false || !statements[next]) return false;
    statements[shown].hidden = true;
    statements[next].hidden = false;
    this.#actions.push(["click", pathOf(this.place, button)]);
    return true;
  }

  _submit(event) {
    event.preventDefault();
    this.#leave("submit", event.target);
  }

  _keydown(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const form = this.place.querySelector("form");
    if (form && key === "Enter" && target.tagName === "H2") this.#leave("submit", form);
    if (!form || !/^[0-9]$/.test(key)) return;
    if (this.#left >= 0) {
      // Meant for the next item: who types is ahead.
      this.#actions.push(["key", key]);
      return;
    }
    const answer = this.place.querySelectorAll("[type=radio], .sc-answer")[key - 1];
    answer?.focus();
    answer?.click();
  }

  /** Keeps an action whose effect can't be shown yet. */
  #leave(kind, target) {
    const action = [kind, pathOf(this.place, target)];
    if (this.#left < 0) this.#left = this.#actions.length;
    // Nobody means to leave a screen that they haven't seen yet.
    else if (String(this.#actions.at(-1)) === String(action)) return;
    this.#actions.push(action);
    this.place.firstChild.setAttribute("aria-busy", "true");
  }

  get #heading() {
    return this.place.querySelector("h2");
  }

  /**
   * Does everything again in the widget, which stands hidden in `place`, and puts that into this
   * one's place. `drawn` waits until the widget has drawn what was done; where it can't any more, the
   * rest is left to the next one, and this gives false.
   */
  async handOver(place, drawn) {
    let isAlive = await drawn();
    // New actions may come in while the others are done.
    while (isAlive && this.#done < this.#actions.length) {
      const [kind, what] = this.#actions[this.#done++];
      const target = kind === "key" ? place.querySelector(".sc-item h2") : at(place, what);
      if (!target) break;
      if (kind === "key") target.dispatchEvent(new KeyboardEvent("keydown", { key: what, bubbles: true, composed: true }));
      else if (kind === "submit") target.requestSubmit?.();
      else if (target.checked) continue;
      else target.click();
      isAlive = await drawn();
    }
    if (!isAlive) return false;
    const root = place.getRootNode();
    const focused = root.activeElement;
    const isElsewhere = this.#left >= 0;
    let next;
    // What the visitor is on stays what the visitor is on; elsewhere nothing is taken.
    if (focused && this.place.contains(focused)) {
      next = isElsewhere ? place.querySelector("h2") : at(place, pathOf(this.place, focused));
    }
    this.place.remove();
    place.hidden = false;
    next?.focus({ preventScroll: !isElsewhere });
    return true;
  }
}
