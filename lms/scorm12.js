// SCORM 1.2: the platform's object is `API`, and a state may have 4,096 characters.

import { opened } from "./scorm.js";

const VERSION = {
  object: "API",
  names: {
    begin: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    end: "LMSFinish",
    error: "LMSGetLastError",
    words: "LMSGetErrorString",
  },
  mode: "cmi.core.lesson_mode",
  status: "cmi.core.lesson_status",
  done: ["completed", "passed"],
  exit: "cmi.core.exit",
  limit: 4096,
  learner: "cmi.core.student_id",
  language: "cmi.student_preference.language",
  score: (percent) => [["raw", percent], ["min", 0], ["max", 100]],
};

export const open = (page) => opened(page, VERSION);
