// A code goes out of the address at once, whatever surrounds it, and comes back where a reload or the way back finds it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { afresh } from "./fresh-bundle.js";

const run = await afresh(["address"]);

const PAGE = "https://host.example/page?a=1";
const KEY = "skill-check:fragment";
const OWN = "#skill-check=EAAA";

/** A history as browsers have it: entries with an address and a state each, which `refuses` may keep from being written. */
let entries;
let at;
let refuses;
const history = {
  get state() {
    return entries[at].state;
  },
  replaceState(state, _, href) {
    if (refuses) throw new DOMException("refused", "SecurityError");
    entries[at] = { state: structuredClone(state), href };
  },
  pushState(state, _, href) {
    if (refuses) throw new DOMException("refused", "SecurityError");
    entries.splice(at + 1, Infinity, { state: structuredClone(state), href });
    at += 1;
  },
};
const location = {
  get href() {
    return entries[at].href;
  },
  get hash() {
    return new URL(entries[at].href).hash;
  },
};

/** The script as after a visit: it holds in memory what was in the address. */
let address;
const reload = () => (address = run({ history, location }));
function visit(hash, state = null) {
  entries = [{ href: PAGE + hash, state }];
  at = 0;
  refuses = false;
  reload();
}
/** What is in the address now, and in the state of its entry. */
const seen = () => [entries[at].href.slice(PAGE.length), entries[at].state?.[KEY]];

beforeEach(() => visit(""));

test("a code leaves the address for memory and the entry's state, and all else stays", () => {
  for (const [hash, rest] of [
    [OWN, ""],
    ["#skill-check.b=EAAA", ""],
    [`${OWN}&a=1`, "#a=1"],
    ["#a=1&skill-check=EAAA", "#a=1"],
    ["#a=1&skill-check=EAAA&b=2", "#a=1&b=2"],
    ["#/way?skill-check=EAAA&b=2", "#/way?b=2"],
    ["#/way?skill-check=EAAA", "#/way"],
    ["#skill-check=EAAA&skill-check.b=EBBB", ""],
    // As systems for content and mail programs write it.
    ["#a=1&amp;skill-check=EAAA", "#a=1"],
    ["#skill-check%3DEAAA", ""],
    ["#a=%&skill-check=EAAA", "#a=%"],
  ]) {
    visit(hash, { page: 1 });
    address.takeFragment();
    assert.deepEqual(seen(), [rest, hash], hash);
    assert.equal(entries[0].state.page, 1, "the page's own state stays");
    assert.equal(address.fragment(), hash);
    assert.equal(entries.length, 1);
    reload();
    address.takeFragment();
    assert.equal(address.fragment(), hash, "a reload finds it");
  }
});

test("what only looks like a code stays where it is", () => {
  for (const hash of ["", "#a", "#skill-check", "#my-skill-check=EAAA", "#/skill-check=EAAA", "#a=skill-check=EAAA"]) {
    visit(hash);
    address.takeFragment();
    assert.deepEqual(seen(), [hash, undefined], hash);
    assert.equal(address.fragment(), "", hash);
    assert.equal(address.without(hash), hash);
  }
});

test("only the codes of one element go where its id is given", () => {
  const both = "#skill-check=EAAA&a=1&skill-check.b=EBBB";
  assert.equal(address.without(both, ""), "#a=1&skill-check.b=EBBB");
  assert.equal(address.without(both, "b"), "#skill-check=EAAA&a=1");
  assert.equal(address.without(both, "c"), both);
  assert.equal(address.without(both), "#a=1");
});

test("a code stays in the address of a page that wants that, and in no state of one that may keep nothing", () => {
  visit(OWN);
  address.takeFragment(true);
  assert.deepEqual(seen(), [OWN, undefined]);
  assert.equal(address.fragment(), OWN);
  visit(OWN);
  address.takeFragment(false, true);
  assert.deepEqual(seen(), ["", undefined]);
  assert.equal(address.fragment(), OWN);
  address.takeFragment(false, true);
  assert.equal(address.fragment(), OWN, "it is in memory");
});

test("a page without an address of its own, or with a state that is its alone, breaks nothing", () => {
  visit(OWN);
  refuses = true;
  address.takeFragment();
  assert.equal(address.fragment(), OWN);
  for (const state of ["text", 7]) {
    visit(OWN, state);
    address.takeFragment();
    assert.deepEqual(entries[0], { href: PAGE, state });
    assert.equal(address.fragment(), OWN);
  }
});

test("a closed result goes by a new entry out of an address that shows it, else out of memory", () => {
  visit(`${OWN}&a=1`);
  address.takeFragment(true);
  address.closeLink("");
  assert.equal(entries.length, 2);
  assert.deepEqual(seen(), ["#a=1", undefined]);
  assert.equal(address.fragment(), "");
  visit("#skill-check=EAAA&skill-check.b=EBBB");
  address.takeFragment();
  address.closeLink("b");
  assert.equal(entries.length, 1);
  assert.deepEqual(seen(), ["", OWN], "the other's stays");
  const before = structuredClone(entries);
  address.closeLink("c");
  assert.deepEqual(entries, before);
});

test("what was forgotten doesn't come back on the way back", () => {
  visit(OWN);
  address.takeFragment();
  history.pushState(null, "", `${PAGE}#b`);
  address.takeFragment();
  address.forget();
  assert.deepEqual(seen(), ["#b", undefined]);
  at = 0;
  address.takeFragment();
  assert.equal(address.fragment(), "");
  assert.deepEqual(seen(), ["", undefined], "and goes out of that entry, too");
  // A new one counts.
  entries[at].href = PAGE + OWN;
  address.takeFragment();
  assert.equal(address.fragment(), OWN);
  address.takeFragment();
  assert.equal(address.fragment(), OWN);
});

test("a screen of the check's way is not what another address shows", () => {
  visit(OWN, { "skill-check:way": 3, page: 1 });
  address.takeFragment();
  assert.deepEqual(entries[0].state, { page: 1, [KEY]: OWN });
});
