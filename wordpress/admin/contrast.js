// How well the chosen colours can be read, for settings and editor: WCAG 2.2 wants 4.5 : 1 for text. The
// check itself looks again where it stands, and takes the nearest tone that can be read.
(() => {
  const ENOUGH = 4.5;
  const PAIRS = [
    ["text", "surface"],
    ["text", "raised"],
    ["text_soft", "surface"],
    ["accent", "surface"],
    ["on_accent", "accent"],
  ];

  /** Relative luminance of a colour in hex; of others none is known. */
  function luminance(colour) {
    const [, short, long] = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(colour) ?? [];
    const digits = long ?? (short && [...short].map((one) => one + one).join(""));
    if (!digits) return undefined;
    const [red, green, blue] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** The contrast of two colours, from 1 to 21. */
  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /** A sentence for each pair that is too weak; `chosen` has the colours by name, and `theme`. */
  window.skillCheckContrast = (chosen, { palette, defaults, labels, weak }) => {
    const colour = (value) => palette.find((entry) => entry.value === value)?.color ?? value;
    const schemes = ["light", "dark"].filter((scheme) => [scheme, "auto", ""].includes(chosen.theme ?? ""));
    const found = schemes.flatMap((scheme) => {
      const nameOf = (name) => (scheme === "dark" && chosen[`${name}_dark`] ? `${name}_dark` : name);
      const valueOf = (name) => colour(chosen[nameOf(name)]) || defaults[scheme]?.[name.replace("_", "-")];
      return PAIRS.flatMap(([front, ground]) => {
        // What goes with an accent follows from it, if nobody chooses it.
        if (!chosen[nameOf(front)] && (front === "on_accent" || !chosen[nameOf(ground)])) return [];
        const ratio = contrast(valueOf(front), valueOf(ground));
        if (!(ratio < ENOUGH)) return [];
        const number = (Math.floor(ratio * 10) / 10).toLocaleString(document.documentElement.lang || undefined, { minimumFractionDigits: 1 });
        const parts = [labels[nameOf(front)], labels[nameOf(ground)], number];
        return [weak.replace(/%(\d)\$s/g, (_, at) => parts[at - 1])];
      });
    });
    return [...new Set(found)];
  };
})();
