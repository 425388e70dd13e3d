// What few visitors ask for, in one script that is loaded when the first of them does.

export { card } from "./card.js";
export { drop, keep, kept } from "./earlier.js";
export { draw } from "./qr.js";
export { print } from "./report.js";
export { save } from "./save.js";
