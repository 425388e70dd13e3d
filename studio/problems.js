// What the check says, word for word as the command does, with a way to its place and what can be mended at once.

import { button, find, make } from "./dom.js";
import { isShown } from "./progress.js";
import { edit, on, open } from "./state.js";
import { counted, text } from "./texts.js";

/** So many are listed; the rest is counted. */
const LISTED_MAX = 200;
const SIGNS = { error: "✕", warning: "!", note: "i" };

/** Puts the view together; `go` leads to the place of a diagnostic. */
export function build(go) {
  const summary = make("p", { class: "summary", id: "summary", role: "status" });
  const list = make("ul", { class: "problems", id: "problems" });
  find("#view-problems").append(make("h2", { tabindex: "-1", id: "problems-heading", "data-text": "problems.heading" }), make("p", { class: "hint", "data-text": "problems.hint" }), summary, list);
  on("checked", () => show(go));
  on("progress", () => early(go));
}

/** Shows what a check that takes long has found so far. */
function early(go) {
  const found = open.progress.diagnostics;
  if (!isShown() || !found.length) return;
  find("#summary").textContent = text("progress.early");
  find("#problems").replaceChildren(...found.map((one) => problem(one, go)));
}

/** Shows what the check says now. */
export function show(go) {
  const { checked } = open;
  if (!checked) return;
  const { diagnostics = [] } = checked;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const count = find("#problem-count");
  count.textContent = diagnostics.length ? String(diagnostics.length) : "✓";
  count.className = `count ${errors ? "bad" : "good"}`;
  const sentence = checked.error ?? (diagnostics.length ? checked.summary : text("problems.none"));
  if (find("#summary").textContent !== sentence) find("#summary").textContent = sentence;
  const rest = diagnostics.length - LISTED_MAX;
  find("#problems").replaceChildren(
    ...diagnostics.slice(0, LISTED_MAX).map((one) => problem(one, go)),
    ...(rest > 0 ? [make("li", { class: "soft" }, counted("problems.more", rest))] : []),
  );
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
