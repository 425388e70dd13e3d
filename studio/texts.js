// The strings of the page, in the language that the author reads it in.

import data from "skill-check:studio";

/** What a string with a count is called for one and for more. */
const FORMS = { one: "one", other: "other" };
/** Where the chosen language is kept. */
const KEPT = "skill-check-studio-language";

let language = data.languages[0];

/** The language that the page is in. */
export const current = () => language;

/** Changes the language of the page, if it is one that the page has. */
export function speak(wanted) {
  if (data.languages.includes(wanted)) language = wanted;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Refused: it is asked of the browser again next time.
  }
}

/** The language of the last visit, or the browser's. */
export function preferred() {
  let kept;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // As on a first visit.
  }
  const wanted = [kept ?? "", ...navigator.languages].map((tag) => tag.split("-")[0].toLowerCase());
  return wanted.find((tag) => data.languages.includes(tag)) ?? data.languages[0];
}

/** A string, with its places filled. */
export function text(key, values = {}) {
  const string = data.strings[language][key];
  return string.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Whether there is a string of this key. */
export const has = (key) => Object.hasOwn(data.strings[language], key);

/** A string that depends on how many there are. */
export function counted(key, count) {
  return text(`${key}.${count === 1 ? FORMS.one : FORMS.other}`, { count: String(count) });
}

/** Writes all strings that stand in markup. */
export function write(root) {
  if (root.documentElement) root.documentElement.lang = language;
  for (const place of root.querySelectorAll("[data-text]")) place.textContent = text(place.dataset.text);
  for (const place of root.querySelectorAll("[data-label]")) place.setAttribute("aria-label", text(place.dataset.label));
}
