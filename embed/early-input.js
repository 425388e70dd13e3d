// What a visitor does on a first screen before the widget is there: shown at once where it can be, and kept as what it
// means, which the widget takes when it comes (`src/store/early.rs`).

import build from "skill-check:build";
import { screen } from "./prerendered.js";

/** What can be done, in the order of `EARLY` there: buttons by one of their classes, choices by their group. */
const ACTS = ["start", "quick", "open-link", "family", "level", "fits", "fits-not", "back", "show-all", "skip"];

/** What can have the focus on a screen; the widget's own has the same, in the same order. */
const focusable = (place) => [...place.querySelectorAll(".sc-screen :is(h2, button, input, summary)")];

export class EarlyInput {
  /** What it is of: a check, and the screen that was drawn at first. */
  _key;
  /** The language that it is in. */
  _locale;
  /** Where the screen stands. */
  _place;
  /** What was done: inputs, each with the level of its statement or the place of what was chosen. */
  _inputs = [];
  /** How many of them a widget has been told. */
  #replayed = 0;
  /** Whether the last of them leads to a screen that isn't here. */
  #isElsewhere = false;
  #setLocale;

  /**
   * `name` is that of the screen, `inputs` what was done on it in another language; `setLocale` is called with a language
   * that was chosen. The page may have declared the screen in `root`.
   */
  constructor(key, locale, name, inputs, setLocale, root) {
    this._key = key;
    this._locale = locale;
    this.#setLocale = setLocale;
    const place = root.querySelector(`[data-ahead="${key} ${locale} ${build.id}"]`);
    this._place = place ?? document.createElement("div");
    if (!place) this._place.append(screen(locale, name));
    this._place.dataset.ahead = "";
    for (const type of ["change", "click", "keydown"]) {
      // What the page has put into a slot is its own.
      this._place.addEventListener(type, (/** @type {any} */ event) => this._place.contains(event.target) && this[type](event));
    }
    this._place.addEventListener("submit", (event) => event.preventDefault());
    // What was chosen before there was a script.
    for (const target of this._place.querySelectorAll(":checked")) if (!target.defaultChecked) this.change({ target });
    for (const input of inputs) this.#do(...input);
  }

  #choices(group) {
    return [...this._place.querySelectorAll(`[type=radio][name=${group}]`)];
  }

  change({ target }) {
    this.#do(target.name, this.#choices(target.name).indexOf(target));
  }

  click({ target }) {
    const button = target.closest?.("button");
    if (!button) return;
    const { classList, lang } = button;
    // The one that begins is told from others by its looks alone.
    if (!lang) this.#do(ACTS.find((input) => classList.contains(input)) ?? "start", this.#shown + 1);
    else if (lang !== this._locale) this.#setLocale(lang);
  }

  /** Keeps what was done, and shows what it leads to. */
  #do(input, value) {
    // Nobody means to do anything on a screen that they haven't seen yet.
    if (this.#isElsewhere) return;
    this._inputs.push([input, value]);
    const choice = this.#choices(input)[value];
    if (choice) choice.checked = true;
    else if (input === "start") {
      // The first item is here already.
      this._place.replaceChildren(screen(this._locale, "item"));
      this._place.querySelector("h2").focus();
    } else if (!this.#showNext(input)) {
      this.#isElsewhere = true;
      /** @type {Element} */ (this._place.firstChild).setAttribute("aria-busy", "true");
    }
  }

  get #statements() {
    return [...this._place.querySelectorAll(".sc-statement")];
  }

  /** Which of them is on show. */
  get #shown() {
    return this.#statements.findIndex((statement) => !statement.hidden);
  }

  /**
   * Goes from statement to statement of the first item, as crates/assessment/src/ladder.rs does; says
   * whether there was one to go to.
   */
  #showNext(input) {
    const statements = this.#statements;
    const shown = this.#shown;
    const middle = (statements.length + 1 >> 1) - 1;
    let next;
    if (input === "fits") next = shown >= middle && shown + 1;
    else if (input === "fits-not") next = shown <= middle && shown - 1;
    else if (input === "back") next = shown !== middle && shown + Math.sign(middle - shown);
    if (next === false || !statements[next]) return false;
    statements[shown].hidden = true;
    statements[next].hidden = false;
    return true;
  }

  keydown(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // As src/app.rs does.
    const answers = [...this._place.querySelectorAll(".sc-reply")];
    const answer = answers[key - 1];
    answer?.focus();
    answer?.click();
    const at = answers.indexOf(target);
    if (at < 0 || !key.startsWith("Arrow")) return;
    event.preventDefault();
    answers[1 - at].focus();
  }

  /**
   * Tells a widget what none has been told yet; false if there was nothing. `isFresh` says that nothing was kept of
   * what another one may have been told.
   */
  _replay(widget, isFresh) {
    const added = this._inputs.slice(isFresh ? 0 : this.#replayed);
    this.#replayed = this._inputs.length;
    for (const [input, value] of added) widget.early(ACTS.indexOf(input), value);
    return added[0];
  }

  /** Puts the widget, which has drawn what was done here and stands hidden in `place`, into this one's place. */
  _giveWay(place) {
    const focused = place.getRootNode().activeElement;
    const isElsewhere = this.#isElsewhere;
    // What was unfolded stays so.
    const folds = place.querySelectorAll("details");
    if (!isElsewhere) this._place.querySelectorAll("details").forEach(({ open }, at) => open && folds[at]?.setAttribute("open", ""));
    // What the visitor is on stays what the visitor is on; elsewhere nothing is taken.
    const at = focusable(this._place).indexOf(focused);
    const next = isElsewhere && at >= 0 ? place.querySelector("h2") : focusable(place)[at];
    this._place.remove();
    place.hidden = false;
    next?.focus({ preventScroll: !isElsewhere });
  }
}
