// What the address of a compiled catalogue from elsewhere says: one file, one for each language, or a manifest that names them.

/** What stands for the language. */
const LOCALE_PLACEHOLDER = "{locale}";
/** A manifest. */
const MANIFEST = /\.json(?=$|[?#])/;
/** The files for the languages that lie beside their manifest. */
const LOCALE_FILE = /\.\{locale\}\.bin(?=$|[?#])/;

/**
 * Whether it is a manifest's.
 * @param {string} address
 */
export const isManifest = (address) => MANIFEST.test(address);

/**
 * Whether it has a place for the language.
 * @param {string} address
 */
export const hasPlaceholder = (address) => address.includes(LOCALE_PLACEHOLDER);

/**
 * Whether it is one file's, as it stands: in one expression, since the first visit loads it.
 * @param {string} address
 */
export const isOneFile = (address) => !/\{locale\}|\.json(?=$|[?#])/.test(address);

/**
 * Whether it is that of files that lie beside their manifest.
 * @param {string} address
 */
export const isLocaleFile = (address) => LOCALE_FILE.test(address);

/**
 * The address of the manifest; none where none belongs to it.
 * @param {string} address
 */
export const manifestOf = (address) =>
  isManifest(address) || isLocaleFile(address) ? address.replace(LOCALE_FILE, ".json") : undefined;

/**
 * The address for a language.
 * @param {string} address
 * @param {string} locale
 */
export const inLocale = (address, locale) => address.replace(LOCALE_PLACEHOLDER, locale);
