// node report.mjs RESULTS PARTS: what was measured of these parts as Markdown.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTENDERS, FLOOR } from "./contenders.mjs";
import { tables } from "./tables.mjs";

const [folder, ...parts] = process.argv.slice(2);
if (!parts.length) throw new Error("name the folder with the results, and the parts");
const read = (part) => {
  const path = join(folder, `${part}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
};
// What the smallest app comes to stands beside what ours does.
const wanted = parts.includes("transfer") ? [...parts, "least"] : parts;
const measured = Object.fromEntries(wanted.map((part) => [part, read(part)]));
const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

const browser = Object.values(measured).find((part) => part?.chromium)?.chromium;
const versions = [...new Set(CONTENDERS.flatMap(({ packages = [] }) => packages))].map((name) => `${name} ${versionOf(name)}`);
if (browser) console.log(`Chromium ${browser}, Node ${process.version}; ${versions.join(", ")}.\n`);
console.log(tables({ names: CONTENDERS.map(({ name }) => name), floor: FLOOR, own: "skill-check" }, measured));
