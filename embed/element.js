// The custom element <skill-check>: owns the shadow root, reads attributes, loads the rest, speaks
// with the host page. What is asked and shown is the Wasm module's; see src/element.rs.

import { closeLink, forget, fragment, take } from "./address.js";
import { Ahead } from "./ahead.js";
import { asked, isBuilt, loadAsked, ownStrings, shownIn, strings, switched } from "./asked.js";
import { ATTRIBUTES, OFFERS, isOdd, isPlain, loadingOf, standing, storageOf } from "./attributes.js";
import { choice } from "./choice.js";
import { tell } from "./events.js";
import { Failure, detailOf, logged } from "./failure.js";
import { fetchDrawn, isDrawn } from "./first.js";
import { expire, isKept, keyOf } from "./kept.js";
import { languageAround } from "./languages.js";
import build from "skill-check:build";
import css from "skill-check:styles";
import { current, hasLater, loadExtras, loadHost, loadLater, loadModule, onPanic } from "./loader.js";
import { watchLook } from "./look.js";
import { mask } from "./mask.js";
import { message } from "./message.js";
import { whenWanted } from "./near.js";
import { counter } from "./panics.js";
import { reflect, upgrade } from "./properties.js";
import { attach } from "./root.js";
import { turns } from "./turns.js";

/** What the visitor does with an element; by it we know which one was used last. */
const USES = ["click", "keydown", "change", "submit"];

/** The styles of the result, and what it asks of its element. */
let laterSheet;
let later = { css: "" };
const elements = new Set();
/** The element that was used last: when something goes wrong, most likely there. */
let used;
/** How many instances there have been: the widgets of earlier ones are dead. */
let generation = 0;

export class SkillCheck extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** What an element of an earlier build has left: record, language, what was done on the first screen, calls. */
  inherited = /** @type {any[]} */ ([undefined, undefined, [], []]);

  #root;
  /** A place below each screen for what the page has put into the element. */
  #footer = document.createElement("slot");
  /** @type {import("skill-check:bound").Widget | undefined} */
  #widget;
  #place;
  #glue;
  #acts;
  #locale;
  #chosenLocale;
  #result = null;
  #store;
  #name;
  #catalogue;
  #generation;
  #compiled;
  /** Whether the widget has all that a result needs. */
  #isComplete = false;
  #load = 0;
  #failed = false;
  /** The first screen as the build has drawn it, and what was done on it. */
  #ahead;
  /** Who waits for what the widget was asked to draw. */
  #turns = turns(() => this.#widget);
  #isPanickingOften = counter();
  /** What the page has called before there was a widget. */
  #calls = [];
  #look;
  #near;
  /** Where the widget was last told that the sitting is kept. */
  #keeping;
  /** Ends the watch over a check that many people use. */
  #guarded;
  /** Whether a later build's check has come into this one's place, and while it comes. */
  #isSucceeded = false;
  #succession;

  /** Attaches the shadow root, and listens in it. */
  #attach() {
    this.#root = attach(this);
    this.#footer.name = "footer";
    this.#look = watchLook(this, this.#root, loadHost);
    for (const name of USES) this.#root.addEventListener(name, () => (used = this), true);
  }

  connectedCallback() {
    if (this.#isSucceeded) return;
    upgrade(this);
    if (!this.#root) {
      this.#attach();
      this.#chosenLocale = this.inherited[1];
      this.#calls.push(...this.inherited[3]);
      if (isOdd(this)) loadHost().then(({ noteMistakes }) => noteMistakes(this), () => {});
    }
    elements.add(this);
    if (this.#storage !== "none") expire();
    this.#take();
    this.#listen("addEventListener");
    // Moving the element keeps the app: it is mounted once, unless a panic came in between.
    if (!this.#load) this.#wait();
    else if (this.#widget && this.#generation !== generation) {
      this.#widget = undefined;
      this.#resume();
    } else if (hasLater()) this.#loadLater(false);
    if (this.#widget) this.#guard().catch((cause) => this.#fail(cause));
  }

  disconnectedCallback() {
    elements.delete(this);
    // Not at once: it may only be moved.
    queueMicrotask(() => {
      if (!this.isConnected) for (const element of elements) element.#inherit();
    });
    this.#near?.();
    this.#unguard();
    this.#listen("removeEventListener");
  }

  #listen(how) {
    for (const name of ["hashchange", "popstate"]) globalThis[how](name, this.#addressed);
    for (const name of ["storage", "pageshow"]) globalThis[how](name, this.#changed);
  }

  attributeChangedCallback(name, before, after) {
    // An element that is not on the page yet reads its attributes once it is.
    if (before === after || !this.#root || this.#isSucceeded) return;
    if (name === "theme") return this.#themed();
    if (name === "address") return this.#take();
    if (name === "lang") this.#chosenLocale = undefined;
    if (!this.#load) return void (this.isConnected && this.#wait());
    if (name === "lang" || name === "catalogue") this.#start();
    else if (!this.#widget) this.#beginAnew();
    else if (["result-base", "result-parameters", "id", "mode", "ladder"].includes(name)) this.#stand();
    else if (name === "modules" || OFFERS.includes(name)) this.#offerMore();
    else this.#follow(name);
  }

  /** What only a widget that is there can follow. */
  #follow(name) {
    if (name === "kiosk") {
      this.#unguard();
      this.#guard().catch((cause) => this.#fail(cause));
    }
    if (name === "storage" || name === "kiosk") this.#wishes.keep(this.#storage);
    else if (name === "autostart") this.#autostart();
    else if (name === "family" || name === "level") this.#widget?.aim();
  }

  /** Whether the check stands on a computer that many people use, and leaves nothing there. */
  get #isKiosk() {
    return this.hasAttribute("kiosk");
  }

  /** Watches over a check that many people use; what does comes first, as the check doesn't go without it. */
  async #guard() {
    if (!this.#isKiosk || this.#guarded) return;
    const { guard } = await loadHost();
    if (!this.#isKiosk || !this.isConnected) return;
    this.#guarded ??= guard(this, this.#root, () => [this.#locale, ownStrings(asked(this), this.#locale)], () => this.#reset());
  }

  /** Begins afresh, as for somebody else. */
  #reset() {
    this.#forget();
    this.#chosenLocale = undefined;
    if (!this.#widget) return;
    this.#widget.tell("reset");
    this.#widget.aim();
    this.#autostart();
    if (shownIn(this, this.#chosenLocale) !== this.#locale) this.#start();
  }

  #unguard() {
    this.#guarded?.();
    this.#guarded = undefined;
  }

  /** Loads at once, or when the page wants it; of itself when the first screen, which is here, is about to be used. */
  #wait() {
    this.#near?.();
    const when = loadingOf(this);
    const isLazy = when === "lazy";
    this.#locale = shownIn(this, this.#chosenLocale);
    if (isLazy) this.#say(["loading"]);
    else if (when === "eager" || this.#isKiosk || this.#calls.length || !this.#begin() || this.#ahead?.acts.length) return this.#start();
    this.#near = whenWanted(this, isLazy, () => this.#load || this.#start());
  }

  #themed() {
    choice(this, "theme", ["auto", "light", "dark"]);
    this.#look();
  }

  #autostart() {
    if (this.hasAttribute("autostart")) this.#widget?.tell("autostart");
  }

  /** What `skill-check-complete` last told, or null. */
  get result() {
    return this.#result;
  }

  /** Begins with the first item without a response; somebody's shared result is closed. */
  start() {
    this.#own("start");
  }

  /** Deletes all responses and shows the start; somebody's shared result is closed. */
  restart() {
    this.#own("restart");
  }

  /** Does something with the visitor's own check: the address then no longer names another. */
  #own(action) {
    if (this.#waits([action])) return;
    closeLink(this.id);
    this.#widget?.tell(action);
  }

  /** Shows the result of a code, as a link with it would. */
  showResult(code) {
    if (!this.#waits(["showResult", code])) this.#widget?.open_code(String(code));
  }

  /** Keeps a call until there is a widget, which is loaded for it; false where there is one. */
  #waits(call) {
    if (this.#widget) return false;
    this.#calls.push(call);
    if (this.isConnected && !this.#load) this.#start();
    return true;
  }

  /** Prints the result, without the page around it; before there can be one, the page. */
  async print() {
    await (later.print ?? globalThis.print)?.(this.#root, css + later.css, loadExtras);
  }

  /** Tells the widget where it stands; the page that results lead to once there can be one. */
  #stand() {
    this.#widget?.stand(standing(this, later.resultPage?.(this) ?? ""));
  }

  /** Whether the address speaks to this element: by its id, or to the first one without. */
  #isAddressed() {
    return Boolean(this.id) || [...elements].find((element) => !element.id) === this;
  }

  /** Reads the code in the address, which only pages that nobody else watches keep there. */
  #take() {
    take(!this.#isKiosk && choice(this, "address", ["clear", "keep"]) === "keep", this.#isKiosk);
  }

  /** The address changed: it may hold a result for this element, or no longer. */
  #addressed = () => {
    const before = fragment();
    this.#take();
    if (!this.#isAddressed()) return;
    if (!this.#widget) return this.#beginAnew();
    this.#stand();
    if (before || fragment()) this.#widget.open_fragment(fragment());
  };

  /** Where a sitting is kept. */
  get #storage() {
    return this.#isKiosk ? "none" : storageOf(this);
  }

  /** Loads what is missing, then mounts; a newer call overtakes an older one. */
  async #start() {
    const load = ++this.#load;
    const before = this.#locale;
    this.#locale = shownIn(this, this.#chosenLocale);
    if (!this.#widget) this.#begin();
    try {
      // Whoever has the code for a result may need its texts at once.
      const loading = loadAsked(this, this.#chosenLocale, hasLater(), Number(this.#failed));
      // A catalogue from elsewhere is checked, which takes code that is loaded later.
      const checking = isBuilt(asked(this)) || this.#loadCode();
      const [glue, [compiled, locale]] = await Promise.all([loadModule(), loading, checking, this.#guard()]);
      if (load !== this.#load) return;
      this.#locale = locale;
      const isFirst = !this.#widget;
      let had = false;
      // Whoever comes back in the middle has gone on to a second question before; what this visit
      // keeps from here on tells nothing.
      const kept = [this.#store, this.#name];
      const isBack = Boolean(this.#stored(glue, isFirst && Boolean(this.#ahead)).record);
      const catalogue = asked(this);
      try {
        if (this.#widget && this.#catalogue === catalogue) this.#show(compiled);
        else {
          // What was done ahead of one check is not meant for another.
          if (!isFirst) this.#ahead = undefined;
          had = this.#mount(glue, compiled);
        }
      } catch (cause) {
        [this.#store, this.#name] = kept;
        throw cause;
      }
      this.#compiled = compiled;
      this.#catalogue = catalogue;
      this.#failed = false;
      if (isFirst) await this.#handOver();
      if (had) await this.#refocus();
      // The code for a result may have come meanwhile, for another element.
      if (isBack || hasLater()) this.#loadLater(false);
      tell(this, "ready", { returning: isBack });
    } catch (cause) {
      if (load !== this.#load || (await this.#succeeded(cause))) return;
      // What is on show stays, in its language; the visitor can ask again.
      if (this.#widget && before !== this.#locale) {
        this.#locale = this.#chosenLocale = before;
        this.#widget.tell("no-locale");
      }
      this.#fail(cause);
    }
  }

  /** Shows the first screen as the build has drawn it, if that is what the widget will show; says whether it is or may yet be. */
  #begin() {
    const name = this.hasAttribute("autostart") ? "item" : "start";
    const isBegun = this.#store ? this.#name === this.#checkName && this.#store.record : this.inherited[0];
    const of = `${asked(this)} ${name}`;
    // Who sees the first screen already has begun nothing: what is found later is another window's.
    const isElsewhere = this.#storage !== "none" && this.#ahead?.of !== of && isKept(keyOf(this, this.#checkName));
    const isFirst = isPlain(this) && !fragment() && !isBegun && !isElsewhere;
    const isFresh = isFirst && isDrawn(asked(this), this.#locale);
    // What was done on another screen is not meant for this one.
    if (!isFirst || this.#ahead?.of !== of) this.#ahead = undefined;
    if (!isFresh) {
      this.#say(["loading"]);
      return isFirst && fetchDrawn(asked(this), this.#locale, this.#fetched);
    }
    if (this.#ahead?.locale !== this.#locale) this.#ahead = new Ahead(of, this.#locale, name, this.#ahead?.acts ?? this.inherited[2], this.#wishes.locale, this.#root);
    const { place } = this.#ahead;
    if (place.nextSibling === this.#footer) return true;
    if (this.#replace(place)) place.querySelector("h2")?.focus();
    this.#look();
    return true;
  }

  /** First screens in other languages have come, this one's among them or not. */
  #fetched = (isDrawn) => {
    if (this.#widget || this.#failed) return;
    if (!(isDrawn && this.#begin()) && !this.#load) this.#start();
  };

  /** The host has changed something before the widget is there: the first screen may be another one. */
  #beginAnew() {
    if (this.#root.contains(this.#ahead?.place ?? null)) this.#fetched(true);
  }

  /** What tells this element's check from those of others. */
  get #checkName() {
    return `${this.id}:${asked(this)}`;
  }

  /** Where the sitting is kept; another catalogue is another check. A widget that is there keeps its store. */
  #stored(glue, isFresh) {
    const name = this.#checkName;
    if (this.#name !== name && this.#catalogue !== asked(this)) {
      this.#store = new glue.Store(keyOf(this, name), this.#storage, this.#saved, isFresh, this.#deleted);
      this.#name = name;
    }
    return this.#store;
  }

  /** Another element has gone. A check that has not begun takes over its key, and goes on with what lies there. */
  #inherit() {
    if (!this.#widget || this.#ahead || this.#store.record || keyOf(this, this.#name) === this.#store.key) return;
    this.#name = this.#catalogue = undefined;
    const { record } = this.#stored(this.#glue, false);
    this.#catalogue = asked(this);
    if (!record) return this.#kept();
    this.#mount(this.#glue, this.#compiled);
    this.#loadLater(false);
  }

  /** The widget takes over from the first screen; after a panic, the next one from where that came. */
  async #handOver() {
    if (this.#place.hidden) {
      // More may be done while it draws.
      do if (!(await this.#turns.drawn())) return;
      while (this.#ahead.tell(this.#widget));
      this.#ahead.giveWay(this.#place);
    }
    this.#ahead = undefined;
  }

  /** Gives the focus to the heading of what is drawn, where what had it is gone. */
  async #refocus() {
    if (await this.#turns.drawn()) this.#place.querySelector("h2")?.focus();
  }

  /** Shows a catalogue in the widget that is there. */
  #show(compiled) {
    const isComplete = hasLater() && compiled.isWhole;
    const wasComplete = this.#isComplete;
    this.#widget?.show(compiled.bytes, isComplete);
    this.#isComplete = isComplete;
    if (!isComplete) return;
    this.#widget?.tell("later");
    if (!wasComplete) this.#offerMore();
  }

  /** Hands over which areas are asked about, and the host's courses, country and who takes results, which only a result shows. */
  #offerMore() {
    this.#stand();
    if (!this.#isComplete) return;
    this.#widget?.around(this.getAttribute("lang") ?? languageAround(this) ?? navigator.language);
    this.#acts.courses?.();
  }

  /** Puts a widget in the place of what there is; true if the focus was there. */
  #mount(glue, compiled) {
    const isComplete = hasLater() && compiled.isWhole;
    const isAhead = this.#root.contains(this.#ahead?.place ?? null);
    const place = document.createElement("div");
    place.hidden = isAhead;
    mask(place);
    this.#generation = generation;
    this.#acts ??= glue.acts({
      __proto__: null,
      ...{ element: this, root: this.#root, widget: () => this.#widget, extras: loadExtras, host: loadHost },
      own: this.#wishes,
      tell: (name, detail) => tell(this, name, detail),
      close: () => closeLink(this.id),
      name: () => this.#checkName,
      results: () => this.#store.results,
    });
    this.#widget = new glue.Widget(place, compiled.bytes, isComplete, this.#acts.host, {
      __proto__: null,
      element: this,
      locales: switched(asked(this)).flat().join("\n"),
      record: this.#store.record ?? this.inherited[0],
      fragment: this.#isAddressed() ? fragment() : "",
    });
    // Not before: what can't be mounted takes nothing away.
    const before = this.#place;
    this.#place = place;
    this.#isComplete = isComplete;
    if (isAhead) {
      before?.remove();
      this.#footer.before(place);
    }
    const had = !isAhead && this.#replace(place);
    this.#glue = glue;
    if (hasLater()) this.#dress();
    this.#kept();
    this.#offer(this.#store.other ?? this.#store.news());
    this.#themed();
    this.#offerMore();
    this.#autostart();
    this.#ahead?.tell(this.#widget, !this.#store.record);
    for (const [name, ...given] of this.#calls.splice(0)) this[name](...given);
    return had;
  }

  /** Says where the sitting is kept. */
  #kept() {
    this.#keeping = this.#store.where;
    this.#widget?.kept(this.#keeping);
  }

  /** The store has been at work; `other` is what it found of another window's. */
  #saved = (other) => {
    // Not now: the widget may be in the middle of drawing.
    queueMicrotask(() => {
      if (this.#store.where !== this.#keeping) this.#kept();
      this.#offer(other);
    });
  };

  #offer = (record) => record && this.#widget?.offer(record);

  /** Another window has kept something, or this page comes back from the past. */
  #changed = (event) => {
    // A widget that is yet to come asks for news itself.
    if (!this.#widget || (event.type === "storage" && event.key !== this.#store.key)) return;
    // What the page had kept may have been deleted meanwhile: then it is not written back.
    if (event.persisted && this.#store.isGone()) this.#store.drop(true);
    else this.#offer(this.#store.news());
  };

  /** Everything was deleted, in another window or here, or it couldn't be. */
  #deleted = (what) => {
    if (what === "deleted") this.#forget();
    this.#widget?.tell(what);
  };

  /** Forgets the result that the host page was told of, and what came with addresses. */
  #forget() {
    this.#acts?.forget?.();
    this.#result = null;
    forget();
  }

  /** Has the result's styles and acts, too, and may show it. */
  #dress() {
    if (later.acts) this.#acts?.learn?.(later.acts);
    laterSheet ??= new CSSStyleSheet();
    if (!laterSheet.cssRules.length) laterSheet.replaceSync(later.css);
    // Beside what there is: colours may have been mended.
    const sheets = this.#root.adoptedStyleSheets;
    if (!sheets.includes(laterSheet)) this.#root.adoptedStyleSheets = [...sheets, laterSheet];
  }

  /** The code and the styles for a result are there: with its texts it is complete. Whoever has it, keeps it. */
  async #complete() {
    const compiled = this.#compiled;
    await compiled?.complete();
    this.#dress();
    // Another catalogue may have come meanwhile.
    if (!this.#widget || this.#isComplete || compiled !== this.#compiled) return;
    try {
      this.#show(compiled);
    } catch (cause) {
      compiled.spoilt();
      throw cause;
    }
  }

  async #loadCode() {
    later = await loadLater();
  }

  async #prepareLater() {
    await Promise.all([this.#loadCode(), this.#compiled?.complete()]);
    // Who else lacks its texts asks for them itself once they are needed.
    for (const element of elements) if (element !== this) element.#complete().catch(() => {});
    await this.#complete();
  }

  /** Loads what a result needs. Ahead of need a failure is not worth a word: there is another try. */
  async #loadLater(isNeeded) {
    try {
      await this.#prepareLater();
    } catch (cause) {
      if (!isNeeded || (await this.#succeeded(cause))) return;
      const failure = logged(cause);
      this.#widget?.tell("no-later");
      tell(this, "error", failure);
    }
  }

  /** What the widget calls that needs the element's inside; the rest is in acts.js. */
  #wishes = /** @satisfies {import("skill-check:bound").OwnCalls} */ ({
    __proto__: null,
    locale: (tag) => {
      this.#chosenLocale = tag;
      this.#start();
      tell(this, "language", { lang: tag });
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
      this.#forget();
      if (!this.#isKiosk) this.#store.clear();
      tell(this, "delete", {});
    },
    decided: () => this.#saved(this.#store.decide()),
    later: () => this.#loadLater(true),
    // Whoever goes on to a second question will want to see a result, perhaps without a connection.
    item: () => this.#loadLater(false),
    shown: (turn) => this.#turns.seen(turn),
    begun: () => {
      this.#result = null;
      tell(this, "start", {});
    },
    result: (text, isRestored) => {
      const detail = JSON.parse(text);
      const first = !this.#result;
      this.#result = Object.freeze(detail);
      if (isRestored && !this.isUntold) return;
      this.isUntold = false;
      tell(this, "complete", { ...detail, first });
    },
  });

  /** Lets a later build, if a file of this one is gone because of it, go on in this element's place; true if it does. */
  #succeeded(cause) {
    return (this.#succession ??= this.#succeed(cause).finally(() => (this.#succession = undefined))).catch(() => false);
  }

  async #succeed({ code = "" }) {
    // Of another's catalogue no build knows more than this one.
    const next = (isBuilt(asked(this)) || !code.startsWith("catalogue")) && (await current(code));
    if (!next) return false;
    // What is answered until the last moment goes along.
    await next.succeed(this, this.#root, () => [this.#store?.record, this.#chosenLocale, this.#ahead?.acts, this.#calls]);
    this.#load++;
    this.#widget = this.#compiled = undefined;
    this.#turns.seen();
    this.#isSucceeded = true;
    elements.delete(this);
    this.#unguard();
    this.#listen("removeEventListener");
    return true;
  }

  /** Shows a failure in place, with the way to try again. */
  async #fail(cause) {
    // A trap is heard by the guard around the instance, and mended there.
    if (globalThis.WebAssembly && cause instanceof WebAssembly.RuntimeError) return;
    if (await this.#succeeded(cause)) return;
    const failure = logged(cause);
    this.#failed = true;
    // A catalogue that fails to load leaves a check that runs as it is.
    if (!this.#widget) {
      // Which languages there are may be known by now.
      this.#locale = shownIn(this, this.#chosenLocale);
      this.#say(["failed", detailOf(failure.code)], ["retry", () => this.#start()]);
    }
    tell(this, "error", failure);
  }

  /** After a panic anywhere: the element that was in use says so, the others go on by themselves. */
  recover(text, bound) {
    if (!this.#widget && this !== used) return;
    this.#widget = undefined;
    this.#turns.seen();
    if (this !== used) {
      this.#resume();
      return;
    }
    const failure = logged(new Failure("panic", text));
    const isOften = this.#isPanickingOften();
    const answers = [this.#compiled?.bytes, this.#store?.record ?? ""];
    this.#put(bound.crashed(message, this.#locale, isOften, () => this.#resume(), answers, ownStrings(asked(this), this.#locale)));
    tell(this, "error", failure);
  }

  /** Goes on from what was kept, with what is loaded already. */
  async #resume() {
    if (!this.#compiled) return this.#start();
    try {
      const glue = await loadModule();
      if (this.#widget) return;
      const had = this.#mount(glue, this.#compiled);
      await this.#handOver();
      if (had) await this.#refocus();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Puts a message in the place of all that there is; the focus goes along. */
  #put(box) {
    if (this.#replace(box)) (box.querySelector("button") ?? box).focus();
  }

  /** Puts something in the place of all that there is; true if the focus was there, which is lost with it. */
  #replace(place) {
    const had = this.#root.activeElement;
    mask(place);
    this.#root.replaceChildren(place, this.#footer);
    return had;
  }

  /** A message of the loader itself, in the element's place; keys name its strings. */
  #say(keys, ...actions) {
    const text = (key) => strings(asked(this), this.#locale)[`loader.${key}`];
    this.#put(message(this.#locale, keys.filter(Boolean).map(text), actions.map(([key, action]) => [text(key), action])));
  }
}

onPanic((text, bound) => {
  generation++;
  if (!used?.isConnected) [used] = elements;
  for (const element of elements) element.recover(text, bound);
});

/** By which builds tell each other apart. */
export const { id } = build;

/** Has this build's check go on in the place of an element of an earlier build, with the record of that. */
export const succeed = async (...place) => (await loadHost()).succeed(SkillCheck, id, ...place);

reflect(SkillCheck);
if (!customElements.get("skill-check")) customElements.define("skill-check", SkillCheck);
