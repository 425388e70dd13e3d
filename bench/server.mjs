// A static server with Brotli twins, on a free port of this machine.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** The bytes of a file, or undefined. */
const bytesOf = (path) => readFile(path).catch(() => undefined);

/** The path of a file in the folder that an address names. */
export const fileOf = (folder, address) => join(folder, normalize(decodeURIComponent(new URL(address, "http://host").pathname)));

export function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = fileOf(folder, request.url);
    const twin = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") ? await bytesOf(`${path}.br`) : undefined;
    const body = twin ?? (await bytesOf(path));
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-length": body.length,
      "cache-control": path.endsWith(".html") ? "no-cache" : "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      ...(twin && { "content-encoding": "br" }),
    });
    response.end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}
