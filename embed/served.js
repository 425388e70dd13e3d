// Where the files of the build lie when a server has them: beside the loader, or, where something has moved
// the loader, a copy of it or its text, where a script element of the page says. No other element may: what
// cleans markup of strangers lets such attributes through, but no scripts.

const MARK = "data-skill-check-base";

/** The folder that the page names, if it does. By the prototype: an image may have taken the document's own. */
function named() {
  const script = Document.prototype.querySelector.call(document, `script[${MARK}]`);
  return script && new URL(script.getAttribute(MARK).replace(/\/?$/, "/"), document.baseURI);
}

/** Whether the page has named this build by its hash, among the files that stay, and wants no other. */
export const isPinned = /\/assets\/element\.[0-9a-f]{32}\.js/.test(import.meta.url);

export const asset = (path) => new URL(path, named() ?? new URL(isPinned ? ".." : ".", import.meta.url)).href;

/**
 * What tells the sites of one origin apart that each have files of ours: the folder of these, where it is not the
 * top. Files of another origin say nothing of it.
 */
export function scope() {
  const { origin, pathname } = new URL(asset(""));
  return origin === location.origin && pathname !== "/" ? `@${pathname.replaceAll(":", "%3A")}` : "";
}
