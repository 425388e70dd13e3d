// What a running widget asks of its element besides keeping the sitting, by name.

import { closeLink, copy, entered, share, withEntered } from "./share.js";
import { onSwipe } from "./swipe.js";

/** Hands the host's own courses to the widget; a later list overtakes an earlier one. */
function offering({ element, widget, host }) {
  let turns = 0;
  return async () => {
    const turn = ++turns;
    const before = widget();
    const given = element.getAttribute("modules")?.trim();
    try {
      const list = before && given ? await (await host()).readCourses(given, element.baseURI, before.modules()) : [];
      if (before === widget() && turn === turns) before?.courses(list);
    } catch (cause) {
      console.warn(`<skill-check>: modules: ${cause.message}; there are no courses.`);
    }
  };
}

/**
 * The acts of one element. `widget` gives the one that runs now, `extras` loads the script with what few
 * ask for and `host` that for pages with courses, `print` prints, `tell` tells the host page,
 * `isAddressed` says whether the address speaks to this element.
 */
export function acts(context) {
  onSwipe(context.root);
  return named(context);
}

const named = ({ element, root, widget, extras, host, print, tell, isAddressed }) => ({
  __proto__: null,
  courses: offering({ element, widget, host }),
  "go-to": (id) => {
    const heading = root.getElementById(id);
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  },
  copy: async (url) => {
    const succeeded = await copy(root, url);
    widget()?.copied(succeeded);
    if (succeeded) tell("share", { url });
  },
  "system-share": async (url) => {
    if (await share(document.title, url)) tell("share", { url });
  },
  mailed: (url) => tell("share", { url }),
  qr: async (url) => {
    try {
      const { width, path } = (await extras()).draw(url);
      widget()?.drawn(width, path);
    } catch (cause) {
      console.error(`<skill-check>: qr-failed: ${cause.message}`);
      widget()?.drawn(0, undefined);
    }
  },
  take: async (kind) => {
    if (kind === "print") return print();
    let succeeded = true;
    try {
      // The Swedish way to write a date is the standard's.
      const today = new Date().toLocaleDateString("sv-SE");
      const [name, text] = widget().exported(kind === "csv", today);
      await (await extras()).save(kind, name, text);
    } catch (cause) {
      console.error(`<skill-check>: export-failed: ${cause.message}`);
      succeeded = false;
    }
    widget()?.taken(succeeded);
  },
  open: () => {
    const { value } = root.querySelector(".sc-open__link");
    // Through the address, so that the way back leads here; unless it speaks to another element.
    if (isAddressed()) location.hash = withEntered(element, value);
    else widget().open_code(entered(value));
  },
  // A page that isn't on show has no frames to wait for.
  draw: () => {
    const draw = () => widget()?.draw();
    if (document.hidden) setTimeout(draw);
    else requestAnimationFrame(() => setTimeout(draw));
  },
  "close-link": () => closeLink(element),
  "link-problem": (code) => tell("error", { code, message: code }),
});
