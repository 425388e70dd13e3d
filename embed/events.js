// What the page hears of a check.

/**
 * Tells the page, with the context that it has given.
 * @param {Element} element
 * @param {import("./contract.js").EventName} name
 * @param {object} [detail]
 */
export function notify(element, name, detail) {
  const context = element.getAttribute("context");
  const given = context === null ? detail : { ...detail, context };
  element.dispatchEvent(new CustomEvent(`skill-check-${name}`, { bubbles: true, composed: true, detail: Object.freeze(given) }));
}
