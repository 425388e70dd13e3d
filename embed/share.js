// Result links: what the address says to a widget, and the ways to pass a link on.

import { without_code } from "skill-check:bound";

/** The page that result links lead to: `result-base`, else the page itself without our code. */
export function resultPage(element) {
  const base = element.getAttribute("result-base")?.trim();
  if (base) {
    try {
      const url = new URL(base, element.baseURI);
      if (url.protocol === "https:" || url.protocol === "http:") return url.href;
    } catch {
      // Said below, like any other address that isn't one.
    }
    console.warn(`<skill-check>: result-base="${base}" is no web address; the page itself is used.`);
  }
  const page = new URL(location.href);
  page.hash = without_code(page.hash.slice(1), element.id || undefined);
  return page.href;
}

/** The fragment, without `#`, in which a widget has a code. */
export function withCode(element, code) {
  const rest = without_code(location.hash.slice(1), element.id || undefined);
  const name = element.id ? `skill-check.${encodeURIComponent(element.id)}` : "skill-check";
  // A path of a single-page application takes parameters behind a question mark.
  const join = !rest || /[?&]$/.test(rest) ? "" : /^[/!][^?]*$/.test(rest) ? "?" : "&";
  return `${rest}${join}${name}=${code}`;
}

/** Takes a widget's code out of the address; the way back leads to it again. */
export function closeLink(element) {
  const rest = without_code(location.hash.slice(1), element.id || undefined);
  if (rest === location.hash.slice(1)) return;
  history.pushState(history.state, "", rest ? `#${rest}` : location.pathname + location.search);
}

/** Puts an address on the clipboard; where that is refused, selects it in the field that shows it. */
export async function copy(root, address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    const field = root.querySelector(".sc-share__address");
    field?.focus();
    field?.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** Opens the system's share dialogue; true if something was shared. */
export async function share(title, url) {
  try {
    await navigator.share({ title, url });
    return true;
  } catch {
    // The visitor closed it, or the browser refused: nothing was shared, and nothing is to be said.
    return false;
  }
}
