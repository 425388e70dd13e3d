// What can be written at a place, by the schema of the file: keys of the table that it is in, and values where there
// are only some.

/** The schema that a file goes by. */
function schemaOf(file, schemas) {
  if (file === "catalogue.toml") return schemas["catalogue.schema.json"];
  if (file === "personas.toml") return schemas["personas.schema.json"];
  return file.endsWith(".toml") ? schemas["locale.schema.json"] : undefined;
}

/** A schema, or the one that it refers to. */
function resolved(schema, root) {
  const name = schema?.$ref?.replace("#/$defs/", "");
  return name ? root.$defs[name] : schema;
}

/** The schema of what is in a table, by the keys that lead there; lists are passed through. */
function inside(root, path) {
  let schema = root;
  for (const key of path) {
    schema = resolved(schema, root);
    const next = schema?.properties?.[key] ?? schema?.additionalProperties;
    schema = resolved(typeof next === "object" ? next : undefined, root);
    if (schema?.type === "array") schema = resolved(schema.items, root);
  }
  return resolved(schema, root);
}

/** The keys of the table that a line is in, by the last head above it. */
function tableAt(doc, line) {
  for (let number = line; number > 0; number -= 1) {
    const head = /^\s*\[\[?([^\]]+)\]\]?/.exec(doc.line(number).text);
    if (head) return [...head[1].matchAll(/"([^"]*)"|([^.\s]+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  }
  return [];
}

/** Completions at a place, for CodeMirror. */
export function completions(context, file, schemas) {
  const root = schemaOf(file ?? "", schemas);
  const word = context.matchBefore(/[\w-]*/);
  if (!root || (!word.text && !context.explicit)) return null;
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  const before = line.text.slice(0, word.from - line.from);
  const path = tableAt(doc, line.number);
  const value = /^\s*([\w-]+)\s*=\s*\[?(?:[^#]*,)?\s*"$/.exec(before);
  if (value) {
    const own = resolved(inside(root, path)?.properties?.[value[1]], root);
    const choices = own?.enum ?? resolved(own?.items, root)?.enum;
    return choices ? { from: word.from, options: choices.map((label) => ({ label: String(label), type: "enum" })) } : null;
  }
  if (before.trim()) return null;
  const schema = inside(root, path);
  const options = Object.entries(schema?.properties ?? {}).map(([label, own]) => ({ label, apply: `${label} = `, detail: own.description, type: "property" }));
  return options.length ? { from: word.from, options } : null;
}
