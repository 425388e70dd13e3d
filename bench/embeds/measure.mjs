// What a page gets into the house with each thing that people embed: bytes and requests until it is on show, whom
// it asks, what it keeps, and whether it is there at all when its vendor can't be reached.
//
//   npm ci --prefix bench/embeds && node bench/embeds/measure.mjs
//
// The build is read from dist/ (SKILL_CHECK_DIST names another), the browser is `chromium` (CHROMIUM names another).
// Nothing leaves this machine: scripts of a vendor come out of its package, everything else of it is refused and
// noted. So what stands in a vendor's frame isn't measured, and the table says so.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { peerData } from "../questions.mjs";
import contenders from "./contenders.mjs";

const HERE = import.meta.dirname;
const DIST = process.env.SKILL_CHECK_DIST ?? join(HERE, "../../dist");
/** What is asked for later than this after the page has loaded is no part of a first visit. */
const SETTLED_MS = 3000;
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".woff2": "font/woff2" };

const page = (snippet) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head>
<body>
${snippet}
</body></html>`;

/** The questions of the other measurements, as SurveyJS wants them: eight a page. */
function survey() {
  const { title, questions } = peerData(40);
  const elements = questions.map(({ id, text, levels }) => ({ type: "radiogroup", name: id, title: text, choices: levels.map((label, value) => ({ value, text: label })) }));
  const pages = Array.from({ length: 5 }, (_, at) => ({ elements: elements.slice(at * 8, at * 8 + 8) }));
  return JSON.stringify({ title, pages });
}

async function bundled(source) {
  const options = { entryPoints: [join(HERE, source)], bundle: true, minify: true, format: "esm", write: false, jsx: "automatic", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error", nodePaths: [join(HERE, "node_modules")] };
  return Buffer.from((await build(options)).outputFiles[0].contents);
}

/** What answers an address of this machine. */
async function answer(contender, bundles, path) {
  if (path === "/") return page(contender.snippet);
  if (bundles[path]) return bundles[path];
  const file = contender.files?.[path];
  if (file === "questions") return survey();
  if (file) return readFile(join(HERE, file));
  if (!contender.folder) return undefined;
  const folder = contender.folder === "dist" ? DIST : join(HERE, contender.folder);
  return readFile(join(folder, path.replace(/^\/[^/]+/, ""))).catch(() => undefined);
}

function serve(contender, bundles) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const body = await answer(contender, bundles, path);
    if (!body) return response.writeHead(404).end();
    const type = path === "/" ? "text/html" : (TYPES[extname(path)] ?? "application/octet-stream");
    response.writeHead(200, { "content-type": `${type}${type.startsWith("text") ? "; charset=utf-8" : ""}` }).end(body);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

/** As a good server would send it; fonts and pictures are compressed already. */
function compressed(body, address) {
  if (/\.(woff2|png)$/.test(new URL(address).pathname)) return body.length;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
}

/** Hands out the vendor's files that its package has, refuses the rest, and notes both. */
async function intercept(context, contender, origin, found) {
  await context.route("**/*", async (route) => {
    const request = route.request();
    const address = request.url();
    if (address.startsWith("data:") || address.startsWith("blob:")) return route.continue();
    if (address.startsWith(origin)) return route.continue();
    found.hosts.add(new URL(address).host);
    const file = contender.vendor?.[address.split("?")[0]];
    if (!file) {
      found.refused.push(`${request.resourceType()} ${address.split("?")[0]}`);
      return route.abort();
    }
    const body = await readFile(join(HERE, file));
    const contentType = TYPES[extname(file)];
    return route.fulfill({ body, contentType, headers: { "access-control-allow-origin": "*" } });
  });
}

async function measure(browser, contender) {
  const bundles = {};
  for (const [path, source] of Object.entries(contender.entry ?? {})) bundles[path] = await bundled(source);
  const { origin, close } = await serve(contender, bundles);
  const context = await browser.newContext();
  const found = { hosts: new Set(), refused: [], files: [] };
  await intercept(context, contender, origin, found);
  const tab = await context.newPage();
  const bodies = [];
  tab.on("response", (response) => bodies.push(response.body().then((body) => ({ address: response.url(), status: response.status(), body }), () => undefined)));
  await tab.goto(`${origin}/`, { waitUntil: "load" });
  await tab.waitForTimeout(SETTLED_MS);
  const frames = contender.asks ? tab.frames() : [];
  const shown = await Promise.all(frames.map((frame) => frame.locator(contender.asks).first().isVisible().catch(() => false)));
  for (const one of (await Promise.all(bodies)).filter(Boolean)) {
    if (one.status !== 200) throw new Error(`${contender.name}: ${one.status} ${one.address}`);
    // What is asked for twice comes from the browser's cache, which the interception has turned off.
    const isNew = !found.files.some(({ address }) => address === one.address);
    if (isNew && new URL(one.address).pathname !== "/" && !one.address.startsWith("data:")) found.files.push({ address: one.address, bytes: compressed(one.body, one.address) });
  }
  const kept = await tab.evaluate(() => ({ local: Object.keys(localStorage), session: Object.keys(sessionStorage) }));
  const cookies = await context.cookies();
  await context.close();
  close();
  return { ...found, hosts: [...found.hosts], shows: shown.includes(true), kept, cookies: cookies.map(({ name }) => name) };
}

const version = async (name) => JSON.parse(await readFile(join(HERE, "node_modules", name, "package.json"))).version;
const number = (value) => value.toLocaleString("en");
const list = (names) => (names.length ? names.join(", ") : "none");

/** How many lines of a source say something. */
async function written(source) {
  if (!source) return 0;
  const text = await readFile(join(HERE, source), "utf8");
  return text.split("\n").filter((line) => line.trim() && !line.startsWith("//")).length;
}

async function row(browser, contender) {
  const result = await measure(browser, contender);
  const versions = await Promise.all(contender.versions.map(async (name) => `${name} ${await version(name)}`));
  const bytes = result.files.reduce((sum, file) => sum + file.bytes, 0);
  const keys = [...result.kept.local.map((key) => `local ${key}`), ...result.kept.session.map((key) => `session ${key}`)];
  const cells = [
    contender.name,
    versions.join(", ") || "this build",
    contender.snippet.split("\n").length + (await written(contender.wrote)),
    result.files.length,
    number(bytes),
    list(result.hosts),
    result.refused.length,
    list(result.cookies),
    list(keys),
    result.shows ? "yes" : "no",
  ];
  if (process.argv.includes("--files")) console.error(contender.name, result);
  return `| ${cells.join(" | ")} |`;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
console.log("| | version | lines | files | bytes | asks others | requests to them | cookies | keeps in the page | there without its vendor |");
console.log("|---|---|--:|--:|--:|---|--:|---|---|---|");
const only = process.argv.find((one) => one.startsWith("--only="))?.slice(7).split(",");
for (const contender of contenders.filter(({ name }) => !only || only.includes(name))) console.log(await row(browser, contender));
console.log(`\nChromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}`);
await browser.close();
