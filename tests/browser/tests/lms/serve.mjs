// The small store over HTTP, on another origin than the package: `node serve.mjs <port file>`. Besides xAPI it answers
// `/seen` with what it has.

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { Lrs } from "./store.mjs";

const launch = JSON.parse(process.env.LAUNCH);
const store = new Lrs(launch);
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Experience-API-Version",
  "Access-Control-Allow-Methods": "GET, PUT, POST, DELETE",
};

function answer({ method, url, headers }, body) {
  if (method === "OPTIONS") return [204, ""];
  if (url === "/seen") return [200, { statements: store.statements, problems: store.problems, state: store.states.get("skill-check") ?? "" }];
  return store.answer(method, url, headers, body);
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const [status, text] = answer(request, body);
    const isText = typeof text === "string";
    response.writeHead(status, { ...CORS, "Content-Type": isText ? "text/plain" : "application/json" });
    response.end(isText ? text : JSON.stringify(text));
  });
});
server.listen(0, "127.0.0.1", () => writeFileSync(process.argv[2], String(server.address().port)));
// With whoever has started it.
process.stdin.on("end", () => process.exit()).resume();
