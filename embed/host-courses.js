// The host's own courses, from the attribute `modules` to the widget; what is wrong goes to the console.

import { check } from "./courses.js";

const TIME_OUT_MS = 30_000;
/** More characters than any list needs. */
const LENGTH_MAX = 500_000;
/** So many notes are enough to see what is wrong. */
const WARNINGS_MAX = 20;
const QUOTED_MAX = 60;

const SAYS = {
  syntax: ({ line, column }) => `is no JSON: line ${line}, column ${column}`,
  "not-a-list": () => "is no list of courses",
  "too-many": ({ list }) => `has more than ${list} courses`,
  "not-an-object": () => "is no course",
  missing: () => "is missing",
  unknown: ({ list }) => `is no field; there is ${list}`,
  "not-text": () => "is no text",
  "too-long": ({ list }) => `is longer than ${list} characters`,
  module: ({ list }) => `is no module of the catalogue; there is ${list}`,
  url: () => "is neither https nor mailto, or names a user",
  date: () => "is no date such as 2027-03-01",
  hours: ({ list }) => `is no whole number from 1 to ${list}`,
  choices: ({ list }) => `is none of the values; there is ${list}`,
  flag: () => "is neither true nor false",
};

/** A value as JSON, so that what is odd in it can be seen, and not at any length. */
function quoted(value) {
  const text = JSON.stringify(value) ?? "";
  return text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text;
}

/** Path, value, cause, and what is done about it. */
function warning(problem) {
  const { at, what, value, fatal } = problem;
  const path = at && `${at}: `;
  const shown = value === undefined ? "" : `${quoted(value)} `;
  const done = !at ? "there are no courses" : fatal ? "the course is left out" : "the value is left out";
  return `<skill-check>: modules: ${path}${shown}${SAYS[what](problem)}; ${done}.`;
}

async function fetched(url) {
  const response = await fetch(url, { __proto__: null, signal: AbortSignal.timeout(TIME_OUT_MS) });
  if (!response.ok) throw new Error(String(response.status));
  const text = await response.text();
  if (text.length > LENGTH_MAX) throw new Error(`longer than ${LENGTH_MAX} characters`);
  return text;
}

/**
 * The courses that an attribute's value names, which is JSON or the URL of some. `ids` are those of the catalogue's
 * modules.
 */
async function readCourses(given, base, ids) {
  let json = given;
  if (!/^[[{]/.test(given)) {
    try {
      json = await fetched(new URL(given, base));
    } catch (cause) {
      console.warn(`<skill-check>: modules: ${quoted(given)}: ${cause.message}; there are no courses.`);
      return [];
    }
  }
  const { courses, problems } = check(json, ids);
  for (const problem of problems.slice(0, WARNINGS_MAX)) console.warn(warning(problem));
  if (problems.length > WARNINGS_MAX) console.warn(`<skill-check>: modules: ${problems.length - WARNINGS_MAX} more problems.`);
  return courses;
}

/**
 * Hands the courses that an element names to its widget, unless it names others by then.
 * @param {Element} element
 * @param {() => import("skill-check:bindings").Widget | undefined} widget
 */
export async function offerCourses(element, widget) {
  const given = element.getAttribute("modules") ?? "";
  const before = widget();
  if (!before) return;
  const list = await readCourses(given.trim(), element.baseURI, before.modules().split("\n").slice(0, -1));
  if (before !== widget() || given !== element.getAttribute("modules")) return;
  before.courses(JSON.stringify(list));
}
