// The element's attributes and what they come to, and whether a page has mistyped one.

import { choice } from "./choice.js";
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
 * Names in the console what an element has that is nearly one of its attributes, and what stands in it in vain.
 * @param {Element} element
 */
export function noteMistakes(element) {
  for (const name of element.getAttributeNames()) {
    const meant = !ATTRIBUTES.includes(name) && ATTRIBUTES.find((other) => other.length > LETTERS && distance(name, other) < LETTERS);
    if (meant) console.warn(`<skill-check>: there is no attribute ${name}; is it ${meant}?`);
  }
  // A tag that seems to close itself takes in all that follows, up to the end of its parent.
  if (!element.nextSibling && [...element.children].some(({ slot }) => !slot)) {
    console.warn("<skill-check>: what stands in the element isn't shown: close it at once");
  }
}

/**
 * The role and the level that an element aims at.
 * @param {Element} element
 */
export const aim = (element) => ["family", "level"].map((name) => element.getAttribute(name) ?? undefined);

/**
 * When what runs a check is loaded.
 * @param {Element} element
 */
export const loadingOf = (element) => choice(element, "loading", ["auto", "eager", "lazy"]);

/**
 * Where a check may be kept.
 * @param {Element} element
 */
export const storageOf = (element) => choice(element, "storage", ["session", "local", "none"]);

/**
 * Whether a check begins as it does where the page says nothing else.
 * @param {Element} element
 */
export const isPlain = (element) => !["family", "level", "mode", "ladder", "areas"].some((name) => element.hasAttribute(name));

/**
 * @param {any} place
 * @param {string} name
 */
const has = (place, name) => typeof place[name] === "function";

/**
 * Where a widget stands, in the order of `stand` in src/element.rs, behind the page that results lead to.
 * @param {Element} element
 */
export const standing = (element) => [
  ...[element.id || undefined, has(navigator, "share"), !has(window, "print")],
  choice(element, "mode", ["full", "quick"]) === "quick",
  choice(element, "ladder", ["steps", "all"]) === "all",
  element.getAttribute("areas") ?? "",
];

/**
 * The language that an element is in and what it offers, in lines; each attribute behind a blank where there is one.
 * @param {Element} element
 * @param {string} lang
 */
export const offers = (element, lang) =>
  [lang, ...OFFERS.map((name) => (element.hasAttribute(name) ? ` ${element.getAttribute(name)}`.replaceAll("\n", " ") : ""))].join("\n");
