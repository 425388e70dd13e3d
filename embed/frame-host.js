// The host page's side of frame.html: gives each frame its height, hands on its events, and lets a
// result link that leads to this page open in the frame. What is said is in standalone/frame.js.

const PAGE = new URL("frame.html", import.meta.url);
const EVENTS = ["ready", "start", "progress", "complete", "share", "error"];
/** Higher than any result; more is a mistake. */
const HEIGHT_MAX = 1e5;

const connected = new Set();
const isOurs = (frame) => frame.src.split(/[?#]/)[0] === PAGE.href;
const frames = () => [...connected, ...document.querySelectorAll("iframe")].filter(isOurs);
/** A sandbox without "allow-same-origin" takes the frame's origin away. */
const isNameless = ({ sandbox }) => sandbox.length && !sandbox.contains("allow-same-origin");

const ask = (frame) => frame.contentWindow?.postMessage({ "skill-check": "who" }, "*");

/** Sees to a frame that can't be found in the document, as in a shadow root. */
export function connect(frame) {
  connected.add(frame);
  ask(frame);
}

function fit(frame, height) {
  const { boxSizing } = getComputedStyle(frame);
  const border = boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  if (Number.isInteger(height) && height > 0 && height < HEIGHT_MAX) frame.style.height = `${height + border}px`;
}

addEventListener("message", ({ source, origin, data }) => {
  const kind = data?.["skill-check"];
  const frame = kind && frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || origin !== (isNameless(frame) ? "null" : PAGE.origin)) return;
  if (kind === "hello") {
    source.postMessage({ "skill-check": "host", page: location.href }, origin === "null" ? "*" : origin);
  } else if (kind === "height") fit(frame, data.height);
  else if (kind === "closed") {
    // The frame was given this page's fragment, and now says what is left of it without the result.
    history.replaceState(history.state, "", location.pathname + location.search + String(data.fragment));
  }
  else if (kind === "event" && EVENTS.includes(data.name)) {
    const { name, detail } = data;
    frame.dispatchEvent(new CustomEvent(`skill-check-${name}`, { bubbles: true, composed: true, detail }));
  }
});

const askAll = () => frames().forEach(ask);
for (const name of ["hashchange", "popstate"]) addEventListener(name, askAll);
askAll();
