// The record of a sitting stays, whatever a storage does: in a sweep, each call fails once, twice and for a while, in
// each way that browsers have, while somebody answers, comes back, moves the record and deletes it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Check, Device, FAULTS, KEY, LONG_MS, MODES, PREFIX, Tab, kept, rest } from "./browser-windows.js";

/**
 * What a visitor does: answers, comes back, has it remembered, comes back, forgets it again. With `isPatient` the page is
 * left only once what was refused has been tried again.
 */
function visit(device, mode, isPatient, after = (/** @type {any[]} */ ..._) => {}) {
  const other = mode === "local" ? "session" : "local";
  let check = new Check(new Tab(device), mode);
  const answer = (record, place) => {
    check.save(record);
    assert.equal(check.store.record, record, "in memory it is whole");
    after(check, record, place);
  };
  const back = (record) => {
    if (isPatient) device.pass(LONG_MS);
    check = check.reload(mode);
    if (check.store.record === record) return;
    // What couldn't be read at first is found by the first thing that is kept, and offered.
    assert.equal(check.store.record, null, "nothing older comes back");
    check.save("afresh");
    device.pass(LONG_MS);
    assert.equal(check.offered, record, "it is found later");
    check.decide(true);
  };
  for (const record of ["one", "two", "three"]) answer(record, mode);
  back("three");
  answer("four", mode);
  check.keepIn(other);
  after(check, "four", other);
  back("four");
  check.keepIn(mode);
  answer("five", mode);
  check.save("six");
  back("six");
  const { window } = check;
  rest(device);
  assert.equal(check.store.record, "six");
  assert.deepEqual(kept(window, mode), { "": "six" }, "it lies where it is to, and only there");
  assert.deepEqual(kept(window, other), {});
  return check;
}

test("without a fault each record is kept at once, in the place of the one before", () => {
  for (const mode of MODES) {
    const check = visit(new Device(), mode, false, ({ window }, record, place) => {
      assert.deepEqual(kept(window, place), { "": record });
      assert.deepEqual(kept(window, place === "local" ? "session" : "local"), {});
    });
    assert.equal(check.store.where, mode);
    assert.deepEqual(check.window.warned, []);
  }
});

for (const [fault, times] of Object.keys(FAULTS).flatMap((name) => [1, 2, 5].map((count) => /** @type {const} */ ([name, count])))) {
  test(`nothing is lost where ${times} of the calls are ${fault}, whichever`, () => {
    for (const mode of MODES) {
      let number = 0;
      let total = Infinity;
      for (; number < total; number += 1) {
        const device = new Device();
        device.arm(fault, number, times);
        try {
          visit(device, mode, times > 2);
        } catch (cause) {
          throw new Error(`${mode}, call ${number}: ${cause.message}`, { cause });
        }
        const whole = new Device();
        visit(whole, mode, false);
        total = whole.calls;
      }
      assert.ok(number > 50, `only ${number} calls`);
    }
  });
}

test("what a storage refuses for long is said once, kept in memory, and kept there as soon as it can be", () => {
  for (const [mode, fault] of MODES.flatMap((one) => Object.keys(FAULTS).map((name) => [one, name]))) {
    const device = new Device();
    const check = new Check(new Tab(device), mode);
    check.save("one");
    device.arm(fault, 0, Infinity);
    for (const record of ["two", "three"]) {
      check.save(record);
      device.pass(LONG_MS);
    }
    assert.equal(check.store.where, "refused", `${mode}, ${fault}`);
    assert.equal(check.window.warned.length, 1, "the console says it once");
    assert.equal(check.store.record, "three");
    const tries = device.calls;
    device.pass(LONG_MS);
    assert.ok(device.calls - tries < 20, "it is left alone longer and longer");
    rest(device);
    assert.equal(check.store.where, mode);
    assert.equal(check.said.at(-1), mode, "the visitor hears that it is kept");
    assert.deepEqual(kept(check.window, mode), { "": "three" });
  }
});

test("a page that is left tries once more what is owed", () => {
  for (const name of ["pagehide", "visibilitychange"]) {
    const device = new Device();
    const check = new Check(new Tab(device), "local");
    device.arm("full", 0, Infinity);
    check.save("one");
    device.disarm();
    check.window.dispatch(name);
    assert.deepEqual(kept(check.window, "local"), { "": "one" });
  }
});

test("what could not be read on opening is found by what is kept next, where the page looks only then, too", () => {
  const device = new Device();
  new Check(new Tab(device), "local").save("remembered");
  device.arm("refused", 0, 4);
  // The page's own default is the tab.
  const check = new Check(new Tab(device), "session");
  assert.equal(check.store.record, null);
  check.save("afresh");
  assert.equal(check.offered, "remembered");
  check.decide(true);
  assert.equal(check.store.where, "local");
  assert.deepEqual(kept(check.window, "local"), { "": "remembered" });
  assert.deepEqual(kept(check.window, "session"), {});
});

test("a storage that is emptied midway is filled again", () => {
  for (const mode of MODES) {
    const device = new Device();
    const check = new Check(new Tab(device), mode);
    check.save("one");
    for (const entries of [device.local, check.window.tab]) entries.clear();
    assert.ok(check.store.isGone());
    check.save("two");
    assert.equal(check.offered, null);
    assert.ok(!check.store.isGone());
    assert.equal(check.reload(mode).store.record, "two");
  }
});

test("what is deleted is gone everywhere, in all windows, as soon as the storage lets it, and isn't said to be before", () => {
  const deletions = (device) => {
    const [one, other] = [new Tab(device), new Tab(device)].map((window) => new Check(window, "local"));
    one.save("one");
    other.decide(true);
    other.save("two");
    other.window.tab.set(`${PREFIX}other-check:own`, "stray 20000");
    one.window.tab.set(`${PREFIX}earlier:own:results`, "stray 20000");
    one.window.tab.set("page", "stays");
    device.local.set("skill-check@/other/::own", "stays 20000");
    one.clear();
    return [one, other];
  };
  const whole = new Device();
  deletions(whole);
  for (const fault of Object.keys(FAULTS)) {
    for (let number = 0; number < whole.calls; number += 1) {
      const device = new Device();
      device.arm(fault, number, Infinity);
      const [one, other] = deletions(device);
      device.pass();
      const isSaid = one.deleted.includes("not-deleted");
      const isLeft = [device.local, one.window.tab].some((entries) => [...entries.keys()].some((key) => key.startsWith(PREFIX)));
      assert.ok(isSaid || !isLeft, `${fault}, call ${number}: not said`);
      rest(device);
      assert.equal(one.deleted.includes("all-deleted"), isSaid, "what was said to be left is said to be gone");
      assert.deepEqual([...device.local.keys()], ["skill-check@/other/::own"], `${fault}, call ${number}`);
      assert.ok(other.deleted.includes("deleted"), "the other window hears of it");
      for (const { store } of [one, other]) assert.equal(store.record, null);
      assert.deepEqual([...one.window.tab.keys()], ["page"], `${fault}, call ${number}: strays`);
    }
  }
  const device = new Device();
  const [one, other] = deletions(device);
  device.pass();
  assert.deepEqual([...one.window.tab.keys()], ["page"]);
  assert.deepEqual([...other.window.tab.keys()], []);
  assert.deepEqual(one.deleted, []);
});

test("what another window has is offered once, and whoever doesn't want it may write over it", () => {
  const device = new Device();
  const other = new Check(new Tab(device), "local");
  other.save("theirs");
  // The visitor sees a check that has not begun.
  const check = new Check(new Tab(device), "local", true);
  assert.equal(check.store.record, null);
  assert.equal(check.offered, "theirs");
  check.decide(false);
  assert.equal(check.save("own"), null, "it isn't offered again");
  assert.deepEqual(kept(check.window, "local"), { "": "own" });
  // The same where it was set aside by a save.
  other.save("theirs again");
  assert.equal(check.save("own again"), "theirs again");
  assert.deepEqual(kept(check.window, "local"), { "": "own again", ":other": "theirs again" });
  assert.equal(check.reload("local").offered, "theirs again", "it is offered to whoever comes back");
  check.decide(false);
  assert.deepEqual(kept(check.window, "local"), { "": "own again" });
});

test("what was set aside in this window's place comes back once it says that the other's doesn't count", () => {
  const device = new Device();
  const [one, other] = [0, 1].map(() => new Check(new Tab(device), "local"));
  one.save("one");
  other.save("other");
  assert.deepEqual(kept(one.window, "local"), { "": "other", ":other": "one" });
  one.heard(one.store.news());
  one.decide(false);
  assert.deepEqual(kept(one.window, "local"), { "": "one" });
});

test("what is kept late lies beside what another window has kept since, and is offered", () => {
  const device = new Device();
  const [one, other] = [0, 1].map(() => new Check(new Tab(device), "local"));
  one.save("both");
  other.heard(other.store.news());
  other.decide(true);
  // Both windows share a device, and so its faults: this one alone has none.
  device.arm("full", 0, Infinity);
  one.save("older");
  device.disarm();
  other.save("newer");
  assert.deepEqual(kept(one.window, "local"), { "": "newer" });
  device.pass(LONG_MS);
  assert.deepEqual(kept(one.window, "local"), { "": "newer", ":other": "older" });
  assert.equal(one.offered, "newer");
  const back = one.reload("local");
  assert.equal(back.store.record, "newer");
  assert.equal(back.offered, "older");
});

test("a record that can't be read lies under a key of its own", () => {
  for (const [fault, isLeft] of [[undefined, false], ["full", true]]) {
    const device = new Device();
    device.local.set(KEY, "odd 20000");
    const check = new Check(new Tab(device), "session");
    assert.equal(check.store.record, "odd");
    if (fault) device.arm(fault, 0, 100);
    check.store.setAside();
    device.disarm();
    assert.equal(check.store.record, null);
    assert.deepEqual(kept(check.window, "local"), isLeft ? { "": "odd" } : { ":unreadable": "odd" }, "it is never lost");
  }
});

test("a page that keeps nothing opens nothing and puts nothing anywhere", () => {
  const device = new Device();
  device.local.set(KEY, "before 20000");
  const check = new Check(new Tab(device), "none");
  assert.equal(check.store.record, null);
  check.save("one");
  check.clear();
  check.save("two");
  assert.equal(check.store.other, null);
  assert.equal(check.store.results, undefined);
  device.pass(LONG_MS);
  assert.deepEqual([device.local.size, check.window.tab.size], [0, 0]);
  assert.equal(check.store.where, "none");
});

test("what is too old, or of a day that can't be, isn't opened", () => {
  const device = new Device();
  new Check(new Tab(device), "local").save("one");
  for (const [days, record] of [[90, "one"], [1, null], [-200, null]]) {
    device.passDays(days);
    assert.equal(new Check(new Tab(device), "local").store.record, record);
  }
});
