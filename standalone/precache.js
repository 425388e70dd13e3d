// What a service worker does that keeps one build, whole, and answers from it; glue and code of two builds never
// mix. How it updates, and how to switch it off: docs/offline.md.

import { files, version } from "skill-check:precache";
import { cachesOf } from "./scope.js";

/** The folder of the build, and the cache of its files. */
const FOLDER = new URL("./", registration.scope).href;
const PREFIX = cachesOf(registration.scope);
const CACHE = PREFIX + version;

async function digest(response) {
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Puts one file into the cache, if it is the one of this build, and returns it. */
async function keep(cache, path, hash) {
  const url = new URL(path, FOLDER).href;
  // Past what the browser may have kept: a stale answer would not fit.
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok || (await digest(response.clone())) !== hash) throw new Error(`${path} is not of build ${version}`);
  // A page may not be answered with what came by a detour; its content may.
  const whole = response.redirected ? new Response(response.body, response) : response;
  await cache.put(url, whole.clone());
  return whole;
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

/**
 * A file of this build: from the cache if it is there and still what was built, whoever else may write there; else
 * from the server, and the cache has it again. Nothing where both fail.
 */
async function found(path) {
  const hash = files[path];
  if (!hash) return undefined;
  try {
    // Where all of it is gone somebody has wanted that, or the page asks for it anew when it is opened.
    if (!(await caches.has(CACHE))) return undefined;
    const cache = await caches.open(CACHE);
    const kept = await cache.match(new URL(path, FOLDER).href);
    if (kept && (await digest(kept.clone())) === hash) return kept;
    return await keep(cache, path, hash);
  } catch {
    return undefined;
  }
}

/**
 * Keeps the files of this build, by path from its folder and each with its hash, and answers what lies there.
 * `shell` gives the path of the page that a navigation to a path shows, `say` hears messages of pages.
 */
export function serve({ shell, say }) {
  async function answer(request) {
    const [path, query] = request.url.slice(FOLDER.length).split(/[?#]/);
    const page = request.mode === "navigate" ? shell(path) : undefined;
    const name = page ?? path;
    // The loader's later attempts have a query, and go past what is kept.
    const kept = (page || query === undefined) && (await found(name));
    if (kept) return kept;
    try {
      return await fetch(request);
    } catch (cause) {
      // Without a network the kept file is the best there is.
      const similar = await found(name);
      if (similar) return similar;
      throw cause;
    }
  }

  addEventListener("install", (event) => event.waitUntil(keepAll()));
  addEventListener("activate", (event) => event.waitUntil(dropOthers()));
  addEventListener("message", (event) => {
    if (event.data === "fill") event.waitUntil(caches.has(CACHE).then((has) => (has ? undefined : keepAll())));
    say(event);
  });
  addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method === "GET" && url.startsWith(FOLDER)) event.respondWith(answer(event.request));
  });
}
