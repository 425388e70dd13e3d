// What few visitors ask for, in one script that is loaded when the first of them does.

export { storedResults } from "./stored-results.js";
export { print } from "./report.js";
export { runResultAction } from "./result-actions.js";
