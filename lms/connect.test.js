// The ticks, and what happens where a host or a browser refuses something, with a stand-in for the check in a page in
// memory. `cargo test -p xtask` bundles and runs it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

// By its place: it can't be bundled.
const { Window } = await import(process.env.TOOLS + "node_modules/happy-dom/lib/index.js");
const window = new Window({ url: "https://lms.example/course/index.html" });
for (const name of ["document", "sessionStorage", "localStorage", "CSSStyleSheet", "location", "navigator"]) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
globalThis.addEventListener = window.addEventListener.bind(window);

const { connect } = await import("./connect.js");

/** Where the check keeps its record; see embed/storage-keys.js. */
const PLACE = "skill-check@/lms/::social-media";
const AREAS = { pr: { percent: 40, low: 40, high: 40 }, law: { percent: null, low: 0, high: 90 } };

let given;
let refuses;
let warned;

/** A host that notes what it is given, and refuses what it is to. */
function host(more = {}) {
  const taking = (name) => async (what) => {
    if (refuses.has(name)) throw new Error("refused");
    given.push([name, what]);
  };
  return { learner: "anna", keep: taking("keep"), complete: taking("complete"), score: taking("score"), ...more };
}

/** What connects, as the check does: an element with a screen in its root, and a record in the tab's storage. */
function check(more, attributes = {}) {
  const element = /** @type {any} */ (document.createElement("div"));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.attachShadow({ mode: "open" });
  element.result = null;
  connect(element, host(more));
  document.body.replaceChildren(element);
  return element;
}

const settled = () => new Promise((done) => setTimeout(done));
const tell = async (element, name) => {
  element.dispatchEvent(new window.CustomEvent(`skill-check-${name}`));
  await settled();
};
const root = (element) => element.querySelector("div").shadowRoot;
const box = (element, name) => root(element).querySelector(`[name=${name}]`);
const status = (element) => root(element).querySelector("[role=status]").textContent;
async function tick(element, name, isOn = true) {
  box(element, name).checked = isOn;
  box(element, name).dispatchEvent(new window.Event("change"));
  await settled();
}
const store = (record, day = Math.floor(Date.now() / 86_400_000)) => sessionStorage.setItem(PLACE, `${record} ${day}`);
const of = (name) => given.filter(([one]) => one === name).map(([, what]) => what);

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  given = [];
  refuses = new Set();
  warned = [];
  console.warn = (text) => warned.push(text);
});

test("without a tick nothing goes but that the check is done", async () => {
  const element = check();
  assert.equal(box(element, "keep").checked, false);
  assert.equal(box(element, "tell").checked, false);
  store("skcAAA");
  await tell(element, "progress");
  assert.deepEqual(given, []);
  element.result = { areas: AREAS, answered: 30, total: 36 };
  await tell(element, "complete");
  assert.deepEqual(given, [["complete", ""], ["keep", "1c"]]);
  await tell(element, "complete");
  assert.equal(given.length, 2);
});

test("with the tick the record goes, each change once, and taken away it goes there, too", async () => {
  const element = check();
  store("skcAAA");
  await tick(element, "keep");
  await tell(element, "progress");
  store("skcAAB");
  await tell(element, "progress");
  await tick(element, "keep", false);
  assert.deepEqual(of("keep"), ["1k skcAAA", "1k skcAAB", ""]);
});

test("with the other tick the areas go, and nothing of them that has no percentage", async () => {
  const element = check();
  element.result = { areas: AREAS, answered: 30, total: 36 };
  await tell(element, "complete");
  assert.deepEqual(of("score"), []);
  await tick(element, "tell");
  await tell(element, "screen");
  assert.deepEqual(of("score"), [[{ id: "pr", percent: 40 }]]);
  assert.match(status(element), /sent|übermittelt/);
  await tick(element, "tell", false);
  element.result = { areas: { pr: { percent: 60 } }, answered: 31, total: 36 };
  await tell(element, "complete");
  assert.equal(of("score").length, 1);
});

test("too little answered isn't done, and the page says so", async () => {
  const element = check();
  element.result = { areas: AREAS, answered: 2, total: 36 };
  await tell(element, "complete");
  assert.deepEqual(given, []);
  assert.match(status(element), /more questions|mehr Fragen/);
  const short = check({}, { mode: "quick" });
  short.result = element.result;
  await tell(short, "complete");
  assert.deepEqual(of("complete"), [""]);
});

test("what is refused is said, and given again with the next that happens", async () => {
  const element = check();
  refuses.add("keep").add("complete");
  store("skcAAA");
  await tick(element, "keep");
  element.result = { areas: AREAS, answered: 30, total: 36 };
  await tell(element, "complete");
  assert.deepEqual(given, []);
  assert.match(status(element), /not taken|nicht angenommen/);
  refuses.clear();
  await tell(element, "screen");
  await tell(element, "screen");
  assert.deepEqual(of("complete"), [""]);
  assert.equal(of("keep").at(-1), "1kc skcAAA");
  assert.doesNotMatch(status(element), /not taken|nicht angenommen/);
  assert.ok(warned.length);
});

test("a state of before is put where the check looks, and what lay there beside it", async () => {
  const first = check({ learner: "anna" });
  store("skcOLD");
  await tell(first, "progress");
  const element = check({ state: "1k skcNEW" });
  assert.equal(box(element, "keep").checked, true);
  assert.match(sessionStorage.getItem(PLACE), /^skcNEW \d+$/);
  assert.match(sessionStorage.getItem(`${PLACE}:other`), /^skcOLD \d+$/);
});

test("somebody else finds nothing", async () => {
  check({ learner: "anna" });
  store("skcAAA");
  localStorage.setItem(`${PLACE}:results`, "2026-01-01=EAAA 1");
  localStorage.setItem("other", "stays");
  check({ learner: "ben" });
  assert.equal(sessionStorage.getItem(PLACE), null);
  assert.equal(localStorage.getItem(`${PLACE}:results`), null);
  assert.equal(localStorage.getItem("other"), "stays");
  const names = JSON.stringify([{ ...sessionStorage }, { ...localStorage }]);
  assert.ok(!/anna|ben/.test(names), names);
});

test("what is deleted goes there, too, and the ticks with it", async () => {
  const element = check();
  store("skcAAA");
  await tick(element, "keep");
  sessionStorage.removeItem(PLACE);
  await tell(element, "delete");
  assert.equal(of("keep").at(-1), "");
  assert.equal(box(element, "keep").checked, false);
});

test("a record that is too long stays here, and the page says so", async () => {
  const element = check({ limit: 20 });
  store(`skc${"A".repeat(30)}`);
  await tick(element, "keep");
  assert.deepEqual(of("keep"), ["1k"]);
  assert.match(status(element), /longer|länger/);
});

test("where the browser keeps nothing, no state is replaced", async () => {
  const before = globalThis.sessionStorage;
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get() {
      throw new DOMException("refused", "SecurityError");
    },
  });
  const element = check({ state: "1k skcNEW" });
  Object.defineProperty(globalThis, "sessionStorage", { value: before, configurable: true, writable: true });
  assert.equal(box(element, "keep"), null);
  await tell(element, "progress");
  assert.deepEqual(given, []);
});

test("for looking only, and alone, there are no ticks and nothing goes", async () => {
  for (const more of [{ isLooked: true }, { isAlone: true }]) {
    const element = check({ ...more, state: "" });
    element.result = { areas: AREAS, answered: 30, total: 36 };
    await tell(element, "complete");
    assert.equal(box(element, "tell"), null);
    assert.deepEqual(given, []);
  }
});

test("the panel stands where the screen has room, and speaks its language", async () => {
  const element = check({ name: "Beratung Nord" }, { lang: "de" });
  assert.match(root(element).querySelector("h3").textContent, /^Was Beratung Nord erfährt$/);
  assert.equal(element.querySelector("div").slot, "footer");
  const screen = document.createElement("section");
  screen.lang = "en";
  screen.className = "sc-result";
  element.shadowRoot.append(screen);
  await tell(element, "screen");
  assert.equal(element.querySelector("div").slot, "result");
  assert.match(root(element).querySelector("h3").textContent, /^What Beratung Nord learns$/);
  assert.throws(() => connect(element, host()), /before/);
});
