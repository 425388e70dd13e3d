// node measure.mjs SITE OUT [--runs N] [--only a,b] [--parts transfer,load,interaction,scale]
// Measures the contenders in SITE in a Chromium (CHROME) and writes OUT/<part>.json. In each round all
// of them have their turn, in an order that moves on by one.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { CONTENDERS, pageOf } from "./contenders.mjs";
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
const quizzes = Object.fromEntries([40, 400, 4000].map((count) => [count, questionnaire(count)]));
const probe = readFileSync(new URL("probe.js", import.meta.url), "utf8").replace(/^\/\/.*\n/gm, "");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const server = await serve(site);
const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let browser = await launch();
const version = browser.version();

/** Opens a contender's page with an empty cache, prepared but not yet loaded. */
async function visit(contender, { count = 40, profile, first, timeout = 90_000 }, work) {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 }, locale: "de-DE" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeout);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Performance.enable");
    const { cpu, throughput, latency } = PROFILES[profile] ?? {};
    if (throughput) await devtools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
    if (cpu) await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    const { host, radio, title, next, result, whole } = contender;
    const setting = { host, radio, title, next, result, whole, first: first && questionOf(count, 0) };
    await page.addInitScript(`(${probe.trim().replace(/;$/, "")})(${JSON.stringify(setting)})`);
    return await work({ page, devtools, url: `${server.origin}/${contender.name}/${pageOf(contender, count)}` });
  } catch (error) {
    throw new Error(`${contender.name}, ${count} questions: ${error.message}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** The text of a question; null stands for the result. */
const questionOf = (count, number) => quizzes[count].questions[number]?.text ?? null;

/** Loads until an answer holds, and then until nothing is loaded any more; the answer must still be there. */
async function load(page, url) {
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.probe?.answerable, undefined, { polling: 50 });
  await page.waitForLoadState("networkidle");
  await pause(500);
  if (!(await page.evaluate(() => probe.isOn(0)))) throw new Error("the first answer was lost");
  return page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    visible: probe.visible,
    answerable: probe.answerable,
    longest: Math.max(0, ...probe.tasks.map(({ duration }) => duration)),
    blocked: probe.tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
  }));
}

async function press(page, index) {
  const place = await page.evaluate((at) => probe.place(at), index);
  if (!place) throw new Error(index === null ? "there is no way on" : `answer ${index} is not there`);
  await page.mouse.click(place.x, place.y);
}

/** Answers one question and sees that the answer holds. */
async function answer(page, contender, number) {
  const index = (number % contender.perPage) * 5 + levelOf(number);
  const isOnAlready = await page.evaluate((at) => probe.isOn(at), index);
  if (isOnAlready) return; // by the click that found out when the page can be answered
  const before = await page.evaluate(() => ((probe.isArmed = true), probe.answers.length));
  await press(page, index);
  await page.waitForFunction(([at, count]) => probe.isOn(at) && probe.answers.length > count, [index, before], { polling: "raf" });
}

/** Goes on to what begins with this question; returns how long until it was painted. */
async function goOn(page, text) {
  await page.evaluate((wanted) => (probe.change = { text: wanted }), text);
  await press(page, null);
  await page.waitForFunction(() => probe.change.took !== undefined, undefined, { polling: 50 });
  return page.evaluate(() => {
    const { took } = probe.change;
    probe.change = undefined;
    return took;
  });
}

/** Answers the first `until` questions, going on after the last of each page; returns the times of changes. */
async function complete(page, contender, count, until) {
  const changes = [];
  for (let number = 0; number < until; number++) {
    await answer(page, contender, number);
    const isLast = number + 1 === count || (number + 1) % contender.perPage === 0;
    if (isLast) changes.push(await goOn(page, questionOf(count, number + 1)));
  }
  return changes;
}

async function memory(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
  return { heap, wasm: await page.evaluate(() => probe.memory()) };
}

/** Sees that the result has the right percentages. */
function check(text) {
  const found = (text.match(/\d+(?=\s*%)/g) ?? []).map(Number);
  const wanted = expected(quizzes[40]);
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`the percentages are ${found}, not ${wanted}`);
}

const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size;

const parts = {
  /** What a first visit transfers until it is answerable, and until all is quiet. */
  transfer: () =>
    rounds(1, (contender) =>
      visit(contender, { first: true }, async ({ page, devtools, url }) => {
        const files = new Map();
        devtools.on("Network.requestWillBeSent", ({ requestId, request, wallTime }) => request.url.startsWith("http") && files.set(requestId, { url: request.url, sent: wallTime * 1000 }));
        // What comes out of the cache is not transferred again.
        devtools.on("Network.requestServedFromCache", ({ requestId }) => files.delete(requestId));
        devtools.on("Network.responseReceived", ({ requestId, response }) => response.fromDiskCache && files.delete(requestId));
        await load(page, url);
        const answerable = await page.evaluate(() => performance.timeOrigin + probe.answerable);
        return [...files.values()].map(({ url: address, sent }) => {
          const path = fileOf(site, address);
          return { file: address.replace(server.origin, ""), brotli: sizeOf(`${path}.br`) ?? sizeOf(path), raw: sizeOf(path), isEarly: sent <= answerable };
        });
      }),
    ),
  load: () =>
    rounds(RUNS, async (contender) => {
      const one = (profile) => visit(contender, { profile, first: true }, ({ page, url }) => load(page, url));
      return { phone: await one("phone"), slow: await one("slow") };
    }),
  interaction: () =>
    rounds(Math.ceil(RUNS / 3), (contender) =>
      visit(contender, { profile: "cpu" }, async ({ page, devtools, url }) => {
        await page.goto(url);
        await page.waitForFunction((text) => probe.stands(text), questionOf(40, 0), { polling: 50 });
        await page.waitForLoadState("networkidle");
        await pause(1000);
        const loaded = await memory(page, devtools);
        const start = await page.evaluate(() => performance.now());
        const changes = await complete(page, contender, 40, 40);
        await page.waitForFunction(() => probe.isWhole());
        await page.waitForLoadState("networkidle");
        await pause(500);
        check(await page.evaluate(() => probe.result()));
        const { answers, tasks } = await page.evaluate((from) => ({ answers: probe.answers, tasks: probe.tasks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration) }), start);
        if (answers.length !== 40) throw new Error(`${answers.length} answers were measured`);
        return { answers, changes: changes.slice(0, -1), result: changes.at(-1), tasks, loaded, finished: await memory(page, devtools) };
      }),
    ),
  scale: async () => {
    const counts = {};
    for (const count of [400, 4000])
      counts[count] = await rounds(Math.ceil(RUNS / 3), (contender) =>
        visit(contender, { count, profile: "phone", first: true }, async ({ page, devtools, url }) => {
          const loading = await load(page, url);
          const changes = await complete(page, contender, count, SAMPLE);
          return { ...loading, answers: await page.evaluate(() => probe.answers), changes, ...(await memory(page, devtools)) };
        }),
      );
    return counts;
  },
};

/** Lets every contender do something `count` times, each time in another order; what it returned, by name. */
async function rounds(count, work) {
  const results = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round++) {
    await browser.close();
    browser = await launch();
    // The first page of a browser is slow: it is not measured.
    await visit(contenders[0], { first: true }, ({ page, url }) => load(page, url));
    const order = contenders.map((_, at) => contenders[(at + round) % contenders.length]);
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
