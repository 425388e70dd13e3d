// What an import has to say: what is to be decided, what was left out, what changed its form.

import { find, make } from "./dom.js";
import { text } from "./texts.js";

/** So many of a kind are listed before the rest is folded. */
const LISTED_MAX = 5;

/** Shows remarks above the views; none, and nothing is shown. */
export function show(remarks) {
  const kinds = Object.entries(remarks ?? {}).filter(([, lines]) => lines.length);
  const place = find("#remarks");
  place.hidden = !kinds.length;
  find("#remarks-list").replaceChildren(
    ...kinds.map(([kind, lines]) => {
      const items = lines.map((line) => make("li", { lang: "en" }, line));
      const more = items.splice(LISTED_MAX);
      const folded = more.length ? [make("details", {}, make("summary", {}, text("remarks.more", { count: more.length })), make("ul", {}, ...more))] : [];
      return make("div", { class: "remark" }, make("h3", {}, text(`remarks.${kind}`, { count: lines.length })), make("ul", {}, ...items), ...folded);
    }),
  );
  if (kinds.length) find("#remarks-heading").focus();
}

/** Puts the button to work that closes them. */
export function build() {
  find("#remarks-close").addEventListener("click", () => {
    show(undefined);
    find("#tabs [aria-selected=true]").focus();
  });
}
