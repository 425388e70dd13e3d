import assert from "node:assert/strict";
import { test } from "node:test";
import { tables } from "../tables.mjs";

const WHO = { names: ["vanilla", "other", "skill-check"], floor: "vanilla", own: "skill-check" };
/** The line of a contender in the first table that has one. */
const line = (text, name) => text.split("\n").find((one) => one.startsWith(`| ${name} |`));

test("bytes are counted by when they were asked for", () => {
  const file = (brotli, when) => ({ file: `/skill-check/40/${brotli}.js`, brotli, raw: 2 * brotli, when });
  const results = { vanilla: [[file(1000, "before")]], "skill-check": [[file(2000, "before"), file(500, "first"), file(4000, "second")]] };
  const text = tables(WHO, { transfer: { results } });
  assert.equal(line(text, "skill-check"), "| skill-check | 1 | 2,000 | 2.0 | 2 | 2,500 | 2.5 | 3 | 6,500 | 6.5 |");
  assert.equal(line(text, "vanilla"), "| vanilla | 1 | 1,000 | 1.0 | 1 | 1,000 | 1.0 | 1 | 1,000 | 1.0 |");
  assert.ok(text.includes("| `500.js` | first | 500 | 1,000 |"));
  assert.equal(line(text, "other"), undefined);
});

test("times are compared round by round, and told with their interval", () => {
  const visit = (answerable) => {
    const one = { paint: 1, visible: 2, answerable, first: 10, second: answerable / 10, blocked: 0, longest: 60 };
    return { phone: one, slow: one };
  };
  // Everything takes twice as long in the second round, for both.
  const results = { vanilla: [100, 200, 100].map(visit), "skill-check": [104, 206, 105].map(visit) };
  const load = { runs: 3, results };
  const text = tables(WHO, { load });
  assert.equal(line(text, "skill-check"), "| skill-check | 1 (1–1) | 2 (2–2) | 105 (104–206) | 1.04 (1.03–1.05) | 0 (0–0) | 1.00 (1.00–1.00) | 60 (60–60) |");
  assert.equal(line(text, "vanilla"), "| vanilla | 1 (1–1) | 2 (2–2) | 100 (100–200) | 1 | 0 (0–0) | 1 | 60 (60–60) |");
  results["skill-check"] = [104, 260, 105].map(visit);
  assert.match(line(tables(WHO, { load }), "skill-check"), /\| too noisy \(1\.04–1\.30\) \|/);
  results["skill-check-drawn"] = results["skill-check"];
  const drawn = tables({ ...WHO, names: [...WHO.names, "skill-check-drawn"] }, { load });
  assert.match(line(drawn, "skill-check-drawn"), /\| too noisy/);
  results["skill-check-drawn"] = [90, 200, 100].map(visit);
  assert.match(line(tables({ ...WHO, names: ["skill-check-drawn"] }, { load }), "skill-check-drawn"), /\| 1\.00 \(0\.90–1\.00\) \|/);
  delete results.vanilla;
  assert.match(line(tables(WHO, { load }), "skill-check"), /\| – \|/);
});

test("answers are compared by their median and their slow ones in each round", () => {
  const memory = { heap: 2 ** 20, wasm: 0 };
  const check = (answers) => ({ answers, changes: [30], result: 50, whole: 100, tasks: [], loaded: memory, finished: { ...memory, wasm: 2 ** 21 } });
  const results = { vanilla: [check([10, 10, 20])], "skill-check": [check([11, 11, 30])] };
  const text = tables(WHO, { interaction: { results } });
  assert.equal(line(text, "skill-check"), "| skill-check | 3 | 11 | 1.10 (one round) | 30 | 1.50 (one round) | 30 | 1.00 (one round) | 30 | 50 | 100 | 1.00 (one round) | 0 |");
  assert.ok(text.includes("| skill-check | 1.0 | 0.0 | 1.0 | 2.0 | 3.0 |"));
});
