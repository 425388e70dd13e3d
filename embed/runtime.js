// What comes with the Wasm: its glue, and what only a running widget asks of scripts.

export { Widget, __wbg_reset_state, exported, instantiate, on_trap } from "skill-check:bindings";
export { effects } from "./effects.js";
export { panicMessage } from "./panic-message.js";
export { RecordStore } from "./record-store.js";
