// Who waits for what a widget draws hears of it, and of its end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawQueue } from "../draw-queue.js";

/** A widget that notes what it is asked to draw. */
const widget = () => ({ asked: [], turn(turn) { this.asked.push(turn); } });

/** What a promise has come to by now; "waits" if to nothing. */
const state = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 0, "waits"))]);

test("who waits hears once it is drawn, and not before", async () => {
  const one = widget();
  const { _drawn: drawn, _seen: seen } = drawQueue(() => one);
  const [first, second] = [drawn(), drawn()];
  assert.deepEqual(one.asked, [1, 2]);
  assert.equal(await state(first), "waits");
  seen(0);
  assert.equal(await state(first), "waits");
  seen(1);
  assert.equal(await state(first), true);
  assert.equal(await state(second), "waits");
  seen(2);
  assert.equal(await state(second), true);
});

test("what a dead widget was asked for is waited for in vain", async () => {
  let running = widget();
  const { _drawn: drawn, _seen: seen } = drawQueue(() => running);
  const before = drawn();
  running = undefined;
  seen();
  assert.equal(await state(before), false);
  assert.ok(!drawn(), "nobody draws");
  running = widget();
  const after = drawn();
  seen(running.asked[0] - 1);
  assert.equal(await state(after), "waits");
  const another = widget();
  running = another;
  seen(99);
  assert.equal(await state(after), false);
});
