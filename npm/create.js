#!/usr/bin/env node
// Begins a site with the check: `npx --package @skill-check/widget create-skill-check FOLDER`. It writes a page, the
// check's files with their compressed twins, and the configuration of the chosen server; it replaces nothing.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { LANGUAGES, page, readme, SHEET, START } from "./create/texts.js";

const PACKAGE = dirname(fileURLToPath(import.meta.url));
const { name: NAME, version: VERSION } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));

/** For each server the file of the package that configures it, and where that goes: in the folder, or in the site. */
const SERVERS = {
  nginx: [["nginx.conf", "nginx.conf"]],
  caddy: [["Caddyfile", "Caddyfile"]],
  apache: [["apache.conf", "www/skill-check/.htaccess"]],
  iis: [["web.config", "www/skill-check/web.config"]],
  static: [["_headers", "www/_headers"]],
  container: [["Containerfile", "Containerfile"], ["container.conf", "container.conf"]],
};

/** The host of the examples, and the page that may show the check in a frame. */
const HOST = "careers.example";
const FRAMER = " https://www.example";

/** What is worth compressing, by the end of its name. */
const COMPRESSED = /\.(html|css|js|json|wasm|bin)$/;

const USAGE = `Begins a site with the check in a folder of its own, which must not be there yet, or be empty.

Usage: create-skill-check FOLDER [options]

  --server NAME   ${Object.keys(SERVERS).join(", ")} (default: nginx)
  --lang LANG     the page's language: ${LANGUAGES.join(", ")} (default: en)
  --host HOST     the host that the site gets (default: ${HOST}, to be replaced later)
  --frames URL    the origin of a page that shows the site in a frame; may be said more than once
  --courses       with a list of courses of your own, which begins with an example
  --from URL      the check's files come from a package CDN, from this version of the package below URL; nothing
                  but the page is written then
  --yes           asks nothing

What isn't said is asked, if there is a terminal to ask in.
Exit status: 0 all was written, 2 nothing was.
`;

/** Ends with what is wrong and what to do about it; nothing was written by then. */
function refuse(message) {
  process.stderr.write(`${message}\n\`create-skill-check --help\` lists what there is.\n`);
  process.exit(2);
}

/** An origin as browsers write it. */
function origin(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    refuse(`\`${text}\` is no address: write an origin such as https://www.example`);
  }
  const isPlain = url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password;
  if (!/^https?:$/.test(url.protocol) || !isPlain) refuse(`\`${text}\` is no origin: write it as https://www.example, without a path`);
  return url.origin;
}

/** The address below which a package CDN has packages. */
function cdn(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    refuse(`\`${text}\` is no address: write where the CDN has its packages, such as https://cdn.example/npm`);
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) refuse(`\`${text}\` can't hold packages: write it as https://cdn.example/npm`);
  return url.href.replace(/\/+$/, "");
}

/** A value that has to be one of some. */
function oneOf(what, known, value) {
  if (!known.includes(value)) refuse(`\`${value}\` is no ${what}; there are ${known.join(", ")}`);
  return value;
}

function host(text) {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) refuse(`\`${text}\` is no host: write it as ${HOST}, without https:// and without a path`);
  return text.toLowerCase();
}

/** What was said on the command line. */
function said(words) {
  /** @type {any} */
  const wanted = { frames: [], courses: false, asks: true };
  const options = {
    "--server": (value) => (wanted.server = oneOf("server", Object.keys(SERVERS), value)),
    "--lang": (value) => (wanted.lang = oneOf("language of the page", LANGUAGES, value)),
    "--host": (value) => (wanted.host = host(value)),
    "--frames": (value) => wanted.frames.push(origin(value)),
    "--from": (value) => (wanted.from = cdn(value)),
  };
  const rest = [...words];
  while (rest.length) {
    const word = rest.shift();
    const [option, ...parts] = word.split("=");
    if (["-h", "--help"].includes(word)) {
      process.stdout.write(USAGE);
      process.exit(0);
    } else if (word === "--yes" || word === "-y") wanted.asks = false;
    else if (word === "--courses") wanted.courses = true;
    else if (Object.hasOwn(options, option)) {
      const value = parts.length ? parts.join("=") : rest.shift();
      if (value === undefined) refuse(`\`${option}\` needs a value`);
      options[option](value);
    } else if (word.startsWith("-")) refuse(`there is no option \`${word}\``);
    else if (wanted.folder === undefined) wanted.folder = word;
    else refuse(`one folder is enough: \`${wanted.folder}\` or \`${word}\``);
  }
  return wanted;
}

/** Asks for what wasn't said. */
async function asked(wanted) {
  if (!wanted.asks || !process.stdin.isTTY || !process.stdout.isTTY) return wanted;
  const dialogue = createInterface({ input: process.stdin, output: process.stdout });
  const ask = async (question, usual) => (await dialogue.question(`${question} (${usual}): `)).trim() || usual;
  wanted.folder ??= await ask("Folder", "skill-check-site");
  if (!wanted.from) {
    wanted.server ??= oneOf("server", Object.keys(SERVERS), await ask(`Server: ${Object.keys(SERVERS).join(", ")}`, "nginx"));
    wanted.host ??= host(await ask("Host", HOST));
  }
  wanted.lang ??= oneOf("language of the page", LANGUAGES, await ask(`Language of the page: ${LANGUAGES.join(", ")}`, "en"));
  dialogue.close();
  return wanted;
}

/** Refuses a folder that holds something: nothing of it would be safe. */
function seeToFolder(folder) {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) refuse(`${folder} is a file: name a folder`);
  if (readdirSync(folder).length) refuse(`${folder} isn't empty, and nothing is replaced: name another folder`);
}

/** Writes a file that must not be there. */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { flag: "wx" });
}

/** Puts what servers send to browsers that can read it beside each file below a folder. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (COMPRESSED.test(entry.name)) {
      const bytes = readFileSync(path);
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const twins = { br: brotliCompressSync(bytes, { params }), gz: gzipSync(bytes, { level: 9 }) };
      for (const [end, twin] of Object.entries(twins)) if (twin.length < bytes.length) write(`${path}.${end}`, twin);
    }
  }
}

/** A server's configuration for this site. */
function configuration(file, { host, frames }) {
  const text = readFileSync(join(PACKAGE, "servers", file), "utf8");
  return text
    .replaceAll(HOST, host)
    .replaceAll(FRAMER, frames.map((frame) => ` ${frame}`).join(""))
    // The site around the check lies in the image, too.
    .replace("COPY servers/container.conf", "COPY container.conf")
    .replace("COPY . /srv/www/skill-check", "COPY www /srv/www")
    .replace("--file servers/Containerfile .", "--file Containerfile .")
    .replace("In the folder of the build:", "In this folder:")
    .replace(/^ *location = \/ \{ return 302 .*\n/m, "")
    // The page around the check.
    .replace(/\n\}\n$/, file === "Caddyfile" ? "\n\thandle {\n\t\troot * /var/www\n\t\tfile_server\n\t}\n}\n" : "$&");
}

/**
 * The check's script as the page names it, with what the browser compares it with.
 * @returns {{ src: string, integrity?: string, origin?: string }}
 */
function script({ from }) {
  if (!from) return { src: "skill-check/skill-check.js" };
  const digest = createHash("sha384").update(readFileSync(join(PACKAGE, "skill-check.js"))).digest("base64");
  return { src: `${from}/${NAME}@${VERSION}/skill-check.js`, integrity: `sha384-${digest}`, origin: new URL(from).origin };
}

/** Writes the site. */
function create(wanted) {
  const { folder, from, lang, server, courses } = wanted;
  const www = join(folder, "www");
  write(join(www, "index.html"), page(lang, script(wanted), courses));
  write(join(www, "page.css"), SHEET);
  if (courses) write(join(www, "courses.json"), readFileSync(join(PACKAGE, "create/courses.json")));
  const configurations = from ? [] : SERVERS[server];
  if (!from) {
    const check = join(www, "skill-check");
    for (const name of ["skill-check.js", "assets", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt", "courses.schema.json"]) {
      cpSync(join(PACKAGE, name), join(check, name), { recursive: true, errorOnExist: true, force: false });
    }
    // A static host compresses by itself. What is outside of the folder is there to be changed, and has no twins.
    if (server !== "static") compress(check);
  }
  for (const [file, place] of configurations) write(join(folder, place), configuration(file, wanted));
  write(join(folder, "README.md"), readme({ ...wanted, version: VERSION, configurations }));
}

const wanted = await asked(said(process.argv.slice(2)));
if (wanted.folder === undefined) refuse("name a folder to write to: create-skill-check my-site");
if (wanted.from && (wanted.server || wanted.host || wanted.frames.length)) refuse("`--from` leaves the files where they are, so there is no server to configure: leave out --server, --host and --frames");
seeToFolder(wanted.folder);
const { server, lang, host: site } = wanted;
const whole = { ...wanted, server: server ?? "nginx", lang: lang ?? "en", host: site ?? HOST };
try {
  create(whole);
} catch (cause) {
  process.stderr.write(`${cause.message}\n${wanted.folder} is incomplete: remove it, see to what is said here, and try again\n`);
  process.exit(2);
}
process.stdout.write(START(wanted.folder, basename(wanted.folder), whole));
