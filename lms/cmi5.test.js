// cmi5 against a small store, which checks each statement. `cargo test -p xtask` bundles and runs it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Lrs } from "../tests/browser/tests/lms/store.mjs";
import { launch, open } from "./cmi5.js";

const LAUNCH = {
  actor: { objectType: "Agent", account: { homePage: "https://lms.example", name: "anna" } },
  registration: "5b0c7d7a-3f0e-4a55-9c0b-6f6d1d2a7c12",
  activityId: "https://lms.example/activities/7",
  template: {
    extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1" },
    contextActivities: { grouping: [{ id: "urn:uuid:5b0c7d7a-3f0e-4a55-9c0b-6f6d1d2a7c11" }] },
  },
  preferences: { languagePreference: "fr-FR,de-DE", audioPreference: "off" },
};

let store;
let closed;

/** The page as a platform opens it. */
function page() {
  const query = new URLSearchParams({
    endpoint: "https://lms.example/xapi",
    fetch: "https://lms.example/fetch",
    actor: JSON.stringify(LAUNCH.actor),
    registration: LAUNCH.registration,
    activityId: LAUNCH.activityId,
  });
  const location = { search: `?${query}`, assign: (to) => (closed = to) };
  return { location, close: () => (closed = "closed") };
}

function serve(given = {}) {
  store = new Lrs({ ...LAUNCH, ...given });
  closed = undefined;
  const kept = new Map();
  /** @type {any} */ (globalThis).sessionStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text), removeItem: (key) => kept.delete(key) };
  globalThis.fetch = async (url, { method = "GET", headers = {}, body } = /** @type {RequestInit} */ ({})) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const [status, text] = store.answer(method, url, lower, body);
    return new Response(status === 204 ? null : typeof text === "string" ? text : JSON.stringify(text), { status });
  };
}

beforeEach(() => serve());

const verbs = () => store.statements.map(({ verb }) => verb.id.split("/").at(-1));

test("a visit from begin to end is as cmi5 wants it", async () => {
  const host = await open(page());
  assert.equal(host.language, "fr-FR,de-DE");
  assert.equal(host.isLooked, false);
  assert.equal(host.state, "");
  await host.keep("1k skcAbc");
  await host.score([{ id: "platforms", percent: 40 }]);
  await host.complete();
  await host.leave();
  assert.deepEqual(store.problems, []);
  assert.deepEqual(verbs(), ["initialized", "scored", "completed", "terminated"]);
  assert.equal(store.states.get("skill-check"), "1k skcAbc");
  const [, scored] = store.statements;
  assert.deepEqual(scored.result.score, { scaled: 0.4, raw: 40, min: 0, max: 100 });
  assert.equal(scored.object.id, "https://lms.example/activities/7#area/platforms");
  assert.equal(closed, "closed");
});

test("a page that is loaded again goes on in the same visit", async () => {
  await (await open(page())).keep("1k skcAbc");
  const again = await open(page());
  assert.equal(again.state, "1k skcAbc");
  assert.deepEqual(verbs(), ["initialized"]);
  await again.leave();
  assert.deepEqual(store.problems, []);
});

test("another learner's launch in the same tab is another", async () => {
  await open(page());
  const other = page();
  other.location.search = other.location.search.replace("lms.example%2Ffetch", "lms.example%2Fother%2Ffetch");
  // The store gives its token once, and this launch has none.
  await assert.rejects(open(other), /no token: 1 used/);
});

test("the way back is the platform's, and no script", async () => {
  serve({ returnURL: "https://lms.example/back" });
  await (await open(page())).leave();
  assert.equal(closed, "https://lms.example/back");
  serve({ returnURL: "javascript:alert(1)" });
  await (await open(page())).leave();
  assert.equal(closed, "closed");
});

test("a visit for looking only is known as one", async () => {
  serve({ mode: "Review" });
  const host = await open(page());
  assert.equal(host.isLooked, true);
  assert.deepEqual(verbs(), ["initialized"]);
});

test("nothing to keep is nothing there", async () => {
  const host = await open(page());
  await host.keep("1k skcAbc");
  await host.keep("");
  assert.equal(store.states.has("skill-check"), false);
});

test("what the store refuses fails", async () => {
  const host = await open(page());
  store.answer = () => [500, ""];
  await assert.rejects(async () => host.keep("1k"), /500/);
  await assert.rejects(async () => host.complete(), /500/);
});

test("a page that no platform has opened has none", async () => {
  assert.equal(launch(""), undefined);
  assert.equal(launch("?endpoint=https://a.example"), undefined);
  assert.equal(await open({ location: { search: "?lang=de" } }), undefined);
});
