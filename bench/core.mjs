// node core.mjs WASM CATALOGUE NATIVE OUT: takes the time of the same work as WebAssembly, in Node,
// beside what it took natively (the JSON that `core-bench` prints), and writes OUT/core.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [wasm, catalogue, native, out] = process.argv.slice(2);
if (!out) throw new Error("name the module, the compiled catalogue, the native figures and the folder to write to");
/** A round takes at least so many milliseconds. */
const ROUND = 5;
const ROUNDS = 100;

const { instance } = await WebAssembly.instantiate(readFileSync(wasm));
const bytes = readFileSync(catalogue);
const place = instance.exports.catalogue(bytes.length);
new Uint8Array(instance.exports.memory.buffer, place, bytes.length).set(bytes);
if (!instance.exports.prepare()) throw new Error(`${catalogue} is no compiled catalogue that fits this module`);

/** How many nanoseconds once takes: the best of many rounds. */
function nanoseconds(what) {
  const round = (times) => {
    const start = performance.now();
    instance.exports.run(what, times);
    return performance.now() - start;
  };
  let times = 1;
  while (round(times) < ROUND) times *= 2;
  const best = Math.min(...Array.from({ length: ROUNDS }, () => round(times)));
  return (best * 1e6) / times;
}

const figures = JSON.parse(readFileSync(native, "utf8")).map((figure, what) => ({ ...figure, wasm: nanoseconds(what) }));
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "core.json"), `${JSON.stringify({ figures }, null, 1)}\n`);
