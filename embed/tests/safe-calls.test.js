// A widget's calls: those that there are, those that fail, and those that there aren't.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { notify } from "../events.js";
import { safeCalls } from "../safe-calls.js";

/** What the console was warned of. */
let warned;

beforeEach(() => {
  warned = [];
  mock.method(console, "warn", (text) => warned.push(text));
});
afterEach(() => mock.restoreAll());

/** An element of a page, and what that hears of it. */
function heard() {
  /** @type {any[]} */
  const told = [];
  const element = /** @type {any} */ (Object.assign(new EventTarget(), { getAttribute: () => null }));
  for (const name of ["start", "complete", "copy", "share"]) element.addEventListener(`skill-check-${name}`, (/** @type {any} */ { detail }) => told.push([name, detail]));
  return { element, told };
}

test("a call that there is arrives with all that was given", () => {
  const { element, told } = heard();
  const host = safeCalls({ progress: (answered, total) => notify(element, "start", { answered, total }) });
  host.progress(3, 5);
  assert.deepEqual(told, [["start", { answered: 3, total: 5 }]]);
  assert.deepEqual(warned, []);
});

test("a name that isn't known is refused: nothing is thrown, the console says it, and the page hears nothing", () => {
  const { element, told } = heard();
  const host = safeCalls({ __proto__: null, share: () => notify(element, "share", { url: "" }) });
  for (const name of ["copy", "complete", "start", "toString", "constructor", "__proto__"]) host[name]("https://page.example/#skill-check=all-answers");
  assert.deepEqual(told, []);
  assert.equal(warned.length, 6);
  for (const [index, name] of ["copy", "complete"].entries()) assert.match(warned[index], new RegExp(`^<skill-check>: ${name}: `));
  assert.ok(!warned.join().includes("all-answers"), "what was given is nobody's business");
});

test("what fails is refused as well, and the next call arrives", () => {
  let count = 0;
  const host = safeCalls({
    fails: () => {
      throw new Error("no room");
    },
    works: () => count++,
  });
  host.fails();
  host.works();
  assert.equal(count, 1);
  assert.deepEqual(warned, ["<skill-check>: fails: no room"]);
});

test("what is learned later is there from then on", () => {
  const all = { __proto__: null };
  const host = safeCalls(all);
  const copied = [];
  host.copy("a");
  Object.assign(all, { copy: (address) => copied.push(address) });
  host.copy("b");
  assert.deepEqual(copied, ["b"]);
  assert.equal(warned.length, 1);
});
