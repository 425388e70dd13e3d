// What the page around the frame doesn't allow, in words: browsers refuse downloads, printing and new windows
// to a sandbox without a word to the visitor. The lines are in frame.html.

/** What a sandbox takes away unless it says "allow-" and this. */
const TAKEN = ["downloads", "modals", "popups"];
/** What needs none of it. */
const SHARED = ["link", "mail"];

/** Tells visitors of what is refused when they ask for it; `warn` tells the operator. */
export function onRefusal(element, warn) {
  /** Without an origin it is a sandbox; which one, a host's script may tell. */
  let refused = globalThis.origin === "null" ? ["downloads", "modals"] : [];
  let lang = element.getAttribute("lang") ?? navigator.language;
  /** What was clicked on last, to say it there: the page is as high as the frame, so none of its edges may be in sight. */
  let clicked;
  const refuses = (what) => refused.includes(what);

  /** Says something in the page's language, or else in all that it has. */
  function say(what, address = "") {
    const lines = [...document.querySelectorAll(".refused")];
    for (const line of lines) line.hidden = true;
    const fitting = lines.filter(({ dataset }) => dataset.what === what);
    const own = fitting.filter((line) => lang.toLowerCase().startsWith(line.lang));
    for (const line of own.length ? own : fitting) {
      line.hidden = false;
      const place = line.querySelector("output");
      if (place) place.value = address;
    }
    const box = document.querySelector(".refusals");
    box.classList.toggle("is-near", what !== "address");
    box.style.insetBlockStart = clicked && what !== "address" ? `${Math.round(clicked.getBoundingClientRect().bottom + scrollY)}px` : "";
  }

  function close({ target }) {
    if (target.closest?.(".refusals")) return;
    for (const line of document.querySelectorAll(".is-near .refused")) line.hidden = true;
  }

  addEventListener(
    "click",
    (event) => {
      close(event);
      clicked = /** @type {any[]} */ (event.composedPath()).find((node) => /^(a|button)$/.test(node.localName)) ?? clicked;
      const link = clicked?.localName === "a" && event.composedPath().includes(clicked) && /^https?:$/.test(clicked.protocol) && !clicked.download;
      if (link && refuses("popups")) say("popups", clicked.href);
    },
    true,
  );
  addEventListener("skill-check-language", ({ detail }) => (lang = detail.lang));
  addEventListener("skill-check-take", ({ detail: { kind } }) => {
    const what = kind === "print" ? "modals" : "downloads";
    if (refuses(what) && !SHARED.includes(kind)) say(what);
  });

  return {
    say,
    refuses,
    /** Hears the frame's attribute `sandbox` from the page around. */
    sandboxed(text) {
      if (typeof text !== "string") return;
      const tokens = text.split(/\s+/);
      const now = TAKEN.filter((what) => !tokens.includes(`allow-${what}`));
      if (now.length && String(now) !== String(refused)) warn(`the frame's sandbox lacks ${now.map((what) => `allow-${what}`).join(", ")}; visitors are told when they need it.`);
      refused = now;
    },
  };
}
