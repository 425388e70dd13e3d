// Fetches the files of the build and sees that they are what was built. Where they lie is known to
// `skill-check:files`: served.js, or what the build writes for the npm package.

import { asset } from "skill-check:files";
import { Failure } from "./failure.js";

const TIME_OUT_MS = 30_000;
/** So much of the SHA-256 of a file of the build is in its name: 128 bits, which nobody forges. */
const HASH_BYTES = 16;

/**
 * Settles as `promise` does, or fails when it takes too long.
 * @param {Promise<any>} promise
 * @param {string} url
 */
export function inTime(promise, url) {
  const signal = AbortSignal.timeout(TIME_OUT_MS);
  return Promise.race([
    promise,
    new Promise((_, refuse) => {
      signal.addEventListener("abort", () => refuse(new Failure("time-out", url)));
    }),
  ]);
}

/**
 * Fetches; `fresh` goes past every cache. The whole transfer has to be there in time.
 * @param {string} url
 * @param {string} code
 * @param {boolean} fresh
 */
async function fetched(url, code, fresh) {
  /** @type {RequestInit} */
  const options = {
    __proto__: null,
    signal: AbortSignal.timeout(TIME_OUT_MS),
    cache: fresh ? "reload" : "default",
    // No server of files need know who asks, or from which page.
    credentials: "omit",
    referrerPolicy: "no-referrer",
  };
  let response;
  try {
    response = await fetch(url, options);
    // On a server that asks everybody for a password, the visitor has given one to the page.
    if (response.status === 401) response = await fetch(url, { ...options, credentials: "same-origin" });
  } catch (cause) {
    throw new Failure(cause.name === "TimeoutError" ? "time-out" : "network", `${url}: ${cause.message}`);
  }
  if (!response.ok) throw new Failure(code, `${url}: ${response.status}`);
  return response;
}

/**
 * @param {Response} response
 */
async function bytesOf(response) {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw new Failure(cause.name === "TimeoutError" ? "time-out" : "network", `${response.url}: ${cause.message}`);
  }
}

/**
 * Whether these are the bytes that were built: their hash is in the name. Browsers hash for secure pages only; on others, whoever
 * could change a file on its way could change the page as well.
 * @param {string} path
 * @param {ArrayBuffer} bytes
 */
async function verify(path, bytes) {
  if (!globalThis.crypto?.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  // By the syntax of the language: old libraries put an `Array.from` of their own in the place of the browser's.
  const digits = [...hash.subarray(0, HASH_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!path.includes(digits)) throw new Failure("integrity", `${asset(path)} is not what was built`);
}

/**
 * A file from its URL; one of the build, whose path is given, as it was built.
 * @param {string | false} path
 * @param {string} url
 * @param {string} code
 * @param {number} attempt
 */
export async function verified(path, url, code, attempt) {
  const bytes = await bytesOf(await fetched(url, code, attempt > 0));
  if (path) await verify(path, bytes);
  return bytes;
}

/**
 * Code of this build, compiled while it arrives where the server names its type, and hashed beside that.
 * @param {string} path
 * @param {number} attempt
 */
export async function code(path, attempt) {
  const response = await fetched(asset(path), "wasm-not-found", attempt > 0);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const checking = bytesOf(response.clone()).then((bytes) => verify(path, bytes));
  checking.catch(() => {});
  const module = await (typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await bytesOf(response)));
  await checking;
  return module;
}

/**
 * A compiled catalogue, or a part of one: of the build by its path, or what a URL holds.
 * @param {string} place
 * @param {boolean} isOwn
 * @param {number} attempt
 */
export function catalogue(place, isOwn, attempt) {
  return verified(isOwn && place, isOwn ? asset(place) : place, "catalogue-not-found", attempt);
}
