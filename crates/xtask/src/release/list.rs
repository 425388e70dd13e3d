//! What a release consists of: each file with what it is for and what it has to hold.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::{VERSION, contents, files, name, named, parts};
use crate::run::Runner;

/// The folder that the archives of the build unpack to: it goes onto a server as it is.
pub(super) const SITE_FOLDER: &str = "skill-check";
/// The folder that the command's archive unpacks to.
pub(super) const COMMAND_FOLDER: &str = "skill-check-command-{}";

/// The files, with the version in place of `{}`.
pub(super) const SITE_ZIP: &str = "skill-check-{}.zip";
pub(super) const SITE_TAR: &str = "skill-check-{}.tar.gz";
pub(super) const COMMAND: &str = "skill-check-command-{}-linux-x86_64.tar.gz";
pub(super) const NPM: &str = "skill-check-widget-{}.tgz";
pub(super) const PLUGIN: &str = "skill-check-wordpress-{}.zip";
pub(super) const BILL_SITE: &str = "skill-check-{}.cdx.json";
pub(super) const BILL_COMMAND: &str = "skill-check-command-{}.cdx.json";
pub(super) const BILL_WHEEL: &str = "skill-check-python-{}.cdx.json";
pub(super) const NOTES: &str = "RELEASE-NOTES.md";

/// The wheel: Python has its own way to write a version, and the system that it runs on stands in the name.
pub(super) const WHEEL: [&str; 2] = ["skill_check-{python}-cp310-abi3-", "_x86_64.whl"];

/// A file of the release.
#[derive(Debug)]
pub(super) struct Part {
    /// What its name begins and ends with.
    name: [&'static str; 2],
    /// What it is for, as the notes say it.
    what: &'static str,
    /// What it has to hold, if it is an archive.
    holds: &'static [&'static str],
}

const fn part(name: &'static str, what: &'static str, holds: &'static [&'static str]) -> Part {
    Part {
        name: [name, ""],
        what,
        holds,
    }
}

/// What visitors get, and what it is set up with.
const SITE: &[&str] = &[
    "skill-check/LICENSE-APACHE",
    "skill-check/LICENSE-MIT",
    "skill-check/THIRD-PARTY.txt",
    "skill-check/configure.html",
    "skill-check/courses.schema.json",
    "skill-check/frame-host.js",
    "skill-check/frame.html",
    "skill-check/frame.json",
    "skill-check/index.html",
    "skill-check/index.html.br",
    "skill-check/index.html.gz",
    "skill-check/integrity.json",
    "skill-check/kiosk.html",
    "skill-check/lms/skill-check-cmi5.zip",
    "skill-check/lms/skill-check-scorm12.zip",
    "skill-check/lms/skill-check-scorm2004.zip",
    "skill-check/lms/skill-check.h5p",
    "skill-check/npm/package.json",
    "skill-check/sbom.cdx.json",
    "skill-check/screens/social-media.de.html",
    "skill-check/screens/social-media.en.html",
    "skill-check/servers/Caddyfile",
    "skill-check/servers/Containerfile",
    "skill-check/servers/_headers",
    "skill-check/servers/apache.conf",
    "skill-check/servers/container.conf",
    "skill-check/servers/nginx.conf",
    "skill-check/servers/web.config",
    "skill-check/skill-check-offline.de.html",
    "skill-check/skill-check-offline.en.html",
    "skill-check/skill-check.js",
    "skill-check/skill-check.js.br",
    "skill-check/studio.html",
    "skill-check/sw.js",
    "skill-check/wordpress/skill-check.zip",
];

/// What comes of the build in `dist/` alone; what people read lies beside it.
pub(super) const BUILT: [Part; 8] = [
    part(
        SITE_ZIP,
        "the check for a web server: unpack it there, the folder is `skill-check/`",
        SITE,
    ),
    part(SITE_TAR, "the same, packed otherwise", SITE),
    part(
        NPM,
        "the package for applications with a bundler, with `skill-check check` and `create-skill-check`: `npm install ./…`",
        &[
            "package/LICENSE-APACHE",
            "package/LICENSE-MIT",
            "package/README.md",
            "package/THIRD-PARTY.txt",
            "package/assets.js",
            "package/check.js",
            "package/check/studio.wasm",
            "package/create.js",
            "package/package.json",
            "package/screens.js",
            "package/servers/nginx.conf",
            "package/skill-check.d.ts",
            "package/skill-check.js",
        ],
    ),
    part(
        PLUGIN,
        "the plugin for WordPress: Plugins, Add New, Upload Plugin",
        &[
            "skill-check/LICENSE-APACHE",
            "skill-check/LICENSE-MIT",
            "skill-check/THIRD-PARTY.txt",
            "skill-check/check/screens/social-media.de.html",
            "skill-check/check/skill-check.js",
            "skill-check/languages/skill-check-de_DE.mo",
            "skill-check/readme.txt",
            "skill-check/skill-check.php",
            "skill-check/uninstall.php",
        ],
    ),
    part(
        BILL_SITE,
        "what the check is made of, as a bill of materials (CycloneDX)",
        &[],
    ),
    part("LICENSE-APACHE", "the licence, at your choice", &[]),
    part("LICENSE-MIT", "the licence, at your choice", &[]),
    part(NOTES, "this page", &[]),
];

/// What is compiled besides.
pub(super) const COMPILED: [Part; 4] = [
    part(
        COMMAND,
        "the author's command for Linux on x86-64, one file that needs no other",
        &[
            "skill-check-command-{}/LICENSE-APACHE",
            "skill-check-command-{}/LICENSE-MIT",
            "skill-check-command-{}/MUSL.txt",
            "skill-check-command-{}/README.md",
            "skill-check-command-{}/RUST-LIBRARY.html",
            "skill-check-command-{}/THIRD-PARTY.txt",
            "skill-check-command-{}/cargo-skill-check",
        ],
    ),
    Part {
        name: WHEEL,
        what: "the Python package, for Python 3.10 or newer: `pip install ./…`",
        holds: &[
            "skill_check-{python}.dist-info/METADATA",
            "skill_check-{python}.dist-info/RECORD",
            "skill_check-{python}.dist-info/sboms/skill-check-python-{}.cdx.json",
            "skill_check-{python}.dist-info/licenses/licences/LICENSE-APACHE",
            "skill_check-{python}.dist-info/licenses/licences/LICENSE-MIT",
            "skill_check-{python}.dist-info/licenses/licences/THIRD-PARTY.txt",
            "skill_check/__init__.py",
            "skill_check/_native.abi3.so",
            "skill_check/py.typed",
        ],
    },
    part(BILL_COMMAND, "what the command is made of", &[]),
    part(BILL_WHEEL, "what the Python package is made of", &[]),
];

impl Part {
    /// Whether a file is this one.
    fn is(&self, file: &str) -> bool {
        let [start, end] = self.name.map(versioned);
        if end.is_empty() {
            return file == start;
        }
        file.strip_prefix(&start)
            .is_some_and(|rest| rest.ends_with(&end))
    }

    /// What it has to hold.
    pub(super) fn holds(&self) -> impl Iterator<Item = String> {
        self.holds.iter().map(|path| versioned(path))
    }
}

/// A pattern with the version in it, as others or as Python writes it.
pub(super) fn versioned(pattern: &str) -> String {
    named(pattern).replace("{python}", &python(VERSION))
}

/// A version as Python writes it: `1.0.0rc1` for `1.0.0-rc.1`.
fn python(version: &str) -> String {
    let Some((number, rest)) = version.split_once('-') else {
        return version.to_owned();
    };
    let rest = rest
        .replace('.', "")
        .replace("alpha", "a")
        .replace("beta", "b");
    format!("{number}{rest}")
}

/// All files that a release may have.
fn all() -> impl Iterator<Item = &'static Part> {
    BUILT.iter().chain(&COMPILED)
}

/// What a file is for; nothing if it belongs to no release.
pub(super) fn what(name: &str) -> Option<&'static str> {
    all().find(|part| part.is(name)).map(|part| part.what)
}

/// The one file that begins so.
pub(super) fn find(folder: &Path, name: [&'static str; 2]) -> Result<std::path::PathBuf> {
    let part = Part {
        name,
        what: "",
        holds: &[],
    };
    let mut found = files(folder)?
        .into_iter()
        .filter(|path| part.is(&self::name(path)));
    let path = found
        .next()
        .with_context(|| format!("there is no {}…", versioned(name[0])))?;
    ensure!(
        found.next().is_none(),
        "there is more than one {}…",
        versioned(name[0])
    );
    Ok(path)
}

/// Sees that a folder holds what a release consists of and nothing else, with the right sums, and that each file
/// holds what it should. `is_whole` says whether what is compiled belongs to it.
pub(super) fn check(runner: &Runner, folder: &Path, is_whole: bool) -> Result<()> {
    let compiled = if is_whole { &COMPILED[..] } else { &[] };
    let wanted: Vec<&Part> = BUILT.iter().chain(compiled).collect();
    let mut found = BTreeMap::new();
    for path in files(folder)? {
        let file = name(&path);
        if file == parts::SUMS {
            continue;
        }
        let part = wanted.iter().position(|part| part.is(&file));
        let part = part.with_context(|| format!("{file} belongs to no release"))?;
        if found.insert(part, path).is_some() {
            bail!("{file} is there twice");
        }
    }
    for (index, part) in wanted.iter().enumerate() {
        ensure!(
            found.contains_key(&index),
            "{} is missing",
            part.name.map(versioned).join("…")
        );
    }
    sums(folder)?;
    let found = found
        .into_iter()
        .filter_map(|(index, path)| Some((*wanted.get(index)?, path)));
    contents::check(runner, &found.collect::<Vec<_>>())
}

/// Compares all files with their sums.
pub(super) fn sums(folder: &Path) -> Result<()> {
    let text = std::fs::read_to_string(folder.join(parts::SUMS));
    let text = text.with_context(|| format!("{} has no {}", folder.display(), parts::SUMS))?;
    let said: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.split_once("  "))
        .collect();
    let mut expected = Vec::new();
    for path in files(folder)? {
        let file = name(&path);
        if file != parts::SUMS {
            let bytes = std::fs::read(&path);
            let bytes = bytes.with_context(|| format!("{} can't be read", path.display()))?;
            expected.push((parts::digest(&bytes), file));
        }
    }
    let expected: Vec<_> = expected
        .iter()
        .map(|(sum, file)| (sum.as_str(), file.as_str()))
        .collect();
    ensure!(
        said == expected,
        "{} says otherwise:\n{said:#?}\n{expected:#?}",
        parts::SUMS
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_written_as_python_has_them() {
        assert_eq!(python("1.0.0-rc.1"), "1.0.0rc1");
        assert_eq!(python("1.2.3-beta.2"), "1.2.3b2");
        assert_eq!(python("1.2.3"), "1.2.3");
    }

    #[test]
    fn each_file_is_known_by_its_name_alone() {
        let wheel = format!(
            "skill_check-{}-cp310-abi3-manylinux_2_34_x86_64.whl",
            python(VERSION)
        );
        let names = all().filter(|part| part.name[1].is_empty());
        let names: Vec<String> = names
            .map(|part| versioned(part.name[0]))
            .chain([wheel])
            .collect();
        for name in &names {
            assert_eq!(all().filter(|part| part.is(name)).count(), 1, "{name}");
        }
        assert_eq!(names.len(), all().count());
        for name in ["skill-check-0.0.0.zip", "SHA256SUMS", "core"] {
            assert_eq!(what(name), None, "{name}");
        }
    }

    #[test]
    fn sums_that_are_wrong_or_missing_are_found() {
        let folder = std::env::temp_dir().join(format!("skill-check-list-{}", std::process::id()));
        super::super::emptied(&folder).unwrap();
        super::super::put(&folder, "a", b"abc").unwrap();
        assert!(sums(&folder).is_err());
        parts::sum(&folder).unwrap();
        sums(&folder).unwrap();
        super::super::put(&folder, "a", b"abd").unwrap();
        assert!(sums(&folder).is_err());
        super::super::put(&folder, "a", b"abc").unwrap();
        super::super::put(&folder, "b", b"").unwrap();
        assert!(sums(&folder).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
