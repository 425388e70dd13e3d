// What the chosen colours come to in light and in dark: the widget's own where none is chosen, derived
// ones where one follows from another, and how well each pair can be read.

import data from "skill-check:configure";
import { ENOUGH, contrast, mixed, reaching, readable, worst } from "../embed/contrast.js";

export const SCHEMES = ["light", "dark"];

/** What a derived accent reaches in the dark: more than enough, or it would look dim. */
const ACCENT_IN_THE_DARK = 7;
/** How much of the accent the widget puts on its paper where something is chosen. */
const SOFT_ACCENT = 0.11;

/** The name of a setting in a scheme. */
export function setting(name, scheme) {
  return scheme === "dark" ? `${name}-dark` : name;
}

/** The schemes that visitors can meet. */
export function schemes(state) {
  return state.theme === "auto" ? SCHEMES : [state.theme];
}

/** All colours in one scheme. */
export function resolved(state, scheme) {
  const own = data.colours[scheme];
  const chosen = (name) => state[setting(name, scheme)];
  const surface = chosen("surface") || own.surface;
  const text = chosen("text") || own.text;
  const raised = chosen("surface") ? mixed("#ffffff", scheme === "dark" ? 0.04 : 0.6, surface) : own.raised;
  const grounds = [surface, raised];
  const soft = surface === own.surface && text === own.text ? own["text-soft"] : reaching(mixed(text, 0.72, surface), grounds);
  let accent = chosen("accent") || own.accent;
  if (scheme === "dark" && state.accent && !state["accent-dark"]) accent = reaching(state.accent, grounds, ACCENT_IN_THE_DARK);
  const onAccent = accent === own.accent ? own["on-accent"] : readable(accent);
  return { surface, raised, text, "text-soft": soft, accent, "on-accent": onAccent };
}

/** The custom properties to set in one scheme, if what is chosen for any scheme asks for them. */
export function properties(state, scheme) {
  const wanted = new Set();
  for (const each of schemes(state)) {
    const colours = resolved(state, each);
    for (const [name, value] of Object.entries(colours)) if (value !== data.colours[each][name]) wanted.add(name);
  }
  const colours = resolved(state, scheme);
  return Object.fromEntries([...wanted].map((name) => [`--skill-check-${name}`, colours[name]]));
}

/** The custom properties that don't depend on the scheme. */
export function shape(state) {
  const set = {};
  if (state.radius !== data.radius) set["--skill-check-radius"] = `${state.radius}px`;
  if (state.font) set["--skill-check-font"] = state.font;
  return set;
}

/** The tone of an accent for words and lines, as the widget finds it. */
const toneOf = ({ surface, raised, accent }) => reaching(accent, [surface, raised]);

/** Each pair that has to be read, with its ratio in one scheme. */
export function pairs(state, scheme) {
  const colours = resolved(state, scheme);
  const { surface, raised, text, "text-soft": soft, accent, "on-accent": onAccent } = colours;
  const tone = toneOf(colours);
  return {
    text: worst(text, [surface, raised, mixed(tone, SOFT_ACCENT, surface)]),
    soft: worst(soft, [surface, raised]),
    accent: worst(tone, [surface, raised]),
    "on-accent": contrast(onAccent, accent),
  };
}

/** How many pairs are too weak. */
export function failures(state) {
  return schemes(state).flatMap((scheme) => Object.values(pairs(state, scheme)).filter((ratio) => ratio < ENOUGH)).length;
}

/** The tone of the accent that the widget uses for words and lines, if it is another than that of buttons. */
export function tone(state, scheme) {
  const colours = resolved(state, scheme);
  const found = toneOf(colours);
  return found === colours.accent ? undefined : found;
}

/** The changes that make everything readable, as near to what was chosen as can be. */
export function repairs(state) {
  const changes = {};
  for (const scheme of schemes(state)) {
    const colours = resolved(state, scheme);
    const { surface, raised, text, accent, "on-accent": onAccent } = colours;
    // A grey on which neither light nor dark words can be read.
    if (contrast(onAccent, accent) < ENOUGH) changes[setting("accent", scheme)] = reaching(accent, [onAccent]);
    const ink = reaching(text, [surface, raised, mixed(toneOf(colours), SOFT_ACCENT, surface)]);
    if (ink !== text) changes[setting("text", scheme)] = ink;
  }
  return changes;
}
