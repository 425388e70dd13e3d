import assert from "node:assert/strict";
import { test } from "node:test";
import { statements } from "../ladder.mjs";

test("a question takes as many statements as the core says", () => {
  const counts = (first) => [0, 1, 2, 3, 4].map((found) => statements(first, found).length);
  // crates/assessment/src/ladder.rs: in the middle two for 0, 1 and 2, one higher two for 2, 3 and 4.
  assert.deepEqual(counts(2), [2, 2, 2, 3, 3]);
  assert.deepEqual(counts(3), [3, 3, 2, 2, 2]);
});

test("statements lead up while they fit, and down while they don't", () => {
  assert.deepEqual(statements(2, 2), [
    { level: 2, fits: true, next: 3 },
    { level: 3, fits: false, next: undefined },
  ]);
  assert.deepEqual(statements(2, 4), [
    { level: 2, fits: true, next: 3 },
    { level: 3, fits: true, next: 4 },
    { level: 4, fits: true, next: undefined },
  ]);
  assert.deepEqual(statements(3, 1), [
    { level: 3, fits: false, next: 2 },
    { level: 2, fits: false, next: 1 },
    { level: 1, fits: true, next: undefined },
  ]);
});
