// The element's attributes and what they come to.

import { choice } from "./choice.js";
import { ATTRIBUTES, OFFERS } from "./contract.js";

export { ATTRIBUTES, OFFERS };

/** What any element may have besides. */
const COMMON = /^(class|style|slot|part|hidden|dir|role|title|offline|(data|aria)-.*)$/;

/**
 * Whether a page may have mistyped something, or left the tag open: what it is, host.js says.
 * @param {Element} element
 */
export const isOdd = (element) =>
  element.getAttributeNames().some((name) => !ATTRIBUTES.includes(name) && !COMMON.test(name)) ||
  (!element.nextSibling && [...element.children].some(({ slot }) => !slot));

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
