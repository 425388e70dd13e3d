// The areas of a result as a picture that stands by itself: no style sheet, no font of ours.

const WIDTH = 760;
const MARGIN = 32;
const ROW = 68;
const TOP = 104;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const INK = "#1c1b19";
const SOFT = "#57534c";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => String(text).replace(/[&<>"]/g, (character) => ESCAPES[character]);

const text = (x, y, content, attributes = "") => `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
const rect = (x, y, width, fill) => `<rect x="${x}" y="${y}" width="${width}" height="14" fill="${fill}"/>`;

/** A percentage or the range, as the locale writes it. */
function share(number, { low, high, percent }) {
  const one = (value) => number.format(value / 100);
  return low === high ? one(percent ?? low) : `${one(low)} – ${one(high)}`;
}

/** The profiles that are marked: those of the target's family. */
function marked(result) {
  const target = result.profiles.find(({ id }) => id === result.target);
  return result.profiles.filter(({ family }) => family === target?.family);
}

/** A mark with its letter; the target's is bolder. */
function mark(result, profile, x, y) {
  const [line, weight] = profile.id === result.target ? [3, 700] : [1.5, 400];
  const letter = [...profile.short][0];
  return [
    `<path d="M${x} ${y + 6}v20" stroke="#fbfaf6" stroke-width="${line + 4}"/>`,
    `<path d="M${x} ${y + 6}v20" stroke="${INK}" stroke-width="${line}"/>`,
    text(x, y + 38, letter, `font-size="11" font-weight="${weight}" text-anchor="middle" fill="${INK}"`),
  ].join("");
}

function row(result, number, area, index) {
  const y = TOP + index * ROW;
  const full = WIDTH - 2 * MARGIN;
  const at = (percent) => Math.round((full * percent) / 100);
  return [
    text(MARGIN, y, area.name, `font-weight="600" fill="${INK}"`),
    text(WIDTH - MARGIN, y, share(number, area), `text-anchor="end" fill="${INK}"`),
    rect(MARGIN, y + 10, full, "#dcd8cf"),
    rect(MARGIN, y + 10, at(area.high), "#99bdbd"),
    rect(MARGIN, y + 10, at(area.low), "#0b5a60"),
    ...marked(result).map((profile) => mark(result, profile, MARGIN + at(area.required[profile.id]), y)),
  ].join("");
}

/** Draws the areas of a result, which is the object of the JSON export. */
export function bars(result) {
  const number = new Intl.NumberFormat(result.locale, { style: "percent" });
  const date = new Date(`${result.date}T12:00:00`).toLocaleDateString(result.locale, { dateStyle: "long" });
  const legend = marked(result).map(({ short, name }) => `${[...short][0]}: ${name}`).join("   ");
  const height = TOP + result.areas.length * ROW + MARGIN - 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" font-size="16">`,
    `<title>${escaped(result.title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fbfaf6"/>`,
    text(MARGIN, 44, result.title, `font-size="22" fill="${INK}"`),
    text(MARGIN, 68, date, `font-size="14" fill="${SOFT}"`),
    text(WIDTH - MARGIN, 68, legend, `font-size="14" text-anchor="end" fill="${SOFT}"`),
    ...result.areas.map((area, index) => row(result, number, area, index)),
    "</svg>",
  ].join("");
}
