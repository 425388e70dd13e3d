// What the build writes, in the tests of these scripts: the modules `skill-check:build`,
// `skill-check:source` and `skill-check:files` in one.

export default {
  id: "build",
  catalogue: "own",
  locales: ["de", "en", "pt-BR"],
  defaults: { own: "de" },
  catalogues: { own: { de: ["catalogues/own.de", "catalogues/later/own.de"], en: ["catalogues/own.en", "catalogues/later/own.en"] } },
  messages: {},
};

export const scope = () => "@/files/";
export const asset = (path) => `https://files.example/files/${path}`;
export const isPinned = false;
export const screens = undefined;

/** Asks what a test has put around the scripts, by the name `ask`. */
// @ts-expect-error: it stands nowhere else
export const catalogue = (...what) => ask(...what);

const nothing = async () => undefined;
export { nothing as code, nothing as current, nothing as extras, nothing as glue, nothing as host, nothing as later };
