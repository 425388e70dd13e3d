// The shadow root: how closed it is, and its styles from the first moment.

import css from "skill-check:styles";
import { enumAttribute } from "./enum-attribute.js";

let sheet;

/** Attaches it, unless the page has declared it. Not before the element is on the page: its attributes say how closed it is. */
export function attachRoot(element) {
  const mode = enumAttribute(element, "privacy", ["masked", "strict"]) === "strict" ? "closed" : "open";
  const declared = element.shadowRoot;
  if (declared && mode === "closed") console.warn('<skill-check>: privacy="strict" is in vain: the page has declared an open root');
  const root = declared ?? element.attachShadow({ __proto__: null, mode });
  sheet ??= new CSSStyleSheet();
  if (!sheet.cssRules.length) sheet.replaceSync?.(css); // Stand-ins for browsers may lack it.
  root.adoptedStyleSheets = [sheet];
  return root;
}

/**
 * Whether the browser is still reading a root that the page has declared, which ends with the place for a footer.
 * @param {ShadowRoot | null} declared
 */
export const isStillParsed = (declared) => document.readyState === "loading" && declared?.querySelector("slot[name=footer]") === null;
