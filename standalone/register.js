// Makes the standalone page work without a server from the second visit on.

const workers = navigator.serviceWorker;
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

/** Asks the new build to take over, some times: after a reload the page before may still count. */
function ask(registration, times) {
  if (busy || !registration.waiting || times === 0) return;
  registration.waiting.postMessage("take-over");
  setTimeout(ask, 1_000, registration, times - 1);
}

async function register() {
  const before = workers.controller;
  const registration = await workers.register("sw.js", { updateViaCache: "none" });
  if (!before || !registration.waiting || (await underWay) || busy) return;
  workers.addEventListener("controllerchange", () => {
    if (!busy) location.reload();
  });
  ask(registration, 10);
}

if (workers) register().catch((cause) => console.warn(`skill-check: not available offline: ${cause.message}`));
