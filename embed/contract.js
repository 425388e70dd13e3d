// Written by `cargo xtask contract` from contract/element.toml: change that, not this.

/**
 * The names of the events.
 * @typedef {"ready" | "start" | "screen" | "area" | "progress" | "complete" | "share" | "take" | "course" | "search" | "language" | "delete" | "handover" | "error"} EventName
 */

/** The element's attributes. */
export const ATTRIBUTES = [
  "lang", "id", "catalogue", "family", "level", "mode", "ladder", "country", "handover", "handover-name",
  "donate", "course-search", "sections", "areas", "modules", "theme", "storage", "result-base",
  "result-parameters", "heading-level", "address", "kiosk", "privacy", "context", "loading", "autostart",
];

/** What a result leads to besides courses, which `around` in src/bridge.rs reads. */
export const RESULT_ATTRIBUTES = /* @__PURE__ */ ATTRIBUTES.slice(7, 14);

/** Those that are properties, too. */
export const PROPERTIES = /* @__PURE__ */ ATTRIBUTES.slice(2, -1);

/** The one that is there or not. */
export const FLAG = "autostart";

/** The events that leave a frame. */
export const FRAME_EVENTS = [
  "ready", "start", "screen", "area", "progress", "complete", "share", "take", "course", "search", "language",
  "delete", "error",
];

/** What a frame's address may set, with what the value has to be. */
export const FRAME_PARAMETERS = {
  lang: "language", id: "word", catalogue: "catalogue", family: "word", level: "word", mode: "word",
  ladder: "word", country: "word", sections: "words", areas: "words", theme: "word", kiosk: "minutes",
  privacy: "word", autostart: "flag",
};

/** What only the operator of a frame may set. */
export const FRAME_OPERATOR_OPTIONS = [
  "handover", "handover-name", "donate", "course-search", "modules", "storage", "result-base",
  "result-parameters", "context",
];

/** The custom properties, without `--skill-check-`, with what a value has to be. */
export const CUSTOM_PROPERTIES = {
  accent: "colour", "on-accent": "colour", surface: "colour", raised: "colour", text: "colour",
  "text-soft": "colour", radius: "length", "button-radius": "length", font: "font", "font-display": "font",
  "font-size": "length", "title-scale": "factor", width: "length", padding: "length", density: "factor",
};

/** What pages call. */
export const METHODS = [
  "start", "restart", "showResult", "print",
];

/** What pages put into the element. */
export const SLOTS = [
  "brand", "headline", "lead", "start", "result", "end", "footer",
];

/** Pieces that pages may style, as `exportparts` has them. */
export const PARTS = "root, start, item, prompt, anchor, progress, choice, choices, answer, result, headline, area, competence, profile, module, course, practice, notice, link, locale, button, primary-button";
