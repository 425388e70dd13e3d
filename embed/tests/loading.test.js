// What is loaded: that it is what was built, what a failure is called, in which parts a catalogue comes, and how many
// panics are too many.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";
import { afresh } from "./fresh-bundle.js";
import { described, detailOf } from "../failure.js";

const FILES = "https://files.example/files/";
const bytes = new TextEncoder().encode("what was built");
const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
const PATH = `catalogues/own.${hash}.bin`;
/** The least module. */
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const CODE = `assets/own.${createHash("sha256").update(WASM).digest("hex").slice(0, 32)}.wasm`;

const [loadTransfer, loadCompiled, loadPanicCounter] = await Promise.all(["transfer", "compiled-catalogue", "panic-counter"].map((name) => afresh([name])));

/** What a server answers, and how it was asked; `timers` run out when the test says so. */
let answers;
let asks;
let timers;
const surroundings = {
  fetch: async (url, options) => {
    asks.push([url, options]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  },
  AbortSignal: {
    timeout() {
      const controller = new AbortController();
      timers.push(() => controller.abort(new DOMException("late", "TimeoutError")));
      return controller.signal;
    },
  },
};
const transfer = loadTransfer(surroundings);
const response = (body, init = {}) => new Response(body, init);
const code = (promise) => promise.then(() => "none", (cause) => cause.code);
/** A body that breaks off. */
const broken = (name) => new ReadableStream({ pull: (controller) => controller.error(new DOMException("off", name)) });

beforeEach(() => {
  answers = [];
  asks = [];
  timers = [];
});

test("a file of the build comes as it was built, asked for without a word of who asks", async () => {
  answers = [response(bytes)];
  assert.deepEqual(new Uint8Array(await transfer.catalogue(PATH, true, 0)), bytes);
  const [url, options] = asks[0];
  assert.equal(url, FILES + PATH);
  assert.equal(options.credentials, "omit");
  assert.equal(options.referrerPolicy, "no-referrer");
  assert.equal(options.cache, "default");
  assert.equal(Object.getPrototypeOf(options), null, "nobody's prototype adds to them");
});

test("another try goes past the caches, and a password that the page has goes along where it is asked for", async () => {
  answers = [response(null, { status: 401 }), response(bytes)];
  await transfer.catalogue(PATH, true, 1);
  assert.deepEqual(asks.map(([, { cache, credentials }]) => [cache, credentials]), [["reload", "omit"], ["reload", "same-origin"]]);
});

test("what isn't what was built is refused; of others only they know", async () => {
  answers = [response("something else"), response("something else")];
  assert.equal(await code(transfer.catalogue(PATH, true, 0)), "integrity");
  assert.equal(await code(transfer.catalogue("https://elsewhere.example/a.bin", false, 0)), "none");
  assert.equal(asks[1][0], "https://elsewhere.example/a.bin");
  for (const type of ["application/wasm", "text/plain"]) {
    const headers = { "content-type": type };
    answers = [response(WASM, { headers }), response(new Uint8Array([...WASM, 0, 1, 0]), { headers })];
    assert.ok((await transfer.code(CODE, 0)) instanceof WebAssembly.Module);
    assert.equal(await code(transfer.code(CODE, 0)), "integrity");
  }
});

test("where a page isn't secure, browsers hash nothing, and the file is taken as it is", async () => {
  const insecure = loadTransfer({ ...surroundings, globalThis: {} });
  answers = [response("something else")];
  assert.equal(await code(insecure.catalogue(PATH, true, 0)), "none");
});

test("each failure has its code", async () => {
  for (const [answer, expected] of [
    [new TypeError("off"), "network"],
    [new DOMException("late", "TimeoutError"), "time-out"],
    [response(null, { status: 404 }), "catalogue-not-found"],
    [response(null, { status: 500 }), "catalogue-not-found"],
    [response(broken("TimeoutError")), "time-out"],
    [response(broken("AbortError")), "network"],
  ]) {
    answers = [answer];
    assert.equal(await code(transfer.catalogue(PATH, true, 0)), expected);
  }
  answers = [response(null, { status: 404 })];
  assert.equal(await code(transfer.code(CODE, 0)), "wasm-not-found");
});

test("what takes too long is a failure, and what comes in time isn't", async () => {
  const late = code(transfer.inTime(new Promise(() => {}), "a.js"));
  timers.forEach((run) => run());
  assert.equal(await late, "time-out");
  assert.equal(await transfer.inTime(Promise.resolve(7), "a.js"), 7);
});

test("a failure says its code and more where there is more to say", () => {
  assert.deepEqual(described("catalogue-manifest: at 7"), { code: "catalogue-manifest", message: "catalogue-manifest: at 7" });
  assert.deepEqual(described(Object.assign(new Error("why"), { code: "network" })), { code: "network", message: "why" });
  const details = ["network", "time-out", "wasm-missing", "wasm-blocked", "catalogue-manifest", "integrity"].map(detailOf);
  assert.deepEqual(details, ["offline", "time-out", "wasm", "wasm", "catalogue", false]);
});

/** The class with what it loads: each asked for, and answered by the test. */
function compiled(answer) {
  const asked = [];
  const { CompiledCatalogue } = loadCompiled({ ask: (...what) => (asked.push(what), answer(...what)) });
  return [CompiledCatalogue, asked];
}

test("a catalogue comes in two parts, the second once, and after a failure anew, past the caches", async () => {
  let isDown = true;
  const [CompiledCatalogue, asked] = compiled(async (place) => {
    if (place === "rest" && isDown) throw new Error("down");
    return new TextEncoder().encode(place).buffer;
  });
  const one = await CompiledCatalogue.load(["first", "rest"], true, false, 0);
  const text = () => new TextDecoder().decode(one._bytes);
  assert.equal(text(), "first");
  assert.ok(!one._isWhole);
  await assert.rejects(one._complete(), /down/);
  await assert.rejects(one._complete(), /down/);
  isDown = false;
  await Promise.all([one._complete(), one._complete()]);
  await one._complete();
  assert.equal(text(), "firstrest");
  assert.ok(one._isWhole);
  assert.deepEqual(asked.map(([place, , attempt]) => [place, attempt]), [["first", 0], ["rest", 0], ["rest", 1], ["rest", 2]]);
  one._discardRest();
  assert.ok(!one._isWhole && text() === "first");
  await one._complete();
  assert.ok(one._isWhole);
});

test("a catalogue of which all is wanted, or that is in one part, is whole", async () => {
  const [CompiledCatalogue] = compiled(async (place) => new TextEncoder().encode(place).buffer);
  for (const [places, text] of [[["first", "rest"], "firstrest"], [["all"], "all"]]) {
    const one = await CompiledCatalogue.load(places, true, true, 0);
    assert.ok(one._isWhole);
    assert.equal(new TextDecoder().decode(one._bytes), text);
    await one._complete();
  }
});

test("three panics in a minute are too many, and those of before don't count", () => {
  let now = 0;
  const { panicCounter } = loadPanicCounter({ Date: { now: () => now } });
  const [isOften, other] = [panicCounter(), panicCounter()];
  const at = (time) => ((now = time), isOften());
  assert.deepEqual([0, 59_000, 60_000, 61_000, 119_000, 121_000, 500_000].map(at), [false, false, false, true, true, false, false]);
  assert.equal(other(), false, "each element counts its own");
});
