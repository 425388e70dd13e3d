// node report.mjs RESULTS: what was measured as Markdown; ratios are against the floor of the same run.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTENDERS, FLOOR } from "./contenders.mjs";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name the folder with the results");
const read = (part) => (existsSync(join(folder, `${part}.json`)) ? JSON.parse(readFileSync(join(folder, `${part}.json`), "utf8")) : undefined);

/** The value below which this share of all lies. */
function quantile(values, share) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : NaN;
}
const median = (values) => quantile(values, 0.5);
const whole = (value) => (Number.isFinite(value) ? Math.round(value).toLocaleString("en") : "–");
const mebibytes = (value) => (value / 2 ** 20).toFixed(1);
const spread = (values) => `${whole(median(values))} (${whole(Math.min(...values))}–${whole(Math.max(...values))})`;

/** A table with a line a contender that was measured; the functions take its runs and the floor's. */
function table(results, columns) {
  const floor = results[FLOOR];
  const lines = CONTENDERS.filter(({ name }) => results[name]?.length).map(({ name }) => [name, ...columns.map(([, cell]) => cell(results[name], floor))]);
  return [["contender", ...columns.map(([head]) => head)], ["---", ...columns.map(() => "--:")], ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How many times the floor's median. */
const ratio = (of) => (runs, floor) => (floor ? `${(median(of(runs)) / median(of(floor))).toFixed(2)}` : "–");
const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

const sections = [];
const section = (title, ...text) => sections.push(`### ${title}\n\n${text.join("\n\n")}`);

const transfer = read("transfer");
const least = read("least");
if (transfer) {
  const sum = (keep) => (runs) => runs[0].filter(keep).reduce((total, { brotli }) => total + brotli, 0);
  const isAny = () => true;
  const own = transfer.results["skill-check"]?.[0] ?? [];
  section(
    "Transfer of a first visit, bytes after Brotli",
    table(transfer.results, [
      ["requests", (runs) => runs[0].length],
      ["bytes", (runs) => whole(sum(isAny)(runs))],
      ["× floor", (runs, floor) => (floor ? (sum(isAny)(runs) / sum(isAny)(floor)).toFixed(1) : "–")],
      ["asked for before the first answer", (runs) => whole(sum(({ isEarly }) => isEarly)(runs))],
    ]),
    ["| ours, by file | bytes | raw |", "| --- | --: | --: |", ...own.map(({ file, brotli, raw }) => `| \`${file.replace("/skill-check/40/", "")}\` | ${whole(brotli)} | ${whole(raw)} |`)].join("\n"),
    ...(least ? [`The smallest app with Yew, one button that counts, built as ours is: ${whole(least.wasm)} bytes of Wasm and ${whole(least.glue)} of glue.`] : []),
  );
}

const loading = (profile) => ([
  ["first paint", (runs) => spread(runs.map((run) => run[profile].paint))],
  ["question visible", (runs) => spread(runs.map((run) => run[profile].visible))],
  ["answerable", (runs) => spread(runs.map((run) => run[profile].answerable))],
  ["× floor", ratio((runs) => runs.map((run) => run[profile].answerable))],
  ["blocked", (runs) => whole(median(runs.map((run) => run[profile].blocked)))],
  ["longest task", (runs) => whole(median(runs.map((run) => run[profile].longest)))],
]);
const load = read("load");
if (load) {
  section(`Load, ms: 4 × CPU, 1.6 Mbit/s, 150 ms; median of ${load.runs} (least–most)`, table(load.results, loading("phone")));
  section(`Load, ms: 6 × CPU, 400 kbit/s, 400 ms; median of ${load.runs} (least–most)`, table(load.results, loading("slow")));
}

const interaction = read("interaction");
if (interaction) {
  const { results } = interaction;
  const answers = (runs) => runs.flatMap((run) => run.answers);
  const changes = (runs) => runs.flatMap((run) => run.changes);
  const p95 = (of) => (runs) => quantile(of(runs), 0.95);
  const ratio95 = (of) => (runs, floor) => (floor ? (p95(of)(runs) / p95(of)(floor)).toFixed(2) : "–");
  section(
    "Interaction, ms at 4 × CPU: from the click to the next frame painted",
    table(results, [
      ["answers", (runs) => answers(runs).length],
      ["answer p50", (runs) => whole(median(answers(runs)))],
      ["× floor", ratio(answers)],
      ["p95", (runs) => whole(p95(answers)(runs))],
      ["× floor", ratio95(answers)],
      ["next p50", (runs) => whole(median(changes(runs)))],
      ["× floor", ratio(changes)],
      ["next p95", (runs) => whole(p95(changes)(runs))],
      ["result begins", (runs) => whole(median(runs.map((run) => run.result)))],
      ["tasks over 50 ms", (runs) => whole(median(runs.map((run) => run.tasks.length)))],
    ]),
  );
  section(
    "Memory, MiB after a forced collection",
    table(results, [
      ["JS, loaded", (runs) => mebibytes(median(runs.map((run) => run.loaded.heap)))],
      ["Wasm, loaded", (runs) => mebibytes(median(runs.map((run) => run.loaded.wasm)))],
      ["JS, at the result", (runs) => mebibytes(median(runs.map((run) => run.finished.heap)))],
      ["Wasm, at the result", (runs) => mebibytes(median(runs.map((run) => run.finished.wasm)))],
      ["in all, at most", (runs) => mebibytes(Math.max(...runs.flatMap((run) => [run.loaded, run.finished]).map(({ heap, wasm }) => heap + wasm)))],
    ]),
  );
}

const scale = read("scale");
for (const [count, results] of Object.entries(scale?.results ?? {})) {
  const answers = (runs) => runs.flatMap((run) => run.answers);
  section(
    `${Number(count).toLocaleString("en")} questions, ms: 4 × CPU, 1.6 Mbit/s, 150 ms`,
    table(results, [
      ["answerable", (runs) => spread(runs.map((run) => run.answerable))],
      ["× floor", ratio((runs) => runs.map((run) => run.answerable))],
      ["answer p50", (runs) => whole(median(answers(runs)))],
      ["answer p95", (runs) => whole(quantile(answers(runs), 0.95))],
      ["next p50", (runs) => whole(median(runs.flatMap((run) => run.changes)))],
      ["JS + Wasm, MiB", (runs) => mebibytes(median(runs.map(({ heap, wasm }) => heap + wasm)))],
    ]),
  );
}

const core = read("core");
if (core) {
  const times = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
  const lines = core.figures.map(({ what, native, wasm }) => `| ${what} | ${times(native)} | ${times(wasm)} | ${(wasm / native).toFixed(1)} |`);
  section("The core, ns: best of many rounds, 36 items, 6 profiles, 7 modules", ["| what | native | Wasm, as shipped, in Node | ratio |", "| --- | --: | --: | --: |", ...lines].join("\n"));
}

const browser = [transfer, load, interaction, scale].find(Boolean)?.chromium;
const versions = CONTENDERS.flatMap((one) => (one.package ? [`${one.package} ${versionOf(one.package)}`] : []));
const versionLine = browser ? `Chromium ${browser}, Node ${process.version}; ${versions.join(", ")}.\n\n` : "";
console.log(`${versionLine}${sections.join("\n\n")}`);
