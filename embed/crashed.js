// What is said in an element's place after a panic.

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

/**
 * The box with what is said: `message` makes it, `goOn` goes on. After too many panics the visitor may
 * take along the answers, which `words` gives as a text.
 */
export function crashed(message, locale, isOften, goOn, words) {
  const text = (key) => messages[locale][`loader.${key}`];
  const onwards = [text("continue"), goOn];
  if (!isOften) return message(locale, [text("crashed")], [onwards]);
  const taking = [text("copy"), (box) => handOver(box, text("copied"), words())];
  return message(locale, [text("crashed-often")], [taking, onwards]);
}
