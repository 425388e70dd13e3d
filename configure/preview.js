// The real widget beside the form. Attributes and custom properties change in place, so that what was
// answered stays; only what counts at the start makes it begin anew.

import { HOME } from "./state.js";
import { properties, shape } from "./colours.js";
import { attributes } from "./snippets.js";

/** What the preview doesn't take over: it must leave nothing behind, and is in view already. */
const LEFT_OUT = ["storage", "loading", "result-base"];
/** What the widget asks only when it starts. */
const AT_START = ["autostart"];

export class Preview {
  #place;
  #element;
  #started = "";

  constructor(place) {
    this.#place = place;
  }

  /** Shows a configuration in a scheme; `language` is the page's. */
  show(state, scheme, language, isReady) {
    const wanted = new Map(attributes(state).filter(([name]) => !LEFT_OUT.includes(name)));
    if (!isReady) wanted.delete("modules");
    wanted.set("lang", state.lang || language);
    wanted.set("theme", scheme);
    wanted.set("storage", "none");
    wanted.set("result-base", state["result-base"] || HOME);
    const started = AT_START.map((name) => wanted.get(name)).join();
    const isNew = !this.#element || started !== this.#started;
    this.#started = started;
    const element = isNew ? document.createElement("skill-check") : this.#element;
    for (const name of element.getAttributeNames()) if (name !== "style" && !wanted.has(name)) element.removeAttribute(name);
    for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    const set = { ...properties(state, scheme), ...shape(state) };
    for (const name of [...element.style]) if (!Object.hasOwn(set, name)) element.style.removeProperty(name);
    for (const [name, value] of Object.entries(set)) element.style.setProperty(name, value);
    if (isNew) this.#place.replaceChildren(element);
    this.#element = element;
  }

  /** Makes the next one begin anew. */
  forget() {
    this.#element = undefined;
  }
}
