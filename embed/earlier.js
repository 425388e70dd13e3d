// Results that a visitor keeps on the device, to see later what has changed: of each the day, `=` and its code,
// the newest first, apart by blanks; behind them, as in every entry, the day of the last change.

import { RESULT_DAYS_MAX, parts, sealed } from "./entry.js";

/** So many are kept; of more, the oldest goes. */
const COUNT_MAX = 12;

/** The kept results, without those that have outlived their time. */
function all(key) {
  const [text] = parts(localStorage.getItem(key) ?? "");
  const oldest = Date.now() - RESULT_DAYS_MAX * 86_400_000;
  return (text ?? "").split(" ").filter((entry) => Date.parse(entry.split("=")[0]) >= oldest);
}

function put(key, entries) {
  const text = entries.join(" ");
  if (text) localStorage.setItem(key, sealed(text));
  else localStorage.removeItem(key);
  return text;
}

const without = (key, code) => all(key).filter((entry) => !entry.endsWith(`=${code}`));

/** The kept results as one text. */
export const kept = (key) => all(key).join(" ");

/** Keeps a result of this day, once. Returns all that is kept. */
export const keep = (key, day, code) => put(key, [`${day}=${code}`, ...without(key, code)].slice(0, COUNT_MAX));

/** No longer keeps a result. Returns all that is kept. */
export const drop = (key, code) => put(key, without(key, code));
