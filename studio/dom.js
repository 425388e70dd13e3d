// Pieces of the page.

import { text } from "./texts.js";

/** The one element of this selector. */
export const find = (selector) => document.querySelector(selector);

/** An element with attributes and children. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A button that does something. */
export function button(label, act, attributes = {}) {
  const element = make("button", { type: "button", class: "button small", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

/** Radio buttons in a row; options are pairs of a value and its name. */
export function segments(place, name, options, chosen, choose) {
  const labels = options.map(([value, label, lang]) => {
    const input = make("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => choose(value));
    return make("label", { class: "segment" }, input, make("span", { lang }, label));
  });
  place.replaceChildren(...labels);
}

/** Says something to screen readers alone. */
export function say(sentence) {
  find("#said").textContent = sentence;
}

/** Shows a sentence where errors stand; an empty one takes it away. */
export function complain(place, sentence) {
  place.hidden = !sentence;
  place.textContent = sentence ?? "";
}

/** Gives bytes to the author as a file. */
export function give(name, bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Asks for a name, `label` and `value` if it is another, and where it belongs; gives both, or nothing. `accept` may refuse with a sentence. */
export function ask(/** @type {any} */ { heading, hint, ok, parent, accept, isNamed = true, label = text("ask.name"), value = "" }) {
  const dialog = find("#ask");
  const [input, select, error] = ["#ask-input", "#ask-select", "#ask-error"].map(find);
  find("#ask-heading").textContent = heading;
  complain(find("#ask-text"), hint);
  find("#ask-ok").textContent = ok;
  find("#ask-field").hidden = !isNamed;
  find("#ask-field label").textContent = label;
  input.value = value;
  input.required = isNamed;
  find("#ask-parent").hidden = !parent;
  if (parent) {
    find("#ask-select-label").textContent = parent.label;
    select.replaceChildren(...parent.options.map(([value, name]) => make("option", { value }, name)));
    if (parent.chosen) select.value = parent.chosen;
  }
  complain(error, "");
  return new Promise((settle) => {
    const listening = new AbortController();
    const { signal } = listening;
    const end = (answer) => {
      listening.abort();
      if (dialog.open) dialog.close();
      settle(answer);
    };
    find("#ask-cancel").addEventListener("click", () => end(undefined), { signal });
    dialog.addEventListener("cancel", () => end(undefined), { signal });
    find("#ask-form").addEventListener(
      "submit",
      async (event) => {
        event.preventDefault();
        const answer = { name: input.value.trim(), parent: select.value };
        if (isNamed && !answer.name) return complain(error, text("ask.empty"));
        const refusal = await accept(answer);
        if (refusal) return complain(error, refusal);
        end(answer);
      },
      { signal },
    );
    dialog.showModal();
    if (value) input.select();
  });
}
