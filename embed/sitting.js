// Where an element's sitting is kept, and what its widget is told of that. The store itself is record-store.js.

import { forget } from "./address.js";
import { ElementState } from "./element-state.js";
import { keyOf } from "./storage-keys.js";
import { STORAGES } from "./storages.js";

export class Sitting extends ElementState {
  /** Where the sitting is kept; another catalogue is another check. A widget that is there keeps its store. */
  _storeFor(runtime, isFresh) {
    const name = this._checkName;
    if (this._name !== name && this._catalogue !== this._requested) {
      this._store = new runtime.RecordStore(STORAGES, keyOf(this._element, name), this._storage, this._saved, isFresh, this._deleted);
      this._name = name;
    }
    return this._store;
  }

  /** Says where the sitting is kept. */
  _reportStorage() {
    this._keptIn = this._store.where;
    this._widget?.kept(this._keptIn);
  }

  /** The store has been at work; `other` is what it found of another window's. */
  _saved = (other) => {
    // Not now: the widget may be in the middle of drawing.
    queueMicrotask(() => {
      if (this._store.where !== this._keptIn) this._reportStorage();
      this._offer(other);
    });
  };

  _offer(record) {
    if (record) this._widget?.offer(record);
  }

  /** Keeps the sitting there from now on. */
  _moveTo(mode) {
    const other = this._store.keepIn(mode);
    this._reportStorage();
    this._offer(other);
  }

  /** Another window has kept something, or this page comes back from the past. */
  _changed = (event) => {
    // A widget that is yet to come asks for news itself.
    if (!this._widget || (event.type === "storage" && event.key !== this._store.key)) return;
    // What the page had kept may have been deleted meanwhile: then it is not written back.
    if (event.persisted && this._store.isGone()) this._store.drop(true);
    else this._offer(this._store.news());
  };

  /** Everything was deleted, in another window or here, or it couldn't be. */
  _deleted = (what) => {
    if (what === "deleted") this._forget();
    this._widget?.tell(what);
  };

  /** Forgets the result that the host page was told of, and what came with addresses. */
  _forget() {
    this._effects?.forget?.();
    this._result = null;
    forget();
  }
}
