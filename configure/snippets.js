// What the embedder pastes, by the way of embedding. Each snippet is a list of blocks: a heading's key
// and a text, or a note's key alone.

import { DEFAULTS, QUERY, catalogue, isTaking } from "./state.js";
import { properties, schemes, shape } from "./colours.js";

/** Attributes of the element, in the order in which they are written. */
const ATTRIBUTES = ["lang", "catalogue", "family", "level", "mode", "ladder", "country", "theme", "storage", "loading", "result-base", "kiosk", "privacy", "autostart", "sections", "handover", "handover-name", "donate", "course-search", "modules"];
/** Those that are addresses, with what writes them. */
const ADDRESSES = { "result-base": address, handover: address, "course-search": search };
const LINE = 88;

/** The attributes that differ from the defaults. */
export function attributes(state) {
  const set = ATTRIBUTES.filter((name) => state[name] !== DEFAULTS[name] && !isIdle(name, state));
  return set.map((name) => [name, ADDRESSES[name]?.(state[name]) ?? state[name]]);
}

/** Whether an attribute says nothing without another one. */
function isIdle(name, state) {
  return (name === "handover-name" && !state.handover) || (name === "donate" && !isTaking(state));
}

/** The origin that results are sent to; none if nobody gets them, or by mail. */
function receiver(state) {
  return isTaking(state) ? new URL(state.handover).origin : undefined;
}

/** What could end what it stands in: a tag, an attribute, or a shortcode of the system it is pasted into. */
const ENDS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&quot;", "[": "&#91;", "]": "&#93;" };

/** A text as part of HTML, without the characters that `left` leaves as they are. */
function escaped(value, left = "") {
  return value.replace(/[&<>'"[\]]/g, (sign) => (left.includes(sign) ? sign : ENDS[sign]));
}

/** A text without these signs: each as an address has it. */
const without = (text, signs) => text.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** An address as browsers write it, without what an address needn't have and without what could end a code. */
function address(text) {
  const url = new URL(text);
  url.username = url.password = "";
  return without(url.href, /[<>'"[\]\\^`{|}]/g);
}

/** The same of an address with a place for words, which stays. */
function search(text) {
  return text.split(QUERY).map((part) => without(part, /[<>'[\]^`{|}]/g)).join(QUERY);
}

/** An attribute as it stands in HTML; JSON keeps its quotation marks. */
function attribute([name, value]) {
  if (name === "autostart") return name;
  if (name === "modules") return `${name}='${escaped(compact(value), '"')}'`;
  return `${name}="${escaped(value)}"`;
}

/** JSON without blanks; what is none stays as it is. */
function compact(json) {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}

/** A tag on one line, or with an attribute a line where it would get too long. */
function tag(name, list, end) {
  const line = [`<${name}`, ...list].join(" ") + end;
  return line.length <= LINE ? line : `<${name}\n${list.map((one) => `  ${one}`).join("\n")}\n${end}`;
}

function element(state) {
  return tag("skill-check", /** @type {[string, string][]} */ (attributes(state)).map(attribute), "></skill-check>");
}

function script(state, file) {
  return `<script type="module" referrerpolicy="no-referrer" src="${escaped(new URL(file, folder(state)).href)}"></script>`;
}

/** The address of the files, as a folder. */
export function folder(state) {
  const url = new URL(address(state.base));
  url.search = url.hash = "";
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** What only the operator of the frame's page may set, and not whoever writes its address. */
const OPERATORS = ["storage", "result-base", "handover", "handover-name", "donate", "course-search", "modules"];
/** What the settings of the plugin hold, and no shortcode. */
const SETTINGS = ["handover", "handover-name", "donate"];
const EXAMPLE = "https://www.example";

/** The settings beside the frame's page: whom it tells of events, and what its address may not set. */
function settings(state) {
  const options = Object.fromEntries(attributes(state).filter(([name]) => OPERATORS.includes(name)));
  if (options.modules) options.modules = JSON.parse(options.modules);
  const host = options["result-base"] ? new URL(options["result-base"]).origin : EXAMPLE;
  const origins = [receiver(state)].filter(Boolean);
  const text = JSON.stringify({ hosts: [host], origins, options }, null, 2);
  return text.replace(/[<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

function rule(set, indent = "") {
  const lines = Object.entries(set).map(([name, value]) => `${indent}  ${name}: ${value};`);
  return `${indent}skill-check {\n${lines.join("\n")}\n${indent}}`;
}

/** The style sheet for the page, or nothing. */
export function css(state) {
  const [first, second] = schemes(state);
  const all = { ...properties(state, first), ...shape(state) };
  if (!Object.keys(all).length) return "";
  const dark = second ? properties(state, second) : {};
  if (!Object.keys(dark).length) return `${rule(all)}\n`;
  return `${rule(all)}\n\n@media (prefers-color-scheme: dark) {\n${rule(dark, "  ")}\n}\n`;
}

/** The lines of a policy: for files on the page's own server, and on another one. */
function policies(state) {
  const { origin } = new URL(state.base);
  const connect = (from) => [from, receiver(state)].filter(Boolean).join(" ");
  const lines = (from) => `script-src ${from} 'wasm-unsafe-eval';\nstyle-src 'self';\nimg-src 'self' data:;\nconnect-src ${connect(from)};`;
  return [["code.csp-same", lines("'self'")], ["code.csp-other", lines(`'self' ${origin}`)]];
}

function styles(state) {
  const sheet = css(state);
  return sheet ? [["code.tag-css", sheet.trimEnd(), "css"]] : [];
}

/** What frame and shortcode take beside the attributes, by names that are theirs. */
function looks(state) {
  const [first, second] = schemes(state);
  const named = (set, suffix) => Object.entries(set).map(([name, value]) => [`${name.replace("--skill-check-", "")}${suffix}`, value]);
  return [...named(properties(state, first), ""), ...named(second ? properties(state, second) : {}, "-dark"), ...named(shape(state), "")];
}

const WAYS = {
  tag: (state) => [
    ["code.tag-html", `${script(state, "skill-check.js")}\n${element(state)}`, "html"],
    ...styles(state),
    ...policies(state),
    ["code.csp-note"],
  ],
  iframe: (state) => {
    const { origin } = new URL(state.base);
    const page = new URL("frame.html", folder(state));
    const given = attributes(state).filter(([name]) => name !== "loading" && !OPERATORS.includes(name));
    for (const [name, value] of [...given, ...looks(state)]) page.searchParams.set(name, value);
    const list = [`src="${escaped(page.href)}"`, 'title="Skill-Check"', 'width="100%"', 'height="700"', 'allow="clipboard-write; web-share"', 'referrerpolicy="no-referrer"'];
    if (!state.loading) list.splice(2, 0, 'loading="lazy"');
    return [
      ["code.iframe-html", `${tag("iframe", list, "></iframe>")}\n${script(state, "frame-host.js")}`, "html"],
      ["code.iframe-note"],
      ["code.csp", `frame-src ${origin};\nscript-src 'self' ${origin};`],
      ["code.csp-note"],
      ["code.frame-json", settings(state)],
      ["code.frame-json-note"],
      ...(receiver(state) ? [["code.frame-receiver"]] : []),
    ];
  },
  npm: (state) => [
    ["code.npm-install", "npm install --install-links ./dist/npm"],
    ["code.npm-js", 'import "@skill-check/widget";'],
    ["code.npm-html", element(state), "html"],
    ...styles(state),
    ["code.npm-vite", 'export default { optimizeDeps: { exclude: ["@skill-check/widget"] } };'],
    [policies(state)[0][0], policies(state)[0][1]],
    ["code.csp-note"],
  ],
  wordpress: (state) => {
    const given = attributes(state).filter(([name]) => name !== "modules" && !SETTINGS.includes(name));
    const list = [...given, ...looks(state)].map(([name, value]) => `${name.replaceAll("-", "_")}="${value.replaceAll('"', "'").replace(/[<>[\]]/g, "")}"`);
    return [
      ["code.wordpress-code", `[${["skill_check", ...list].join(" ")}]`],
      ["code.wordpress-note"],
      ...(state.modules ? [["code.wordpress-courses"]] : []),
      ...(state.handover ? [["code.wordpress-handover"]] : []),
      ["code.csp", policies(state)[0][1].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")],
      ["code.wordpress-csp"],
    ];
  },
};

export const NAMES = Object.keys(WAYS);

/** The blocks to paste for the way that is chosen. */
export function blocks(state, way) {
  const { origin } = new URL(state.base);
  // The address of this page may be somebody else's.
  const foreign = origin === location.origin ? [] : [["code.foreign", undefined, { origin }]];
  return [...foreign, ...taken(state), ...written(state, way)];
}

/** Who gets what visitors hand over: that may be somebody else's choice, too. */
function taken(state) {
  if (!state.handover) return [];
  const to = receiver(state) ?? new URL(state.handover).pathname;
  return [["code.receiver", undefined, { to }]];
}

function written(state, way) {
  const known = catalogue(state).families.some(({ id }) => id === state.family);
  return WAYS[way](known ? state : { ...state, family: "" });
}
