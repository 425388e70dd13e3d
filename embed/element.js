// The custom element <skill-check>: attributes and methods in, its result out. What comes of them is its controller's; what
// is asked and shown is the Wasm module's, see src/bridge.rs.

// What the build has written comes first, and in one place: between scripts it would keep them from being packed together.
import build from "skill-check:build";
import "./prerendered.js";
import { ATTRIBUTES } from "./attributes.js";
import { Controller } from "./controller.js";
import * as life from "./lifecycle.js";
import { loadHost } from "./loader.js";
import { reflect } from "./properties.js";

export class SkillCheck extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** What an element of an earlier build has left: record, language, what was done on the first screen, calls. */
  inherited = /** @type {any[]} */ ([undefined, undefined, [], []]);

  #controller = new Controller(this);

  connectedCallback() {
    this.#controller._connect();
  }

  disconnectedCallback() {
    this.#controller._disconnect();
  }

  attributeChangedCallback(name, before, after) {
    // An element that is not on the page yet reads its attributes once it is.
    if (before !== after && this.#controller._root) this.#controller._attributeChanged(name);
  }

  /** What `skill-check-complete` last told, or null. */
  get result() {
    return this.#controller._result;
  }

  /** Begins with the first item without a response; somebody's shared result is closed. */
  start() {
    this.#controller._step(life.CALLED, "start");
  }

  /** Deletes all responses and shows the start; somebody's shared result is closed. */
  restart() {
    this.#controller._step(life.CALLED, "restart");
  }

  /** Shows the result of a code, as a link with it would. */
  showResult(code) {
    this.#controller._step(life.CALLED, "showResult", code);
  }

  /** Prints the result, without the page around it; before there can be one, the page. */
  print() {
    return this.#controller._print();
  }
}

/** By which builds tell each other apart. */
export const { id } = build;

/** Has this build's check go on in the place of an element of an earlier build, with the record of that. */
export const succeed = async (...place) => (await loadHost()).succeed(SkillCheck, id, ...place);

reflect(SkillCheck);
if (!customElements.get("skill-check")) customElements.define("skill-check", SkillCheck);
