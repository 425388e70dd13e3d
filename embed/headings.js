// Headings at the level that the page gives: the widget's own begin with the second.

const FIRST = 2;
/** Programs that read pages aloud know no level below. */
const LAST = 6;
const LEVEL = "heading-level";

/** Says of each heading in a root on which level it stands; nothing where the page says nothing. */
function adjust(host, root) {
  const given = host.getAttribute(LEVEL)?.trim();
  const level = Number(given);
  const isOne = Boolean(given) && Number.isInteger(level) && level >= 1 && level <= 6;
  for (const heading of root.querySelectorAll("h2, h3, h4, h5, h6")) {
    const said = isOne ? String(Math.min(LAST, Number(heading.localName[1]) - FIRST + level)) : null;
    if (heading.getAttribute("aria-level") === said) continue;
    if (isOne) heading.setAttribute("aria-level", said);
    else heading.removeAttribute("aria-level");
  }
  return isOne || !given;
}

/** Keeps the headings in a root where the page has them, whatever is drawn. */
export function level(host, root) {
  const look = () => {
    if (!adjust(host, root)) console.warn(`<skill-check>: heading-level="${host.getAttribute(LEVEL)}" is no level from 1 to 6; it is ${FIRST}.`);
  };
  new MutationObserver(() => adjust(host, root)).observe(root, { __proto__: null, childList: true, subtree: true });
  new MutationObserver(look).observe(host, { __proto__: null, attributeFilter: [LEVEL] });
  look();
}
