// Two windows with one check take turns: in all orders of a few turns, also while each call of their storage fails, and in
// hundreds of longer ones: nothing that one has kept last is lost unless a visitor has left it behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Check, Device, FAULTS, Tab, kept, rest } from "./browser-windows.js";

const SEEDS = 600;
/** What somebody may do in a window. */
const ACTIONS = ["save", "take over", "dismiss", "reload"];

/**
 * Two windows; what each has last is in memory there. At rest it lies in the storage as well, unless the other one has left it
 * behind: had it, too, or was offered it and decided.
 */
class Pair {
  device = new Device();
  checks = [0, 1].map(() => new Check(new Tab(this.device), "local"));
  left = [new Set([null]), new Set([null])];
  /** How often another window's record was decided about. */
  offers = 0;

  last(at) {
    return this.checks[at].store.record;
  }

  /** Somebody does something in a window; `isFaulty` says that calls may have failed before or do now. */
  turn(at, action, number, isFaulty) {
    const [own, other] = [this.checks[at], this.checks[1 - at]];
    this.left[at].add(this.last(at));
    if (action === "save") {
      const record = `${"ab"[at]}${number}`;
      own.save(record);
      assert.equal(this.last(at), record);
      // The browser tells the other window, which looks.
      other.heard(other.store.news());
    } else if (action === "reload") {
      const before = this.last(at);
      this.checks[at] = own.reload("local");
      // It comes back with what lies there: its own, or the other's, beside which its own lies.
      if (!this.left[1 - at].has(before)) assert.ok([this.last(at), this.checks[at].store.other].includes(before), `turn ${number}: ${before}`);
    } else if (own.offered) {
      this.offers += 1;
      this.left[at].add(own.offered);
      // Of a window whose storage had refused, something newer than what was offered may lie there.
      if (isFaulty) this.left[at].add(this.last(1 - at));
      own.decide(action === "take over");
    }
  }

  /** Lets it come to rest. */
  rest(number) {
    rest(this.device);
    const lying = Object.values(kept(this.checks[0].window, "local"));
    for (const one of [0, 1]) {
      const isThere = this.left[1 - one].has(this.last(one)) || lying.includes(this.last(one));
      assert.ok(isThere, `turn ${number}: ${this.last(one)} is not among ${lying}`);
    }
  }
}

/** All orders of so many turns: each the window and what is done there. The first one saves, or nothing is there to lose. */
function* orders(count) {
  if (count === 0) return yield [];
  for (const before of orders(count - 1)) {
    for (const at of [0, 1]) {
      for (const action of before.length ? ACTIONS : ["save"]) yield [...before, /** @type {const} */ ([at, action])];
    }
  }
}

test("two windows write over nothing of each other's, in all orders of four turns", () => {
  let offers = 0;
  for (const order of orders(4)) {
    const pair = new Pair();
    try {
      order.forEach(([at, action], number) => {
        pair.turn(at, action, number, false);
        pair.rest(number);
      });
    } catch (cause) {
      throw new Error(`${order.join(" > ")}: ${cause.message}`, { cause });
    }
    offers += pair.offers;
  }
  assert.ok(offers > 100, `only ${offers} offers`);
});

for (const fault of Object.keys(FAULTS)) {
  test(`the same in all orders of three turns, whichever calls are ${fault}`, () => {
    let number = 0;
    for (const order of orders(3)) {
      for (let call = 0, total = 1; call < total; call += 1) {
        const pair = new Pair();
        pair.device.arm(fault, call, 2);
        try {
          for (const [turn, [at, action]] of order.entries()) {
            // What can't be read by whoever comes back is found by what is kept next, see record-store.test.js.
            const { fails } = pair.device;
            if (action === "reload") rest(pair.device);
            pair.turn(at, action, turn, true);
            pair.device.fails = fails;
          }
          total = pair.device.calls;
          pair.rest(order.length);
        } catch (cause) {
          throw new Error(`${order.join(" > ")}, call ${call}: ${cause.message}`, { cause });
        }
        number += 1;
      }
    }
    assert.ok(number > 1000, `only ${number} ways`);
  });
}

/** Twelve turns in some order; `fault` happens in some of them, for a while. Gives how often a record was offered. */
function takeTurns(seed, fault) {
  let state = seed * 7919 + 1;
  const random = (count) => (state = (state * 48_271) % 2_147_483_647) % count;
  const pair = new Pair();
  for (let turn = 0; turn < 12; turn += 1) {
    const at = random(2);
    if (fault && random(3) === 0) pair.device.arm(fault, random(8), 1 + random(6));
    const action = ["save", "save", "save", "take over", "dismiss", "reload"][random(6)];
    if (fault && action === "reload") rest(pair.device);
    pair.turn(at, action, turn, Boolean(fault));
    if (random(4) === 0 && fault) continue;
    pair.rest(turn);
  }
  return pair.offers;
}

for (const fault of [undefined, ...Object.keys(FAULTS)]) {
  test(`and in hundreds of longer orders, ${fault ? `also where some calls are ${fault}` : "whoever comes first"}`, () => {
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
