// SCORM 2004, 4th edition: the platform's object is `API_1484_11`.

import { Api, find, objective } from "./scorm.js";

const NAMES = {
  begin: "Initialize",
  get: "GetValue",
  set: "SetValue",
  commit: "Commit",
  end: "Terminate",
  error: "GetLastError",
  words: "GetErrorString",
};
const STATE = "cmi.suspend_data";
const STATUS = "cmi.completion_status";
const LIMIT = 64_000;

export function open(page) {
  const object = find(page, "API_1484_11");
  if (!object) return undefined;
  const api = new Api(object, NAMES);
  api.begin();
  const isLooked = ["browse", "review"].includes(api.get("cmi.mode"));
  const isDone = api.get(STATUS) === "completed";
  if (!isLooked) {
    if (!isDone) api.set(STATUS, "incomplete");
    // Else the next visit is another attempt, without the state.
    api.set("cmi.exit", "suspend");
    api.commit();
  }
  return {
    ...{ isLooked, isDone, limit: LIMIT },
    state: api.get(STATE),
    learner: api.get("cmi.learner_id"),
    language: api.get("cmi.learner_preference.language"),
    keep: (state) => api.set(STATE, state),
    complete() {
      api.set(STATUS, "completed");
      api.commit();
    },
    score: (areas) => areas.forEach((area) => score(api, area)),
    flush: () => api.commit(),
    end: () => api.end(),
  };
}

function score(api, { id, percent }) {
  const name = `cmi.objectives.${objective(api, id)}.score`;
  api.set(`${name}.scaled`, percent / 100);
  api.set(`${name}.raw`, percent);
  api.set(`${name}.min`, 0);
  api.set(`${name}.max`, 100);
}
