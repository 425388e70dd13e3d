// What the page itself has of the first screens, in the place of the modules that a loader of its own has them in: the
// build has put them into the page's HTML with their styles, and so they are there before any script.

const element = document.querySelector("skill-check");
/** Browsers that know no declared shadow roots have left it a template. */
const declared = element.shadowRoot ?? element.querySelector("template").content;

/** A screen as the build has drawn it: what browsers write otherwise than the build does is one entity. */
const written = (name) => declared.querySelector(name).innerHTML.replaceAll("&nbsp;", "\u00a0");

const [catalogue, , locale] = declared.querySelector("[data-ahead]").dataset.ahead.split(" ");

export default declared.querySelector("style").textContent;
export const screens = { catalogue, drawn: { [locale]: { start: written("[data-ahead]"), item: written("template") } } };
