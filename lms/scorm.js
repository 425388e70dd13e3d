// What both versions of SCORM have in common: finding the platform's object in the windows around, and speaking with
// it. Each call says by its return value whether it worked, and by a number why not.

/** So many windows around each other are looked through; the specification names seven. */
const DEPTH_MAX = 20;
/** What is set reaches the platform's server with a commit, which may stop everything for a moment. */
const PAUSE_MS = 20_000;

/** The platform's object in a window or those around it. */
function within(start, name) {
  let page = start;
  for (let depth = 0; page && depth < DEPTH_MAX; depth++) {
    try {
      if (page[name]) return page[name];
    } catch {
      // A window of another origin: there is nothing to find in it.
    }
    if (page.parent === page) return undefined;
    page = page.parent;
  }
  return undefined;
}

/** The platform's object, around this window or around the one that has opened it. */
export const find = (page, name) => within(page, name) ?? (page.opener ? within(page.opener, name) : undefined);

const STATE = "cmi.suspend_data";

/**
 * The platform of a version of SCORM, which says what its object, methods and elements are called; nothing where there
 * is none. `done` is every status that is as good as done, `score` tells an area below its objective.
 */
export function opened(page, { object: name, names, mode, status, done, exit, limit, learner, language, score }) {
  const object = find(page, name);
  if (!object) return undefined;
  const api = new Api(object, names);
  api.begin();
  const isLooked = ["browse", "review"].includes(api.get(mode));
  const isDone = done.includes(api.get(status));
  if (!isLooked) {
    if (!isDone) api.set(status, "incomplete");
    // Else the next visit may be another attempt, without the state.
    api.set(exit, "suspend");
    api.commit();
  }
  return {
    ...{ isLooked, isDone, limit },
    state: api.get(STATE),
    learner: api.get(learner),
    language: api.get(language),
    keep: (state) => api.set(STATE, state),
    complete() {
      api.set(status, "completed");
      api.commit();
    },
    score(areas) {
      for (const { id, percent } of areas) {
        const place = `cmi.objectives.${objective(api, id)}.score`;
        for (const [part, value] of score(percent)) api.set(`${place}.${part}`, value);
      }
    },
    flush: () => api.commit(),
    end: () => api.end(),
  };
}

/** Speaks with the platform's object; `names` are what its methods are called. */
export class Api {
  #object;
  #names;
  #timer;

  constructor(object, names) {
    this.#object = object;
    this.#names = names;
  }

  #call(name, ...given) {
    const value = this.#object[this.#names[name]](...given);
    return value === undefined || value === null ? "" : String(value);
  }

  /** Calls what has to work. */
  #must(name, ...given) {
    if (this.#call(name, ...given) === "true") return;
    const code = this.#call("error");
    throw new Error(`${[this.#names[name], ...given].join(" ")}: ${code} ${this.#call("words", code)}`.trim());
  }

  begin() {
    this.#must("begin", "");
  }

  /** A value; empty where the platform has none. */
  get(element) {
    return this.#call("get", element);
  }

  set(element, value) {
    this.#must("set", element, String(value));
    this.#timer ??= setTimeout(() => this.commit(), PAUSE_MS);
  }

  /** Has the platform keep what was set since. */
  commit() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#must("commit", "");
  }

  end() {
    this.#timer = undefined;
    this.#must("end", "");
  }
}

/** The number of the objective with this name; a new one where there is none. */
export function objective(api, id) {
  const count = Number(api.get("cmi.objectives._count")) || 0;
  for (let number = 0; number < count; number++) {
    if (api.get(`cmi.objectives.${number}.id`) === id) return number;
  }
  api.set(`cmi.objectives.${count}.id`, id);
  return count;
}
