// The element's attributes, and whether a page has mistyped one.

import { ATTRIBUTES, OFFERS } from "./contract.js";

export { ATTRIBUTES, OFFERS };

/** Fewer letters differ, all in one place; two that were swapped are two. */
const LETTERS = 3;

/**
 * How many letters at most tell two names apart, from the first that differs to the last.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end;
}

/**
 * Names in the console what an element has that is nearly one of its attributes.
 * @param {Element} element
 */
export function noteTypos(element) {
  for (const name of element.getAttributeNames()) {
    const meant = !ATTRIBUTES.includes(name) && ATTRIBUTES.find((other) => other.length > LETTERS && distance(name, other) < LETTERS);
    if (meant) console.warn(`<skill-check>: there is no attribute ${name}; is it ${meant}?`);
  }
}

/**
 * The language that an element is in and what it offers, in lines; each attribute behind a blank where there is one.
 * @param {Element} element
 * @param {string} lang
 */
export const offers = (element, lang) =>
  [lang, ...OFFERS.map((name) => (element.hasAttribute(name) ? ` ${element.getAttribute(name)}`.replaceAll("\n", " ") : ""))].join("\n");
