// Contrast is what WCAG says it is, and a colour that can't be read gives way to the nearest that can.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENOUGH, contrast, isColour, mixed, reaching, readable, worst } from "../contrast.js";

const near = (value, expected) => assert.ok(Math.abs(value - expected) < 0.005, `${value}, not ${expected}`);

test("ratios are those of WCAG", () => {
  // From its own notes, and from two independent checkers.
  for (const [one, other, ratio] of /** @type {[string, string, number][]} */ ([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#0000ff", "#ffffff", 8.59],
    ["#ff0000", "#ffffff", 4.0],
    ["#00FF00", "#ffffff", 1.37],
    ["#0a0a0a", "#000000", 1.06],
  ])) {
    near(contrast(one, other), ratio);
    near(contrast(other, one), ratio);
  }
  near(worst("#777777", ["#000000", "#ffffff"]), 4.48);
});

test("a colour is six digits, and nothing else", () => {
  assert.ok(["#000000", "#AbCdEf"].every(isColour));
  assert.ok(!["", "#fff", "000000", "#0000000", "#00000g", "red", "#000000\n"].some(isColour));
});

test("colours are mixed in parts", () => {
  assert.equal(mixed("#ffffff", 0, "#102030"), "#102030");
  assert.equal(mixed("#ffffff", 1, "#102030"), "#ffffff");
  assert.equal(mixed("#ffffff", 0.5, "#000000"), "#808080");
});

test("on any ground a tone that can be read is found, the nearest in steps, and one that can be read already stays", () => {
  for (let value = 0; value < 4096; value += 7) {
    const colour = `#${[...value.toString(16).padStart(3, "0")].map((digit) => digit + digit).join("")}`;
    for (const grounds of [["#ffffff"], ["#ffffff", "#f4f6f8"], ["#101418"], ["#101418", "#1c232a"]]) {
      const tone = reaching(colour, grounds);
      assert.ok(worst(tone, grounds) >= ENOUGH, `${colour} on ${grounds}: ${tone}`);
      if (worst(colour, grounds) >= ENOUGH) assert.equal(tone, colour);
    }
    // On a ground of middling lightness neither reaches what is wanted; there it is the better of both.
    const ratios = ["#ffffff", "#101418"].map((ink) => contrast(ink, colour));
    assert.equal(contrast(readable(colour), colour), Math.max(...ratios), colour);
    assert.ok(Math.max(...ratios) > 4.29, colour);
  }
  assert.equal(reaching("#777777", ["#ffffff", "#000000"], 7), "#000000", "where none reaches it, the end is given");
});
