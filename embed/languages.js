// Which language a page asks for, and which one of those that a catalogue comes in serves it.

/**
 * The offered locale that serves a BCP 47 tag, if one does; systems for content write tags with underscores.
 * @param {string[]} locales
 * @param {string | null | undefined} tag
 */
function offered(locales, tag) {
  if (!tag) return undefined;
  const wanted = tag.trim().toLowerCase().replaceAll("_", "-");
  const primary = wanted.split("-")[0];
  return (
    locales.find((locale) => locale.toLowerCase() === wanted) ??
    locales.find((locale) => locale.split("-")[0].toLowerCase() === primary)
  );
}

/**
 * The nearest language that the page gives around an element, across shadow roots.
 * @param {any} element
 */
export function languageAround(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const lang = node !== element && node.getAttribute?.("lang");
    if (lang) return lang;
  }
  return undefined;
}

/**
 * Whether one of these locales is the one that the page asks for, if it asks for any.
 * @param {Element} element
 * @param {string[]} locales
 */
export function isSpoken(element, locales) {
  const wanted = element.getAttribute("lang") ?? languageAround(element);
  return !wanted || Boolean(offered(locales, wanted));
}

/**
 * The locale to show: the visitor's choice, the attribute, the page around, the browser's, the catalogue's own.
 * @param {Element} element
 * @param {string | undefined} chosen
 * @param {{ locales: string[], fallback: string }} offer
 * @param {boolean} [isSaid]
 */
export function localeOf(element, chosen, { locales, fallback }, isSaid) {
  const attribute = element.getAttribute("lang");
  if (isSaid && attribute && !offered(locales, attribute)) {
    const list = locales.join(", ");
    console.warn(`<skill-check>: lang="${attribute}" is not available; there is ${list}`);
  }
  return (
    offered(locales, chosen) ??
    offered(locales, attribute) ??
    offered(locales, languageAround(element)) ??
    navigator.languages.map((tag) => offered(locales, tag)).find(Boolean) ??
    fallback
  );
}
