// The page of a package: the operator's options from `lms.json` beside it, the platform by the adapter of its
// standard, and the check connected with it.

import { languages } from "skill-check:lms";
import { open } from "skill-check:standard";
import { ATTRIBUTES } from "../embed/contract.js";
import { connect } from "./connect.js";
import { preferred } from "./core.js";

const SETTINGS = "lms.json";
/** What the package itself decides. */
const OWN = ["id", "storage", "kiosk", "privacy", "loading"];

const warn = (text) => console.warn(`skill-check: ${text}`);

/** What `lms.json` says; the defaults, with a word in the console, where it can't be read. */
async function settings() {
  try {
    const response = await fetch(new URL(SETTINGS, location.href), { cache: "no-cache" });
    if (response.ok) return Object(await response.json());
    warn(`${SETTINGS}: ${response.status}; the defaults are used.`);
  } catch (cause) {
    warn(`${SETTINGS}: ${cause.message}; the defaults are used.`);
  }
  return {};
}

/** The platform; where there is none, or it doesn't answer, the check goes on without. */
async function platform() {
  try {
    return (await open(window)) ?? { isAlone: true };
  } catch (cause) {
    warn(cause.message);
    return { isAlone: true };
  }
}

const [{ options, complete }, host] = await Promise.all([settings(), platform()]);
const element = document.createElement("skill-check");
for (const [name, value] of Object.entries(Object(options))) {
  if (!ATTRIBUTES.includes(name) || OWN.includes(name)) warn(`${SETTINGS}: ${name} can't be set there; it is left out.`);
  else element.setAttribute(name, typeof value === "string" ? value : JSON.stringify(value));
}
// What the platform knows of the learner's language; else the check goes by the browser's.
const lang = element.getAttribute("lang") ?? preferred(host.language, languages);
if (lang) element.setAttribute("lang", lang);
document.documentElement.lang = lang ?? preferred(navigator.language, languages) ?? languages[0];
connect(element, { ...host, share: complete });
for (const name of ["ready", "language"]) {
  element.addEventListener(`skill-check-${name}`, () => {
    const screen = element.shadowRoot?.querySelector("section[lang]");
    if (screen) document.documentElement.lang = screen.lang;
  });
}
document.querySelector("main").append(element);
