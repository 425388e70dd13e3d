// What an author takes along: the catalogue's folder, the compiled files with the tag to paste, texts for a
// translator; and releasing a revision, after which its links hold.

import { ask } from "./engine.js";
import { button, find, give, make, say } from "./dom.js";
import { change, edit, on, open, refuse } from "./state.js";
import { text } from "./texts.js";
import { translated } from "./words.js";
import { show as showRemarks } from "./remarks.js";

const ZIP = "application/zip";

/** Puts the view together; `pick` lets the author choose files. */
export function build(pick) {
  const section = (key, ...children) => make("section", { class: "take" }, make("h2", { "data-text": `take.${key}` }), make("p", { class: "hint", "data-text": `take.${key}-hint` }), ...children);
  const folder = "showDirectoryPicker" in window ? [button("", saveFolder, { class: "button", "data-text": "take.folder", id: "save-folder" })] : [];
  const code = make("code", { id: "tag" });
  find("#view-take").append(
    section("site",
      make("div", { class: "row" }, button("", compiled, { class: "button primary", "data-text": "take.compiled", id: "save-compiled" })),
      make("pre", { tabindex: "0", role: "region", "data-label": "take.tag" }, code),
      make("div", { class: "row" }, button("", copy, { "data-text": "take.copy", id: "copy-tag" })),
    ),
    section("work", make("div", { class: "row" }, button("", saveZip, { class: "button", "data-text": "take.zip", id: "save-zip" }), ...folder)),
    section("release", make("p", { id: "release-state" }), make("div", { class: "row" },
      button("", lock, { class: "button", "data-text": "take.lock", id: "lock" }),
      button("", nextRevision, { class: "button", id: "next-revision" }),
    )),
    section("translate", make("div", { class: "row", id: "translations" }), make("div", { class: "row" }, button("", () => bring(pick), { "data-text": "take.bring", id: "bring-translation" }))),
  );
  on("model", show);
  on("checked", show);
}

/** Shows what depends on the catalogue. */
export function show() {
  const { model, checked } = open;
  if (!model || model.error) return;
  const base = new URL("./", location.href).href;
  find("#tag").textContent = `<script type="module" src="${base}skill-check.js"></script>\n<skill-check lang="${model.default_locale}" catalogue="catalogues/${model.id}.json"></skill-check>`;
  const isInOrder = Boolean(checked?.in_order);
  for (const id of ["#save-compiled", "#lock"]) find(id).disabled = !isInOrder;
  const { revisions } = model.held;
  const isHeld = revisions.includes(model.revision);
  find("#release-state").textContent = text(isHeld ? "take.released" : revisions.length ? "take.changed" : "take.unreleased", { revision: model.revision });
  find("#lock").hidden = isHeld;
  find("#next-revision").hidden = !isHeld;
  find("#next-revision").textContent = text("take.next", { revision: model.revision + 1 });
  const others = model.locales.filter(({ tag }) => tag !== model.default_locale);
  find("#translations").replaceChildren(...others.map(({ tag, name }) => button(text("take.export", { name: name || tag }), () => exported(tag), { "data-export": tag })));
}

async function given(name, argument) {
  const answer = await ask(name, argument);
  refuse(answer.error);
  return answer.error ? undefined : answer;
}

/** A catalogue's own name for its folder: its id. */
const folderName = () => open.model?.id || "catalogue";

async function saveZip() {
  const { files } = open.project;
  const made = await given("pack", { files, folder: folderName() });
  if (made) give(made.name, made.bytes, ZIP);
}

async function compiled() {
  const made = await given("take", { files: open.project.files });
  if (made) give(made.name, made.bytes, ZIP);
}

async function exported(locale) {
  const made = await given("export", { files: open.project.files, locale });
  if (made) give(made.name, made.bytes, "application/xliff+xml");
}

/** Writes the files into a folder that the author chooses. */
async function saveFolder() {
  try {
    const folder = await window.showDirectoryPicker({ mode: "readwrite" });
    for (const [name, content] of Object.entries(open.project.files)) {
      const file = await folder.getFileHandle(name, { create: true });
      const stream = await file.createWritable();
      await stream.write(content);
      await stream.close();
    }
    say(text("take.saved", { name: folder.name }));
  } catch (cause) {
    if (cause.name !== "AbortError") refuse(text("take.failed", { cause: cause.message }));
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(find("#tag").textContent);
    say(text("take.copied"));
  } catch {
    getSelection()?.selectAllChildren(find("#tag"));
  }
}

async function lock() {
  const { revision } = await change("lock");
  if (revision !== undefined) say(text("take.locked", { revision }));
}

/** The next revision: what was released stays as it is, and what counts may change again. */
function nextRevision() {
  const value = open.model.revision + 1;
  return edit([{ op: "set", file: "catalogue.toml", path: ["revision"], value }]);
}

async function bring(pick) {
  const [file] = await pick(".xlf,.xliff,.xml");
  if (!file) return;
  const answer = await translated(new Uint8Array(await file.arrayBuffer()));
  if (!answer.files) return;
  say(text("take.brought", { count: answer.count }));
  showRemarks(answer.remarks);
}
