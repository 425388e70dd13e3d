// Makes the standalone page work without a server from the second visit on: by itself, or once the visitor has
// asked for it (`offline="ask"` on the element), or never (`offline="no"`).

import "./follow.js";
import { cachesOf } from "./scope.js";

const workers = navigator.serviceWorker;
/** Where the page lies: the scope of its worker. */
const FOLDER = new URL("./", location.href).href;
/** Where the history's entry says for which build the page was loaded again. */
const REPLACED = "skill-check:build";
/** The page's policy lets no script be named by a text, and this one alone by a policy. */
const policy = globalThis.trustedTypes?.createPolicy("skill-check-worker", { createScriptURL: () => "sw.js" });
const WORKER = policy?.createScriptURL("") ?? "sw.js";
/** Whether a check is under way: then nothing takes over. */
let busy = false;
for (const name of ["start", "progress"]) addEventListener(`skill-check-${name}`, () => (busy = true));

/** Settles when the check is on show, drawn by the build or running; true if it is in the middle of one. */
const underWay = new Promise((settle) => {
  const root = document.querySelector("skill-check")?.shadowRoot;
  const look = () => {
    if (!root?.querySelector(".sc")) return;
    watch.disconnect();
    requestAnimationFrame(() => settle(Boolean(root.querySelector(".sc-item"))));
  };
  const watch = new MutationObserver(look);
  if (root) watch.observe(root, { childList: true, subtree: true });
  look();
});

/** Between the pages of this app: whoever is in the middle of a check says so. */
const others = new BroadcastChannel(cachesOf(FOLDER));
others.addEventListener("message", async ({ data }) => {
  if (data === "busy?" && (busy || (await underWay))) others.postMessage("busy");
});

/** Whether another page is in the middle of a check. */
function othersBusy() {
  return new Promise((settle) => {
    const answer = ({ data }) => data === "busy" && settle(true);
    others.addEventListener("message", answer);
    others.postMessage("busy?");
    setTimeout(() => {
      others.removeEventListener("message", answer);
      settle(false);
    }, 500);
  });
}

/** Lets the new build take over as soon as nobody is in the middle of a check. */
async function ask(registration) {
  const isFree = !(await othersBusy());
  if (busy || !registration.waiting) return;
  if (isFree) registration.waiting.postMessage("take-over");
  setTimeout(ask, isFree ? 1_000 : 30_000, registration);
}

/** The build that the worker in charge serves; none if it doesn't say. */
function served(worker) {
  return new Promise((settle) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => settle(data);
    setTimeout(settle, 3_000);
    worker.postMessage("build", [port2]);
  });
}

/**
 * Loads the page again if it is of another build than the worker in charge, which the browser may
 * have changed while the page was loading. Once: what doesn't help then never will.
 */
async function catchUp(worker) {
  const build = await served(worker);
  if (!build || build === BUILD || (await underWay) || busy) return;
  if (history.state?.[REPLACED] === build) return;
  history.replaceState({ ...history.state, [REPLACED]: build }, "");
  location.reload();
}

async function register() {
  const before = workers.controller;
  if (before) {
    // From here on no change goes unnoticed: one before this has made the worker answer otherwise.
    workers.addEventListener("controllerchange", async () => {
      if (!(await underWay) && !busy) location.reload();
    });
    catchUp(before);
  }
  const registration = await workers.register(WORKER, { updateViaCache: "none" });
  // The browser may have thrown away what was kept.
  registration.active?.postMessage("fill");
  if (!before || !registration.waiting || (await underWay) || busy) return;
  ask(registration);
}

/** Removes the worker of this page, and what it kept. */
async function remove() {
  // Also one of the folder above could be in charge here: it is another page's.
  const registration = await workers.getRegistration(FOLDER);
  if (registration?.scope === FOLDER) await registration.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(cachesOf(FOLDER))).map((name) => caches.delete(name)));
}

/** The worker is installed, and all files are kept; refused if they can't be. */
async function installed() {
  const { installing } = /** @type {ServiceWorkerRegistration} */ (await workers.getRegistration(FOLDER));
  await new Promise((/** @type {(nothing?: undefined) => void} */ settle, refuse) => {
    if (!installing) settle();
    installing?.addEventListener("statechange", (/** @type {any} */ { target: { state } }) => {
      if (state === "redundant") refuse(new Error("it could not be kept"));
      else settle();
    });
  });
}

/** Offers to keep the page, or to remove it again. */
async function offer(form) {
  const show = (isKept, isFailed) => {
    for (const [name, isShown] of Object.entries({ offer: !isKept, kept: isKept, failed: isFailed })) {
      for (const part of form.querySelectorAll(`.offline__${name}`)) part.hidden = !isShown;
    }
    form.hidden = false;
  };
  let isKept = (await workers.getRegistration(FOLDER))?.scope === FOLDER;
  let isAtWork = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAtWork) return;
    isAtWork = true;
    try {
      await (isKept ? remove() : register().then(installed));
      isKept = !isKept;
      show(isKept, false);
      // The button that was pressed is gone, the other one has its place.
      [...form.querySelectorAll("button")].find((button) => button.offsetParent)?.focus();
    } catch (cause) {
      warn(cause);
      show(isKept, true);
    }
    isAtWork = false;
  });
  show(isKept, false);
  // What was kept is kept up to date.
  if (isKept) await register();
}

const warn = (cause) => console.warn(`skill-check: not available offline: ${cause.message}`);

/** What the operator wants: see docs/offline.md. */
function begin() {
  const wanted = document.querySelector("skill-check")?.getAttribute("offline");
  if (wanted === "no") return remove();
  const form = document.querySelector(".offline");
  return wanted === "ask" && form ? offer(form) : register();
}

if (workers) begin().catch(warn);
