// One check and whoever keeps and hears something of it: a learning platform by one of the adapters, or a page with
// accounts of its own. What they get beyond "done" is the learner's to say, by a tick that is off at first.

import { catalogue, languages } from "skill-check:lms";
import { isEnough, mark, packed, preferred, scores, shareOf, unpack } from "./core.js";
import { Panel } from "./panel.js";
import { forget, found, isFor, isUsable, keyOf, put } from "./storage.js";

/** What the element tells after which something may have changed. */
const EVENTS = ["ready", "screen", "area", "progress", "complete", "language", "delete"];
/** So long after the last click the record is looked at once more: not every answer has an event. */
const PAUSE_MS = 400;

/** The ticks: what each one is about in the state. */
const TICKS = { keep: "isKept", tell: "isTold" };

/**
 * Connects an element that is not on the page yet. `host` has:
 * `state`, what it was last given to keep; `learner`, any text that is one person's; `name`, what learners are told
 * of it; `language`; `isDone` where it knows of a result; `share`, how much has to be answered, of a hundred;
 * `limit`, how long a state may be; `isLooked` where nothing is to be recorded; `isAlone` where there is nobody.
 * And takes, each by a function that may return a promise: `keep(state)`, `complete()`, `score(areas)`; `flush()`
 * when the page may soon be gone, `end()` when it goes; `leave()` if there is a way back.
 */
export function connect(element, host) {
  if (element.isConnected) throw new Error("connect comes before the element is on the page");
  new Connection(element, host).begin();
}

class Connection {
  #element;
  #host;
  #said;
  #key;
  #panel;
  /** Whether the browser keeps nothing here: then there is no record to read, and none is replaced. */
  #isBlocked = !isUsable();
  /** What the host was last given, by what takes it; and what it didn't take. */
  #given = new Map();
  #failed = new Set();
  #isTooLong = false;
  #timer;

  constructor(element, host) {
    this.#element = element;
    this.#host = host;
    this.#said = unpack(host.state);
    this.#said.isDone ||= Boolean(host.isDone);
    this.#given.set("keep", host.state ?? "");
    element.setAttribute("storage", "session");
    this.#key = keyOf(element, catalogue);
    this.#panel = this.#makePanel();
  }

  begin() {
    const { learner } = this.#host;
    // A host that knows nobody can't tell who comes next.
    if (learner) isFor(mark(learner));
    if (this.#said.record) put(this.#key, this.#said.record);
    this.#element.append(this.#panel.node);
    this.#place();
    this.#listen();
  }

  #makePanel() {
    const { name, isAlone, isLooked, leave, language } = this.#host;
    const ticks = {};
    if (!isAlone && !isLooked) {
      if (!this.#isBlocked) ticks.keep = this.#said.isKept;
      ticks.tell = this.#said.isTold;
    }
    const asked = [this.#element.getAttribute("lang"), language, document.documentElement.lang, ...navigator.languages];
    const lang = preferred(asked.join(), languages) ?? languages.at(-1);
    const lead = isAlone ? "alone" : isLooked ? "looked" : this.#isBlocked ? "blocked" : "lead";
    const left = leave && (() => this.#leave());
    return new Panel({ name, lang, ticks, lead, leave: left }, (tick, isOn) => this.#ticked(tick, isOn));
  }

  #listen() {
    for (const name of EVENTS) this.#element.addEventListener(`skill-check-${name}`, () => this.#heard(name));
    for (const name of ["click", "change", "keydown"]) {
      this.#element.addEventListener(name, () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#settle(), PAUSE_MS);
      });
    }
    const { end } = this.#host;
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#flush());
    addEventListener("pagehide", () => {
      this.#flush();
      end?.();
    });
    // What has ended can't go on in a page that the browser had held.
    if (end) addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  }

  #heard(name) {
    this.#place();
    if (name === "delete") this.#deleted();
    else this.#settle();
  }

  /** Where the screen has room: below the verdict of a result, else at its end; in the language of the screen. */
  #place() {
    const root = this.#element.shadowRoot;
    const lang = root?.querySelector("section[lang]")?.lang;
    if (lang) this.#panel.speak(lang);
    const slot = root?.querySelector(".sc-result") ? "result" : "footer";
    if (this.#panel.node.slot !== slot) this.#panel.node.slot = slot;
  }

  #ticked(tick, isOn) {
    this.#said[TICKS[tick]] = isOn;
    // Who ticks once more wants it sent once more.
    if (tick === "tell") this.#given.delete("score");
    this.#settle();
    this.#flush();
  }

  /** What was deleted here goes there, too, and nothing comes again by itself. */
  #deleted() {
    forget();
    for (const tick of Object.keys(TICKS)) {
      this.#said[TICKS[tick]] = false;
      this.#panel.untick(tick);
    }
    this.#flush();
  }

  /** Gives the host what it may have and has not been given yet. */
  #settle() {
    const { isAlone, isLooked, limit, share } = this.#host;
    if (isAlone || isLooked) return;
    const { result } = this.#element;
    const enough = shareOf(share, this.#element.getAttribute("mode"));
    if (result && isEnough(result, enough) && !this.#said.isDone) {
      this.#said.isDone = true;
      this.#give("complete", "");
    }
    if (result && this.#said.isTold) this.#give("score", scores(result.areas));
    if (!this.#isBlocked) this.#said.record = found(this.#key);
    const { state, isTooLong } = packed(this.#said, limit);
    this.#isTooLong = isTooLong;
    this.#give("keep", state);
    this.#say();
  }

  /** Gives something once; what isn't taken is given again with the next that happens. */
  async #give(name, what) {
    const text = typeof what === "string" ? what : JSON.stringify(what);
    if (this.#given.get(name) === text) return;
    this.#given.set(name, text);
    try {
      await this.#host[name]?.(what);
      this.#failed.delete(name);
    } catch (cause) {
      console.warn(`skill-check: ${name}: ${cause.message}`);
      this.#failed.add(name);
      if (this.#given.get(name) === text) this.#given.delete(name);
      if (name === "complete") this.#said.isDone = false;
    }
    this.#say();
  }

  async #flush() {
    this.#settle();
    try {
      await this.#host.flush?.();
      this.#failed.delete("flush");
    } catch (cause) {
      console.warn(`skill-check: ${cause.message}`);
      this.#failed.add("flush");
    }
    this.#say();
  }

  #say() {
    if (this.#failed.size) this.#panel.say("failed");
    else if (this.#isTooLong) this.#panel.say("long");
    else if (this.#said.isTold && this.#given.has("score")) this.#panel.say("told");
    else if (this.#said.isDone) this.#panel.say("done");
    else this.#panel.say(this.#element.result ? "open" : undefined);
  }

  async #leave() {
    await this.#flush();
    try {
      await this.#host.leave();
    } catch (cause) {
      console.warn(`skill-check: ${cause.message}`);
      this.#panel.say("failed");
    }
  }
}
