// cmi5: the platform puts addresses into the page's own, and statements and state go to its store by xAPI. See the
// specification, "Launch", "Statements" and "xAPI State Data Model".

import { duration } from "./core.js";

const VERSION = "1.0.3";
const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const OBJECTIVE = "http://adlnet.gov/expapi/activities/objective";
/** The state's name at the store. */
const STATE = "skill-check";
/** A token is given once; a page that is loaded again finds it here, in its tab. */
const KEPT = "skill-check-lms:launch";

/** A random UUID; `crypto.randomUUID` is for secure pages only. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What the address of the page says; nothing where it was not opened by a platform. */
export function launch(search) {
  const query = new URLSearchParams(search);
  const [endpoint, fetchUrl, actor, registration, activityId] = ["endpoint", "fetch", "actor", "registration", "activityId"].map((name) => query.get(name));
  if (!endpoint || !fetchUrl || !actor || !activityId) return undefined;
  return { endpoint: endpoint.replace(/\/?$/, "/"), fetchUrl, actor: JSON.parse(actor), registration, activityId };
}

/** What of this launch the tab has kept; another launch finds nothing of it. */
function kept(fetchUrl) {
  try {
    const found = JSON.parse(/** @type {string} */ (sessionStorage.getItem(KEPT)));
    return found?.fetchUrl === fetchUrl ? found : undefined;
  } catch {
    return undefined;
  }
}

function keep(session) {
  try {
    if (session) sessionStorage.setItem(KEPT, JSON.stringify(session));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Then a page that is loaded again is without the platform.
  }
}

async function answered(url, options) {
  const response = await fetch(url, { ...options, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  if (!response.ok && response.status !== 404) throw new Error(`${url.split("?")[0]}: ${response.status}`);
  return response;
}

/** The key to the store, which the platform hands out once for a launch. */
async function token(fetchUrl) {
  const response = await answered(fetchUrl, { method: "POST" });
  const given = await response.json();
  if (!given["auth-token"]) throw new Error(`${fetchUrl.split("?")[0]}: no token: ${given["error-code"]} ${given["error-text"]}`);
  return given["auth-token"];
}

/** The store of one launch. */
class Store {
  #launch;
  #token;

  constructor(given, key) {
    this.#launch = given;
    this.#token = key;
  }

  async #ask(path, query, options = {}) {
    const url = `${this.#launch.endpoint}${path}?${new URLSearchParams(query)}`;
    const headers = { ...options.headers, Authorization: `Basic ${this.#token}`, "X-Experience-API-Version": VERSION };
    return answered(url, { ...options, headers });
  }

  #stated(stateId) {
    const { activityId, actor, registration } = this.#launch;
    const query = { stateId, activityId, agent: JSON.stringify(actor) };
    return registration ? { ...query, registration } : query;
  }

  /** A text that lies there; empty where there is none. */
  async state(stateId) {
    const response = await this.#ask("activities/state", this.#stated(stateId));
    return response.ok ? response.text() : "";
  }

  async putState(stateId, text) {
    const query = this.#stated(stateId);
    if (!text) await this.#ask("activities/state", query, { method: "DELETE", keepalive: true });
    // With the page on its way out, the browser still sends it.
    else {
      const options = { method: "PUT", headers: { "Content-Type": "text/plain" }, body: text, keepalive: true };
      const { ok, status } = await this.#ask("activities/state", query, options);
      // Nothing is kept at an address that isn't there.
      if (!ok) throw new Error(`activities/state: ${status}`);
    }
  }

  /** What the learner prefers, as the platform knows it. */
  async preferences() {
    const query = { profileId: "cmi5LearnerPreferences", agent: JSON.stringify(this.#launch.actor) };
    const response = await this.#ask("agents/profile", query);
    return response.ok ? response.json() : {};
  }

  async tell(statement) {
    const options = { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(statement), keepalive: true };
    const response = await this.#ask("statements", { statementId: statement.id }, options);
    if (!response.ok) throw new Error(`statements: ${response.status}`);
  }
}

/** Makes the statements of one launch, on the platform's template for their context. */
export class Statements {
  #launch;
  #template;

  constructor(given, template) {
    this.#launch = given;
    this.#template = template ?? {};
  }

  #context(categories) {
    const { contextActivities = {} } = this.#template;
    const category = [...(contextActivities.category ?? []), ...categories.map((name) => ({ id: CATEGORIES + name }))];
    const activities = category.length ? { ...contextActivities, category } : contextActivities;
    const { registration } = this.#launch;
    return { ...this.#template, ...(registration && { registration }), contextActivities: activities };
  }

  #made(verb, object, context, result) {
    const name = { en: verb };
    return {
      id: uuid(),
      actor: this.#launch.actor,
      verb: { id: VERBS + verb, display: name },
      object: { objectType: "Activity", ...object },
      ...(result && { result }),
      context,
      timestamp: new Date().toISOString(),
    };
  }

  /** One that cmi5 defines. */
  defined(verb, result) {
    const categories = result?.completion ? ["cmi5", "moveon"] : ["cmi5"];
    return this.#made(verb, { id: this.#launch.activityId }, this.#context(categories), result);
  }

  /** One that it allows: how an area stands. Defined ones carry no score but where somebody has passed or failed. */
  area({ id, percent }) {
    const { activityId } = this.#launch;
    const context = this.#context([]);
    context.contextActivities = { ...context.contextActivities, parent: [{ id: activityId }] };
    const object = { id: `${activityId}${activityId.includes("#") ? "/" : "#"}area/${id}`, definition: { type: OBJECTIVE, name: { und: id } } };
    return this.#made("scored", object, context, { score: { scaled: percent / 100, raw: percent, min: 0, max: 100 } });
  }
}

export async function open(page) {
  const given = launch(page.location.search);
  if (!given) return undefined;
  const session = kept(given.fetchUrl) ?? { fetchUrl: given.fetchUrl, since: Date.now(), isBegun: false };
  session.token ??= await token(given.fetchUrl);
  keep(session);
  const store = new Store(given, session.token);
  const [data, state, preferences] = await Promise.all([store.state("LMS.LaunchData"), store.state(STATE), store.preferences()]);
  const { contextTemplate, launchMode = "Normal", returnURL } = JSON.parse(data || "{}");
  const statements = new Statements(given, contextTemplate);
  if (!session.isBegun) {
    await store.tell(statements.defined("initialized"));
    session.isBegun = true;
    keep(session);
  }
  const spent = () => duration(Date.now() - session.since);
  return {
    isLooked: launchMode !== "Normal",
    state,
    learner: JSON.stringify(given.actor),
    language: preferences.languagePreference,
    keep: (text) => store.putState(STATE, text),
    complete: () => store.tell(statements.defined("completed", { completion: true, duration: spent() })),
    score: (areas) => Promise.all(areas.map((area) => store.tell(statements.area(area)))),
    async leave() {
      await store.tell(statements.defined("terminated", { duration: spent() }));
      keep();
      if (/^https?:/i.test(returnURL ?? "")) page.location.assign(returnURL);
      else page.close();
    },
  };
}
