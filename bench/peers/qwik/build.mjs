// Builds the contender of Qwik: its code for the browser, and with its code for a server a page for each count.
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { qwikVite } from "@builder.io/qwik/optimizer";
import { build } from "vite";
import { inPages } from "../common.js";

const root = fileURLToPath(new URL(".", import.meta.url));

/** `quizzes` are what the peers read, by the count of questions. */
export async function buildPages(folder, quizzes) {
  const outdir = resolve(folder);
  const server = join(outdir, "server");
  const settings = (isServer) => ({
    root,
    configFile: false,
    logLevel: "error",
    base: "/qwik/",
    plugins: [
      qwikVite({
        srcDir: root,
        client: { input: join(root, "quiz.jsx"), outDir: dirname(outdir) },
        ssr: { input: join(root, "entry.jsx"), outDir: server },
      }),
    ],
    build: { outDir: isServer ? server : dirname(outdir), ssr: isServer && join(root, "entry.jsx"), emptyOutDir: false },
  });
  rmSync(outdir, { recursive: true, force: true });
  await build(settings(false));
  await build(settings(true));
  const { render } = await import(pathToFileURL(join(server, "entry.js")).href);
  for (const [count, quiz] of Object.entries(quizzes))
    writeFileSync(join(outdir, `${count}.html`), await render({ ...quiz, pages: inPages(quiz) }, { base: "/qwik/build/", data: `../data/${count}.json` }));
  rmSync(server, { recursive: true });
}
