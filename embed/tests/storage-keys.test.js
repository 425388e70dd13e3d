// Under which keys something lies, and how long.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Device, FAULTS, PREFIX, Tab } from "./browser-windows.js";

const DAY = 20_000;
/** The day of the test as the kept results have theirs. */
const today = new Date(DAY * 86_400_000).toISOString().slice(0, 10);
const dayBefore = (days) => new Date((DAY - days) * 86_400_000).toISOString().slice(0, 10);

/** A window over these entries of the device, and the ones that lie there after an act. */
function over(entries, act) {
  const device = new Device();
  device.local = new Map(Object.entries(entries));
  const { scripts } = new Tab(device);
  act(scripts, device);
  return Object.fromEntries(device.local);
}

test("what has outlived its time goes, and so does what is of no day that can be", () => {
  const left = over(
    {
      [`${PREFIX}old`]: `skcA ${DAY - 91}`,
      [`${PREFIX}kept`]: `skcA ${DAY - 90}`,
      [`${PREFIX}ahead`]: `skcA ${DAY + 9}`,
      [`${PREFIX}far`]: `skcA ${DAY + 91}`,
      [`${PREFIX}none`]: "skcA",
      [`${PREFIX}odd`]: "skcA soon",
      "skill-check@/elsewhere/:old": "skcA 1",
      page: "stays",
    },
    ({ removeExpired }) => removeExpired(),
  );
  assert.deepEqual(left, {
    [`${PREFIX}kept`]: `skcA ${DAY - 90}`,
    // What was kept on a day to come is kept from today on.
    [`${PREFIX}ahead`]: `skcA ${DAY}`,
    "skill-check@/elsewhere/:old": "skcA 1",
    page: "stays",
  });
});

test("of kept results each goes two years after its own day", () => {
  const results = (...days) => days.map((day) => `${day}=EAAA`).join(" ");
  const left = over(
    {
      [`${PREFIX}a:results`]: `${results(today, dayBefore(730), dayBefore(731))} ${DAY - 400}`,
      [`${PREFIX}b:results`]: `${results(dayBefore(731))} ${DAY}`,
      [`${PREFIX}c:results`]: `${results(dayBefore(-1), dayBefore(-3), "soon")} ${DAY}`,
      [`${PREFIX}d:results`]: "EAAA",
    },
    ({ removeExpired }) => removeExpired(),
  );
  assert.deepEqual(left, {
    [`${PREFIX}a:results`]: `${results(today, dayBefore(730))} ${DAY}`,
    [`${PREFIX}c:results`]: `${results(dayBefore(-1))} ${DAY}`,
  });
});

test("where the storage fails, nothing is thrown and the other one is looked through all the same", () => {
  for (const fault of Object.keys(FAULTS)) {
    for (let number = 0; number < 12; number += 1) {
      const device = new Device();
      const entries = () => new Map([[`${PREFIX}old`, "skcA 1"], [`${PREFIX}ahead`, `skcA ${DAY + 9}`]]);
      device.local = entries();
      const window = new Tab(device, entries());
      device.arm(fault, number, 1);
      window.scripts.removeExpired();
      device.disarm();
      const isLeft = [device.local, window.tab].map((each) => each.has(`${PREFIX}old`));
      assert.ok(isLeft.filter(Boolean).length < 2, `${fault}, call ${number}`);
      device.arm(fault, 0, Infinity);
      assert.equal(Boolean(window.scripts.isStored("k")), false);
    }
  }
});

test("no two elements of a page share a key, and one that has gone leaves its own", () => {
  over({}, ({ keyOf }) => {
    const [one, other, third] = [0, 1, 2].map(() => ({ isConnected: true }));
    assert.equal(keyOf(one, ":own"), `${PREFIX}:own`);
    assert.equal(keyOf(one, ":own"), `${PREFIX}:own`, "the same again");
    assert.equal(keyOf(other, ":own"), `${PREFIX}:own:2`);
    assert.equal(keyOf(third, ":own"), `${PREFIX}:own:3`);
    assert.equal(keyOf(third, "b:own"), `${PREFIX}b:own`);
    one.isConnected = false;
    assert.equal(keyOf(third, ":own"), `${PREFIX}:own`);
  });
});

test("whether something lies under a key is seen in both storages", () => {
  const device = new Device();
  device.local.set("a", "x 1");
  const window = new Tab(device, new Map([["b", "x 1"]]));
  assert.deepEqual(["a", "b", "c"].map((key) => Boolean(window.scripts.isStored(key))), [true, true, false]);
});

test("a record has its day behind it, and any text is answered", () => {
  over({}, ({ withDay, parseEntry, validRecord }) => {
    assert.equal(withDay("skcA b"), `skcA b ${DAY}`);
    assert.deepEqual(parseEntry(`skcA b ${DAY - 3}`), ["skcA b", 3]);
    assert.equal(validRecord(`skcA ${DAY - 90}`), "skcA");
    for (const text of [null, undefined, "", " ", "skcA", "skcA ", "skcA soon", `skcA ${DAY - 91}`, `skcA ${DAY + 91}`, `skcA\n ${DAY}`]) {
      assert.ok(!validRecord(text), JSON.stringify(text));
    }
  });
});

test("results are kept one a day, the newest first, the oldest of too many going", () => {
  const key = `${PREFIX}a:results`;
  const left = over({}, ({ storeResult, removeResult, storedResults }) => {
    for (let day = 13; day > 0; day -= 1) storeResult(key, dayBefore(day), `E${day}`);
    assert.equal(storeResult(key, today, "E0").split(" ").length, 12);
    assert.equal(storedResults(key).split(" ")[0], `${today}=E0`);
    assert.ok(!storedResults(key).includes("=E12"), "the oldest went");
    storeResult(key, today, "Enew");
    assert.ok(!storedResults(key).includes("=E0"), "another of the day takes its place");
    removeResult(key, "E5");
    assert.ok(!storedResults(key).includes("=E5"));
    for (const entry of storedResults(key).split(" ")) removeResult(key, entry.split("=")[1]);
    assert.equal(storedResults(key), "");
  });
  assert.deepEqual(left, {}, "and nothing is left of none");
});
