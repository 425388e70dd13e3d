// What a running widget asks of its element besides keeping the sitting, by name.

import { onKeys } from "./keys.js";
import { copy, share } from "./share.js";
import { onSwipe } from "./swipe.js";
import { follow } from "./way.js";

/** By then the frame is on the screen that was made last; to ask for it would make it come later. */
const TWO_FRAMES_MS = 34;

/** So often a section is looked for that a result may have in its next step: for more than a second. */
const LOOKS = 40;

/** Hands the results that are kept to each widget once it shows one. */
function remembering({ widget, results, extras }) {
  let told;
  return async () => {
    if (told === widget()) return;
    told = widget();
    try {
      const key = results();
      if (key && localStorage.getItem(key)) told.earlier((await extras()).kept(key));
    } catch {
      // Where storage is refused nothing is kept.
    }
  };
}

/** Opens a part that is closed, as its button does. */
const toggle = (root, part) => root.querySelector(`[aria-controls="${part.id}"]`)?.click();

/** Remembers what is unfolded in a result, and unfolds it again when the result comes back from an answer or a reload. */
function folds(root, way) {
  const open = new Set();
  // By its place in its section: what its summary says may hold figures, which belong in no history.
  const name = (details) => {
    const section = details.parentElement.closest("section, .sc-result");
    return section.getAttribute("aria-labelledby") + [...section.querySelectorAll("details")].indexOf(details);
  };
  const note = ({ target }) => {
    if (target.localName !== "details" || !target.closest(".sc-result") || target.open === open.has(name(target))) return;
    if (target.open) open.add(name(target));
    else open.delete(name(target));
    way.unfolded([...open]);
  };
  root.addEventListener("toggle", note, true);
  return {
    resume: () => way.resume().forEach((fold) => open.add(fold)),
    unfold() {
      for (const details of root.querySelectorAll(".sc-result details:not([open])")) if (open.has(name(details))) details.open = true;
    },
    forget: () => open.clear(),
  };
}

/**
 * The acts of one element. `widget` gives the one that runs now, `extras` loads the script with what few
 * ask for and `host` that for pages with courses, `print` prints, `tell` tells the host page, `close` takes
 * a result out of the address, `name` says which check it is, `results` under which key results are kept.
 */
export function acts(context) {
  onSwipe(context.root);
  onKeys(context.root);
  // The browser's search has found something in a part that is closed.
  context.root.addEventListener("beforematch", ({ target }) => toggle(context.root, target));
  const { element, widget, name } = context;
  const way = follow({ name, lead: (place) => element.isConnected && widget()?.tell(String(place)) });
  return named({ ...context, way, ...folds(context.root, way), remember: remembering(context) });
}

/** The widgets that were told last that something failed. */
const failing = new WeakSet();

/** Does something and tells the widget by this word if it failed, and once it works again. */
async function told(widget, failed, act) {
  const asked = widget();
  try {
    await act();
    if (failing.delete(asked)) asked.tell("taken");
  } catch (cause) {
    console.error(`<skill-check>: ${failed}: ${cause.message}`);
    if (asked) failing.add(asked);
    widget()?.tell(failed);
  }
}

/** Puts a link on the clipboard and says whether that went well. */
async function copied({ root, widget, tell }, url) {
  const succeeded = await copy(root, url);
  widget()?.tell(succeeded ? "copied" : "not-copied");
  if (succeeded) tell("share", { url });
}

const named = ({ element, root, widget, extras, host, print, tell, close, results, way, resume, unfold, forget, remember }) => ({
  __proto__: null,
  moved: way.moved,
  forget,
  courses: async () => {
    if (!element.getAttribute("modules")?.trim()) return widget()?.courses("");
    try {
      await (await host()).offerCourses(element, widget);
    } catch (cause) {
      console.warn(`<skill-check>: modules: ${cause.message}; there are no courses.`);
    }
  },
  "go-to": function goTo(id, looks = LOOKS, isOpened = false) {
    const heading = root.getElementById(id);
    const closed = heading?.closest("[hidden]");
    if (closed && !isOpened) toggle(root, closed);
    if ((!heading || closed) && looks) return setTimeout(goTo, TWO_FRAMES_MS, id, looks - 1, isOpened || !!closed);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  },
  copy: (url) => copied({ root, widget, tell }, url),
  "system-share": async (message) => {
    // What is said of the result, and in the last line where it is.
    const [text, url] = message.split(/\n(?=.*$)/);
    const succeeded = await share(document.title, text, url);
    if (succeeded) tell("share", { url });
    // No dialogue, but a link all the same.
    else if (succeeded === undefined) await copied({ root, widget, tell }, url);
  },
  mailed: (url) => tell("share", { url }),
  qr: (url) =>
    told(widget, "not-drawn", async () => {
      const { width, path } = (await extras()).draw(url);
      widget().drawn(width, path);
    }),
  take: (kind) => {
    if (kind === "print") return print();
    const failed = kind === "ics" || kind === "txt" ? "not-planned" : "not-taken";
    return told(widget, failed, async () => (await extras()).take(root, widget(), kind));
  },
  card: (how) => told(widget, "not-pictured", async () => (await extras()).card(root, how, widget())),
  "keep-result": (code) => told(widget, "not-kept", async () => (await extras()).keep(root, widget(), results(), code)),
  "drop-result": (code) => told(widget, "not-kept", async () => (await extras()).drop(root, widget(), results(), code)),
  open: () => {
    const { value } = root.querySelector(".sc-open__link");
    // What finds the code comes later. What is entered by hand is in no address, and comes into none.
    widget().open_code(widget().entered(value) ?? encodeURIComponent(value.trim()));
  },
  draw: () => {
    if (root.querySelector(".sc-result")) {
      resume();
      remember();
    }
    setTimeout(() => {
      widget()?.tell("draw");
      // By then it is drawn.
      setTimeout(unfold);
    }, TWO_FRAMES_MS);
  },
  "close-link": close,
  "link-problem": (code) => tell("error", { code, message: code }),
});
