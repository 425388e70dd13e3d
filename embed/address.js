// Result codes in the page's address. What reports errors, counts visits or records a page takes the
// address along, and with it the answers in a code: so a code goes out of it at once, into memory and
// into the state of the history's entry, where a reload finds it again. See docs/privacy.md.

/** In the state of the history's entry, under this name, is the fragment as it came. */
const KEY = "skill-check:fragment";

/** The fragment that holds a code, with `#`; empty where there is none. */
let heldFragment = "";
/**
 * Which fragments in states of the history count since everything was deleted; all where nothing was.
 * @type {Set<string> | undefined}
 */
let validStates;

/** What the address says to our elements. */
export const fragment = () => heldFragment;

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
 * @param {string} stored
 */
function writeHistory(how, hash, stored) {
  let { state } = history;
  // A state that is no object is the page's alone.
  if (state === null || typeof state === "object") {
    state = { ...state, [KEY]: stored };
    if (!stored) delete state[KEY];
    // A screen of a check is not what another address shows; see screen-history.js, which comes later.
    delete state["skill-check:way"];
    validStates?.add(stored);
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
const withCode = (hash) => (without(hash) === hash ? "" : hash);

/**
 * Reads the code in the address and, unless it is to stay there, takes it out; into memory alone where nothing may be kept.
 * @param {boolean} [isKept]
 * @param {boolean} [isForgetful]
 */
export function takeFragment(isKept, isForgetful) {
  const { hash } = location;
  const stated = isForgetful ? heldFragment : String(history.state?.[KEY] ?? "");
  heldFragment = withCode(hash) || (validStates?.has(stated) === false ? "" : stated);
  if (heldFragment === hash && heldFragment && !isKept) writeHistory("replaceState", without(hash), isForgetful ? "" : hash);
  else if (stated && !heldFragment) writeHistory("replaceState", hash, "");
}

/**
 * Closes the result of the element with this id. Out of an address that shows it, it goes by a new entry, so
 * that the way back leads to it again; what is in no address is forgotten.
 * @param {string} [id]
 */
export function closeLink(id) {
  const { hash } = location;
  const isShown = withCode(hash);
  if (without(isShown || heldFragment, id) === (isShown || heldFragment)) return;
  heldFragment = withCode(without(heldFragment, id));
  if (isShown) writeHistory("pushState", without(hash, id), "");
  else writeHistory("replaceState", hash, heldFragment);
}

/** Forgets all codes: those in the address and in memory now, and those of entries of the history as the way back leads to them. */
export function forget() {
  validStates = new Set();
  heldFragment = "";
  writeHistory("replaceState", without(location.hash), "");
}
