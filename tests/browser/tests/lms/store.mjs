// A small store for xAPI in memory, for tests: statements are checked by a validator of npm's, states and tokens as
// the specifications of xAPI and cmi5 say. None on npm runs without a database or a server of its own.

import { createRequire } from "node:module";

const STATEMENTS_MAX = 1000;
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";

/** The validator, below the tools from npm; where this is bundled, the environment says where they are. */
const { default: validate } = (() => {
  const tools = process.env.TOOLS ?? new URL("../../../../tools/", import.meta.url).pathname;
  return createRequire(import.meta.url)(`${tools}node_modules/@learninglocker/xapi-validation`);
})();

/** What xAPI has against a statement. */
const problems = (statement) => validate(statement).map(String);

/** What cmi5 asks of a statement beyond xAPI, as far as one alone shows it. */
function cmi5Problems(statement, launch) {
  const found = [];
  const { id, verb, object, result = {}, context = {}, timestamp } = statement;
  const categories = (context.contextActivities?.category ?? []).map((one) => one.id);
  const isDefined = categories.includes(`${CATEGORIES}cmi5`);
  const name = verb.id.split("/").at(-1);
  if (!id) found.push("no id");
  if (!/Z$/.test(timestamp ?? "")) found.push("no timestamp in UTC");
  if (JSON.stringify(statement.actor) !== JSON.stringify(launch.actor)) found.push("another actor");
  if (context.registration !== launch.registration) found.push("another registration");
  for (const [key, value] of Object.entries(launch.template.extensions)) if (context.extensions?.[key] !== value) found.push(`no ${key}`);
  for (const { id: grouping } of launch.template.contextActivities.grouping) {
    if (!context.contextActivities?.grouping?.some((one) => one.id === grouping)) found.push(`no ${grouping}`);
  }
  if (["initialized", "completed", "terminated"].includes(name) !== isDefined) found.push(`${name} with the wrong category`);
  if (isDefined && object.id !== launch.activityId) found.push("another object");
  if (isDefined && result.score) found.push("a score");
  if (["completed", "terminated"].includes(name) && !/^PT\d+S$/.test(result.duration ?? "")) found.push("no duration");
  if ((name === "completed") !== (result.completion === true)) found.push("completion");
  if ((name === "completed") !== categories.includes(`${CATEGORIES}moveon`)) found.push("moveon");
  return found;
}

export class Lrs {
  statements = [];
  states = new Map();
  problems = [];
  #tokens = 0;
  #launch;

  /** `launch` is what the platform has made for one visit. */
  constructor(launch) {
    this.#launch = launch;
    const { template, mode = "Normal", returnURL } = launch;
    this.states.set("LMS.LaunchData", JSON.stringify({ contextTemplate: template, launchMode: mode, moveOn: "Completed", returnURL }));
  }

  /** Answers a request: status, and a text or an object. */
  answer(method, url, headers, body) {
    const { pathname, searchParams: query } = new URL(url, "http://localhost");
    if (pathname.endsWith("/fetch")) {
      this.#tokens++;
      return this.#tokens > 1 ? [200, { "error-code": "1", "error-text": "used" }] : [200, { "auth-token": "c2VjcmV0" }];
    }
    if (headers.authorization !== "Basic c2VjcmV0") return [401, ""];
    if (!/^1\.0\./.test(headers["x-experience-api-version"] ?? "")) return [400, "no version"];
    if (pathname.endsWith("/agents/profile")) return this.#launch.preferences ? [200, this.#launch.preferences] : [404, ""];
    if (pathname.endsWith("/activities/state")) return this.#state(method, query, body);
    if (pathname.endsWith("/statements") && method === "PUT") return this.#statement(query.get("statementId"), JSON.parse(body));
    return [404, ""];
  }

  #state(method, query, body) {
    const { activityId, actor, registration } = this.#launch;
    const isRight = query.get("activityId") === activityId && query.get("agent") === JSON.stringify(actor) && query.get("registration") === registration;
    const stateId = query.get("stateId");
    if (!isRight || !stateId) return [400, "of nobody"];
    if (method === "GET") return this.states.has(stateId) ? [200, this.states.get(stateId)] : [404, ""];
    if (stateId === "LMS.LaunchData") return [403, "the platform's own"];
    if (method === "DELETE") this.states.delete(stateId);
    else this.states.set(stateId, body);
    return [204, ""];
  }

  #statement(id, statement) {
    const found = [...problems(statement), ...cmi5Problems(statement, this.#launch)];
    if (statement.id !== id) found.push("another id");
    const verbs = this.statements.map(({ verb }) => verb.id.split("/").at(-1));
    const verb = statement.verb.id.split("/").at(-1);
    if (!verbs.length !== (verb === "initialized")) found.push(`${verb} after ${verbs.length} statements`);
    if (verbs.includes("terminated")) found.push(`${verb} after the end`);
    if (verb === "completed" && verbs.includes(verb)) found.push("completed twice");
    this.problems.push(...found);
    if (found.length) return [400, found.join("; ")];
    if (this.statements.length < STATEMENTS_MAX) this.statements.push(statement);
    return [204, ""];
  }
}
