// Where catalogues are kept while they are worked on: in this browser's IndexedDB, and nowhere else.

/** Name and version of the store; a later version brings what an earlier one holds along. */
export const NAME = "skill-check-studio";
const VERSION = 1;
export const STORE = "projects";
/** How long it is quiet before a change is written, and before what failed is tried again. */
const QUIET_MS = 200;
const AGAIN_MS = 5_000;
/** How long the browser may take for a write. */
const PATIENCE_MS = 10_000;

function settled(request) {
  return new Promise((settle, fail) => {
    request.addEventListener("success", () => settle(request.result));
    request.addEventListener("error", () => fail(request.error));
  });
}

/** Settles once all of a transaction is on the device. What keeps it from that stands in the request that failed. */
function done(transaction) {
  return new Promise((/** @type {(nothing?: undefined) => void} */ settle, fail) => {
    transaction.addEventListener("complete", () => settle());
    transaction.addEventListener("abort", () => fail(transaction.error ?? new DOMException("aborted", "AbortError")));
  });
}

/** The store; `factory` gives the browser's IndexedDB, which may be refused. */
export class Store {
  #factory;
  #patience;
  #opened;

  constructor(factory = () => indexedDB, patience = PATIENCE_MS) {
    this.#factory = factory;
    this.#patience = patience;
  }

  #open() {
    return new Promise((settle, fail) => {
      const request = this.#factory().open(NAME, VERSION);
      let isGivenUp = false;
      const giveUp = (cause) => {
        isGivenUp = true;
        fail(cause);
      };
      request.addEventListener("upgradeneeded", ({ oldVersion }) => {
        if (oldVersion < 1) request.result.createObjectStore(STORE, { keyPath: "id" });
      });
      request.addEventListener("blocked", () => giveUp(new DOMException("blocked", "TimeoutError")));
      request.addEventListener("error", () => giveUp(request.error));
      request.addEventListener("success", () => {
        const base = request.result;
        // Nobody waits for it any more, and nobody else should have to wait for it.
        if (isGivenUp) return base.close();
        // A later version in another tab gets its way; what is written next opens anew.
        base.addEventListener("versionchange", () => {
          base.close();
          this.#opened = undefined;
        });
        base.addEventListener("close", () => (this.#opened = undefined));
        settle(base);
      });
    });
  }

  async #begin(mode) {
    for (let attempt = 1; ; attempt += 1) {
      const opening = (this.#opened ??= this.#open());
      try {
        const base = await opening;
        return base.transaction(STORE, mode, { durability: "strict" });
      } catch (cause) {
        if (this.#opened === opening) this.#opened = undefined;
        // A connection that has been closed meanwhile: another one is opened, once.
        if (attempt > 1 || cause?.name !== "InvalidStateError") throw cause;
      }
    }
  }

  /** Carries out something in a transaction of its own, and settles once that is on the device, or not any more. */
  async #within(mode, act) {
    let transaction;
    let timer;
    const work = async () => {
      transaction = await this.#begin(mode);
      const ended = done(transaction);
      // What fails in it is told by the act.
      ended.catch(() => {});
      const given = await act(transaction.objectStore(STORE));
      await ended;
      return given;
    };
    const late = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new DOMException("late", "TimeoutError")), this.#patience);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (cause) {
      if (cause?.name === "TimeoutError") this.#opened = undefined;
      try {
        transaction?.abort();
      } catch {
        // It is over already.
      }
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  /** All that is kept, the latest first. */
  async all() {
    const found = await this.#within("readonly", (projects) => settled(projects.getAll()));
    return found.sort((one, other) => other.changed - one.changed);
  }

  /** One that is kept. */
  load(id) {
    return this.#within("readonly", (projects) => settled(projects.get(id)));
  }

  /** Deletes one. */
  remove(id) {
    return this.#within("readwrite", (projects) => settled(projects.delete(id)));
  }

  /** Puts what `make` makes of what is kept there in its place, and gives it. */
  update(id, make) {
    return this.#within("readwrite", async (projects) => {
      const record = make(await settled(projects.get(id)));
      await settled(projects.put(record));
      return record;
    });
  }
}

/** Keeps a project from now on. `say` hears how it stands: `kept`, `writing`, `failed`, `followed`, `copied`. */
export class Keeper {
  /** What this one has written is known by it, also where it couldn't hear that it was. */
  #self = crypto.randomUUID();
  #project;
  #store;
  #say;
  #timer;
  #writing = Promise.resolve(true);
  #channel = new BroadcastChannel(NAME);
  #listening = new AbortController();
  #settle;
  #isWaiting = false;
  isKept = true;

  /** `settle` brings into the files what was typed and isn't there yet; `page` is where events of the page are heard. */
  constructor(project, store, say, settle, /** @type {Record<"window" | "document", any>} */ page = { window, document }) {
    this.#project = project;
    this.#store = store;
    this.#say = say;
    this.#settle = settle;
    const { signal } = this.#listening;
    project.addEventListener("change", ({ detail }) => detail.isKept || this.#later(), { signal });
    this.#channel.addEventListener("message", ({ data }) => data === project.id && this.#follow(), { signal });
    page.window.addEventListener("pagehide", () => this.#hurry(), { signal });
    page.document.addEventListener("visibilitychange", () => page.document.hidden && this.#hurry(), { signal });
    // What isn't kept goes with the page: the browser asks.
    page.window.addEventListener("beforeunload", (event) => (this.isKept && !this.#isWaiting) || event.preventDefault(), { signal });
  }

  /** Hears whether something is on its way into the files, which isn't kept yet. */
  wait(isWaiting) {
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    if (isWaiting) this.#say("writing");
    else if (this.isKept) this.#say("kept");
    else this.#later();
  }

  async #hurry() {
    this.flush();
    await this.#settle();
    await this.flush();
  }

  #later() {
    this.isKept = false;
    this.#say("writing");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /** Writes what has changed, at once; gives whether that could be done. One that isn't the first try fails silently. */
  flush(isAgain = false) {
    clearTimeout(this.#timer);
    if (!this.isKept) this.#writing = this.#writing.then(() => this.#write(isAgain));
    return this.#writing;
  }

  async #write(isAgain) {
    if (this.isKept) return true;
    const project = this.#project;
    let files;
    let isOther = false;
    let record;
    try {
      record = await this.#store.update(project.id, (before) => {
        // Another tab has written meanwhile: neither is lost, this one becomes a copy.
        isOther = before !== undefined && before.stamp !== project.stamp && before.by !== this.#self;
        ({ files } = project);
        const stamp = Math.max(project.stamp, before?.stamp ?? 0) + 1;
        const other = isOther ? { id: crypto.randomUUID(), name: `${project.name} (2)` } : {};
        return { ...project.record, ...other, stamp, by: this.#self, changed: Date.now() };
      });
    } catch (cause) {
      if (!isAgain) this.#say("failed", cause);
      // Somebody may have made room, or let go of it.
      clearTimeout(this.#timer);
      if (!this.#listening.signal.aborted) this.#timer = setTimeout(() => this.flush(true), AGAIN_MS);
      return false;
    }
    Object.assign(project, { id: record.id, name: record.name, stamp: record.stamp });
    this.isKept = files === project.files;
    this.#channel.postMessage(project.id);
    this.#say(isOther ? "copied" : this.#isWaiting ? "writing" : "kept");
    if (!this.isKept) this.#later();
    return true;
  }

  async #follow() {
    // What is unsaved here is written, finds the other's, and becomes a copy.
    if (!this.isKept) return;
    const found = await this.#store.load(this.#project.id).catch(() => undefined);
    if (!found || !this.isKept || found.stamp === this.#project.stamp) return;
    this.#project.follow(found);
    this.#say("followed");
  }

  /** Ends keeping it, once all is written; if that can't be done, goes on with it. Gives whether it has ended. */
  async end() {
    let isWritten = true;
    // Somebody may type while it is written.
    while (isWritten && (this.#isWaiting || !this.isKept)) {
      await this.#settle();
      isWritten = await this.flush();
    }
    if (!this.isKept) return false;
    clearTimeout(this.#timer);
    this.#listening.abort();
    this.#channel.close();
    return true;
  }
}
