// Scripts that a test runs afresh as often as it wants, each time with surroundings of its own.

const { build } = await import(`${process.env.TOOLS}node_modules/esbuild/lib/main.js`);
const root = `${process.env.TOOLS}../embed`;

/**
 * Scripts of these names as one, which takes what they find around them by name, and gives all that they export.
 * @param {string[]} names
 * @param {(text: string) => string} [changed]
 */
export async function afresh(names, changed = (text) => text) {
  const standIn = `${root}/tests/build-stub.js`;
  const made = await build({
    stdin: { contents: names.map((name) => `export * from "./${name}.js";`).join(""), resolveDir: root },
    alias: { "skill-check:build": standIn, "skill-check:source": standIn, "skill-check:files": standIn },
    bundle: true,
    format: "iife",
    globalName: "made",
    write: false,
  });
  const text = changed(made.outputFiles[0].text);
  // eslint-disable-next-line no-new-func -- what stands around them are its parameters
  return (surroundings) => new Function(...Object.keys(surroundings), `${text}\nreturn made;`)(...Object.values(surroundings));
}
