// What few visitors ask for, in one script that is loaded when the first of them does.

export { kept } from "./earlier.js";
export { print } from "./report.js";
export { take } from "./taking.js";
