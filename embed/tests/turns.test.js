// Two windows with one check take turns in hundreds of orders, also while calls of their storage fail: nothing that one
// has kept last is lost unless a visitor has left it behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Check, Device, FAULTS, Tab, kept, rest } from "./windows.js";

const SEEDS = 600;

/**
 * Two windows in some order of turns; `fault` happens in some of them, for a while. Gives how often another window's record was
 * offered. What each has last is in memory there; at rest it lies in the storage as well, unless the other one has left
 * it behind: had it, too, or was offered it and decided.
 */
function takeTurns(seed, fault) {
  let state = seed * 7919 + 1;
  const random = (count) => (state = (state * 48_271) % 2_147_483_647) % count;
  const device = new Device();
  const checks = [0, 1].map(() => new Check(new Tab(device), "local"));
  const left = [new Set([null]), new Set([null])];
  const last = (at) => checks[at].store.record;
  const lying = () => Object.values(kept(checks[0].window, "local"));
  let offers = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const at = random(2);
    const [own, other] = [checks[at], checks[1 - at]];
    left[at].add(last(at));
    if (fault && random(3) === 0) device.arm(fault, random(8), 1 + random(6));
    const action = random(6);
    if (action < 3) {
      const record = `${"ab"[at]}${turn}`;
      own.save(record);
      assert.equal(last(at), record);
      // The browser tells the other window, which looks.
      other.heard(other.store.news());
    } else if (action < 5 && own.offered) {
      offers += 1;
      left[at].add(own.offered);
      // Of a window whose storage had refused, something newer than what was offered may lie there.
      if (fault) left[at].add(last(1 - at));
      own.decide(action === 3);
    } else if (action === 5) {
      if (fault) rest(device);
      const before = last(at);
      checks[at] = own.reload("local");
      // It comes back with what lies there: its own, or the other's, beside which its own lies.
      if (!left[1 - at].has(before)) assert.ok([last(at), checks[at].store.other].includes(before), `turn ${turn}: ${before}`);
    }
    if (random(4) === 0 && fault) continue;
    rest(device);
    for (const one of [0, 1]) {
      const isThere = left[1 - one].has(last(one)) || lying().includes(last(one));
      assert.ok(isThere, `turn ${turn}: ${last(one)} is not among ${lying()}`);
    }
  }
  return offers;
}

for (const fault of [undefined, ...Object.keys(FAULTS)]) {
  test(`two windows write over nothing of each other's, ${fault ? `also where some calls are ${fault}` : "whoever comes first"}`, () => {
    let offers = 0;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      try {
        offers += takeTurns(seed, fault);
      } catch (cause) {
        throw new Error(`seed ${seed}: ${cause.message}`, { cause });
      }
    }
    assert.ok(offers > SEEDS / 4, `only ${offers} offers`);
  });
}
