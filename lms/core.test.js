// What a platform is told and keeps. `cargo test -p xtask` bundles and runs it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, isEnough, mark, pack, packed, preferred, scores, shareOf, unpack } from "./core.js";

const RECORD = "skcEAGaQ-6LBD7FCIU1Res";
const ALL = { isKept: true, isTold: true, isDone: true, record: RECORD };
const NONE = { isKept: false, isTold: false, isDone: false, record: null };

test("a state says what was said", () => {
  for (const said of [ALL, NONE, { ...NONE, isTold: true }, { ...ALL, isDone: false }, { ...NONE, isKept: true }]) {
    assert.deepEqual(unpack(pack(said)), said);
  }
  assert.equal(pack(NONE), "");
  assert.match(pack(ALL), /^[\x20-\x7e]+$/);
});

test("without the tick no answer is in a state", () => {
  for (const said of [{ ...ALL, isKept: false }, { ...NONE, record: RECORD }]) assert.ok(!pack(said).includes(RECORD));
});

test("what is no state of ours says nothing", () => {
  for (const state of ["", null, undefined, "2k skcA", "1k skcA skcB", "1K", "{}", "1k <b>", `1k ${RECORD}\n`]) {
    assert.deepEqual(unpack(state), NONE, String(state));
  }
});

test("letters of later versions are passed over", () => assert.deepEqual(unpack(`1kz ${RECORD}`), { ...NONE, isKept: true, record: RECORD }));

test("SCORM 1.2's 4,096 characters are kept to, and what doesn't fit says so", () => {
  const long = { ...ALL, record: `skc${"A".repeat(4089)}` };
  assert.equal(pack(long).length, 4097);
  assert.deepEqual(packed(long, 4096), { state: "1ksc", isTooLong: true });
  const fits = { ...ALL, record: `skc${"A".repeat(4088)}` };
  assert.equal(packed(fits, 4096).state.length, 4096);
  assert.equal(packed(fits, 4096).isTooLong, false);
  assert.equal(packed(long).isTooLong, false);
});

test("a result counts once enough is answered", () => {
  assert.equal(isEnough({ answered: 2, total: 36 }, shareOf(undefined, "full")), false);
  assert.equal(isEnough({ answered: 18, total: 36 }, shareOf(undefined, null)), true);
  assert.equal(isEnough({ answered: 2, total: 36 }, shareOf(null, "quick")), true);
  assert.equal(isEnough({ answered: 0, total: 36 }, shareOf(0, "full")), false);
  assert.equal(isEnough({ answered: 35, total: 36 }, shareOf(100, "quick")), false);
  assert.equal(shareOf(400), 100);
  assert.equal(shareOf("100", "full"), 50);
});

test("areas without a percentage are left out", () => {
  const areas = { platforms: { percent: 40, low: 40, high: 40 }, pr: { percent: null, low: 10, high: 90 }, law: { percent: 0, low: 0, high: 0 } };
  assert.deepEqual(scores(areas), [{ id: "platforms", percent: 40 }, { id: "law", percent: 0 }]);
});

test("times and marks are as they are to be", () => {
  assert.equal(duration(61_499), "PT61S");
  assert.equal(duration(-5), "PT0S");
  // From the description of FNV-1a.
  assert.equal(mark("foobar"), "bf9cf968");
  assert.equal(mark(""), "811c9dc5");
});

test("a preference names a language or none", () => {
  assert.equal(preferred("fr-FR, de_AT;q=0.5,en", ["de", "en"]), "de");
  for (const none of ["", undefined, "fr", "*"]) assert.equal(preferred(none, ["de", "en"]), undefined);
});
