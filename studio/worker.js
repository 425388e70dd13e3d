// Computes aside, so that the page never stands still: one operation of the Wasm after the other. What imports is
// loaded when somebody imports.

import check, { run } from "skill-check:checker";
import bring, { run as imported } from "skill-check:importer";

const at = (file) => ({ module_or_path: new URL(file, import.meta.url) });
let ready;
let importing;

/** Carries out an operation; gives JSON, and bytes where it makes a file. */
function answer(name, argument, bytes, tell) {
  if (name === "import") return { text: imported(name, argument, bytes), file: new Uint8Array() };
  const given = run(name, argument, bytes, tell);
  const answer = { text: given.text, file: given.bytes };
  given.free();
  return answer;
}

addEventListener("message", async ({ data: { module, number, name, argument, bytes, code } }) => {
  if (module) {
    // The page has compiled it already.
    ready = check({ module_or_path: module });
    ready.catch(() => {});
    return;
  }
  try {
    await (ready ??= check(at(CHECKER)));
    if (name === "import") await (importing ??= bring(code ? { module_or_path: code } : at(IMPORTER)));
  } catch (cause) {
    postMessage({ number, missing: String(cause?.message ?? cause) });
    return;
  }
  try {
    const told = typeof argument === "string" ? argument : JSON.stringify(argument);
    const { text, file } = answer(name, told, bytes ?? new Uint8Array(), (progress) => postMessage({ number, progress }));
    postMessage({ number, text, bytes: file }, [file.buffer]);
  } catch (cause) {
    // A trap: the instance is spent, and whoever asked begins another.
    postMessage({ number, trapped: String(cause?.message ?? cause) });
  }
});
