// What few visitors ask for, in one script that is loaded when the first of them does.

export { kept } from "./earlier.js";
export { draw } from "./qr.js";
export { print } from "./report.js";
export { card, drop, keep, take } from "./taking.js";
