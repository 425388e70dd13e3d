// What we show is a visitor's: programs that record sessions are asked to leave it out, in the ways that each of
// them documents. For how far that goes see docs/privacy.md.

const CLASSES = ["rr-block", "sentry-block", "ph-no-capture", "fs-exclude"];
const DATA = ["hj-suppress", "matomo-mask", "clarity-mask", "private", "dd-privacy", "cs-mask"];

/** Marks what all that we show stands in. */
export function maskFromRecorders(place) {
  place.classList.add(...CLASSES);
  for (const name of DATA) place.setAttribute(`data-${name}`, name === "dd-privacy" ? "hidden" : "true");
}
