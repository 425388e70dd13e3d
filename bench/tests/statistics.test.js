import assert from "node:assert/strict";
import { test } from "node:test";
import { interval, median, quantile, ratios, told } from "../statistics.mjs";

test("a quantile is one of the values, and nothing of none", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(quantile([5, null, 1], 0.95), 5);
  assert.ok(Number.isNaN(median([])));
});

test("an interval leaves out at each end what the risk allows", () => {
  const counted = (count) => interval(Array.from({ length: count }, (_, at) => count - at));
  // By the table of the sign test.
  assert.deepEqual(counted(1), [1, 1]);
  assert.deepEqual(counted(3), [1, 3]);
  assert.deepEqual(counted(5), [1, 5]);
  assert.deepEqual(counted(8), [1, 8]);
  assert.deepEqual(counted(9), [2, 8]);
  assert.deepEqual(counted(12), [3, 10]);
  assert.deepEqual(counted(20), [6, 15]);
});

test("ratios are of the same round, and nothing to nothing is the same", () => {
  assert.deepEqual(ratios([2, 0, 3], [4, 0, 0]), [0.5, 1, Infinity]);
});

test("a ratio is told with its interval, unless that is wider than the aim is away", () => {
  assert.equal(told([1.02, 1.04, 1.06], 1.05), "1.04 (1.02–1.06)");
  assert.equal(told([0.95, 1.04, 1.06], 1.05), "too noisy (0.95–1.06)");
  assert.equal(told([0.7, 0.8, 0.9], 0.8), "0.80 (0.70–0.90)");
  // In proportion: what takes four times as long varies four times as much.
  assert.equal(told([4.1, 4.3, 4.4], 1.05), "4.30 (4.10–4.40)");
  assert.equal(told([2, Infinity, Infinity], 3), "too noisy (2.00–Infinity)");
  assert.equal(told([1, 2, Infinity], 3), "too noisy (1.00–Infinity)");
  assert.equal(told([1.07], 1.05), "1.07 (one round)");
  assert.equal(told([], 1.05), "–");
});
