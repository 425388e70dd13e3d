// Lists of fonts from outside: what can't be more than that, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isFont } from "../font.js";

test("a list of fonts is taken", () => {
  for (const text of ["", "Arial", "system-ui, sans-serif", '"Your Sans", sans-serif', "'Noto Sans Ogham', Íñíça", "a".repeat(200)]) {
    assert.ok(isFont(text), text);
  }
});

test("what could end its declaration, its tag or its shortcode, fetch something or swallow what follows isn't", () => {
  const ends = [..."';:{}<>()[]\\@&\""].map((sign) => `Arial${sign}`);
  for (const text of [...ends, "a/*", "url(x)", "var(--x)", '"Your Sans', "'a' '", "a".repeat(201)]) assert.ok(!isFont(text), text);
});
