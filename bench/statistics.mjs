// What figures come to.

/** Of a sample, an interval that leaves out the median no more often than that. */
const RISK = 0.05;

/** The value below which this share of all lies. */
export function quantile(values, share) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : NaN;
}

export const median = (values) => quantile(values, 0.5);

/**
 * Between which two values of a sample the median of what it is of lies, whatever that looks like: as many are left out
 * at each end as the risk allows; none of fewer than nine.
 */
export function interval(values) {
  const sorted = [...values].sort((a, b) => a - b);
  // The chance that no value lies below the median, that at most one does, and so on.
  let term = 0.5 ** sorted.length;
  let chance = term;
  let end = 0;
  for (;;) {
    term *= (sorted.length - end) / (end + 1);
    chance += term;
    if (2 * chance > RISK) return [sorted[end], sorted[sorted.length - 1 - end]];
    end += 1;
  }
}

/** How many times the floor's a value is in each round; twice nothing is the same. */
export const ratios = (values, floors) => values.map((value, round) => (value === floors[round] ? 1 : value / floors[round]));

/**
 * Ratios of all rounds in words: their median and its interval. Where that reaches farther from the median than the aim lies
 * from 1, in proportion, it doesn't tell the aim from the floor: then there is no ratio.
 */
export function told(values, aim) {
  if (!values.length) return "–";
  const middle = median(values);
  if (values.length === 1) return `${middle.toFixed(2)} (one round)`;
  const [low, high] = interval(values);
  const range = `${low.toFixed(2)}–${high.toFixed(2)}`;
  const isNoisy = !(Math.max(high - middle, middle - low) <= Math.abs(aim - 1) * middle);
  return isNoisy ? `too noisy (${range})` : `${middle.toFixed(2)} (${range})`;
}
