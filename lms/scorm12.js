// SCORM 1.2: the platform's object is `API`, and a state may have 4,096 characters.

import { Api, find, objective } from "./scorm.js";

const NAMES = {
  begin: "LMSInitialize",
  get: "LMSGetValue",
  set: "LMSSetValue",
  commit: "LMSCommit",
  end: "LMSFinish",
  error: "LMSGetLastError",
  words: "LMSGetErrorString",
};
const STATE = "cmi.suspend_data";
const STATUS = "cmi.core.lesson_status";
const LIMIT = 4096;
/** A status that is as good as done. */
const DONE = ["completed", "passed"];

export function open(page) {
  const object = find(page, "API");
  if (!object) return undefined;
  const api = new Api(object, NAMES);
  api.begin();
  const isLooked = ["browse", "review"].includes(api.get("cmi.core.lesson_mode"));
  const isDone = DONE.includes(api.get(STATUS));
  if (!isLooked) {
    if (!isDone) api.set(STATUS, "incomplete");
    // Without it, a platform may forget the state.
    api.set("cmi.core.exit", "suspend");
    api.commit();
  }
  return {
    ...{ isLooked, isDone, limit: LIMIT },
    state: api.get(STATE),
    learner: api.get("cmi.core.student_id"),
    language: api.get("cmi.student_preference.language"),
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
  api.set(`${name}.raw`, percent);
  api.set(`${name}.min`, 0);
  api.set(`${name}.max`, 100);
}
