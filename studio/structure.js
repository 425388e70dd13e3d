// The structure as tables: what each profile requires of each competence and how it counts, what modules raise; and
// what there is of areas, competences, items, roles and modules, to add to, move and take out.

import { ask } from "./engine.js";
import { ask as question, button, find, make, say } from "./dom.js";
import { edit, nameOf, on, open, saidOf, localDate } from "./state.js";
import { Grid } from "./grid.js";
import { Pager } from "./pager.js";
import { text } from "./texts.js";

const FILE = "catalogue.toml";
/** What can be added, each with what it belongs to. */
const KINDS = { areas: undefined, competences: "areas", items: "competences", modules: undefined, families: undefined, profiles: "families", personas: "families" };
const PEOPLE = "personas.toml";
/** The highest level that any item can have. */
const LEVEL_MAX = 6;
/** So many parts are listed on a page. */
const PARTS_MAX = 100;

let profiles;
let modules;
let people;
let notice;
/** Whether something new is to be drawn. */
let isStale = true;
let partsPage = 0;
const partsPager = new Pager((page) => {
  partsPage = page;
  showParts(open.model);
});

/** Puts the view together. */
export function build() {
  const place = find("#view-structure");
  notice = make("p", { class: "alert", hidden: true });
  const adds = make("div", { class: "row adds" });
  for (const kind of Object.keys(KINDS)) adds.append(button("", () => add(kind), { "data-text": `add.${kind}`, "data-add": kind }));
  const roles = make("section", {}, make("h2", { "data-text": "grid.profiles" }), make("p", { class: "hint", "data-text": "grid.hint" }));
  profiles = new Grid(roles, put);
  const raises = make("section", { id: "grid-modules" }, make("h2", { "data-text": "grid.modules" }), make("p", { class: "hint", "data-text": "grid.modules-hint" }));
  modules = new Grid(raises, put);
  const who = make("section", { id: "grid-personas" }, make("h2", { "data-text": "grid.personas" }), make("p", { class: "hint", "data-text": "grid.personas-hint" }));
  people = new Grid(who, put);
  const rest = make("section", {}, make("h2", { "data-text": "parts.heading" }), partsPager.bar(), make("ul", { class: "parts", id: "parts" }), partsPager.bar());
  place.append(notice, adds, roles, raises, who, rest);
  on("model", show);
  on("checked", show);
}

/** Draws what is new, as soon as the view is open. */
export function enter() {
  if (isStale) show();
}

function put(cells) {
  const edits = cells.map(({ file, path, value }) => ({ op: "set", file: file ?? FILE, path, value: value ?? null }));
  edit(edits, cells.length === 1 ? cells[0].key : undefined);
}

/** Shows the model, or why forms have to wait. */
export function show() {
  const { model } = open;
  if (!model) return;
  isStale = find("#view-structure").hidden;
  if (isStale) return;
  notice.hidden = !model.error;
  if (model.error) {
    notice.textContent = text("forms.wait", { cause: model.error });
    return;
  }
  showProfiles(model);
  showModules(model);
  showPeople(model);
  showParts(model);
}

/** The rows of a grid: areas as groups, a competence in each row, which is made once it is drawn. */
function rows(model, cells) {
  return model.areas.flatMap((area) => {
    const own = model.competences.map((one, at) => [one, at]).filter(([one]) => one.area === area);
    return own.map(([one, at]) => ({ id: one.id, group: nameOf("areas", area), line: () => ({ head: heading(one), cells: cells(one, at) }) }));
  });
}

function heading(competence) {
  const parts = [make("span", { class: "name" }, nameOf("competences", competence.id))];
  if (competence.to_decide) parts.push(make("span", { class: "mark", title: competence.to_decide }, text("grid.decide")));
  return parts;
}

/** A cell with what the check says of it, and of the numbers that it is among. */
function cell(key, path, label, value, max, rest = {}) {
  const file = rest.file ?? FILE;
  const said = [...saidOf(file, path), ...(path.length > 3 ? saidOf(file, path.slice(0, -1)) : [])];
  return { key, path, label, value, max, said, ...rest };
}

/** The table, the row and the key of the cell at a place of the files, if there is one. */
function spot(file, [list, at, field, name]) {
  const { model } = open;
  const one = model?.[list]?.[at];
  if (!one) return undefined;
  if (file === PEOPLE && list === "personas") return field === "rest" ? [people, "", `persona ${one.id} `] : [people, name, `persona ${one.id} ${name}`];
  if (file !== FILE) return undefined;
  if (list === "modules" && field === "raises") return [modules, name, `raises ${name} ${one.id}`];
  if (list !== "competences") return undefined;
  if (field === "levels") return [profiles, one.id, `levels ${one.id}`];
  return ["weights", "required"].includes(field) ? [profiles, one.id, `${field} ${one.id} ${name ?? model.profiles[0]?.id}`] : undefined;
}

/** Goes to the cell of a place, if there is one; gives whether there is. The view has to be open. */
export function reveal(file, path) {
  const [grid, id, key] = spot(file, path) ?? [];
  return Boolean(grid?.reveal(id, key));
}

/** Whether a place may have a cell. */
export const has = (file, path) => Boolean(spot(file, path));

function showProfiles(model) {
  const groups = [{ text: text("grid.competence"), rows: 2 }, { text: text("grid.levels"), rows: 2, title: text("grid.levels-hint") }];
  groups.push(...model.profiles.map(({ id }) => ({ text: nameOf("profiles", id), span: 2 })));
  const under = model.profiles.flatMap(() => [{ text: text("grid.required") }, { text: text("grid.weight") }]);
  const lines = rows(model, (one, at) => {
    const name = nameOf("competences", one.id);
    const held = one.items.some((item) => Object.hasOwn(model.held.items, item));
    const levels = cell(`levels ${one.id}`, ["competences", at, "levels"], text("grid.levels-of", { name }), one.levels, held ? one.levels : 7, {
      min: held ? one.levels : 2, note: held ? text("grid.held") : undefined,
    });
    const own = model.profiles.flatMap(({ id }) => {
      const profile = nameOf("profiles", id);
      return [
        cell(`required ${one.id} ${id}`, ["competences", at, "required", id], text("grid.required-of", { name, profile, max: one.levels - 1 }), one.required[id], one.levels - 1),
        cell(`weights ${one.id} ${id}`, ["competences", at, "weights", id], text("grid.weight-of", { name, profile }), one.weights[id], 9),
      ];
    });
    return [levels, ...own];
  });
  profiles.show([groups, under], lines, text("grid.profiles"));
}

function showModules(model) {
  find("#grid-modules").hidden = !model.modules.length;
  if (!model.modules.length) return;
  const heads = [{ text: text("grid.competence") }, ...model.modules.map(({ id }) => ({ text: nameOf("modules", id) }))];
  const lines = rows(model, (one) =>
    model.modules.map((module, at) => {
      const label = text("grid.raises-of", { name: nameOf("competences", one.id), module: nameOf("modules", module.id), max: one.levels - 1 });
      return cell(`raises ${one.id} ${module.id}`, ["modules", at, "raises", one.id], label, module.raises[one.id], one.levels - 1, { optional: true, min: 1 });
    }),
  );
  modules.show([heads], lines, text("grid.modules"));
}

/** What each persona answers: what isn't entered is as in the first row, and where that is empty, unanswered. */
function showPeople(model) {
  const { personas } = model;
  find("#grid-personas").hidden = !personas.length;
  if (!personas.length) return;
  const place = (id, item) => `persona ${id} ${item}`;
  const rest = () => personas.map(({ id, who, rest: level }, at) =>
    cell(place(id, ""), ["personas", at, "rest"], text("grid.rest-of", { who, max: LEVEL_MAX }), level, LEVEL_MAX, { file: PEOPLE, optional: true }));
  const lines = model.competences.flatMap((competence) => {
    const max = competence.levels - 1;
    const isOne = competence.items.length === 1;
    return competence.items.map((item) => ({
      id: item,
      line: () => {
        const own = nameOf("competences", competence.id);
        const name = isOne ? own : item;
        const answers = personas.map(({ id, who, levels }, at) =>
          cell(place(id, item), ["personas", at, "levels", item], text("grid.level-of", { name, who, max }), levels[item], max, { file: PEOPLE, optional: true }));
        return { head: [make("span", { class: "name" }, isOne ? own : `${own}: ${item}`)], cells: answers };
      },
    }));
  });
  const heads = [{ text: text("grid.item") }, ...personas.map(({ who }) => ({ text: who }))];
  const first = { id: "", line: () => ({ head: [make("span", { class: "name" }, text("grid.rest"))], cells: rest() }) };
  people.show([heads], [first, ...lines], text("grid.personas"));
}

/** What there is as a tree: each part with the number it has in the list, and how many it and those in it are. */
function tree(model) {
  let number = 0;
  const node = (list, id, inner = () => [], rest = {}) => {
    const at = number;
    number += 1;
    const children = inner();
    return { list, id, at, size: number - at, children, ...rest };
  };
  const own = (list, key, id, inner, rest) => model[list].filter((one) => one[key] === id).map((one) => node(list, one.id, () => inner?.(one) ?? [], rest));
  const questions = ({ items }) => (items.length > 1 ? items.map((item) => node("items", item)) : []);
  const areas = model.areas.map((area) => node("areas", area, () => own("competences", "area", area, questions, { canMove: true }), { canMove: true }));
  const families = model.families.map((family) => node("families", family, () => own("profiles", "family", family)));
  const rest = [...model.modules.map(({ id }) => node("modules", id)), ...model.personas.map(({ id, who }) => node("personas", id, undefined, { name: who }))];
  return { nodes: [...areas, ...families, ...rest], count: number };
}

/** What there is, each with what can be done with it: of a long list one page, each part below those it belongs to. */
function showParts(model) {
  const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset?.part;
  const { nodes, count } = tree(model);
  const pages = Math.max(1, Math.ceil(count / PARTS_MAX));
  partsPage = Math.min(partsPage, pages - 1);
  const first = partsPage * PARTS_MAX;
  const shown = (list) => list.filter(({ at, size }) => at < first + PARTS_MAX && at + size > first).map((node) => {
    const inner = shown(node.children);
    return make("li", {}, part(model, node), ...(inner.length ? [make("ul", {}, ...inner)] : []));
  });
  find("#parts").replaceChildren(...shown(nodes));
  partsPager.show(partsPage, pages, text("parts.heading"));
  if (focused) document.querySelector(`[data-part="${CSS.escape(focused)}"]`)?.focus();
}

/** A part with its buttons. */
function part({ held }, { list, id, canMove, name = nameOf(list, id) }) {
  const isHeld = list === "items" ? Object.hasOwn(held.items, id) : Boolean(held[list]?.includes(id));
  const acts = make("span", { class: "part-acts" });
  if (canMove) {
    for (const [key, down, sign] of [["up", false, "↑"], ["down", true, "↓"]]) {
      acts.append(button(sign, () => edit([{ op: "move", list, id, down }]), { "aria-label": text(`parts.${key}`, { name }), "data-part": `${key} ${list} ${id}` }));
    }
  }
  // A profile is called after its family.
  if (!isHeld && list !== "profiles") acts.append(button("✎", () => rename(list, id, name), { "aria-label": text("parts.rename", { name }), "data-part": `rename ${list} ${id}` }));
  if (!isHeld) acts.append(button("✕", () => remove(list, id, name), { "aria-label": text("parts.remove", { name }), "data-part": `remove ${list} ${id}` }));
  else acts.append(make("span", { class: "mark", title: text("grid.held") }, text("parts.held")));
  return make("div", { class: "part" }, make("span", { class: "name" }, name), make("code", {}, id), acts);
}

async function remove(list, id, name) {
  const error = await edit([{ op: "remove", list, id }]);
  if (!error) say(text("parts.removed", { name }));
}

/** Asks for another id, and gives it to the entry and to all that refers to it. */
async function rename(list, id, name) {
  await question({
    heading: text("parts.rename", { name }),
    hint: text("parts.rename-hint"),
    label: text("parts.id"),
    value: id,
    ok: text("parts.rename-ok"),
    accept: async ({ name: to }) => {
      const error = await edit([{ op: "rename", list, id, to }]);
      if (!error) say(text("parts.renamed", { id, to }));
      return error;
    },
  });
}

/** Asks what the new one is called, and adds it with that name in the default language. */
async function add(kind) {
  const { model } = open;
  if (!model || model.error) return;
  const parents = KINDS[kind];
  const options = parents && (parents === "areas" || parents === "families" ? model[parents] : model[parents].map(({ id }) => id)).map((id) => [id, nameOf(parents, id)]);
  await question({
    heading: text(`add.${kind}`),
    hint: text(`add.${kind}-hint`),
    ok: text("add.ok"),
    isNamed: kind !== "profiles",
    parent: options && { label: text(`add.${kind}-parent`), options },
    accept: ({ name, parent }) => added(kind, name, parent),
  });
}

async function added(kind, name, parent) {
  const { model } = open;
  let id = "";
  let tier = "";
  if (kind === "profiles") {
    const own = model.profiles.filter((one) => one.family === parent).map((one) => one.tier);
    tier = /** @type {string} */ (["junior", "senior"].find((one) => !own.includes(one)));
    if (!tier) return text("add.both-tiers");
    id = `${parent}.${tier}`;
  } else {
    const { text: slug } = await ask("slug", { name });
    id = free(kind, slug || kind);
  }
  /** @type {object[]} */
  const edits = [{ op: "add", list: kind, id, parent: parent ?? "", tier, date: localDate() }];
  const field = kind === "items" ? "prompt" : "name";
  if (kind === "personas") edits.push({ op: "set", file: PEOPLE, path: [kind, model.personas.length, "who"], value: name });
  else if (name) edits.push({ op: "set", file: `${model.default_locale}.toml`, path: [kind, id, field], value: name });
  return edit(edits);
}

/** An id that nothing of its kind has yet. */
function free(kind, slug) {
  const { model } = open;
  const taken = new Set(kind === "items" ? model.competences.flatMap(({ items }) => items) : model[kind].map((one) => one.id ?? one));
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}
