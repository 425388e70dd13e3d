// Loads the element when the page is there: out of the bundle, or from a folder that `skill-check-assets` has filled.
// On a server that renders pages, it does nothing.

/** By which copies of different builds are told apart in caches. */
const BUILD = "0000000000000000";

const loading = new Map();

/** Loads the element, and settles with its class; `base` is the address of the folder. Again, it is the same. */
export function load(base = "") {
  if (typeof customElements === "undefined") return Promise.resolve(undefined);
  if (!loading.has(base)) loading.set(base, base ? from(base) : import("./skill-check.js"));
  return loading.get(base).then(({ SkillCheck }) => SkillCheck);
}

/** No bundler is to look for what a server has. */
function from(base) {
  const url = new URL(`skill-check.js?${BUILD}`, new URL(base.replace(/\/?$/, "/"), document.baseURI)).href;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ url);
}
