// Sees which colours the host page has set, and when that changes: at a change of its theme, say. What
// is wrong with them is told and mended by a script that only such pages load; see colours.js.

const NAMES = ["surface", "raised", "text", "text-soft", "accent", "on-accent"];
const DARK = "(prefers-color-scheme: dark)";

/** What the host has set, by name; nothing if it has set nothing. */
function setColours(host) {
  const style = getComputedStyle(host);
  const set = NAMES.map((name) => [name, style.getPropertyValue(`--skill-check-${name}`).trim()]).filter(([, value]) => value);
  return set.length ? Object.fromEntries(set) : undefined;
}

/** Lets `mend` see the host's colours now and after each change, and `level` the headings; returns what looks again. */
export function watchHostColours(host, root, load) {
  let last = "";
  const look = async () => {
    const set = setColours(host);
    const state = set ? [Object.entries(set), host.getAttribute("theme"), matchMedia(DARK).matches].join() : "";
    if (state === last) return;
    last = state;
    try {
      (await load()).mend(root, set ?? {});
    } catch (cause) {
      console.warn(`<skill-check>: the colours can't be checked: ${cause.message}`);
    }
  };
  if (host.hasAttribute("heading-level")) {
    load().then(
      ({ level }) => level(host, root),
      (cause) => console.warn(`<skill-check>: the headings stay at their level: ${cause.message}`),
    );
  }
  // Each colour is a transition of no length on the widget's box, see styles/base.css.
  root.addEventListener("transitionrun", ({ target }) => target.className === "sc" && look());
  return look;
}
