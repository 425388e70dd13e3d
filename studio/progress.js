// How far a check has come, for those that take long: a bar with words, until it is done.

import { find } from "./dom.js";
import { on, open } from "./state.js";
import { text } from "./texts.js";

/** How long a check may take before it is shown that there is one. */
const QUIET_MS = 600;

let timer;

/** Whether a check is taking so long that its progress is on show. */
export const isShown = () => !find("#checking").hidden;

/** Has the bar come and go. */
export function build() {
  on("files", () => {
    timer ??= setTimeout(() => {
      find("#checking").hidden = false;
      show();
    }, QUIET_MS);
  });
  on("progress", show);
  on("checked", clear);
}

function show() {
  const { progress } = open;
  const bar = find("#checking-bar");
  if (progress) {
    bar.max = progress.total;
    bar.value = progress.done;
  } else bar.removeAttribute("value");
  const sentence = progress ? text("progress.files", { done: progress.done, total: progress.total }) : text("progress.begun");
  const place = find("#checking-text");
  if (isShown() && place.textContent !== sentence) place.textContent = sentence;
}

/** Takes the bar away. */
export function clear() {
  clearTimeout(timer);
  timer = undefined;
  find("#checking").hidden = true;
  find("#checking-text").textContent = "";
}
