// The page on which an embedder puts the check together: form, preview, code. There is one state; every
// control changes it, and everything on show follows from it.

import data from "skill-check:configure";
import { COUNTRIES, DEFAULTS, QUERY, catalogue, isTaking, isValid, read, written } from "./state.js";
import { ENOUGH } from "../embed/contrast.js";
import { SCHEMES, failures, pairs, repairs, resolved, schemes, tone } from "./colours.js";
import { check, example } from "./courses.js";
import { ColourField, choices, copy, make, segments, tabs, toggle } from "./controls.js";
import { NAMES, blocks } from "./snippets.js";
import { PALETTES } from "./palettes.js";
import { CHECKED, PORTALS } from "./portals.js";
import { Preview } from "./preview.js";
import { Sections } from "./sections.js";
import { counted, current, preferred, speak, text, write } from "./texts.js";

const find = (selector) => document.querySelector(selector);
const controls = find("#controls");
const preview = new Preview(find("#device"));
const sections = new Sections(find("#sections"), (value) => update({ sections: value }));
const fields = new Map();
/** Settings that are on or off: the value when on, and what their strings start with. */
const TICKS = { autostart: ["autostart", "autostart"], loading: ["eager", "eager"], kiosk: ["3", "kiosk"], privacy: ["strict", "privacy"] };
/** The system's own scheme, for where nothing else is asked for. */
const system = matchMedia("(prefers-color-scheme: dark)");

let { state, language } = read(location.hash);
speak(language ?? preferred(navigator.languages));

/** Takes changes over and shows what follows from them. */
function update(changes) {
  state = { ...state, ...changes };
  if (!isValid("family", state.family, state)) state.family = "";
  history.replaceState(null, "", `#${written(state, current() === preferred(navigator.languages) ? "" : current())}`);
  show();
}

/** The scheme that the preview is in. */
function scheme() {
  if (state.theme !== "auto") return state.theme;
  return state.scheme || (system.matches ? "dark" : "light");
}

function build() {
  segments(find("#lang"), "lang", [["", "lang.auto"], ...data.locales.map(({ tag, name }) => [tag, undefined, name])]);
  segments(find("#level"), "level", [["", "level.next"], ["junior", "level.junior"], ["senior", "level.senior"]]);
  segments(find("#mode"), "mode", ["full", "quick"].map((value) => [value, `mode.${value}`]));
  segments(find("#country"), "country", [["", "country.auto"], ...COUNTRIES.map((value) => [value, `country.${value}`])]);
  segments(find("#ladder"), "ladder", ["steps", "all"].map((value) => [value, `ladder.${value}`]));
  segments(find("#theme"), "theme", ["auto", "light", "dark"].map((value) => [value, `theme.${value}`]));
  segments(find("#screen"), "screen", ["start", "item", "result"].map((value) => [value, `preview.${value}`]));
  segments(find("#width"), "width", ["phone", "desktop"].map((value) => [value, `preview.${value}`]));
  segments(find("#scheme"), "scheme", SCHEMES.map((value) => [value, `preview.${value}`]));
  choices(find("#storage"), "storage", ["session", "local", "none"]);
  segments(find("#donate"), "donate", [["", "donate.none"], ["plain", "donate.plain"], ...["1", "2", "3", "4"].map((value) => [value, `donate.noise-${value}`])]);
  for (const [name, tick] of Object.entries(TICKS)) toggle(find("#switches"), name, ...tick);
  for (const place of document.querySelectorAll("[data-colour]")) {
    const name = place.dataset.colour;
    fields.set(name, new ColourField(place, name, (value) => update({ [name]: value })));
  }
  for (const palette of PALETTES) {
    const swatch = make("span", { class: "chip", "aria-hidden": "true" });
    swatch.style.setProperty("--light", palette.light);
    swatch.style.setProperty("--dark", palette.dark);
    const label = make("span", { "data-text": `palette.${palette.id}` });
    const input = make("input", { type: "radio", name: "palette", value: palette.id });
    find("#palettes").append(make("label", { class: "palette" }, input, swatch, label));
  }
  tabs(find("#ways"), NAMES, (way) => update({ way }));
  for (const name of NAMES) {
    find("#panels").append(make("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "0" }));
  }
}

/** Fills a list of choices whose names depend on the language. */
function options(place, list, value) {
  place.replaceChildren(...list.map(([id, name]) => make("option", { value: id }, name)));
  place.value = value;
}

function showControls() {
  const { families } = catalogue(state);
  options(find("#catalogue"), data.catalogues.map(({ id, names }) => [id, names[current()]]), state.catalogue);
  const [first, ...rest] = families.map(({ id, names }) => [id, names[current()]]);
  options(find("#family"), [["", text("family.first", { name: first[1] })], ...rest], state.family === first[0] ? "" : state.family);
  const shown = { ...state, scheme: scheme(), palette: palette() };
  for (const input of document.querySelectorAll("input[type=radio]")) input.checked = shown[input.name] === input.value;
  for (const input of find("#switches").querySelectorAll("input")) input.checked = state[input.name] === input.value;
  for (const input of find("#scheme").querySelectorAll("input")) input.disabled = state.theme !== "auto";
  for (const input of find("#donate").querySelectorAll("input")) input.disabled = !isTaking(state);
  find("#handover-name").disabled = !state.handover;
  for (const name of ["result-base", "handover", "handover-name", "base", "font", "modules", "radius", "course-search"]) {
    const field = find(`#${name}`);
    if (document.activeElement !== field) field.value = state[name];
  }
  sections.show(state.sections);
  showPortals();
  find("#radius-value").value = text("radius.value", { count: state.radius });
  for (const [name, field] of fields) {
    const [colour, in_] = name.endsWith("-dark") ? [name.replace("-dark", ""), "dark"] : [name, "light"];
    field.show(resolved(state, in_)[colour]);
  }
}

/** The templates for a search, which of them it is, and a way to try it. */
function showPortals() {
  const list = PORTALS.map(({ name, country, search }) => [search, `${name} (${text(country ? `country.${country}` : "course-search.anywhere")})`]);
  const isKnown = PORTALS.some(({ search }) => search === state["course-search"]);
  options(find("#portal"), [["", text("course-search.own")], ...list], isKnown ? state["course-search"] : "");
  const day = new Date(CHECKED).toLocaleDateString(current(), { dateStyle: "long", timeZone: "UTC" });
  find("#portal-hint").textContent = text("course-search.checked", { day });
  const link = find("#portal-try");
  link.hidden = !state["course-search"];
  link.href = state["course-search"].replaceAll(QUERY, encodeURIComponent(text("course-search.word")));
}

/** The palette that the accents are from, or nothing. */
function palette() {
  const [light, dark] = [state.accent || data.colours.light.accent, state["accent-dark"] || resolved(state, "dark").accent];
  return PALETTES.find((one) => one.light === light && one.dark === dark)?.id ?? "";
}

function cell(ratio) {
  const isFine = ratio >= ENOUGH;
  // Rounded down: 4.49 must not look like enough.
  const figure = (Math.floor(ratio * 10) / 10).toLocaleString(current(), { minimumFractionDigits: 1 });
  const sign = make("span", { class: "sign", "aria-hidden": "true" }, isFine ? "✓" : "✕");
  const verdict = make("span", { class: "visually-hidden" }, ` ${text(isFine ? "contrast.pass" : "contrast.fail")}`);
  return make("td", { class: isFine ? "pass" : "fail" }, sign, ` ${figure}`, verdict);
}

function showContrast() {
  const ratios = SCHEMES.map((one) => (schemes(state).includes(one) ? pairs(state, one) : undefined));
  const tones = schemes(state).map((one) => tone(state, one)).filter(Boolean);
  const named = (pair) => [text(`contrast.${pair}`), ...(pair === "accent" && tones.length ? [make("span", { class: "hint" }, ` ${text("contrast.tone", { list: tones.join(", ") })}`)] : [])];
  const rows = ["text", "soft", "accent", "on-accent"].map((pair) =>
    make("tr", {}, make("th", { scope: "row" }, ...named(pair)), ...ratios.map((all) => (all ? cell(all[pair]) : make("td", {}, "–")))),
  );
  find("#verdict tbody").replaceChildren(...rows);
  const count = failures(state);
  find("#verdict").classList.toggle("bad", count > 0);
  find("#verdict .verdict-line .sign").textContent = count ? "✕" : "✓";
  const sentence = count ? counted("contrast.bad", count) : text("contrast.good");
  if (find("#verdict .sentence").textContent !== sentence) find("#verdict .sentence").textContent = sentence;
  find("#repair").hidden = !count;
}

/** What is wrong with the courses, in place. */
function showCourses({ count, errors }) {
  const place = find("#modules-state");
  find("#modules").setAttribute("aria-invalid", String(errors.length > 0));
  const lines = errors.length
    ? [make("p", { class: "error" }, counted("courses.bad", errors.length)), make("ul", { class: "errors" }, ...errors.map((error) => make("li", {}, error)))]
    : [make("p", { class: "hint" }, count ? counted("courses.good", count) : text("courses.empty", { list: catalogue(state).modules.join(", ") }))];
  const news = make("div", {}, ...lines);
  if (place.textContent !== news.textContent) place.replaceChildren(...news.children);
}

function block([key, content, kind]) {
  // A note; what would be the code's kind fills its places.
  if (content === undefined) return make("p", { class: kind ? "error" : "hint" }, text(key, kind));
  const code = make("code", {}, content);
  const button = make("button", { type: "button", class: "button small", "aria-label": text("code.copy-name", { name: text(key) }) }, text("code.copy"));
  button.addEventListener("click", () => copied(content, code, button));
  const pre = make("pre", { tabindex: "0", role: "region", "aria-label": text(key), "data-kind": kind }, code);
  return make("div", { class: "snippet" }, make("div", { class: "snippet-head" }, make("h3", {}, text(key)), button), pre);
}

async function copied(content, place, button) {
  const succeeded = await copy(content, place);
  find("#said").textContent = text(succeeded ? "code.copied" : "code.failed");
  if (!succeeded) return;
  button.classList.add("done");
  button.textContent = text("code.copied");
}

function showCode(courses) {
  const fine = courses.errors.length ? { ...state, modules: "" } : state;
  for (const name of NAMES) {
    const isChosen = name === state.way;
    const tab = find(`#tab-${name}`);
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    const panel = find(`#panel-${name}`);
    panel.hidden = !isChosen;
    panel.replaceChildren(...(isChosen ? blocks(fine, name).map(block) : []));
  }
}

function show() {
  const courses = check(state.modules, catalogue(state).modules);
  showControls();
  showContrast();
  showCourses(courses);
  showCode(courses);
  find("#device").dataset.width = state.width;
  find("#stage").dataset.scheme = scheme();
  preview.show(state, { scheme: scheme(), language: current(), courses: !courses.errors.length, sample: catalogue(state).sample });
}

/** Says a setting's text that can't be used, beside its field. */
function take(field) {
  const { name } = field;
  const value = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim();
  const error = find(`#${name}-error`);
  const isFine = isValid(name, value, state);
  if (error && fields.get(name) === undefined) {
    error.hidden = isFine;
    field.setAttribute("aria-invalid", String(!isFine));
  }
  if (isFine) update({ [name]: value });
}

function listen() {
  document.addEventListener("input", (/** @type {any} */ { target }) => {
    if (target.name === "palette") {
      const { light, dark } = /** @type {any} */ (PALETTES.find(({ id }) => id === target.value));
      const isOwn = light === data.colours.light.accent;
      update({ accent: isOwn ? "" : light, "accent-dark": isOwn ? "" : dark });
    } else if (Object.hasOwn(DEFAULTS, target.name ?? "") && !fields.has(target.name)) take(target);
  });
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("settle", show);
  for (const name of ["base", "result-base", "handover", "course-search"]) find(`#${name}`).addEventListener("blur", ({ target }) => target.value || update({ [name]: DEFAULTS[name] }));
  find("#repair").addEventListener("click", () => {
    update(repairs(state));
    find("#verdict-heading").focus();
  });
  find("#portal").addEventListener("input", ({ target }) => {
    find("#course-search-error").hidden = true;
    update({ "course-search": target.value });
  });
  find("#example").addEventListener("click", () => update({ modules: example(catalogue(state).modules) }));
  find("#tidy").addEventListener("click", () => {
    if (!check(state.modules, catalogue(state).modules).errors.length && state.modules) update({ modules: JSON.stringify(JSON.parse(state.modules), null, 2) });
  });
  find("#share").addEventListener("click", ({ target }) => copied(location.href, undefined, target));
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => talk(button.dataset.language));
  for (const link of document.querySelectorAll("[data-jump]")) link.addEventListener("click", jump);
  addEventListener("hashchange", () => {
    const given = read(location.hash);
    state = given.state;
    talk(given.language ?? current());
  });
  system.addEventListener("change", show);
}

/** The address's fragment holds the configuration, so a jump must leave it alone. */
function jump(event) {
  event.preventDefault();
  const heading = find(`#${event.currentTarget.dataset.jump}-heading`);
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

/** Changes the language of the page. */
function talk(wanted) {
  speak(wanted);
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === current()));
  write(document);
  update({});
}

build();
listen();
talk(current());
