// When what runs a check is wanted: somebody comes near, or is about to use it.

/** How near that is for a lazy one: another window's height. */
const NEAR_MARGIN = "100%";
/** Who has had a check in view for so long will want to use it. */
const IN_VIEW_MS = 4000;
/** By what somebody shows that they will. */
const INTENT_EVENTS = ["pointerover", "click", "focusin", "keydown"];

/**
 * Calls back once: when somebody comes near an element, if it is lazy, else has it in view for a while; or points at it,
 * clicks or focuses something in it, or scrolls it into the middle. What it returns ends the watch.
 */
export function onLoadTrigger(element, isLazy, act) {
  // Stand-ins for browsers lack it, and show nothing to wait for.
  if (!globalThis.IntersectionObserver) return void act();
  const ending = new AbortController();
  const how = { __proto__: null, capture: true, signal: ending.signal };
  let looking;
  const watch = new IntersectionObserver(
    (entries) => {
      clearTimeout(looking);
      if (/** @type {IntersectionObserverEntry} */ (entries.at(-1)).isIntersecting) looking = setTimeout(go, isLazy ? 0 : IN_VIEW_MS);
    },
    { __proto__: null, rootMargin: isLazy ? NEAR_MARGIN : "0%" },
  );
  const end = () => {
    ending.abort();
    watch.disconnect();
    clearTimeout(looking);
  };
  const go = () => act(end());
  for (const name of INTENT_EVENTS) element.addEventListener(name, go, how);
  const scrolled = () => {
    const { top, bottom } = element.getBoundingClientRect();
    const middle = innerHeight / 2;
    if (top < middle && bottom > middle) go();
  };
  addEventListener("scroll", scrolled, how);
  watch.observe(element);
  return end;
}
