// The embedder's own courses: what is wrong with the JSON, where, and why, in the page's language.

import { check as checked } from "../embed/courses.js";
import { text } from "./texts.js";

/** Where a problem is, and the sentence about it. */
function sentence({ at, what, line, column, list }) {
  if (what === "syntax") return text("courses.syntax", { line, column });
  const said = text(`courses.${what}`, { list });
  if (!at) return said;
  return what === "missing" ? `modules${at} ${said}` : `modules${at}: ${said}`;
}

/** Checks a JSON text against the modules of a catalogue: how many courses, and a sentence an error. */
export function check(json, modules) {
  const { count, problems } = checked(json, modules);
  return { count, errors: problems.map(sentence) };
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
    hours: 48,
    certificate: "provider",
    funding: ["voucher", "leave"],
    advertisement: false,
  };
  return JSON.stringify([course], null, 2);
}
