// The scripts that may run aside, by name: the page's policy lets no script be named by a text, and these alone by a
// policy.

import data from "skill-check:studio";

const SCRIPTS = { worker: data.worker, offline: data.offline };
const policy = globalThis.trustedTypes?.createPolicy("skill-check-studio", {
  createScriptURL: (name) => new URL(SCRIPTS[name], location.href).href,
});

/** The address of a script that may run aside. */
export const script = (name) => policy?.createScriptURL(name) ?? SCRIPTS[name];
