// The custom element <skill-check>: owns the shadow root, reads attributes, loads the rest, speaks
// with the host page. What is asked and shown is the Wasm module's; see src/element.rs.

import build from "skill-check:build";
import css from "skill-check:styles";
import { closeLink, copy, resultPage, share } from "./share.js";

const BASE = new URL(".", import.meta.url);
const TIME_OUT_MS = 30_000;

let sheet;
/** The module and its panics are shared by all elements of a page. */
let loading;
let attempts = 0;
const elements = new Set();

/** A failure with a code that the host page can tell apart. */
class LoadError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const asset = (path) => new URL(path, BASE).href;

async function fetched(url, code) {
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIME_OUT_MS) });
  } catch (cause) {
    throw new LoadError("network", `${url}: ${cause.message}`);
  }
  if (!response.ok) throw new LoadError(code, `${url}: ${response.status}`);
  return response;
}

function loadModule() {
  loading ??= (async () => {
    if (typeof WebAssembly !== "object") throw new LoadError("wasm-missing", "no WebAssembly");
    // A failed import stays failed for its URL, so each further attempt gets a URL of its own.
    const retry = attempts++ ? `?attempt=${attempts}` : "";
    const wasm = fetched(asset(build.wasm) + retry, "wasm-not-found");
    wasm.catch(() => {});
    let glue;
    try {
      glue = await import(asset(build.glue) + retry);
    } catch (cause) {
      throw new LoadError("script-not-found", cause.message);
    }
    const response = await wasm;
    try {
      await glue.default({ module_or_path: response });
    } catch (cause) {
      const blocked = cause instanceof WebAssembly.CompileError;
      throw new LoadError(blocked ? "wasm-blocked" : "wasm-broken", cause.message);
    }
    glue.on_panic(panicked);
    return glue;
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

/** After a panic the instance can't be trusted: no element uses it any more. */
function panicked(message) {
  loading?.then((glue) => glue.__wbg_reset_state?.());
  loading = undefined;
  for (const element of elements) element.recover(message);
}

async function loadCatalogue(url) {
  const response = await fetched(url, "catalogue-not-found");
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new LoadError("network", `${url}: ${cause.message}`);
  }
}

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

export class SkillCheck extends HTMLElement {
  static observedAttributes = ["lang", "catalogue", "family", "level", "result-base", "id"];

  #root = this.attachShadow({ mode: "open" });
  #widget;
  #glue;
  #locale;
  #chosenLocale;
  #result = null;
  #saved;
  #load = 0;
  #panics = [];

  constructor() {
    super();
    sheet ??= new CSSStyleSheet();
    if (!sheet.cssRules.length) sheet.replaceSync(css);
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    elements.add(this);
    addEventListener("hashchange", this.#addressed);
    addEventListener("popstate", this.#addressed);
    // Moving the element keeps the app: it is mounted once.
    if (!this.#widget && !this.#load) this.#start();
  }

  disconnectedCallback() {
    elements.delete(this);
    removeEventListener("hashchange", this.#addressed);
    removeEventListener("popstate", this.#addressed);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#load) return;
    if (name === "lang") this.#chosenLocale = undefined;
    if (name === "lang" || name === "catalogue") this.#start();
    else if (name === "result-base" || name === "id") this.#stand();
    else this.#widget?.aim(this.getAttribute("family") ?? undefined, this.getAttribute("level") ?? undefined);
  }

  /** What `skill-check-complete` last told, or null. */
  get result() {
    return this.#result;
  }

  /** Begins with the first item without a response. */
  start() {
    this.#widget?.start();
  }

  /** Deletes all responses and shows the start. */
  restart() {
    this.#widget?.restart();
  }

  /** Shows the result of a code, as a link with it would. */
  showResult(code) {
    this.#widget?.open_code(String(code));
  }

  /** Prints the page with the result. */
  print() {
    print();
  }

  /** Tells the widget where it stands. */
  #stand() {
    if (!this.#widget) return;
    const page = resultPage(this, this.#glue.without_code);
    this.#widget.stand(page, this.id || undefined, typeof navigator.share === "function");
  }

  /** Whether the address speaks to this element: by its id, or to the first one without. */
  #isAddressed() {
    return Boolean(this.id) || [...elements].find((element) => !element.id) === this;
  }

  /** The address changed: it may hold a result for this element, or no longer. */
  #addressed = () => {
    if (!this.#widget || !this.#isAddressed()) return;
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

  #catalogueUrl() {
    const given = this.getAttribute("catalogue")?.trim();
    if (given) return new URL(given.replace("{locale}", this.#locale), this.baseURI).href;
    return asset(build.catalogues[build.catalogue][this.#locale]);
  }

  /** Loads what is missing, then mounts; a newer call overtakes an older one. */
  async #start() {
    const load = ++this.#load;
    this.#locale = this.#resolveLocale();
    if (!this.#widget) this.#say("loading");
    try {
      const [glue, bytes] = await Promise.all([loadModule(), loadCatalogue(this.#catalogueUrl())]);
      if (load !== this.#load) return;
      if (this.#widget) this.#widget.show(bytes);
      else this.#mount(glue, bytes);
      this.#tell("ready", {});
    } catch (cause) {
      if (load === this.#load) this.#fail(cause);
    }
  }

  #mount(glue, bytes) {
    const place = document.createElement("div");
    this.#root.replaceChildren(place);
    this.#widget = new glue.Widget(
      place,
      bytes,
      build.locales.map((locale) => `${locale}\n${build.messages[locale]["loader.locale-name"]}`),
      this.getAttribute("family") ?? undefined,
      this.getAttribute("level") ?? undefined,
      this.#saved ?? this.#store("get") ?? undefined,
      this.id || undefined,
      this.#isAddressed() ? location.hash : "",
      this.#heard,
    );
    this.#glue = glue;
    this.#stand();
    for (const warning of this.#widget.warnings()) console.warn(`<skill-check>: ${warning}`);
    if (this.hasAttribute("autostart")) this.#widget.start();
  }

  /** Called by the widget with the name of what happened. */
  #heard = (name, detail) => {
    if (name === "locale") {
      this.#chosenLocale = detail;
      this.#start();
      return;
    }
    if (name in this.#wishes) {
      this.#wishes[name](detail);
      return;
    }
    if (name === "save") {
      // Kept in memory first: it outlives a refused storage and a dead instance.
      this.#saved = detail;
      this.#store(detail === null ? "remove" : "set", detail);
      return;
    }
    if (name === "unreadable") {
      this.#saved = undefined;
      this.#store("aside");
      console.warn(`<skill-check>: the saved session can't be read (${detail}); it was set aside.`);
      return;
    }
    if (name === "complete" || name === "restored") this.#result = Object.freeze(detail);
    if (name === "start") this.#result = null;
    if (name !== "restored") this.#tell(name, detail);
  };

  /** What only a script can do for the widget, by name. */
  #wishes = {
    __proto__: null,
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
        const { width, path } = (await import(asset(build.qr))).draw(url);
        this.#widget?.drawn(width, path);
      } catch (cause) {
        console.error(`<skill-check>: qr-failed: ${cause.message}`);
        this.#widget?.drawn(0, undefined);
      }
    },
    "close-link": () => closeLink(this, this.#glue.without_code),
    "link-problem": (code) => this.#tell("error", { code, message: code }),
  };

  /** Reads, writes, removes or sets aside the saved session; a refused storage is no failure. */
  #store(action, value) {
    const mode = this.getAttribute("storage") ?? "session";
    if (mode === "none") return undefined;
    const key = `skill-check:${this.id}:${this.getAttribute("catalogue") ?? build.catalogue}`;
    try {
      const storage = mode === "local" ? localStorage : sessionStorage;
      if (action === "get") return storage.getItem(key);
      if (action === "set") storage.setItem(key, value);
      if (action === "aside") storage.setItem(`${key}:unreadable`, storage.getItem(key) ?? "");
      if (action === "remove" || action === "aside") storage.removeItem(key);
    } catch (cause) {
      console.warn(`<skill-check>: the session isn't saved: ${cause.message}`);
    }
    return undefined;
  }

  #tell(name, detail) {
    const init = { bubbles: true, composed: true, detail: Object.freeze(detail) };
    this.dispatchEvent(new CustomEvent(`skill-check-${name}`, init));
  }

  /** Shows a failure in place, with the way to try again. */
  #fail(cause) {
    const code = cause.code ?? String(cause).split(":")[0];
    const message = cause.message ?? String(cause);
    console.error(`<skill-check>: ${code}: ${message}`);
    // A catalogue that fails to load leaves a check that runs as it is.
    if (!this.#widget) {
      const detail =
        code === "network" ? "offline" : code.startsWith("wasm-") ? "wasm" : code.startsWith("catalogue") && "catalogue";
      this.#say("failed", detail, "retry");
    }
    this.#tell("error", { code, message });
  }

  /** After a panic: offers to go on from the last state that was kept. */
  recover(message) {
    this.#widget = undefined;
    const now = Date.now();
    this.#panics = [...this.#panics.filter((time) => now - time < 60_000), now];
    console.error(`<skill-check>: panic: ${message}`);
    this.#say("crashed", undefined, "continue");
    this.#tell("error", { code: "panic", message });
  }

  /** A message of the loader itself, in the element's place. */
  #say(key, detailKey, actionKey) {
    const messages = build.messages[this.#locale];
    const box = document.createElement("div");
    box.className = "sc-loader";
    box.lang = this.#locale;
    box.setAttribute("part", "message");
    box.setAttribute("role", "status");
    for (const name of [key, detailKey]) {
      if (!name) continue;
      const line = document.createElement("p");
      line.textContent = messages[`loader.${name}`];
      box.append(line);
    }
    if (actionKey) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sc-button sc-button--primary";
      button.textContent = messages[`loader.${actionKey}`];
      button.addEventListener("click", () => this.#start());
      box.append(button);
    }
    this.#root.replaceChildren(box);
  }
}

if (!customElements.get("skill-check")) customElements.define("skill-check", SkillCheck);
