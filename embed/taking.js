// What a visitor takes along of a result, or keeps: the widget makes it, and here it becomes a file or an entry.

import { drop as dropped, keep as kept } from "./earlier.js";
import { card as drawn } from "./card.js";
import { save } from "./save.js";

/** The Swedish way to write a date is the standard's. */
const today = () => new Date().toLocaleDateString("sv-SE");

/** Tells plans of one page from each other, and from those of others. */
const plans = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Name and text of the learning plan; nothing where a week can't be read, or none is given, which its field then says. */
function plan(root, widget, kind) {
  const fields = [...root.querySelectorAll(".sc-agenda__week")];
  const weeks = fields.map(({ value }) => Number(value));
  // A field is only asked for while there is nothing in all of them.
  fields[0].required = weeks.every((week) => !week);
  if (!fields.every((field) => field.reportValidity())) return undefined;
  return widget.planned(kind === "ics", today(), new Uint8Array(weeks), plans);
}

/** Saves a result, or the plan for it, as a file of this kind. */
export async function take(root, widget, kind) {
  const isPlan = kind === "ics" || kind === "txt";
  const file = isPlan ? plan(root, widget, kind) : widget.exported(kind === "csv", today());
  if (!file) return;
  const end = file.indexOf("\n");
  await save(kind, file.slice(0, end), file.slice(end + 1));
}

/** Draws the picture to share, and shares or saves it. */
export const card = (root, how, widget) => drawn(root, how, () => widget.exported(false, today()).split("\n", 1)[0]);

/** Tells what is kept now. The button is gone then, so the focus goes to the heading above it. */
function tell(root, widget, results) {
  widget.earlier(results);
  const heading = root.getElementById("sc-then");
  heading.tabIndex = -1;
  heading.focus();
}

/** Keeps the result of a code under a key. */
export const keep = (root, widget, key, code) => tell(root, widget, kept(key, today(), code));

/** No longer keeps it. */
export const drop = (root, widget, key, code) => tell(root, widget, dropped(key, code));
