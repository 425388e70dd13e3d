// Result links: which page they lead to.

/** Parameters without those that don't belong to the page. */
function filtered(text, belongs) {
  const all = new URLSearchParams(text);
  for (const name of [...all.keys()]) if (!belongs(name, all.get(name))) all.delete(name);
  return String(all);
}

/**
 * The page's own address. What came along with it may say who the visitor is or what led here, and a link is
 * passed on: so of query and fragment stays what the page names, in a list apart by blanks or commas or in
 * its canonical address, and the path of a single-page application.
 */
export function currentPage(list) {
  const page = new URL(location.href);
  // By the prototype: an image of that name is found at the document before its own.
  const canonical = Document.prototype.querySelector.call(document, "link[rel=canonical]")?.href;
  const said = new URL(canonical || page, page).searchParams;
  const named = (list ?? "").split(/[\s,]+/);
  page.search = filtered(page.search, (name, value) => named.includes(name) || (canonical && said.get(name) === value));
  const [, path, rest] = /** @type {RegExpExecArray} */ (/^#?([/!][^?]*)?\??(.*)$/s.exec(page.hash));
  const parameters = filtered(rest, (name) => named.includes(name));
  page.hash = path && parameters ? `${path}?${parameters}` : (path ?? parameters);
  return page;
}

const isWeb = ({ protocol }) => protocol === "https:" || protocol === "http:";

/** The page that result links lead to: `result-base`, else the page itself. */
export function resultPage(element) {
  const base = element.getAttribute("result-base")?.trim();
  const warn = (what) => console.warn(`<skill-check>: ${what}`);
  if (base) {
    try {
      const url = new URL(base, element.baseURI);
      if (isWeb(url)) return url.href;
    } catch {
      // Said below, like any other address that isn't one.
    }
    warn(`result-base="${base}" is no web address; the page itself is used.`);
  }
  const page = currentPage(element.getAttribute("result-parameters"));
  if (isWeb(page) || page.protocol === "file:") return page.href;
  warn(`this page has no address (${page.protocol}) that a result link could lead to; name one by result-base.`);
  return new URL(element.baseURI).href.split("#")[0];
}
