// After a deployment: a check of this build in the place of an element of an earlier one, whose files are gone.
// The element stays where it is, with what the page holds on to; within it stands one of this build.

import { METHODS, PARTS, SLOTS } from "./contract.js";

/** Gives an element the value that another one has of an attribute. */
function copyAttribute(next, element, name) {
  const value = element.getAttribute(name);
  if (value === null) next.removeAttribute(name);
  else next.setAttribute(name, value);
}

/**
 * Puts an element of `type`, of the build `id`, in the place of what another one shows. `left` gives what that
 * leaves: its record, the language that the visitor has chosen, what was done on the first screen, and what the page has
 * called before there was a widget.
 */
export function succeed(type, id, element, root, leaveState) {
  const name = `skill-check-${id}`;
  if (!customElements.get(name)) customElements.define(name, class extends type {});
  const next = /** @type {any} */ (document.createElement(name));
  // A storage may hold nothing of it; an earlier build leaves less.
  const [record, locale, inputs, calls] = leaveState();
  next.inherited = [record ?? undefined, locale ?? undefined, inputs ?? [], calls ?? []];
  next.isUntold = !element.result;
  for (const attribute of type.observedAttributes) copyAttribute(next, element, attribute);
  next.setAttribute("exportparts", PARTS);
  for (const slot of SLOTS) {
    const place = document.createElement("slot");
    place.name = place.slot = slot;
    next.append(place);
  }
  const watch = new MutationObserver((changes) => changes.forEach((change) => copyAttribute(next, element, change.attributeName)));
  watch.observe(element, { __proto__: null, attributeFilter: type.observedAttributes });
  for (const method of METHODS) element[method] = (...given) => next[method](...given);
  Object.defineProperty(element, "result", { __proto__: null, configurable: true, get: () => next.result });
  root.replaceChildren(next);
  console.info(`<skill-check>: the files of this build are gone; build ${id} goes on.`);
}
