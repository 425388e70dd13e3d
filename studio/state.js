// What is open, and how everything on the page hears of it: the project, what the check says, what forms show.

import { ask, supersede } from "./engine.js";
import { complain, find } from "./dom.js";

/** How long it is quiet before the files are checked again. */
const QUIET_MS = 120;
/** How long a field is quiet before its words go into the files. */
const TYPING_MS = 250;
const NOTHING = { project: undefined, keeper: undefined, checked: undefined, progress: undefined, model: undefined, modelled: undefined };

/**
 * What is open now; `modelled` are the files that `model` is of. What the Wasm answers comes as it is, from JSON.
 * @type {Record<"project" | "keeper" | "checked" | "progress" | "model" | "modelled", any>}
 */
export const open = { ...NOTHING };

/** Which of the words forms show: they come page by page. */
export const wanted = { page: 0, filter: false };

const listeners = { files: [], checked: [], model: [], progress: [] };
let timer;
let round = 0;

/** Has a function called when the files (`files`), the check (`checked`), how far it has come (`progress`) or the forms (`model`) are new. */
export const on = (what, act) => listeners[what].push(act);
const tell = (what) => listeners[what].forEach((act) => act(open[what]));

/** Shows what couldn't be done, and takes that away after the next thing that could. */
export const refuse = (sentence) => complain(find("#work-error"), sentence);

/** Looks at the files as they are now. What forms show and the check are computed at the same time. */
async function look() {
  round += 1;
  const own = round;
  const { files } = open.project;
  supersede();
  open.progress = undefined;
  const checking = ask("check", { files }, undefined, (progress) => {
    if (own !== round) return;
    open.progress = progress;
    tell("progress");
  });
  const model = await ask("model", { files, words: { ...wanted } });
  if (own !== round) return;
  Object.assign(open, { model, modelled: files });
  tell("model");
  const checked = await checking;
  if (own !== round) return;
  Object.assign(open, { checked, progress: undefined });
  tell("checked");
}

function changed() {
  tell("files");
  clearTimeout(timer);
  timer = setTimeout(look, QUIET_MS);
}

/** Opens a project; everything follows it from now on. */
export function begin(project, keeper) {
  Object.assign(open, NOTHING, { project, keeper });
  wanted.page = 0;
  project.addEventListener("change", () => open.project === project && changed());
  tell("files");
  return look();
}

/** Leaves the project. */
export function leave() {
  round += 1;
  clearTimeout(timer);
  Object.assign(open, NOTHING);
}

/** Fields whose words aren't in the files yet: what hands them over, and when. */
const typed = new Map();
/** What changes the files, one after the other, each of them as the one before has left them. */
let chain = Promise.resolve();
let underway = 0;

/** Whether something is on its way into the files. */
const isWaiting = () => typed.size > 0 || underway > 0;

/** Whether the forms are of the files as they are now, and nothing is on its way into them. */
export const isSettled = () => !isWaiting() && open.modelled === open.project?.files;

/** Whether a field has words that aren't in the files yet. */
export const isTyped = (key) => typed.has(key);

/** Has a field's words handed over once it is quiet, or as soon as something else wants the files. */
export function typing(key, hand) {
  clearTimeout(typed.get(key)?.timer);
  typed.set(key, { hand, timer: setTimeout(() => handOver(key), TYPING_MS) });
  open.keeper?.wait(isWaiting());
}

/** Hands a field's words over at once. */
export function handOver(key) {
  const field = typed.get(key);
  if (!field) return;
  clearTimeout(field.timer);
  typed.delete(key);
  field.hand();
  open.keeper?.wait(isWaiting());
}

function queue(act) {
  const { project, keeper } = open;
  underway += 1;
  keeper?.wait(true);
  const next = chain.then(() => (open.project === project ? act(project) : {}));
  chain = next.catch(() => {}).then(() => {
    underway -= 1;
    keeper?.wait(isWaiting());
  });
  return next;
}

/** Brings into the files all that was typed and asked for. */
export async function settle() {
  do {
    for (const key of [...typed.keys()]) handOver(key);
    await chain;
  } while (isWaiting());
}

/** Takes a change back (`undo`) or does it again (`redo`), after what was typed before. */
export function step(way) {
  for (const key of [...typed.keys()]) handOver(key);
  return queue((project) => project[way]());
}

/**
 * Carries out an operation whose answer are files to put in, and gives the answer. Files that have changed while it
 * was under way are not overwritten: it is carried out again, on them.
 */
export function change(name, argument = {}, /** @type {{ bytes?: Uint8Array, place?: string }} */ { bytes, place } = {}) {
  return queue(async (project) => {
    let files;
    let given;
    do {
      ({ files } = project);
      given = await ask(name, { ...argument, files }, bytes);
      if (open.project !== project) return {};
    } while (project.files !== files);
    refuse(given.error);
    if (given.error) return given;
    const removed = Object.fromEntries((given.removed ?? []).map((file) => [file, null]));
    project.change({ ...given.files, ...removed }, place);
    return given;
  });
}

/** Carries out edits; gives what keeps them from it, if anything does. `place` makes those of one place one step. */
export const edit = async (edits, place) => (await change("edit", { edits }, { place })).error;

/** A value at a path of a file. */
export const set = (file, path, value) => edit([{ op: "set", file, path, value }], `${file} ${path.join(" ")}`);

export { localDate } from "../embed/local-date.js";

/** The name of an entry, or its id. */
export const nameOf = (list, id) => open.model?.names?.[list]?.[id] ?? id;

/** Has other words shown: gives whether those that were asked for by `find` are there. */
export async function turn(changed) {
  const { find, ...page } = { ...wanted, ...changed };
  Object.assign(wanted, page);
  const { project } = open;
  const words = await ask("words", { files: project.files, words: { ...wanted, find } });
  if (open.project !== project || words.error || !open.model || open.model.error) return false;
  wanted.page = words.page;
  open.model.words = words;
  return words.found;
}

/** What the check says of places, by file and path. */
let places = new Map();
let placesOf;

const keyOf = (file, path) => [file, ...path].join("\u0000");

/** What the check says of a place: of exactly this path in this file. */
export function saidOf(file, path) {
  if (placesOf !== open.checked) {
    placesOf = open.checked;
    const all = placesOf?.diagnostics ?? [];
    places = new Map();
    for (const one of all.filter(({ path, severity }) => path && severity !== "note")) {
      const key = keyOf(one.file, one.path);
      places.set(key, [...(places.get(key) ?? []), one]);
    }
  }
  return places.get(keyOf(file, path)) ?? [];
}
