// What an element asks, where that lies, and in which languages: of its own catalogues the build knows, of others
// the manifest that lies beside the compiled files.

import build from "skill-check:build";
import { hasPlaceholder, isOneFile } from "./catalogue-address.js";
import { CompiledCatalogue } from "./compiled-catalogue.js";
import { localeOf } from "./languages.js";
import { loadCatalogue, loadHost } from "./loader.js";

/** What manifests say, by the URL that an element names. */
const manifests = new Map();

/** The id of a catalogue that comes with the build, or the URL of another one. */
export const requestedCatalogue = (element) => element.getAttribute("catalogue")?.trim() || build.catalogue;

/** Whether a catalogue comes with the build. */
export const isBuiltIn = (id) => Object.hasOwn(build.catalogues, id);

/** The languages of a catalogue, as far as they are known, and the one for all other pages. */
function localesOf(id) {
  const own = isBuiltIn(id) ? id : build.catalogue;
  const locales = build.locales.filter((locale) => Object.hasOwn(build.catalogues[own], locale));
  return manifests.get(id) ?? { locales, fallback: build.defaults[own] };
}

/** The locale to show, as far as is known. */
export const localeToShow = (element, chosen) => localeOf(element, chosen, localesOf(requestedCatalogue(element)));

/** The locales to switch between, each with its name; a URL without a place for one stands for a single language. */
export function localeOptions(id) {
  const names = manifests.get(id)?.names;
  if (!names && !isBuiltIn(id) && !hasPlaceholder(id)) return [];
  return localesOf(id).locales.map((locale) => [locale, names?.[locale] ?? build.messages[locale]["loader.locale-name"]]);
}

/** The loader's strings in a locale, where a manifest has them. */
export const manifestStrings = (id, locale) => manifests.get(id)?.messages[locale];

/** The loader's strings in a locale. */
export const loaderStrings = (id, locale) => manifestStrings(id, locale) ?? build.messages[locale] ?? build.messages[build.locales[0]];

/** Loads what an element asks for; gives it with the locale that it is in. */
export async function loadRequested(element, chosen, isWhole, attempt) {
  const id = requestedCatalogue(element);
  const isOwn = isBuiltIn(id);
  // One that comes with the build is in two parts, the second for the result.
  const load = async (places) => {
    const locale = localeOf(element, chosen, localesOf(id), true);
    return [await CompiledCatalogue.load(places(locale), isOwn, isWhole || !isOwn, attempt), locale];
  };
  if (isOwn) return load((locale) => build.catalogues[id][locale]);
  if (isOneFile(id) && !manifests.has(id)) {
    try {
      return await load(() => [new URL(id, element.baseURI).href]);
    } catch (cause) {
      // There may be a manifest beside it.
      if (cause.code !== "catalogue-not-found") throw cause;
    }
  }
  const { loadExternal } = await loadHost(attempt);
  return loadExternal(element, id, localesOf(id).locales, manifests, load, (url) => loadCatalogue(url, false, attempt));
}
