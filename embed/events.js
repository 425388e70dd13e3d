// What the page hears of a check.

import { TOLD } from "./contract.js";

export const isPublic = (name) => TOLD.includes(name);

/** Tells the page, with the context that it has given. */
export function tell(element, name, detail) {
  const context = element.getAttribute("context");
  const told = context === null ? detail : { ...detail, context };
  element.dispatchEvent(new CustomEvent(`skill-check-${name}`, { bubbles: true, composed: true, detail: Object.freeze(told) }));
}
