// node measure.mjs SITE OUT [--runs N] [--only a,b] [--parts transfer,load,reading,interaction,scale]
// Measures the contenders in SITE in a Chromium (CHROME) and writes OUT/<part>.json. In each round all
// of them have their turn, in an order that moves on by one.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { CONTENDERS, FLOOR, pageOf } from "./contenders.mjs";
import { statements } from "./ladder.mjs";
import { expected, levelOf, questionnaire } from "./questions.mjs";
import { fileOf, serve } from "./server.mjs";

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "9" }, only: { type: "string" }, parts: { type: "string" } },
});
const [site, out] = positionals;
if (!site || !out) throw new Error("name the folder of the site and the one to write to");
const RUNS = Number(options.runs);
const chosen = options.only?.split(",");
const contenders = CONTENDERS.filter(({ name }) => !chosen || chosen.includes(name));

/** A phone of the lower middle, and a slow one on a bad line; bytes a second and milliseconds. */
const PROFILES = {
  phone: { cpu: 4, throughput: 1.6e6 / 8, latency: 150 },
  slow: { cpu: 6, throughput: 400e3 / 8, latency: 400 },
  cpu: { cpu: 4 },
};
/** How many questions are answered where 400 or 4,000 are asked. */
const SAMPLE = 16;
/** For how long a quick reader reads a statement; `crates/assessment/src/pace.rs` reckons with 4.8 s for the second one. */
const READING_MS = 3000;
const quizzes = Object.fromEntries([40, 400, 4000].map((count) => [count, questionnaire(count)]));
const probe = readFileSync(new URL("probe.js", import.meta.url), "utf8");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const server = await serve(site);
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let browser = await launch();
const version = browser.version();

/** The text of a question; null stands for the result. */
const questionOf = (count, number) => quizzes[count].questions[number]?.text ?? null;

/** What is done in a first visit: the first answer, then what leads on to the second question or page. */
function firstActs({ radio, next, replies, perPage }, count) {
  const text = questionOf(count, 0);
  const on = { text: questionOf(count, perPage) };
  if (!replies) return [{ from: { text }, press: [radio, 0], goal: { text, radio: 0 } }, { press: [next, 0], goal: on }];
  // Nothing was answered before, so the walk begins in the middle; a level there takes two statements.
  const acts = statements(2, 2);
  return acts.map(({ level, fits, next }) => ({ from: { text, statement: level }, press: [replies[Number(fits)], 0], goal: next ? { text, statement: next } : on }));
}

/** What is done before the first question is there, if anything. */
const opening = ({ start }, count) => start && { from: {}, press: [start, 0], goal: { text: questionOf(count, 0) } };

/**
 * Opens a contender's page with an empty cache, prepared but not yet loaded; `doing` says how it is begun with, if at all.
 * There is no service worker: ours would fetch beside the page all that it keeps for later visits.
 */
async function visit(contender, { count = 40, profile, doing, timeout = 90_000 }, work) {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 }, locale: "de-DE", serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeout);
    const devtools = await context.newCDPSession(page);
    const quiet = quietness(devtools);
    await devtools.send("Network.enable");
    await devtools.send("Performance.enable");
    const { cpu, throughput, latency } = PROFILES[profile] ?? {};
    if (throughput) await devtools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
    if (cpu) await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    const { host, radio, statement, title, result, whole } = contender;
    const setting = { host, radio, statement, title, result, whole, ...(doing && { pause: 0, ...doing, opening: opening(contender, count), acts: firstActs(contender, count) }) };
    await page.addInitScript(`(() => {\n${probe}\nstartProbe(${JSON.stringify(setting)});\n})()`);
    return await work({ page, devtools, quiet, url: `${server.origin}/${pageOf(contender, count)}` });
  } catch (error) {
    throw new Error(`${contender.name}, ${count} questions: ${error.message}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** What waits until nothing was loaded for so many milliseconds. */
function quietness(devtools) {
  const loading = new Set();
  let last = Date.now();
  const ended = ({ requestId }) => loading.delete(requestId) && (last = Date.now());
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => request.url.startsWith("http") && loading.add(requestId));
  devtools.on("Network.loadingFinished", ended);
  devtools.on("Network.loadingFailed", ended);
  return async (ms) => {
    const start = Date.now();
    while (loading.size || Date.now() - Math.max(start, last) < ms) {
      if (Date.now() - start > 90_000) throw new Error("something is being loaded without an end");
      await pause(50);
    }
  };
}

/** Loads, answers, and goes on to the second question or page; then waits until nothing is loaded any more. */
async function load({ page, quiet, url }) {
  await page.goto(url, { waitUntil: "commit" });
  return begun(page, quiet);
}

/** What a visit that goes on to the second question or page came to. */
async function begun(page, quiet) {
  await page.waitForFunction(() => globalThis.probe?.second?.took, undefined, { polling: 50 });
  await quiet(500);
  if (await page.evaluate(() => probe.isLost)) throw new Error("the first answer was lost");
  return page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    visible: probe.visible,
    answerable: probe.answerable,
    first: probe.first,
    second: probe.second.took,
    longest: Math.max(0, ...probe.tasks.map(({ duration }) => duration)),
    blocked: probe.tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
  }));
}

/** Presses something, and waits until the goal is there: how long until it was painted, and the whole of it. */
async function press(page, what, goal) {
  const place = await page.evaluate((it) => probe.place(it), what);
  if (!place) throw new Error(`${what[0]} is not there`);
  await page.evaluate((wanted) => (probe.change = { goal: wanted }), goal);
  await page.mouse.click(place.x, place.y);
  await page.waitForFunction(({ text }) => (text === null ? probe.change.whole : probe.change.took), goal, { polling: "raf" });
  return page.evaluate(() => probe.change);
}

/** Answers the questions from one on, and goes on after the last of each page: how long each took. */
async function complete(page, contender, count, from, until) {
  const { radio, next, replies, perPage } = contender;
  const times = { answers: [], changes: [] };
  for (let number = from; number < until; number++) {
    const following = { text: questionOf(count, number + 1) };
    if (replies)
      for (const { level, fits, next } of statements(await page.evaluate(() => probe.level()), levelOf(number))) {
        if ((await page.evaluate(() => probe.level())) !== level) throw new Error(`question ${number + 1} is not at statement ${level}`);
        const change = await press(page, [replies[Number(fits)], 0], next ? { text: questionOf(count, number), statement: next } : following);
        (next ? times.answers : times.changes).push(change);
      }
    else {
      const index = (number % perPage) * 5 + levelOf(number);
      times.answers.push(await press(page, [radio, index], { radio: index }));
      const isLast = number + 1 === count || (number + 1) % perPage === 0;
      if (isLast) times.changes.push(await press(page, [next, 0], following));
    }
  }
  return { answers: times.answers.map(({ took }) => took), changes: times.changes.map(({ took }) => took), whole: times.changes.at(-1).whole };
}

async function memory(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  return { heap, wasm: await page.evaluate(() => probe.memory()) };
}

/** Sees that the result has the right percentages: as it shows them, or as ours tells the page, since it shows levels. */
async function check(page, { host }) {
  const told = await page.evaluate((name) => name && document.querySelector(name).result.areas, host);
  const text = await page.evaluate(() => probe.result());
  const found = told ? quizzes[40].areas.map(({ id }) => told[id].percent) : (text.match(/\d+(?=\s*%)/g) ?? []).map(Number);
  const wanted = expected(quizzes[40]);
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`the percentages are ${found}, not ${wanted}`);
}

const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size;

/** What one visit transfers: of each file whether it was asked for `before` anything was done, at the `first` answer, or at what led on to the `second` question. */
async function transferred({ page, devtools, quiet, url }) {
  const files = new Map();
  let when = "before";
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => request.url.startsWith("http") && files.set(requestId, { url: request.url, when }));
  // What comes out of the cache is not transferred again.
  devtools.on("Network.requestServedFromCache", ({ requestId }) => files.delete(requestId));
  devtools.on("Network.responseReceived", ({ requestId, response }) => response.fromDiskCache && files.delete(requestId));
  await page.goto(url);
  await quiet(1000);
  when = "first";
  await page.evaluate(() => probe.begin());
  await page.waitForFunction(() => probe.goOn);
  await quiet(1000);
  when = "second";
  await page.evaluate(() => probe.goOn());
  await begun(page, quiet);
  return [...files.values()].map((asked) => {
    const path = fileOf(site, asked.url);
    return { file: asked.url.replace(server.origin, ""), brotli: sizeOf(`${path}.br`) ?? sizeOf(path), raw: sizeOf(path), when: asked.when };
  });
}

/** A whole check at once, as it comes: what is fetched at the first answer is fetched then. */
async function interact(contender, { page, devtools, quiet, url }) {
  const opens = opening(contender, 40);
  await page.goto(url);
  await page.waitForFunction(([what, goal]) => (what ? probe.find(what) : probe.stands(goal)), [opens?.press, { text: questionOf(40, 0) }], { polling: 50 });
  await quiet(1000);
  const loaded = await memory(page, devtools);
  const start = await page.evaluate(() => performance.now());
  if (opens) await press(page, opens.press, opens.goal);
  const { answers, changes, whole } = await complete(page, contender, 40, 0, 40);
  await quiet(500);
  await check(page, contender);
  if (answers.length < 40) throw new Error(`${answers.length} answers were measured`);
  const tasks = await page.evaluate((from) => probe.tasks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration), start);
  return { answers, changes: changes.slice(0, -1), result: changes.at(-1), whole, tasks, loaded, finished: await memory(page, devtools) };
}

/** A visit at each throttle. */
async function throttled(contender, doing) {
  const one = (profile) => visit(contender, { profile, doing }, load);
  return { phone: await one("phone"), slow: await one("slow") };
}

/** Those of whom something comes after the first answer only, our own, and the floor. */
const deferred = contenders.filter(({ name, isDeferred, own }) => isDeferred || own || name === FLOOR);

const parts = {
  transfer: () => rounds(1, contenders, (contender) => visit(contender, { doing: { waits: true } }, transferred)),
  load: () => rounds(RUNS, contenders, (contender) => throttled(contender, {})),
  reading: () => rounds(RUNS, deferred, (contender) => throttled(contender, { pause: READING_MS })),
  interaction: () => rounds(Math.ceil(RUNS / 3), contenders, (contender) => visit(contender, { profile: "cpu" }, (opened) => interact(contender, opened))),
  scale: async () => {
    const counts = {};
    for (const count of [400, 4000])
      counts[count] = await rounds(Math.ceil(RUNS / 3), contenders, (contender) =>
        visit(contender, { count, profile: "phone", doing: {} }, async (opened) => {
          const { page, devtools } = opened;
          const loading = await load(opened);
          const from = contender.perPage;
          return { ...loading, ...(await complete(page, contender, count, from, from + SAMPLE)), ...(await memory(page, devtools)) };
        }),
      );
    return counts;
  },
};

/** Lets every one of them do something `count` times, each time in another order; what it returned, by name. */
async function rounds(count, those, work) {
  const results = Object.fromEntries(those.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round++) {
    await browser.close();
    browser = await launch();
    // The first page of a browser is slow: it is not measured.
    await visit(those[0], { doing: {} }, load);
    const order = those.map((_, at) => those[(at + round) % those.length]);
    for (const contender of order) results[contender.name].push(await work(contender));
    console.log(`  round ${round + 1} of ${count}`);
  }
  return results;
}

try {
  mkdirSync(out, { recursive: true });
  const wanted = options.parts?.split(",") ?? Object.keys(parts);
  for (const name of wanted) {
    if (!parts[name]) throw new Error(`there is no part \`${name}\`; there are ${Object.keys(parts).join(", ")}`);
    console.log(name);
    const results = await parts[name]();
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify({ chromium: version, runs: RUNS, results }, null, 1)}\n`);
  }
} finally {
  await browser.close();
  server.close();
}
