// The files as text, in an editor that comes when it is first looked at.

import data from "skill-check:studio";
import { button, find, make } from "./dom.js";
import { on, open } from "./state.js";
import { text } from "./texts.js";

let editor;
let loading;
let shown = "catalogue.toml";

/** Puts the view together. */
export function build() {
  const files = make("div", { class: "files", role: "group", "data-label": "text.files", id: "files" });
  const place = make("div", { class: "editor", id: "editor" });
  find("#view-text").append(files, make("p", { class: "hint", "data-text": "text.hint" }), place);
  on("files", show);
  on("checked", mark);
}

const phrases = () => Object.fromEntries(["Find", "Replace", "next", "previous", "all", "match case", "by word", "replace", "replace all", "close"].map((phrase) => [phrase, text(`editor.${phrase.replaceAll(" ", "-")}`)]));

/** Loads the editor, once. */
function load() {
  loading ??= import(new URL(data.editor, location.href).href).then(({ TextEditor }) => {
    editor = new TextEditor(find("#editor"), {
      schemas: data.schemas,
      phrases: phrases(),
      change: (file, content) => open.project.change({ [file]: content }, `text ${file}`),
    });
  });
  return loading;
}

/** The editor in the page's language. */
export const speak = () => editor?.speak(phrases());

/** Forgets what was open. */
export function clear() {
  editor?.clear();
  shown = "catalogue.toml";
}

/** Shows the file that is chosen, if the view is open. */
export async function show() {
  if (find("#view-text").hidden || !open.project) return;
  const { files } = open.project;
  if (!Object.hasOwn(files, shown)) shown = Object.keys(files)[0];
  const names = Object.keys(files).sort((one, other) => /** @type {any} */ (other === "catalogue.toml") - /** @type {any} */ (one === "catalogue.toml"));
  const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset?.file;
  find("#files").replaceChildren(
    ...names.map((name) => button(name, () => choose(name), { "aria-pressed": String(name === shown), "data-file": name })),
  );
  if (focused) find(`#files [data-file="${CSS.escape(focused)}"]`)?.focus();
  await load();
  if (!open.project) return;
  editor.show(shown, open.project.files[shown], text("text.file", { name: shown }));
  mark();
}

function choose(name) {
  shown = name;
  show();
}

function mark() {
  if (!editor || find("#view-text").hidden || !open.checked?.diagnostics) return;
  editor.mark(open.checked.diagnostics.filter(({ file }) => file === shown));
}

/** Goes to the place of a diagnostic; the view has to be open. */
export async function go(diagnostic) {
  if (Object.hasOwn(open.project.files, diagnostic.file)) shown = diagnostic.file;
  await show();
  editor.go(diagnostic);
}
