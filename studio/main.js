// The page on which an author makes a catalogue without a terminal. The files are the truth; forms, text, preview and
// problems are views of them, and what computes is the author's command as Wasm, in a worker.

import * as begin from "./begin.js";
import * as preview from "./preview.js";
import * as problems from "./problems.js";
import * as progress from "./progress.js";
import * as remarks from "./remarks.js";
import * as state from "./state.js";
import * as structure from "./structure.js";
import * as take from "./take.js";
import * as textView from "./text.js";
import * as words from "./words.js";
import { Keeper, Store } from "./keep.js";
import { keepPage } from "./offline.js";
import { Project } from "./project.js";
import { complain, find } from "./dom.js";
import { current, preferred, speak, text, write } from "./texts.js";

/** Where the address says which project is open: a reload opens it again. */
const HASH = /^#project=([\w-]+)$/;
/** How wide the page has to be for two columns, in letters of its own size, which may be twice the browser's. */
const WIDE_REM = 72;
const store = new Store();
/** What draws a view that has been opened. */
const VIEWS = { structure: structure.enter, words: words.enter, text: textView.show };
let view = "structure";
/** Whether there are two columns. */
let wide;

/** Shows one of the views. */
function show(name, isFocused = false) {
  view = name;
  for (const tab of document.querySelectorAll("#tabs [role=tab]")) {
    const isChosen = tab.dataset.view === name;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    if (isChosen && isFocused) tab.focus();
    // Where there isn't room for all of them, the chosen one is in sight.
    if (isChosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    find(`#view-${tab.dataset.view}`).hidden = !isChosen;
  }
  VIEWS[name]?.();
}

/** Beside the views where there is room, else a view of its own. */
function arrange() {
  const root = document.documentElement;
  const isWide = innerWidth >= WIDE_REM * parseFloat(getComputedStyle(root).fontSize);
  if (isWide === wide) return;
  wide = isWide;
  root.classList.toggle("wide", isWide);
  const side = find("#side");
  if (isWide) {
    find(".desk").append(side);
    if (view === "look") show("structure");
  } else find("#view-look").append(side);
}

function tabs() {
  const all = () => [...document.querySelectorAll("#tabs [role=tab]")].filter((tab) => tab.checkVisibility());
  for (const tab of document.querySelectorAll("#tabs [role=tab]")) tab.addEventListener("click", () => show(tab.dataset.view));
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  find("#tabs").addEventListener("keydown", (event) => {
    const list = all();
    const at = list.indexOf(document.activeElement);
    const next = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1 : steps[event.key] ? (at + steps[event.key] + list.length) % list.length : -1;
    if (next < 0) return;
    event.preventDefault();
    show(list[next].dataset.view, true);
  });
}

/** How keeping stands, in a sentence. */
function keeping(how, cause) {
  const place = find("#kept");
  place.className = `soft kept ${how}`;
  place.textContent = text(`keeping.${how}`);
  if (how === "failed") complain(find("#work-error"), text("keeping.lost", { cause: cause?.name === "TimeoutError" ? text("keeping.slow") : (cause?.message ?? "") }));
  const { project } = state.open;
  if (project) {
    find("#project-name").textContent = project.name;
    history.replaceState(null, "", `#project=${project.id}`);
  }
}

function steps() {
  const { project } = state.open;
  find("#undo").disabled = !project?.canUndo;
  find("#redo").disabled = !project?.canRedo;
}

/** Opens a catalogue: a new one, or one that was kept. */
async function start(record, said) {
  const project = new Project(record);
  const keeper = new Keeper(project, store, keeping, state.settle);
  find("#begin").hidden = true;
  for (const id of ["#work", "#project", "#acts"]) find(id).hidden = false;
  find("#project-name").textContent = project.name;
  remarks.show(said);
  state.refuse("");
  show(view);
  project.addEventListener("change", steps);
  const looked = state.begin(project, keeper);
  steps();
  // What was just made is kept from the beginning.
  if (!record.stamp) {
    keeper.isKept = false;
    // Until then, nothing of it is on the device, whatever was said of the one before.
    keeping("writing");
    await keeper.flush();
  } else keeping("kept");
  await looked;
}

/** Goes back to where catalogues begin. */
async function leave() {
  const { keeper } = state.open;
  // What couldn't be kept stays on the page.
  if (!keeper || !(await keeper.end()) || state.open.keeper !== keeper) return;
  state.leave();
  preview.clear();
  progress.clear();
  textView.clear();
  history.replaceState(null, "", location.pathname + location.search);
  for (const id of ["#work", "#project", "#acts"]) find(id).hidden = true;
  find("#begin").hidden = false;
  await begin.list(store, start);
  find("#begin-heading").focus();
}

/** Leads to the place of a diagnostic: its field where there is one, else the text. */
async function go(one) {
  if (one.path && structure.has(one.file, one.path)) {
    show("structure");
    if (structure.reveal(one.file, one.path)) return;
  }
  const focus = one.path && (await words.seek(one.file, one.path));
  show(focus ? "words" : "text");
  if (focus) focus();
  else await textView.go(one);
}

function keys(event) {
  const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
  const isRedo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y";
  if (!state.open.project || find("#ask").open || !(isOurs || isRedo)) return;
  // What is searched for in the editor is no part of the files.
  if (event.composedPath()[0].closest?.(".cm-panel")) return;
  // Everything is undone in one line, wherever it was changed.
  event.preventDefault();
  state.step(isRedo || event.shiftKey ? "redo" : "undo");
}

/** Changes the language of the page. */
function talk(wanted) {
  speak(wanted);
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === current()));
  write(document);
  preview.controls();
  textView.speak();
  begin.speak();
  if (!find("#kept-list").hidden) begin.list(store, start);
  if (state.open.model) {
    structure.show();
    words.show();
    take.show();
  }
  problems.show(go);
}

async function run() {
  tabs();
  structure.build();
  words.build();
  textView.build();
  problems.build(go);
  progress.build();
  take.build(begin.pick);
  preview.build();
  remarks.build();
  begin.build(start);
  find("#undo").addEventListener("click", () => state.step("undo"));
  find("#redo").addEventListener("click", () => state.step("redo"));
  find("#leave").addEventListener("click", leave);
  addEventListener("keydown", keys, { capture: true });
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => talk(button.dataset.language));
  // Its height says when letters grow, of which no event tells.
  new ResizeObserver(arrange).observe(find(".masthead"));
  speak(preferred());
  talk(current());
  arrange();
  show(view);
  // What is open stays as it is: another build waits until the page is closed.
  keepPage(() => !state.open.project && !HASH.test(location.hash));
  const [, id] = HASH.exec(location.hash) ?? [];
  const kept = id && (await store.load(id).catch(() => undefined));
  if (kept) return start(kept);
  await begin.list(store, start);
}

run();
