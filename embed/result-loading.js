// What a result needs besides the first screens: its code, its styles and the texts of its catalogue; and what then says more.

import css from "skill-check:styles";
import { surroundings } from "./attributes.js";
import { isBuiltIn } from "./catalogue-request.js";
import { controllers } from "./controllers.js";
import { ElementView } from "./element-view.js";
import { logged } from "./failure.js";
import * as life from "./lifecycle.js";
import { current, hasResultChunk, loadExtras, loadResultChunk } from "./loader.js";

/** What has come: the styles of the result, and what it asks of its element. */
let chunk = { css: "" };
let sheet;

/** Loads the code and the styles. */
export async function loadCode() {
  chunk = await loadResultChunk();
}

/** Whether all is there that a result of this catalogue needs. */
export const isComplete = (compiled) => hasResultChunk() && compiled._isWhole;

export class ResultLoading extends ElementView {
  /** Tells the widget where it stands; the page that results lead to once there can be one. */
  _stand() {
    this._widget?.stand(surroundings(this._element, chunk.resultPage?.(this._element) ?? ""));
  }

  /** Prints the result, without the page around it; before there can be one, the page. */
  async _print() {
    await (chunk.print ?? globalThis.print)?.(this._root, css + chunk.css, loadExtras);
  }

  /** Has the result's styles and effects, too, and may show it. */
  _equip() {
    if (chunk.effects) this._effects?.extend?.(chunk.effects);
    sheet ??= new CSSStyleSheet();
    if (!sheet.cssRules.length) sheet.replaceSync(chunk.css);
    // Beside what there is: colours may have been mended.
    const sheets = this._root.adoptedStyleSheets;
    if (!sheets.includes(sheet)) this._root.adoptedStyleSheets = [...sheets, sheet];
  }

  /** The code and the styles for a result are there: with its texts it is complete. Whoever has it, keeps it. */
  async _complete() {
    const compiled = this._compiled;
    await compiled?._complete();
    this._equip();
    // Another catalogue may have come meanwhile.
    if (compiled !== this._compiled) return;
    try {
      this._step(life.COMPLETED, compiled);
    } catch (cause) {
      compiled._discardRest();
      throw cause;
    }
  }

  /** Loads what a result needs. Ahead of need a failure is not worth a word: there is another try. */
  async _loadResult(isNeeded) {
    try {
      await Promise.all([loadCode(), this._compiled?._complete()]);
      // Who else lacks its texts asks for them itself once they are needed.
      for (const controller of controllers) if (controller !== this) controller._complete().catch(() => {});
      await this._complete();
    } catch (cause) {
      if (!isNeeded || (await this._isSucceeded(cause))) return;
      this._widget?.tell("no-later");
      this._notify("error", logged(cause));
    }
  }

  /** Lets a later build, if a file of this one is gone because of it, go on in this element's place; true if it does. */
  _isSucceeded(cause) {
    return (this._succession ??= this._succeed(cause).finally(() => (this._succession = undefined))).catch(() => false);
  }

  async _succeed({ code = "" }) {
    // Of another's catalogue no build knows more than this one.
    const next = (isBuiltIn(this._requested) || !code.startsWith("catalogue")) && (await current(code));
    if (!next) return false;
    // What is answered until the last moment goes along.
    await next.succeed(this._element, this._root, () => [this._store?.record, this._chosenLocale, this._early?._inputs, this._pageCalls]);
    this._step(life.DISCONNECTED);
    this._step(life.REPLACED);
    return true;
  }
}
