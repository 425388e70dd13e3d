// The real widget beside the form. Attributes and custom properties change in place, so that what was
// answered stays; only what counts at the start makes it begin anew.

import { HOME } from "./state.js";
import { properties, shape } from "./colours.js";
import { attributes } from "./snippets.js";

/** What the preview doesn't take over: it must leave nothing behind, and is looked at already. */
const LEFT_OUT = ["storage", "loading", "result-base", "kiosk", "privacy"];
/** Settings that make the widget begin anew: it asks for them only when it starts. */
const AT_START = ["autostart", "catalogue", "screen"];

export class Preview {
  #place;
  #element;
  #started;

  constructor(place) {
    this.#place = place;
  }

  /** Shows a configuration: in a scheme, in the page's language, on the screen that is chosen. */
  show(state, { scheme, language, courses, sample }) {
    const wanted = new Map(/** @type {[string, string][]} */ (attributes(state)).filter(([name]) => !LEFT_OUT.includes(name)));
    if (!courses) wanted.delete("modules");
    wanted.set("lang", state.lang || language);
    wanted.set("theme", scheme);
    wanted.set("storage", "none");
    wanted.set("loading", "eager");
    wanted.set("result-base", state["result-base"] || HOME);
    const started = AT_START.map((name) => state[name]).join();
    const isNew = started !== this.#started;
    this.#started = started;
    const element = isNew ? document.createElement("skill-check") : this.#element;
    for (const name of element.getAttributeNames()) if (name !== "style" && !wanted.has(name)) element.removeAttribute(name);
    for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    const set = { ...properties(state, scheme), ...shape(state) };
    for (const name of [...element.style]) if (!Object.hasOwn(set, name)) element.style.removeProperty(name);
    for (const [name, value] of Object.entries(set)) element.style.setProperty(name, value);
    if (!isNew) return;
    element.addEventListener("skill-check-ready", () => turn(element, state.screen, sample), { once: true });
    this.#place.replaceChildren(element);
    this.#place.parentElement.scrollTop = 0;
    this.#element = element;
  }
}

/** How long the widget may take to draw a screen and put the focus on its heading. */
const DRAWN_MS = 1000;

/** Turns to a screen. Focus and page stay where the embedder has them, which is in the form. */
function turn(element, screen, sample) {
  if (screen === "start") return;
  const before = document.activeElement;
  const [x, y] = [scrollX, scrollY];
  const giveBack = () => {
    if (before && before !== document.body) /** @type {HTMLElement} */ (before).focus({ preventScroll: true });
    else element.shadowRoot.activeElement?.blur();
    // The browser scrolls to what gets the focus after it has told.
    requestAnimationFrame(() => scrollTo(x, y));
  };
  element.addEventListener("focusin", giveBack, { once: true, signal: AbortSignal.timeout(DRAWN_MS) });
  if (screen === "item") element.start();
  else element.showResult(sample);
}
