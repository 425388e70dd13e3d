// A catalogue in the making: its files, and the way back through every change of them.

/** So many changes can be taken back. */
const STEPS_MAX = 200;
/** Changes of the same place that follow each other within this are one. */
const ONE_MS = 1_000;

/** What makes one text of another again: its own part between what both begin and end with, and where that goes. */
function patch(wanted, now) {
  if (wanted === undefined) return null;
  if (now === undefined) return wanted;
  const most = Math.min(wanted.length, now.length);
  let from = 0;
  // By numbers: a character of a long text would be a text of its own.
  while (from < most && wanted.charCodeAt(from) === now.charCodeAt(from)) from += 1;
  let end = 0;
  while (end < most - from && wanted.charCodeAt(wanted.length - 1 - end) === now.charCodeAt(now.length - 1 - end)) end += 1;
  return { from, length: now.length - end - from, text: wanted.slice(from, wanted.length - end) };
}

/** What has to be put back to undo the way from one state of the files to another; of long texts, only what differs. */
function reverse(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, patch(before[name], after[name])]));
}

/** Files with changes put in: a text, a part of one, or null, which takes a file out. */
function put(files, changes) {
  const after = { ...files };
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) delete after[name];
    else if (typeof change === "string") after[name] = change;
    else after[name] = after[name].slice(0, change.from) + change.text + after[name].slice(change.from + change.length);
  }
  return after;
}

export class Project extends EventTarget {
  id;
  name;
  /** What is kept elsewhere is known by this. */
  stamp;
  files;
  #past;
  #future;
  /** The last change, with the files before it. */
  #last = { place: undefined, at: 0 };

  constructor({ id = crypto.randomUUID(), name, files, past = [], future = [], stamp = 0 }) {
    super();
    Object.assign(this, { id, name, stamp, files });
    this.#past = past;
    this.#future = future;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** All of it, to be kept. */
  get record() {
    const { id, name, files, stamp } = this;
    return { id, name, files, stamp, past: this.#past, future: this.#future };
  }

  /** Changes files; null takes one out. Changes of one place that follow each other closely are one step. */
  change(changes, place) {
    const after = put(this.files, changes);
    if (Object.keys({ ...this.files, ...after }).every((name) => this.files[name] === after[name])) return;
    const now = performance.now();
    const isSame = place && place === this.#last.place && now - this.#last.at < ONE_MS && this.#past.length > 0;
    // The first of several changes knows how it was before all of them.
    const before = isSame ? this.#last.before : this.files;
    const earlier = isSame ? this.#past.slice(0, -1) : this.#past;
    this.#last = { place, at: now, before };
    this.#past = [...earlier, reverse(before, after)].slice(-STEPS_MAX);
    this.#future = [];
    this.#become(after);
  }

  undo() {
    this.#step(this.#past, this.#future);
  }

  redo() {
    this.#step(this.#future, this.#past);
  }

  /** Takes over what another tab has kept. */
  follow({ files, name, past, future, stamp }) {
    Object.assign(this, { name, stamp });
    this.#last = { place: undefined, at: 0 };
    this.#past = past;
    this.#future = future;
    this.#become(files, true);
  }

  #step(from, to) {
    const changes = from.pop();
    if (!changes) return;
    const after = put(this.files, changes);
    to.push(reverse(this.files, after));
    this.#last = { place: undefined, at: 0 };
    this.#become(after);
  }

  #become(files, isKept = false) {
    this.files = files;
    this.dispatchEvent(new CustomEvent("change", { detail: { isKept } }));
  }
}
