// What is configured: read from the page's fragment and written there, so that a link holds it all.

import data from "skill-check:configure";
import { isColour } from "../embed/contrast.js";

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
  "result-base": "",
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
  loading: ["", "lazy"],
  autostart: ["", "autostart"],
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

/** Whether a list of fonts can't end the declaration that it stands in. */
function isFont(text) {
  return text.length <= 200 && !/[;{}<>\\@[\]]|\/\*/.test(text);
}

/** Whether a value from outside is one that the setting may have. */
export function isValid(name, value, state) {
  if (VALUES[name]) return VALUES[name].includes(value);
  if (name === "family") return value === "" || catalogue(state).families.some(({ id }) => id === value);
  if (name === "base") return isAddress(value);
  if (name === "result-base") return value === "" || isAddress(value);
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
