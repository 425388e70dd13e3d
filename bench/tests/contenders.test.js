import assert from "node:assert/strict";
import { test } from "node:test";
import { BUILDS, CONTENDERS, FLOOR, pageOf } from "../contenders.mjs";

test("each contender has a page of its own, and one way through it", () => {
  const pages = new Set(CONTENDERS.map((one) => pageOf(one, 40)));
  assert.equal(pages.size, CONTENDERS.length);
  assert.ok(CONTENDERS.some(({ name }) => name === FLOOR));
  for (const { name, source, pages: made, own, radio, next, statement, replies } of CONTENDERS) {
    assert.equal([source, made, own].filter(Boolean).length, 1, name);
    assert.ok(radio ? next && !statement : statement && replies.length === 2, name);
    // By this `cargo xtask bench` knows for whom it has to build.
    assert.equal(name.startsWith(BUILDS), Boolean(own), name);
  }
});
