// What an element asks, where that lies, and in which languages: of its own catalogues the build knows, of others
// the manifest that lies beside the compiled files.

import build from "skill-check:build";
import { Compiled } from "./compiled.js";
import { Failure } from "./failure.js";
import { isSpoken, localeOf } from "./languages.js";
import { loadCatalogue } from "./loader.js";

/** What stands for the language in the URL of a catalogue from elsewhere. */
const PLACE = "{locale}";
/** The files that lie beside their manifest, and the manifest. */
const FILES = /\.\{locale\}\.bin(?=$|[?#])/;
const MANIFEST = /\.json(?=$|[?#])/;

/** What manifests say, by the URL that an element names. */
const manifests = new Map();

/** The id of a catalogue that comes with the build, or the URL of another one. */
export const asked = (element) => element.getAttribute("catalogue")?.trim() || build.catalogue;

/** Whether a catalogue comes with the build. */
export const isBuilt = (id) => Object.hasOwn(build.catalogues, id);

/** The languages of a catalogue, as far as they are known, and the one for all other pages. */
function offer(id) {
  const manifest = manifests.get(id);
  if (manifest) return { locales: manifest.locales.map(({ locale }) => locale), fallback: manifest.default_locale };
  const own = isBuilt(id) ? id : build.catalogue;
  return {
    locales: build.locales.filter((locale) => Object.hasOwn(build.catalogues[own], locale)),
    fallback: build.defaults[own],
  };
}

/** The locale to show, as far as is known. */
export const shownIn = (element, chosen) => localeOf(element, chosen, offer(asked(element)));

/** The locales to switch between, each with its name; a URL without a place for one stands for a single language. */
export function switched(id) {
  const manifest = manifests.get(id);
  if (manifest) return manifest.locales.map(({ locale, name }) => [locale, name ?? locale]);
  if (!isBuilt(id) && !id.includes(PLACE)) return [];
  return offer(id).locales.map((locale) => [locale, build.messages[locale]["loader.locale-name"]]);
}

/** The loader's strings in a locale, where a manifest has them. */
export const ownStrings = (id, locale) => manifests.get(id)?.locales.find((one) => one.locale === locale)?.messages;

/** The loader's strings in a locale. */
export const strings = (id, locale) => ownStrings(id, locale) ?? build.messages[locale] ?? build.messages[build.locales[0]];

/** Reads the manifest of a catalogue from elsewhere, once; false where none belongs to it. */
async function knows(element, id, attempt) {
  const place = MANIFEST.test(id) ? id : FILES.test(id) && id.replace(FILES, ".json");
  if (!place || manifests.has(id)) return Boolean(place);
  const url = new URL(place, element.baseURI).href;
  const bytes = await loadCatalogue(url, false, attempt);
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes));
    if (manifest.locales.every(({ locale, file }) => locale && file)) manifests.set(id, manifest);
  } catch {
    // Said below.
  }
  if (!manifests.has(id)) throw new Failure("catalogue-manifest", `${url} is no manifest of compiled files`);
  return true;
}

/** Where the catalogue is; one that comes with the build is in two parts, the second for the result. */
function places({ baseURI }, id, locale) {
  if (isBuilt(id)) return build.catalogues[id][locale];
  if (!MANIFEST.test(id)) return [new URL(id.replace(PLACE, locale), baseURI).href];
  const { file } = manifests.get(id).locales.find((one) => one.locale === locale);
  return [new URL(file, new URL(id, baseURI)).href];
}

/** Loads what an element asks for; gives it with the locale that it is in. */
export async function loadAsked(element, chosen, isWhole, attempt) {
  const id = asked(element);
  const isOwn = isBuilt(id);
  const load = async () => {
    const locale = localeOf(element, chosen, offer(id), true);
    return [await Compiled.load(places(element, id, locale), isOwn, isWhole || !isOwn, attempt), locale];
  };
  if (isOwn) return load();
  if (MANIFEST.test(id)) await knows(element, id, attempt);
  // What the build doesn't speak, the catalogue may.
  else if (!isSpoken(element, offer(id).locales)) await knows(element, id, attempt).catch(() => {});
  try {
    return await load();
  } catch (cause) {
    // Without a file for this language there may be one for another.
    if (cause.code !== "catalogue-not-found" || manifests.has(id)) throw cause;
    if (!(await knows(element, id, attempt).catch(() => false))) throw cause;
    return load();
  }
}
