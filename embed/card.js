// The result as a picture for messages and profiles. It is drawn here, in the page's own look, and shown
// before it goes anywhere.

import { canvasBlob, isReadable, download, decodedImage } from "./download.js";

/** Width and height in pixels: what previews of links show, and what fills a phone. */
const SHAPES = { wide: [1200, 630], tall: [1080, 1350] };

/** What a page may set of the look: its colours are for the scheme that the page is in, the letters for both. */
const COLOURS = ["accent", "on-accent", "surface", "raised", "text", "text-soft"];
const LETTERS = ["font", "font-display"];

/** Whether a style sheet dresses the widget; what is mended of a page's colours only sets some on its host. */
const dresses = ({ cssRules }) => [...cssRules].some(({ cssText }) => cssText.includes(".sc-"));

/** What a style sheet says of a drawing, and a picture that stands by itself has to say itself. */
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size", "font-weight"];

/** What is drawn on, whatever shines through. */
const GROUND = { light: "#ffffff", dark: "#000000" };

/** The scheme that a root is in, and the other one. */
function schemes(root) {
  const scheme = getComputedStyle(root.host).getPropertyValue("--sc-scheme").trim() === "dark" ? "dark" : "light";
  return [scheme, scheme === "dark" ? "light" : "dark"];
}

/**
 * A copy of the verdict, beside the element but out of sight, for as long as `use` takes: in the page's own
 * look, or in the other scheme, for which the page has set no colours.
 */
function onStage(root, scheme, isOwn, use) {
  const stage = document.createElement("div");
  const look = getComputedStyle(root.host);
  for (const name of [...LETTERS, ...(isOwn ? COLOURS : [])].map((name) => `--skill-check-${name}`)) {
    stage.style.setProperty(name, look.getPropertyValue(name));
  }
  // What the page has set on all around it would be inherited.
  if (!isOwn) for (const name of COLOURS) stage.style.setProperty(`--skill-check-${name}`, "initial");
  stage.setAttribute("theme", scheme);
  stage.setAttribute("aria-hidden", "true");
  Object.assign(stage.style, { position: "fixed", insetInlineStart: "-300vw", inlineSize: "40rem", visibility: "hidden" });
  const inside = stage.attachShadow({ __proto__: null, mode: "closed" });
  inside.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => isOwn || dresses(sheet));
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
function standalone(svg, isRtl) {
  const elements = [svg, ...svg.querySelectorAll("*")];
  // All is read before anything is written: what a style sheet says depends on what is around.
  const paints = elements.map((element) => PAINT.map((name) => getComputedStyle(element).getPropertyValue(name)));
  for (const [index, element] of elements.entries()) {
    for (const [at, name] of PAINT.entries()) element.setAttribute(name, paints[index][at]);
    element.removeAttribute("class");
    // The drawing is turned round as a whole, and what is written in it back again.
    if (isRtl && element.localName === "text") Object.assign(element.style, { transform: "scaleX(-1)", transformBox: "fill-box", transformOrigin: "center" });
  }
  if (isRtl) Object.assign(svg.style, { transform: "scaleX(-1)", transformOrigin: "center" });
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  svg.setAttribute("viewBox", `${x - FREE} ${y} ${width + 2 * FREE} ${height}`);
  return { svg, ratio: height / (width + 2 * FREE) };
}

/** The drawings and the colours and fonts of a theme. */
function painted(root, isSwapped, hasAreas, share, isRtl) {
  const [own, other] = schemes(root);
  const scheme = isSwapped ? other : own;
  return onStage(root, scheme, !isSwapped, (section) => {
    // Others are told of a share, not of a "you".
    section.querySelector(".sc-way__here").textContent = share;
    const drawings = [...section.querySelectorAll(hasAreas ? ".sc-way, .sc-signature" : ".sc-way")].map((svg) => standalone(svg, isRtl));
    const { backgroundColor, color, fontFamily } = getComputedStyle(section);
    const at = (selector) => getComputedStyle(section.querySelector(selector));
    return {
      drawings,
      ground: GROUND[scheme],
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
    context.drawImage(await decodedImage(new XMLSerializer().serializeToString(svg)), x + (width - wide) / 2, y, wide, height);
    y += height + gap;
  }
}

/** Draws the card as the form says; returns its canvas. */
async function drawn(root, form) {
  const is = (name) => form.querySelector(`[name="${name}"]`).checked;
  const isTall = is("card-tall");
  const { lang, dir } = root.querySelector(".sc");
  const isRtl = dir === "rtl";
  const { title, note, page, share } = form.dataset;
  const look = painted(root, is("card-swap"), !is("card-bare"), share, isRtl);
  const [width, height] = SHAPES[isTall ? "tall" : "wide"];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!isReadable(context)) throw new Error("this browser lets no page read a picture");
  for (const fill of [look.ground, look.paper]) {
    context.fillStyle = fill;
    context.fillRect(0, 0, width, height);
  }
  context.direction = dir || "ltr";
  context.textAlign = "start";
  const edge = 72;
  const column = isTall ? width - 2 * edge : 510;
  const start = isRtl ? width - edge : edge;
  const small = { font: look.font, size: 22, least: 18, colour: look.soft };
  const foot = height - edge - 104;
  let y = write(context, { ...small, text: note, end: foot + 56 }, [start, foot, column]);
  y = write(context, { ...small, text: new Date().toLocaleDateString(lang, { dateStyle: "long" }) }, [start, y + 4, column]);
  // An address is one word: it is set closer where it is long.
  if (page) write(context, { ...small, text: page }, [start, y, column]);
  const text = form.querySelector(".sc-card__text").value.trim();
  const named = write(context, { text: title, font: look.font, weight: 600, size: 28, colour: look.accent }, [start, edge - 8, column]);
  const sentence = { text, font: look.display, size: isTall ? 64 : 52, least: 28, colour: look.ink };
  const said = write(context, { ...sentence, end: isTall ? edge + 480 : foot - 20 }, [start, named + 16, column]);
  const wide = isTall ? column : width - 3 * edge - column + 24;
  const x = isTall || isRtl ? edge : width - edge - wide;
  await place(context, look.drawings, { x, width: wide, top: isTall ? said + 32 : edge - 8, bottom: isTall ? foot - 32 : height - edge });
  return canvas;
}

let turn = 0;

/** Shows the card as the form says now; of several at once the last. */
async function show(root, form) {
  const mine = ++turn;
  const made = await drawn(root, form);
  const shown = form.querySelector("canvas");
  if (mine !== turn) return made;
  Object.assign(shown, { width: made.width, height: made.height });
  shown.getContext("2d").drawImage(made, 0, 0);
  return made;
}

/**
 * Shows the card and, where that is asked for, shares it or offers it for saving, under the name that `named`
 * gives.
 */
export async function card(root, how, named) {
  const form = root.querySelector(".sc-card");
  // The fold that it is in was closed.
  if (!form) return;
  const canvas = await show(root, form);
  if (how === "draw") return;
  const blob = await canvasBlob(canvas);
  const name = `${named()}.png`;
  const files = { files: [new File([blob], name, { type: blob.type })], text: form.querySelector(".sc-card__text").value.trim() };
  if (how === "share" && navigator.canShare?.(files)) {
    try {
      return await navigator.share(files);
    } catch (cause) {
      // Whoever has closed the dialogue wants no file either.
      if (cause.name === "AbortError") return;
    }
  }
  download(name, blob);
}
