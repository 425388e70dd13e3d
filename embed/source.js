// Where the parts of the widget come from: the server that the loader came from. The one-file
// build has them inside instead, see inline.js; the npm package leaves them to a bundler, see
// packaged.js.

import build from "skill-check:build";
import { asset } from "skill-check:files";
import { Failure } from "./failure.js";
import { inTime, verified } from "./transfer.js";

export { scope } from "skill-check:files";
export { catalogue, code } from "./transfer.js";

/**
 * A script of the build. Browsers know no integrity for an import, so it is fetched and looked at before;
 * the import then takes it from the browser's cache.
 */
async function script(path, attempt = 0) {
  // A failed import stays failed for its URL, so a fresh attempt gets a URL of its own.
  const url = asset(path) + (attempt ? `?attempt=${attempt}` : "");
  await verified(path, url, "script-not-found", attempt);
  try {
    return await inTime(import(url), url);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("script-not-found", cause.message);
  }
}

/** The glue. */
export const glue = (attempt) => script(build.glue, attempt);

/** The style sheet that goes with what is loaded later. */
export async function laterStyles(attempt) {
  const path = build.laterStyles;
  return new TextDecoder().decode(await verified(path, asset(path), "styles-not-found", attempt));
}

/** The script with what few visitors ask for. */
export const extras = () => script(build.extras);

/** The script with the first screens in other languages. */
export const screens = () => script(build.screens);

/** The script for pages with courses or colours of their own. */
export const host = () => script(build.host);
