// Makes the standalone page work without a server from the second visit on.

import "./follow.js";
import { cachesOf } from "./scope.js";

const workers = navigator.serviceWorker;
/** Where the history's entry says for which build the page was loaded again. */
const REPLACED = "skill-check:build";
/** The page's policy lets no script be named by a text, and this one alone by a policy. */
const policy = globalThis.trustedTypes?.createPolicy("skill-check-worker", { createScriptURL: () => "sw.js" });
const WORKER = policy?.createScriptURL("") ?? "sw.js";
/** Whether a check is under way: then nothing takes over. */
let busy = false;
for (const name of ["start", "progress"]) addEventListener(`skill-check-${name}`, () => (busy = true));

/** Settles when the check is on show; true if it is in the middle of one. */
const underWay = new Promise((settle) => {
  const look = (element) =>
    requestAnimationFrame(() => settle(Boolean(element.shadowRoot.querySelector(".sc-item"))));
  // With everything at hand the check may be there before this script is.
  const element = document.querySelector("skill-check");
  if (element?.shadowRoot?.querySelector(".sc")) look(element);
  else addEventListener("skill-check-ready", ({ target }) => look(target));
});

/** Between the pages of this app: whoever is in the middle of a check says so. */
const others = new BroadcastChannel(cachesOf(new URL("./", location).href));
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
  if (!before || !registration.waiting || (await underWay) || busy) return;
  ask(registration);
}

if (workers) register().catch((cause) => console.warn(`skill-check: not available offline: ${cause.message}`));
