// The shadow root: how closed it is, and its styles from the first moment.

import css from "skill-check:styles";
import { choice } from "./choice.js";
import { onSandbox } from "./sandbox.js";

let sheet;

/** Attaches it, unless the page has declared it. Not before the element is on the page: its attributes say how closed it is. */
export function attach(element) {
  const mode = choice(element, "privacy", ["masked", "strict"]) === "strict" ? "closed" : "open";
  const root = element.shadowRoot ?? element.attachShadow({ __proto__: null, mode });
  sheet ??= new CSSStyleSheet();
  if (!sheet.cssRules.length) sheet.replaceSync?.(css); // Stand-ins for browsers may lack it.
  root.adoptedStyleSheets = [sheet];
  onSandbox(root);
  return root;
}
