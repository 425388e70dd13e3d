//! The command `reproduce`: the same sources give the same bytes, wherever they lie.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{Runner, cargo};
use crate::setup;

/// Where the clones go, of paths that differ in length and depth: a path in a file would show.
const CLONES: [&str; 2] = ["target/reproduce/a", "target/reproduce/another/folder/b"];

/// The command `reproduce`.
///
/// # Errors
/// If a clone can't be built, or the two builds differ; the error names the files.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    setup::wasm_target(runner)?;
    setup::node_tools(runner)?;
    setup::crates(runner)?;
    let commit = runner.run(Command::new("git").args(["rev-parse", "--short", "HEAD"]))?;
    let changed = runner.run(Command::new("git").args(["status", "--porcelain"]))?;
    if !changed.trim().is_empty() {
        println!(
            "What is not committed is not built: the commit is {}",
            commit.trim()
        );
    }
    let mut builds = Vec::new();
    for clone in CLONES {
        let folder = runner.path(clone);
        runner.step(&format!("Building {} in {clone}", commit.trim()), || {
            build(runner, &folder, "build", &[])
        })?;
        builds.push(files(&folder.join("dist"))?);
    }
    let differing = compared(&builds[0], &builds[1]);
    if !differing.is_empty() {
        bail!("the two builds differ in {}", differing.join(", "));
    }
    let bytes: usize = builds[0].values().map(Vec::len).sum();
    println!(
        "{} files with {bytes} bytes, the same in both",
        builds[0].len()
    );
    Ok(())
}

/// Clones the last commit and has a command build there, with nothing that was built before; `tools` are variables
/// that name programs.
pub(crate) fn build(
    runner: &Runner,
    folder: &Path,
    what: &str,
    tools: &[(&str, &Path)],
) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} can't be removed", folder.display()))?;
    }
    let mut clone = Command::new("git");
    clone.args(["clone", "--quiet", "--no-hardlinks"]);
    runner.run(clone.arg(&runner.root).arg(folder))?;
    // What cargo tells this command of itself is not for the one in the clone.
    let mut command = cargo();
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--"]);
    command.arg(what);
    command.envs(tools.iter().copied());
    command.current_dir(folder);
    command.env_remove("CARGO_MANIFEST_DIR");
    command.env_remove("CARGO_TARGET_DIR");
    runner.run(&mut command)?;
    Ok(())
}

/// All files below a folder, by their path in it.
pub(crate) fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        let entries = std::fs::read_dir(&next)
            .with_context(|| format!("{} can't be read", next.display()))?;
        for entry in entries {
            let path = entry
                .with_context(|| format!("{} can't be read", next.display()))?
                .path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let bytes = std::fs::read(&path)
                .with_context(|| format!("{} can't be read", path.display()))?;
            found.insert(path.strip_prefix(folder)?.to_owned(), bytes);
        }
    }
    ensure!(!found.is_empty(), "{} is empty", folder.display());
    Ok(found)
}

/// The files that only one of them has, or both with other bytes.
pub(crate) fn compared(
    a: &BTreeMap<PathBuf, Vec<u8>>,
    b: &BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<String> {
    let mut differing: Vec<&PathBuf> = a
        .keys()
        .chain(b.keys())
        .filter(|path| a.get(*path) != b.get(*path))
        .collect();
    differing.sort();
    differing.dedup();
    differing
        .into_iter()
        .map(|path| path.display().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_is_alone_is_named_once() {
        let build = |files: &[(&str, &str)]| -> BTreeMap<PathBuf, Vec<u8>> {
            files
                .iter()
                .map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()))
                .collect()
        };
        let a = build(&[("same", "1"), ("other", "1"), ("left", "1")]);
        let b = build(&[("same", "1"), ("other", "2"), ("right", "1")]);
        assert_eq!(compared(&a, &b), ["left", "other", "right"]);
        assert_eq!(compared(&a, &a), Vec::<String>::new());
    }
}
