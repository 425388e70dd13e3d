// SCORM 2004, 4th edition: the platform's object is `API_1484_11`.

import { opened } from "./scorm.js";

const VERSION = {
  object: "API_1484_11",
  names: {
    begin: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    end: "Terminate",
    error: "GetLastError",
    words: "GetErrorString",
  },
  mode: "cmi.mode",
  status: "cmi.completion_status",
  done: ["completed"],
  exit: "cmi.exit",
  limit: 64_000,
  learner: "cmi.learner_id",
  language: "cmi.learner_preference.language",
  score: (percent) => [["scaled", percent / 100], ["raw", percent], ["min", 0], ["max", 100]],
};

export const open = (page) => opened(page, VERSION);
