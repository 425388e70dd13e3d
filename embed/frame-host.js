// The host page's side of frame.html: gives each frame its height, hands on its events, and lets a
// result link that leads to this page open in the frame. What is said is in standalone/frame.js.

import { closeLink, fragment, takeFragment } from "./address.js";
import { FRAME_EVENTS } from "./contract.js";
import { currentPage } from "./result-page.js";

/** What messages between the two call their kind by, and events begin with. */
const NAME = "skill-check";
const PAGE = new URL("frame.html", import.meta.url);
/** Higher than any result; more is a mistake. */
const HEIGHT_MAX = 1e5;

const connected = new Set();
const frames = () => [...connected, ...document.querySelectorAll("iframe")];
/** The path of an address; what is encoded in it may be so in several ways. */
function pathOf({ pathname }) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** Whether a frame was written as ours. Its server may have sent it on to another host or scheme since. */
const isOurs = (frame) => frame.src && pathOf(new URL(frame.src, document.baseURI)) === pathOf(PAGE);
/** A sandbox without "allow-same-origin" takes the frame's origin away. */
const isNameless = ({ sandbox }) => sandbox.length && !sandbox.contains("allow-same-origin");

const ask = (frame) => frame.contentWindow?.postMessage({ [NAME]: "who" }, "*");

/** Sees to a frame that can't be found in the document, as in a shadow root. */
export function connect(frame) {
  connected.add(frame);
  ask(frame);
}

/** How high each frame is on the page, and on paper. */
const heights = new Map();

function fit(frame, height) {
  const { boxSizing } = getComputedStyle(frame);
  const border = boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  if (Number.isInteger(height) && height > 0 && height < HEIGHT_MAX) frame.style.height = `${height + border}px`;
}

// A browser prints a frame as high as it is here, and what is longer on paper it cuts off.
for (const type of ["beforeprint", "afterprint"]) {
  addEventListener(type, () => heights.forEach((both, frame) => fit(frame, both[type] ?? both.height)));
}

/** Frames that have been told of in vain. */
const strangers = new Set();

/** Whether a greeting is from the frame's own page; where it can't be, the console says what to do. */
function isTrusted(frame, origin) {
  if (origin === (isNameless(frame) ? "null" : PAGE.origin)) return isOurs(frame) || origin !== "null";
  if (isOurs(frame) && !strangers.has(frame)) {
    strangers.add(frame);
    console.warn(`${NAME}: ${frame.src} was answered from ${origin}; load frame-host.js from there, or it has no height, events or links.`);
  }
  return false;
}

addEventListener("message", ({ source, origin, data }) => {
  const kind = data?.[NAME];
  const frame = kind && frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || !isTrusted(frame, origin)) return;
  if (kind === "hello") {
    const page = currentPage(frame.dataset.resultParameters).href;
    /** @type {Window} */ (source).postMessage({ [NAME]: "host", page, fragment: fragment(), sandbox: frame.getAttribute("sandbox") }, origin === "null" ? "*" : origin);
  } else if (kind === "height") {
    heights.set(frame, data);
    fit(frame, data.height);
  } else if (kind === "closed") closeLink();
  else if (kind === "event" && FRAME_EVENTS.includes(data.name)) {
    frame.dispatchEvent(new CustomEvent(`${NAME}-${data.name}`, { bubbles: true, composed: true, detail: data.detail }));
  }
});

/** Takes a code out of the address, and lets the frames ask what it was. */
function askAll() {
  takeFragment();
  frames().filter(isOurs).forEach(ask);
}

for (const name of ["hashchange", "popstate"]) addEventListener(name, askAll);
askAll();
