// What lies in a storage: a record, and the day that it was written on. See docs/privacy.md.

/** What is kept goes by itself after so many days without a change. */
export const RECORD_DAYS_MAX = 90;

/** Ends the key under which results lie that the visitor keeps on purpose, and how many days they may lie there. */
export const RESULTS_SUFFIX = ":results";
export const RESULT_DAYS_MAX = 730;

const currentDay = () => Math.floor(Date.now() / 86_400_000);

/**
 * The kept results of an entry that may lie there still: of each the day, `=` and its code, apart by blanks.
 * @param {string} record
 */
export const validResults = (record) =>
  record.split(" ").filter((entry) => {
    const age = currentDay() - Date.parse(entry.slice(0, 10)) / 86_400_000;
    return age > -2 && age <= RESULT_DAYS_MAX;
  });

/**
 * A record with the day that it was written on.
 * @param {string} record
 */
export const withDay = (record) => `${record} ${currentDay()}`;

/**
 * The record of an entry, and its age in days.
 * @returns {[record: string | undefined, age: number]}
 * @param {string | null | undefined} entry
 */
export function parseEntry(entry) {
  const [, record, day] = /^(.*) (\d+)$/.exec(/** @type {string} */ (entry)) ?? [];
  return [record, currentDay() - /** @type {any} */ (day)];
}

/**
 * The record of an entry; null where it is older than it may be, or of no day that can be.
 * @param {string | null | undefined} entry
 */
export function validRecord(entry) {
  const [record, age] = parseEntry(entry);
  return Math.abs(age) <= RECORD_DAYS_MAX ? record : null;
}
