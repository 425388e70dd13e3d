// Palettes to start from: an accent for light and one for dark. Each pair of each is readable; a test
// holds them to it.

import data from "skill-check:configure";

export const PALETTES = [
  { id: "petrol", light: data.colours.light.accent, dark: data.colours.dark.accent },
  { id: "cobalt", light: "#1f4fa8", dark: "#9dbdf5" },
  { id: "berry", light: "#8a1f5b", dark: "#eda6cc" },
  { id: "forest", light: "#2b5f2e", dark: "#9bd19d" },
  { id: "brick", light: "#9a3412", dark: "#f2b093" },
  { id: "slate", light: "#3c4858", dark: "#bac6d5" },
];
