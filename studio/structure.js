// The structure as tables: what each profile requires of each competence and how it counts, what modules raise; and
// what there is of areas, competences, items, roles and modules, to add to, move and take out.

import { ask } from "./engine.js";
import { ask as question, button, find, make, say } from "./dom.js";
import { edit, nameOf, on, open, saidOf, today } from "./state.js";
import { Grid } from "./grid.js";
import { text } from "./texts.js";

const FILE = "catalogue.toml";
/** What can be added, each with what it belongs to. */
const KINDS = { areas: undefined, competences: "areas", items: "competences", modules: undefined, families: undefined, profiles: "families", personas: "families" };
const PEOPLE = "personas.toml";
/** The highest level that any item can have. */
const LEVEL_MAX = 6;

let profiles;
let modules;
let people;
let notice;

/** Puts the view together. */
export function build() {
  const place = find("#view-structure");
  notice = make("p", { class: "alert", hidden: true });
  const adds = make("div", { class: "row adds" });
  for (const kind of Object.keys(KINDS)) adds.append(button("", () => add(kind), { "data-text": `add.${kind}`, "data-add": kind }));
  const roles = make("section", {}, make("h2", { "data-text": "grid.profiles" }), make("p", { class: "hint", "data-text": "grid.hint" }));
  profiles = new Grid(roles, "", (cells) => put(cells));
  const raises = make("section", { id: "grid-modules" }, make("h2", { "data-text": "grid.modules" }), make("p", { class: "hint", "data-text": "grid.modules-hint" }));
  modules = new Grid(raises, "", (cells) => put(cells));
  const who = make("section", { id: "grid-personas" }, make("h2", { "data-text": "grid.personas" }), make("p", { class: "hint", "data-text": "grid.personas-hint" }));
  people = new Grid(who, "", (cells) => put(cells));
  const rest = make("section", {}, make("h2", { "data-text": "parts.heading" }), make("ul", { class: "parts", id: "parts" }));
  place.append(notice, adds, roles, raises, who, rest);
  on("model", show);
  on("checked", show);
}

function put(cells) {
  const edits = cells.map(({ file, path, value }) => ({ op: "set", file: file ?? FILE, path, value: value ?? null }));
  edit(edits, cells.length === 1 ? cells[0].key : undefined);
}

/** Shows the model, or why forms have to wait. */
export function show() {
  const { model } = open;
  if (!model) return;
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

/** The rows of a grid: areas as groups, a competence in each row. */
function rows(model, cells) {
  return model.areas.flatMap((area) => {
    const own = model.competences.map((one, at) => [one, at]).filter(([one]) => one.area === area);
    return [{ group: [nameOf("areas", area)] }, ...own.map(([one, at]) => ({ head: heading(one), cells: cells(one, at) }))];
  });
}

function heading(competence) {
  const parts = [make("span", { class: "name" }, nameOf("competences", competence.id))];
  if (competence.to_decide) parts.push(make("span", { class: "mark", title: competence.to_decide }, text("grid.decide")));
  return parts;
}

function cell(key, path, label, value, max, rest = {}) {
  return { key, path, label, value, max, said: saidOf(rest.file ?? FILE, path), ...rest };
}

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
  const rest = personas.map(({ id, who, rest: level }, at) =>
    cell(place(id, ""), ["personas", at, "rest"], text("grid.rest-of", { who, max: LEVEL_MAX }), level, LEVEL_MAX, { file: PEOPLE, optional: true }));
  const lines = model.competences.flatMap((competence) => {
    const max = competence.levels - 1;
    const name = nameOf("competences", competence.id);
    const isOne = competence.items.length === 1;
    return competence.items.map((item) => ({
      head: [make("span", { class: "name" }, isOne ? name : `${name}: ${item}`)],
      cells: personas.map(({ id, who, levels }, at) =>
        cell(place(id, item), ["personas", at, "levels", item], text("grid.level-of", { name: isOne ? name : item, who, max }), levels[item], max, { file: PEOPLE, optional: true })),
    }));
  });
  const heads = [{ text: text("grid.item") }, ...personas.map(({ who }) => ({ text: who }))];
  people.show([heads], [{ head: [make("span", { class: "name" }, text("grid.rest"))], cells: rest }, ...lines], text("grid.personas"));
}

/** What there is, each with what can be done with it. */
function showParts(model) {
  const held = { items: Object.keys(model.held.items), families: model.held.families, profiles: model.held.profiles };
  const part = (list, id, inner = [], canMove = false, name = nameOf(list, id)) => {
    const isHeld = held[list]?.includes(id);
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
    return make("li", {}, make("div", { class: "part" }, make("span", { class: "name" }, name), make("code", {}, id), acts), ...inner);
  };
  const list = (...entries) => make("ul", {}, ...entries);
  const focused = document.activeElement?.dataset?.part;
  const areas = model.areas.map((area) => {
    const own = model.competences.filter((one) => one.area === area);
    const inner = own.map((one) => part("competences", one.id, one.items.length > 1 ? [list(...one.items.map((item) => part("items", item)))] : [], true));
    return part("areas", area, [list(...inner)], true);
  });
  const families = model.families.map((family) =>
    part("families", family, [list(...model.profiles.filter((one) => one.family === family).map(({ id }) => part("profiles", id)))]));
  find("#parts").replaceChildren(...areas, ...families, ...model.modules.map(({ id }) => part("modules", id)), ...model.personas.map(({ id, who }) => part("personas", id, [], false, who)));
  if (focused) document.querySelector(`[data-part="${CSS.escape(focused)}"]`)?.focus();
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
    tier = ["junior", "senior"].find((one) => !own.includes(one));
    if (!tier) return text("add.both-tiers");
    id = `${parent}.${tier}`;
  } else {
    const { text: slug } = await ask("slug", { name });
    id = free(kind, slug || kind);
  }
  const edits = [{ op: "add", list: kind, id, parent: parent ?? "", tier, date: today() }];
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
