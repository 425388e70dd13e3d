// Attributes: values, names that were mistyped, and the properties that go with them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ATTRIBUTES, isOdd, surroundings } from "../attributes.js";
import { enumAttribute } from "../enum-attribute.js";
import { FLAG, PROPERTIES } from "../contract.js";
import { warnOfTypos } from "../typo-warnings.js";
import { reflect, upgrade } from "../properties.js";

/** An element with attributes and nothing else. */
class Plain {
  children = [];
  nextSibling = null;
  constructor(attributes = {}) {
    this.attributes = new Map(Object.entries(attributes));
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name) {
    return this.attributes.has(name);
  }
  getAttributeNames() {
    return [...this.attributes.keys()];
  }
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  toggleAttribute(name, isOn) {
    if (isOn) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }
}

/** @returns {any} */
const plain = (attributes) => new Plain(attributes);

let warned;
beforeEach(() => {
  warned = [];
  console.warn = (text) => warned.push(text);
});

test("a value is one of those that there are, however it is written; another one is said, and the first is used", () => {
  const values = ["session", "local", "none"];
  const given = (value) => enumAttribute(plain(value === null ? {} : { storage: value }), "storage", values);
  for (const [value, used] of [[null, "session"], ["", "session"], ["  ", "session"], ["none", "none"], [" LOCAL\n", "local"]]) {
    assert.equal(given(value), used);
  }
  assert.deepEqual(warned, []);
  for (const value of ["toString", "constructor", "__proto__", "locale", "none none"]) assert.equal(given(value), "session");
  assert.equal(warned.length, 5);
  assert.equal(warned[0], '<skill-check>: storage="toString" is unknown; there is session, local, none');
});

test("what is nearly an attribute is named, and nothing else", () => {
  const notes = (name) => {
    warned = [];
    const element = Object.assign(plain({ [name]: "" }), { nextSibling: {} });
    // What is said is loaded only where there is a reason.
    if (isOdd(element)) warnOfTypos(element);
    return warned.map((text) => /is it (.*)\?$/.exec(text)[1]);
  };
  for (const [name, meant] of [
    ["famly", "family"],
    ["familly", "family"],
    ["autostrat", "autostart"],
    ["famiily", "family"],
    ["fmaily", "family"],
    ["storge", "storage"],
    ["theem", "theme"],
    ["result-bases", "result-base"],
    ["resultbase", "result-base"],
    ["modes", "mode"],
  ]) {
    assert.deepEqual(notes(name), [meant], name);
  }
  for (const name of [...ATTRIBUTES, "class", "style", "slot", "part", "data-x", "data-family", "tabindex", "translate", "is", "ids", "hidden", "title", "role", "exportparts", "aria-label"]) {
    assert.deepEqual(notes(name), [], name);
  }
});

test("what stands in an element in vain is said, and what goes into a slot isn't", () => {
  for (const [children, nextSibling, count] of [
    [[{ slot: "" }], null, 1],
    [[{ slot: "lead" }, { slot: "" }], null, 1],
    [[{ slot: "lead" }], null, 0],
    [[{ slot: "" }], {}, 0],
    [[{ slot: "", localName: "template" }], null, 0],
  ]) {
    warned = [];
    const element = Object.assign(plain({ lang: "de", class: "a", "data-v-1": "" }), { children, nextSibling });
    assert.equal(isOdd(element), Number(count) > 0);
    warnOfTypos(element);
    assert.equal(warned.length, count);
  }
});

test("where a widget stands says what the browser has and which way the page wants", () => {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });
  Object.assign(globalThis, { window: { print() {} } });
  assert.deepEqual({ ...surroundings(plain({ mode: "quick", ladder: "ALL" }), "/a") }, { page: "/a", shares: false, prints: true, quick: true, whole: true });
  Object.assign(globalThis, { window: {} });
  warned = [];
  assert.deepEqual({ ...surroundings(plain({ ladder: "none" }), "") }, { page: "", shares: false, prints: false, quick: false, whole: false });
  assert.equal(warned.length, 1, "a ladder that there isn't");
});

test("each attribute is a property; null and undefined take it away, lists become JSON", () => {
  class Check extends Plain {}
  reflect(Check);
  const check = /** @type {any} */ (new Check({ "result-base": "/a" }));
  assert.equal(check.resultBase, "/a");
  assert.equal(check.family, null);
  check.modules = [{ module: "a" }];
  assert.equal(check.getAttribute("modules"), '[{"module":"a"}]');
  check.family = 7;
  assert.equal(check.family, "7");
  for (const nothing of [null, undefined]) {
    check.family = "a";
    check.family = nothing;
    assert.ok(!check.hasAttribute("family"));
  }
  assert.equal(check[FLAG], false);
  check[FLAG] = "yes";
  assert.equal(check.getAttribute(FLAG), "");
  check[FLAG] = 0;
  assert.ok(!check.hasAttribute(FLAG));
  assert.ok(PROPERTIES.every((name) => !/-./.test(name) || name.replace(/-./, (two) => two[1].toUpperCase()) in check));
});

test("what was set before the element's script was there is taken over", () => {
  class Check extends Plain {}
  const check = /** @type {any} */ (new Check());
  Object.assign(check, { resultBase: "/a", autostart: true, other: 1 });
  reflect(Check);
  upgrade(check);
  assert.deepEqual(Object.fromEntries(check.attributes), { "result-base": "/a", autostart: "" });
  assert.ok(!Object.hasOwn(check, "resultBase") && Object.hasOwn(check, "other"));
  check.resultBase = "/b";
  assert.equal(check.getAttribute("result-base"), "/b");
});
