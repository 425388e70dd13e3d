// What an element asks, and where that lies.

import build from "skill-check:build";

/** The id of a catalogue that comes with the build, or the URL of another one. */
export const asked = (element) => element.getAttribute("catalogue")?.trim() || build.catalogue;

/** Whether a catalogue comes with the build. */
export const isBuilt = (id) => Object.hasOwn(build.catalogues, id);

/** Where the catalogue is; one that comes with the build is in two parts, the second for the result. */
export function places(element, locale) {
  const id = asked(element);
  if (!isBuilt(id)) return [new URL(id.replace("{locale}", locale), element.baseURI).href];
  const paths = build.catalogues[id];
  return paths[locale] ?? Object.values(paths)[0];
}

/** The locales to switch between; a URL without a place for one stands for a single language. */
export function locales(id) {
  if (!isBuilt(id)) return id.includes("{locale}") ? build.locales : [];
  return build.locales.filter((locale) => Object.hasOwn(build.catalogues[id], locale));
}
