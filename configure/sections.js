// Which parts a result shows, and in which order: rows to tick and to move.

import { SECTIONS } from "./state.js";
import { make } from "./controls.js";
import { text } from "./texts.js";

/** It stays: what is kept on a device is deleted there. */
const ALWAYS = "answers";

/** The parts that a setting names, in order; the one that is always there comes last if it isn't named. */
function shown(value) {
  const named = value ? value.split(" ") : SECTIONS;
  return named.includes(ALWAYS) ? named : [...named, ALWAYS];
}

/** The setting for some parts in this order: as short as it can be, nothing for the default. */
export function setting(parts) {
  const named = parts.at(-1) === ALWAYS && parts.length > 1 ? parts.slice(0, -1) : parts;
  return named.join() === SECTIONS.slice(0, -1).join() ? "" : named.join(" ");
}

export class Sections {
  #place;
  #change;
  #rows;

  /** `change` gets the setting. */
  constructor(place, change) {
    this.#place = place;
    this.#change = change;
    this.#rows = new Map(SECTIONS.map((name) => [name, this.#row(name)]));
    place.append(...this.#rows.values());
  }

  #row(name) {
    const input = make("input", { type: "checkbox", id: `section-${name}`, disabled: name === ALWAYS });
    input.addEventListener("input", () => this.#tell());
    const move = (step, sign) => {
      const button = make("button", { type: "button", class: "button small", "data-step": step }, sign);
      button.addEventListener("click", () => this.#move(name, step, button));
      return button;
    };
    const label = make("label", {}, input, make("span", { "data-text": `sections.${name}` }));
    return make("li", { class: "choice section-row" }, label, move(-1, "↑"), move(1, "↓"));
  }

  #names() {
    return [...this.#place.children].map((row) => row.querySelector("input").id.replace("section-", ""));
  }

  #ticked() {
    return this.#names().filter((name) => this.#rows.get(name).querySelector("input").checked);
  }

  #tell() {
    this.#change(setting(this.#ticked()));
  }

  #move(name, step, button) {
    const row = this.#rows.get(name);
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    this.#tell();
    // A row that was moved has lost the focus, and at the end its button can't have it.
    (button.disabled ? row.querySelector("button:not([disabled])") : button).focus();
  }

  /** Shows the setting that holds; rows that are not ticked stay where they are, if they can. */
  show(value) {
    const parts = shown(value);
    if (this.#ticked().join() !== parts.join()) {
      const rest = SECTIONS.filter((name) => !parts.includes(name));
      this.#place.append(...[...parts, ...rest].map((name) => this.#rows.get(name)));
    }
    const names = this.#names();
    for (const [name, row] of this.#rows) {
      row.querySelector("input").checked = parts.includes(name);
      for (const button of row.querySelectorAll("button")) {
        const isUp = button.dataset.step === "-1";
        button.disabled = name === names.at(isUp ? 0 : -1);
        button.setAttribute("aria-label", text(isUp ? "sections.up" : "sections.down", { name: text(`sections.${name}`) }));
      }
    }
  }
}
