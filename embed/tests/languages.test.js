// Which language a page asks for, and which of a catalogue's serves it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isSpoken, languageAround, localeOf } from "../languages.js";

/**
 * An element with this language on it, below others; a host leads out of a shadow root.
 * @returns {any}
 */
const element = (lang, around = [], by = "parentNode") => {
  const node = { getAttribute: (name) => (name === "lang" ? lang : null) };
  if (around.length) node[by] = element(around[0], around.slice(1));
  return node;
};
const OFFER = { locales: ["de", "en", "pt-BR", "zh-Hant"], fallback: "de" };

let languages;
let warned;
Object.defineProperty(globalThis, "navigator", { value: { get languages() { return languages; } }, configurable: true });

beforeEach(() => {
  languages = ["fr"];
  warned = [];
  console.warn = (text) => warned.push(text);
});

test("a tag is served by itself, or by its language, however it is written", () => {
  for (const [tag, locale] of [
    ["en", "en"],
    ["EN-gb", "en"],
    ["en_US", "en"],
    [" de-AT ", "de"],
    ["pt", "pt-BR"],
    ["pt-br", "pt-BR"],
    ["PT_pt", "pt-BR"],
    ["zh-Hant-TW", "zh-Hant"],
    ["e", "de"],
    ["english", "de"],
    ["", "de"],
  ]) {
    assert.equal(localeOf(element(tag), undefined, OFFER), locale, tag);
  }
});

test("the visitor's choice counts before the attribute, that before the page, the browser and the catalogue", () => {
  const all = element("en", [null, "pt"]);
  assert.equal(localeOf(all, "zh-Hant", OFFER), "zh-Hant");
  assert.equal(localeOf(all, undefined, OFFER), "en");
  assert.equal(localeOf(all, "fr", OFFER), "en", "a choice that isn't there any more is none");
  assert.equal(localeOf(element(null, [null, "pt"]), undefined, OFFER), "pt-BR");
  assert.equal(localeOf(element("fr", ["pt"]), undefined, OFFER), "pt-BR");
  languages = ["fr", "en-US", "de"];
  assert.equal(localeOf(element(null), undefined, OFFER), "en");
  languages = [];
  assert.equal(localeOf(element(null), undefined, OFFER), "de");
});

test("the language around is the nearest, across shadow roots, and never the element's own", () => {
  assert.equal(languageAround(element("en")), undefined);
  assert.equal(languageAround(element("en", ["", "pt", "de"])), "pt");
  assert.equal(languageAround(element("en", ["pt"], "host")), "pt");
});

test("a page asks for a language or for none", () => {
  assert.ok(isSpoken(element(null), OFFER.locales));
  assert.ok(isSpoken(element("en-US"), OFFER.locales));
  assert.ok(!isSpoken(element("fr"), OFFER.locales));
  assert.ok(!isSpoken(element(null, ["fr"]), OFFER.locales));
});

test("a language that isn't there is said, once it is asked for", () => {
  localeOf(element("fr"), undefined, OFFER);
  assert.deepEqual(warned, []);
  localeOf(element("fr"), undefined, OFFER, true);
  assert.equal(warned.length, 1);
  assert.match(warned[0], /lang="fr".*de, en, pt-BR, zh-Hant/);
  localeOf(element("en"), undefined, OFFER, true);
  localeOf(element(null), undefined, OFFER, true);
  assert.equal(warned.length, 1);
});
