// Builds entry.js with one of the bundlers, as its own guide says, into out/<bundler>, with a page around:
// node bundle.mjs BUNDLER TOOLS

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [bundler, tools] = process.argv.slice(2);
const require = createRequire(`${tools}/`);
const folder = resolve("out", bundler);

const page = (script) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>App</title>
    <link rel="icon" href="data:," />
    ${script}
  </head>
  <body>
    <main><h1>App</h1></main>
  </body>
</html>
`;
const MODULE = '<script type="module" src="entry.js"></script>';

const BUNDLERS = {
  async esbuild() {
    const options = { entryPoints: ["entry.js"], bundle: true, format: "esm", splitting: true, outdir: folder };
    await require("esbuild").build(options);
    return MODULE;
  },
  async rollup() {
    const { nodeResolve } = require("@rollup/plugin-node-resolve");
    const bundle = await require("rollup").rollup({ input: "entry.js", plugins: [nodeResolve()] });
    await bundle.write({ dir: folder, format: "es" });
    return MODULE;
  },
  async webpack() {
    const output = { path: folder, filename: "entry.js" };
    const stats = await new Promise((done, refuse) => {
      const options = { mode: "production", entry: "./entry.js", output };
      require("webpack")(options, (cause, stats) => (cause ? refuse(cause) : done(stats)));
    });
    if (stats.hasErrors()) throw new Error(stats.toString());
    return '<script defer src="entry.js"></script>';
  },
  async parcel() {
    mkdirSync("parcel", { recursive: true });
    writeFileSync("parcel/index.html", page(MODULE.replace("entry.js", "../entry.js")));
    const { Parcel } = require("@parcel/core");
    const options = {
      entries: "parcel/index.html",
      defaultConfig: require.resolve("@parcel/config-default"),
      mode: "production",
      shouldDisableCache: true,
      defaultTargetOptions: { distDir: folder, publicUrl: "./", sourceMaps: false },
    };
    await new Parcel(options).run();
    return undefined;
  },
};

mkdirSync(folder, { recursive: true });
const script = await BUNDLERS[bundler]();
const name = `${folder}/index.html`;
if (script) writeFileSync(name, page(script));
