// Keeps the first screen, which stands in the page's HTML, out of sight until the check is there, where it will show
// something else: a result that a link names, or what was begun before. Runs before the screen is read.

const isKept = (storage) => {
  try {
    return Object.keys(globalThis[storage]).some((key) => key.startsWith("skill-check"));
  } catch {
    // Where storage is refused nothing is kept.
    return false;
  }
};

const isNamed = location.hash.includes("skill-check") || history.state?.["skill-check:fragment"];
if (isNamed || isKept("localStorage") || isKept("sessionStorage")) document.documentElement.classList.add("otherwise");
