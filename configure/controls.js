// The pieces of the form. What they are called is written by texts.js, in whichever language is on.

import { text } from "./texts.js";

/** An element with attributes and children. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Radio buttons in a row; options are pairs of a value and its string's key. */
export function segments(place, name, options) {
  for (const [value, key, plain] of options) {
    const label = plain ? make("span", { lang: value }, plain) : make("span", { "data-text": key });
    place.append(make("label", { class: "segment" }, make("input", { type: "radio", name, value }), label));
  }
}

/** Radio buttons below each other, each with a line that explains it. */
export function choices(place, name, values) {
  for (const value of values) {
    const detail = `${name}-${value}-detail`;
    const input = make("input", { type: "radio", name, value, "aria-describedby": detail });
    const label = make("label", {}, input, make("span", { "data-text": `${name}.${value}` }));
    place.append(make("div", { class: "choice" }, label, make("p", { class: "hint", id: detail, "data-text": `${name}.${value}-detail` })));
  }
}

/** A box to tick, for a setting with this value when it is. */
export function toggle(place, name, value, key) {
  const hint = `${name}-hint`;
  const input = make("input", { type: "checkbox", name, value, "aria-describedby": hint });
  const label = make("label", {}, input, make("span", { "data-text": `${key}.label` }));
  place.append(make("div", { class: "choice" }, label, make("p", { class: "hint", id: hint, "data-text": `${key}.hint` })));
}

/** A colour: the system's picker, and its code to type or paste. `change` gets a code, or nothing. */
export class ColourField {
  #legend;
  #scheme;
  #picker;
  #code;
  #error;

  constructor(place, name, change) {
    this.#legend = name.replace("-dark", "");
    this.#scheme = name.endsWith("-dark") ? "dark" : "light";
    const error = `${name}-error`;
    this.#picker = make("input", { type: "color", class: "swatch", id: `${name}-picker` });
    this.#code = make("input", { type: "text", id: name, name, maxlength: "7", spellcheck: "false", autocapitalize: "off", "aria-describedby": error });
    this.#error = make("p", { class: "error", id: error, "data-text": "colour.invalid", hidden: true });
    this.#picker.addEventListener("input", () => change(this.#picker.value));
    this.#code.addEventListener("input", () => this.#typed(change));
    this.#code.addEventListener("blur", () => this.#code.dispatchEvent(new Event("settle", { bubbles: true })));
    const title = make("span", { class: "scheme", "aria-hidden": "true", "data-text": `colour.${this.#scheme}` });
    place.append(title, make("div", { class: "entry" }, this.#picker, this.#code), this.#error);
  }

  #typed(change) {
    const typed = this.#code.value.trim().toLowerCase();
    const code = typed && !typed.startsWith("#") ? `#${typed}` : typed;
    const isFine = code === "" || /^#[0-9a-f]{6}$/.test(code);
    this.#mark(!isFine);
    if (isFine) change(code);
  }

  #mark(isWrong) {
    this.#error.hidden = !isWrong;
    this.#code.setAttribute("aria-invalid", String(isWrong));
  }

  /** Shows the colour that holds; a code that is being typed stays as it is. */
  show(colour) {
    const values = { name: text(`${this.#legend}.legend`), scheme: text(`colour.${this.#scheme}`) };
    this.#picker.setAttribute("aria-label", text("colour.picker", values));
    this.#code.setAttribute("aria-label", text("colour.code", values));
    this.#picker.value = colour;
    if (document.activeElement === this.#code) return;
    this.#code.value = colour;
    this.#mark(false);
  }
}

/** Tabs with their keys; `choose` gets the name of the one that is wanted. */
export function tabs(place, names, choose) {
  for (const name of names) {
    const tab = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, "data-text": `code.${name}` });
    tab.addEventListener("click", () => choose(name));
    place.append(tab);
  }
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  place.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = [...place.children].indexOf(document.activeElement);
    const next = Number.isFinite(step) ? (at + step + names.length) % names.length : step < 0 ? 0 : names.length - 1;
    place.children[next].focus();
    choose(names[next]);
  });
}

/** Puts a text on the clipboard; where that is refused, it is selected, to be copied by hand. */
export async function copy(content, place) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    if (place) getSelection()?.selectAllChildren(place);
    return false;
  }
}
