// The embedder's own courses: what is wrong with the JSON, where, and why.

import { text } from "./texts.js";

/** What a course may say; those that are `true` it has to. */
const FIELDS = { module: true, provider: true, name: true, url: true, format: false, start: false, duration: false, price: false, checked: false };
const DATES = ["start", "checked"];

/** Line and column of a place in a text, counted from 1. */
function place(json, position) {
  const before = json.slice(0, position).split("\n");
  return { line: String(before.length), column: String(before.at(-1).length + 1) };
}

/** Where a parser gave up: engines say it in different ways, or not at all. */
function position(json, { message }) {
  const at = /position (\d+)/.exec(message);
  if (at) return place(json, Number(at[1]));
  const lines = /line (\d+) column (\d+)/.exec(message);
  if (lines) return { line: lines[1], column: lines[2] };
  return place(json, json.length);
}

function isLink(value) {
  try {
    return ["https:", "mailto:"].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

function isDate(value) {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** What is wrong with one value, if anything is. */
function wrong(name, value, modules) {
  if (!Object.hasOwn(FIELDS, name)) return text("courses.unknown", { list: Object.keys(FIELDS).join(", ") });
  if (typeof value !== "string" || !value.trim()) return text("courses.not-text");
  if (name === "module" && !modules.includes(value)) return text("courses.module", { list: modules.join(", ") });
  if (name === "url" && !isLink(value)) return text("courses.url");
  if (DATES.includes(name) && !isDate(value)) return text("courses.date");
  return undefined;
}

function ofCourse(course, at, modules) {
  if (typeof course !== "object" || course === null || Array.isArray(course)) return [`${at}: ${text("courses.not-an-object")}`];
  const missing = Object.keys(FIELDS).filter((name) => FIELDS[name] && !Object.hasOwn(course, name));
  return [
    ...missing.map((name) => `${at}.${name} ${text("courses.missing")}`),
    ...Object.entries(course)
      .map(([name, value]) => [name, wrong(name, value, modules)])
      .filter(([, what]) => what)
      .map(([name, what]) => `${at}.${name}: ${what}`),
  ];
}

/** Checks a JSON text against the modules of a catalogue: how many courses, and a sentence an error. */
export function check(json, modules) {
  if (!json.trim()) return { count: 0, errors: [] };
  let list;
  try {
    list = JSON.parse(json);
  } catch (cause) {
    return { count: 0, errors: [text("courses.syntax", position(json, cause))] };
  }
  if (!Array.isArray(list)) return { count: 0, errors: [text("courses.not-a-list")] };
  return { count: list.length, errors: list.flatMap((course, index) => ofCourse(course, `modules[${index}]`, modules)) };
}

/** An example to start from, for the first modules of a catalogue. */
export function example(modules) {
  const course = {
    module: modules[1] ?? modules[0],
    provider: text("courses.example-provider"),
    name: text("courses.example-name"),
    url: "https://www.example.org/kurse/online-redaktion",
    format: text("courses.example-format"),
    start: "2027-03-01",
    duration: text("courses.example-duration"),
    price: text("courses.example-price"),
    checked: "2026-11-23",
  };
  return JSON.stringify([course], null, 2);
}
