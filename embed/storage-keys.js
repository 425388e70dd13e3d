// Under which key a sitting is kept, whether there is one, and for how long. What reads and writes it comes
// with the Wasm, see record-store.js.

import { scope } from "skill-check:source";
import { RECORD_DAYS_MAX, RESULTS_SUFFIX, parseEntry, validResults, withDay } from "./storage-entry.js";
import { STORAGES } from "./storages.js";

/** Begins all keys of the checks that one build shows on an origin; other sites on it have others. */
const PREFIX = `skill-check${scope()}:`;

/** Drops what has outlived its time, whichever check it belongs to. What was kept on a day to come is kept from today on. */
export function removeExpired() {
  for (const storage of Object.values(STORAGES)) {
    try {
      for (const key of Object.keys(storage())) {
        if (!key.startsWith(PREFIX)) continue;
        const [record, age] = parseEntry(storage().getItem(key));
        if (key.endsWith(RESULTS_SUFFIX)) {
          // Each goes two years after its own day.
          const left = validResults(record ?? "").join(" ");
          if (!left) storage().removeItem(key);
          else if (left !== record) storage().setItem(key, withDay(left));
        } else if (!(Math.abs(age) <= RECORD_DAYS_MAX)) storage().removeItem(key);
        else if (age < 0) storage().setItem(key, withDay(/** @type {string} */ (record)));
      }
    } catch {
      // Where storage is refused there is nothing to drop.
    }
  }
}

/** The keys that the elements of a page have taken, so that no two of them share one. */
const owners = new Map();

/**
 * The key of an element's sitting; `name` is what tells it from others.
 * @param {Element} element
 * @param {string} name
 */
export function keyOf(element, name) {
  let key = PREFIX + name;
  for (let n = 2; owners.get(key)?.isConnected && owners.get(key) !== element; n++) key = `${PREFIX}${name}:${n}`;
  owners.set(key, element);
  return key;
}

/**
 * Whether something lies under a key.
 * @param {string} key
 */
export const isStored = (key) =>
  Object.values(STORAGES).some((storage) => {
    try {
      return storage().getItem(key);
    } catch {
      return false;
    }
  });
