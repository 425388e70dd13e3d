// The frame on paper. A browser prints a frame as high as it is on the page, and what is longer on paper is
// cut off; so the host is told beforehand how high that will be.

/** As narrow as A4 with a browser's margins, in CSS pixels; on wider paper less is needed. */
const WIDTH = "680px";

/** The conditions of all rules that are for paper or for screens alone. */
const conditions = (rules) =>
  [...rules].flatMap(({ media, cssRules = [] }) => [...(/print|screen/.test(media?.mediaText) ? [media] : []), ...conditions(cssRules)]);

/** How high an element will be on paper, in whole pixels; nothing where its root is closed. */
export function heightOnPaper(element) {
  if (!element.shadowRoot) return undefined;
  const all = element.shadowRoot.adoptedStyleSheets.flatMap(({ cssRules }) => conditions(cssRules));
  const before = all.map(({ mediaText }) => mediaText);
  // All within one task: nobody sees it, and no observer hears of it.
  const { inlineSize } = element.style;
  element.style.inlineSize = WIDTH;
  for (const one of all) one.mediaText = one.mediaText.replace(/print|screen/, (medium) => (medium === "print" ? "all" : "print"));
  const { height } = element.getBoundingClientRect();
  for (const [at, one] of all.entries()) one.mediaText = before[at];
  element.style.inlineSize = inlineSize;
  return Math.ceil(height);
}
