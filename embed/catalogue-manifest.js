// What lies beside compiled catalogues from elsewhere: in which languages there are files, and what the loader says
// in those that the build doesn't speak. Only pages that need it load this.

import { inLocale, isLocaleFile, isManifest, manifestOf } from "./catalogue-address.js";
import { Failure } from "./failure.js";
import { isSpoken } from "./languages.js";

/** What a manifest says of each of its languages, by tag. */
const byLocale = (locales, value) => Object.fromEntries(locales.map((one) => [one.locale, value(one)]));

/** The manifest of a catalogue that a page of this base names; none where none belongs to it. `load` loads bytes. */
async function fetchManifest(id, base, load) {
  const address = manifestOf(id);
  if (!address) return undefined;
  const url = new URL(address, base).href;
  const bytes = await load(url);
  try {
    const { locales, default_locale } = JSON.parse(new TextDecoder().decode(bytes));
    const tags = locales.map(({ locale }) => locale);
    const isName = (text) => typeof text === "string" && /^[^\n]+$/.test(text);
    if (![...tags, ...locales.map(({ name, locale }) => name ?? locale)].every(isName)) throw new TypeError("no names");
    return {
      locales: tags,
      fallback: tags.includes(default_locale) ? default_locale : tags[0].toString(),
      names: byLocale(locales, ({ name, locale }) => name ?? locale),
      messages: byLocale(locales, ({ messages }) => messages),
      files: byLocale(locales, ({ file, locale }) =>
        isManifest(id) ? new URL(file.toString(), url).href : new URL(inLocale(id, locale), base).href,
      ),
    };
  } catch {
    throw new Failure("catalogue-manifest", `${url} is no manifest of compiled files`);
  }
}

/**
 * Loads what an element asks for of a catalogue from elsewhere: `load` does it from the places that it is given for a locale.
 * `locales` are the build's, `manifests` those that were read, by the URL that an element names, and `fetched` gives the
 * bytes of a file.
 */
export async function loadExternal(element, id, locales, manifests, load, fetched) {
  const { baseURI } = element;
  const places = (locale) => [manifests.get(id)?.files[locale] ?? new URL(inLocale(id, locale), baseURI).href];
  /** Reads the manifest, once; true if one belongs to it. */
  const knows = async () => {
    const found = manifests.get(id) ?? (await fetchManifest(id, baseURI, fetched));
    if (found) manifests.set(id, found);
    return Boolean(found);
  };
  if (isManifest(id)) await knows();
  // What the build doesn't speak, the catalogue may.
  else if (isLocaleFile(id) && !isSpoken(element, locales)) await knows().catch(() => {});
  try {
    return await load(places);
  } catch (cause) {
    // Without a file for this language there may be one for another.
    if (cause.code !== "catalogue-not-found" || manifests.has(id)) throw cause;
    if (!(await knows().catch(() => false))) throw cause;
    return load(places);
  }
}
