// What a learning platform is told and keeps, whichever standard it speaks: nothing here touches a page, a
// storage or a clock.
//
// The state that a platform keeps is one line: the version, a letter for each thing that is so, and behind a
// blank the record of the sitting, which holds the answers and is there only if the learner wants it kept.

const VERSION = "1";
const STATE = /^1([a-z]*)(?: (skc[\w-]*))?$/;
/** What each letter says. */
const LETTERS = { isKept: "k", isTold: "s", isDone: "c" };
const NOTHING = { isKept: false, isTold: false, isDone: false, record: null };

/** What a state says; nothing where it is none of ours. */
export function unpack(state) {
  const [, letters, record = null] = STATE.exec(state ?? "") ?? [];
  if (letters === undefined) return { ...NOTHING };
  const said = Object.entries(LETTERS).map(([name, letter]) => [name, letters.includes(letter)]);
  return { ...Object.fromEntries(said), record };
}

/** A state in one line; empty where there is nothing to say. The record goes along only where it is to be kept. */
export function pack(said) {
  const letters = Object.keys(LETTERS).filter((name) => said[name]).map((name) => LETTERS[name]).join("");
  if (!letters) return "";
  return VERSION + letters + (said.isKept && said.record ? ` ${said.record}` : "");
}

/** The same in at most so many characters: what doesn't fit goes without the record, and says so. */
export function packed(said, limit = Infinity) {
  const state = pack(said);
  if (state.length <= limit) return { state, isTooLong: false };
  return { state: pack({ ...said, record: null }), isTooLong: true };
}

/** So many questions of a hundred have to be answered for a result to count, unless the operator says otherwise. */
export const SHARE = 50;

/** How much has to be answered, of a hundred: the short way ends by itself, so with it any result counts. */
export function shareOf(given, mode) {
  if (Number.isFinite(given)) return Math.min(Math.max(given, 0), 100);
  return mode === "quick" ? 0 : SHARE;
}

/** Whether a result that is shown makes the check done. */
export const isEnough = ({ answered, total }, share) => answered > 0 && answered * 100 >= total * share;

/** The areas with their percentages, as far as enough was answered to have one; in the catalogue's order. */
export const scores = (areas) =>
  Object.entries(areas)
    .filter(([, { percent }]) => percent !== null)
    .map(([id, { percent }]) => ({ id, percent }));

/** A time as ISO 8601 wants it, in whole seconds. */
export const duration = (milliseconds) => `PT${Math.max(0, Math.round(milliseconds / 1000))}S`;

/**
 * A short mark of who learns (FNV-1a, 32 bits): enough to see that somebody else has come to this browser, and
 * no name in a storage.
 */
export function mark(text) {
  let hash = 0x811c9dc5;
  for (const sign of new TextEncoder().encode(text)) hash = Math.imul(hash ^ sign, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** The first of these languages that a preference such as `de-DE,en;q=0.5` names. */
export function preferred(preference, languages) {
  const tags = (preference ?? "").split(/[,;\s]+/).map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
  return tags.find((tag) => languages.includes(tag));
}
