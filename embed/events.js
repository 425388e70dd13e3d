// What the page hears of a check.

/**
 * Tells the page, with the context that it has given.
 * @param {Element} element
 * @param {import("./contract.js").Told} name
 * @param {object} [detail]
 */
export function tell(element, name, detail) {
  const context = element.getAttribute("context");
  const told = context === null ? detail : { ...detail, context };
  element.dispatchEvent(new CustomEvent(`skill-check-${name}`, { bubbles: true, composed: true, detail: Object.freeze(told) }));
}
