// What a running widget asks of its element besides keeping the sitting, by name.

import { onKeys } from "./keys.js";
import { copy, share } from "./share.js";
import { onSwipe } from "./swipe.js";
import { follow } from "./way.js";

/** Stands between the texts of courses, and so never in one. */
const SEPARATOR = "\u001f";

/** By then the frame is on the screen that was made last; to ask for it would make it come later. */
const TWO_FRAMES_MS = 34;

/** So often a section is looked for that a result may have in its next step: for more than a second. */
const LOOKS = 40;

/** Hands the host's own courses to the widget; a later list overtakes an earlier one. */
function offering({ element, widget, host }) {
  let turns = 0;
  return async () => {
    const turn = ++turns;
    const before = widget();
    const given = element.getAttribute("modules")?.trim();
    try {
      const list = before && given ? await (await host()).readCourses(given, element.baseURI, before.modules().split("\n").slice(0, -1)) : [];
      if (before === widget() && turn === turns) before?.courses(list.map((text) => text.replaceAll(SEPARATOR, " ")).join(SEPARATOR));
    } catch (cause) {
      console.warn(`<skill-check>: modules: ${cause.message}; there are no courses.`);
    }
  };
}

/** Hands the results that are kept to each widget once it shows one. */
function remembering({ widget, results, extras }) {
  let told;
  return async () => {
    if (told === widget()) return;
    told = widget();
    try {
      if (results() && localStorage.getItem(results())) told.earlier((await extras()).kept(results()));
    } catch {
      // Where storage is refused nothing is kept.
    }
  };
}

/** Opens a part that is closed, as its button does. */
const toggle = (root, part) => root.querySelector(`[aria-controls="${part.id}"]`)?.click();

/** Folds of a section, by which each is named: what its summary says may hold figures, which belong in no history. */
const FOLDS = "details";

/** Remembers what is unfolded in a result, and unfolds it again when the result comes back from an answer or a reload. */
function folds(root, way) {
  const open = new Set();
  const name = (details) => {
    const section = details.parentElement.closest("section, .sc-result") ?? root;
    return `${section.getAttribute?.("aria-labelledby") ?? ""}:${[...section.querySelectorAll(FOLDS)].indexOf(details)}`;
  };
  const note = ({ target }) => {
    if (target.localName !== FOLDS || !target.closest(".sc-result") || target.open === open.has(name(target))) return;
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

/** The Swedish way to write a date is the standard's. */
const today = () => new Date().toLocaleDateString("sv-SE");

/** Tells plans of one page from each other, and from those of others. */
const plans = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Name and text of the learning plan; nothing where a week can't be read, or none is given, which its field then says. */
function plan(root, widget, kind) {
  const fields = [...root.querySelectorAll(".sc-agenda__week")];
  const weeks = fields.map(({ value }) => Number(value));
  // A field is only asked for while there is nothing in all of them.
  fields[0].required = weeks.every((week) => !week);
  if (!fields.every((field) => field.reportValidity())) return undefined;
  return widget.planned(kind === "ics", today(), new Uint8Array(weeks), plans);
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

/** Changes what is kept of results. The button is gone then, so the focus goes to the heading above it. */
const keeping = (root, widget, change) =>
  told(widget, "not-kept", async () => {
    widget().earlier(await change());
    const heading = root.getElementById("sc-then");
    heading.tabIndex = -1;
    heading.focus();
  });

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
  courses: offering({ element, widget, host }),
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
  qr: async (url) => {
    try {
      const { width, path } = (await extras()).draw(url);
      widget()?.drawn(width, path);
    } catch (cause) {
      console.error(`<skill-check>: qr-failed: ${cause.message}`);
      widget()?.tell("not-drawn");
    }
  },
  take: async (kind) => {
    if (kind === "print") return print();
    const isPlan = kind === "ics" || kind === "txt";
    await told(widget, isPlan ? "not-planned" : "not-taken", async () => {
      const file = isPlan ? plan(root, widget(), kind) : widget().exported(kind === "csv", today());
      if (!file) return;
      const end = file.indexOf("\n");
      await (await extras()).save(kind, file.slice(0, end), file.slice(end + 1));
    });
  },
  card: (how) =>
    told(widget, "not-pictured", async () => {
      const named = () => widget().exported(false, today()).split("\n", 1)[0];
      await (await extras()).card(root, how, named);
    }),
  "keep-result": (code) => keeping(root, widget, async () => (await extras()).keep(results(), today(), code)),
  "drop-result": (code) => keeping(root, widget, async () => (await extras()).drop(results(), code)),
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
