// What a running widget asks of its element besides keeping the sitting, by name.

import { onKeys } from "./keys.js";
import { refusing } from "./refusing.js";
import { OPEN, follow } from "./way.js";

/**
 * The acts of one element. `own` are those that need its inside, `widget` gives the one that runs now, `extras` loads
 * the script with what few ask for and `host` that for pages with courses, `tell` tells the host page, `close` takes
 * a result out of the address, `name` says which check it is, `results` under which key results are kept.
 * `learn` adds those of a result, once they are there; `host` is what the widget calls of them.
 * @param {import("skill-check:bound").Context} context
 */
export function acts(context) {
  const { element, root, own, widget, tell, close, name } = context;
  onKeys(root);
  const way = follow({ name, lead: (place) => element.isConnected && widget()?.lead(place) });
  /** @type {import("skill-check:bound").Calls} */
  const all = {
    __proto__: null,
    ...own,
    close,
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
      widget()?.open_code(widget()?.entered(value) ?? encodeURIComponent(value.trim()));
    },
    progress: (answered, total) => tell("progress", { answered, total }),
    problem: (code) => tell("error", { code, message: code }),
    warn: (text) => console.warn(`<skill-check>: ${text}`),
    learn(more) {
      Object.assign(all, more({ ...context, way }), { learn: undefined });
    },
  };
  return Object.assign(all, { host: refusing(all) });
}
