// Results that a visitor keeps on the device, to see later what has changed: of each the day, `=` and its code,
// the newest first, apart by blanks; behind them, as in every entry, the day of the last change.

import { parseEntry, validResults, withDay } from "./storage-entry.js";

/** So many are kept; of more, the oldest goes. */
const COUNT_MAX = 12;

/**
 * The kept results, without those that have outlived their time.
 * @param {string} key
 */
function all(key) {
  const [text] = parseEntry(localStorage.getItem(key) ?? "");
  return validResults(text ?? "");
}

/**
 * @param {string} key
 * @param {string[]} entries
 */
function write(key, entries) {
  const text = entries.join(" ");
  if (text) localStorage.setItem(key, withDay(text));
  else localStorage.removeItem(key);
  return text;
}

/**
 * @param {string} key
 * @param {string} code
 */
const without = (key, code) => all(key).filter((entry) => !entry.endsWith(`=${code}`));

/**
 * The kept results as one text.
 * @param {string} key
 */
export const storedResults = (key) => all(key).join(" ");

/**
 * Keeps a result of this day, in the place of another one of the day. Returns all that is kept.
 * @param {string} key
 * @param {string} day
 * @param {string} code
 */
export function storeResult(key, day, code) {
  const others = without(key, code).filter((entry) => !entry.startsWith(`${day}=`));
  return write(key, [`${day}=${code}`, ...others].slice(0, COUNT_MAX));
}

/**
 * No longer keeps a result. Returns all that is kept.
 * @param {string} key
 * @param {string} code
 */
export const removeResult = (key, code) => write(key, without(key, code));
