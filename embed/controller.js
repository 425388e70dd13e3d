// What stands behind one <skill-check>: what is done with it, by the letters of lifecycle.js, and what the page does around it.

import { closeLink, fragment } from "./address.js";
import { RESULT_ATTRIBUTES, isOdd, loadingOf } from "./attributes.js";
import { isBuiltIn, loadRequested, manifestStrings } from "./catalogue-request.js";
import { controllers, markUsed } from "./controllers.js";
import { enumAttribute } from "./enum-attribute.js";
import { Failure, detailOf, logged } from "./failure.js";
import { watchHostColours } from "./host-colours.js";
import { languageAround } from "./languages.js";
import * as life from "./lifecycle.js";
import { onLoadTrigger } from "./load-trigger.js";
import { hasResultChunk, loadHost, loadModule } from "./loader.js";
import { messageBox } from "./message-box.js";
import { Mounting } from "./mounting.js";
import { upgrade } from "./properties.js";
import { isComplete, loadCode } from "./result-loading.js";
import { keepSandboxForms } from "./sandbox.js";
import { attachRoot, isStillParsed } from "./shadow-root.js";
import { removeExpired } from "./storage-keys.js";

/** What the visitor does with an element; by it we know which one was used last. */
const USE_EVENTS = ["click", "keydown", "change", "submit"];

export class Controller extends Mounting {
  /** Attaches the shadow root, and listens in it. */
  _attach() {
    this._root = attachRoot(this._element);
    this._forms = keepSandboxForms(this._root);
    this._footer.name = "footer";
    this._checkColours = watchHostColours(this._element, this._root, loadHost);
    for (const name of USE_EVENTS) this._root.addEventListener(name, () => markUsed(this), true);
  }

  /** The element is on a page. */
  _connect() {
    const element = this._element;
    if (!this._life.at) return;
    if (!this._root && isStillParsed(element.shadowRoot)) {
      document.addEventListener("DOMContentLoaded", () => element.isConnected && this._connect(), { __proto__: null, once: true });
      return;
    }
    upgrade(element);
    if (!this._root) {
      this._attach();
      this._chosenLocale = element.inherited[1];
      this._pageCalls.push(...element.inherited[3]);
      if (isOdd(element)) loadHost().then(({ warnOfTypos }) => warnOfTypos(element), () => {});
    }
    controllers.add(this);
    if (this._storage !== "none") removeExpired();
    this._takeCode();
    this._listen("addEventListener");
    // Moving the element keeps the app: it is mounted once, unless a panic came in between.
    this._step(life.CONNECTED);
  }

  /** The element has left the page. */
  _disconnect() {
    // Not at once: it may only be moved.
    queueMicrotask(() => {
      if (!this._element.isConnected) for (const controller of controllers) controller._takeOverKey();
    });
    this._step(life.DISCONNECTED);
  }

  _listen(how) {
    for (const name of ["hashchange", "popstate"]) globalThis[how](name, this._addressed);
    for (const name of ["storage", "pageshow"]) globalThis[how](name, this._changed);
  }

  /** The address changed: it may hold a result for this element, or no longer. */
  _addressed = () => {
    const before = fragment();
    this._takeCode();
    if (this._isAddressed) this._step(life.ADDRESSED, "", before || fragment());
  };

  _attributeChanged(name) {
    if (name === "lang") this._chosenLocale = undefined;
    const isText = name === "lang" || name === "catalogue";
    const isLook = name === "theme" || name === "address";
    this._step(isText ? life.TEXT_CHANGED : isLook ? life.LOOK_CHANGED : life.CHANGED, name);
  }

  _actions = {
    /** Loads at once, or when the page wants it; of itself when the first screen, which is here, is about to be used. */
    [life.WAIT]: () => {
      this._endTrigger?.();
      const when = loadingOf(this._element);
      const isLazy = when === "lazy";
      const go = () => this._step(life.WANTED);
      this._locale = this._localeToShow;
      if (isLazy) {
        // A first screen that the page has declared stays.
        if (!(this._root.querySelector("[data-ahead]") && this._begin())) this._say(["loading"]);
      } else if (when === "eager" || this._isKiosk || this._pageCalls.length || !this._begin() || this._early?._inputs.length) return go();
      this._endTrigger = onLoadTrigger(this._element, isLazy, go);
    },
    /** Loads what is missing. */
    [life.LOAD]: () => {
      const number = this._life.load;
      const before = this._locale;
      this._locale = this._localeToShow;
      if (!this._widget) this._begin();
      // Whoever has the code for a result may need its texts at once.
      const loading = loadRequested(this._element, this._chosenLocale, hasResultChunk(), this._attempt);
      // A catalogue from elsewhere is checked, which takes code that is loaded later.
      const checking = isBuiltIn(this._requested) || loadCode();
      Promise.all([loadModule(), loading, checking, this._guard(), this._forms])
        .then(([runtime, what]) => this._step(life.ARRIVED, number, runtime, ...what))
        .catch((cause) => this._fail(cause, number, before));
    },
    [life.TEND]: () => {
      if (hasResultChunk()) this._loadResult(false);
      this._guard().catch(this._fail);
    },
    [life.UNWATCH]: () => {
      controllers.delete(this);
      this._endTrigger?.();
      this._unguard();
      this._listen("removeEventListener");
    },
    [life.REDRAW]: () => this._isEarly && this._step(life.DRAWN, true),
    [life.DRAW]: (isDrawn) => (isDrawn && this._begin()) || this._step(life.WANTED),
    /** As an attribute says, or without a name the address; `isOpened` says that there is a code in it, or was one. */
    [life.FOLLOW]: (name, isOpened) => {
      if (name === "theme") {
        enumAttribute(this._element, name, ["auto", "light", "dark"]);
        this._checkColours();
      } else if (name === "address") this._takeCode();
      else if (["", "result-base", "result-parameters", "id", "mode", "ladder"].includes(name)) {
        this._stand();
        if (isOpened) this._widget?.open_fragment(fragment());
      } else if (name === "modules" || RESULT_ATTRIBUTES.includes(name)) this._actions[life.OFFER]();
      else if (name === "autostart") this._autostart();
      else if (name === "family" || name === "level") this._widget?.aim();
      if (name === "kiosk") {
        this._unguard();
        this._actions[life.TEND]();
      }
      if (name === "storage" || name === "kiosk") this._moveTo(this._storage);
    },
    [life.KEEP]: (...call) => this._step(life.WANTED, this._pageCalls.push(call)),
    [life.CALL]: (name, code) => {
      if (name === "showResult") return this._widget?.open_code(String(code));
      // One's own check: the address then no longer names another.
      closeLink(this._element.id);
      this._widget?.tell(name);
    },
    /** Shows what has come: in the widget that is there, or in a new one. */
    [life.TAKE]: async (_, runtime, compiled, locale) => {
      this._locale = locale;
      const isFirst = !this._widget;
      let had = false;
      // Whoever comes back in the middle has gone on to a second question before; what this visit
      // keeps from here on tells nothing.
      const kept = [this._store, this._name];
      const isBack = Boolean(this._storeFor(runtime, isFirst && Boolean(this._early)).record);
      try {
        if (!isFirst && this._catalogue === this._requested) this._actions[life.SHOW](compiled);
        else {
          // What was done ahead of one check is not meant for another.
          if (!isFirst) this._early = undefined;
          had = this._mount(runtime, compiled);
        }
      } catch (cause) {
        [this._store, this._name] = kept;
        throw cause;
      }
      this._compiled = compiled;
      this._catalogue = this._requested;
      this._attempt = 0;
      if (isFirst || had) await this._handOver(had);
      // The code for a result may have come meanwhile, for another element.
      if (isBack || hasResultChunk()) this._loadResult(false);
      this._notify("ready", { returning: isBack });
    },
    /** Tells a widget that has just come what it has to know. */
    [life.SETTLE]: (isWhole) => {
      if (hasResultChunk()) this._equip();
      this._reportStorage();
      this._offer(this._store.other ?? this._store.news());
      this._step(life.LOOK_CHANGED, "theme");
      if (isWhole) this._step(life.WHOLE);
      else this._stand();
      this._autostart();
      this._early?._replay(this._widget, !this._store.record);
      this._actions[life.TEND]();
      for (const call of this._pageCalls.splice(0)) this._step(life.CALLED, ...call);
    },
    /** Shows a catalogue in the widget that is there. */
    [life.SHOW]: (compiled) => {
      const isWhole = isComplete(compiled);
      if (isWhole) this._equip();
      this._widget?.show(compiled._bytes, isWhole);
      if (isWhole) this._widget?.tell("later");
      this._step(isWhole ? life.WHOLE : life.PARTIAL);
    },
    /** Hands over which areas are asked about, and the host's courses, country and who takes results, which only a result shows. */
    [life.OFFER]: () => {
      this._stand();
      if (this._life.at < life.COMPLETE) return;
      this._widget?.around(this._element.getAttribute("lang") ?? languageAround(this._element) ?? navigator.language);
      this._effects.courses?.();
    },
    [life.ASK]: async (...given) => (await this._isSucceeded(given[1])) || this._step(life.LOST, ...given),
    /** Shows a failure in place, with the way to try again; what is on show stays, in its language. */
    [life.FAIL]: (_, cause, before) => {
      this._attempt = 1;
      const failure = logged(cause);
      if (this._life.at === life.FAILED) {
        // Which languages there are may be known by now.
        this._locale = this._localeToShow;
        this._say(["failed", detailOf(failure.code)], ["retry", () => this._start()]);
      } else if (before !== this._locale) {
        this._locale = this._chosenLocale = before;
        this._widget?.tell("no-locale");
      }
      this._notify("error", failure);
    },
    [life.CRASH]: (text, runtime) => {
      const failure = logged(new Failure("panic", text));
      const answers = [this._compiled?._bytes, this._store?.record ?? ""];
      const own = manifestStrings(this._requested, this._locale);
      this._show(runtime.panicMessage(messageBox, this._locale, this._isPanickingOften(), () => this._step(life.CONTINUED), answers, own));
      this._notify("error", failure);
    },
    /** Goes on from what was kept, with what is loaded already. */
    [life.RESUME]: () => {
      if (!this._compiled) return this._start();
      loadModule().then((runtime) => this._step(life.RESUMED, runtime)).catch(this._fail);
    },
    [life.MOUNT]: (runtime) => this._handOver(this._mount(runtime, this._compiled)),
  };

  _fail = (cause, number = this._life.load, before = this._locale) => {
    // A trap is heard by the guard around the instance, and mended there; unless it is of a widget that was to come.
    if (cause.name === "RuntimeError") this._step(life.TRAPPED, number, new Failure("panic", cause.message));
    else this._step(life.BROKEN, number, cause, before);
  };

  _autostart() {
    if (this._element.hasAttribute("autostart")) this._widget?.tell("autostart");
  }

  /** Watches over a check that many people use; what does comes first, as the check doesn't go without it. */
  async _guard() {
    if (!this._isKiosk || this._endGuard) return;
    const { guard } = await loadHost();
    if (!this._isKiosk || !controllers.has(this)) return;
    this._endGuard ??= guard(this._element, this._root, () => [this._locale, manifestStrings(this._requested, this._locale)], () => this._reset());
  }

  _unguard() {
    this._endGuard?.();
    this._endGuard = undefined;
  }

  /** Begins afresh, as for somebody else. */
  _reset() {
    this._forget();
    this._chosenLocale = undefined;
    if (!this._widget) {
      // What is on show may be somebody's, and what it leads to.
      this._store?.drop();
      this._early = undefined;
      this._element.inherited = [undefined, undefined, [], []];
      return this._start();
    }
    this._widget.tell("reset");
    this._widget.aim();
    this._autostart();
    if (this._localeToShow !== this._locale) this._start();
  }
}
