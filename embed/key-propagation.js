// Keys that the widget has used end at its root: a page with shortcuts of its own would else act on them, too.

const TEXT = "input:not([type=radio], [type=checkbox]), textarea, select";
const ARROWS = /^(Arrow|Home|End|Page)/;

/** Whether the widget has a use for a key on the element that has the focus. */
function isUsed(root, { key, target }) {
  if (key === "Escape" || key === "Tab") return false;
  if (target.matches(TEXT)) return true;
  if (key === "Enter" || key === " ") return target.matches("a, button, input, summary, h2");
  if (ARROWS.test(key)) return target.matches("input");
  return /^[0-9]$/.test(key) && Boolean(root.querySelector(".sc-item"));
}

/** Keeps the page from hearing of them. What a capturing listener of the page's has heard is the page's. */
export function stopUsedKeys(root) {
  for (const name of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(name, (event) => {
      if (!event.ctrlKey && !event.altKey && !event.metaKey && isUsed(root, event)) event.stopPropagation();
    });
  }
}
