// The first screens, drawn by the build as the widget will draw them: they are there, and take
// answers, before the widget is.

import build from "skill-check:build";
import screens from "skill-check:screens";
import { screens as others } from "skill-check:source";

/** A tag with its attributes, or a text. The build writes nothing else, and sees to it that these entities do. */
const PIECE = /<(\/?)([\w-]+)((?: [^\s=>]+(?:="[^"]*")?)*)>|([^<]+)/g;
const ATTRIBUTE = / ([^\s=]+)(?:="([^"]*)")?/g;
const ENTITY = /&(\w+);/g;
const ENTITIES = { __proto__: null, amp: "&", lt: "<", gt: ">", quot: '"' };
const SVG = "http://www.w3.org/2000/svg";

const plain = (text) => text.replace(ENTITY, (entity, name) => ENTITIES[name]);

/** The nodes of a screen. Not by `innerHTML`: pages may forbid it. */
function parsed(html) {
  const top = document.createDocumentFragment();
  /** @type {any} */
  let place = top;
  for (const [, closes, tag, attributes, text] of html.matchAll(PIECE)) {
    if (text) place.append(plain(text));
    else if (closes) place = place.parentNode;
    else {
      const isDrawing = tag === "svg" || place.namespaceURI === SVG;
      const element = isDrawing ? document.createElementNS(SVG, tag) : document.createElement(tag);
      for (const [, name, value = ""] of attributes.matchAll(ATTRIBUTE)) element.setAttribute(name, plain(value));
      place.append(element);
      if (tag !== "input") place = element;
    }
  }
  return top;
}

/** Whether the build has drawn a catalogue's first screens in a locale. */
export const isPrerendered = (catalogue, locale) => catalogue === screens.catalogue && Object.hasOwn(screens.drawn, locale);

let fetching;

/**
 * Fetches what the build has drawn in other languages, if it has; calls back with whether there is something for this
 * one. That it doesn't arrive is no fault, since the widget comes all the same.
 */
export function fetchPrerendered(catalogue, locale, then) {
  if (!others || !build.screens || catalogue !== screens.catalogue) return false;
  fetching ??= others().then((module) => Object.assign(screens.drawn, module.default), () => {});
  fetching.then(() => then(isPrerendered(catalogue, locale)));
  return true;
}

/** A first screen: `start` or `item`; a page that has them in its HTML has templates. */
export const screen = (locale, name) => screens.drawn[locale][name].content?.cloneNode(true) ?? parsed(screens.drawn[locale][name]);
