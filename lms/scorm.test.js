// Both versions of SCORM against a run-time of npm's, which checks what is set as a platform does. `cargo test -p
// xtask` bundles and runs it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Scorm12API } from "../tools/node_modules/scorm-again/dist/esm/scorm12.js";
import { Scorm2004API } from "../tools/node_modules/scorm-again/dist/esm/scorm2004.js";
import { Api, find, objective } from "./scorm.js";
import * as scorm12 from "./scorm12.js";
import * as scorm2004 from "./scorm2004.js";

const SETTINGS = { autocommit: false, logLevel: 5, mastery_override: false };
const AREAS = [{ id: "platforms", percent: 40 }, { id: "pr", percent: 100 }];

/** Each version: its run-time, its adapter, and where things lie in what it keeps. */
const VERSIONS = {
  1.2: {
    Runtime: Scorm12API,
    open: scorm12.open,
    name: "API",
    learner: { core: { student_id: "anna", student_name: "A" } },
    get: (api, element) => api.LMSGetValue(element),
    status: "cmi.core.lesson_status",
    mode: { core: { lesson_mode: "review" } },
    error: (api) => api.LMSGetLastError(),
  },
  2004: {
    Runtime: Scorm2004API,
    open: scorm2004.open,
    name: "API_1484_11",
    learner: { learner_id: "anna", learner_name: "A" },
    get: (api, element) => api.GetValue(element),
    status: "cmi.completion_status",
    mode: { mode: "review" },
    error: (api) => api.GetLastError(),
  },
};

/** A window in a window, the outer one with the platform's object. */
function pages(name, api) {
  const top = { [name]: api };
  top.parent = top;
  const middle = { parent: top };
  return { parent: middle };
}

function started({ Runtime, learner, name }, data = {}) {
  const api = new Runtime(SETTINGS);
  api.loadFromJSON({ ...learner, ...data }, "cmi");
  return [api, pages(name, api)];
}

for (const [version, one] of Object.entries(VERSIONS)) {
  test(`${version}: what is told arrives, and nothing before`, () => {
    const [api, page] = started(one);
    const host = one.open(page);
    assert.equal(host.learner, "anna");
    assert.equal(host.isDone, false);
    assert.equal(host.state, "");
    assert.equal(one.get(api, one.status), "incomplete");
    assert.equal(Number(one.get(api, "cmi.objectives._count")), 0);
    host.keep("1k skcAbc");
    assert.equal(one.get(api, "cmi.suspend_data"), "1k skcAbc");
    host.score(AREAS);
    host.score([{ id: "pr", percent: 80 }]);
    assert.equal(Number(one.get(api, "cmi.objectives._count")), 2);
    assert.equal(one.get(api, "cmi.objectives.1.id"), "pr");
    assert.equal(Number(one.get(api, "cmi.objectives.0.score.raw")), 40);
    assert.equal(Number(one.get(api, "cmi.objectives.1.score.raw")), 80);
    assert.equal(Number(one.get(api, "cmi.objectives.1.score.max")), 100);
    if (version === "2004") assert.equal(Number(one.get(api, "cmi.objectives.1.score.scaled")), 0.8);
    host.complete();
    assert.equal(one.get(api, one.status), "completed");
    assert.equal(Number(one.error(api)), 0);
    host.flush();
    host.end();
    assert.equal(api.isTerminated(), true);
  });

  test(`${version}: the next visit finds the state`, () => {
    const done = version === "2004" ? { completion_status: "completed" } : { core: { ...one.learner.core, lesson_status: "completed" } };
    const [api, page] = started(one, { suspend_data: "1kc skcAbc", ...done });
    const host = one.open(page);
    assert.equal(host.state, "1kc skcAbc");
    assert.equal(host.isDone, true);
    assert.equal(one.get(api, one.status), "completed");
  });

  test(`${version}: a visit for looking only changes nothing`, () => {
    const [api, page] = started(one, version === "2004" ? one.mode : { core: { ...one.learner.core, lesson_mode: "review" } });
    const host = one.open(page);
    assert.equal(host.isLooked, true);
    assert.notEqual(one.get(api, one.status), "incomplete");
  });

  test(`${version}: without a platform there is none`, () => {
    assert.equal(one.open(pages("Other", {})), undefined);
  });
}

test("SCORM 1.2 says how long a state may be", () => {
  const [, page] = started(VERSIONS[1.2]);
  assert.equal(scorm12.open(page).limit, 4096);
});

test("windows of other origins and circles are no end", () => {
  const foreign = {};
  Object.defineProperty(foreign, "API", {
    get() {
      throw new DOMException("", "SecurityError");
    },
  });
  foreign.parent = foreign;
  const api = {};
  const opener = { API: api };
  opener.parent = opener;
  assert.equal(find({ parent: foreign, opener }, "API"), api);
  assert.equal(find({ parent: foreign }, "API"), undefined);
  const [one, other] = [{}, {}];
  Object.assign(one, { parent: other });
  Object.assign(other, { parent: one });
  assert.equal(find(one, "API"), undefined);
});

const NAMES = { begin: "b", get: "g", set: "s", commit: "c", end: "e", error: "n", words: "w" };

test("what a platform refuses is said with its number", () => {
  const object = { s: () => "false", c: () => "true", n: () => "405", w: (code) => `wrong type ${code}`, g: () => undefined };
  const api = new Api(object, NAMES);
  assert.throws(() => api.set("cmi.x", 5), /s cmi.x 5: 405 wrong type 405/);
  assert.equal(api.get("cmi.y"), "");
});

test("a commit comes only where something was set", () => {
  let commits = 0;
  const api = new Api({ s: () => "true", c: () => String(++commits > 0) }, NAMES);
  api.commit();
  assert.equal(commits, 0);
  api.set("cmi.x", 1);
  api.commit();
  api.commit();
  assert.equal(commits, 1);
});

test("objectives of a former visit are found again", () => {
  const values = { "cmi.objectives._count": "2", "cmi.objectives.0.id": "a", "cmi.objectives.1.id": "b" };
  const api = { get: (name) => values[name] ?? "", set: (name, value) => (values[name] = value) };
  assert.equal(objective(api, "b"), 1);
  assert.equal(objective(api, "c"), 2);
  assert.equal(values["cmi.objectives.2.id"], "c");
});
