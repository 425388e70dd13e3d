// node site.mjs FOLDER COUNTS [names]: builds the peers into FOLDER, writes the questions, and makes a page of ours
// from each build in FOLDER/skill-check/<count>; every file gets its Brotli twin.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { CONTENDERS } from "./contenders.mjs";
import { peerData } from "./questions.mjs";

const [folder, counts, ...names] = process.argv.slice(2);
if (!counts) throw new Error("name the folder to write to and the numbers of questions");
const COUNTS = counts.split(",").map(Number);
const here = (path) => new URL(path, import.meta.url).pathname;

/** The page that a peer is embedded in. The questions are fetched beside the script, as ours are. */
const page = (count, hasStyles) => `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Selbsteinschätzung</title>
<link rel="icon" href="data:,">
<link rel="preload" id="questions" href="../data/${count}.json" as="fetch" crossorigin>
${hasStyles ? '<link rel="stylesheet" href="main.css">\n' : ""}<script type="module" src="main.js"></script>
<main><h1>Selbsteinschätzung</h1><div id="app"></div></main>
</html>
`;

async function buildPeer(peer) {
  const outdir = join(folder, peer.name);
  await build({
    entryPoints: { main: here(`peers/${peer.source}`) },
    outdir,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    loader: { ".woff": "file", ".woff2": "file", ".svg": "dataurl" },
    ...(peer.jsx && { jsx: "automatic", jsxImportSource: peer.jsx }),
  });
  for (const count of COUNTS) writeFileSync(join(outdir, `${count}.html`), page(count, existsSync(join(outdir, "main.css"))));
}

/** A page that embeds ours: what the build's own page loads for it, without the app around it. */
function ownPage(html) {
  const embedded = html
    .replace(/<link rel="icon"[^>]*>/, '<link rel="icon" href="data:,">')
    .replace(/\s*<(link rel="(manifest|stylesheet)"|meta name="theme-color")[^>]*>/g, "")
    .replace(/\s*<script type="module" src="[^"]*register[^"]*"><\/script>/, "")
    .replace(/<skill-check(?=[\s>])/, '<skill-check lang="de" autostart');
  if (!embedded.includes("autostart")) throw new Error("the build's page has no <skill-check>");
  return embedded;
}

function compress(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}

mkdirSync(join(folder, "data"), { recursive: true });
for (const count of COUNTS) writeFileSync(join(folder, `data/${count}.json`), JSON.stringify(peerData(count)));
for (const contender of CONTENDERS.filter(({ name }) => !names.length || names.includes(name))) {
  if (contender.source) await buildPeer(contender);
  else
    for (const count of COUNTS) {
      const own = join(folder, contender.name, String(count));
      writeFileSync(join(own, "measured.html"), ownPage(readFileSync(join(own, "index.html"), "utf8")));
    }
}
// Pages and data are written anew on each run, so their twins are, too.
for (const file of readdirSync(folder, { recursive: true })) {
  const path = join(folder, file);
  const isBuilt = path.startsWith(join(folder, "skill-check")) && !path.endsWith("measured.html");
  if (statSync(path).isFile() && !isBuilt && !/\.(br|gz|png)$/.test(path)) compress(path);
}
