// The same as source.js for the one-file build: everything lies in this script, packed. Nothing is
// requested, so it runs from a file as well.

import build from "skill-check:build";
import * as runtime from "skill-check:glue";
import * as rest from "skill-check:later";
import { Failure } from "./failure.js";
import * as all from "./extras.js";
import * as own from "skill-check:host";

async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export const glue = async () => runtime;

export const code = async (path) => WebAssembly.compile(await unpacked(build.packed[path]));

export const later = async () => rest;

export async function catalogue(path) {
  const packed = build.packed[path];
  if (!packed) throw new Failure("catalogue-not-found", path);
  return unpacked(packed);
}

export const extras = async () => all;

export const host = async () => own;

/** Files have no origin to share with others. */
export const scope = () => "";

/** All first screens are here. */
export const screens = undefined;

/** No other build can come into its place. */
export const current = async () => undefined;
