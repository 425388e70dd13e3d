// What stands in an element's shadow root: the first screen as the build has drawn it, a widget, or a message.

import { fragment } from "./address.js";
import { isPlain } from "./attributes.js";
import { loaderStrings } from "./catalogue-request.js";
import { EarlyInput } from "./early-input.js";
import * as life from "./lifecycle.js";
import { messageBox } from "./message-box.js";
import { fetchPrerendered, isPrerendered } from "./prerendered.js";
import { maskFromRecorders } from "./recorder-mask.js";
import { Sitting } from "./sitting.js";
import { isStored, keyOf } from "./storage-keys.js";

export class ElementView extends Sitting {
  /** Puts something in the place of all that there is; true if the focus was there, which is lost with it. */
  _replace(place) {
    const had = this._root.activeElement;
    maskFromRecorders(place);
    if (place.parentNode !== this._root) {
      this._root.replaceChildren(place, this._footer);
      return had;
    }
    // The page has declared it: what is there stays what the visitor is on.
    for (const node of [...this._root.childNodes]) if (node !== place) node.remove();
    this._root.append(this._footer);
  }

  /** Puts a message in the place of all that there is; the focus goes along. */
  _show(box) {
    if (this._replace(box)) (box.querySelector("button") ?? box).focus();
  }

  /** A message of the loader itself, in the element's place; keys name its strings. */
  _say(keys, ...actions) {
    const text = (key) => loaderStrings(this._requested, this._locale)[`loader.${key}`];
    this._show(messageBox(this._locale, keys.filter(Boolean).map(text), actions.map(([key, action]) => [text(key), action])));
  }

  /** Whether the first screen is on show as the build has drawn it. */
  get _isEarly() {
    return this._root.contains(this._early?._place ?? null);
  }

  /** Shows the first screen as the build has drawn it, if that is what the widget will show; says whether it is or may yet be. */
  _begin() {
    const element = this._element;
    const name = element.hasAttribute("autostart") ? "item" : "start";
    const isBegun = this._store ? this._name === this._checkName && this._store.record : element.inherited[0];
    const key = `${this._requested} ${name}`;
    // Who sees the first screen already has begun nothing: what is found later is another window's.
    const isElsewhere = this._storage !== "none" && this._early?._key !== key && isStored(keyOf(element, this._checkName));
    const isFirst = isPlain(element) && !fragment() && !isBegun && !isElsewhere;
    const isFresh = isFirst && isPrerendered(this._requested, this._locale);
    // What was done on another screen is not meant for this one.
    if (!isFirst || this._early?._key !== key) this._early = undefined;
    if (!isFresh) {
      this._say(["loading"]);
      return isFirst && fetchPrerendered(this._requested, this._locale, (isDrawn) => this._step(life.DRAWN, isDrawn));
    }
    if (this._early?._locale !== this._locale) {
      this._early = new EarlyInput(key, this._locale, name, this._early?._inputs ?? element.inherited[2], this._setLocale, this._root);
    }
    const place = this._early._place;
    if (place.nextSibling === this._footer) return true;
    if (this._replace(place)) place.querySelector("h2")?.focus();
    this._checkColours();
    return true;
  }
}
