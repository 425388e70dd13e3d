// What a visitor hands over by their own hand: to an address, by mail, or to the page. The widget makes it; here it is
// shown, and goes once somebody has ticked that it may. It is tried once: nothing waits for a better time.

import { download } from "./download.js";
import { localDate } from "./local-date.js";

const TIME_OUT_MS = 30_000;
/** Eight random bytes for each item of the largest catalogue that can be answered at all. */
const RANDOM_BYTES = 65_536;

/** What was made for a form and shown last: dice that are rolled again and again would tell what they hide. */
const madeFor = new WeakMap();

function statistics({ widget }, form) {
  const made = madeFor.get(form) ?? widget.made("statistics", localDate(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)), "");
  if (made) madeFor.set(form, made);
  return made;
}

function result({ widget }, form) {
  const scope = form.querySelector("[name=handover-scope]:checked").value;
  return widget.made(scope, localDate(), new Uint8Array(), form.querySelector(".sc-handover__note").value);
}

/** Sends to an address, without anything that says who did. */
async function post(address, json) {
  // A path is one of this page's server, wherever a `<base>` may lead.
  const url = new URL(address, location.href);
  if (/^[./]/.test(address) && url.origin !== location.origin) throw new Error("the path leads to another server");
  const response = await fetch(url, {
    __proto__: null,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: json,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(TIME_OUT_MS),
  });
  if (!response.ok) throw new Error(String(response.status));
}

/** Opens the visitor's mail program. */
function mail(address, text) {
  const link = document.createElement("a");
  const sign = address.includes("?") ? "&" : "?";
  link.href = `${address}${sign}body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  link.click();
}

/** Gives it to the page, whose listener takes it by preventing the default; true if one did. */
function give(element, json) {
  const init = { bubbles: true, composed: true, cancelable: true, detail: Object.freeze(JSON.parse(json)) };
  return !element.dispatchEvent(new CustomEvent("skill-check-handover", init));
}

/** By the way that the visitor was told, and no other. */
async function send(element, { way, address }, text) {
  if (way === "mail") mail(address, text);
  else if (way === "post") await post(address, text);
  else if (!give(element, text)) throw new Error("no listener of the page has taken it: it has to prevent the event's default");
}

/** What is on its way, by its form: a second click sends nothing more. */
const sending = new WeakMap();

/** Sends what a form says, once, and leaves the focus with its heading: the form goes. */
async function sendOnce({ element, root }, form, text) {
  const going = sending.get(form) ?? send(element, form.dataset, text);
  sending.set(form, going);
  try {
    await going;
    const heading = root.getElementById(form.closest("section").getAttribute("aria-labelledby"));
    heading.tabIndex = -1;
    heading.focus();
  } finally {
    sending.delete(form);
  }
}

/** One step with a form: showing what would go, sending it, or saving it where that failed. */
async function step(context, form, text, name) {
  if (!text) throw new Error("there is nothing to hand over");
  const isMail = form.dataset.way === "mail";
  if (name === "save") {
    const [ending, type] = isMail ? ["txt", "text/plain"] : ["json", "application/json"];
    download(`skill-check_${localDate()}.${ending}`, new Blob([text], { type }));
  } else if (name === "send") await sendOnce(context, form, text);
  else form.querySelector("pre").textContent = isMail ? text : JSON.stringify(JSON.parse(text), null, 1);
}

/** The result. */
export const handOver = (context, name) => {
  const form = context.root.querySelector(".sc-handover form");
  return step(context, form, result(context, form), name);
};

/** The answers for statistics. */
export const donate = (context, name) => {
  const form = context.root.querySelector(".sc-donation form");
  return step(context, form, statistics(context, form), name);
};
