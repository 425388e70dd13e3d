// The result on paper, without the page around it.

import { draw } from "./qr.js";

/** Page numbers where the browser knows such boxes. */
const NUMBERS = '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #57534c }';
const PAPER = `@page { size: A4; margin: 11mm 10mm; ${NUMBERS} } body { margin: 0 }`;
const SVG = "http://www.w3.org/2000/svg";

/** A link as a QR code, with the quiet zone that scanners need. */
function code(paper, link) {
  const { width, path } = draw(link);
  const svg = paper.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${width + 8} ${width + 8}`);
  svg.setAttribute("class", "sc-paper__qr");
  const dark = paper.createElementNS(SVG, "path");
  dark.setAttribute("d", path);
  svg.append(dark);
  return svg;
}

/** What only the report has: a name that was entered, a code, the weeks of the plan. */
function complete(shadow, root) {
  const paper = shadow.querySelector(".sc-paper");
  const name = root.querySelector(".sc-take__name")?.value.trim();
  if (paper) {
    paper.hidden = false;
    if (name) paper.querySelector("strong").textContent = name;
    else paper.querySelector(".sc-paper__name").remove();
    try {
      paper.prepend(code(shadow.ownerDocument, paper.dataset.link));
    } catch {
      // No address, or one that is too long for a code.
      paper.querySelector(".sc-paper__code").remove();
    }
  }
  const weeks = [...root.querySelectorAll(".sc-agenda__week")].map(({ value }) => value);
  for (const [at, field] of [...shadow.querySelectorAll(".sc-agenda__week")].entries()) {
    if (weeks[at]) field.replaceWith(weeks[at]);
    else field.closest("li").remove();
  }
  if (!shadow.querySelector(".sc-agenda__steps li")) shadow.querySelector(".sc-agenda")?.remove();
}

function sheet(page, css) {
  const made = new page.CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** Puts a copy of what stands in a shadow root into a document of its own. */
function fill(page, root, css) {
  const { document: paper } = page;
  const lang = root.querySelector("[lang]")?.lang;
  const place = paper.createElement("skill-check");
  const shadow = place.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet(page, css)];
  const copied = (nodes) => [...nodes].map((node) => paper.importNode(node, true));
  shadow.append(...copied(root.children));
  // What the page has put into the element's slots.
  place.append(...copied(root.host.children));
  complete(shadow, root);
  // The browser may print no date of its own.
  const date = paper.createElement("p");
  date.className = "sc-note";
  date.textContent = new Date().toLocaleDateString(lang, { dateStyle: "long" });
  shadow.querySelector(".sc-top")?.append(date);
  paper.adoptedStyleSheets = [sheet(page, PAPER)];
  paper.title = document.title;
  paper.documentElement.lang = lang ?? "";
  paper.body.append(place);
}

/** The last report; a browser that doesn't say when it has printed leaves it until the next. */
let last;

/** Waits until a result that is there is there in whole: it comes in steps. */
async function completed(root) {
  while (root.querySelector(".sc-result:not(.sc-result--whole)")) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Prints what stands in a shadow root; nothing of the page changes. */
export async function print(root, css) {
  await completed(root);
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  // Out of sight, but not hidden: what isn't laid out some browsers print as an empty page.
  Object.assign(frame.style, {
    position: "fixed",
    insetBlockStart: "0",
    insetInlineStart: "-300vw",
    inlineSize: "190mm",
    blockSize: "275mm",
    border: "0",
  });
  last?.remove();
  last = frame;
  document.body.append(frame);
  const page = /** @type {Window} */ (frame.contentWindow);
  try {
    fill(page, root, css);
    page.addEventListener("afterprint", () => frame.remove());
    page.print();
  } catch (cause) {
    frame.remove();
    throw cause;
  }
}
