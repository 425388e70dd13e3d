// Where a sitting is kept: always in memory, and in the store that the page or the visitor chose.
// What a record says is the Wasm module's; here it is a text with the day of its last change.
// See docs/privacy.md for every key that is written.

import { RESULTS_SUFFIX, validRecord, withDay } from "./storage-entry.js";

/** What a storage refused is tried again after so long, then after twice as long each time. */
const PAUSE_MS = 500;
const PAUSE_MAX_MS = 60_000;

/** The storages that may have something, in the order in which a record is looked for. */
const STORAGES = ["local", "session"];

/** How the keys of one store end. */
const SUFFIXES = ["", ":other", ":unreadable"];

/** The stores of this page, as long as their elements live. */
const stores = new Set();
/**
 * The beginning of all keys here, which the first store's says.
 * @type {string}
 */
let prefix;
/**
 * What other windows are told and tell: that everything was deleted. No window reaches the storage of another's tab.
 * @type {BroadcastChannel | undefined}
 */
let channel;

/** Listens while the page is on show: one that the browser holds on to looks when it comes back. */
function listen() {
  channel ??= new BroadcastChannel(prefix);
  channel.onmessage = () => dropAll();
}

addEventListener("pagehide", () => {
  channel?.close();
  channel = undefined;
});
addEventListener("pageshow", () => prefix && listen());

/** The stores whose elements live. */
const liveStores = () => [...stores].map((reference) => reference.deref()).filter(Boolean);

/**
 * The keys of ours in a storage that no store here has.
 * @param {object} storage
 */
function foreignKeys(storage) {
  const own = liveStores().flatMap(({ keys }) => keys);
  return Object.keys(storage).filter((key) => key.startsWith(prefix) && !own.includes(key));
}

/**
 * Drops all that any store here has, and all that lies under any key of ours; the elements hear of it, but for the
 * one that asks. Where another window has asked, it has emptied what they share, which may hold something new.
 * @param {RecordStore} [asking]
 */
function dropAll(asking) {
  for (const store of liveStores()) store.drop(store !== asking, asking ? STORAGES : ["session"]);
}

/** The stores whose storage is not yet as it is to be. */
const pending = new Set();
const retryAll = () => [...pending].forEach((store) => store.again());
// The last moments before a page is gone, or may be.
for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, retryAll);

export class RecordStore {
  /** The key of the record; others begin with it. */
  key;
  /** Where records go: "session", "local" or "none". */
  mode;
  /**
   * The last record, in memory: it outlives a refused storage and a dead instance.
   * @type {string | null | undefined}
   */
  record = null;
  /** Whether the storage keeps refusing to work. */
  refused = false;
  /** @type {import("./storages.js").Storages} */
  #storages;
  /** Called with what another window has put there, after what is owed was tried again. */
  #tried;
  /**
   * What lay in the storage when this element last read or wrote it.
   * @type {string | null | undefined}
   */
  #seen = null;
  /**
   * What of another window's was offered last and still lies where this one writes.
   * @type {string | null | undefined}
   */
  #offered = null;
  /** Whether both storages could be looked through for a record of before. */
  #isLooked;
  /**
   * The storage that the record is on its way from.
   * @type {string | undefined}
   */
  #leaves;
  /** What is still to be removed: storage and key. */
  #left = new Map();
  /** Called once all that was to be deleted is, and where it can't be yet. */
  #deleted;
  /** Whether that was said to be waited for. */
  #isOwed = false;
  #pause = PAUSE_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * `key` is this store's alone, `mode` the page's choice; `tried` hears what comes of trying again, and
   * `deleted` of deleting: "deleted" where another window or element has, "not-deleted" while the storage
   * refuses, "all-deleted" when it no longer does.
   * `isFresh` says that the visitor sees a check that has not begun: what is found is another window's.
   * @param {import("./storages.js").Storages} storages
   * @param {string} key
   * @param {string} mode
   * @param {(other: string | null | undefined) => void} tried
   * @param {boolean} isFresh
   * @param {(how: string) => void} deleted
   */
  constructor(storages, key, mode, tried, isFresh, deleted) {
    // Whoever had the key before may still have something to put there.
    retryAll();
    this.#storages = storages;
    this.key = key;
    this.mode = mode;
    this.#tried = tried;
    this.#deleted = deleted;
    stores.add(new WeakRef(this));
    [prefix] = /** @type {RegExpExecArray} */ (/^[^:]*:/.exec(key));
    listen();
    // A page that keeps nothing opens nothing either.
    this.#isLooked = mode === "none";
    if (isFresh || this.#isLooked) return;
    this.#seen = this.#look();
    this.record = validRecord(this.#seen);
  }

  /** Where the record is kept, or that it is refused there. */
  get where() {
    return this.refused ? "refused" : this.mode;
  }

  /**
   * Keeps a record, or removes it when it is null. Returns what another window has put there
   * meanwhile: that is set aside, never overwritten.
   * @param {string | null | undefined} record
   */
  save(record) {
    this.record = record;
    return this.#settle();
  }

  /** Tries again what a storage refused. */
  again() {
    this.#tried(this.#settle(true));
  }

  /** Another window's record that this one set aside, if there is one. */
  get other() {
    return this.mode === "none" ? null : validRecord(this.#get(this.mode, `${this.key}:other`));
  }

  /**
   * The visitor has decided about the other window's record: what lies there may be replaced. Returns
   * what has come since, as `save` does.
   */
  decide() {
    this.#remove(this.mode, `${this.key}:other`);
    this.#seen = this.#offered ?? this.#seen;
    this.#offered = null;
    // What lay there may have been this window's, set aside by the other one.
    return this.record && this.#settle();
  }

  /** Puts a record that can't be read under another key, so that it is not lost. */
  setAside() {
    const entry = this.#get(this.mode, this.key);
    this.record = null;
    if (!entry) return;
    if (this.#set(this.mode, `${this.key}:unreadable`, entry)) this.#remove(this.mode, this.key);
    this.#seen = null;
  }

  /**
   * Moves what is kept to another store. Returns what another window has put there, which is set
   * aside as by `save`.
   * @param {string} mode
   */
  keepIn(mode) {
    if (mode !== this.mode) this.#leaves = this.mode;
    this.mode = mode;
    this.#seen = null;
    this.#isLooked = true;
    // Who has asked for it hears at once if it can't be.
    pending.add(this);
    return this.#settle();
  }

  /** Removes everything that any check here has kept, wherever it is, and has other windows do the same. */
  clear() {
    dropAll(this);
    channel?.postMessage("");
  }

  /**
   * Forgets the record, and removes it and what else has to go; `isTold` where the element doesn't know.
   * @param {boolean} [isTold]
   * @param {string[]} [modes]
   */
  drop(isTold, modes = []) {
    this.record = this.#seen = this.#offered = null;
    this.#leaves = undefined;
    for (const mode of modes) this.#forget(mode, [...this.keys, ""]);
    if (isTold) this.#deleted("deleted");
    this.#settle();
    this.#isOwed = this.#left.size > 0;
    if (this.#isOwed) queueMicrotask(() => this.#deleted("not-deleted"));
  }

  /** The keys of the sitting, which goes where the visitor wants it. */
  get #own() {
    return SUFFIXES.map((end) => this.key + end);
  }

  /** All keys of this store. */
  get keys() {
    return [...this.#own, this.key + RESULTS_SUFFIX];
  }

  /** The key of the results that are kept on purpose; none where nothing is to be kept. */
  get results() {
    return this.mode === "none" ? undefined : this.key + RESULTS_SUFFIX;
  }

  /** Whether what this store had put there is gone, while the page was held: then it was deleted. */
  isGone() {
    return Boolean(this.#seen) && this.#get(this.mode, this.key) === null;
  }

  /** What another window has kept since this one looked last; null if nothing. */
  news() {
    if (this.mode !== "local") return null;
    const entry = this.#get("local", this.key);
    if (!entry || entry === this.#seen) return null;
    const record = validRecord(entry);
    if (record === this.record) return null;
    this.#offered = entry;
    return record;
  }

  /** The entry that lies somewhere. It was put there on purpose: the choice of last time goes on. */
  #look() {
    this.#isLooked = true;
    for (const name of STORAGES) {
      const entry = this.#get(name, this.key);
      if (entry) {
        this.mode = name;
        return entry;
      }
      if (entry === undefined) this.#isLooked = false;
    }
    return null;
  }

  /**
   * Brings the storages to where they are to be; what they refuse is owed, and tried again.
   * @param {boolean} [isLate]
   */
  #settle(isLate) {
    const wasOwed = pending.delete(this);
    if (!this.#isLooked) this.#look();
    const other = this.mode === "none" ? null : this.#put(isLate);
    if (!pending.has(this)) {
      // What is kept on purpose stays.
      if (this.#leaves && this.#leaves !== this.mode) this.#forget(this.#leaves, this.#own);
      this.#leaves = undefined;
    }
    for (const entry of [...this.#left.values()]) this.#remove(.../** @type {[string, string]} */ (entry));
    if (this.#left.size) pending.add(this);
    else if (this.#isOwed) {
      this.#isOwed = false;
      this.#deleted("all-deleted");
    }
    if (this.#timer) clearTimeout(this.#timer);
    if (!pending.has(this)) {
      this.refused = false;
      this.#pause = PAUSE_MS;
    } else {
      if (wasOwed && !this.refused) {
        this.refused = true;
        console.warn("<skill-check>: nothing can be saved here.");
      }
      this.#timer = setTimeout(retryAll, this.#pause);
      // Each try of its own waits longer; a save in between is none.
      if (isLate) this.#pause = Math.min(2 * this.#pause, PAUSE_MAX_MS);
    }
    return other;
  }

  /**
   * Puts the record where it belongs. Returns what another window has put there.
   * @param {boolean} [isLate]
   */
  #put(isLate) {
    const { key, mode, record } = this;
    const entry = this.#get(mode, key);
    const found = entry === this.#seen || this.#left.has(mode + key) ? null : validRecord(entry);
    const other = found === record ? null : found;
    // What can't be seen is not written over.
    let isDone = entry !== undefined;
    if (other) {
      // What is left where it lies is replaced once the visitor has decided.
      this.#offered = isLate ? entry : null;
      // It goes out of the way: what lies in its place from now on is this window's. But what has
      // come later than the record stays, and the record lies beside it.
      isDone = this.#set(mode, `${key}:other`, isLate && record ? withDay(record) : /** @type {string} */ (entry));
    }
    if (isDone && !(isLate && other)) {
      const entry = record && withDay(record);
      if (!record) this.#remove(mode, key);
      else isDone = this.#set(mode, key, /** @type {string} */ (entry));
      if (isDone) this.#seen = entry;
    }
    if (!isDone) pending.add(this);
    return other;
  }

  /**
   * @param {string} mode
   * @param {string[]} keys
   */
  #forget(mode, keys) {
    for (const key of keys) this.#remove(mode, key);
  }

  /**
   * The entry that lies there; undefined where that can't be seen.
   * @param {string} mode
   * @param {string} key
   */
  #get(mode, key) {
    return this.#touch(() => this.#storages[mode]?.().getItem(key) ?? null);
  }

  /**
   * @param {string} mode
   * @param {string} key
   * @param {string} entry
   */
  #set(mode, key, entry) {
    const isDone = this.#touch(() => (this.#storages[mode]?.().setItem(key, entry), true));
    if (isDone) this.#left.delete(mode + key);
    return isDone;
  }

  /**
   * Removes what lies under a key; without one, all strays.
   * @param {string} mode
   * @param {string} key
   */
  #remove(mode, key) {
    this.#left.set(mode + key, [mode, key]);
    this.#touch(() => {
      for (const one of key ? [key] : foreignKeys(this.#storages[mode]())) this.#storages[mode]?.().removeItem(one);
      this.#left.delete(mode + key);
    });
  }

  /**
   * Every touch of a storage may throw: refused, full, or gone. What fails only once is done at the second try.
   * @param {() => any} action
   * @param {boolean} [isLast]
   * @returns {any}
   */
  #touch(action, isLast) {
    try {
      return action();
    } catch {
      return isLast ? undefined : this.#touch(action, true);
    }
  }
}
