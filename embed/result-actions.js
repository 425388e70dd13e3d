// What a visitor takes along of a result, keeps or hands over: the widget makes it, and here it becomes a file,
// an entry, a picture or a message.

import { removeResult, storeResult } from "./stored-results.js";
import { card } from "./card.js";
import { donate, handOver } from "./handover.js";
import { draw } from "./qr.js";
import { saveResult } from "./download.js";
import { localDate } from "./local-date.js";

/** Tells plans of one page from each other, and from those of others. */
const plans = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Name and text of the learning plan; nothing where a week can't be read, or none is given, which its field then says. */
function plan(root, widget, kind) {
  const fields = [...root.querySelectorAll(".sc-agenda__week")];
  const weeks = fields.map(({ value }) => Number(value));
  // A field is only asked for while there is nothing in all of them.
  fields[0].required = weeks.every((week) => !week);
  if (!fields.every((field) => field.reportValidity())) return undefined;
  return widget.made(kind, localDate(), new Uint8Array(weeks), plans);
}

/** Without anything besides. */
const NONE = new Uint8Array();

/** Saves a result, or the plan for it, as a file of this kind; true if there is one. */
async function saveFile({ root, widget }, kind) {
  const isPlan = kind === "ics" || kind === "txt";
  const made = isPlan ? plan(root, widget, kind) : widget.made(kind === "csv" ? kind : "json", localDate(), NONE, "");
  if (!made) return false;
  const end = made.indexOf("\n");
  await saveResult(kind, made.slice(0, end), made.slice(end + 1));
  return true;
}

/** Tells what is kept now. The button is gone then, so the focus goes to the heading above it. */
function showStored({ root, widget }, results) {
  widget.earlier(results);
  const heading = root.getElementById("sc-then");
  heading.tabIndex = -1;
  heading.focus();
}

/** What there is besides files, by its kind; each is told what else has to be known. */
const ACTIONS = {
  __proto__: null,
  card: ({ root, widget }, how) => card(root, how, () => widget.made("json", localDate(), NONE, "").split("\n", 1)[0]),
  donate,
  drop: (context, code) => showStored(context, removeResult(context.results(), code)),
  handover: handOver,
  keep: (context, code) => showStored(context, storeResult(context.results(), localDate(), code)),
  qr({ widget }, url) {
    const { width, path } = draw(url);
    widget.drawn(width, path);
  },
};

/** Makes something of the result on show: its kind, and after a blank what else has to be known. True if a file was saved. */
export async function runResultAction(context, what) {
  const [kind, detail] = what.split(/ (.*)/s);
  if (!ACTIONS[kind]) return saveFile(context, kind);
  await ACTIONS[kind](context, detail);
  return false;
}
