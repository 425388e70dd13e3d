// Files to take along. They are made here and handed to the browser; nothing is sent.

import { bars } from "./bars.js";

/** How much finer than the page the picture is, so that it also looks well in print. */
const SCALE = 2;

const TYPES = {
  __proto__: null,
  json: "application/json",
  csv: "text/csv;charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ics: "text/calendar;charset=utf-8",
  txt: "text/plain;charset=utf-8",
};

/** So long a browser has for a picture; one that guards canvases may never answer. */
const BLOB_TIME_OUT_MS = 10_000;

/**
 * Browsers that guard canvases against being read give noise, or white, for what was drawn, or nothing to draw with.
 * @param {CanvasRenderingContext2D | null} context
 * @returns {context is CanvasRenderingContext2D}
 */
export function isReadable(context) {
  if (!context) return false;
  context.fillStyle = "#123456";
  context.fillRect(0, 0, 2, 1);
  const [...seen] = context.getImageData(0, 0, 2, 1).data;
  context.clearRect(0, 0, 2, 1);
  return String(seen) === "18,52,86,255,18,52,86,255";
}

/** An SVG, ready to be drawn. It comes as a data URL: a strict policy lets no other picture in. */
export async function decodedImage(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** What is on a canvas, as a file. */
export function canvasBlob(canvas) {
  return new Promise((resolve, refuse) => {
    setTimeout(refuse, BLOB_TIME_OUT_MS, new Error("no answer of the browser's; SVG works"));
    canvas.toBlob((blob) => (blob ? resolve(blob) : refuse(new Error("no picture"))), TYPES.png);
  });
}

/** An SVG as pixels. */
async function rasterised(svg) {
  const image = await decodedImage(svg);
  const canvas = document.createElement("canvas");
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  const context = canvas.getContext("2d");
  if (!isReadable(context)) throw new Error("this browser lets no page read a picture; SVG works");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvasBlob(canvas);
}

/** Offers a file for saving. */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Makes a file of a result and offers it. `text` is the result as JSON, or as CSV or a calendar if that is what is wanted. */
export async function saveResult(kind, name, text) {
  let content = text;
  if (kind === "svg" || kind === "png") content = bars(JSON.parse(text));
  if (kind === "png") content = await rasterised(content);
  download(`${name}.${kind}`, content instanceof Blob ? content : new Blob([content], { type: TYPES[kind] }));
}
