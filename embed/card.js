// The result as a picture for messages and profiles. It is drawn here, in the page's own look, and shown
// before it goes anywhere.

import { blobOf, isTrue, offer, picture } from "./save.js";

/** Width and height in pixels: what previews of links show, and what fills a phone. */
const SHAPES = { wide: [1200, 630], tall: [1080, 1350] };

/** What a page may set of the look. */
const LOOK = ["accent", "on-accent", "surface", "raised", "text", "text-soft", "radius", "font", "font-display"];

/** What a style sheet says of a drawing, and a picture that stands by itself has to say itself. */
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size", "font-weight"];

/** A copy of the verdict under a theme, beside the element but out of sight, for as long as `use` takes. */
function onStage(root, theme, use) {
  const stage = document.createElement("div");
  const look = getComputedStyle(root.host);
  for (const name of LOOK.map((name) => `--skill-check-${name}`)) stage.style.setProperty(name, look.getPropertyValue(name));
  stage.setAttribute("theme", theme);
  stage.setAttribute("aria-hidden", "true");
  Object.assign(stage.style, { position: "fixed", insetInlineStart: "-300vw", inlineSize: "40rem", visibility: "hidden" });
  const inside = stage.attachShadow({ mode: "closed" });
  inside.adoptedStyleSheets = root.adoptedStyleSheets;
  const section = document.createElement("section");
  section.className = "sc";
  section.append(root.querySelector(".sc-verdict").cloneNode(true));
  inside.append(section);
  root.host.after(stage);
  try {
    return use(section);
  } finally {
    stage.remove();
  }
}

/** Letters may be wider than the drawing reckons with: so much is free on both sides of it, in its units. */
const FREE = 14;

/** A drawing that needs no style sheet, with how high it is for its width. */
function standalone(svg) {
  const elements = [svg, ...svg.querySelectorAll("*")];
  // All is read before anything is written: what a style sheet says depends on what is around.
  const paints = elements.map((element) => PAINT.map((name) => getComputedStyle(element).getPropertyValue(name)));
  for (const [index, element] of elements.entries()) {
    for (const [at, name] of PAINT.entries()) element.setAttribute(name, paints[index][at]);
    element.removeAttribute("class");
  }
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("viewBox", `${x - FREE} ${y} ${width + 2 * FREE} ${height}`);
  return { svg, ratio: height / (width + 2 * FREE) };
}

/** The drawings and the colours and fonts of a theme. */
function painted(root, theme, hasAreas, share) {
  return onStage(root, theme, (section) => {
    // Others are told of a share, not of a "you".
    section.querySelector(".sc-way__here").textContent = share;
    const drawings = [...section.querySelectorAll(hasAreas ? ".sc-way, .sc-signature" : ".sc-way")].map(standalone);
    const { backgroundColor, color, fontFamily } = getComputedStyle(section);
    const at = (selector) => getComputedStyle(section.querySelector(selector));
    return {
      drawings,
      paper: backgroundColor,
      ink: color,
      soft: at(".sc-verdict__foot .sc-note").color,
      accent: at(".sc-eyebrow").color,
      font: fontFamily,
      display: at(".sc-headline__sentence").fontFamily,
    };
  });
}

/** A text in lines of at most this width, in the font of the context. */
function lines(context, text, width) {
  const done = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > width) done.push(line);
    line = line && done.at(-1) === line ? word : longer;
  }
  return line ? [...done, line] : done;
}

/** Writes a text from `y` on, as large as fits above `end`; returns where it ends. */
function write(context, { text, font, weight = 400, size, least = size, colour, end = Infinity }, [start, y, width]) {
  let said;
  let height;
  for (; ; size -= 2) {
    context.font = `${weight} ${size}px ${font}`;
    said = lines(context, text, width);
    height = size * 1.25;
    if (size <= least || y + said.length * height <= end) break;
  }
  const count = Math.min(said.length, Math.max(1, Math.floor((end - y) / height)));
  context.fillStyle = colour;
  for (const [index, line] of said.slice(0, count).entries()) context.fillText(line, start, y + (index + 0.8) * height, width);
  return y + count * height;
}

/** Draws the drawings below each other in the middle of a box. */
async function place(context, drawings, { x, width, top, bottom }) {
  const gap = width / 24;
  const high = (wide) => drawings.reduce((sum, { ratio }) => sum + wide * ratio + gap, -gap);
  const wide = Math.min(1, (bottom - top) / high(width)) * width;
  let y = top + Math.max(0, bottom - top - high(wide)) / 2;
  for (const { svg, ratio } of drawings) {
    const height = wide * ratio;
    svg.setAttribute("width", wide);
    svg.setAttribute("height", height);
    context.drawImage(await picture(new XMLSerializer().serializeToString(svg)), x + (width - wide) / 2, y, wide, height);
    y += height + gap;
  }
}

/** Draws the card on its canvas as the form says. */
async function drawCard(root, form, canvas) {
  const is = (name) => form.querySelector(`[name="${name}"]`).checked;
  const isTall = is("card-tall");
  const { lang, dir } = root.querySelector(".sc");
  const { title, note, page, share } = form.dataset;
  const look = painted(root, is("card-dark") ? "dark" : "light", !is("card-bare"), share);
  const [width, height] = SHAPES[isTall ? "tall" : "wide"];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!isTrue(context)) throw new Error("this browser lets no page read a picture");
  context.fillStyle = look.paper;
  context.fillRect(0, 0, width, height);
  context.direction = dir || "ltr";
  context.textAlign = "start";
  const edge = 72;
  const isRtl = dir === "rtl";
  const column = isTall ? width - 2 * edge : 510;
  const start = isRtl ? width - edge : edge;
  const date = new Date().toLocaleDateString(lang, { dateStyle: "long" });
  const small = { font: look.font, size: 24, least: 18, colour: look.soft };
  const foot = height - edge - 96;
  const noted = write(context, { ...small, text: note, end: height - edge - 32 }, [start, foot, column]);
  write(context, { ...small, text: page ? `${date} · ${page}` : date, end: height - edge + 8 }, [start, noted + 6, column]);
  const text = form.querySelector(".sc-card__text").value.trim();
  const named = write(context, { text: title, font: look.font, weight: 600, size: 28, colour: look.accent }, [start, edge - 8, column]);
  const sentence = { text, font: look.display, size: isTall ? 64 : 52, least: 28, colour: look.ink };
  const said = write(context, { ...sentence, end: isTall ? edge + 480 : foot - 20 }, [start, named + 16, column]);
  const wide = isTall ? column : width - 3 * edge - column + 24;
  const x = isTall || isRtl ? edge : width - edge - wide;
  await place(context, look.drawings, { x, width: wide, top: isTall ? said + 32 : edge - 8, bottom: isTall ? foot - 32 : height - edge });
}

/** Draws the card and, where that is asked for, shares it or offers it for saving; whether it went its way. */
export async function card(root, how, name) {
  const form = root.querySelector(".sc-card");
  const canvas = form.querySelector("canvas");
  await drawCard(root, form, canvas);
  if (how === "draw") return false;
  const blob = await blobOf(canvas);
  const file = new File([blob], `${name}.png`, { type: blob.type });
  const files = { files: [file], text: form.querySelector(".sc-card__text").value.trim() };
  if (how === "share" && navigator.canShare?.(files)) {
    try {
      await navigator.share(files);
      return true;
    } catch (cause) {
      // Whoever has closed the dialogue wants no file either.
      if (cause.name === "AbortError") return false;
    }
  }
  offer(`${name}.png`, blob);
  return true;
}
