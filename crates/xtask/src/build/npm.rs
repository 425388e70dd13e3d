//! The npm package: the element for applications with a bundler, or with an import map.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Assets;
use super::content::Content;
use super::files::Files;
use super::loader::{Build, Bundler};
use super::studio::Computing;
use super::{licences, servers};

/// The folder with the package's sources.
const FOLDER: &str = "npm";

/// The manifest, which gets its version from the workspace.
const MANIFEST: &str = "npm/package.json";

/// What goes into the package as it is, by where it comes from.
const COPIED: [(&str, &str); 13] = [
    ("npm/assets.js", "assets.js"),
    ("npm/check.js", "check.js"),
    ("npm/create.js", "create.js"),
    ("npm/create/texts.js", "create/texts.js"),
    ("npm/create/courses.json", "create/courses.json"),
    ("npm/README.md", "README.md"),
    ("npm/svelte.d.ts", "svelte.d.ts"),
    ("npm/screens.d.ts", "screens.d.ts"),
    ("npm/server.js", "server.js"),
    ("npm/server.cjs", "server.cjs"),
    ("npm/custom-elements.json", "custom-elements.json"),
    ("npm/html-custom-data.json", "html-custom-data.json"),
    ("docs/courses.schema.json", "courses.schema.json"),
];

/// Types for whoever imports and for whoever requires: tools tell the two by their names.
const TYPES: [&str; 4] = ["skill-check", "load", "react", "vue"];

/// Scripts that are there for both, too.
const SCRIPTS: [&str; 2] = ["load", "react"];

/// What stands for the build's name in the script that loads it.
const BUILD: &str = "0000000000000000";

/// The files of the package by their path in `dist/`.
pub(crate) fn pack(
    bundler: &Bundler<'_>,
    build: &Build,
    content: &Content,
    assets: &Assets,
    computing: &Computing,
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
        package.push((moved(path), bytes.to_vec()));
    }
    for name in licences::SHIPPED {
        let bytes = files.bytes(name);
        let bytes = bytes.with_context(|| format!("`{name}` is not built"))?;
        package.push((name.to_owned(), bytes.to_vec()));
    }
    for (from, to) in COPIED {
        package.push((to.to_owned(), read(&runner.path(from), from)?));
    }
    let name = format!("{FOLDER}/web-types.json");
    let web_types = versioned(&read(&runner.path(&name), &name)?, &name)?;
    package.push(("web-types.json".to_owned(), web_types));
    package.extend(twofold(bundler, build)?);
    package.push(("screens.js".to_owned(), screens(files)));
    // What `create-skill-check` configures servers with.
    let configurations = servers::all().into_iter();
    package.extend(configurations.map(|(path, text)| (path, text.into_bytes())));
    // What `npx skill-check check` runs.
    package.push((
        "check/studio.wasm".to_owned(),
        computing.checker.wasm.clone(),
    ));
    let notices = files.bytes(licences::STUDIO_NOTICES);
    let notices = notices.context("the studio's notices are not built")?;
    package.push(("check/THIRD-PARTY.txt".to_owned(), notices.to_vec()));
    package.push((
        "check/glue.js".to_owned(),
        bundler.script(&computing.checker.glue)?,
    ));
    let manifest = manifest(&read(&runner.path(MANIFEST), MANIFEST)?)?;
    package.push(("package.json".to_owned(), manifest));
    let package = package.into_iter();
    Ok(package
        .map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes))
        .collect())
}

/// The module with the first screens by language, for pages that a server puts together, as they lie in the build.
fn screens(files: &Files) -> Vec<u8> {
    let screens = files.all().filter_map(|(path, html)| {
        let locale = path.strip_prefix("screens/")?.rsplit('.').nth(1)?;
        Some((locale.to_owned(), String::from_utf8_lossy(html).into()))
    });
    let by_locale: serde_json::Map<_, _> = screens.collect();
    format!("export default {};\n", serde_json::Value::from(by_locale)).into_bytes()
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{name} can't be read"))
}

/// Where a file of the build lies in the package: all in one folder.
fn moved(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("assets/{name}")
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
        ("laterScript", &build.later_script),
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

/// What there is for those who import and for those who require.
fn twofold(bundler: &Bundler<'_>, build: &Build) -> Result<Vec<(String, Vec<u8>)>> {
    let source = |name: String| -> Result<String> {
        let path = format!("{FOLDER}/{name}");
        let text = read(&bundler.runner.path(&path), &path)?;
        String::from_utf8(text).with_context(|| format!("{path} is no text"))
    };
    let mut files = Vec::new();
    for name in TYPES {
        let types = source(format!("{name}.d.ts"))?;
        files.push((format!("{name}.d.cts"), required(&types)));
        files.push((format!("{name}.d.ts"), types));
    }
    let work = bundler.work.join(FOLDER);
    std::fs::create_dir_all(&work).with_context(|| format!("{} can't be made", work.display()))?;
    for name in SCRIPTS {
        let script = source(format!("{name}.js"))?.replace(BUILD, &build.id);
        let path = work.join(format!("{name}.js"));
        std::fs::write(&path, &script)
            .with_context(|| format!("{} can't be written", path.display()))?;
        files.push((format!("{name}.js"), script));
    }
    let files = files
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()));
    let mut files: Vec<_> = files.collect();
    for name in SCRIPTS {
        let script = bundler.required(&work.join(format!("{name}.js")))?;
        files.push((format!("{name}.cjs"), script));
    }
    Ok(files)
}

/// Types for whoever requires: they name the others of that kind.
fn required(types: &str) -> String {
    types.replace("\"./skill-check.js\"", "\"./skill-check.cjs\"")
}

/// The manifest with the version, and of a package that may be published: in the sources it is none.
fn manifest(source: &[u8]) -> Result<Vec<u8>> {
    const PRIVATE: &str = "  \"private\": true,\n";
    let text = String::from_utf8_lossy(source);
    ensure!(
        text.contains(PRIVATE),
        "{MANIFEST} has no `{}`",
        PRIVATE.trim()
    );
    versioned(text.replace(PRIVATE, "").as_bytes(), MANIFEST)
}

/// A file with the version of the workspace. The order of its entries counts, so it stays text.
fn versioned(source: &[u8], name: &str) -> Result<Vec<u8>> {
    const PLACE: &str = "\"version\": \"0.0.0\"";
    let source = String::from_utf8_lossy(source);
    ensure!(source.contains(PLACE), "{name} has no `{PLACE}`");
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
            later_script: "assets/l.js".to_owned(),
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
            "laterScript: () => import(\"./assets/l.js\")",
        ] {
            assert!(module.contains(part), "{part} is not in\n{module}");
        }
        assert!(!module.contains("new URL(\"./assets/g.js\""), "{module}");
    }

    #[test]
    fn types_name_those_of_their_kind() {
        let types = "import type { A } from \"./skill-check.js\";\n";
        assert_eq!(
            required(types),
            "import type { A } from \"./skill-check.cjs\";\n"
        );
    }

    #[test]
    fn the_manifest_gets_the_version() {
        let text = versioned(b"{ \"version\": \"0.0.0\" }", "a").unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
        assert!(versioned(b"{}", "a").is_err());
        let source = include_bytes!("../../../../npm/package.json");
        let text = String::from_utf8(manifest(source).unwrap()).unwrap();
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
        assert!(!text.contains("private"), "{text}");
        assert!(manifest(b"{}").is_err());
    }
}
