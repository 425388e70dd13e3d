// Makes the standalone page work without a server from the second visit on.

const workers = navigator.serviceWorker;
/** Whether a check is under way: then nothing takes over. */
let busy = false;
for (const name of ["start", "progress"]) addEventListener(`skill-check-${name}`, () => (busy = true));

/** Settles when the check is on show; true if it is in the middle of one. */
const underWay = new Promise((settle) => {
  addEventListener("skill-check-ready", ({ target }) =>
    requestAnimationFrame(() => settle(Boolean(target.shadowRoot?.querySelector(".sc-item")))),
  );
});

async function register() {
  const before = workers.controller;
  const registration = await workers.register("sw.js", { updateViaCache: "none" });
  if (!before || !registration.waiting || (await underWay) || busy) return;
  workers.addEventListener("controllerchange", () => {
    if (!busy) location.reload();
  });
  registration.waiting.postMessage("take-over");
}

if (workers) register().catch((cause) => console.warn(`skill-check: not available offline: ${cause.message}`));
