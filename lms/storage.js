// The record of a sitting as it lies in the browser: read there, and put there before the check begins.
// The check keeps it by itself, see embed/record-store.js.

import { scope } from "skill-check:source";
import { validRecord, withDay } from "../embed/storage-entry.js";
import { STORAGES } from "../embed/storages.js";

const WHERE = ["local", "session"];
/** Begins the keys of the check, and the key under which the mark of the learner lies. */
const PREFIX = `skill-check${scope()}:`;
const LEARNER = `skill-check-lms${scope()}`;

/** Every touch of a storage may throw, where the browser keeps nothing for a page in a frame. */
function touch(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

/** Whether the browser keeps anything for this page at all. */
export const isUsable = () =>
  touch(() => {
    const key = `${LEARNER}:try`;
    sessionStorage.setItem(key, key);
    sessionStorage.removeItem(key);
    return true;
  }) ?? false;

const entry = (where, key) => touch(() => STORAGES[where]().getItem(key));

/** The key of an element's sitting. */
export const keyOf = (element, catalogue) => `${PREFIX}${element.id}:${element.getAttribute("catalogue")?.trim() || catalogue}`;

/** The record that lies under a key, as the check looks for it; null if there is none. */
export function found(key) {
  const where = WHERE.find((one) => entry(one, key));
  return where ? validRecord(entry(where, key)) : null;
}

/**
 * Puts a record where the check will look for it. Another one that lies there goes beside it, where the check finds
 * it and asks which of the two to go on with.
 */
export function put(key, record) {
  const where = WHERE.find((one) => entry(one, key)) ?? "session";
  const before = entry(where, key);
  touch(() => {
    const other = validRecord(before ?? "");
    if (other && other !== record) STORAGES[where]().setItem(`${key}:other`, before);
    STORAGES[where]().setItem(key, withDay(record));
  });
}

/** Removes what somebody else has left here, and remembers by a mark who is here now. */
export function isFor(learner) {
  for (const where of WHERE) {
    touch(() => {
      const storage = STORAGES[where]();
      if (storage.getItem(LEARNER) === learner) return;
      // Also where there is no mark: what was answered after everything was deleted may be anybody's.
      for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
      storage.setItem(LEARNER, learner);
    });
  }
}

/** Forgets who was here: where everything is deleted, there is nothing left to keep from the next one. */
export function forget() {
  for (const where of WHERE) touch(() => STORAGES[where]().removeItem(LEARNER));
}
