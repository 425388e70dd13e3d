// Asks workers, and puts a fresh one in the place of one that has ended or doesn't come back: one for what takes long,
// so that changes needn't wait for it, and one for the rest.

import data from "skill-check:studio";
import { script } from "./policy.js";
import { text } from "./texts.js";

/** How long an operation may take before it is given up. */
const PATIENCE_MS = 60_000;
/** How long a check has to have taken for another worker to begin the next one sooner. */
const LONG_MS = 250;
/** What has a worker of its own; the rest are changes, which somebody waits for. */
const LONG = new Set(["check", "compile"]);

let number = 0;
/** The code, compiled once for all workers; where that fails, each of them tries by itself and says why. */
let compiled;
const compile = () => (compiled ??= WebAssembly.compileStreaming(fetch(data.checker)).catch(() => undefined));

/** A worker with all that waits for it. */
class Hand {
  #worker;
  #waiting = new Map();

  /** Ends the worker; all that wait for it hear why. */
  #end(answer) {
    this.#worker?.terminate();
    this.#worker = undefined;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { settle, timer } of all) {
      clearTimeout(timer);
      settle({ ...answer, bytes: new Uint8Array() });
    }
  }

  #fail(key, values) {
    this.#end({ error: text(key, values) });
  }

  #heard({ number: own, missing, trapped, progress, text: json, bytes }) {
    if (missing) return this.#fail("engine.missing", { cause: missing });
    if (trapped) return this.#fail("engine.trapped");
    const one = this.#waiting.get(own);
    if (!one) return undefined;
    if (progress) return one.tell?.(JSON.parse(progress));
    this.#waiting.delete(own);
    clearTimeout(one.timer);
    return one.settle({ ...JSON.parse(json), bytes });
  }

  #begin() {
    const worker = new Worker(script("worker"), { type: "module" });
    worker.addEventListener("message", (event) => worker === this.#worker && this.#heard(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#fail("engine.missing", { cause: event.message ?? "" });
    });
    this.#worker = worker;
    return compile().then((module) => module && worker.postMessage({ module }));
  }

  /** The worker, once it has the code. */
  #ready;

  ask(name, argument, bytes, tell, code) {
    if (!this.#worker) this.#ready = this.#begin().catch(() => {});
    const worker = this.#worker;
    number += 1;
    const own = number;
    return new Promise((settle) => {
      const timer = setTimeout(() => this.#fail("engine.slow"), PATIENCE_MS);
      this.#waiting.set(own, { settle, timer, tell, since: performance.now() });
      this.#ready.then(() => worker.postMessage({ number: own, name, argument, bytes, code }));
    });
  }

  /** Lets go of what has taken long already, since nobody wants its answer any more. */
  supersede() {
    const [first] = this.#waiting.values();
    if (first && performance.now() - first.since > LONG_MS) this.#end({ isSuperseded: true });
  }
}

/** The code that imports, compiled by the page as well: without a network, some browsers give it to no worker. */
let importer;
const compileImporter = () => (importer ??= WebAssembly.compileStreaming(fetch(data.importer)).catch(() => (importer = undefined)));

const quick = new Hand();
const long = new Hand();

/**
 * Carries out an operation; gives what it says, with `bytes`. What can't be carried out has an `error`; `tell` hears
 * how far it has come.
 * @param {string} name
 * @param {object} argument
 * @param {Uint8Array} [bytes]
 * @param {(progress: any) => void} [tell]
 * @returns {Promise<any>}
 */
export async function ask(name, argument = {}, bytes = undefined, tell = undefined) {
  const code = name === "import" ? await compileImporter() : undefined;
  return (LONG.has(name) ? long : quick).ask(name, argument, bytes, tell, code);
}

/** The files have changed: a check of them as they were is let go of, if it would take much longer. */
export const supersede = () => long.supersede();
