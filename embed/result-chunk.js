// What a result needs besides its Wasm: styles, and what it asks of scripts.

export { default as css } from "skill-check:later-styles";
export { resultEffects as effects } from "./result-effects.js";
export { print } from "./printing.js";
export { resultPage } from "./result-page.js";
