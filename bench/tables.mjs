// What was measured, as Markdown. Ratios are against the floor of the same round.
import { interval, median, quantile, ratios, told } from "./statistics.mjs";

/**
 * What ours aims at, at most, as a ratio to the floor. A ratio is told where the machine was quiet enough to see whether
 * it is reached: `told` in `statistics.mjs`.
 */
export const AIMS = {
  phone: { answerable: 1.05, drawn: 0.85, second: 1.15, blocked: 3 },
  slow: { answerable: 1.1, drawn: 0.85, second: 2, blocked: 3 },
  bytes: 5,
  answer: 1.1,
  answer95: 1.2,
  next: 0.8,
  result: 8,
};
const THROTTLES = { phone: "4 × CPU, 1.6 Mbit/s, 150 ms", slow: "6 × CPU, 400 kbit/s, 400 ms" };

const whole = (value) => (Number.isFinite(value) ? Math.round(value).toLocaleString("en") : "–");
const mebibytes = (value) => (value / 2 ** 20).toFixed(1);
/** The median, and where it lies. */
const spread = (values) => (values.length > 1 ? `${whole(median(values))} (${interval(values).map(whole).join("–")})` : whole(values[0]));

/** A table with a line a contender that was measured; the functions take its rounds and the floor's. */
function table({ names, floor }, results, columns) {
  const line = (name) => [name, ...columns.map(([, cell]) => cell(results[name], results[floor], name))];
  const lines = names.filter((name) => results[name]?.length).map(line);
  return [["contender", ...columns.map(([head]) => head)], ["---", ...columns.map(() => "--:")], ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How many times the floor's, by what a round comes to; a page with the first screen in its HTML may aim higher. */
const ratio = (of, aim, drawn = aim) => [
  drawn === aim ? `× floor (aim ${aim})` : `× floor (aim ${aim}, drawn ${drawn})`,
  (rounds, floor, name) => {
    if (!floor || rounds === floor) return floor ? "1" : "–";
    return told(ratios(rounds.map(of), floor.map(of)), name.endsWith("-drawn") ? drawn : aim);
  },
];

const section = (title, ...text) => `### ${title}\n\n${text.join("\n\n")}`;

function transferred(who, { results }, least, own) {
  const files = (kinds) => (rounds) => rounds[0].filter(({ when }) => kinds.includes(when));
  const bytes = (kinds) => (rounds) => files(kinds)(rounds).reduce((total, { brotli }) => total + brotli, 0);
  const columns = (name, kinds) => [
    [`${name}: requests`, (rounds) => files(kinds)(rounds).length],
    ["bytes", (rounds) => whole(bytes(kinds)(rounds))],
    ["× floor", (rounds, floor) => (floor ? (bytes(kinds)(rounds) / bytes(kinds)(floor)).toFixed(1) : "–")],
  ];
  const lines = (results[own]?.[0] ?? []).map(({ file, brotli, raw, when }) => `| \`${file.replace(/^\/skill-check\/\d+\//, "")}\` | ${when} | ${whole(brotli)} | ${whole(raw)} |`);
  return section(
    "Transfer of a first visit, bytes after Brotli",
    table(who, results, [...columns("before anything is done", ["before"]), ...columns("and with the first answer", ["before", "first"]), ...columns("and with the second question or page", ["before", "first", "second"])]),
    ["| ours, by file | asked for | bytes | raw |", "| --- | --- | --: | --: |", ...lines].join("\n"),
    ...(least ? [`The smallest app with Yew, one button that counts, built as ours is: ${whole(least.wasm)} bytes of Wasm and ${whole(least.glue)} of glue.`] : []),
  );
}

function loaded(who, { runs, results }, profile) {
  const of = (figure) => (round) => round[profile][figure];
  const times = (figure) => (rounds) => spread(rounds.map(of(figure)));
  return section(
    `Load, ms: ${THROTTLES[profile]}; median of ${runs} (its interval)`,
    table(who, results, [
      ["first paint", times("paint")],
      ["question visible", times("visible")],
      ["answerable", times("answerable")],
      ratio(of("answerable"), AIMS[profile].answerable, AIMS[profile].drawn),
      ["blocked", times("blocked")],
      ratio(of("blocked"), AIMS[profile].blocked),
      ["longest task", times("longest")],
    ]),
  );
}

/** How long the first two presses took; `what` says when the second one came. */
function begun(who, { runs, results }, profile, what) {
  const of = (figure) => (round) => round[profile][figure];
  const at = (figure, share) => (rounds) => whole(quantile(rounds.map(of(figure)), share));
  return section(
    `The first answer and the way on, ms: ${THROTTLES[profile]}; ${what}; of ${runs} visits`,
    table(who, results, [
      ["first answer shown p50", at("first", 0.5)],
      ["p95", at("first", 0.95)],
      ["second question or page p50", at("second", 0.5)],
      ["p95", at("second", 0.95)],
      ratio(of("second"), AIMS[profile].second),
    ]),
  );
}

function interacted(who, { results }) {
  const at = (figure, share) => (round) => quantile(round[figure], share);
  const all = (figure, share) => (rounds) => whole(quantile(rounds.flatMap((round) => round[figure]), share));
  const middle = (of) => (rounds) => whole(median(rounds.map(of)));
  const most = (rounds) => Math.max(...rounds.flatMap(({ loaded, finished }) => [loaded, finished]).map(({ heap, wasm }) => heap + wasm));
  const memory = (when, figure) => (rounds) => mebibytes(median(rounds.map((round) => round[when][figure])));
  return [
    section(
      "Interaction, ms at 4 × CPU: from the click to the end of the frame that shows it",
      table(who, results, [
        ["answers", (rounds) => rounds.flatMap(({ answers }) => answers).length],
        ["answer p50", all("answers", 0.5)],
        ratio(at("answers", 0.5), AIMS.answer),
        ["p95", all("answers", 0.95)],
        ratio(at("answers", 0.95), AIMS.answer95),
        ["next p50", all("changes", 0.5)],
        ratio(at("changes", 0.5), AIMS.next),
        ["next p95", all("changes", 0.95)],
        ["result begins", middle(({ result }) => result)],
        ["whole", middle(({ whole }) => whole)],
        ratio(({ whole }) => whole, AIMS.result),
        ["tasks over 50 ms", middle(({ tasks }) => tasks.length)],
      ]),
    ),
    section(
      "Memory, MiB after a forced collection",
      table(who, results, [
        ["JS, before anything is done", memory("loaded", "heap")],
        ["Wasm", memory("loaded", "wasm")],
        ["JS, at the result", memory("finished", "heap")],
        ["Wasm", memory("finished", "wasm")],
        ["in all, at most", (rounds) => mebibytes(most(rounds))],
      ]),
    ),
  ];
}

function scaled(who, count, results) {
  const all = (figure, share) => (rounds) => whole(quantile(rounds.flatMap((round) => round[figure]), share));
  return section(
    `${Number(count).toLocaleString("en")} questions, ms: ${THROTTLES.phone}`,
    table(who, results, [
      ["answerable", (rounds) => spread(rounds.map(({ answerable }) => answerable))],
      ratio(({ answerable }) => answerable, AIMS.phone.answerable),
      ["answer p50", all("answers", 0.5)],
      ["answer p95", all("answers", 0.95)],
      ["next p50", all("changes", 0.5)],
      ["JS + Wasm, MiB", (rounds) => mebibytes(median(rounds.map(({ heap, wasm }) => heap + wasm)))],
    ]),
  );
}

function core({ figures }) {
  const times = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
  const lines = figures.map(({ what, native, wasm }) => `| ${what} | ${times(native)} | ${times(wasm)} | ${(wasm / native).toFixed(1)} |`);
  return section("The core, ns: best of many rounds, 36 items, 6 profiles, 7 modules", ["| what | native | Wasm, as shipped, in Node | ratio |", "| --- | --: | --: | --: |", ...lines].join("\n"));
}

/** All tables of what was measured, by part; `who` has the `names` in order, the `floor`'s, and our `own`. */
export function tables(who, { transfer, least, load, reading, interaction, scale, core: native }) {
  const profiles = Object.keys(THROTTLES);
  const pause = "with 3 s for reading the next statement";
  return [
    ...(transfer ? [transferred(who, transfer, least, who.own)] : []),
    ...(load ? profiles.flatMap((profile) => [loaded(who, load, profile), begun(who, load, profile, "one press after the other")]) : []),
    ...(reading ? profiles.map((profile) => begun(who, reading, profile, pause)) : []),
    ...(interaction ? interacted(who, interaction) : []),
    ...Object.entries(scale?.results ?? {}).map(([count, results]) => scaled(who, count, results)),
    ...(native ? [core(native)] : []),
  ].join("\n\n");
}
