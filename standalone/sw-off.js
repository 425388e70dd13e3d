// The kill switch: deployed in place of sw.js, it removes the service worker and what it kept.
// Pages that are open go on with what they have loaded. See docs/offline.md.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const ours = names.filter((name) => name.startsWith("skill-check-"));
      await Promise.all(ours.map((name) => caches.delete(name)));
      await registration.unregister();
    })(),
  ),
);
