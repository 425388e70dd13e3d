#!/usr/bin/env node
// The author's `check` without Rust: `npx skill-check check DIR`. It prints what the native command prints.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { initSync, run } from "./check/glue.js";

const USAGE = `Finds everything that is wrong with catalogues.

Usage: skill-check check [--format human|json] FOLDER...

Exit status: 0 all is well, 1 a catalogue has errors, 2 the command can't be carried out.
Everything else an author needs is in the page studio.html, or in the command that comes with the sources.
`;

/** Ends with a message for somebody who has called it otherwise than it can be. */
function refuse(message) {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}

/** The folders to check, and whether programs read along. */
function asked(words) {
  const folders = [];
  let json = false;
  const [command, ...rest] = words;
  if (command === undefined || ["-h", "--help", "help"].includes(command)) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  if (command !== "check") refuse(`there is no command \`${command}\` here`);
  while (rest.length) {
    const word = rest.shift();
    const format = word === "--format" ? rest.shift() : /^--format=(.*)$/.exec(word)?.[1];
    if (format !== undefined) {
      if (!["human", "json"].includes(format)) refuse(`\`${format}\` is no format; there are human and json`);
      json = format === "json";
    } else if (word.startsWith("-")) refuse(`there is no option \`${word}\``);
    else folders.push(word);
  }
  if (!folders.length) refuse("name a folder with a catalogue.toml");
  return { folders, json };
}

/** A folder's files: what the check reads of them, and the names of the rest. Their contents go behind `contents`. */
function files(folder, contents) {
  const found = {};
  let names = [];
  try {
    names = readdirSync(folder);
  } catch {
    // What can't be listed can't be read, which is said of each file.
  }
  for (const name of names) {
    let content = new Uint8Array();
    try {
      if (name.endsWith(".toml") || name === "links.lock") content = readFileSync(join(folder, name));
    } catch {
      continue;
    }
    found[name] = [size, content.length];
    size += content.length;
    contents.push(content);
  }
  return found;
}

const { folders, json } = asked(process.argv.slice(2));
const wasm = readFileSync(fileURLToPath(new URL("check/studio.wasm", import.meta.url)));
initSync({ module: wasm });
const contents = [];
let size = 0;
const coloured = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const named = folders.map((path) => ({ path, files: files(path, contents) }));
const given = run("command", JSON.stringify({ folders: named, json, coloured }), Buffer.concat(contents));
const { output, errors, status, error } = JSON.parse(given.text);
if (error) refuse(error);
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = status;
