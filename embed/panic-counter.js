// How many panics are too many to go on by oneself.

const PANICS_MAX = 3;
const PANICS_MS = 60_000;

/** Counts panics: each call is one, and says whether there have been too many of late. */
export function panicCounter() {
  /** @type {number[]} */
  let times = [];
  return () => {
    const now = Date.now();
    times = [...times.filter((time) => now - time < PANICS_MS), now];
    return times.length >= PANICS_MAX;
  };
}
