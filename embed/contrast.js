// Contrast as WCAG 2.2 defines it, and colours that reach one.

/** What text has to reach: WCAG 2.2, 1.4.3 (AA). */
export const ENOUGH = 4.5;

const HEX = /^#[0-9a-f]{6}$/i;

/**
 * Whether a text is a colour as the page's fields hold one.
 * @param {string} text
 */
export function isColour(text) {
  return HEX.test(text);
}

/**
 * Red, green and blue from 0 to 255.
 * @param {string} colour
 */
function channels(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/**
 * @param {number[]} values
 */
function hex(values) {
  /** @param {number} value */
  const one = (value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, "0");
  return `#${values.map(one).join("")}`;
}

/**
 * Relative luminance, from 0 to 1.
 * @param {string} colour
 */
function luminance(colour) {
  const linear = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

/**
 * The contrast ratio of two colours, from 1 to 21.
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The worst ratio of a colour on some grounds.
 * @param {string} colour
 * @param {string[]} grounds
 */
export function worst(colour, grounds) {
  return Math.min(...grounds.map((ground) => contrast(colour, ground)));
}

/**
 * So much of one colour, from 0 to 1, in another.
 * @param {string} colour
 * @param {number} part
 * @param {string} ground
 */
export function mixed(colour, part, ground) {
  const [one, other] = [channels(colour), channels(ground)];
  return hex(one.map((value, index) => value * part + other[index] * (1 - part)));
}

/**
 * White or nearly black, whichever is easier to read on a colour.
 * @param {string} ground
 */
export function readable(ground) {
  return worst("#ffffff", [ground]) >= worst("#101418", [ground]) ? "#ffffff" : "#101418";
}

/**
 * The nearest tone of a colour that reaches `wanted` on all grounds: lighter on dark, darker on light.
 * @param {string} colour
 * @param {string[]} grounds
 */
export function reaching(colour, grounds, wanted = ENOUGH) {
  const end = worst("#ffffff", grounds) > worst("#000000", grounds) ? "#ffffff" : "#000000";
  for (let step = 0; step <= 100; step++) {
    const tone = mixed(end, step / 100, colour);
    if (worst(tone, grounds) >= wanted) return tone;
  }
  return end;
}
