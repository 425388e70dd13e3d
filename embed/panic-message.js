// What is said in an element's place after a panic.

import { in_words } from "skill-check:bindings";
import messages from "skill-check:panic-messages";

/** Puts a text on the clipboard, and into a box as well: a clipboard may be closed to us. */
function handOver(box, label, text) {
  let field = box.querySelector("textarea");
  if (!field) {
    field = document.createElement("textarea");
    field.readOnly = true;
    field.setAttribute("aria-label", label);
    box.append(field);
  }
  field.value = text;
  field.focus();
  field.select();
  navigator.clipboard?.writeText(text).catch(() => {});
}

/** A record in words; as it is, where that can't be. */
function inWords(bytes, record) {
  try {
    return in_words(bytes, record) ?? record;
  } catch (cause) {
    console.error(`<skill-check>: ${cause.message}`);
    return record;
  }
}

/**
 * The box with what is said: `message` makes it, `goOn` goes on. After too many panics the visitor may
 * take along the answers: the catalogue, as it was loaded, and the record. `own` are strings that came with a
 * catalogue in a language that the build doesn't speak.
 */
export function panicMessage(message, locale, isOften, goOn, answers, own) {
  const text = (key) => (own ?? messages[locale] ?? Object.values(messages)[0])[`loader.${key}`];
  const onwards = [text("continue"), goOn];
  if (!isOften) return message(locale, [text("crashed")], [onwards]);
  const taking = [text("copy"), (box) => handOver(box, text("copied"), inWords(...answers))];
  return message(locale, [text("crashed-often")], [taking, onwards]);
}
