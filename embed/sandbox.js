// A page in a frame whose sandbox lacks "allow-forms".

import { loadHost } from "./loader.js";

/** Has the forms in a shadow root go on all the same; by what is loaded for it, before the first form is there. */
export async function keepSandboxForms(root) {
  if (globalThis.origin !== "null") return;
  try {
    (await loadHost()).keepForms(root);
  } catch (cause) {
    console.warn(`<skill-check>: forms stay as the sandbox has them: ${cause.message}`);
  }
}
