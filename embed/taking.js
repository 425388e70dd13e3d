// What a visitor takes along of a result, keeps or hands over: the widget makes it, and here it becomes a file,
// an entry, a picture or a message.

import { drop, keep } from "./earlier.js";
import { card } from "./card.js";
import { donate, handOver } from "./handover.js";
import { draw } from "./qr.js";
import { save } from "./save.js";
import { today } from "./today.js";

/** Tells plans of one page from each other, and from those of others. */
const plans = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Name and text of the learning plan; nothing where a week can't be read, or none is given, which its field then says. */
function plan(root, widget, kind) {
  const fields = [...root.querySelectorAll(".sc-agenda__week")];
  const weeks = fields.map(({ value }) => Number(value));
  // A field is only asked for while there is nothing in all of them.
  fields[0].required = weeks.every((week) => !week);
  if (!fields.every((field) => field.reportValidity())) return undefined;
  return widget.made(kind, today(), new Uint8Array(weeks), plans);
}

/** Without anything besides. */
const NONE = new Uint8Array();

/** Saves a result, or the plan for it, as a file of this kind; true if there is one. */
async function file({ root, widget }, kind) {
  const isPlan = kind === "ics" || kind === "txt";
  const made = isPlan ? plan(root, widget, kind) : widget.made(kind === "csv" ? kind : "json", today(), NONE, "");
  if (!made) return false;
  const end = made.indexOf("\n");
  await save(kind, made.slice(0, end), made.slice(end + 1));
  return true;
}

/** Tells what is kept now. The button is gone then, so the focus goes to the heading above it. */
function tell({ root, widget }, results) {
  widget.earlier(results);
  const heading = root.getElementById("sc-then");
  heading.tabIndex = -1;
  heading.focus();
}

/** What there is besides files, by its kind; each is told what else has to be known. */
const KINDS = {
  __proto__: null,
  card: ({ root, widget }, how) => card(root, how, () => widget.made("json", today(), NONE, "").split("\n", 1)[0]),
  donate,
  drop: (context, code) => tell(context, drop(context.results(), code)),
  handover: handOver,
  keep: (context, code) => tell(context, keep(context.results(), today(), code)),
  qr({ widget }, url) {
    const { width, path } = draw(url);
    widget.drawn(width, path);
  },
};

/** Makes something of the result on show: its kind, and after a blank what else has to be known. True if a file was saved. */
export async function take(context, what) {
  const [kind, detail] = what.split(/ (.*)/s);
  if (!KINDS[kind]) return file(context, kind);
  await KINDS[kind](context, detail);
  return false;
}
