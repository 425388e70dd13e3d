//! Whose work is in what is shipped besides our own: their notices, and a bill of materials.
//!
//! What comes of it depends on the lock files and the toolchain alone, so the same sources give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::files::{Files, hash};
use crate::run::{Runner, cargo};
use crate::setup::{self, WASM};

/// The notices, and the bill of materials in the form of CycloneDX.
pub(crate) const NOTICES: &str = "THIRD-PARTY.txt";
pub(crate) const BILL: &str = "sbom.cdx.json";

/// Our own licences.
pub(crate) const OWN: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// What belongs beside each copy of the code.
pub(crate) const SHIPPED: [&str; 3] = [OWN[0], OWN[1], NOTICES];

/// The package whose Wasm visitors get.
const WIDGET: &str = "skill-check";

/// The packages whose Wasm authors get, and the notices that lie beside it.
const STUDIO: [&str; 2] = ["studio", "importer"];
pub(crate) const STUDIO_NOTICES: &str = "studio/THIRD-PARTY.txt";

/// What the standard library is made of on this target, besides itself.
const STANDARD: [&str; 3] = ["cfg-if", "dlmalloc", "hashbrown"];

/// What is bundled from npm.
const BUNDLED: [&str; 1] = ["uqr"];

/// What begins the name of a file with a licence or a notice.
const FILE_NAMES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "COPYRIGHT",
    "UNLICENSE",
];

/// A work of others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
    /// Where it comes from.
    home: String,
    /// Its name for tools.
    purl: String,
    /// The texts of its licence, and its notices.
    texts: Vec<String>,
}

/// Adds our licences, the notices and the bill of materials to `dist/`; `editor` are the packages from npm in what
/// authors get.
pub(crate) fn add(runner: &Runner, editor: &BTreeSet<String>, files: &mut Files) -> Result<()> {
    let parts = parts(runner, WIDGET, BUNDLED)?;
    let [studio, importer] = STUDIO;
    let editor = editor.iter().map(String::as_str);
    let studio = together(
        self::parts(runner, studio, editor)?,
        self::parts(runner, importer, [])?,
    );
    for name in OWN {
        let text = std::fs::read(runner.path(name));
        files.add(name, text.with_context(|| format!("{name} can't be read"))?);
    }
    files.add(NOTICES, notices(&parts));
    files.add(STUDIO_NOTICES, notices(&studio));
    files.add(BILL, bill(&together(parts, studio)));
    Ok(())
}

/// Works of both lists, by name, each once.
fn together(mut parts: Vec<Part>, others: Vec<Part>) -> Vec<Part> {
    parts.extend(others);
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    parts.dedup_by(|a, b| a.purl == b.purl);
    parts
}

/// Writes our licences and the notices for a package that is built for this machine into a folder.
pub(crate) fn write(runner: &Runner, package: &str, target: &str, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} can't be created", folder.display()))?;
    for name in OWN {
        let place = folder.join(name);
        std::fs::copy(runner.path(name), &place)
            .with_context(|| format!("{} can't be written", place.display()))?;
    }
    let (parts, _) = linked_with(runner, package, target)?;
    let place = folder.join(NOTICES);
    std::fs::write(&place, notices(&parts))
        .with_context(|| format!("{} can't be written", place.display()))
}

/// The works of others that a package is linked with on some target, and where the registry's packages lie.
fn linked_with(runner: &Runner, package: &str, target: &str) -> Result<(Vec<Part>, PathBuf)> {
    let mut command = cargo();
    command.args(["metadata", "--locked", "--format-version=1"]);
    command.args(["--filter-platform", target]);
    let output = runner.run(&mut command)?;
    // Warnings are in lines of their own.
    let line = output.lines().find(|line| line.starts_with('{'));
    let metadata: Value = serde_json::from_str(line.context("cargo gave no metadata")?)
        .context("cargo's metadata is not JSON")?;
    let mut parts = Vec::new();
    let mut sources = PathBuf::new();
    for package in crates(&metadata, package)? {
        let manifest = Path::new(text(package, "manifest_path"));
        let folder = manifest.parent().context("a manifest lies nowhere")?;
        sources = folder.parent().map(Path::to_owned).unwrap_or_default();
        parts.push(krate(runner, package, folder)?);
    }
    Ok((parts, sources))
}

/// All works of others in a package's Wasm and in what is bundled with it, by name.
fn parts<'b>(
    runner: &Runner,
    package: &str,
    bundles: impl IntoIterator<Item = &'b str>,
) -> Result<Vec<Part>> {
    let (mut parts, sources) = linked_with(runner, package, WASM)?;
    parts.extend(standard(runner, &sources)?);
    for name in bundles {
        parts.push(bundled(runner, name)?);
    }
    Ok(together(parts, Vec::new()))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The packages of others that what is shipped is linked with: neither what only builds or tests it, nor macros.
fn crates<'m>(metadata: &'m Value, package: &str) -> Result<Vec<&'m Value>> {
    let packages: BTreeMap<&str, &Value> = list(metadata, "packages")
        .iter()
        .map(|package| (text(package, "id"), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"], "nodes")
        .iter()
        .map(|node| (text(node, "id"), node))
        .collect();
    let is_macro = |package: &Value| {
        let kinds = list(package, "targets").iter();
        kinds
            .flat_map(|target| list(target, "kind"))
            .any(|kind| kind == "proc-macro")
    };
    // Ours have no source.
    let is_root = |one: &Value| text(one, "name") == package && one["source"].is_null();
    let root = packages.iter().find(|(_, one)| is_root(one));
    let root = root.with_context(|| format!("cargo knows no package `{package}`"))?;
    let mut waiting = vec![*root.0];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        for dependency in nodes.get(id).map_or(&[][..], |node| list(node, "deps")) {
            let is_linked = list(dependency, "dep_kinds")
                .iter()
                .any(|kind| kind["kind"].is_null());
            let id = text(dependency, "pkg");
            if is_linked && packages.get(id).is_some_and(|package| !is_macro(package)) {
                waiting.push(id);
            }
        }
    }
    let others = seen.into_iter().filter_map(|id| packages.get(id).copied());
    // What has no source is ours.
    Ok(others
        .filter(|package| !package["source"].is_null())
        .collect())
}

fn krate(runner: &Runner, package: &Value, folder: &Path) -> Result<Part> {
    let name = text(package, "name").to_owned();
    let version = text(package, "version").to_owned();
    let authors = list(package, "authors").iter();
    let authors: Vec<&str> = authors.filter_map(Value::as_str).collect();
    let licence = text(package, "license").replace('/', " OR ");
    let texts = texts(runner, folder, &name, &licence, &authors)?;
    Ok(Part {
        purl: format!("pkg:cargo/{name}@{version}"),
        home: text(package, "repository").to_owned(),
        name,
        version,
        licence,
        texts,
    })
}

/// Rust's library, and what it is made of. `sources` is where the registry's packages lie.
fn standard(runner: &Runner, sources: &Path) -> Result<Vec<Part>> {
    let library = setup::library(runner)?;
    let lock = std::fs::read_to_string(library.join("Cargo.lock"))
        .with_context(|| format!("{} has no lock file", library.display()))?;
    let rustc = runner.run(Command::new("rustc").arg("--version"))?;
    let release = rustc.lines().last().unwrap_or_default();
    let release = release.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut parts = vec![Part {
        name: "rust-std".to_owned(),
        purl: format!("pkg:generic/rust-std@{release}"),
        version: release.clone(),
        licence: "MIT OR Apache-2.0".to_owned(),
        home: "https://github.com/rust-lang/rust".to_owned(),
        texts: vec![mit(runner, "the Rust Project contributors")?],
    }];
    let builtins = library.join("compiler-builtins");
    parts.push(Part {
        name: "compiler_builtins".to_owned(),
        purl: format!("pkg:generic/compiler_builtins@{release}"),
        version: release,
        licence: "MIT AND Apache-2.0 WITH LLVM-exception".to_owned(),
        home: "https://github.com/rust-lang/compiler-builtins".to_owned(),
        texts: own_texts(&builtins, true)?,
    });
    ensure!(
        !parts[1].texts.is_empty(),
        "{} has no licence",
        builtins.display()
    );
    for name in STANDARD {
        let version = locked(&lock, name)
            .with_context(|| format!("Rust's library no longer uses {name}: change the list"))?;
        let folder = sources.join(format!("{name}-{version}"));
        let licence = "MIT OR Apache-2.0".to_owned();
        parts.push(Part {
            purl: format!("pkg:cargo/{name}@{version}"),
            home: format!("https://crates.io/crates/{name}"),
            texts: texts(runner, &folder, name, &licence, &[])?,
            name: name.to_owned(),
            version,
            licence,
        });
    }
    Ok(parts)
}

/// The version of a package in a lock file.
fn locked(lock: &str, name: &str) -> Option<String> {
    let rest = lock
        .split_once(&format!("name = \"{name}\"\nversion = \""))?
        .1;
    Some(rest.split_once('"')?.0.to_owned())
}

fn bundled(runner: &Runner, name: &str) -> Result<Part> {
    let folder = runner.path("tools/node_modules").join(name);
    let manifest = std::fs::read(folder.join("package.json"));
    let manifest = manifest.with_context(|| format!("{name} is not installed"))?;
    let manifest: Value = serde_json::from_slice(&manifest)
        .with_context(|| format!("the manifest of {name} is not JSON"))?;
    let version = text(&manifest, "version").to_owned();
    let licence = text(&manifest, "license").to_owned();
    let author = text(&manifest, "author");
    Ok(Part {
        purl: format!("pkg:npm/{name}@{version}"),
        home: format!("https://www.npmjs.com/package/{name}"),
        texts: texts(runner, &folder, name, &licence, &[author])?,
        name: name.to_owned(),
        version,
        licence,
    })
}

/// The texts that come with a work; where none does, the licence's own with its authors.
fn texts(
    runner: &Runner,
    folder: &Path,
    name: &str,
    licence: &str,
    authors: &[&str],
) -> Result<Vec<String>> {
    let texts = own_texts(folder, !licence.contains(" OR "))?;
    if !texts.is_empty() {
        return Ok(texts);
    }
    let of = if authors.iter().all(|author| author.is_empty()) {
        format!("the authors of {name}")
    } else {
        authors.join(", ")
    };
    if licence.contains("MIT") {
        return Ok(vec![mit(runner, &of)?]);
    }
    if licence.contains("Apache-2.0") {
        let text = read(&runner.path(OWN[1]))?;
        return Ok(vec![format!("Copyright {of}\n\n{text}")]);
    }
    bail!("{name} ({licence}) ships no text of its licence: write down where it is")
}

/// The files with licences in a folder. Of those that one may choose from, MIT's is enough.
fn own_texts(folder: &Path, needs_all: bool) -> Result<Vec<String>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("{} can't be read", folder.display()))?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if FILE_NAMES.iter().any(|start| name.starts_with(start)) && entry.path().is_file() {
            paths.push((name, entry.path()));
        }
    }
    paths.sort();
    if !needs_all && paths.iter().any(|(name, _)| name.contains("MIT")) {
        paths.retain(|(name, _)| name.contains("MIT") || name.starts_with("NOTICE"));
    }
    paths.iter().map(|(_, path)| read(path)).collect()
}

/// A text with the line ends of this system.
fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))?;
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim_matches('\n').to_owned())
}

/// MIT's text with another's name in it.
fn mit(runner: &Runner, of: &str) -> Result<String> {
    let text = read(&runner.path(OWN[0]))?;
    let line = text.lines().find(|line| line.starts_with("Copyright"));
    let line = line.with_context(|| format!("{} names nobody", OWN[0]))?;
    Ok(text.replace(line, &format!("Copyright (c) {of}")))
}

/// The notices as one text: a list, and then each licence once, under all that it belongs to.
fn notices(parts: &[Part]) -> String {
    let mut text = String::from(
        "skill-check is licensed under either of MIT or Apache-2.0 (LICENSE-MIT, LICENSE-APACHE), its catalogues\n\
         under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). It holds the following works of others.\n\n",
    );
    for part in parts {
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            "{} {} ({}) {}",
            part.name, part.version, part.licence, part.home
        );
    }
    let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in parts {
        for licence in &part.texts {
            let name = format!("{} {}", part.name, part.version);
            by_text.entry(licence).or_default().push(name);
        }
    }
    let mut sections: Vec<_> = by_text.into_iter().collect();
    sections.sort_by(|a, b| a.1.cmp(&b.1));
    for (licence, names) in sections {
        let _ = write!(
            text,
            "\n{}\n{}\n\n{licence}\n",
            "-".repeat(78),
            names.join(", ")
        );
    }
    text
}

/// The bill of materials. It names no time and no machine.
fn bill(parts: &[Part]) -> String {
    let components: Vec<Value> = parts
        .iter()
        .map(|part| {
            json!({
                "type": "library",
                "bom-ref": part.purl,
                "name": part.name,
                "version": part.version,
                "purl": part.purl,
                "licenses": [{ "expression": part.licence }],
            })
        })
        .collect();
    let own = format!("pkg:generic/{WIDGET}@{}", env!("CARGO_PKG_VERSION"));
    let references: Vec<&str> = parts.iter().map(|part| part.purl.as_str()).collect();
    let digits = hash([references.join("\n").as_bytes()]);
    let serial = format!(
        "urn:uuid:{}-{}-4{}-8{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..32]
    );
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial,
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": own,
            "name": WIDGET,
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": components,
        "dependencies": [{ "ref": own, "dependsOn": references }],
    });
    format!("{bill:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner() -> Runner {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Runner::new(root.canonicalize().unwrap(), false)
    }

    /// Name and version of all crates that cargo links into the Wasm, by another way than `crates`.
    fn linked(runner: &Runner) -> Vec<String> {
        let mut command = cargo();
        command.args(["tree", "--quiet", "--locked", "--package", WIDGET]);
        command.args(["--target", WASM]);
        command.args(["--edges", "normal,no-proc-macro", "--prefix", "none"]);
        let output = runner.run(&mut command).unwrap();
        output
            .lines()
            // What is ours has its folder behind it.
            .filter(|line| !line.contains(" (/"))
            .map(|line| line.trim_end_matches(" (*)").replacen(" v", " ", 1))
            .collect()
    }

    #[test]
    fn every_crate_of_the_wasm_has_its_notice() {
        let runner = runner();
        let parts = parts(&runner, WIDGET, BUNDLED).unwrap();
        let text = notices(&parts);
        let bill = bill(&parts);
        let linked = linked(&runner);
        assert!(linked.len() > 20, "{linked:?}");
        for name in linked {
            let part = parts
                .iter()
                .find(|part| format!("{} {}", part.name, part.version) == name);
            let part = part.unwrap_or_else(|| panic!("{name} is missing"));
            assert!(!part.licence.is_empty(), "{name} has no licence");
            assert!(text.contains(&format!("\n{name} (")), "{name}");
            assert!(bill.contains(&part.purl), "{name}");
            for licence in &part.texts {
                assert!(licence.len() > 100, "{name}: {licence}");
                assert!(text.contains(licence), "{name}");
            }
        }
        for name in ["rust-std", "compiler_builtins", "dlmalloc", "uqr"] {
            assert!(text.contains(&format!("\n{name} ")), "{name}");
        }
    }

    #[test]
    fn the_python_package_has_its_notices() {
        let target = "x86_64-unknown-linux-gnu";
        let (parts, _) = linked_with(&runner(), "skill-check-python", target).unwrap();
        let names: Vec<&str> = parts.iter().map(|part| &*part.name).collect();
        for name in ["arrow-array", "parquet", "pyo3", "zstd-sys"] {
            assert!(names.contains(&name), "{name}");
        }
        for part in &parts {
            assert!(!part.texts.is_empty(), "{} has no notice", part.name);
        }
    }

    #[test]
    fn a_licence_of_many_stands_there_once() {
        let part = |name: &str, text: &str| Part {
            name: name.to_owned(),
            version: "1".to_owned(),
            licence: "MIT".to_owned(),
            home: "https://a.example".to_owned(),
            purl: format!("pkg:cargo/{name}@1"),
            texts: vec![text.to_owned()],
        };
        let parts = [part("a", "one"), part("b", "two"), part("c", "one")];
        let text = notices(&parts);
        assert_eq!(text.matches("\n\none\n").count(), 1, "{text}");
        assert!(text.contains("\na 1, c 1\n\none\n"), "{text}");
        assert!(text.contains("\nb 1\n\ntwo\n"), "{text}");
        let bill: Value = serde_json::from_str(&super::bill(&parts)).unwrap();
        assert_eq!(bill["components"][2]["purl"], "pkg:cargo/c@1");
        assert_eq!(bill["serialNumber"].as_str().unwrap().len(), 45);
    }

    #[test]
    fn a_version_is_read_out_of_a_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2\"\n\n[[package]]\nname = \"ab\"\nversion = \"3\"\n";
        assert_eq!(locked(lock, "ab").as_deref(), Some("3"));
        assert_eq!(locked(lock, "b"), None);
    }
}
