// The browser's way back, and a phone's gesture for it, lead from item to item: each screen of a check is an
// entry of the history, at the page's address and with the page's own state beside ours. In a frame the
// history is that of the page around it, so nothing is put there.

/** In the state of an entry, under this name: whose check it is, by which screens it led there, what is unfolded. */
const KEY = "skill-check:way";
/** Marks the numbers of results with open parts. */
export const OPEN = 0x8000;
/** So long a way through the history is waited for. */
const TRAVERSAL_MS = 500;

/** What each check is called, and what leads it to a screen. */
const checks = new Set();
/** The screen that each check is at, by its name. */
const places = new Map();
/** Stands for a way through the history that a check has set out on. */
let traversing;
/** Whether the page is left: what a check does then is no way of its own, and would keep the browser from holding the page. */
let isLeft;
for (const name of ["pagehide", "pageshow"]) addEventListener(name, () => (isLeft = name === "pagehide"));

function writeEntry(how, entry) {
  history[how]({ ...history.state, [KEY]: entry }, "");
}

/** Brings the history to where a check stands; an entry that says nothing of it is where it was before. */
function settle(name, before) {
  const { state } = history;
  // A state that is no plain object is the page's alone.
  if (parent !== window || (state !== null && state.constructor !== Object)) return;
  const place = places.get(name);
  let { name: owner, way: path } = state?.[KEY] ?? {};
  if (owner !== name) {
    if (before === place) return;
    path = [before];
    writeEntry("replaceState", { name, way: path });
  }
  const steps = path.lastIndexOf(place) + 1 - path.length;
  if (steps === -path.length) writeEntry("pushState", { name, way: [...path, place] });
  else if (steps) {
    traversing = setTimeout(() => (traversing = undefined), TRAVERSAL_MS);
    history.go(steps);
  }
}

function moved(name, before, place) {
  places.set(name, place);
  try {
    if (!traversing && !isLeft) settle(name, before);
  } catch {
    // Too much for the browser, or a page without an address of its own: the check goes on without.
  }
}

addEventListener("popstate", ({ state }) => {
  const { name, way: path } = state?.[KEY] ?? {};
  if (!path) return;
  const place = path.at(-1);
  if (traversing) {
    traversing = clearTimeout(traversing);
    moved(name, place, places.get(name) ?? place);
  } else for (const check of checks) if (check.name() === name) check.lead(place);
});

/**
 * Has the history follow a check from now on; gives what is to be called with where it was and is, with what is
 * unfolded in a result, and when there is one: a page that was loaded again opens the parts that its entry names,
 * and is told what was unfolded in them.
 */
export function followHistory(check) {
  checks.add(check);
  return {
    moved: (both) => moved(check.name(), both >>> 16, both & 0xffff),
    unfolded(folds) {
      const entry = history.state?.[KEY];
      if (traversing || isLeft || entry?.name !== check.name()) return;
      try {
        writeEntry("replaceState", { ...entry, folds });
      } catch {
        // Too much for the browser: it goes without.
      }
    },
    resume() {
      const { name, way: path, folds = [] } = history.state?.[KEY] ?? {};
      if (places.has(check.name()) || name !== check.name()) return [];
      places.set(name, path.at(-1));
      if (path.at(-1) & OPEN) check.lead(path.at(-1));
      return folds;
    },
  };
}
