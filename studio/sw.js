// The service worker of the page for authors, with a scope of its own: it keeps the page once somebody has opened it,
// and the check's visitors know nothing of it.

import { serve } from "../standalone/precache.js";

/** Takes over unless an author has the page of the build before open elsewhere. */
async function takeOver() {
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (all.filter(({ url }) => url.startsWith(registration.scope)).length < 2) await skipWaiting();
}

serve({
  shell: (path) => (path === "studio.html" || path === "studio" ? "studio.html" : undefined),
  say: (event) => event.data === "take-over" && event.waitUntil(takeOver()),
});
