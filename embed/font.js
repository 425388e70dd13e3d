// What a list of fonts may hold that comes from outside: from the configurator's link, the address of a frame, the
// settings of the plugin for WordPress, which cleans by the same rule (wordpress/includes/clean.php; `lint` compares).

const LENGTH_MAX = 200;
/** What could end the declaration, the tag or the shortcode that it stands in, or fetch something. */
const ENDS = /[;:{}<>()[\]\\@&]|\/\*/;

/**
 * Whether a quotation mark is closed wherever it is opened: an open one would swallow what follows.
 * @param {string} text
 * @param {string} mark
 */
const isClosed = (text, mark) => text.split(mark).length % 2 === 1;

/**
 * Whether a list of fonts is nothing else.
 * @param {string} text
 */
export const isFont = (text) => text.length <= LENGTH_MAX && !ENDS.test(text) && isClosed(text, '"') && isClosed(text, "'");
