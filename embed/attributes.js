// The element's attributes and what they come to.

import { enumAttribute } from "./enum-attribute.js";
import { ATTRIBUTES, RESULT_ATTRIBUTES } from "./contract.js";

export { ATTRIBUTES, RESULT_ATTRIBUTES };

/** What any element may have besides. */
const COMMON = /^(class|style|slot|(export)?parts?|hidden|inert|dir|role|title|tabindex|translate|offline|(data|aria|_ng.*|ng)-.*)$/;

/**
 * Whether a child of an element is shown nowhere. A template is the first screen, where a browser has left it one.
 * @param {Element} child
 */
export const isUnslotted = ({ slot, localName }) => !slot && localName !== "template";

/**
 * Whether a page may have mistyped something, or left the tag open: what it is, host.js says.
 * @param {Element} element
 */
export const isOdd = (element) =>
  element.getAttributeNames().some((name) => !ATTRIBUTES.includes(name) && !COMMON.test(name)) ||
  (!element.nextSibling && [...element.children].some(isUnslotted));

/**
 * When what runs a check is loaded.
 * @param {Element} element
 */
export const loadingOf = (element) => enumAttribute(element, "loading", ["auto", "eager", "lazy"]);

/**
 * Where a check may be kept.
 * @param {Element} element
 */
export const storageOf = (element) => enumAttribute(element, "storage", ["session", "local", "none"]);

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
 * Where a widget stands, for `stand` in src/bridge.rs.
 * @param {Element} element
 * @param {string} page that results lead to
 */
export const surroundings = (element, page) => ({
  __proto__: null,
  page,
  shares: has(navigator, "share"),
  prints: has(window, "print"),
  quick: enumAttribute(element, "mode", ["full", "quick"]) === "quick",
  whole: enumAttribute(element, "ladder", ["steps", "all"]) === "all",
});
