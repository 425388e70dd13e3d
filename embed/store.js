// Where a sitting is kept: always in memory, and in the store that the page or the visitor chose.
// What a record says is the Wasm module's; here it is a text with the day of its last change.
// See docs/privacy.md for every key that is written.

const PREFIX = "skill-check:";
/** What is kept on the device goes by itself after so many days without a change. */
const DAYS_MAX = 90;
const DAY_MS = 86_400_000;
const today = () => Math.floor(Date.now() / DAY_MS);

/** Both storages, looked up at each use: the property itself throws where storage is refused. */
const STORAGES = { local: () => localStorage, session: () => sessionStorage };

/** A record with the day that it was written on. */
const sealed = (record) => `${record} ${today()}`;

/** The record of an entry; none where it is older than it may be. A clock that went back ages nothing. */
function opened(entry) {
  if (entry === null) return null;
  const space = entry.lastIndexOf(" ");
  if (space < 0) return entry;
  return today() - Number(entry.slice(space)) > DAYS_MAX ? null : entry.slice(0, space);
}

/** The keys that the elements of a page have taken, so that no two of them share one. */
const taken = new Map();

export class Store {
  /** The key of the record; others begin with it. */
  key;
  /** Where records go: "session", "local" or "none". */
  mode;
  /** The last record, in memory: it outlives a refused storage and a dead instance. */
  record = null;
  /** Whether the storage refused to work. */
  refused = false;
  /** What lay in the storage when this element last read or wrote it. */
  #seen = null;
  /** What of another window's was offered last and still lies where this one writes. */
  #offered = null;

  /** `owner` is who the key belongs to, `name` what tells it from others, `mode` the page's choice. */
  constructor(owner, name, mode) {
    let key = PREFIX + name;
    for (let n = 2; taken.get(key)?.isConnected && taken.get(key) !== owner; n++) key = `${PREFIX}${name}:${n}`;
    taken.set(key, owner);
    this.key = key;
    this.mode = mode;
    // A record that lies somewhere was put there on purpose: the choice of last time goes on.
    this.mode = ["local", "session"].find((name) => this.#get(name, key) !== null) ?? this.mode;
    this.record = this.#read();
  }

  /** Drops what has outlived its time, whichever check it belongs to. */
  static sweep() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX) && opened(localStorage.getItem(key)) === null) localStorage.removeItem(key);
      }
    } catch {
      // Where storage is refused there is nothing to sweep.
    }
  }

  /**
   * Keeps a record, or removes it when it is null. Returns what another window has put there
   * meanwhile: that is set aside, never overwritten.
   */
  save(record) {
    this.record = record;
    if (this.mode === "none") return null;
    const entry = this.#get(this.mode, this.key);
    const other = entry !== null && entry !== this.#seen ? opened(entry) : null;
    if (other !== null && other !== record) {
      // It goes out of the way: what lies in its place from now on is this window's.
      this.#offered = null;
      this.#set(this.mode, `${this.key}:other`, entry);
    }
    this.#write(record);
    return other === record ? null : other;
  }

  /** Another window's record that this one set aside, if there is one. */
  get other() {
    return this.mode === "none" ? null : opened(this.#get(this.mode, `${this.key}:other`));
  }

  /** The visitor has decided about the other window's record: what lies there may be replaced. */
  decide() {
    this.#remove(this.mode, `${this.key}:other`);
    // Not what came since: that is still to be offered.
    this.#seen = this.#offered ?? this.#seen;
    this.#offered = null;
  }

  /** Puts a record that can't be read under another key, so that it is not lost. */
  setAside() {
    const entry = this.#get(this.mode, this.key);
    this.record = null;
    if (entry === null) return;
    if (this.#set(this.mode, `${this.key}:unreadable`, entry)) this.#remove(this.mode, this.key);
    this.#seen = null;
  }

  /**
   * Moves what is kept to another store. Returns what another window has put there, which is set
   * aside as by `save`.
   */
  keepIn(mode) {
    const before = this.mode;
    this.mode = mode;
    this.refused = false;
    this.#seen = null;
    const other = this.save(this.record);
    if (before !== mode && !this.refused) this.#forget(before);
    return other;
  }

  /** Removes everything that this element has ever kept, wherever it is. */
  clear() {
    this.record = null;
    for (const name of Object.keys(STORAGES)) this.#forget(name);
    this.#seen = null;
  }

  /** What another window has kept since this one looked last; null if nothing. */
  news() {
    if (this.mode !== "local") return null;
    const entry = this.#get("local", this.key);
    if (entry === null || entry === this.#seen) return null;
    const record = opened(entry);
    if (record === this.record) return null;
    this.#offered = entry;
    return record;
  }

  #read() {
    if (this.mode === "none") return null;
    this.#seen = this.#get(this.mode, this.key);
    return opened(this.#seen);
  }

  #write(record) {
    if (this.mode === "none") return;
    if (record === null) {
      this.#remove(this.mode, this.key);
      this.#seen = null;
      return;
    }
    const entry = sealed(record);
    if (this.#set(this.mode, this.key, entry)) this.#seen = entry;
  }

  #forget(mode) {
    for (const end of ["", ":other", ":unreadable"]) this.#remove(mode, this.key + end);
  }

  #get(mode, key) {
    return this.#touch(() => STORAGES[mode]?.().getItem(key) ?? null, null);
  }

  #set(mode, key, entry) {
    return this.#touch(() => (STORAGES[mode]?.().setItem(key, entry), true), false);
  }

  #remove(mode, key) {
    this.#touch(() => STORAGES[mode]?.().removeItem(key));
  }

  /** Every touch of a storage may throw: refused, full, or gone. What fails only once is done at the second try. */
  #touch(action, otherwise, isLast = false) {
    try {
      return action();
    } catch (cause) {
      if (!isLast) return this.#touch(action, otherwise, true);
      if (!this.refused && this.mode !== "none") console.warn(`<skill-check>: nothing can be saved here: ${cause.message}`);
      this.refused = true;
      return otherwise;
    }
  }
}
