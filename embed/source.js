// Where the parts of the widget come from: the server that the loader came from. The one-file
// build has them inside instead, see inline.js; the npm package leaves them to a bundler, see
// packaged.js.

import build from "skill-check:build";
import { asset, isPinned } from "skill-check:files";
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

/** What is said where a file of this build is gone, or another one in its place. */
const GONE = /not-found|integrity|mismatch/;
/** So long what was asked for isn't asked for again. */
const PAUSE_MS = 30_000;
let asking;

/** The loader that lies there today, asked for past all caches, if a failure may come of its being another one. */
export async function current(code) {
  if (isPinned || !GONE.test(code)) return undefined;
  asking ??= import(`${asset("skill-check.js")}?${Date.now()}`);
  // What was not there, or the same, may be another one later.
  const forget = () => setTimeout(() => (asking = undefined), PAUSE_MS);
  const loader = await asking.catch(forget);
  if (loader?.id && loader.id !== build.id) return loader;
  forget();
  return undefined;
}

/** The glue. */
export const glue = (attempt) => script(build.glue, attempt);

/** Styles and scripts that go with the Wasm that is loaded later. */
export const later = (attempt) => script(build.laterScript, attempt);

/** The script with what few visitors ask for. */
export const extras = () => script(build.extras);

/** The script with the first screens in other languages. */
export const screens = () => script(build.screens);

/** The script for pages with courses or colours of their own. */
export const host = (attempt) => script(build.host, attempt);
