// What a running widget asks of its element besides keeping the sitting, by name.

import { stopUsedKeys } from "./key-propagation.js";
import { safeCalls } from "./safe-calls.js";
import { OPEN, followHistory } from "./screen-history.js";

/**
 * The effects of one element. `own` are those that need its inside, `widget` gives the one that runs now, `extras` loads
 * the script with what few ask for and `host` that for pages with courses, `notify` tells the host page, `close` takes
 * a result out of the address, `name` says which check it is, `results` under which key results are kept.
 * `extend` adds those of a result, once they are there; `host` is what the widget calls of them.
 * @param {import("skill-check:bindings").Context} context
 */
export function effects(context) {
  const { element, root, own, widget, notify, close, name } = context;
  stopUsedKeys(root);
  const history = followHistory({ name, lead: (place) => element.isConnected && widget()?.lead(place) });
  /** @type {import("skill-check:bindings").Calls} */
  const all = {
    __proto__: null,
    ...own,
    close,
    moved: (both) => {
      history.moved(both);
      const to = both & 0xffff;
      // Numbers of screens: 0 the start, 1 a result, or from OPEN on with open parts, then two for each item.
      const item = to > 1 && to < OPEN && to >> 1;
      notify("screen", item ? { screen: "item", item } : { screen: to ? "result" : "start" });
    },
    open: () => {
      const { value } = root.querySelector(".sc-open__link");
      // What finds the code comes later. What is entered by hand is in no address, and comes into none.
      widget()?.open_code(widget()?.entered(value) ?? encodeURIComponent(value.trim()));
    },
    progress: (answered, total) => notify("progress", { answered, total }),
    problem: (code) => notify("error", { code, message: code }),
    warn: (text) => console.warn(`<skill-check>: ${text}`),
    extend(more) {
      Object.assign(all, more({ ...context, history }), { extend: undefined });
    },
  };
  return Object.assign(all, { host: safeCalls(all) });
}
