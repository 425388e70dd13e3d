// How a question is gone through statement by statement, as crates/assessment/src/ladder.rs does it.

/** The highest of the five levels. */
const MAX = 4;

/**
 * The statements from the one of level `first` to the answer `found`: of each its level, whether it fits, and the level of
 * the one that follows, of which the last has none.
 */
export function statements(first, found) {
  const all = [];
  for (let level = first; level !== undefined; ) {
    const fits = found >= level;
    const next = fits ? level + 1 : level - 1;
    // What turns round has met what is known already.
    const isFound = (fits ? level < first : level > first) || next < 1 || next > MAX;
    all.push({ level, fits, next: isFound ? undefined : next });
    level = all.at(-1).next;
  }
  return all;
}
