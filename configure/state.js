// What is configured: read from the page's fragment and written there, so that a link holds it all.

import data from "skill-check:configure";
import { isColour } from "../embed/contrast.js";
import { isFont } from "../embed/font.js";

/** Where the files of this very page lie. */
export const HOME = new URL("./", location.href).href;

/** Every setting with its default, in the order of the snippets; the default is never written. */
export const DEFAULTS = Object.freeze({
  lang: "",
  catalogue: data.catalogues[0].id,
  family: "",
  level: "",
  mode: "full",
  country: "",
  ladder: "steps",
  theme: "auto",
  storage: "session",
  loading: "",
  autostart: "",
  kiosk: "",
  privacy: "",
  "result-base": "",
  sections: "",
  handover: "",
  "handover-name": "",
  donate: "",
  "course-search": "",
  modules: "",
  accent: "",
  "accent-dark": "",
  surface: "",
  "surface-dark": "",
  text: "",
  "text-dark": "",
  radius: data.radius,
  font: "",
  base: HOME,
  way: "tag",
  width: "desktop",
  scheme: "",
  screen: "start",
});

/** The countries that the catalogues say how to go on in. */
export const COUNTRIES = ["DE", "AT", "CH"];

/** What a result shows below its verdict, in its own order. */
export const SECTIONS = ["steps", "areas", "profiles", "plan", "answers"];

/** Stands in an address for what is searched for. */
export const QUERY = "{query}";

/** What settings with few values may be; others are told by their own checks. */
const VALUES = {
  lang: ["", ...data.locales.map(({ tag }) => tag)],
  catalogue: data.catalogues.map(({ id }) => id),
  level: ["", "junior", "senior"],
  mode: ["full", "quick"],
  country: ["", ...COUNTRIES],
  ladder: ["steps", "all"],
  theme: ["auto", "light", "dark"],
  storage: ["session", "local", "none"],
  loading: ["", "eager"],
  autostart: ["", "autostart"],
  kiosk: ["", "3"],
  privacy: ["", "strict"],
  donate: ["", "plain", "1", "2", "3", "4"],
  way: ["tag", "iframe", "npm", "wordpress"],
  width: ["phone", "desktop"],
  scheme: ["", "light", "dark"],
  screen: ["start", "item", "result"],
};

/** The catalogue of a configuration. */
export function catalogue(state) {
  return data.catalogues.find(({ id }) => id === state.catalogue) ?? data.catalogues[0];
}

/** Whether an address may stand in a snippet. */
export function isAddress(text) {
  try {
    return ["https:", "http:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** How an address says that it is one to write mails to. */
export const MAIL = "mailto:";

/** Whether results can be handed over there: by https or by mail, and without a name in front of the host. */
function isReceiver(text) {
  if (/[\\\s]/.test(text) || text.length > 500) return false;
  try {
    const { protocol, pathname, search, username, password, hash } = new URL(text);
    if (hash) return false;
    // Whom else a mail goes to would not be in sight.
    if (protocol === MAIL) return /^[^@]+@[^@]+$/.test(pathname) && !search;
    return protocol === "https:" && !username && !password;
  } catch {
    return false;
  }
}

/** Whether words can be searched for there: by https, and the host is written out. */
function isSearch(text) {
  return text.length <= 500 && !/["\\\s]/.test(text) && /^https:\/\/[a-z0-9.:-]+[/?#].*\{query\}/i.test(text);
}

/** Whether these are parts of a result, each once. */
function areSections(text) {
  const names = text.split(" ");
  return names.every((name) => SECTIONS.includes(name)) && new Set(names).size === names.length;
}

/** Whether answers can be given for statistics: a mail says who has sent it. */
export function isTaking(state) {
  return state.handover !== "" && !state.handover.startsWith(MAIL);
}

/** Whether a value from outside is one that the setting may have. */
export function isValid(name, value, state) {
  if (VALUES[name]) return VALUES[name].includes(value);
  if (name === "family") return value === "" || catalogue(state).families.some(({ id }) => id === value);
  if (name === "base") return isAddress(value);
  if (name === "result-base") return value === "" || isAddress(value);
  if (name === "sections") return value === "" || areSections(value);
  if (name === "course-search") return value === "" || isSearch(value);
  if (name === "handover") return value === "" || isReceiver(value);
  if (name === "handover-name") return value.length <= 100 && !/\p{Cc}/u.test(value);
  if (name === "radius") return /^\d{1,2}$/.test(value) && Number(value) <= 20;
  if (name === "font") return isFont(value);
  if (name === "modules") return value.length <= 50_000;
  return value === "" || isColour(value);
}

/** The configuration that a fragment holds; what is unknown or broken is left out. */
export function read(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    const value = given.get(name);
    if (value !== null && isValid(name, value, state)) state[name] = value;
  }
  return { state, language: given.get("page") };
}

/** The fragment that holds a configuration, and the language of the page where it was chosen. */
export function written(state, language) {
  const kept = new URLSearchParams();
  if (language) kept.set("page", language);
  for (const [name, value] of Object.entries(state)) {
    if (value !== DEFAULTS[name]) kept.set(name, value);
  }
  return kept.toString();
}
