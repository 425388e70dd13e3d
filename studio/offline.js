// Keeps the page, so that it needs no server from the second visit on: by itself, or never (`data-offline="no"` on
// its root element).

import { script } from "./policy.js";
import { cachesOf } from "../standalone/scope.js";

/** What the worker is in charge of: the page and its folder. */
const SCOPE = new URL("./studio", location.href).href;

/** Removes the worker, and what it kept. */
async function remove() {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  if (registration?.scope === SCOPE) await registration.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(cachesOf(SCOPE))).map((name) => caches.delete(name)));
}

/** `isFree` says whether nothing is open that another build would interrupt. */
async function register(isFree) {
  const workers = navigator.serviceWorker;
  if (workers.controller) workers.addEventListener("controllerchange", () => isFree() && location.reload());
  const registration = await workers.register(script("offline"), { scope: SCOPE, updateViaCache: "none" });
  // The browser may have thrown away what was kept.
  registration.active?.postMessage("fill");
  if (isFree()) registration.waiting?.postMessage("take-over");
}

/** Keeps the page, or lets go of it, as its operator wants. */
export async function keepPage(isFree) {
  if (!navigator.serviceWorker) return;
  try {
    await (document.documentElement.dataset.offline === "no" ? remove() : register(isFree));
  } catch (cause) {
    console.warn(`skill-check: the studio is not available offline: ${cause.message}`);
  }
}
