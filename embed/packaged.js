// The same as source.js for the npm package: scripts are imported and files named so that a bundler
// sees them, and may move them, rename them, and put its own hash into their names.

import { scripts } from "skill-check:files";
import { Failure } from "./failure.js";
import { inTime } from "./transfer.js";

export { catalogue, code } from "./transfer.js";

async function script(name) {
  try {
    return await inTime(scripts[name](), name);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("script-not-found", `${name}: ${cause.message}`);
  }
}

/** The glue. */
export const glue = () => script("glue");

/** The style sheet that goes with what is loaded later: as a script, which no bundler turns into a link. */
export const laterStyles = async () => (await script("laterStyles")).default;

/** The script with what few visitors ask for. */
export const extras = () => script("extras");

/** The script for pages with courses or colours of their own. */
export const host = () => script("host");

/** A bundle's folder says nothing of sites: all checks of the origin are one's. */
export const scope = () => "";

/** All first screens are here. */
export const screens = undefined;
