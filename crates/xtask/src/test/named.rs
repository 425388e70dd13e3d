//! `test NAME`: the tests of one file, or those with this in their name.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{BROWSER, Counts, compile, environment, run_those};
use crate::build::{self, Mode};
use crate::run::{Runner, SELECTIONS};

/// Runs them; none is an error.
pub(super) fn command(runner: &Runner, name: &str) -> Result<()> {
    let name = name.strip_suffix(".rs").unwrap_or(name);
    let found = files(&runner.root, name);
    // The packages that have such a file; else all, for a test may have this in its name.
    let mut selections: Vec<Vec<&str>> = SELECTIONS.iter().map(|all| all.to_vec()).collect();
    let packages: Vec<String> = found.iter().filter_map(|file| package(file)).collect();
    if !packages.is_empty() {
        let named = packages.iter().flat_map(|name| ["--package", name]);
        selections = vec![named.chain(["--all-features"]).collect()];
    }
    let selections: Vec<&[&str]> = selections.iter().map(Vec::as_slice).collect();
    let programs = runner.step("Compiling the tests", || {
        compile(runner, &["--tests"], &selections)
    })?;
    let filter = if found.is_empty() { name } else { "" };
    let mut counts = Counts::default();
    for (part, programs) in &programs {
        let mut listed = super::listed(runner, programs, filter)?;
        // A file is a module where a program has several, else the program.
        listed.retain(|group| found.is_empty() || group.title() == name);
        if listed.is_empty() {
            continue;
        }
        let mut variables = Vec::new();
        if part == BROWSER {
            variables = environment(runner)?;
            build::run(runner, Mode::Production)?;
        }
        run_those(runner, &mut counts, part, &listed, &variables)?;
    }
    if counts.parts.is_empty() {
        bail!("no test has `{name}` in its name, and no file in a folder `tests` is called so");
    }
    println!("\n{}", counts.line());
    Ok(())
}

/// The files of integration tests with this name.
fn files(root: &Path, name: &str) -> Vec<PathBuf> {
    let mut folders = vec![root.join("tests"), root.join("tests/browser/tests")];
    if let Ok(crates) = std::fs::read_dir(root.join("crates")) {
        folders.extend(crates.flatten().map(|entry| entry.path().join("tests")));
    }
    folders
        .iter()
        .flat_map(|folder| {
            [
                folder.join(format!("{name}.rs")),
                folder.join(name).join("mod.rs"),
            ]
        })
        .filter(|file| file.is_file())
        .collect()
}

/// The name of the package that a file of tests is in.
fn package(file: &Path) -> Option<String> {
    let manifest = file
        .ancestors()
        .map(|folder| folder.join("Cargo.toml"))
        .find(|manifest| manifest.is_file())?;
    let text = std::fs::read_to_string(manifest).ok()?;
    let manifest: toml::Table = text.parse().ok()?;
    let name = manifest.get("package")?.get("name")?;
    name.as_str().map(ToOwned::to_owned)
}
