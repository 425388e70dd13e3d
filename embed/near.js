// When a visitor comes near an element.

/** How near that is: another window's height. */
const NEAR = "100% 0px";

/** Calls back once when somebody comes near; what it returns ends the watch. */
export function whenNear(element, act) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      act();
    },
    { __proto__: null, rootMargin: NEAR },
  );
  watch.observe(element);
  return () => watch.disconnect();
}
