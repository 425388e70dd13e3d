#!/usr/bin/env node
// Copies what a page loads into a folder that a server has: `npx skill-check-assets public/skill-check`.

import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const USAGE = `Copies what a page loads of the check into a folder that your server has.

Usage: skill-check-assets FOLDER

Then load("/skill-check/") of @skill-check/widget/load takes it from there, by the folder's address. Run it again
after each update of the package; what lies there of earlier ones stays, for pages that are still open.
`;

const given = process.argv.slice(2);
const [folder] = given;
const isAsked = ["-h", "--help", "help"].includes(folder);
if (given.length !== 1 || isAsked || folder.startsWith("-")) {
  process[isAsked ? "stdout" : "stderr"].write(USAGE);
  process.exit(isAsked ? 0 : 2);
}
const own = (name) => fileURLToPath(new URL(name, import.meta.url));
mkdirSync(folder, { recursive: true });
cpSync(own("assets"), join(folder, "assets"), { recursive: true });
for (const name of ["skill-check.js", "THIRD-PARTY.txt", "LICENSE-MIT", "LICENSE-APACHE"]) cpSync(own(name), join(folder, name));
process.stdout.write(`${folder}: skill-check.js and ${readdirSync(own("assets")).length} files in assets\n`);
