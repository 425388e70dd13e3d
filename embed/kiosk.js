// A check on a computer that many people use: after a while without anybody it begins afresh, and whenever the
// page is left or comes back. What is asked before is a dialogue, so that nobody loses a thing unasked.

import messages from "skill-check:kiosk-messages";
import css from "skill-check:kiosk-styles";

/** So many minutes without a sign of somebody, unless the page says otherwise; and how many it may say. */
const MINUTES = 3;
const MINUTES_MAX = 60;
const MINUTE_MS = 60_000;
/** So long the question stands. */
const ASKS_MS = 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "scroll"];
/** What somebody does, and leaves something behind. */
const USES = ["pointerdown", "keydown"];

let sheet;

/** Gives a root the styles of the question, beside what it has. */
function dress(root) {
  sheet ??= new CSSStyleSheet();
  if (!sheet.cssRules.length) sheet.replaceSync(css);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** After how long without a sign somebody is asked. */
function idleAfter(given) {
  const minutes = Number(given.trim() || MINUTES);
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MINUTES_MAX) return minutes * MINUTE_MS;
  console.warn(`<skill-check>: kiosk="${given}" is no number of minutes from 1 to ${MINUTES_MAX}; it is ${MINUTES}.`);
  return MINUTES * MINUTE_MS;
}

/** The question whether somebody is there; `answered` hears that there is. */
function question([locale, own], answered) {
  const text = (key) => (own ?? messages[locale] ?? Object.values(messages)[0])[`loader.kiosk-${key}`];
  const dialog = document.createElement("dialog");
  dialog.className = "sc-loader sc-kiosk";
  dialog.lang = locale;
  dialog.setAttribute("part", "message");
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-label", text("title"));
  dialog.setAttribute("aria-describedby", "sc-kiosk");
  const words = document.createElement("p");
  words.id = "sc-kiosk";
  words.textContent = text("idle");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sc-button sc-button--primary";
  button.textContent = text("stay");
  button.addEventListener("click", answered);
  // Escape is an answer, too: somebody is there.
  dialog.addEventListener("cancel", answered);
  const title = document.createElement("h2");
  title.textContent = text("title");
  dialog.append(title, words, button);
  return dialog;
}

/**
 * Watches over an element, and returns what ends that. `locale` says in which language to ask, with the strings
 * for it that came with the catalogue, and `reset` begins afresh.
 */
export function guard(element, root, locale, reset) {
  const after = idleAfter(element.getAttribute("kiosk"));
  let last = Date.now();
  let isUsed = true;
  let asking;
  const isThere = ({ type }) => {
    if (asking) return;
    last = Date.now();
    isUsed ||= USES.includes(type);
  };
  const answered = () => {
    asking?.remove();
    asking = undefined;
    last = Date.now();
  };
  const begin = () => {
    answered();
    isUsed = false;
    reset();
  };
  const look = () => {
    const idle = Date.now() - last;
    if (idle < after || !isUsed) return;
    if (idle >= after + ASKS_MS) return void begin();
    // Something else may have taken the place of all that there was.
    if (asking?.isConnected) return;
    asking = question(locale(), answered);
    dress(root);
    root.append(asking);
    asking.showModal();
  };
  const back = ({ persisted }) => persisted && begin();
  const timer = setInterval(look, 1000);
  for (const sign of SIGNS) addEventListener(sign, isThere, { __proto__: null, capture: true, passive: true });
  addEventListener("pagehide", begin);
  addEventListener("pageshow", back);
  return () => {
    answered();
    clearInterval(timer);
    for (const sign of SIGNS) removeEventListener(sign, isThere, true);
    removeEventListener("pagehide", begin);
    removeEventListener("pageshow", back);
  };
}
