// The strings of the page, in the language that the embedder reads it in.

import data from "skill-check:configure";

/** What a string with a count is called for one and for more. */
const FORMS = { one: "one", other: "other" };

let language = data.languages[0];

/** The language that the page is in. */
export function current() {
  return language;
}

/** Changes the language of the page, if it is one that the page has. */
export function speak(wanted) {
  if (data.languages.includes(wanted)) language = wanted;
}

/** The first of these languages that the page has, else its own. */
export function preferred(wanted) {
  const primary = wanted.map((tag) => tag.split("-")[0].toLowerCase());
  return primary.find((tag) => data.languages.includes(tag)) ?? data.languages[0];
}

/** A string, with its places filled. */
export function text(key, values = {}) {
  const string = data.strings[language][key];
  return string.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** A string that depends on how many there are. */
export function counted(key, count) {
  return text(`${key}.${count === 1 ? FORMS.one : FORMS.other}`, { count: String(count) });
}

/** Writes all strings that stand in the page's own markup. */
export function write(root) {
  root.documentElement.lang = language;
  for (const place of root.querySelectorAll("[data-text]")) place.textContent = text(place.dataset.text);
  for (const place of root.querySelectorAll("[data-label]")) place.setAttribute("aria-label", text(place.dataset.label));
}
