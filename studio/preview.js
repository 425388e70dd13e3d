// The catalogue in the real widget, and what each persona gets. Compiled files are handed over in memory.

import { ask } from "./engine.js";
import { button, find, make, segments } from "./dom.js";
import { nameOf, on, open } from "./state.js";
import { current, text } from "./texts.js";

/** How long it is quiet before the widget is put up anew. */
const QUIET_MS = 300;
/** How long a widget may still be loading what was put up before. */
const LOADED_MS = 60_000;
/** With more items than these, the widget would hold the page up after every change: it is put up when it is asked for. */
const ITEMS_MAX = 1_000;
/** How long the widget may take to draw a screen and put the focus on its heading. */
const DRAWN_MS = 1_000;

let screen = "start";
let width = "phone";
let locale;
let locales = [];
/** A persona whose result is shown. */
let shownCode;
let urls = [];
let timer;
let round = 0;
let compiledFor;

/** Puts the side together. */
export function build() {
  on("checked", () => {
    controls();
    showPersonas();
    clearTimeout(timer);
    timer = setTimeout(() => show(), QUIET_MS);
  });
  on("model", () => open.checked && showPersonas());
  controls();
}

/** Writes the controls in the page's language. */
export function controls() {
  const named = (values, key) => values.map((value) => [value, text(`${key}.${value}`)]);
  segments(find("#screen"), "screen", named(["start", "item", "result"], "preview"), screen, (value) => {
    screen = value;
    shownCode = undefined;
    put();
  });
  segments(find("#width"), "width", named(["phone", "desktop"], "preview"), width, (value) => {
    width = value;
    find("#device").dataset.width = value;
  });
  find("#device").dataset.width = width;
  // While the files have errors, what was in order before is on show.
  if (open.checked?.shown) locales = open.checked.locales;
  if (!locales.some((one) => one.locale === locale)) locale = open.checked?.default_locale ?? undefined;
  find("#locale").hidden = locales.length < 2;
  segments(find("#locale"), "locale", locales.map((one) => [one.locale, one.name, one.locale]), locale, (value) => {
    locale = value;
    put();
  });
  if (find("#look-now") && open.checked) offer();
  status();
  showPersonas();
}

/** Says whether what is shown is what the files say now. */
function status() {
  const { checked } = open;
  const place = find("#status");
  const key = !checked ? "checking" : checked.in_order ? "in-order" : checked.shown ? "draft" : "stale";
  place.className = `status ${key}`;
  const sentence = text(`status.${key}`);
  if (place.textContent !== sentence) place.textContent = sentence;
}

/** In the widget's place, what has it put up. */
function offer() {
  const device = find("#device");
  const focused = document.activeElement?.id === "look-now";
  delete device.dataset.catalogue;
  compiledFor = undefined;
  const said = make("p", {}, text("preview.large", { count: new Intl.NumberFormat(current()).format(open.checked.items) }));
  const act = button(text("preview.now"), () => {
    act.disabled = true;
    act.textContent = text("preview.making");
    show(true);
  }, { class: "button", id: "look-now" });
  device.replaceChildren(make("div", { class: "offer" }, said, act));
  if (focused) act.focus();
}

/**
 * Compiles what there is to show, and puts it up; what doesn't compile leaves what was in order before. Of a large
 * catalogue that is done when somebody asks for it.
 */
async function show(isAsked = false) {
  const { project, checked } = open;
  if (!project || !checked?.shown || compiledFor === project.files) return;
  round += 1;
  const own = round;
  if (checked.items > ITEMS_MAX && !isAsked) return offer();
  const { files } = project;
  const given = await ask("compile", { files, draft: true });
  if (own !== round) return;
  if (given.error || given.isSuperseded) return void (isAsked && offer());
  compiledFor = files;
  const before = urls;
  setTimeout(() => before.forEach((url) => URL.revokeObjectURL(url)), LOADED_MS);
  const held = (bytes, type) => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    urls.push(url);
    return url;
  };
  urls = [];
  const { manifest } = given;
  manifest.locales.forEach((one, at) => {
    const { start, length } = given.files[at];
    one.file = held(given.bytes.slice(start, start + length), "application/octet-stream");
  });
  // The element takes an address for that of a manifest by its end.
  find("#device").dataset.catalogue = `${held(JSON.stringify(manifest), "application/json")}#.json`;
  put();
}

/** Forgets what was shown. */
export function clear() {
  round += 1;
  compiledFor = undefined;
  shownCode = undefined;
  locale = undefined;
  locales = [];
  find("#device").replaceChildren();
  delete find("#device").dataset.catalogue;
  status();
}

/** Puts the widget up, in the chosen language and on the chosen screen. Focus and page stay with the author. */
function put() {
  const device = find("#device");
  const { catalogue } = device.dataset;
  if (!catalogue) return;
  const element = make("skill-check", { catalogue, lang: locale, storage: "none", "heading-level": "3", loading: "eager" });
  element.addEventListener("skill-check-ready", () => turn(element), { once: true });
  device.replaceChildren(element);
}

function turn(element) {
  const code = shownCode ?? open.checked?.sample;
  if (screen === "start" && !shownCode) return;
  const before = document.activeElement;
  const [x, y] = [scrollX, scrollY];
  const giveBack = () => {
    if (before && before !== document.body) /** @type {HTMLElement} */ (before).focus({ preventScroll: true });
    else element.shadowRoot.activeElement?.blur();
    requestAnimationFrame(() => scrollTo(x, y));
  };
  element.addEventListener("focusin", giveBack, { once: true, signal: AbortSignal.timeout(DRAWN_MS) });
  if (screen === "item" && !shownCode) element.start();
  else if (code) element.showResult(code);
}

/** What each persona gets, with their result to look at. */
function showPersonas() {
  const personas = open.checked?.personas ?? [];
  find(".personas").hidden = !personas.length;
  find("#personas").replaceChildren(
    ...personas.map(({ id, who, headline, standing, fits, modules, code }) =>
      make("li", { class: "persona" },
        make("div", {},
          make("p", { class: "name" }, who),
          make("p", {}, make("span", { class: `standing ${standing}` }, text(`standing.${standing}`)), ` ${nameOf("profiles", headline)}`),
          make("p", { class: "soft" }, fits.map(({ profile, percent }) => `${nameOf("profiles", profile)} ${percent} %`).join(" · ")),
          modules.length ? make("p", { class: "soft" }, text("personas.modules", { list: modules.map((module) => nameOf("modules", module)).join(", ") })) : "",
        ),
        code ? button(text("personas.show"), () => {
          shownCode = code;
          if (find("#look-now")) show(true);
          else put();
        }, { "aria-label": text("personas.show-name", { name: who }), "data-persona": id }) : "",
      ),
    ),
  );
}
