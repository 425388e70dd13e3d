// Windows of a browser for the tests of what is kept: each runs the scripts afresh, with a storage of its tab, the one of
// the device, a clock and timers that only the test moves, and calls of the storages that can be made to fail.

import { afresh } from "./fresh-bundle.js";

// The store is handed its storages; for the others they are looked up at each use, as the storages themselves may throw.
const run = await afresh(["stored-results", "storage-entry", "storage-keys", "record-store"], (text) => text.replaceAll(/\b(local|session)Storage\b/g, "storages.$1()"));

const DAY_MS = 86_400_000;

/**
 * Has a call fail as browsers do; each gives what the call gives, or throws.
 * @type {Record<string, (call: () => unknown, name: string) => unknown>}
 */
export const FAULTS = {
  /** By a setting, or in a frame of another origin. */
  refused() {
    throw new DOMException("refused", "SecurityError");
  },
  /** No room, or private windows of old. */
  full(call, name) {
    if (name !== "setItem") return call();
    throw new DOMException("full", "QuotaExceededError");
  },
  /** The files of the storage are damaged, or the disk is gone. */
  broken(call, name) {
    if (name === "storage") return call();
    throw new DOMException("broken", "UnknownError");
  },
  /** Views of apps that have no storage unless they are given one. */
  absent: (call, name) => (name === "storage" ? null : call()),
};

/** What a device holds, and what there is of it while it lasts: windows, and messages on their way. */
export class Device {
  now = 20_000 * DAY_MS;
  local = new Map();
  windows = [];
  /** How many calls of storages there have been, and which of them fail how. */
  calls = 0;
  fails = (/** @type {number} */ _) => undefined;
  #messages = [];

  /** What fails from now on: `times` calls from the one with this number on. */
  arm(fault, number, times) {
    this.calls = 0;
    this.fails = (call) => (call >= number && call < number + times ? FAULTS[fault] : undefined);
  }

  disarm() {
    this.fails = () => undefined;
  }

  /** Carries out a call, or has it fail. */
  touch(name, call) {
    const fault = this.fails(this.calls++);
    return fault ? fault(call, name) : call();
  }

  /** A message for all windows but one; it is heard once the test lets time pass. */
  post(from, name) {
    this.#messages.push(() => this.windows.filter((one) => one !== from).forEach((one) => one.hear(name)));
  }

  /** Lets time pass, with all that is due in it. */
  pass(time = 0) {
    for (const message of this.#messages.splice(0)) message();
    const end = this.now + time;
    for (;;) {
      const due = this.windows.flatMap((one) => [...one.timers.values()]).filter((timer) => timer.at <= end);
      if (!due.length) break;
      const next = due.reduce((first, timer) => (timer.at < first.at ? timer : first));
      this.now = Math.max(this.now, next.at);
      next.fire();
    }
    this.now = end;
  }

  /** Lets so many days pass at once, as between two visits. */
  passDays(days) {
    this.now += days * DAY_MS;
  }
}

/** A storage over a map, whose keys are its own as with the browser's. */
function storage(device, entries) {
  const calls = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, String(value)),
    removeItem: (key) => void entries.delete(key),
  };
  const methods = Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, (...given) => device.touch(name, () => call(...given))]),
  );
  return new Proxy(methods, {
    ownKeys: () => device.touch("keys", () => [...entries.keys()]),
    getOwnPropertyDescriptor: (_, key) => ({ value: entries.get(key), enumerable: true, configurable: true }),
  });
}

/** A window; `tab` is what its tab holds, which a reload finds again. */
export class Tab {
  timers = new Map();
  warned = [];
  #listeners = new Map();
  #channels = [];
  #tasks = [];

  constructor(device, tab = new Map()) {
    this.device = device;
    this.tab = tab;
    const tabWindow = this;
    let number = 0;
    const [local, session] = [storage(device, device.local), storage(device, tab)];
    this.storages = { local: () => device.touch("storage", () => local), session: () => device.touch("storage", () => session) };
    const surroundings = {
      storages: this.storages,
      addEventListener: (name, listener) => this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]),
      queueMicrotask: (task) => this.#tasks.push(task),
      setTimeout: (act, time = 0) => {
        const id = ++number;
        const fire = () => {
          this.timers.delete(id);
          this.run(act);
        };
        this.timers.set(id, { at: device.now + time, fire });
        return id;
      },
      clearTimeout: (id) => this.timers.delete(id),
      console: { warn: (text) => this.warned.push(text) },
      Date: { now: () => device.now, parse: Date.parse },
      BroadcastChannel: class {
        constructor(name) {
          this.name = name;
          tabWindow.#channels.push(this);
        }
        postMessage() {
          device.post(tabWindow, this.name);
        }
        close() {
          tabWindow.#channels = tabWindow.#channels.filter((one) => one !== this);
        }
      },
    };
    this.scripts = run(surroundings);
    device.windows.push(this);
  }

  /** Does something in the window, and what it leaves to be done right after. */
  run(act) {
    const value = act();
    for (const task of this.#tasks.splice(0)) task();
    return value;
  }

  dispatch(name) {
    this.run(() => this.#listeners.get(name)?.forEach((listener) => listener()));
  }

  hear(name) {
    this.run(() => this.#channels.filter((one) => one.name === name).forEach((one) => one.onmessage?.()));
  }

  /** The window is gone without a word, as when the browser ends it. */
  end() {
    this.device.windows = this.device.windows.filter((one) => one !== this);
    this.timers.clear();
    this.#channels = [];
  }

  /** The page is left, and a fresh one is in the same tab. */
  reload() {
    this.dispatch("pagehide");
    this.end();
    return new Tab(this.device, this.tab);
  }
}

export const PREFIX = "skill-check@/files/:";
export const KEY = `${PREFIX}:own`;
export const MODES = ["session", "local"];
/** Longer than a storage that refuses is left alone. */
export const LONG_MS = 3 * 60_000;

/** A check in a window, as its element has one: what is said of it, and what of another window's it was offered. */
export class Check {
  said = [];
  deleted = [];
  offered = null;

  constructor(window, mode, isFresh = false) {
    this.window = window;
    const tried = (other) => {
      this.said.push(this.store?.where);
      if (other) this.offered = other;
    };
    this.store = window.run(() => new window.scripts.RecordStore(window.storages, KEY, mode, tried, isFresh, (how) => this.deleted.push(how)));
    this.heard(this.store.other ?? this.store.news());
  }

  heard(other) {
    if (other) this.offered = other;
    return other;
  }

  do(act) {
    return this.heard(this.window.run(act));
  }

  save(record) {
    return this.do(() => this.store.save(record));
  }

  keepIn(mode) {
    return this.do(() => this.store.keepIn(mode));
  }

  clear() {
    this.window.run(() => this.store.clear());
  }

  /** The visitor goes on with the other window's, or says that it doesn't count. */
  decide(isTaken) {
    const other = this.offered;
    this.offered = null;
    this.do(() => this.store.decide());
    if (isTaken) this.save(other);
  }

  /** A fresh visit in the same tab. */
  reload(mode) {
    return new Check(this.window.reload(), mode);
  }
}

/** The records that lie somewhere, by their keys without the prefix. */
const records = (entries) => Object.fromEntries([...entries].map(([key, entry]) => [key.slice(KEY.length), entry.replace(/ \d+$/, "")]));
export const kept = ({ device, tab }, mode) => records(mode === "local" ? device.local : tab);

/** Lets it come to rest, past all that fails. */
export function rest(device) {
  device.disarm();
  device.pass(LONG_MS);
}
