// What may set which option of the frame's page. Anybody can write a link with a query: from there comes
// only what can do no harm, language, look and what the build has inside. What leads elsewhere or keeps
// anything, the operator sets in `frame.json`, whose `origins` are in the page's policy as well.

import { CUSTOM_PROPERTIES, FRAME_OPERATOR_OPTIONS, FRAME_PARAMETERS, SLOTS } from "../embed/contract.js";
import { isFont } from "../embed/font.js";

const IDS = /^[\w-]{1,64}$/;
/** What a value that the query sets has to be, by the kinds of the contract. */
const VALUES = {
  language: (value) => /^[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*$/.test(value),
  catalogue: (value, ids) => ids.includes(value),
  word: (value) => IDS.test(value),
  words: (value) => /^[a-z0-9 -]{0,800}$/.test(value),
  minutes: (value) => /^\d{0,2}$/.test(value),
  flag: () => true,
};

/** The checks of all names, by their kinds. */
const checks = (names, kinds) => ({ __proto__: null, ...Object.fromEntries(Object.entries(names).map(([name, kind]) => [name, kinds[kind]])) });

/** What the query may set. */
const QUERY = checks(FRAME_PARAMETERS, VALUES);
/** The options that lead to another address. */
const ADDRESSES = ["catalogue", "modules", "handover"];

const DARK = "-dark";
/** A colour in any of CSS's ways, which leads nowhere else. */
const isColour = (text) => /^[#\w%., /()-]{1,80}$/.test(text) && !/var|url|env/i.test(text) && CSS.supports("color", text);
const isLength = (text) => /^\d{1,4}(\.\d{1,2})?(px|rem|em)?$/.test(text);
const isFactor = (text) => /^[01](\.\d{1,2})?$/.test(text);
/** What sets the look: custom properties without `--skill-check-`; with "-dark" for dark mode. */
const LOOKS = checks(CUSTOM_PROPERTIES, { colour: isColour, length: isLength, factor: isFactor, font: isFont });

/** What a query sets, as far as it may; the rest is named in the console. `ids` are those of the build's catalogues. */
export function fromQuery(query, ids, warn) {
  /** @type {{ options: Record<string, string>, looks: { name: string, value: string, isDark: boolean }[], isRefused: boolean }} */
  const found = { options: {}, looks: [], isRefused: false };
  for (const [name, given] of query) {
    const value = given.trim();
    const isDark = name.endsWith(DARK);
    const look = isDark ? name.slice(0, -DARK.length) : name;
    if (QUERY[name]?.(value, ids)) found.options[name] = value;
    else if (LOOKS[look]?.(value)) found.looks.push({ name: look, value, isDark });
    else if (QUERY[name] || LOOKS[look]) warn(`frame.html: ${name}=${JSON.stringify(value)} can't be used; the default is.`);
    else if (FRAME_OPERATOR_OPTIONS.includes(name)) warn(`frame.html: ${name} is set in frame.json, never by the address; it is left out.`);
    else warn(`frame.html knows no parameter ${JSON.stringify(name)}.`);
    found.isRefused ||= FRAME_OPERATOR_OPTIONS.includes(name) || (name === "catalogue" && !found.options[name]);
  }
  return found;
}

const isText = (value) => typeof value === "string";

/** The origins that a list names; what is none is said. */
function origins(list, name, warn) {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    warn(`frame.json: ${name} is no list; it is left out.`);
    return [];
  }
  return list.flatMap((given) => {
    try {
      const { origin, protocol } = new URL(given);
      if (/^https?:$/.test(protocol)) return [origin];
    } catch {
      // Said below.
    }
    warn(`frame.json: ${name}: ${JSON.stringify(given)} is no origin such as https://www.example; it is left out.`);
    return [];
  });
}

/** Whether an option leads where the file allows it to. */
function leads(name, value, base, allowed) {
  // A list in the file itself, or a catalogue of the build.
  if (name === "modules" ? value.startsWith("[") : IDS.test(value)) return true;
  // A mail goes nowhere before the visitor sends it.
  if (name === "handover" && value.startsWith("mailto:")) return true;
  try {
    return allowed.includes(new URL(value, base).origin);
  } catch {
    return false;
  }
}

/** What `frame.json`, read from `base`, says: options of the element, words in it, and the hosts that hear of events. */
export function configured(given, base, warn) {
  const { hosts, origins: list, options = {}, slots = {} } = Object(given);
  const { origin } = new URL(base);
  const allowed = [origin, ...origins(list, "origins", warn)];
  const found = { options: { address: "keep" }, host: [origin, ...origins(hosts, "hosts", warn)] };
  found.words = words(slots, base, found.host, warn);
  for (const [name, text] of Object.entries(Object(options))) {
    const value = isText(text) ? text.trim() : JSON.stringify(text);
    if (!QUERY[name] && !FRAME_OPERATOR_OPTIONS.includes(name)) warn(`frame.json knows no option ${JSON.stringify(name)}.`);
    else if (name === "handover" && value === "event") warn("frame.json: handover: no event with answers leaves a frame; it is left out.");
    else if (ADDRESSES.includes(name) && !leads(name, value, base, allowed)) {
      warn(`frame.json: ${name}: ${JSON.stringify(value)} is of no origin in "origins"; it is left out.`);
    } else found.options[name] = value;
  }
  return found;
}

/** Places within a line, where no link can stand. */
const INLINE = ["brand", "headline", "lead"];
const WORDS_MAX = 500;

/** Where a link leads, and in which window: a page of a host in the host's, all others in one of their own. */
function target(link, base, hosts) {
  const { href, origin, protocol, username } = new URL(link, base);
  const own = new URL(base).origin;
  if (protocol === "mailto:") return { href };
  if (username || (protocol !== "https:" && !hosts.includes(origin))) throw new TypeError();
  return { href, target: origin !== own && hosts.includes(origin) ? "_top" : "_blank" };
}

/** The words that `slots` has for places in the element: text as text, links that lead where they may. */
function words(slots, base, hosts, warn) {
  return Object.entries(Object(slots)).flatMap(([slot, given]) => {
    const at = `frame.json: slots.${slot}`;
    const isKnown = SLOTS.includes(slot);
    const isInline = INLINE.includes(slot);
    if (!isKnown) warn(`frame.json knows no slot ${JSON.stringify(slot)}.`);
    const { text, link, ...others } = isText(given) ? { text: given } : Object(given);
    for (const name of Object.keys(others)) warn(`${at} has no ${JSON.stringify(name)}, but a text and perhaps a link.`);
    // An empty brand takes the occupation's name away.
    if (!isText(text) || text.length > WORDS_MAX || (slot !== "brand" && !text.trim())) {
      warn(`${at}.text is no text of at most ${WORDS_MAX} signs; the place stays as it is.`);
      return [];
    }
    if (!isKnown) return [];
    const found = { slot, text: text.trim(), isInline };
    if (link === undefined) return [found];
    try {
      if (!isInline && isText(link)) return [{ ...found, link: target(link.trim(), base, hosts) }];
    } catch {
      // Said below.
    }
    warn(`${at}.link: ${isInline ? "no link can stand there" : `${JSON.stringify(link)} is neither https, mailto nor a path`}; the words stand without it.`);
    return [found];
  });
}

/** Whether a host page's origin is one that the operator has named, or the frame's own. */
export const isHost = (origin, hosts) => hosts.includes(origin);
