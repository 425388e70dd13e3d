// The kill switch: deployed in place of sw.js, it removes the service worker and what it kept.
// Pages that are open go on with what they have loaded. See docs/offline.md.

// Begins the names of this folder's caches, and of no other site's on this origin: as in scope.js.
const { pathname } = new URL(registration.scope);
const PREFIX = pathname === "/" ? "skill-check-" : `skill-check@${pathname}-`;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const ours = names.filter((name) => name.startsWith(PREFIX));
      await Promise.all(ours.map((name) => caches.delete(name)));
      await registration.unregister();
    })(),
  ),
);
