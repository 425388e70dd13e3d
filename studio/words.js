// Words side by side: a row for each text, a column for each language, with what is missing or longer than allowed.

import { ask as question, button, find, make } from "./dom.js";
import { Pager } from "./pager.js";
import { change, edit, handOver, isSettled, isTyped, nameOf, on, open, saidOf, set, turn, typing, wanted } from "./state.js";
import { counted, has, text } from "./texts.js";

/** How a text begins that is still to be written. */
const TO_BE_WRITTEN = /^(noch zu schreiben|to be (written|translated)|lorem ipsum|TBD)/i;

/** Which groups are unfolded. */
const unfolded = new Set(["catalogue"]);
const pager = new Pager((page) => other({ page }));
/** Whether something new is to be drawn. */
let isStale = true;

/** Puts the view together. */
export function build() {
  const tick = make("input", { type: "checkbox", id: "words-filter" });
  tick.addEventListener("change", () => other({ filter: tick.checked, page: 0 }));
  const bar = make("div", { class: "row words-bar" },
    make("label", { class: "tick", for: "words-filter" }, tick, make("span", { "data-text": "words.filter" })),
    make("span", { class: "soft", id: "words-state", role: "status" }),
    button("", addLocale, { "data-text": "words.add", id: "words-add" }),
  );
  find("#view-words").append(bar, pager.bar(), make("div", { id: "words" }), pager.bar());
  on("model", show);
  on("checked", mark);
}

/** Draws what is new, as soon as the view is open. */
export function enter() {
  if (isStale) show();
}

/** Shows other words. */
async function other(changed) {
  const found = await turn(changed);
  show();
  return found;
}

/** What a group, or a part of a large one, is known by. */
const keyOf = ({ key, part }) => (part ? `${key} ${part}` : key);

function groupName({ key, part, parts }) {
  const [table, id] = key.split(" ");
  const name = id === undefined ? text(`words.${table}`) : nameOf(table, id);
  return parts > 1 ? text("words.group-part", { name, number: part + 1, count: parts }) : name;
}

const isOpen = (value) => !value?.trim() || TO_BE_WRITTEN.test(value);
const length = (value) => [...(value ?? "")].length;
const isLong = (word, value) => word.limit && length(value) > word.limit;

/** Shows a page of groups; only the unfolded ones have fields. */
export function show() {
  const { model } = open;
  const place = find("#words");
  if (!model) return;
  isStale = find("#view-words").hidden;
  if (isStale) return;
  if (model.error) {
    place.replaceChildren(make("p", { class: "alert" }, text("forms.wait", { cause: model.error })));
    return;
  }
  const { groups, left, page, pages } = model.words;
  find("#words-filter").checked = wanted.filter;
  find("#words-state").textContent = left ? counted("words.left", left) : text("words.done");
  const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset?.word;
  // A field that is being typed in stays as it is.
  if (focused && place.contains(document.activeElement) && place.dataset.shape === shape(groups)) return refresh(model);
  place.dataset.shape = shape(groups);
  place.replaceChildren(...groups.map((group) => folded(group, model)));
  pager.show(page, pages, text("view.words"));
  if (focused) place.querySelector(`[data-word="${CSS.escape(focused)}"]`)?.focus();
  mark();
}

/** What tells one arrangement of fields from another. */
const shape = (groups) => JSON.stringify([groups.map((group) => [keyOf(group), unfolded.has(keyOf(group)), group.words.map(({ path }) => path.join())]), open.model.locales, wanted.filter]);

function folded(group, model) {
  const key = keyOf(group);
  const count = group.left ? make("span", { class: "count" }, counted("words.left", group.left)) : "";
  const details = make("details", { class: "words-group", open: unfolded.has(key) || wanted.filter }, make("summary", {}, make("span", {}, groupName(group)), " ", count));
  const fill = () => details.children.length < 2 && details.append(table(group, model));
  if (details.open) fill();
  details.addEventListener("toggle", () => {
    if (details.open) {
      unfolded.add(key);
      fill();
      mark();
    } else unfolded.delete(key);
  });
  return details;
}

function table({ words, several }, model) {
  const head = make("tr", {}, make("th", { scope: "col" }, text("words.text")), ...model.locales.map(({ tag, name }) => make("th", { scope: "col", lang: tag }, name || tag)));
  const body = words.map((word) => {
    const label = labelOf(word, several);
    return make("tr", {}, make("th", { scope: "row", title: word.note }, label), ...model.locales.map((locale) => make("td", { "data-language": locale.name || locale.tag }, field(word, locale, label))));
  });
  return make("div", { class: "words-frame" }, make("table", { class: "words" }, make("thead", {}, head), make("tbody", {}, ...body)));
}

function labelOf({ path }, isOneOfSeveral) {
  const [table, id, name, index] = path;
  if (table === "catalogue" && id === "levels") return text("words.level-name", { number: name });
  const field = path.findLast((step) => typeof step === "string");
  const own = has(`words.field.${field}`) ? text(`words.field.${field}`) : field;
  const part = typeof index === "number" ? text(field === "anchors" ? "words.anchor" : "words.part", { number: field === "anchors" ? index : index + 1, field: own }) : own;
  const isTitled = ["areas", "families", "profiles", "modules", "formats"].includes(table);
  if (isTitled) return `${nameOf(table, id)}: ${part}`;
  return isOneOfSeveral && table === "items" ? `${id}: ${part}` : part;
}

function field(word, { tag, name, direction }, label) {
  const key = `${tag} ${word.path.join(" ")}`;
  const input = make("textarea", { rows: "1", lang: tag, dir: direction || "auto", "aria-label": `${label}, ${name || tag}`, "data-word": key, "aria-describedby": `said ${key}`.replaceAll(" ", "-") });
  const said = make("p", { class: "said", id: `said ${key}`.replaceAll(" ", "-") });
  input.value = word.texts[tag] ?? "";
  input.word = word;
  input.tag = tag;
  input.addEventListener("input", () => {
    state(input, said);
    typing(key, () => {
      const isNew = !isSettled() || input.value !== (input.word.texts[tag] ?? "");
      if (isNew) set(`${tag}.toml`, word.path, input.value);
    });
  });
  input.addEventListener("blur", () => handOver(key));
  // A note to write something is in nobody's way.
  input.addEventListener("focus", () => TO_BE_WRITTEN.test(input.value) && input.select());
  state(input, said);
  return make("div", { class: "word" }, input, said);
}

/** Says how a field stands: missing, too long, how much room there is, and what the check says of it. */
function state(input, said) {
  const { word, tag } = input;
  const { value } = input;
  const isMissing = word.needed && isOpen(value);
  const found = saidOf(`${tag}.toml`, word.path).map(({ message }) => message);
  const isTooLong = isLong(word, value);
  input.classList.toggle("missing", isMissing);
  input.setAttribute("aria-invalid", String(Boolean(isTooLong || (found.length && !isMissing))));
  const room = word.limit ? text("words.room", { count: length(value), limit: word.limit }) : "";
  const lines = [isMissing ? text("words.missing") : isTooLong ? text("words.long", { count: length(value) - word.limit }) : "", ...(isMissing || isTooLong ? [] : found)].filter(Boolean);
  said.classList.toggle("error", Boolean(isTooLong || found.length));
  said.textContent = [lines.join(" "), room].filter(Boolean).join(" · ");
}

/** Fields keep what is typed, and hear what is new; the one with the focus as soon as nothing of it is on its way. */
function refresh(model) {
  const words = new Map(model.words.groups.flatMap((group) => group.words).map((word) => [word.path.join(" "), word]));
  for (const input of find("#words").querySelectorAll("textarea")) {
    const word = words.get(input.word.path.join(" "));
    if (!word) continue;
    input.word = word;
    const value = word.texts[input.tag] ?? "";
    const isFree = input === document.activeElement ? isSettled() : !isTyped(input.dataset.word);
    // A value that is set takes the cursor to its end.
    if (isFree && input.value !== value) input.value = value;
  }
  mark();
}

function mark() {
  for (const input of find("#words").querySelectorAll("textarea")) state(input, input.nextElementSibling);
}

/** Turns to the page with the field of a place; gives what goes to it, or nothing, if there is no such field. */
export async function seek(file, path) {
  const tag = file.replace(/\.toml$/, "");
  if (!open.model?.locales?.some((locale) => locale.tag === tag)) return undefined;
  const isFound = (await other({ find: path })) || (wanted.filter && (await other({ find: path, filter: false })));
  if (!isFound) return undefined;
  const place = path.join();
  unfolded.add(keyOf(open.model.words.groups.find(({ words }) => words.some((word) => word.path.join() === place))));
  show();
  return () => find("#words").querySelector(`[data-word="${CSS.escape(`${tag} ${path.join(" ")}`)}"]`)?.focus();
}

async function addLocale() {
  await question({
    heading: text("words.add"),
    hint: text("words.add-hint"),
    ok: text("add.ok"),
    accept: ({ name }) => edit([{ op: "locale", tag: name }]),
  });
}

/** A translator's file, brought back. */
export const translated = (bytes) => change("translated", {}, { bytes });
