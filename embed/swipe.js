// A swipe to the side goes on to the next item or back, where the buttons do the same.

/** Pixels that the finger moves at least, and how many times as far as up or down. */
const FAR = 60;
const SLANT = 2;
/** What takes longer is no swipe. */
const MOMENT_MS = 700;

/** Listens to swipes within a root and clicks the button that does the same. */
export function onSwipe(root) {
  let start;
  root.addEventListener("pointerdown", (event) => {
    start = event.pointerType === "touch" && event.isPrimary ? event : undefined;
  });
  // The page scrolls: no swipe.
  root.addEventListener("pointercancel", () => (start = undefined));
  root.addEventListener("pointerup", (event) => {
    if (!start || event.timeStamp - start.timeStamp > MOMENT_MS) return;
    const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
    start = undefined;
    if (Math.abs(x) < FAR || Math.abs(x) < SLANT * Math.abs(y)) return;
    const rtl = getComputedStyle(event.target).direction === "rtl";
    root.querySelector(`.sc-item .${x < 0 === rtl ? "back" : "next"}`)?.click();
  });
}
