// The custom element <skill-check>: owns the shadow root, reads attributes, loads the rest, speaks
// with the host page. What is asked and shown is the Wasm module's; see src/bridge.rs.

import { closeLink, forget, fragment, takeFragment } from "./address.js";
import { EarlyInput } from "./early-input.js";
import { requestedCatalogue, isBuiltIn, loadRequested, manifestStrings, localeToShow, loaderStrings, localeOptions } from "./catalogue-request.js";
import { ATTRIBUTES, RESULT_ATTRIBUTES, isOdd, isPlain, loadingOf, surroundings, storageOf } from "./attributes.js";
import { enumAttribute } from "./enum-attribute.js";
import { notify } from "./events.js";
import { Failure, detailOf, logged } from "./failure.js";
import { fetchPrerendered, isPrerendered } from "./prerendered.js";
import { removeExpired, isStored, keyOf } from "./storage-keys.js";
import { languageAround } from "./languages.js";
import build from "skill-check:build";
import css from "skill-check:styles";
import * as life from "./lifecycle.js";
import { current, hasResultChunk, loadExtras, loadHost, loadResultChunk, loadModule, onPanic } from "./loader.js";
import { watchHostColours } from "./host-colours.js";
import { maskFromRecorders } from "./recorder-mask.js";
import { messageBox } from "./message-box.js";
import { onLoadTrigger } from "./load-trigger.js";
import { panicCounter } from "./panic-counter.js";
import { reflect, upgrade } from "./properties.js";
import { attachRoot, isStillParsed } from "./shadow-root.js";
import { keepSandboxForms } from "./sandbox.js";
import { drawQueue } from "./draw-queue.js";

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
  /** Once its forms are kept going, where a sandbox has none. */
  #forms;
  /** A place below each screen for what the page has put into the element. */
  #footer = document.createElement("slot");
  /** @type {import("skill-check:bindings").Widget | undefined} */
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
  #life = life.INITIAL;
  /** What the page has called before there was a widget. */
  #calls = [];
  /** 1 where the last load that came to an end did so in vain: the next one goes past the caches. */
  #attempt = 0;
  /** The first screen as the build has drawn it, and what was done on it. */
  #ahead;
  /** Who waits for what the widget was asked to draw. */
  #turns = drawQueue(() => this.#widget);
  #isPanickingOften = panicCounter();
  #look;
  #near;
  /** Where the widget was last told that the sitting is kept. */
  #keeping;
  /** Ends the watch over a check that many people use. */
  #guarded;
  /** While a later build's check comes into this one's place. */
  #succession;

  /** Attaches the shadow root, and listens in it. */
  #attach() {
    this.#root = attachRoot(this);
    this.#forms = keepSandboxForms(this.#root);
    this.#footer.name = "footer";
    this.#look = watchHostColours(this, this.#root, loadHost);
    for (const name of USES) this.#root.addEventListener(name, () => (used = this), true);
  }

  /** Says what has happened, and does what is to be done then. */
  #step(event, ...given) {
    if (this.#widget && this.#generation !== generation) {
      // Its instance has ended while it was on no page.
      this.#generation = generation;
      this.#step(life.ENDED);
    }
    const [state, effect] = life.step(this.#life, event, given[0]);
    this.#life = state;
    if (state.at < life.MOUNTED) this.#turns.seen((this.#widget = undefined));
    return this.#effects[effect]?.(...given);
  }

  connectedCallback() {
    if (!this.#life.at) return;
    if (!this.#root && isStillParsed(this.shadowRoot)) {
      document.addEventListener("DOMContentLoaded", () => this.isConnected && this.connectedCallback(), { __proto__: null, once: true });
      return;
    }
    upgrade(this);
    if (!this.#root) {
      this.#attach();
      this.#chosenLocale = this.inherited[1];
      this.#calls.push(...this.inherited[3]);
      if (isOdd(this)) loadHost().then(({ warnOfTypos }) => warnOfTypos(this), () => {});
    }
    elements.add(this);
    if (this.#storage !== "none") removeExpired();
    this.#take();
    this.#listen("addEventListener");
    // Moving the element keeps the app: it is mounted once, unless a panic came in between.
    this.#step(life.CONNECTED);
  }

  disconnectedCallback() {
    // Not at once: it may only be moved.
    queueMicrotask(() => {
      if (!this.isConnected) for (const element of elements) element.#inherit();
    });
    this.#step(life.DISCONNECTED);
  }

  #listen(how) {
    for (const name of ["hashchange", "popstate"]) globalThis[how](name, this.#addressed);
    for (const name of ["storage", "pageshow"]) globalThis[how](name, this.#changed);
  }

  attributeChangedCallback(name, before, after) {
    // An element that is not on the page yet reads its attributes once it is.
    if (before === after || !this.#root) return;
    if (name === "lang") this.#chosenLocale = undefined;
    const isText = name === "lang" || name === "catalogue";
    const isLook = name === "theme" || name === "address";
    this.#step(isText ? life.TEXT_CHANGED : isLook ? life.LOOK_CHANGED : life.CHANGED, name);
  }

  /** What is to be done, by the letters of lifecycle.js. */
  #effects = {
    /** Loads at once, or when the page wants it; of itself when the first screen, which is here, is about to be used. */
    [life.WAIT]: () => {
      this.#near?.();
      const when = loadingOf(this);
      const isLazy = when === "lazy";
      const go = () => this.#step(life.WANTED);
      this.#locale = localeToShow(this, this.#chosenLocale);
      if (isLazy) {
        // A first screen that the page has declared stays.
        if (!(this.#root.querySelector("[data-ahead]") && this.#begin())) this.#say(["loading"]);
      } else if (when === "eager" || this.#isKiosk || this.#calls.length || !this.#begin() || this.#ahead?.acts.length) return go();
      this.#near = onLoadTrigger(this, isLazy, go);
    },
    /** Loads what is missing. */
    [life.LOAD]: () => {
      const number = this.#life.load;
      const before = this.#locale;
      this.#locale = localeToShow(this, this.#chosenLocale);
      if (!this.#widget) this.#begin();
      // Whoever has the code for a result may need its texts at once.
      const loading = loadRequested(this, this.#chosenLocale, hasResultChunk(), this.#attempt);
      // A catalogue from elsewhere is checked, which takes code that is loaded later.
      const checking = isBuiltIn(requestedCatalogue(this)) || this.#loadCode();
      Promise.all([loadModule(), loading, checking, this.#guard(), this.#forms])
        .then(([glue, what]) => this.#step(life.ARRIVED, number, glue, ...what))
        .catch((cause) => this.#fail(cause, number, before));
    },
    [life.TEND]: () => {
      if (hasResultChunk()) this.#loadLater(false);
      this.#guard().catch(this.#fail);
    },
    [life.UNWATCH]: () => {
      elements.delete(this);
      this.#near?.();
      this.#unguard();
      this.#listen("removeEventListener");
    },
    [life.REDRAW]: () => this.#isAhead && this.#step(life.DRAWN, true),
    [life.DRAW]: (isDrawn) => (isDrawn && this.#begin()) || this.#step(life.WANTED),
    /** As an attribute says, or without a name the address; `isOpened` says that there is a code in it, or was one. */
    [life.FOLLOW]: (name, isOpened) => {
      if (name === "theme") {
        enumAttribute(this, name, ["auto", "light", "dark"]);
        this.#look();
      } else if (name === "address") this.#take();
      else if (["", "result-base", "result-parameters", "id", "mode", "ladder"].includes(name)) {
        this.#stand();
        if (isOpened) this.#widget?.open_fragment(fragment());
      } else if (name === "modules" || RESULT_ATTRIBUTES.includes(name)) this.#effects[life.OFFER]();
      else if (name === "autostart") this.#autostart();
      else if (name === "family" || name === "level") this.#widget?.aim();
      if (name === "kiosk") {
        this.#unguard();
        this.#effects[life.TEND]();
      }
      if (name === "storage" || name === "kiosk") this.#wishes.keep(this.#storage);
    },
    [life.KEEP]: (...call) => this.#step(life.WANTED, this.#calls.push(call)),
    [life.CALL]: (name, code) => {
      if (name === "showResult") return this.#widget?.open_code(String(code));
      // One's own check: the address then no longer names another.
      closeLink(this.id);
      this.#widget?.tell(name);
    },
    /** Shows what has come: in the widget that is there, or in a new one. */
    [life.TAKE]: async (_, glue, compiled, locale) => {
      this.#locale = locale;
      const isFirst = !this.#widget;
      let had = false;
      // Whoever comes back in the middle has gone on to a second question before; what this visit
      // keeps from here on tells nothing.
      const kept = [this.#store, this.#name];
      const isBack = Boolean(this.#stored(glue, isFirst && Boolean(this.#ahead)).record);
      try {
        if (!isFirst && this.#catalogue === requestedCatalogue(this)) this.#effects[life.SHOW](compiled);
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
      this.#catalogue = requestedCatalogue(this);
      this.#attempt = 0;
      if (isFirst || had) await this.#handOver(had);
      // The code for a result may have come meanwhile, for another element.
      if (isBack || hasResultChunk()) this.#loadLater(false);
      notify(this, "ready", { returning: isBack });
    },
    /** Tells a widget that has just come what it has to know. */
    [life.SETTLE]: (isComplete) => {
      if (hasResultChunk()) this.#dress();
      this.#kept();
      this.#offer(this.#store.other ?? this.#store.news());
      this.#step(life.LOOK_CHANGED, "theme");
      if (isComplete) this.#step(life.WHOLE);
      else this.#stand();
      this.#autostart();
      this.#ahead?.tell(this.#widget, !this.#store.record);
      this.#effects[life.TEND]();
      for (const call of this.#calls.splice(0)) this.#step(life.CALLED, ...call);
    },
    /** Shows a catalogue in the widget that is there. */
    [life.SHOW]: (compiled) => {
      const isComplete = hasResultChunk() && compiled.isWhole;
      if (isComplete) this.#dress();
      this.#widget?.show(compiled.bytes, isComplete);
      if (isComplete) this.#widget?.tell("later");
      this.#step(isComplete ? life.WHOLE : life.PARTIAL);
    },
    /** Hands over which areas are asked about, and the host's courses, country and who takes results, which only a result shows. */
    [life.OFFER]: () => {
      this.#stand();
      if (this.#life.at < life.COMPLETE) return;
      this.#widget?.around(this.getAttribute("lang") ?? languageAround(this) ?? navigator.language);
      this.#acts.courses?.();
    },
    [life.ASK]: async (...given) => (await this.#succeeded(given[1])) || this.#step(life.LOST, ...given),
    /** Shows a failure in place, with the way to try again; what is on show stays, in its language. */
    [life.FAIL]: (_, cause, before) => {
      this.#attempt = 1;
      const failure = logged(cause);
      if (this.#life.at === life.FAILED) {
        // Which languages there are may be known by now.
        this.#locale = localeToShow(this, this.#chosenLocale);
        this.#say(["failed", detailOf(failure.code)], ["retry", () => this.#start()]);
      } else if (before !== this.#locale) {
        this.#locale = this.#chosenLocale = before;
        this.#widget?.tell("no-locale");
      }
      notify(this, "error", failure);
    },
    [life.CRASH]: (text, bound) => {
      const failure = logged(new Failure("panic", text));
      const answers = [this.#compiled?.bytes, this.#store?.record ?? ""];
      const own = manifestStrings(requestedCatalogue(this), this.#locale);
      this.#put(bound.panicMessage(messageBox, this.#locale, this.#isPanickingOften(), () => this.#step(life.CONTINUED), answers, own));
      notify(this, "error", failure);
    },
    /** Goes on from what was kept, with what is loaded already. */
    [life.RESUME]: () => {
      if (!this.#compiled) return this.#start();
      loadModule().then((glue) => this.#step(life.RESUMED, glue)).catch(this.#fail);
    },
    [life.MOUNT]: (glue) => this.#handOver(this.#mount(glue, this.#compiled)),
  };

  /** Whether the check stands on a computer that many people use, and leaves nothing there. */
  get #isKiosk() {
    return this.hasAttribute("kiosk");
  }

  /** Watches over a check that many people use; what does comes first, as the check doesn't go without it. */
  async #guard() {
    if (!this.#isKiosk || this.#guarded) return;
    const { guard } = await loadHost();
    if (!this.#isKiosk || !elements.has(this)) return;
    this.#guarded ??= guard(this, this.#root, () => [this.#locale, manifestStrings(requestedCatalogue(this), this.#locale)], () => this.#reset());
  }

  /** Begins afresh, as for somebody else. */
  #reset() {
    this.#forget();
    this.#chosenLocale = undefined;
    if (!this.#widget) {
      // What is on show may be somebody's, and what it leads to.
      this.#store?.drop();
      this.#ahead = undefined;
      this.inherited = [undefined, undefined, [], []];
      return this.#start();
    }
    this.#widget.tell("reset");
    this.#widget.aim();
    this.#autostart();
    if (localeToShow(this, this.#chosenLocale) !== this.#locale) this.#start();
  }

  #unguard() {
    this.#guarded?.();
    this.#guarded = undefined;
  }

  /** Whether the first screen is on show as the build has drawn it. */
  get #isAhead() {
    return this.#root.contains(this.#ahead?.place ?? null);
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
    this.#step(life.CALLED, "start");
  }

  /** Deletes all responses and shows the start; somebody's shared result is closed. */
  restart() {
    this.#step(life.CALLED, "restart");
  }

  /** Shows the result of a code, as a link with it would. */
  showResult(code) {
    this.#step(life.CALLED, "showResult", code);
  }

  /** Prints the result, without the page around it; before there can be one, the page. */
  async print() {
    await (later.print ?? globalThis.print)?.(this.#root, css + later.css, loadExtras);
  }

  /** Tells the widget where it stands; the page that results lead to once there can be one. */
  #stand() {
    this.#widget?.stand(surroundings(this, later.resultPage?.(this) ?? ""));
  }

  /** Whether the address speaks to this element: by its id, or to the first one without. */
  #isAddressed() {
    return Boolean(this.id) || [...elements].find((element) => !element.id) === this;
  }

  /** Reads the code in the address, which only pages that nobody else watches keep there. */
  #take() {
    takeFragment(!this.#isKiosk && enumAttribute(this, "address", ["clear", "keep"]) === "keep", this.#isKiosk);
  }

  /** The address changed: it may hold a result for this element, or no longer. */
  #addressed = () => {
    const before = fragment();
    this.#take();
    if (this.#isAddressed()) this.#step(life.ADDRESSED, "", before || fragment());
  };

  /** Where a sitting is kept. */
  get #storage() {
    return this.#isKiosk ? "none" : storageOf(this);
  }

  #start() {
    this.#step(life.STARTED);
  }

  /** Shows the first screen as the build has drawn it, if that is what the widget will show; says whether it is or may yet be. */
  #begin() {
    const name = this.hasAttribute("autostart") ? "item" : "start";
    const isBegun = this.#store ? this.#name === this.#checkName && this.#store.record : this.inherited[0];
    const of = `${requestedCatalogue(this)} ${name}`;
    // Who sees the first screen already has begun nothing: what is found later is another window's.
    const isElsewhere = this.#storage !== "none" && this.#ahead?.of !== of && isStored(keyOf(this, this.#checkName));
    const isFirst = isPlain(this) && !fragment() && !isBegun && !isElsewhere;
    const isFresh = isFirst && isPrerendered(requestedCatalogue(this), this.#locale);
    // What was done on another screen is not meant for this one.
    if (!isFirst || this.#ahead?.of !== of) this.#ahead = undefined;
    if (!isFresh) {
      this.#say(["loading"]);
      return isFirst && fetchPrerendered(requestedCatalogue(this), this.#locale, (isDrawn) => this.#step(life.DRAWN, isDrawn));
    }
    if (this.#ahead?.locale !== this.#locale) this.#ahead = new EarlyInput(of, this.#locale, name, this.#ahead?.acts ?? this.inherited[2], this.#wishes.locale, this.#root);
    const { place } = this.#ahead;
    if (place.nextSibling === this.#footer) return true;
    if (this.#replace(place)) place.querySelector("h2")?.focus();
    this.#look();
    return true;
  }

  /** What tells this element's check from those of others. */
  get #checkName() {
    return `${this.id}:${requestedCatalogue(this)}`;
  }

  /** Where the sitting is kept; another catalogue is another check. A widget that is there keeps its store. */
  #stored(glue, isFresh) {
    const name = this.#checkName;
    if (this.#name !== name && this.#catalogue !== requestedCatalogue(this)) {
      this.#store = new glue.RecordStore(keyOf(this, name), this.#storage, this.#saved, isFresh, this.#deleted);
      this.#name = name;
    }
    return this.#store;
  }

  /** Another element has gone. A check that has not begun takes over its key, and goes on with what lies there. */
  #inherit() {
    if (!this.#widget || this.#ahead || this.#store.record || keyOf(this, this.#name) === this.#store.key) return;
    this.#name = this.#catalogue = undefined;
    const { record } = this.#stored(this.#glue, false);
    this.#catalogue = requestedCatalogue(this);
    if (!record) return this.#kept();
    this.#mount(this.#glue, this.#compiled);
    this.#loadLater(false);
  }

  /** The widget takes over from the first screen; after a panic, the next one from where that came. */
  async #handOver(had) {
    if (this.#place.hidden) {
      // More may be done while it draws.
      do if (!(await this.#turns.drawn())) return;
      while (this.#ahead.tell(this.#widget));
      this.#ahead.giveWay(this.#place);
    }
    this.#ahead = undefined;
    // What had the focus is gone.
    if (had && (await this.#turns.drawn())) this.#place.querySelector("h2")?.focus();
  }

  /** Puts a widget in the place of what there is; true if the focus was there. */
  #mount(glue, compiled) {
    const isComplete = hasResultChunk() && compiled.isWhole;
    const isAhead = this.#isAhead;
    const place = document.createElement("div");
    place.hidden = isAhead;
    maskFromRecorders(place);
    this.#generation = generation;
    this.#acts ??= glue.effects({
      __proto__: null,
      ...{ element: this, root: this.#root, widget: () => this.#widget, extras: loadExtras, host: loadHost },
      own: this.#wishes,
      notify: (name, detail) => notify(this, name, detail),
      close: () => closeLink(this.id),
      name: () => this.#checkName,
      results: () => this.#store.results,
    });
    this.#widget = new glue.Widget(place, compiled.bytes, isComplete, this.#acts.host, {
      __proto__: null,
      element: this,
      locales: localeOptions(requestedCatalogue(this)).flat().join("\n"),
      record: this.#store.record ?? this.inherited[0],
      fragment: this.#isAddressed() ? fragment() : "",
    });
    // Not before: what can't be mounted takes nothing away.
    const before = this.#place;
    this.#place = place;
    if (isAhead) {
      before?.remove();
      this.#footer.before(place);
    }
    const had = !isAhead && this.#replace(place);
    this.#glue = glue;
    this.#step(life.PLACED, isComplete);
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
    if (later.effects) this.#acts?.extend?.(later.effects);
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
    if (compiled !== this.#compiled) return;
    try {
      this.#step(life.COMPLETED, compiled);
    } catch (cause) {
      compiled.spoilt();
      throw cause;
    }
  }

  async #loadCode() {
    later = await loadResultChunk();
  }

  /** Loads what a result needs. Ahead of need a failure is not worth a word: there is another try. */
  async #loadLater(isNeeded) {
    try {
      await Promise.all([this.#loadCode(), this.#compiled?.complete()]);
      // Who else lacks its texts asks for them itself once they are needed.
      for (const element of elements) if (element !== this) element.#complete().catch(() => {});
      await this.#complete();
    } catch (cause) {
      if (!isNeeded || (await this.#succeeded(cause))) return;
      this.#widget?.tell("no-later");
      notify(this, "error", logged(cause));
    }
  }

  /** What the widget calls that needs the element's inside; the rest is in effects.js. */
  #wishes = /** @satisfies {import("skill-check:bindings").OwnCalls} */ ({
    __proto__: null,
    locale: (tag) => {
      this.#chosenLocale = tag;
      this.#start();
      notify(this, "language", { lang: tag });
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
      notify(this, "delete", {});
    },
    decided: () => this.#saved(this.#store.decide()),
    later: () => this.#loadLater(true),
    // Whoever goes on to a second question will want to see a result, perhaps without a connection.
    item: () => this.#loadLater(false),
    shown: (turn) => this.#turns.seen(turn),
    begun: () => {
      this.#result = null;
      notify(this, "start", {});
    },
    result: (text, isRestored) => {
      const detail = JSON.parse(text);
      const first = !this.#result;
      this.#result = Object.freeze(detail);
      if (isRestored && !this.isUntold) return;
      this.isUntold = false;
      notify(this, "complete", { ...detail, first });
    },
  });

  /** Lets a later build, if a file of this one is gone because of it, go on in this element's place; true if it does. */
  #succeeded(cause) {
    return (this.#succession ??= this.#succeed(cause).finally(() => (this.#succession = undefined))).catch(() => false);
  }

  async #succeed({ code = "" }) {
    // Of another's catalogue no build knows more than this one.
    const next = (isBuiltIn(requestedCatalogue(this)) || !code.startsWith("catalogue")) && (await current(code));
    if (!next) return false;
    // What is answered until the last moment goes along.
    await next.succeed(this, this.#root, () => [this.#store?.record, this.#chosenLocale, this.#ahead?.acts, this.#calls]);
    this.#step(life.DISCONNECTED);
    this.#step(life.REPLACED);
    return true;
  }

  #fail = (cause, number = this.#life.load, before = this.#locale) => {
    // A trap is heard by the guard around the instance, and mended there; unless it is of a widget that was to come.
    if (cause.name === "RuntimeError") this.#step(life.TRAPPED, number, new Failure("panic", cause.message));
    else this.#step(life.BROKEN, number, cause, before);
  };

  /** Puts a message in the place of all that there is; the focus goes along. */
  #put(box) {
    if (this.#replace(box)) (box.querySelector("button") ?? box).focus();
  }

  /** Puts something in the place of all that there is; true if the focus was there, which is lost with it. */
  #replace(place) {
    const had = this.#root.activeElement;
    maskFromRecorders(place);
    if (place.parentNode !== this.#root) {
      this.#root.replaceChildren(place, this.#footer);
      return had;
    }
    // The page has declared it: what is there stays what the visitor is on.
    for (const node of [...this.#root.childNodes]) if (node !== place) node.remove();
    this.#root.append(this.#footer);
  }

  /** A message of the loader itself, in the element's place; keys name its strings. */
  #say(keys, ...actions) {
    const text = (key) => loaderStrings(requestedCatalogue(this), this.#locale)[`loader.${key}`];
    this.#put(messageBox(this.#locale, keys.filter(Boolean).map(text), actions.map(([key, action]) => [text(key), action])));
  }

  static {
    onPanic((text, bound) => {
      generation++;
      if (!used?.isConnected) [used] = elements;
      for (const element of elements) {
        element.#generation = generation;
        element.#step(element === used ? life.PANICKED : life.ENDED, text, bound);
      }
    });
  }
}

/** By which builds tell each other apart. */
export const { id } = build;

/** Has this build's check go on in the place of an element of an earlier build, with the record of that. */
export const succeed = async (...place) => (await loadHost()).succeed(SkillCheck, id, ...place);

reflect(SkillCheck);
if (!customElements.get("skill-check")) customElements.define("skill-check", SkillCheck);
