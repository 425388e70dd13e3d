//! What is in the files of a release: what has to be there, of one version, without this machine's folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::list::{self, Part, versioned};
use super::{VERSION, emptied, name, named, unpacked};
use crate::reproduce;
use crate::run::Runner;

/// Where archives are unpacked to be looked into.
const WORK: &str = "target/release-unpacked";

/// The files of an archive by their path in it.
type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// Where a version stands, by the file and the path in it, and what is around it.
const VERSIONS: [(&str, &str, &str); 4] = [
    (
        list::NPM,
        "package/package.json",
        "\n  \"version\": \"{}\",\n",
    ),
    (
        list::PLUGIN,
        "skill-check/skill-check.php",
        "\n * Version:           {}\n",
    ),
    (list::PLUGIN, "skill-check/readme.txt", "\nStable tag: {}\n"),
    (
        list::WHEEL[0],
        "skill_check-{python}.dist-info/METADATA",
        "\nVersion: {python}\n",
    ),
];

/// Looks into all of them.
pub(super) fn check(runner: &Runner, found: &[(&Part, PathBuf)]) -> Result<()> {
    let work = runner.path(WORK);
    emptied(&work)?;
    let mut sites = Vec::new();
    for (part, path) in found {
        let file = name(path);
        let contents = if unpacked::is_archive(&file) {
            let folder = work.join(&file);
            unpacked::unpack(runner, path, &folder)?;
            reproduce::files(&folder)?
        } else {
            let bytes = std::fs::read(path);
            let bytes = bytes.with_context(|| format!("{} can't be read", path.display()))?;
            Contents::from([(PathBuf::from(&file), bytes)])
        };
        look(part, &file, &contents)?;
        names_no_folder(&runner.root, &file, &contents)?;
        if [list::SITE_ZIP, list::SITE_TAR].map(named).contains(&file) {
            sites.push(contents);
        }
        if file.ends_with(".cdx.json") {
            bill(path)?;
        }
    }
    if let [a, b] = &sites[..] {
        let differing = reproduce::compared(a, b);
        ensure!(
            differing.is_empty(),
            "the archives differ in {}",
            differing.join(", ")
        );
        site(a)?;
    }
    emptied(&work)
}

/// What has to be in one of them, and the version in it.
fn look(part: &Part, file: &str, contents: &Contents) -> Result<()> {
    for path in part.holds() {
        ensure!(
            contents.contains_key(Path::new(&path)),
            "{file} holds no {path}"
        );
    }
    for (of, path, around) in VERSIONS {
        if !file.starts_with(&versioned(of)) {
            continue;
        }
        let bytes = contents.get(Path::new(&versioned(path)));
        let text = String::from_utf8_lossy(bytes.map_or(&[][..], Vec::as_slice));
        let line = versioned(around);
        ensure!(
            text.contains(&line),
            "{path} of {file} has no `{}`",
            line.trim()
        );
    }
    if file == named(list::NPM) {
        package(file, contents)?;
    }
    Ok(())
}

/// A package that may be published, whose commands are there.
fn package(file: &str, contents: &Contents) -> Result<()> {
    let manifest = contents.get(Path::new("package/package.json"));
    let manifest: Value = serde_json::from_slice(manifest.map_or(&[][..], Vec::as_slice))
        .with_context(|| format!("{file} has no manifest"))?;
    ensure!(manifest["private"].is_null(), "{file} may not be published");
    let commands = manifest["bin"].as_object();
    let commands = commands.with_context(|| format!("{file} has no commands"))?;
    for wanted in ["create-skill-check", "skill-check"] {
        ensure!(
            commands.contains_key(wanted),
            "{file} has no command {wanted}"
        );
    }
    for path in commands.values().filter_map(Value::as_str) {
        let path = path.trim_start_matches("./");
        let path = Path::new("package").join(path);
        ensure!(
            contents.contains_key(&path),
            "{file} lacks {}",
            path.display()
        );
    }
    Ok(())
}

/// The build: both parts of the widget's code, and all that is listed with its sum.
fn site(contents: &Contents) -> Result<()> {
    let folder = Path::new(list::SITE_FOLDER);
    let outside = contents.keys().find(|path| !path.starts_with(folder));
    ensure!(outside.is_none(), "{outside:?} lies outside of the folder");
    let code = |path: &&PathBuf| {
        path.starts_with(folder.join("assets")) && path.extension().is_some_and(|end| end == "wasm")
    };
    let code: Vec<_> = contents.keys().filter(code).collect();
    ensure!(
        code.len() == 2,
        "there is other code than the two parts of it: {code:?}"
    );
    let listed = contents.get(&folder.join("integrity.json"));
    let listed: Value = serde_json::from_slice(listed.map_or(&[][..], Vec::as_slice))?;
    let listed = listed.as_object().context("integrity.json is no list")?;
    let missing = listed
        .keys()
        .find(|path| !contents.contains_key(&folder.join(path)));
    ensure!(missing.is_none(), "{missing:?} is listed and not there");
    Ok(())
}

/// A bill of materials of this version, with what it lists.
fn bill(path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))?;
    let bill: Value = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} is not JSON", path.display()))?;
    let file = name(path);
    ensure!(
        bill["bomFormat"] == "CycloneDX",
        "{file} is no bill of materials"
    );
    let version = &bill["metadata"]["component"]["version"];
    ensure!(version == VERSION, "{file} is of version {version}");
    let components = bill["components"].as_array().map_or(0, Vec::len);
    ensure!(components > 20, "{file} lists {components} parts");
    Ok(())
}

/// What this machine calls its folders is in none of it.
fn names_no_folder(root: &Path, file: &str, contents: &Contents) -> Result<()> {
    let home = std::env::home_dir().map(|home| home.join(".cargo"));
    let folders = [Some(root.to_owned()), home];
    for folder in folders.iter().flatten() {
        let folder = folder.display().to_string();
        for (path, bytes) in contents {
            let is_named = bytes
                .windows(folder.len())
                .any(|part| part == folder.as_bytes());
            ensure!(!is_named, "{} of {file} names {folder}", path.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(files: &[(&str, &str)]) -> Contents {
        let files = files.iter();
        files
            .map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_folder_of_this_machine_is_found() {
        let root = Path::new("/home/me/sources");
        let clean = contents(&[("a", "nothing of /home/me")]);
        names_no_folder(root, "a.zip", &clean).unwrap();
        let told = contents(&[("a", "panicked at /home/me/sources/src/lib.rs")]);
        let error = names_no_folder(root, "a.zip", &told).unwrap_err();
        assert_eq!(error.to_string(), "a of a.zip names /home/me/sources");
    }

    #[test]
    fn a_package_has_the_programs_of_its_commands() {
        let manifest =
            r#"{"bin": {"skill-check": "./check.js", "create-skill-check": "./create.js"}}"#;
        let whole = [
            ("package/package.json", manifest),
            ("package/check.js", ""),
            ("package/create.js", ""),
        ];
        package("a.tgz", &contents(&whole)).unwrap();
        assert!(package("a.tgz", &contents(&whole[..2])).is_err());
        let private = manifest.replace("{\"bin\"", "{\"private\": true, \"bin\"");
        let private = [
            ("package/package.json", private.as_str()),
            whole[1],
            whole[2],
        ];
        assert!(package("a.tgz", &contents(&private)).is_err());
        assert!(
            package(
                "a.tgz",
                &contents(&[("package/package.json", "{\"bin\": {}}")])
            )
            .is_err()
        );
    }

    #[test]
    fn the_build_lies_in_one_folder_with_all_that_it_lists() {
        let listed = r#"{"skill-check.js": "sha384-x"}"#;
        let mut files = vec![
            ("skill-check/assets/a.wasm", ""),
            ("skill-check/assets/b.wasm", ""),
            ("skill-check/integrity.json", listed),
            ("skill-check/skill-check.js", ""),
        ];
        site(&contents(&files)).unwrap();
        assert!(site(&contents(&files[..3])).is_err());
        assert!(site(&contents(&files[1..])).is_err());
        files.push(("index.html", ""));
        assert!(site(&contents(&files)).is_err());
    }
}
