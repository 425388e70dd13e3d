// What comes with the Wasm: its glue, and what only a running widget asks of scripts.

export * from "skill-check:bound";
export { default } from "skill-check:bound";
export { acts } from "./acts.js";
export { closeLink, resultPage } from "./share.js";
