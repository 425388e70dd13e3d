// Long lists come in pages, so that no list of a large catalogue holds the page up: which page it is, the one before
// and the one after it, and a field to go to any. A list that fits on one page has none of that.

import { button, make } from "./dom.js";
import { text } from "./texts.js";

export class Pager {
  #turn;
  #bars = [];
  #page = 0;
  #pages = 1;

  /** `turn` gets the number of the page to go to, counted from 0. */
  constructor(turn) {
    this.#turn = turn;
  }

  /** A bar to turn pages by; there may be one above the list and one below. */
  bar() {
    const input = make("input", { type: "number", min: "1", inputmode: "numeric", class: "pager-page" });
    const bar = {
      input,
      of: make("span", {}),
      label: make("span", {}),
      before: button("", () => this.#go(this.#page - 1), { "data-turn": "before" }),
      after: button("", () => this.#go(this.#page + 1), { "data-turn": "after" }),
    };
    input.addEventListener("change", () => {
      const wanted = Math.round(Number(input.value)) - 1;
      input.value = String(this.#page + 1);
      if (Number.isFinite(wanted)) this.#go(Math.max(0, Math.min(wanted, this.#pages - 1)));
    });
    bar.element = make("div", { class: "pager", role: "group", hidden: true }, bar.before, make("label", {}, bar.label, input, bar.of), bar.after);
    this.#bars.push(bar);
    return bar.element;
  }

  /** Shows which page of how many it is; `name` is what the list is called. */
  show(page, pages, name) {
    this.#page = page;
    this.#pages = pages;
    for (const { element, input, of, label, before, after } of this.#bars) {
      element.hidden = pages < 2;
      if (pages < 2) continue;
      element.setAttribute("aria-label", text("pages.of-list", { name }));
      label.textContent = text("pages.page");
      of.textContent = text("pages.of", { count: pages });
      input.max = pages;
      input.value = String(page + 1);
      before.textContent = text("pages.before");
      after.textContent = text("pages.after");
      // Who turned to the last page keeps the focus on the button.
      before.setAttribute("aria-disabled", String(page === 0));
      after.setAttribute("aria-disabled", String(page === pages - 1));
    }
  }

  #go(page) {
    if (page >= 0 && page < this.#pages && page !== this.#page) this.#turn(page);
  }
}
