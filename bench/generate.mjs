// node generate.mjs FOLDER: writes FOLDER/<count>/measured/, a folder of catalogues each with the one
// that ours asks, in three lengths; `cargo xtask build --catalogues` takes it from there.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueToml, questionnaire, textsToml } from "./questions.mjs";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name the folder to write to");
const ID = "measured";
for (const count of [40, 400, 4000]) {
  const questions = questionnaire(count);
  const target = join(folder, String(count), ID);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "catalogue.toml"), catalogueToml(ID, questions));
  writeFileSync(join(target, "de.toml"), textsToml(questions));
}
