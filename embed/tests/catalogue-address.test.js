// What addresses of catalogues say is the same for the loader, which has one expression for it, and for what loads them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasPlaceholder, inLocale, isLocaleFile, isManifest, isOneFile, manifestOf } from "../catalogue-address.js";

/** @type {[address: string, isOne: boolean, manifest: string | undefined][]} */
const ADDRESSES = [
  // Address, whether it is one file, and its manifest.
  ["own.bin", true, undefined],
  ["https://a.example/own.de.bin?v=1#x", true, undefined],
  ["own.json.bin", true, undefined],
  ["json", true, undefined],
  ["own.jsonp", true, undefined],
  ["own.{lang}.bin", true, undefined],
  ["own.json", false, "own.json"],
  ["https://a.example/own.json?v=1", false, "https://a.example/own.json?v=1"],
  ["own.json#x", false, "own.json#x"],
  ["own.bin?of=a.json", false, "own.bin?of=a.json"],
  ["own.{locale}.bin", false, "own.json"],
  ["https://a.example/own.{locale}.bin?v=1", false, "https://a.example/own.json?v=1"],
  ["own.{locale}.bin#x", false, "own.json#x"],
  // A place for the language, but none that a manifest lies beside.
  ["own-{locale}.bin", false, undefined],
  ["{locale}/own.bin", false, undefined],
  ["own.{locale}.binary", false, undefined],
  ["https://a.example/?catalogue={locale}", false, undefined],
];

test("an address is one file's, or that of a manifest or of a file for each language", () => {
  for (const [address, isOne, manifest] of ADDRESSES) {
    assert.equal(isOneFile(address), isOne, address);
    assert.equal(isOneFile(address), !isManifest(address) && !hasPlaceholder(address), `${address}: by the parts`);
    assert.equal(manifestOf(address), manifest, address);
    assert.equal(manifest !== undefined, isManifest(address) || isLocaleFile(address), address);
    // What belongs to a manifest is no one file, or nobody would look for it.
    if (manifest !== undefined) assert.ok(!isOneFile(address), address);
  }
});

test("the place for the language takes a language, and another address stays", () => {
  assert.equal(inLocale("own.{locale}.bin", "pt-BR"), "own.pt-BR.bin");
  assert.equal(inLocale("own.bin", "de"), "own.bin");
});
