// Colours that the host page has set: what is no colour gives way to the widget's own, and what can't be
// read on its ground becomes the nearest tone that can. The console says so. An accent too light for words
// still fills buttons; the words on them follow.

import { ENOUGH, mixed, reaching, worst } from "./contrast.js";

/** The custom properties of the host, with the widget's own that follow them. */
const OWN = { surface: "paper", raised: "raised", text: "ink", "text-soft": "ink-soft", accent: "accent", "on-accent": "on-accent" };
/** What the host can't set, but has to be seen on its surface. */
const FOLLOWING = { warn: ENOUGH, "line-strong": 3 };
/** How much of the accent lies on the paper where something is chosen, as in styles/tokens.css. */
const SOFT_ACCENT = 0.11;
/** On paper and with colours of the system there is nothing to mend. */
const WHERE = "screen and (forced-colors: none)";

const sheets = new WeakMap();

/** A custom property of the widget as `#rrggbb`; nothing if it lets the ground shine through. */
function colour(probe, name) {
  // Mixed with itself, every colour that browsers know comes back as shares of red, green and blue.
  probe.style.color = `color-mix(in srgb, var(--sc-${name}), var(--sc-${name}))`;
  const text = getComputedStyle(probe).color;
  const numbers = /** @type {string[]} */ (text.replace(/^color\(srgb/, "").match(/[\d.]+(e-?\d+)?/g)).map(Number);
  if (numbers[3] < 1) return undefined;
  const scale = text.startsWith("rgb") ? 1 : 255;
  const part = (value) => Math.round(Math.min(255, Math.max(0, value * scale))).toString(16).padStart(2, "0");
  return `#${numbers.slice(0, 3).map(part).join("")}`;
}

/** All colours as they are now. */
function resolved(root) {
  const probe = document.createElement("span");
  root.append(probe);
  const found = {};
  for (const name of [...Object.values(OWN), ...Object.keys(FOLLOWING)]) found[name] = colour(probe, name);
  probe.remove();
  return found;
}

/** The best that any tone can reach on some grounds. */
const best = (grounds) => Math.max(worst("#ffffff", grounds), worst("#000000", grounds));

const times = (ratio) => `${Math.floor(ratio * 10) / 10} : 1`;

/** The colours that have to change, by the widget's names, with what there is to say. */
export function repairs(found) {
  const changes = {};
  const notes = [];
  const change = (name, to, ground, ratio, wanted) => {
    notes.push({ name, from: found[name], to, ground, ratio, wanted });
    changes[name] = to;
  };
  const now = (name) => changes[name] ?? found[name];
  const mend = (name, ground, grounds, wanted = ENOUGH) => {
    const ratio = worst(now(name), grounds);
    if (ratio < wanted) change(name, reaching(now(name), grounds, wanted), ground, ratio, wanted);
  };
  // No tone can be read on a light and a dark ground at once.
  const both = best([found.paper, found.raised]);
  if (both < ENOUGH) change("raised", found.paper, "surface", both, ENOUGH);
  const grounds = [found.paper, now("raised")];
  mend("accent", "surface", grounds);
  if (changes.accent) changes.fill = found.accent;
  const soft = mixed(now("accent"), SOFT_ACCENT, found.paper);
  const isSoft = best([...grounds, soft]) >= ENOUGH;
  if (!isSoft) changes["accent-soft"] = found.paper;
  for (const ink of ["ink", "ink-soft"]) mend(ink, "surface", isSoft ? [...grounds, soft] : grounds);
  mend("on-accent", "accent", [found.accent]);
  for (const name of Object.keys(FOLLOWING)) mend(name, "surface", grounds, FOLLOWING[name]);
  return { changes, notes };
}

function put(root, rules) {
  let sheet = sheets.get(root);
  if (!sheet && !rules.length) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheets.set(root, sheet);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(rules.join("\n"));
}

/** What is said of one colour; the widget's own follow without a word. */
function say({ name, from, to, ground, ratio, wanted }) {
  const own = Object.keys(OWN).find((key) => OWN[key] === name);
  if (!own) return;
  const where = name === "accent" ? " for words and lines" : "";
  const pair = name === "raised" ? `and the surface have no colour in common that can be read on both` : `has a contrast of ${times(ratio)} on the ${ground}, less than ${wanted} : 1`;
  console.warn(`<skill-check>: --skill-check-${own}: ${from} ${pair}; ${to} is used instead${where}.`);
}

/** Looks at the colours in a shadow root, of which the host has set those in `given`, and mends them. */
export function mend(root, given) {
  put(root, []);
  const broken = Object.keys(OWN).filter((name) => given[name] && !CSS.supports("color", given[name]));
  for (const name of broken) console.warn(`<skill-check>: --skill-check-${name}: ${given[name]} is no colour; the default is used.`);
  // For as long as it takes to see what the widget's own are; the host's have to be seen again later.
  put(root, broken.map((name) => `:host { --skill-check-${name}: initial !important }`));
  const found = resolved(root);
  const rules = broken.map((name) => `:host { --sc-${OWN[name]}: ${found[OWN[name]]} !important }`);
  put(root, rules);
  const clear = Object.keys(found).find((name) => !found[name]);
  if (clear) {
    console.warn(`<skill-check>: a colour that lets the ground shine through can't be checked for its contrast.`);
    return;
  }
  const { changes, notes } = repairs(found);
  const lines = Object.entries(changes).map(([name, value]) => `--sc-${name}: ${value} !important;`);
  if (lines.length) rules.push(`@media ${WHERE} { :host { ${lines.join(" ")} } }`);
  put(root, rules);
  notes.forEach(say);
}
