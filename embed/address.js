// Result codes in the page's address. What reports errors, counts visits or records a page takes the
// address along, and with it the answers in a code: so a code goes out of it at once, into memory and
// into the state of the history's entry, where a reload finds it again. See docs/privacy.md.

/** In the state of the history's entry, under this name, is the fragment as it came. */
const KEY = "skill-check:fragment";

/** The fragment that holds a code, with `#`; empty where there is none. */
let held = "";
/**
 * Which fragments in states of the history count since everything was deleted; all where nothing was.
 * @type {Set<string> | undefined}
 */
let known;

/** What the address says to our elements. */
export const fragment = () => held;

/**
 * The name of the widget that a part of a fragment has a code for; "" for one without id.
 * @param {string} part
 */
function nameIn(part) {
  try {
    part = decodeURIComponent(part);
  } catch {
    // As it stands, then.
  }
  const found = /^(?:#|amp;)*skill-check(?:\.([^=]*))?=/.exec(part);
  return found ? (found[1] ?? "") : undefined;
}

/**
 * A fragment without the codes in it: those of the element with this id, or all.
 * @param {string} hash
 * @param {string} [id]
 */
export function without(hash, id) {
  const parts = hash.replace("#", "").split(/(?<=[?&])/);
  /**
   * @param {string} part
   */
  const rest = parts.filter((part) => {
    const name = nameIn(part);
    return name === undefined || name !== (id ?? name);
  });
  const joined = rest.join("");
  return joined && `#${rest.length < parts.length ? joined.replace(/[?&]$/, "") : joined}`;
}

/**
 * Puts another fragment into the address and another one into memory. Always the whole address: a `<base>` leads elsewhere.
 * @param {"replaceState" | "pushState"} how
 * @param {string} hash
 * @param {string} kept
 */
function put(how, hash, kept) {
  let { state } = history;
  // A state that is no object is the page's alone.
  if (state === null || typeof state === "object") {
    state = { ...state, [KEY]: kept };
    if (!kept) delete state[KEY];
    // A screen of a check is not what another address shows; see way.js, which comes later.
    delete state["skill-check:way"];
    known?.add(kept);
  }
  try {
    history[how](state, "", location.href.split("#")[0] + hash);
  } catch {
    // A page without an address of its own has no history to write into.
  }
}

/**
 * A fragment if there is a code in it.
 * @param {string} hash
 */
const coded = (hash) => (without(hash) === hash ? "" : hash);

/**
 * Reads the code in the address and, unless it is to stay there, takes it out; into memory alone where nothing may be kept.
 * @param {boolean} [isKept]
 * @param {boolean} [isForgetful]
 */
export function take(isKept, isForgetful) {
  const { hash } = location;
  const stated = isForgetful ? held : String(history.state?.[KEY] ?? "");
  held = coded(hash) || (known?.has(stated) === false ? "" : stated);
  if (held === hash && held && !isKept) put("replaceState", without(hash), isForgetful ? "" : hash);
  else if (stated && !held) put("replaceState", hash, "");
}

/**
 * Closes the result of the element with this id. Out of an address that shows it, it goes by a new entry, so
 * that the way back leads to it again; what is in no address is forgotten.
 * @param {string} [id]
 */
export function closeLink(id) {
  const { hash } = location;
  const isShown = coded(hash);
  if (without(isShown || held, id) === (isShown || held)) return;
  held = coded(without(held, id));
  if (isShown) put("pushState", without(hash, id), "");
  else put("replaceState", hash, held);
}

/** Forgets all codes: those in the address and in memory now, and those of entries of the history as the way back leads to them. */
export function forget() {
  known = new Set();
  held = "";
  put("replaceState", without(location.hash), "");
}
