// Which language a page asks for, and which of those that the build has serves it.

import build from "skill-check:build";

/** The offered locale that serves a BCP 47 tag, if one does; systems for content write tags with underscores. */
function offered(tag) {
  if (!tag) return undefined;
  const wanted = tag.trim().toLowerCase().replaceAll("_", "-");
  const primary = wanted.split("-")[0];
  return (
    build.locales.find((locale) => locale.toLowerCase() === wanted) ??
    build.locales.find((locale) => locale.split("-")[0].toLowerCase() === primary)
  );
}

/** The nearest language that the page gives around an element, across shadow roots. */
export function languageAround(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const lang = node !== element && node.getAttribute?.("lang");
    if (lang) return lang;
  }
  return undefined;
}

/** The locale to show: the visitor's choice, the attribute, the page around, the browser's, the first. */
export function localeOf(element, chosen) {
  const attribute = element.getAttribute("lang");
  if (attribute && !offered(attribute)) {
    const list = build.locales.join(", ");
    console.warn(`<skill-check>: lang="${attribute}" is not available; there is ${list}. The default is used.`);
  }
  return (
    chosen ??
    offered(attribute) ??
    offered(languageAround(element)) ??
    navigator.languages.map(offered).find(Boolean) ??
    build.locales[0]
  );
}
