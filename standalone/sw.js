// The service worker of the standalone page: after one visit the check needs no server. It keeps
// exactly one build, whole, and answers from it; glue and code of two builds never mix.
// How it updates, and how to switch it off: docs/offline.md.

import { build, files, version } from "skill-check:precache";

const PREFIX = "skill-check-";
const CACHE = PREFIX + version;
const SCOPE = registration.scope;

async function digest(response) {
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts one file into the cache, if it is the one of this build. */
async function keep(cache, path, hash) {
  const url = new URL(path, SCOPE).href;
  // Past what the browser may have kept: a stale answer would not fit.
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok || (await digest(response.clone())) !== hash) throw new Error(`${path} is not of build ${version}`);
  // A page may not be answered with what came by a detour; its content may.
  await cache.put(url, response.redirected ? new Response(response.body, response) : response);
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(files).map(([path, hash]) => keep(cache, path, hash)));
  } catch (cause) {
    // All or nothing: the build of before stays, and the browser tries again later.
    await caches.delete(CACHE);
    throw cause;
  }
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** What is kept for a request; nothing where the browser refuses the cache. */
const found = async (...request) => {
  try {
    return await (await caches.open(CACHE)).match(...request);
  } catch {
    return undefined;
  }
};

async function answer(request) {
  const path = request.url.slice(SCOPE.length).split(/[?#]/)[0];
  const isShell = request.mode === "navigate" && (path === "" || path === "index.html");
  const kept = await found(isShell ? SCOPE : request.url);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (cause) {
    // The loader's later attempts have a query; without a network the kept file is the best there is.
    const similar = await found(request.url, { ignoreSearch: true });
    if (similar) return similar;
    throw cause;
  }
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(dropOthers()));
addEventListener("message", (event) => {
  // The page asks only while nobody is in the middle of a check: see register.js.
  if (event.data === "take-over") event.waitUntil(skipWaiting());
  if (event.data === "build") event.ports[0]?.postMessage(build);
});
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE)) event.respondWith(answer(event.request));
});
