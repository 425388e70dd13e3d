// What comes with the Wasm: its glue, and what only a running widget asks of scripts.

export { Widget, __wbg_reset_state, exported, instantiate, on_trap } from "skill-check:bound";
export { acts } from "./acts.js";
export { crashed } from "./crashed.js";
export { Store } from "./store.js";
