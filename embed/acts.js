// What a running widget asks of its element besides keeping the sitting, by name.

import { onKeys } from "./keys.js";
import { OPEN, follow } from "./way.js";

/** By then the frame is on the screen that was made last; to ask for it would make it come later. */
const TWO_FRAMES_MS = 34;

/**
 * The acts of one element. `widget` gives the one that runs now, `extras` loads the script with what few
 * ask for and `host` that for pages with courses, `tell` tells the host page, `close` takes
 * a result out of the address, `name` says which check it is, `results` under which key results are kept.
 * `learn` adds those of a result, once they are there.
 */
export function acts(context) {
  const { element, root, widget, tell, close, name } = context;
  onKeys(root);
  const way = follow({ name, lead: (place) => element.isConnected && widget()?.tell(String(place)) });
  const all = {
    __proto__: null,
    moved: (both) => {
      way.moved(both);
      const to = both & 0xffff;
      // Numbers of screens: 0 the start, 1 a result, or from OPEN on with open parts, then two for each item.
      const item = to > 1 && to < OPEN && to >> 1;
      tell("screen", item ? { screen: "item", item } : { screen: to ? "result" : "start" });
    },
    open: () => {
      const { value } = root.querySelector(".sc-open__link");
      // What finds the code comes later. What is entered by hand is in no address, and comes into none.
      widget().open_code(widget().entered(value) ?? encodeURIComponent(value.trim()));
    },
    draw: () => setTimeout(() => widget()?.tell("draw"), TWO_FRAMES_MS),
    "close-link": close,
    "link-problem": (code) => tell("error", { code, message: code }),
    learn(more) {
      Object.assign(all, more({ ...context, way }), { learn: undefined });
    },
  };
  return all;
}
