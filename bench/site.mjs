// node site.mjs FOLDER COUNTS [names]: builds the peers into FOLDER, writes the questions, and makes the pages of ours
// from each build in FOLDER/skill-check/<count>; every file gets its Brotli twin.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { CONTENDERS, pageOf } from "./contenders.mjs";
import { buildPages } from "./peers/qwik/build.mjs";
import { peerData } from "./questions.mjs";

const [folder, counts, ...names] = process.argv.slice(2);
if (!counts) throw new Error("name the folder to write to and the numbers of questions");
const COUNTS = counts.split(",").map(Number);
const here = (path) => new URL(path, import.meta.url).pathname;

const page = (head, body) => `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Selbsteinschätzung</title>
<link rel="icon" href="data:,">
${head}
<main><h1>Selbsteinschätzung</h1>${body}</main>
</html>
`;

/** The page that a peer is embedded in. The questions are fetched beside the script, as ours are. */
const peerPage = (count, hasStyles) =>
  page(
    `<link rel="preload" id="questions" href="../data/${count}.json" as="fetch" crossorigin>
${hasStyles ? '<link rel="stylesheet" href="main.css">\n' : ""}<script type="module" src="main.js"></script>`,
    '<div id="app"></div>',
  );

/** The page that ours is embedded in, by the one tag. */
const ownPage = (attributes) => page('<script type="module" src="skill-check.js"></script>', `<skill-check ${attributes}></skill-check>`);

async function buildPeer(peer) {
  const outdir = join(folder, peer.name);
  await build({
    absWorkingDir: here("."),
    entryPoints: { main: here(`peers/${peer.source}`) },
    outdir: resolve(outdir),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    loader: { ".woff": "file", ".woff2": "file", ".svg": "dataurl" },
    alias: peer.alias,
    ...(peer.jsx && { jsx: "automatic", jsxImportSource: peer.jsx }),
  });
  for (const count of COUNTS) writeFileSync(join(outdir, `${count}.html`), peerPage(count, existsSync(join(outdir, "main.css"))));
}

function compress(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}

mkdirSync(join(folder, "data"), { recursive: true });
const quizzes = Object.fromEntries(COUNTS.map((count) => [count, peerData(count)]));
for (const count of COUNTS) writeFileSync(join(folder, `data/${count}.json`), JSON.stringify(quizzes[count]));
for (const contender of CONTENDERS.filter(({ name }) => !names.length || names.includes(name))) {
  if (contender.source) await buildPeer(contender);
  else if (contender.pages) await buildPages(join(folder, contender.name), quizzes);
  else if (contender.own.attributes) for (const count of COUNTS) writeFileSync(join(folder, pageOf(contender, count)), ownPage(contender.own.attributes));
}
/** Whether a file has a twin that is younger than itself. */
const hasTwin = (path) => (statSync(`${path}.br`, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= statSync(path).mtimeMs;
for (const file of readdirSync(folder, { recursive: true })) {
  const path = join(folder, file);
  if (statSync(path).isFile() && !/\.(br|gz|png)$/.test(path) && !hasTwin(path)) compress(path);
}
