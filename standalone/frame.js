// The page inside a frame: options from the address's query, height and events to the host page.
// Its other side is embed/frame-host.js. Between them go objects whose property "skill-check" says
// what they are: the frame says "hello"; the host answers "host" with its address; from then on the
// frame tells "height" and "event". Before that it tells nobody anything.

/** What the element takes; see the README. */
const ATTRIBUTES = [
  ...["lang", "catalogue", "family", "level", "mode", "country", "modules", "theme", "storage"],
  ...["result-base", "autostart", "id"],
];
/** What sets the look: custom properties without `--skill-check-`; with "-dark" for dark mode. */
const LOOKS = [
  ...["accent", "on-accent", "surface", "raised", "text", "text-soft"],
  ...["radius", "font", "font-display"],
];
const EVENTS = ["ready", "start", "progress", "complete", "share", "error"];
const DARK = "-dark";

const element = document.querySelector("skill-check");
const options = new URLSearchParams(location.search);

/** Sets what the query asks for; what it asks in vain is said. */
function take() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("skill-check {} @media (prefers-color-scheme: dark) { skill-check {} }");
  const [light, { cssRules }] = sheet.cssRules;
  for (const [name, value] of options) {
    const isDark = name.endsWith(DARK);
    const look = isDark ? name.slice(0, -DARK.length) : name;
    if (ATTRIBUTES.includes(name)) element.setAttribute(name, value);
    else if (LOOKS.includes(look)) (isDark ? cssRules[0] : light).style.setProperty(`--skill-check-${look}`, value);
    else console.warn(`skill-check: frame.html knows no parameter "${name}".`);
  }
  document.adoptedStyleSheets = [sheet];
  const lang = element.getAttribute("lang");
  if (lang) document.documentElement.lang = lang;
}

/** The host's origin, once it has shown itself; "*" where it has none to name. */
let host;
const waiting = [];

function tell(kind, content) {
  const message = { "skill-check": kind, ...content };
  if (host) parent.postMessage(message, host);
  else waiting.push(message);
}

/** Tells the height in whole pixels, and only when it is another: nothing to swing between. */
let height;
function measure() {
  const now = Math.ceil(element.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  tell("height", { height });
}

const hasCode = (fragment) => fragment.includes("skill-check");
/** The host's fragment, as far as it is ours. */
let given = "";

/** The host page with its address: links lead there, and a result in its fragment opens here. */
function hosted({ href, hash }) {
  const base = options.get("result-base");
  try {
    element.setAttribute("result-base", base ? new URL(base, href).href : href);
  } catch {
    // What is no address at all is named by the element.
  }
  if (hash === given || !(hasCode(hash) || hasCode(given))) return;
  given = hash;
  location.replace(hash || "#");
}

/** The address that a message names; none if it is no address. */
function addressIn(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function listen() {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent) return;
    const kind = data?.["skill-check"];
    if (kind === "who") parent.postMessage({ "skill-check": "hello" }, "*");
    const page = kind === "host" && addressIn(data.page);
    if (!page) return;
    host = origin === "null" ? "*" : origin;
    document.documentElement.classList.add("is-fitted");
    hosted(page);
    for (const message of waiting.splice(0)) parent.postMessage(message, host);
  });
  for (const name of EVENTS) {
    addEventListener(`skill-check-${name}`, ({ detail }) => tell("event", { name, detail }));
  }
  // A result that is closed here is not to open again when the host page is loaded again.
  const push = history.pushState;
  history.pushState = function (...entry) {
    push.apply(this, entry);
    given = location.hash;
    tell("closed", { fragment: given });
  };
  new ResizeObserver(measure).observe(element);
  parent.postMessage({ "skill-check": "hello" }, "*");
}

take();
// A link must not put another site into the frame, which that site may refuse.
addEventListener("click", (event) => {
  const link = event.composedPath().find((node) => node.localName === "a");
  if (link && /^https?:$/.test(link.protocol) && !link.download) link.target ||= "_blank";
});
if (parent !== window) listen();
