// What lies beside compiled catalogues from elsewhere: in which languages there are files, and what the loader says
// in those that the build doesn't speak. Only pages that need it load this.

import { Failure } from "./failure.js";

/** The files that lie beside their manifest, and the manifest. */
const FILES = /\.\{locale\}\.bin(?=$|[?#])/;
const MANIFEST = /\.json(?=$|[?#])/;

/** What a manifest says of each of its languages, by tag. */
const by = (locales, value) => Object.fromEntries(locales.map((one) => [one.locale, value(one)]));

/** The manifest of a catalogue that a page of this base names; none where none belongs to it. `load` loads bytes. */
export async function manifest(id, base, load) {
  const isNamed = MANIFEST.test(id);
  if (!isNamed && !FILES.test(id)) return undefined;
  const url = new URL(id.replace(FILES, ".json"), base).href;
  const bytes = await load(url);
  try {
    const { locales, default_locale } = JSON.parse(new TextDecoder().decode(bytes));
    const tags = locales.map(({ locale }) => locale);
    const isName = (text) => typeof text === "string" && /^[^\n]+$/.test(text);
    if (![...tags, ...locales.map(({ name, locale }) => name ?? locale)].every(isName)) throw new TypeError("no names");
    return {
      locales: tags,
      fallback: tags.includes(default_locale) ? default_locale : tags[0].toString(),
      names: by(locales, ({ name, locale }) => name ?? locale),
      messages: by(locales, ({ messages }) => messages),
      files: by(locales, ({ file, locale }) =>
        isNamed ? new URL(file.toString(), url).href : new URL(id.replace("{locale}", locale), base).href,
      ),
    };
  } catch {
    throw new Failure("catalogue-manifest", `${url} is no manifest of compiled files`);
  }
}
