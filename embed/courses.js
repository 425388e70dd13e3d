// The host's own courses: what a list of them may say, what is wrong with one, and where. The page that
// puts the check together says it in the embedder's language, the element in the console.

/** What a course may say, as in docs/courses.schema.json; those that are `true` it has to. */
export const FIELDS = {
  ...{ module: true, provider: true, name: true, url: true, format: false, start: false, duration: false, price: false, checked: false },
  ...{ hours: false, certificate: false, azav: false, zfu: false, funding: false, language: false, accessible: false, advertisement: false },
};
/** The values of a course's fields that have only some. */
const CHOICES = {
  certificate: ["attendance", "provider", "chamber", "association", "regulated", "university"],
  funding: ["voucher", "employer", "leave", "state", "advancement"],
};
const HOURS_MAX = 10_000;
/** So many courses are more than any page can show, and so long is no name. */
export const COURSES_MAX = 200;
export const TEXT_MAX = 200;
const URL_MAX = 2000;

const NAMES = Object.keys(FIELDS);
const DATES = ["start", "checked"];
const SCHEMES = ["https:", "mailto:"];

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

/** The address as browsers read it, if it is one that a course may lead to. */
function address(value) {
  try {
    const url = new URL(value);
    // A name in front of the host makes an address look like another's.
    return SCHEMES.includes(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function isDate(value) {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** What is wrong with a value that is no text, where it needn't be one. */
const OTHERS = {
  hours: (value) => (Number.isInteger(value) && value > 0 && value <= HOURS_MAX ? undefined : { what: "hours", list: String(HOURS_MAX) }),
  funding: (value) => (Array.isArray(value) && value.every((one) => CHOICES.funding.includes(one)) ? undefined : { what: "choices", list: CHOICES.funding.join(", ") }),
  advertisement: (value) => (typeof value === "boolean" ? undefined : { what: "flag" }),
};

/** What is wrong with one value, if anything is: a code, and what a sentence about it needs. */
function wrong(name, value, modules) {
  if (!Object.hasOwn(FIELDS, name)) return { what: "unknown", list: NAMES.join(", ") };
  if (Object.hasOwn(OTHERS, name)) return OTHERS[name](value);
  if (typeof value !== "string" || !value.trim()) return { what: "not-text" };
  const max = name === "url" ? URL_MAX : TEXT_MAX;
  if (value.length > max) return { what: "too-long", list: String(max) };
  if (name === "module" && !modules.includes(value)) return { what: "module", list: modules.join(", ") };
  if (name === "url" && !address(value)) return { what: "url" };
  if (name === "certificate" && !CHOICES.certificate.includes(value.trim())) return { what: "choices", list: CHOICES.certificate.join(", ") };
  if (DATES.includes(name) && !isDate(value)) return { what: "date" };
  return undefined;
}

/** What is wrong with one course. `fatal` says that it can't be shown without what is wrong. */
function wrongs(course, at, modules) {
  if (typeof course !== "object" || course === null || Array.isArray(course)) return [{ at, what: "not-an-object", value: course, fatal: true }];
  const missing = NAMES.filter((name) => FIELDS[name] && !Object.hasOwn(course, name));
  const found = missing.map((name) => ({ at: `${at}.${name}`, what: "missing", fatal: true }));
  for (const name of Object.keys(course)) {
    const value = course[name];
    const problem = wrong(name, value, modules);
    if (problem) found.push({ at: `${at}.${name}`, value, fatal: Object.hasOwn(FIELDS, name) && FIELDS[name], ...problem });
  }
  return found;
}

/** What has no place in a line: control characters, halves of characters, and marks that turn the direction of what is written after them. */
const MARKS = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A value as the widget takes it: lists and flags as they are, all else as text. */
const written = (value) => (typeof value === "object" || typeof value === "boolean" ? value : String(value).replace(MARKS, " ").trim());

/**
 * Checks a JSON text against the ids of a catalogue's modules. Returns how many courses it names, those
 * that can be shown, each with what is right in it, and what is wrong, in its order.
 */
export function check(json, modules) {
  if (!json.trim()) return { count: 0, courses: [], problems: [] };
  const none = (problem) => ({ count: 0, courses: [], problems: [{ at: "", fatal: true, ...problem }] });
  let list;
  try {
    list = JSON.parse(json);
  } catch (cause) {
    return none({ what: "syntax", ...position(json, cause) });
  }
  if (!Array.isArray(list)) return none({ what: "not-a-list" });
  if (list.length > COURSES_MAX) return none({ what: "too-many", list: String(COURSES_MAX) });
  const courses = [];
  const problems = [];
  for (let index = 0; index < list.length; index++) {
    const own = wrongs(list[index], `[${index}]`, modules);
    problems.push(...own);
    if (own.some(({ fatal }) => fatal)) continue;
    const left = own.map(({ at }) => at);
    const right = NAMES.filter((name) => Object.hasOwn(list[index], name) && !left.includes(`[${index}].${name}`));
    const course = Object.fromEntries(right.map((name) => [name, written(list[index][name])]));
    courses.push({ ...course, url: address(list[index].url) });
  }
  return { count: list.length, courses, problems };
}
