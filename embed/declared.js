// What the page itself has of the first screens, in the place of the modules that a loader of its own has them in: the
// build has put them into the page's HTML with their styles, and so they are there before any script.

const element = document.querySelector("skill-check");
/** Browsers that know no declared shadow roots have left it a template. */
const declared = element.shadowRoot ?? element.querySelector("template").content;
const place = declared.querySelector("[data-ahead]");
const [catalogue, , locale] = place.dataset.ahead.split(" ");

/** As it is now: the one in the page goes on changing. */
const start = document.createElement("template");
start.content.append(...place.cloneNode(true).childNodes);

export default declared.querySelector("style").textContent;
export const screens = { catalogue, drawn: { [locale]: { start, item: declared.querySelector("template") } } };
