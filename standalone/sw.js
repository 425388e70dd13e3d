// The service worker of the standalone page: after one visit the check needs no server.

import { build } from "skill-check:precache";
import { serve } from "./precache.js";

serve({
  shell: (path) => (path === "" || path === "index.html" ? "./" : undefined),
  say(event) {
    // The page asks only while nobody is in the middle of a check: see register.js.
    if (event.data === "take-over") event.waitUntil(skipWaiting());
    if (event.data === "build") event.ports[0]?.postMessage(build);
  },
});
