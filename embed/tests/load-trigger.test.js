// What runs a check is wanted once: by each sign of use, in the middle, in view for a while, near if it is lazy.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { onLoadTrigger } from "../load-trigger.js";

let observers;
let window;

beforeEach(() => {
  observers = [];
  window = new EventTarget();
  Object.assign(globalThis, {
    innerHeight: 800,
    addEventListener: (...listener) => window.addEventListener(...listener),
    IntersectionObserver: class {
      constructor(tell, { rootMargin }) {
        Object.assign(this, { tell, rootMargin, isOn: false });
        observers.push(this);
      }
      observe() {
        this.isOn = true;
      }
      disconnect() {
        this.isOn = false;
      }
    },
  });
  mock.timers.enable({ apis: ["setTimeout"] });
});
afterEach(() => mock.timers.reset());

/** An element at a place in the window. */
const element = (top, bottom) => Object.assign(new EventTarget(), { getBoundingClientRect: () => ({ top, bottom }) });

/** Watches an element, and counts how often it is wanted. */
function watched(place, isLazy = false) {
  let wanted = 0;
  const end = onLoadTrigger(place, isLazy, () => wanted++);
  return { end, wanted: () => wanted };
}

test("each sign of use is one, and only the first counts", () => {
  for (const sign of ["pointerover", "click", "focusin", "keydown"]) {
    const place = element(900, 1700);
    const { wanted } = watched(place);
    assert.equal(wanted(), 0);
    place.dispatchEvent(new Event(sign));
    assert.equal(wanted(), 1, sign);
    for (const other of ["pointerover", "click"]) place.dispatchEvent(new Event(other));
    assert.equal(wanted(), 1, sign);
    assert.equal(observers.at(-1).isOn, false);
  }
});

test("scrolled into the middle it is wanted, elsewhere not", () => {
  for (const [top, bottom, count] of [[900, 1700, 0], [500, 1300, 0], [399, 1200, 1], [-900, 401, 1], [-900, 300, 0]]) {
    const { wanted, end } = watched(element(top, bottom));
    window.dispatchEvent(new Event("scroll"));
    assert.equal(wanted(), count, `${top} to ${bottom}`);
    end();
  }
});

test("in view for four seconds it is wanted; who scrolls past it wants nothing", () => {
  const { wanted } = watched(element(700, 1500));
  const [observer] = observers;
  assert.equal(observer.rootMargin, "0%");
  observer.tell([{ isIntersecting: true }]);
  mock.timers.tick(3999);
  observer.tell([{ isIntersecting: false }]);
  mock.timers.tick(60_000);
  assert.equal(wanted(), 0);
  observer.tell([{ isIntersecting: true }]);
  mock.timers.tick(4000);
  assert.equal(wanted(), 1);
});

test("a lazy one is wanted as soon as somebody is a window's height away", () => {
  const { wanted } = watched(element(1500, 2300), true);
  assert.equal(observers[0].rootMargin, "100%");
  observers[0].tell([{ isIntersecting: true }]);
  mock.timers.tick(0);
  assert.equal(wanted(), 1);
});

test("what has ended hears nothing any more", () => {
  const place = element(300, 900);
  const { wanted, end } = watched(place);
  observers[0].tell([{ isIntersecting: true }]);
  end();
  place.dispatchEvent(new Event("click"));
  window.dispatchEvent(new Event("scroll"));
  mock.timers.tick(60_000);
  assert.equal(wanted(), 0);
});
