//! The npm package: the element for applications with a bundler, or with an import map.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Assets;
use super::content::Content;
use super::files::Files;
use super::licences;
use super::loader::{Build, Bundler};

/// The folder with the package's sources.
const FOLDER: &str = "npm";

/// The manifest, which gets its version from the workspace.
const MANIFEST: &str = "npm/package.json";

/// What goes into the package as it is, by where it comes from.
const COPIED: [(&str, &str); 8] = [
    ("npm/README.md", "README.md"),
    ("npm/skill-check.d.ts", "skill-check.d.ts"),
    // The same for whoever requires it: tools tell the two by their names.
    ("npm/skill-check.d.ts", "skill-check.d.cts"),
    ("npm/react.d.ts", "react.d.ts"),
    ("npm/server.js", "server.js"),
    ("npm/server.cjs", "server.cjs"),
    ("npm/custom-elements.json", "custom-elements.json"),
    ("docs/courses.schema.json", "courses.schema.json"),
];

/// The files of the package by their path in `dist/`.
pub(crate) fn pack(
    bundler: &Bundler<'_>,
    build: &Build,
    content: &Content,
    assets: &Assets,
    files: &Files,
) -> Result<Vec<(String, Vec<u8>)>> {
    let runner = bundler.runner;
    let script = bundler.element_packaged(&build.module(content), assets, &module(build))?;
    let mut package = vec![("skill-check.js".to_owned(), script)];
    // The script has all screens inside.
    let paths = build.paths();
    for path in paths.filter(|&path| Some(path) != build.screens.as_ref()) {
        let bytes = files.bytes(path);
        let bytes = bytes.with_context(|| format!("`{path}` is not built"))?;
        let bytes = if path == &build.later_styles {
            let text = String::from_utf8_lossy(bytes);
            format!("export default {};\n", Value::from(text.as_ref())).into_bytes()
        } else {
            bytes.to_vec()
        };
        package.push((moved(path), bytes));
    }
    for name in licences::SHIPPED {
        let bytes = files.bytes(name);
        let bytes = bytes.with_context(|| format!("`{name}` is not built"))?;
        package.push((name.to_owned(), bytes.to_vec()));
    }
    for (from, to) in COPIED {
        package.push((to.to_owned(), read(&runner.path(from), from)?));
    }
    let manifest = manifest(&read(&runner.path(MANIFEST), MANIFEST)?)?;
    package.push(("package.json".to_owned(), manifest));
    let package = package.into_iter();
    Ok(package
        .map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes))
        .collect())
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{name} can't be read"))
}

/// Where a file of the build lies in the package: all in one folder. A style sheet is a script there,
/// since bundlers make links of style sheets, and these belong into the shadow root.
fn moved(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let script = name.strip_suffix(".css").map(|stem| format!("{stem}.js"));
    format!("assets/{}", script.as_deref().unwrap_or(name))
}

/// The module `skill-check:files`: every file in the form that bundlers look for.
fn module(build: &Build) -> String {
    let is_script = |path: &&String| moved(path).ends_with(".js");
    let urls: String = build
        .paths()
        .filter(|path| !is_script(path))
        .map(|path| {
            let place = moved(path);
            format!("  \"{path}\": new URL(\"./{place}\", import.meta.url).href,\n")
        })
        .collect();
    let scripts: String = [
        ("glue", &build.glue),
        ("laterStyles", &build.later_styles),
        ("extras", &build.extras),
        ("host", &build.host),
    ]
    .into_iter()
    .map(|(name, path)| format!("  {name}: () => import(\"./{}\"),\n", moved(path)))
    .collect();
    format!(
        "const urls = {{\n{urls}}};\nexport const asset = (path) => urls[path];\n\
         export const scripts = {{\n{scripts}}};\n"
    )
}

/// The manifest with the version of the workspace. The order of its entries counts, so it stays text.
fn manifest(source: &[u8]) -> Result<Vec<u8>> {
    const PLACE: &str = "\"version\": \"0.0.0\"";
    let source = String::from_utf8_lossy(source);
    ensure!(source.contains(PLACE), "{MANIFEST} has no `{PLACE}`");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    Ok(source.replace(PLACE, &version).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::loader::BuiltCatalogue;

    #[test]
    fn every_file_stands_in_the_form_that_bundlers_look_for() {
        let build = Build {
            id: "12ab".to_owned(),
            glue: "assets/g.js".to_owned(),
            wasm: "assets/w.wasm".to_owned(),
            later: "assets/l.wasm".to_owned(),
            later_styles: "assets/l.css".to_owned(),
            extras: "assets/e.js".to_owned(),
            host: "assets/h.js".to_owned(),
            screens: None,
            catalogues: vec![BuiltCatalogue {
                id: "a".to_owned(),
                locale: "de".to_owned(),
                first: "catalogues/d.bin".to_owned(),
                later: "catalogues/later/e.bin".to_owned(),
            }],
        };
        let module = module(&build);
        for part in [
            "\"assets/w.wasm\": new URL(\"./assets/w.wasm\", import.meta.url).href",
            "\"catalogues/d.bin\": new URL(\"./assets/d.bin\", import.meta.url).href",
            "\"catalogues/later/e.bin\": new URL(\"./assets/e.bin\", import.meta.url).href",
            "glue: () => import(\"./assets/g.js\")",
            "host: () => import(\"./assets/h.js\")",
            "laterStyles: () => import(\"./assets/l.js\")",
        ] {
            assert!(module.contains(part), "{part} is not in\n{module}");
        }
        assert!(!module.contains("new URL(\"./assets/g.js\""), "{module}");
    }

    #[test]
    fn the_manifest_gets_the_version() {
        let text = manifest(b"{ \"version\": \"0.0.0\" }").unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
        assert!(manifest(b"{}").is_err());
    }
}
