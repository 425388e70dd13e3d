//! Where `dist/`, browser and drivers are.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// The folder with the build to test.
///
/// # Errors
/// When none is named, or it holds no build.
pub fn dist() -> Result<PathBuf> {
    let folder = env::var_os("SKILL_CHECK_DIST")
        .map(PathBuf::from)
        .context("SKILL_CHECK_DIST names no folder with a build: run `cargo xtask test`, which builds and sets it")?;
    if !folder.join("skill-check.js").is_file() {
        bail!(
            "there is no build in {} (SKILL_CHECK_DIST): run `cargo xtask test`, which builds first",
            folder.display()
        );
    }
    Ok(folder)
}

/// The path, from the top of the build, of a file in one of its folders, by how its name starts and
/// ends: between them it carries a hash.
///
/// # Errors
/// When there is none.
pub fn built(folder: &str, start: &str, end: &str) -> Result<String> {
    std::fs::read_dir(dist()?.join(folder))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .map(|name| format!("/{folder}/{name}"))
        .with_context(|| format!("the build has no {folder}/{start}…{end}"))
}

/// The executable that a variable names, else the first of `names` in the PATH.
pub(crate) fn executable(variable: &str, names: &[&str], package: &str) -> Result<PathBuf> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!("{variable} names {}, which does not exist", path.display());
        }
        return Ok(path);
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .with_context(|| {
            format!(
                "{} is not installed: `cargo xtask test` installs it on Debian (package {package}); \
                 elsewhere install it, or name it by {variable}",
                names.first().unwrap_or(&package)
            )
        })
}

/// A file of the tools from npm.
pub(crate) fn tool(path: &str) -> Result<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tools/node_modules")
        .join(path);
    std::fs::read_to_string(&file).with_context(|| {
        format!(
            "{} can't be read: run `cargo xtask test`, which installs it with npm",
            file.display()
        )
    })
}

/// The folder that pictures are kept in, if they are to be kept.
pub(crate) fn screenshots() -> Option<PathBuf> {
    env::var_os("SKILL_CHECK_SCREENSHOTS")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
}

/// Notes how long the test of this thread has had a browser, in the file that `SKILL_CHECK_TIMES` names: one line, so
/// that what tests at the same time note stays apart. Nothing hangs on it.
pub(crate) fn took(time: Duration) {
    let Some(path) = env::var_os("SKILL_CHECK_TIMES") else {
        return;
    };
    let thread = std::thread::current();
    let line = format!("{}\t{}\n", thread.name().unwrap_or("?"), time.as_millis());
    let file = std::fs::OpenOptions::new().append(true).open(path);
    let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
}
