// Puts a widget into an element, in the place of the first screen, of another widget or of a message, and answers its calls.

import { closeLink, fragment } from "./address.js";
import { localeOptions } from "./catalogue-request.js";
import { generation } from "./controllers.js";
import * as life from "./lifecycle.js";
import { loadExtras, loadHost } from "./loader.js";
import { maskFromRecorders } from "./recorder-mask.js";
import { ResultLoading, isComplete } from "./result-loading.js";
import { keyOf } from "./storage-keys.js";

export class Mounting extends ResultLoading {
  /** Puts a widget in the place of what there is; true if the focus was there. */
  _mount(runtime, compiled) {
    const isWhole = isComplete(compiled);
    const isEarly = this._isEarly;
    const place = document.createElement("div");
    place.hidden = isEarly;
    maskFromRecorders(place);
    this._generation = generation;
    this._effects ??= runtime.effects({
      __proto__: null,
      ...{ element: this._element, root: this._root, widget: () => this._widget, extras: loadExtras, host: loadHost },
      own: this._widgetCalls,
      notify: (name, detail) => this._notify(name, detail),
      close: () => closeLink(this._element.id),
      name: () => this._checkName,
      results: () => this._store.results,
    });
    this._widget = new runtime.Widget(place, compiled._bytes, isWhole, this._effects.host, {
      __proto__: null,
      element: this._element,
      locales: localeOptions(this._requested).flat().join("\n"),
      record: this._store.record ?? this._element.inherited[0],
      fragment: this._isAddressed ? fragment() : "",
    });
    // Not before: what can't be mounted takes nothing away.
    const before = this._place;
    this._place = place;
    if (isEarly) {
      before?.remove();
      this._footer.before(place);
    }
    const had = !isEarly && this._replace(place);
    this._runtime = runtime;
    this._step(life.PLACED, isWhole);
    return had;
  }

  /** The widget takes over from the first screen; after a panic, the next one from where that came. */
  async _handOver(had) {
    if (this._place.hidden) {
      // More may be done while it draws.
      do if (!(await this._queue._drawn())) return;
      while (this._early._replay(this._widget));
      this._early._giveWay(this._place);
    }
    this._early = undefined;
    // What had the focus is gone.
    if (had && (await this._queue._drawn())) this._place.querySelector("h2")?.focus();
  }

  /** Another element has gone. A check that has not begun takes over its key, and goes on with what lies there. */
  _takeOverKey() {
    if (!this._widget || this._early || this._store.record || keyOf(this._element, this._name) === this._store.key) return;
    this._name = this._catalogue = undefined;
    const { record } = this._storeFor(this._runtime, false);
    this._catalogue = this._requested;
    if (!record) return this._reportStorage();
    this._mount(this._runtime, this._compiled);
    this._loadResult(false);
  }

  /** What the widget calls that needs the element's inside; the rest is in effects.js. */
  _widgetCalls = /** @satisfies {import("skill-check:bindings").OwnCalls} */ ({
    __proto__: null,
    locale: this._setLocale,
    save: (record) => {
      this._saved(this._store.save(record));
    },
    unreadable: (code) => {
      this._store.setAside();
      console.warn(`<skill-check>: the saved session can't be read (${code}); it was set aside.`);
    },
    keep: (mode) => this._moveTo(mode),
    delete: () => {
      this._forget();
      if (!this._isKiosk) this._store.clear();
      this._notify("delete", {});
    },
    decided: () => this._saved(this._store.decide()),
    later: () => this._loadResult(true),
    // Whoever goes on to a second question will want to see a result, perhaps without a connection.
    item: () => this._loadResult(false),
    shown: (turn) => this._queue._seen(turn),
    begun: () => {
      this._result = null;
      this._notify("start", {});
    },
    result: (text, isRestored) => {
      const detail = JSON.parse(text);
      const first = !this._result;
      this._result = Object.freeze(detail);
      if (isRestored && !this._element.isUntold) return;
      this._element.isUntold = false;
      this._notify("complete", { ...detail, first });
    },
  });
}
