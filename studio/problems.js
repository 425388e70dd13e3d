// What the check says, word for word as the command does, with a way to its place and what can be mended at once.

import { button, find, make } from "./dom.js";
import { Pager } from "./pager.js";
import { isShown } from "./progress.js";
import { edit, on, open } from "./state.js";
import { counted, text } from "./texts.js";

/** So many are listed on a page. */
const LISTED_MAX = 100;
const SIGNS = { error: "✕", warning: "!", note: "i" };

let page = 0;
let pager;

/** Puts the view together; `go` leads to the place of a diagnostic. */
export function build(go) {
  pager = new Pager((wanted) => {
    page = wanted;
    show(go);
  });
  const summary = make("p", { class: "summary", id: "summary", role: "status" });
  const list = make("ul", { class: "problems", id: "problems" });
  find("#view-problems").append(make("h2", { tabindex: "-1", id: "problems-heading", "data-text": "problems.heading" }), make("p", { class: "hint", "data-text": "problems.hint" }), summary, pager.bar(), list, pager.bar());
  on("checked", () => show(go));
  on("progress", () => early(go));
}

/** Shows what a check that takes long has found so far. */
function early(go) {
  const found = open.progress.diagnostics;
  if (!isShown() || !found.length) return;
  find("#summary").textContent = text("progress.early");
  find("#problems").replaceChildren(...found.map((one) => problem(one, go)));
  pager.show(0, 1);
}

/** Shows what the check says now. */
export function show(go) {
  const { checked } = open;
  if (!checked) return;
  const { diagnostics = [] } = checked;
  const { count: found = 0 } = checked;
  const count = find("#problem-count");
  count.textContent = found ? String(found) : "✓";
  count.className = `count ${diagnostics.some(({ severity }) => severity === "error") ? "bad" : "good"}`;
  const sentence = checked.error ?? (found ? checked.summary : text("problems.none"));
  if (find("#summary").textContent !== sentence) find("#summary").textContent = sentence;
  const pages = Math.max(1, Math.ceil(diagnostics.length / LISTED_MAX));
  page = Math.min(page, pages - 1);
  const shown = diagnostics.slice(page * LISTED_MAX, (page + 1) * LISTED_MAX);
  // Of very many, the worker tells the first alone.
  const rest = page === pages - 1 ? found - diagnostics.length : 0;
  find("#problems").replaceChildren(
    ...shown.map((one) => problem(one, go)),
    ...(rest > 0 ? [make("li", { class: "soft" }, counted("problems.more", rest))] : []),
  );
  pager.show(page, pages, text("problems.heading"));
}

function problem(one, go) {
  const place = one.line ? `${one.file}:${one.line}:${one.column}` : one.file;
  const fixes = (one.fixes ?? []).map((fix) => button(text(`fix.${fix.key}`, fix.values), () => mend(fix), { class: "button small primary", "data-fix": fix.key }));
  return make("li", { class: `problem is-${one.severity}` },
    make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[one.severity]),
    make("div", { class: "problem-body" },
      make("p", { class: "message", lang: "en" }, make("strong", {}, `${one.severity}[${one.code}]`), `: ${one.message}`),
      make("p", { class: "hint", lang: "en" }, one.why),
      make("p", { class: "help", lang: "en" }, one.help),
      make("div", { class: "row" }, button(place, () => go(one), { class: "button small place", "aria-label": text("problems.go", { place }) }), ...fixes),
    ),
  );
}

/** Mends one: by edits of the files, or by another text in its place. */
async function mend(fix) {
  if (fix.edits) await edit(fix.edits);
  else open.project.change({ [fix.text.file]: replaced(open.project.files[fix.text.file], fix.text) });
  find("#problems-heading").focus();
}

/** A text with other words between two places, whose columns count characters. */
function replaced(content, { line, column, end_line, end_column, with: words }) {
  const lines = content.split("\n");
  const before = [...lines[line - 1]].slice(0, column - 1).join("");
  const after = [...lines[end_line - 1]].slice(end_column - 1).join("");
  return [...lines.slice(0, line - 1), before + words + after, ...lines.slice(end_line)].join("\n");
}
