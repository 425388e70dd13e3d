// A compiled catalogue as it was loaded: one that comes with the build is in two parts, of which the
// second is for the result.

import { loadCatalogue } from "./loader.js";

/** The parts of a file as one, once all are there. */
async function concatenated(parts) {
  return new Uint8Array(await new Blob(await Promise.all(parts)).arrayBuffer());
}

export class CompiledCatalogue {
  /** What is there so far; kept, so that going on after a panic needs no network. */
  _bytes;
  #first;
  #rest;
  #loading;
  #attempts = 0;

  /** `rest` is where the second part is, if it isn't in `bytes`. */
  constructor(bytes, rest) {
    this._bytes = this.#first = bytes;
    this.#rest = rest;
  }

  /** Loads from these places, of the build if `isOwn`; the second one only if `isWhole`. */
  static async load(places, isOwn, isWhole, attempt) {
    const [first, rest] = places;
    const parts = isWhole ? places : [first];
    return new CompiledCatalogue(
      await concatenated(parts.map((place) => loadCatalogue(place, isOwn, attempt))),
      isWhole ? undefined : rest,
    );
  }

  /** Whether the second part is there. */
  get _isWhole() {
    return !this.#rest || this._bytes !== this.#first;
  }

  /** Loads the second part, once; after a failure, anew. */
  _complete() {
    if (this._isWhole) return Promise.resolve();
    this.#loading ??= concatenated([this.#first, loadCatalogue(this.#rest, true, this.#attempts++)]).then((bytes) => {
      this._bytes = bytes;
    });
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Says that the second part can't be read. */
  _discardRest() {
    this._bytes = this.#first;
    this.#loading = undefined;
  }
}
