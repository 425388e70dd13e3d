// What is known of one <skill-check>, and its steps through lifecycle.js. What is done with it stands in layers above this one,
// up to controller.js: each knows those below. No page reaches it, and with it a closed shadow root. Names with `_` are
// shortened by the build; those that begin without a value are declared in tools/types/element-state.d.ts.

import { takeFragment } from "./address.js";
import { storageOf } from "./attributes.js";
import { localeToShow, requestedCatalogue } from "./catalogue-request.js";
import { controllers, generation } from "./controllers.js";
import { drawQueue } from "./draw-queue.js";
import { enumAttribute } from "./enum-attribute.js";
import { notify } from "./events.js";
import * as life from "./lifecycle.js";
import { panicCounter } from "./panic-counter.js";

export class ElementState {
  /** A place below each screen for what the page has put into the element. */
  _footer = document.createElement("slot");
  /** What `skill-check-complete` last told, or null. */
  _result = null;
  _life = life.INITIAL;
  /** What the page has called before there was a widget. */
  _pageCalls = [];
  /** 1 where the last load that came to an end did so in vain: the next one goes past the caches. */
  _attempt = 0;
  /** Who waits for what the widget was asked to draw. */
  _queue = drawQueue(() => this._widget);
  _isPanickingOften = panicCounter();

  constructor(element) {
    this._element = element;
  }

  /** Says what has happened, and does what is to be done then. */
  _step(event, ...given) {
    if (this._widget && this._generation !== generation) {
      // Its instance has ended while it was on no page.
      this._generation = generation;
      this._step(life.ENDED);
    }
    const [state, effect] = life.step(this._life, event, given[0]);
    this._life = state;
    if (state.at < life.MOUNTED) this._queue._seen((this._widget = undefined));
    return this._actions[effect]?.(...given);
  }

  _start() {
    this._step(life.STARTED);
  }

  /** Tells the page. */
  _notify(name, detail) {
    notify(this._element, name, detail);
  }

  /** The visitor has chosen a language. */
  _setLocale = (tag) => {
    this._chosenLocale = tag;
    this._start();
    this._notify("language", { lang: tag });
  };

  /** The locale to show, as far as is known. */
  get _localeToShow() {
    return localeToShow(this._element, this._chosenLocale);
  }

  /** What is asked. */
  get _requested() {
    return requestedCatalogue(this._element);
  }

  /** What tells this element's check from those of others. */
  get _checkName() {
    return `${this._element.id}:${this._requested}`;
  }

  /** Whether the check stands on a computer that many people use, and leaves nothing there. */
  get _isKiosk() {
    return this._element.hasAttribute("kiosk");
  }

  /** Where a sitting is kept. */
  get _storage() {
    return this._isKiosk ? "none" : storageOf(this._element);
  }

  /** Whether the address speaks to this element: by its id, or to the first one without. */
  get _isAddressed() {
    return Boolean(this._element.id) || [...controllers].find((controller) => !controller._element.id) === this;
  }

  /** Reads the code in the address, which only pages that nobody else watches keep there. */
  _takeCode() {
    takeFragment(!this._isKiosk && enumAttribute(this._element, "address", ["clear", "keep"]) === "keep", this._isKiosk);
  }
}

// Fields without a value are no properties of their own until they get one: what a page has put onto every object isn't
// theirs.
Object.setPrototypeOf(ElementState.prototype, null);
