// Where the files of the build lie when a server has them: beside the loader.

const BASE = new URL(".", import.meta.url);

export const asset = (path) => new URL(path, BASE).href;
