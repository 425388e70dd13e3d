/**
 * The first screen of the check by language, as HTML to put into the tag on a server: a declared shadow root with its
 * styles. It is there before any script, for search engines, too; the check goes on with it.
 */
declare const screens: Record<"de" | "en", string>;
export default screens;
