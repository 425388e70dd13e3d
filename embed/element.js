// The custom element <skill-check>: owns the shadow root, reads attributes, loads the rest, speaks
// with the host page. What is asked and shown is the Wasm module's; see src/element.rs.

import { Ahead } from "./ahead.js";
import { isDrawn } from "./first.js";
import build from "skill-check:build";
import css from "skill-check:styles";
import { asset, hasLater, loadCatalogue, loadExtras, loadHost, loadLater, loadModule, onPanic } from "./loader.js";
import { watchLook } from "./look.js";
import { handOver, message } from "./message.js";
import { reflect, upgrade } from "./properties.js";
import { onSandbox } from "./sandbox.js";
import { closeLink, copy, entered, resultPage, share, withEntered } from "./share.js";
import { Store } from "./store.js";
import { onSwipe } from "./swipe.js";

/** So many panics within so long are too many to go on by itself. */
const PANICS_MAX = 3;
const PANICS_MS = 60_000;
/** What the visitor does with an element; by it we know which one was used last. */
const USES = ["click", "keydown", "change", "submit"];
/** Where a check may be kept; the first is the default. */
const STORAGES = ["session", "local", "none"];
/** How near a visitor has to come before a lazy element loads: another window's height. */
const NEAR = "100% 0px";

/** The string that says more about a failure than that there was one. */
const DETAILS = { "time-out": "time-out", network: "offline", "wasm-missing": "wasm", "wasm-blocked": "wasm" };

/** The styles from the first moment, and those of the result. */
let sheet;
let laterSheet;
let laterCss = "";
const elements = new Set();
/** The element that was used last: when something goes wrong, most likely there. */
let used;
/** More apps of Yew than a page around the widget has; see `keep_apart` in src/element.rs. */
const YEW_APPS = 1000;
/** How many instances there have been; the widgets of earlier ones are dead. */
let generation = 0;

/** The offered locale that serves a BCP 47 tag, if one does. */
function offered(tag) {
  if (!tag) return undefined;
  const wanted = tag.trim().toLowerCase();
  const primary = wanted.split("-")[0];
  return (
    build.locales.find((locale) => locale.toLowerCase() === wanted) ??
    build.locales.find((locale) => locale.split("-")[0].toLowerCase() === primary)
  );
}

/** The nearest language that the page gives around an element, across shadow roots. */
function languageAround(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    const lang = node !== element && node.getAttribute?.("lang");
    if (lang) return lang;
  }
  return undefined;
}

/** Whether an app of the widget's own framework is around an element. */
function isInYew(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    if ("__yew_subtree_id" in node) return true;
  }
  return false;
}

export class SkillCheck extends HTMLElement {
  static observedAttributes = [
    ...["lang", "catalogue", "family", "level", "result-base", "id"],
    ...["mode", "modules", "theme", "storage", "loading", "autostart"],
  ];

  #root = this.attachShadow({ mode: "open" });
  #widget;
  #place;
  #glue;
  #locale;
  #chosenLocale;
  #result = null;
  #store;
  #name;
  #catalogue;
  #generation;
  /** The catalogue; kept, so that going on after a panic needs no network. */
  #bytes;
  #load = 0;
  #failed = false;
  /** The first screen as the build has drawn it, and what was done on it. */
  #ahead;
  /** What the widget was last asked to draw, and what it has drawn. */
  #turn = 0;
  #shown = 0;
  #panics = [];
  #look;
  #courses = 0;
  #near;
  /** Where the widget was last told that the sitting is kept. */
  #keeping;

  constructor() {
    super();
    sheet ??= new CSSStyleSheet();
    if (!sheet.cssRules.length) sheet.replaceSync(css);
    this.#root.adoptedStyleSheets = [sheet];
    onSwipe(this.#root);
    onSandbox(this.#root);
    this.#look = watchLook(this, this.#root, loadHost);
    for (const name of USES) this.#root.addEventListener(name, () => (used = this), true);
  }

  connectedCallback() {
    upgrade(this);
    elements.add(this);
    addEventListener("hashchange", this.#addressed);
    addEventListener("popstate", this.#addressed);
    addEventListener("storage", this.#changed);
    addEventListener("pageshow", this.#changed);
    // Moving the element keeps the app: it is mounted once, unless a panic came in between.
    if (!this.#load) this.#wait();
    else if (this.#widget && this.#generation !== generation) {
      this.#widget = undefined;
      this.#resume();
    } else if (hasLater()) this.#complete();
  }

  disconnectedCallback() {
    elements.delete(this);
    this.#near?.disconnect();
    removeEventListener("hashchange", this.#addressed);
    removeEventListener("popstate", this.#addressed);
    removeEventListener("storage", this.#changed);
    removeEventListener("pageshow", this.#changed);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "loading" && this.isConnected && !this.#load) this.#wait();
    if (!this.#load) return;
    if (name === "lang") this.#chosenLocale = undefined;
    if (name === "lang" || name === "catalogue") this.#start();
    else if (!this.#widget) this.#beginAnew();
    else if (["result-base", "id", "mode"].includes(name)) this.#stand();
    else if (name === "modules") this.#offerCourses();
    else if (name === "theme") this.#themed();
    else this.#follow(name);
  }

  /** What only a widget that is there can follow. */
  #follow(name) {
    if (name === "storage") this.#wishes.keep(this.#choice("storage", STORAGES));
    else if (name === "autostart") this.#autostart();
    else if (name !== "loading") {
      this.#widget.aim(this.getAttribute("family") ?? undefined, this.getAttribute("level") ?? undefined);
      this.#warn();
    }
  }

  /** Loads at once, or, if the page asks for it, when the visitor comes near. */
  #wait() {
    this.#near?.disconnect();
    if (this.#choice("loading", ["eager", "lazy"]) === "eager") {
      this.#start();
      return;
    }
    this.#locale = this.#resolveLocale();
    this.#say(["loading"]);
    this.#near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#near.disconnect();
        if (!this.#load) this.#start();
      },
      { __proto__: null, rootMargin: NEAR },
    );
    this.#near.observe(this);
  }

  #themed() {
    this.#choice("theme", ["auto", "light", "dark"]);
    this.#look();
  }

  #autostart() {
    if (this.hasAttribute("autostart")) this.#widget.autostart();
  }

  /** Says what was wrong with the attributes. */
  #warn() {
    for (const warning of this.#widget.warnings()) console.warn(`<skill-check>: ${warning}`);
  }

  /** Hands the host's own courses to the widget; a later list overtakes an earlier one. */
  async #offerCourses() {
    const turn = ++this.#courses;
    const widget = this.#widget;
    const given = this.getAttribute("modules")?.trim();
    try {
      const list = widget && given ? await (await loadHost()).readCourses(given, this.baseURI, widget.modules()) : [];
      if (widget === this.#widget && turn === this.#courses) widget?.courses(list);
    } catch (cause) {
      console.warn(`<skill-check>: modules: ${cause.message}; there are no courses.`);
    }
  }

  /** What `skill-check-complete` last told, or null. */
  get result() {
    return this.#result;
  }

  /** Begins with the first item without a response; somebody's shared result is closed. */
  start() {
    this.#own((widget) => widget.start());
  }

  /** Deletes all responses and shows the start; somebody's shared result is closed. */
  restart() {
    this.#own((widget) => widget.restart());
  }

  /** Does something with the visitor's own check: the address then no longer names another. */
  #own(action) {
    if (!this.#widget) return;
    closeLink(this, this.#glue.without_code);
    action(this.#widget);
  }

  /** Shows the result of a code, as a link with it would. */
  showResult(code) {
    this.#widget?.open_code(String(code));
  }

  /** Prints the result, without the page around it. */
  async print() {
    try {
      (await loadExtras()).print(this.#root, css + laterCss);
    } catch (cause) {
      // With the page around it, it is on paper all the same.
      console.warn(`<skill-check>: ${cause.message}`);
      print();
    }
  }

  /** Tells the widget where it stands. */
  #stand() {
    if (!this.#widget) return;
    const page = resultPage(this, this.#glue.without_code);
    const isQuick = this.#choice("mode", ["full", "quick"]) === "quick";
    this.#widget.stand(page, this.id || undefined, typeof navigator.share === "function", isQuick);
  }

  /** Whether the address speaks to this element: by its id, or to the first one without. */
  #isAddressed() {
    return Boolean(this.id) || [...elements].find((element) => !element.id) === this;
  }

  /** The address changed: it may hold a result for this element, or no longer. */
  #addressed = () => {
    if (!this.#isAddressed()) return;
    if (!this.#widget) return this.#beginAnew();
    this.#stand();
    this.#widget.open_fragment(location.hash);
  };

  /** The locale to show: the visitor's choice, the attribute, the page around, the browser's, the first. */
  #resolveLocale() {
    const attribute = this.getAttribute("lang");
    if (attribute && !offered(attribute)) {
      const list = build.locales.join(", ");
      console.warn(`<skill-check>: lang="${attribute}" is not available; there is ${list}. The default is used.`);
    }
    return (
      this.#chosenLocale ??
      offered(attribute) ??
      offered(languageAround(this)) ??
      navigator.languages.map(offered).find(Boolean) ??
      build.locales[0]
    );
  }

  /** What is asked: the id of a catalogue that comes with the build, or the URL of another one. */
  get #asked() {
    return this.getAttribute("catalogue")?.trim() || build.catalogue;
  }

  #catalogueUrl() {
    const given = this.#asked;
    if (!Object.hasOwn(build.catalogues, given)) {
      return new URL(given.replace("{locale}", this.#locale), this.baseURI).href;
    }
    const paths = build.catalogues[given];
    return asset(paths[this.#locale] ?? Object.values(paths)[0]);
  }

  /** The value of an attribute that has only some; the first is the default. */
  #choice(name, values) {
    const value = this.getAttribute(name)?.trim() || values[0];
    if (values.includes(value)) return value;
    console.warn(`<skill-check>: ${name}="${value}" is unknown; there is ${values.join(", ")}. The default is used.`);
    return values[0];
  }

  /** The locales to switch between; a URL without a place for one stands for a single language. */
  #locales() {
    const given = this.#asked;
    if (!Object.hasOwn(build.catalogues, given)) return given.includes("{locale}") ? build.locales : [];
    return build.locales.filter((locale) => Object.hasOwn(build.catalogues[given], locale));
  }

  /** Loads what is missing, then mounts; a newer call overtakes an older one. */
  async #start() {
    const load = ++this.#load;
    const before = this.#locale;
    this.#locale = this.#resolveLocale();
    if (!this.#widget) this.#begin();
    try {
      // A catalogue from elsewhere is checked, which takes code that is loaded later.
      const checking = Object.hasOwn(build.catalogues, this.#asked) || this.#prepareLater();
      const [glue, bytes] = await Promise.all([loadModule(), loadCatalogue(this.#catalogueUrl(), this.#failed), checking]);
      if (load !== this.#load) return;
      const isFirst = !this.#widget;
      // Whoever comes back in the middle has gone on to a second question before; what this visit
      // keeps from here on tells nothing.
      const kept = [this.#store, this.#name];
      const isBack = Boolean(this.#stored().record);
      const catalogue = this.#asked;
      try {
        if (this.#widget && this.#catalogue === catalogue) this.#widget.show(bytes, hasLater());
        else {
          // What was done ahead of one check is not meant for another.
          if (!isFirst) this.#ahead = undefined;
          this.#mount(glue, bytes);
        }
      } catch (cause) {
        [this.#store, this.#name] = kept;
        throw cause;
      }
      this.#bytes = bytes;
      this.#catalogue = catalogue;
      this.#failed = false;
      if (isFirst) await this.#handOver();
      if (isBack) this.#loadLater(false);
      this.#tell("ready", {});
    } catch (cause) {
      if (load !== this.#load) return;
      // What is on show stays, in its language; the visitor can ask again.
      if (this.#widget && before !== this.#locale) {
        this.#locale = before;
        this.#chosenLocale = before;
        this.#widget.locale_failed();
      }
      this.#fail(cause);
    }
  }

  /** Shows the first screen as the build has drawn it, if that is what the widget will show. */
  #begin() {
    const name = this.hasAttribute("autostart") ? "item" : "start";
    const isFresh =
      isDrawn(this.#asked, this.#locale) &&
      !["family", "level", "mode"].some((name) => this.hasAttribute(name)) &&
      !location.hash.includes("skill-check") &&
      !this.#stored().record;
    // What was done on another screen is not meant for this one.
    if (!isFresh || this.#ahead?.shows !== this.#locale + name) this.#ahead = undefined;
    if (!isFresh) return this.#say(["loading"]);
    this.#ahead ??= new Ahead(this.#locale, name);
    if (this.#root.contains(this.#ahead.place)) return;
    this.#root.replaceChildren(this.#ahead.place);
    this.#look();
  }

  /** The host has changed something before the widget is there: the first screen may be another one. */
  #beginAnew() {
    if (this.#root.contains(this.#ahead?.place ?? null)) this.#begin();
  }

  /**
   * Where the sitting is kept: another catalogue is another check, with a store of its own. A widget
   * that is there keeps its store when the element's id changes.
   */
  #stored() {
    const asked = this.#asked;
    const name = `${this.id}:${asked}`;
    if (this.#name !== name && this.#catalogue !== asked) {
      this.#store = new Store(this, name, this.#choice("storage", STORAGES), this.#saved);
      this.#name = name;
    }
    return this.#store;
  }

  /** The widget takes over from the first screen; after a panic, the next one from where that came. */
  async #handOver() {
    if (!this.#place.hidden || (await this.#ahead.handOver(this.#place, this.#drawn))) this.#ahead = undefined;
  }

  /** Waits until the widget has drawn what was done to it; in vain, and false, where it has panicked. */
  #drawn = async () => {
    const widget = this.#widget;
    const turn = ++this.#turn;
    widget?.turn(turn);
    while (widget && widget === this.#widget && this.#shown !== turn) await new Promise((done) => setTimeout(done));
    return widget && widget === this.#widget;
  };

  #mount(glue, bytes) {
    const place = document.createElement("div");
    place.hidden = Boolean(this.#ahead);
    this.#generation = generation;
    // On a place of its own: each of those apps leaves its number there.
    if (isInYew(this)) glue.keep_apart(document.createElement("div"), YEW_APPS + Number.parseInt(build.id.slice(0, 2), 16));
    this.#widget = new glue.Widget(
      place,
      bytes,
      this.#locales().map((locale) => `${locale}\n${build.messages[locale]["loader.locale-name"]}`),
      this.getAttribute("family") ?? undefined,
      this.getAttribute("level") ?? undefined,
      this.#store.record ?? undefined,
      this.id || undefined,
      this.#isAddressed() ? location.hash : "",
      hasLater(),
      this.#heard,
    );
    // Not before: what can't be mounted takes nothing away.
    this.#place?.remove();
    this.#place = place;
    if (this.#root.contains(this.#ahead?.place ?? null)) this.#root.append(place);
    else this.#root.replaceChildren(place);
    this.#glue = glue;
    if (hasLater()) this.#dress();
    this.#kept();
    this.#offer(this.#store.other ?? this.#store.news());
    this.#stand();
    this.#themed();
    this.#warn();
    if (this.hasAttribute("modules")) this.#offerCourses();
    this.#autostart();
  }

  /** Says where the sitting is kept. */
  #kept() {
    this.#keeping = this.#where;
    this.#widget?.kept(this.#keeping);
  }

  get #where() {
    return this.#store.refused ? "refused" : this.#store.mode;
  }

  /** The store has been at work; `other` is what it found of another window's. */
  #saved = (other) => {
    // Not now: the widget may be in the middle of drawing.
    queueMicrotask(() => {
      if (this.#where !== this.#keeping) this.#kept();
      this.#offer(other);
    });
  };

  #offer(record) {
    if (record) this.#widget?.offer(record);
  }

  /** Another window has kept something, or this page comes back from the past. */
  #changed = (event) => {
    // A widget that is yet to come asks for news itself.
    if (!this.#widget || (event.type === "storage" && event.key !== this.#store.key)) return;
    this.#offer(this.#store.news());
  };

  /** Has the result's styles, too, and may show it. */
  #dress() {
    laterSheet ??= new CSSStyleSheet();
    if (!laterSheet.cssRules.length) laterSheet.replaceSync(laterCss);
    // Beside what there is: colours may have been mended.
    const sheets = this.#root.adoptedStyleSheets;
    if (!sheets.includes(laterSheet)) this.#root.adoptedStyleSheets = [...sheets, laterSheet];
  }

  /** What a result needs is there: its styles, its code, and with it its texts. Whoever has it, keeps it. */
  #complete() {
    if (this.#root.adoptedStyleSheets.includes(laterSheet)) return;
    this.#dress();
    this.#widget?.show(this.#bytes, true);
    this.#widget?.later(true);
  }

  async #prepareLater() {
    laterCss = await loadLater();
    for (const element of elements) element.#complete();
  }

  /** Loads what a result needs. Ahead of need a failure is not worth a word: there is another try. */
  async #loadLater(isNeeded) {
    try {
      await this.#prepareLater();
    } catch (cause) {
      if (!isNeeded) return;
      console.error(`<skill-check>: ${cause.code}: ${cause.message}`);
      this.#widget?.later(false);
      this.#tell("error", { code: cause.code, message: cause.message });
    }
  }

  /** Called by the widget with the name of what happened. */
  #heard = (name, detail) => {
    if (name in this.#wishes) {
      this.#wishes[name](detail);
      return;
    }
    // Whoever goes on to a second question will want to see a result, perhaps without a connection.
    if (name === "shown") return void (this.#shown = detail);
    if (name === "item") return void this.#loadLater(false);
    if (name === "complete" || name === "restored") this.#result = Object.freeze(detail);
    if (name === "start") this.#result = null;
    if (name !== "restored") this.#tell(name, detail);
  };

  /** What only a script can do for the widget, by name. */
  #wishes = {
    __proto__: null,
    locale: (tag) => {
      this.#chosenLocale = tag;
      this.#start();
    },
    save: (record) => {
      this.#saved(this.#store.save(record));
    },
    unreadable: (code) => {
      this.#store.setAside();
      console.warn(`<skill-check>: the saved session can't be read (${code}); it was set aside.`);
    },
    keep: (mode) => {
      const other = this.#store.keepIn(mode);
      this.#kept();
      this.#offer(other);
    },
    delete: () => {
      this.#result = null;
      this.#store.clear();
    },
    decided: () => this.#saved(this.#store.decide()),
    "go-to": (id) => {
      const heading = this.#root.getElementById(id);
      heading.tabIndex = -1;
      heading.focus();
      heading.scrollIntoView();
    },
    copy: async (url) => {
      const succeeded = await copy(this.#root, url);
      this.#widget?.copied(succeeded);
      if (succeeded) this.#tell("share", { url });
    },
    "system-share": async (url) => {
      if (await share(document.title, url)) this.#tell("share", { url });
    },
    mailed: (url) => this.#tell("share", { url }),
    qr: async (url) => {
      try {
        const { width, path } = (await loadExtras()).draw(url);
        this.#widget?.drawn(width, path);
      } catch (cause) {
        console.error(`<skill-check>: qr-failed: ${cause.message}`);
        this.#widget?.drawn(0, undefined);
      }
    },
    take: async (kind) => {
      if (kind === "print") return this.print();
      let succeeded = true;
      try {
        // The Swedish way to write a date is the standard's.
        const today = new Date().toLocaleDateString("sv-SE");
        const [name, text] = this.#widget.exported(kind === "csv", today);
        await (await loadExtras()).save(kind, name, text);
      } catch (cause) {
        console.error(`<skill-check>: export-failed: ${cause.message}`);
        succeeded = false;
      }
      this.#widget?.taken(succeeded);
    },
    later: () => this.#loadLater(true),
    open: () => {
      const { value } = this.#root.querySelector(".sc-open__link");
      // Through the address, so that the way back leads here; unless it speaks to another element.
      if (this.#isAddressed()) location.hash = withEntered(this, this.#glue.without_code, value);
      else this.#widget.open_code(entered(value));
    },
    "close-link": () => closeLink(this, this.#glue.without_code),
    "link-problem": (code) => this.#tell("error", { code, message: code }),
  };

  #tell(name, detail) {
    const init = { bubbles: true, composed: true, detail: Object.freeze(detail) };
    this.dispatchEvent(new CustomEvent(`skill-check-${name}`, init));
  }

  /** Shows a failure in place, with the way to try again. */
  #fail(cause) {
    // A trap is heard by the guard around the instance, and mended there.
    if (globalThis.WebAssembly && cause instanceof WebAssembly.RuntimeError) return;
    const code = cause.code ?? String(cause).split(":")[0];
    const text = cause.message ?? String(cause);
    console.error(`<skill-check>: ${code}: ${text}`);
    this.#failed = true;
    // A catalogue that fails to load leaves a check that runs as it is.
    if (!this.#widget) {
      const detail = DETAILS[code] ?? (code.startsWith("catalogue") && "catalogue");
      this.#say(["failed", detail], ["retry", () => this.#start()]);
    }
    this.#tell("error", { code, message: text });
  }

  /** After a panic anywhere: the element that was in use says so, the others go on by themselves. */
  recover(text) {
    if (!this.#widget && this !== used) return;
    this.#widget = undefined;
    if (this !== used) {
      this.#resume();
      return;
    }
    const now = Date.now();
    this.#panics = [...this.#panics.filter((time) => now - time < PANICS_MS), now];
    console.error(`<skill-check>: panic: ${text}`);
    if (this.#panics.length < PANICS_MAX) this.#say(["crashed"], ["continue", () => this.#resume()]);
    else this.#say(["crashed-often"], ["copy", this.#takeAlong], ["continue", () => this.#resume()]);
    this.#tell("error", { code: "panic", message: text });
  }

  /** Goes on from what was kept, with what is loaded already. */
  async #resume() {
    if (!this.#bytes) return this.#start();
    try {
      const glue = await loadModule();
      if (this.#widget) return;
      this.#mount(glue, this.#bytes);
      await this.#handOver();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Gives the answers to the visitor: in words if the module still can, else as they are kept. */
  #takeAlong = async (box) => {
    const record = this.#store?.record ?? "";
    let text = record;
    try {
      text = (await loadModule()).in_words(this.#bytes, record) ?? record;
    } catch (cause) {
      console.error(`<skill-check>: ${cause.message}`);
    }
    handOver(box, build.messages[this.#locale]["loader.copied"], text);
  };

  /** A message of the loader itself, in the element's place; keys name its strings. */
  #say(keys, ...actions) {
    const text = (key) => build.messages[this.#locale][`loader.${key}`];
    const buttons = actions.map(([key, action]) => [text(key), action]);
    this.#root.replaceChildren(message(this.#locale, keys.filter(Boolean).map(text), buttons));
  }
}

onPanic((text) => {
  generation++;
  if (!used?.isConnected) [used] = elements;
  for (const element of elements) element.recover(text);
});
Store.sweep();

reflect(SkillCheck);
if (!customElements.get("skill-check")) customElements.define("skill-check", SkillCheck);
