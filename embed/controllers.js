// The controllers of a page's elements, and what a panic means to them: they share the instance of the Wasm.

import * as life from "./lifecycle.js";
import { onPanic } from "./loader.js";

/**
 * Those of elements that are on the page.
 * @type {Set<any>}
 */
export const controllers = new Set();
/** The one whose element was used last: when something goes wrong, most likely there. */
let used;
/** How many instances there have been: the widgets of earlier ones are dead. */
export let generation = 0;

/** Says whose element is used. */
export const markUsed = (controller) => (used = controller);

onPanic((text, runtime) => {
  generation++;
  if (!used?._element.isConnected) [used] = controllers;
  for (const controller of controllers) {
    controller._generation = generation;
    controller._step(controller === used ? life.PANICKED : life.ENDED, text, runtime);
  }
});
