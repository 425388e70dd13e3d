// What a page has mistyped, said in the console.

import { isUnslotted } from "./attributes.js";
import { ATTRIBUTES } from "./contract.js";

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
 * Names in the console what an element has that is nearly one of its attributes, and what stands in it in vain.
 * @param {Element} element
 */
export function warnOfTypos(element) {
  for (const name of element.getAttributeNames()) {
    const meant = !ATTRIBUTES.includes(name) && ATTRIBUTES.find((other) => other.length > LETTERS && distance(name, other) < LETTERS);
    if (meant) console.warn(`<skill-check>: there is no attribute ${name}; is it ${meant}?`);
  }
  // A tag that seems to close itself takes in all that follows, up to the end of its parent.
  if (!element.nextSibling && [...element.children].some(isUnslotted)) {
    console.warn("<skill-check>: what stands in the element isn't shown: close it at once");
  }
}
