// What is kept stays kept, whatever the store does: in a sweep, each call of each of its methods fails once, in each
// way that browsers have, while two windows change a catalogue, one of them crashes and a copy is deleted.
// `cargo test -p xtask` bundles and runs it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBDatabase, IDBFactory, IDBObjectStore } from "../tools/node_modules/fake-indexeddb/build/esm/index.js";
import { Keeper, NAME, STORE, Store } from "./keep.js";
import { Project } from "./project.js";

/** How long the store may take here; and how long windows take to hear of each other. */
const PATIENCE_MS = 150;
const LONG_MS = 30_000;
const HEARD_MS = 15;
/** So often what has to come at once is looked for: a machine that has much to do may be slow. */
const TRIES_MAX = 600;

const quiet = (time) => new Promise((settle) => setTimeout(settle, time));
const silent = () => new EventTarget();

/** Where each method is found. */
const OWNERS = { open: IDBFactory, transaction: IDBDatabase, put: IDBObjectStore, get: IDBObjectStore, getAll: IDBObjectStore, delete: IDBObjectStore };
/** What can go wrong with a call: each gives what the method gives, or throws. */
const FAULTS = {
  refused() {
    throw new DOMException("refused", "UnknownError");
  },
  full() {
    throw new DOMException("full", "QuotaExceededError");
  },
  aborted(call, owner) {
    const request = call();
    const { transaction } = owner;
    (transaction ?? request).abort?.();
    return request;
  },
  "full at the end"(call, owner) {
    const request = call();
    request.addEventListener("success", () => owner.transaction?.abort());
    return request;
  },
  unanswered: silent,
  unheard(call) {
    call();
    return silent();
  },
  blocked(call) {
    const [outer, request] = [/** @type {any} */ (new EventTarget()), call()];
    const pass = (name) => (event) => {
      outer.result = request.result;
      outer.dispatchEvent(Object.assign(new Event(name), { oldVersion: event.oldVersion }));
    };
    for (const name of ["upgradeneeded", "success"]) request.addEventListener(name, pass(name));
    queueMicrotask(() => outer.dispatchEvent(new Event("blocked")));
    return outer;
  },
  closed(call, owner) {
    owner.close();
    return call();
  },
};
/** Which of them happen to which method. */
const SWEEP = {
  open: ["refused", "unanswered", "blocked"],
  transaction: ["refused", "aborted", "closed"],
  put: ["refused", "full", "aborted", "full at the end", "unanswered", "unheard"],
  get: ["refused", "aborted", "unanswered"],
  getAll: ["refused", "aborted", "unanswered"],
  delete: ["refused", "aborted", "unanswered"],
};

/** Looks at the store past what fails there. */
let isAside = false;
function aside(call) {
  isAside = true;
  try {
    return call();
  } finally {
    isAside = false;
  }
}

/** Has the call of this number fail; gives a function that says whether it came to that, and ends it. */
function arm(method, fault, number) {
  const prototype = OWNERS[method].prototype;
  const real = prototype[method];
  let count = 0;
  prototype[method] = function (...values) {
    const call = () => real.apply(this, values);
    if (isAside || values[1] === "versionchange") return call();
    count += 1;
    return count === number ? FAULTS[fault](call, this) : call();
  };
  return () => {
    prototype[method] = real;
    return count >= number;
  };
}

/** Tried until it succeeds: a machine that has much to do may be slower than the store is waited for. */
async function again(act, tries = 3) {
  for (let left = tries; ; left -= 1) {
    try {
      return await act();
    } catch (cause) {
      if (left <= 1) throw cause;
    }
  }
}

/** What is in the store, past all that is tested. */
async function stored(factory) {
  const request = aside(() => factory.open(NAME, 1));
  const base = await new Promise((settle, fail) => {
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error);
  });
  const all = aside(() => base.transaction(STORE).objectStore(STORE).getAll());
  await new Promise((settle, fail) => {
    all.onsuccess = settle;
    all.onerror = () => fail(all.error);
  });
  base.close();
  return new Map(all.result.map((record) => [record.id, record]));
}

/** A window with a catalogue. */
class Tab {
  said = [];
  /** @type {Record<"window" | "document", any>} */
  page = { window: new EventTarget(), document: new EventTarget() };

  constructor(factory, record, patience = LONG_MS) {
    this.factory = factory;
    this.store = new Store(() => factory, patience);
    this.project = new Project(record);
    this.keeper = new Keeper(this.project, this.store, (how) => this.said.push(how), async () => {}, this.page);
  }

  type(text) {
    this.project.change({ "catalogue.toml": `id = "${text}"\n${"# line\n".repeat(20)}` });
  }

  /** Whether the browser would ask before the page is left. */
  get asks() {
    const event = new Event("beforeunload", { cancelable: true });
    this.page.window.dispatchEvent(event);
    return event.defaultPrevented;
  }

  /** Writes, and sees that what is said of it is so; what failed is tried once more. */
  async write(disarm) {
    if (!(await this.keeper.flush())) {
      assert.equal(this.said.at(-1), "failed");
      assert.ok(this.asks && !this.keeper.isKept, "what isn't kept is said");
      disarm?.();
      assert.ok(await again(async () => (await this.keeper.flush()) || Promise.reject(new Error("not kept"))), "a later try keeps it");
    }
    assert.ok(["kept", "copied"].includes(this.said.at(-1)), this.said.join());
    await this.holds();
  }

  async holds() {
    assert.ok(this.keeper.isKept && !this.asks);
    const found = (await stored(this.factory)).get(this.project.id);
    assert.deepEqual(found?.files, this.project.files, "what is said to be kept is kept");
    assert.equal(found.past.length, this.project.record.past.length, "with its way back");
  }

  /** The window is gone, in the middle of whatever it did. */
  crash() {
    const { keeper } = this;
    keeper.isKept = true;
    return keeper.end();
  }
}

/** What an author does in two windows; `tabs` are closed at the end, whatever has happened. */
async function work(factory, tabs, patience) {
  const open = (record) => {
    const tab = new Tab(factory, record, patience);
    tabs.push(tab);
    return tab;
  };
  const first = open({ name: "Care", files: { "catalogue.toml": "", "de.toml": "x" } });
  first.keeper.isKept = false;
  await first.write();
  for (const text of ["one", "two"]) {
    first.type(text);
    await first.write();
  }
  // The same in a second window, which the first one follows.
  const { id } = first.project;
  const load = () => new Store(() => factory, patience).load(id);
  const second = open(await again(load));
  second.type("three");
  await second.write();
  await quiet(HEARD_MS);
  // What can't be followed isn't lost either: the next change goes on with a copy.
  const hasFollowed = first.said.at(-1) === "followed";
  assert.ok(hasFollowed ? first.project.files["catalogue.toml"].includes("three") : first.keeper.isKept);
  // Both change it at the same moment.
  first.type("four");
  second.type("five");
  await first.write();
  await second.write();
  const texts = [...(await stored(factory)).values()].map(({ files }) => files["catalogue.toml"].split('"')[1]);
  assert.ok(["four", "five"].every((text) => texts.includes(text)), `neither is lost: ${texts}`);
  assert.ok(second.project.id !== first.project.id, "one of them is a copy");
  // A crash in the middle of a write: the one state is there, or the other.
  first.type("six");
  first.keeper.flush();
  await first.crash();
  await quiet(HEARD_MS);
  const left = (await stored(factory)).get(first.project.id).files["catalogue.toml"];
  assert.match(left, /^id = "(four|six)"/);
  // The list, and what is deleted from it.
  const { store } = second;
  const all = () => store.all();
  assert.ok((await again(all)).length >= 2);
  const remove = () => store.remove(second.project.id);
  await again(remove);
  assert.ok(!(await stored(factory)).has(second.project.id));
  second.type("seven");
  await second.write();
  assert.ok(await second.keeper.end());
}

test("without a fault all is kept, and nothing is said to have failed", async () => {
  const tabs = [];
  await work(new IDBFactory(), tabs);
  const said = tabs.flatMap((tab) => tab.said);
  assert.ok(!said.includes("failed"), said.join());
  assert.ok(said.includes("followed") && said.includes("copied"), said.join());
});

for (const [method, faults] of Object.entries(SWEEP)) {
  for (const fault of faults) {
    test(`nothing is lost where ${method} is ${fault}`, async () => {
      const isUnanswered = fault.startsWith("un");
      let number = 0;
      for (let isOver = false; !isOver; ) {
        number += 1;
        const disarm = arm(method, fault, number);
        const tabs = [];
        try {
          await work(new IDBFactory(), tabs, isUnanswered ? PATIENCE_MS : LONG_MS);
        } catch (cause) {
          throw new Error(`call ${number}: ${cause.message}`, { cause });
        } finally {
          isOver = !disarm();
          await Promise.all(tabs.map((tab) => tab.crash()));
        }
      }
      assert.ok(number > 1, "it has happened");
    });
  }
}

test("a store that is gone for good is said, and asked about before the page is left", async () => {
  const factory = new IDBFactory();
  factory.open = () => {
    throw new DOMException("never", "SecurityError");
  };
  const tab = new Tab(factory, { name: "Care", files: { "catalogue.toml": "" } });
  tab.type("one");
  assert.equal(await tab.keeper.flush(), false);
  assert.equal(await tab.keeper.end(), false, "it goes on being kept");
  assert.ok(tab.asks);
  assert.deepEqual(tab.said, ["writing", "failed", "failed"]);
  // As soon as it is there again, the page needs nobody to keep all of it.
  delete factory.open;
  assert.ok(await tab.keeper.flush(true));
  await tab.holds();
  assert.ok(await tab.keeper.end());
});

test("a connection that was closed meanwhile is opened again, and what is typed during a write is written after it", async () => {
  const tab = new Tab(new IDBFactory(), { name: "Care", files: { "catalogue.toml": "" } });
  tab.type("one");
  await tab.write();
  const disarm = arm("transaction", "closed", 1);
  tab.type("two");
  assert.ok(await tab.keeper.flush());
  assert.ok(disarm(), "it was closed");
  assert.ok(!tab.said.includes("failed"), tab.said.join());
  tab.type("three");
  const writing = tab.keeper.flush();
  await quiet(0);
  tab.type("four");
  await writing;
  await tab.write();
  assert.ok(await tab.keeper.end());
  // Typed while the record was on its way already.
  const slow = new Tab(new IDBFactory(), { name: "Care", files: { "catalogue.toml": "" } });
  slow.type("one");
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (record) {
    const request = put.call(this, record);
    slow.type("two");
    return request;
  };
  await slow.keeper.flush();
  IDBObjectStore.prototype.put = put;
  assert.ok(!slow.keeper.isKept && slow.asks, "the later words aren't kept yet");
  await slow.write();
  assert.ok(await slow.keeper.end());
});

test("a page that is hidden or left writes at once", async () => {
  for (const [target, name] of [["window", "pagehide"], ["document", "visibilitychange"]]) {
    const tab = new Tab(new IDBFactory(), { name: "Care", files: { "catalogue.toml": "" } });
    // What is typed is written after a while: here that never comes.
    const later = globalThis.setTimeout;
    globalThis.setTimeout = /** @type {any} */ (() => 0);
    tab.type("one");
    globalThis.setTimeout = later;
    tab.page.document.hidden = true;
    tab.page[target].dispatchEvent(new Event(name));
    for (let left = TRIES_MAX; left > 0 && !tab.keeper.isKept; left -= 1) await quiet(HEARD_MS);
    try {
      await tab.holds();
    } finally {
      assert.ok(await tab.keeper.end());
    }
  }
});

test("the way back holds what differs, over a reload, and what earlier versions kept", () => {
  const long = "# a comment that stays\n".repeat(1_000);
  const project = new Project({ name: "Care", files: { "a.toml": `${long}x = 1\n`, "b.toml": "y = 1\n" } });
  project.change({ "a.toml": `${long}x = 12\n` }, "x");
  project.change({ "a.toml": `${long}x = 123\n` }, "x");
  project.change({ "b.toml": null, "c.toml": "z = 1\n" });
  assert.ok(JSON.stringify(project.record.past).length < 500, "whole texts are not kept twice");
  assert.equal(project.record.past.length, 2, "changes of one place are one step");
  const again = new Project(structuredClone(project.record));
  again.undo();
  assert.deepEqual(Object.keys(again.files).sort(), ["a.toml", "b.toml"]);
  again.undo();
  assert.equal(again.files["a.toml"], `${long}x = 1\n`);
  assert.ok(!again.canUndo);
  again.redo();
  again.redo();
  assert.deepEqual(again.files, project.files);
  const old = new Project({ name: "Care", files: { "a.toml": "new" }, past: [{ "a.toml": "old", "b.toml": "gone" }] });
  old.undo();
  assert.deepEqual(old.files, { "a.toml": "old", "b.toml": "gone" });
  old.redo();
  assert.deepEqual(old.files, { "a.toml": "new" });
});
