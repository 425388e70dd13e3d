// The page inside a frame: options from the address's query and from `frame.json` beside it, height
// and events to the host page. What each of the two may set is in frame-options.js.
// Its other side is embed/frame-host.js. Between them go objects whose property "skill-check" says
// what they are: the frame says "hello"; the host answers "host" with its address; from then on the
// frame tells "height" (with "beforeprint", that on paper) and "closed", and a host that `frame.json` names
// "event" as well. Before that it tells nobody anything.

import { FRAME_EVENTS } from "../embed/contract.js";
import { configured, fromQuery, isHost } from "./frame-options.js";
import { heightOnPaper } from "./frame-paper.js";
import { onRefusal } from "./frame-refusals.js";

const warn = (text) => console.warn(`skill-check: ${text}`);

/** What `frame.json` says; nothing, with a word in the console, where it can't be read. */
async function configuration() {
  const url = new URL("frame.json", location.href);
  try {
    const response = await fetch(url, { cache: "no-cache", credentials: "omit" });
    if (response.ok) return configured(await response.json(), url.href, warn);
    warn(`frame.json: ${response.status}; the defaults are used.`);
  } catch (cause) {
    warn(`frame.json: ${cause.message}; the defaults are used.`);
  }
  return configured({}, url.href, warn);
}

/** The sheet with the look that the query asks for. */
function dress(looks) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("skill-check {} @media (prefers-color-scheme: dark) { skill-check {} }");
  const [light, { cssRules }] = /** @type {any} */ (sheet.cssRules);
  for (const { name, value, isDark } of looks) {
    (isDark ? cssRules[0] : light).style.setProperty(`--skill-check-${name}`, value);
  }
  document.adoptedStyleSheets = [sheet];
}

/** Puts the operator's words into their places in the element. */
function speak(words) {
  for (const { slot, text, isInline, link } of words) {
    const piece = document.createElement(isInline ? "span" : "p");
    piece.slot = slot;
    const holder = link ? piece.appendChild(document.createElement("a")) : piece;
    if (link) Object.assign(holder, link, { rel: "noopener" });
    holder.textContent = text;
    element.append(piece);
  }
}

const element = document.createElement("skill-check");
const { options, words, host: own } = await configuration();
const asked = fromQuery(new URLSearchParams(location.search), CATALOGUES, warn);
for (const [name, value] of Object.entries({ ...asked.options, ...options })) element.setAttribute(name, value);
dress(asked.looks);
speak(words);
const lang = element.getAttribute("lang");
if (lang) document.documentElement.lang = lang;
const refusals = onRefusal(element, warn);
if (asked.isRefused) refusals.say("address");

/** The host's origin, once it has shown itself; "*" where it has none to name. */
let host;
/** Whether the host is one that this page is for. */
let isKnown = false;
const waiting = [];

function tell(kind, content) {
  const message = { "skill-check": kind, ...content };
  if (!host) waiting.push(message);
  else if (isKnown || kind !== "event") parent.postMessage(message, host);
}

const hasResult = () => !!element.shadowRoot?.querySelector(".sc-result--whole");
/** How long the page has to stand still before its height on paper is asked for. */
const PAUSE_MS = 400;
let pause;
let height;
/** The height on paper. Only results are printed, so other screens have none of their own. */
let paper;

/** Tells the height in whole pixels, and only when it is another: nothing to swing between. */
function measure() {
  const now = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
  clearTimeout(pause);
  pause = setTimeout(measurePaper, PAUSE_MS);
  if (now === height) return;
  height = now;
  tell("height", { height, beforeprint: paper });
}

function measurePaper() {
  // A result comes in steps, the last of which may change no height.
  if (element.shadowRoot?.querySelector(".sc-result:not(.sc-result--whole)")) pause = setTimeout(measurePaper, PAUSE_MS);
  const now = hasResult() ? heightOnPaper(element) : undefined;
  if (now === paper) return;
  paper = now;
  tell("height", { height, beforeprint: paper });
}

const hasCode = (fragment) => fragment.includes("skill-check");
/** The host's fragment, as far as it is ours. */
let given = "";

/** The host page: a result in its fragment opens here, and where it is known links lead there. */
function hosted({ href }, fragment) {
  if (isKnown && !options["result-base"]) element.setAttribute("result-base", href);
  if (fragment === given || !(hasCode(fragment) || hasCode(given))) return;
  given = fragment;
  location.replace(`#${fragment.replace("#", "")}`);
}

/** The address that a message names; none if it is no address. */
function addressIn(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function meet(origin) {
  host = origin === "null" ? "*" : origin;
  isKnown = isHost(origin, own);
  if (!isKnown) warn(`${origin} hears the height and nothing else; to let it hear events and have links, name it under "hosts" in frame.json.`);
  document.documentElement.classList.add("is-fitted");
}

function listen() {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent) return;
    const kind = data?.["skill-check"];
    if (kind === "who") parent.postMessage({ "skill-check": "hello" }, "*");
    const page = kind === "host" && addressIn(data.page);
    if (!page) return;
    if (!host) meet(origin);
    refusals.sandboxed(data.sandbox);
    hosted(page, String(data.fragment ?? ""));
    for (const { "skill-check": said, ...content } of waiting.splice(0)) tell(said, content);
  });
  for (const name of FRAME_EVENTS) {
    addEventListener(`skill-check-${name}`, (/** @type {CustomEventInit} */ { detail }) => tell("event", { name, detail }));
  }
  // A result that is closed here is not to open again when the host page is loaded again.
  const push = history.pushState;
  history.pushState = function (...entry) {
    push.apply(this, entry);
    given = location.hash;
    tell("closed", {});
  };
  new ResizeObserver(measure).observe(document.querySelector("main"));
  parent.postMessage({ "skill-check": "hello" }, "*");
}

// A link must not put another site into the frame, which that site may refuse.
addEventListener("click", (event) => {
  const link = /** @type {any[]} */ (event.composedPath()).find((node) => node.localName === "a");
  if (link && /^https?:$/.test(link.protocol) && !link.download) link.target ||= "_blank";
});
// A result goes to paper without the page around it; where the frame may not print, the browser prints both.
addEventListener("keydown", (event) => {
  const isPrint = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "p";
  if (!isPrint || !hasResult() || refusals.refuses("modals")) return;
  event.preventDefault();
  element.print();
});
if (parent !== window) listen();
document.querySelector("main").append(element);
