// What the widget asks of its element once it shows a result, by name, and what only who goes on needs; it comes with
// what a result needs. For the rest see effects.js.

import { copy, share } from "./share-link.js";
import { onSwipe } from "./swipe.js";

/** By then the frame is on the screen that was made last; to ask for it would make it come later. */
const TWO_FRAMES_MS = 34;

/** So often a section is looked for that a result may have in its next step: for more than a second. */
const ATTEMPTS_MAX = 40;

/** Hands the results that are kept to each widget once it shows one. */
function storedResultsFor({ widget, results, extras }) {
  let informed;
  return async () => {
    if (informed === widget()) return;
    informed = widget();
    try {
      const key = results();
      if (key && localStorage.getItem(key)) informed.earlier((await extras()).storedResults(key));
    } catch {
      // Where storage is refused nothing is kept.
    }
  };
}

/** Opens a part that is closed, as its button does. */
const toggle = (root, part) => root.querySelector(`[aria-controls="${part.id}"]`)?.click();

/** Remembers what is unfolded in a result, and unfolds it again when the result comes back from an answer or a reload. */
function rememberFolds(root, history) {
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
    history.unfolded([...open]);
  };
  root.addEventListener("toggle", note, true);
  return {
    resume: () => history.resume().forEach((fold) => open.add(fold)),
    unfold() {
      for (const details of root.querySelectorAll(".sc-result details:not([open])")) if (open.has(name(details))) details.open = true;
    },
    forget: () => open.clear(),
  };
}

/** Tells the page which module a visitor follows a link of: to one of its courses, or to where they are searched for. */
function reportLinks(root, notify) {
  const follow = ({ target, button }) => {
    const link = button < 2 && target.closest("a");
    const course = link && link.closest("[data-course]")?.dataset.course;
    if (course) notify("course", { module: course });
    else if (link?.dataset.search) notify("search", { module: link.dataset.search });
  };
  for (const type of ["click", "auxclick"]) root.addEventListener(type, follow);
}

/** Tells the page how many areas are asked through, each time when there is one more. */
function reportAreas(element, root, notify) {
  let most = 0;
  element.addEventListener("skill-check-start", () => (most = 0));
  element.addEventListener("skill-check-screen", () => {
    const done = root.querySelectorAll(".sc-progress__area--done").length;
    if (done > most) notify("area", { done });
    most = Math.max(most, done);
  });
}

/** Puts a link on the clipboard and says whether that went well. */
async function copyLink({ root, widget, notify }, url) {
  const succeeded = await copy(root, url);
  widget()?.tell(succeeded ? "copied" : "not-copied");
  if (succeeded) notify("share", { url });
}

/**
 * The effects of one element with a result; `context` is that of its other effects, with the screen's `history`.
 * @param {import("skill-check:bindings").Context & { history: ReturnType<typeof import("./screen-history.js").followHistory> }} context
 * @returns {import("skill-check:bindings").ResultCalls}
 */
export function resultEffects(context) {
  const { element, root, widget, extras, host, notify, results, history } = context;
  // The browser's search has found something in a part that is closed.
  root.addEventListener("beforematch", ({ target }) => toggle(root, target));
  const { resume, unfold, forget } = rememberFolds(root, history);
  const remember = storedResultsFor(context);
  reportLinks(root, notify);
  onSwipe(root);
  reportAreas(element, root, notify);
  return {
    __proto__: null,
    forget,
    courses: async () => {
      if (!element.getAttribute("modules")?.trim()) return widget()?.courses("[]");
      try {
        await (await host()).offerCourses(element, widget);
      } catch (cause) {
        console.warn(`<skill-check>: modules: ${cause.message}; there are no courses.`);
      }
    },
    goTo: function goTo(id, looks = ATTEMPTS_MAX, isOpened = false) {
      const heading = root.getElementById(id);
      const closed = heading?.closest("[hidden]");
      if (closed && !isOpened) toggle(root, closed);
      if ((!heading || closed) && looks) return setTimeout(goTo, TWO_FRAMES_MS, id, looks - 1, isOpened || !!closed);
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus();
      heading.scrollIntoView();
    },
    copy: (url) => copyLink({ root, widget, notify }, url),
    share: async (message) => {
      // What is said of the result, and in the last line where it is.
      const [text, url] = message.split(/\n(?=.*$)/);
      const succeeded = await share(document.title, text, url);
      if (succeeded) notify("share", { url });
      // No dialogue, but a link all the same.
      else if (succeeded === undefined) await copyLink({ root, widget, notify }, url);
    },
    mailed: (url) => notify("share", { url }),
    // Makes something to be taken along, and tells the widget whether that went well.
    take: async (what) => {
      const report = () => notify("take", { kind: what });
      if (what === "print") return element.print().then(report);
      let sign = "+";
      try {
        if (await (await extras()).runResultAction({ element, root, widget: widget(), results }, what)) report();
      } catch (cause) {
        console.error(`<skill-check>: ${what}: ${cause.message}`);
        sign = "-";
      }
      // Showing and saving change nothing of what was sent.
      if (!/^(handover|donate) s[ha]/.test(what)) widget()?.taken(sign + what);
    },
    steps: () => {
      resume();
      remember();
      // By then the next one is drawn, too.
      setTimeout(() => setTimeout(unfold), TWO_FRAMES_MS);
    },
  };
}
