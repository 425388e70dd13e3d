// The same as source.js for the npm package: scripts are imported and files named so that a bundler
// sees them, and may move them, rename them, and put its own hash into their names.

import { scripts } from "skill-check:files";
import { Failure } from "./failure.js";
import * as transfer from "./transfer.js";

/** What helps where a bundler has left the files alone: they aren't there, or something else is in their place. */
const REMEDY = "If a bundler has left the package's files behind: copy its folder assets beside the bundle; its README names the line.";
const LEFT = ["wasm-not-found", "catalogue-not-found", "script-not-found", "integrity"];

/** Settles as `promise` does; what is missing is said with what helps. */
async function helped(promise) {
  try {
    return await promise;
  } catch (cause) {
    throw LEFT.includes(cause.code) ? new Failure(cause.code, `${cause.message}. ${REMEDY}`) : cause;
  }
}

export const code = (path, attempt) => helped(transfer.code(path, attempt));

export const catalogue = (place, isOwn, attempt) => {
  const loading = transfer.catalogue(place, isOwn, attempt);
  return isOwn ? helped(loading) : loading;
};

async function script(name) {
  try {
    return await transfer.inTime(scripts[name](), name);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("script-not-found", `${name}: ${cause.message}`);
  }
}

/** The glue. */
export const glue = () => helped(script("glue"));

/** Styles and scripts that go with the Wasm that is loaded later. */
export const later = () => script("laterScript");

/** The script with what few visitors ask for. */
export const extras = () => script("extras");

/** The script for pages with courses or colours of their own. */
export const host = () => script("host");

/** A bundle's folder says nothing of sites: all checks of the origin are one's. */
export const scope = () => "";

/** All first screens are here. */
export const screens = undefined;

/** No other build can come into its place. */
export const current = async () => undefined;
