// Where the parts of the widget come from: the server that the loader came from. The one-file
// build has them inside instead; see inline.js.

import build from "skill-check:build";
import { Failure } from "./failure.js";

const BASE = new URL(".", import.meta.url);
const TIME_OUT_MS = 30_000;

export const asset = (path) => new URL(path, BASE).href;

/** Settles as `promise` does, or fails when it takes too long. */
function inTime(promise, url) {
  const signal = AbortSignal.timeout(TIME_OUT_MS);
  return Promise.race([
    promise,
    new Promise((_, refuse) => {
      signal.addEventListener("abort", () => refuse(new Failure("time-out", url)));
    }),
  ]);
}

/** Fetches; `fresh` goes past every cache. The whole transfer has to be there in time. */
async function fetched(url, code, fresh) {
  const options = { signal: AbortSignal.timeout(TIME_OUT_MS), cache: fresh ? "reload" : "default" };
  let response;
  try {
    response = await fetch(url, options);
  } catch (cause) {
    throw new Failure(cause.name === "TimeoutError" ? "time-out" : "network", `${url}: ${cause.message}`);
  }
  if (!response.ok) throw new Failure(code, `${url}: ${response.status}`);
  return response;
}

async function bytesOf(response) {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw new Failure(cause.name === "TimeoutError" ? "time-out" : "network", `${response.url}: ${cause.message}`);
  }
}

/** The glue. A failed import stays failed for its URL, so a fresh attempt gets a URL of its own. */
export async function glue(attempt) {
  const url = asset(build.glue) + (attempt ? `?attempt=${attempt}` : "");
  try {
    return await inTime(import(url), url);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("script-not-found", cause.message);
  }
}

/** The code, compiled while it arrives where the server names its type. */
export async function code(attempt) {
  const response = await fetched(asset(build.wasm), "wasm-not-found", attempt > 0);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await bytesOf(response));
}

/** A compiled catalogue. */
export async function catalogue(url, attempt) {
  return new Uint8Array(await bytesOf(await fetched(url, "catalogue-not-found", attempt > 0)));
}

/** The script with what few visitors ask for. */
export const extras = () => import(asset(build.extras));
