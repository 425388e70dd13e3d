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
  /** What was clicked, as ways down from the place. */
  #actions = [];
  /** Whether the last of them leads to a screen that isn't here. */
  #isLeft = false;
  /** How many of the actions the widget has done again. */
  #done = 0;

  /** `name` is that of the screen. */
  constructor(locale, name) {
    this.#locale = locale;
    this.shows = locale + name;
    this.place.dataset.ahead = "";
    this.place.append(screen(locale, name));
    for (const type of ["change", "click", "keydown"]) {
      this.place.addEventListener(type, (event) => this[`_${type}`](event));
    }
    this.place.addEventListener("submit", (event) => event.preventDefault());
  }

  _change({ target }) {
    if (!this.#isLeft) this.#actions.push(pathOf(this.place, target));
  }

  _click({ target }) {
    const button = target.closest?.("button");
    // Nobody means to do anything on a screen that they haven't seen yet.
    if (!button || this.#isLeft) return;
    this.#actions.push(pathOf(this.place, button));
    if (this.#steps(button)) return;
    if (button.matches(".sc-start .sc-button--primary")) {
      // The first item is here already.
      this.place.replaceChildren(screen(this.#locale, "item"));
      this.#heading.focus();
      return;
    }
    this.#isLeft = true;
    /** @type {Element} */ (this.place.firstChild).setAttribute("aria-busy", "true");
  }

  /**
   * Goes from statement to statement of the first item, as crates/assessment/src/ladder.rs does; says
   * whether there was one to go to.
   */
  #steps(button) {
    const statements = [...this.place.querySelectorAll(".sc-statement")];
    const shown = statements.findIndex((statement) => !statement.hidden);
    const middle = (statements.length + 1 >> 1) - 1;
    let next;
    if (button.matches(".fits")) next = shown >= middle && shown + 1;
    else if (button.matches(".fits-not")) next = shown <= middle && shown - 1;
    else if (button.matches(".back")) next = shown !== middle && shown + Math.sign(middle - shown);
    if (next === false || !statements[next]) return false;
    statements[shown].hidden = true;
    statements[next].hidden = false;
    return true;
  }

  _keydown(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // As src/app.rs does.
    const answers = [...this.place.querySelectorAll(".sc-reply")];
    const answer = answers[key - 1];
    answer?.focus();
    answer?.click();
    const at = answers.indexOf(target);
    if (at < 0 || !key.startsWith("Arrow")) return;
    event.preventDefault();
    answers[1 - at].focus();
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
      const target = at(place, this.#actions[this.#done++]);
      if (!target) break;
      if (target.checked) continue;
      target.click();
      isAlive = await drawn();
    }
    if (!isAlive) return false;
    const root = place.getRootNode();
    const focused = root.activeElement;
    const isElsewhere = this.#isLeft;
    // What was unfolded stays so.
    for (const details of isElsewhere ? [] : this.place.querySelectorAll("[open]")) {
      at(place, pathOf(this.place, details))?.setAttribute("open", "");
    }
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
