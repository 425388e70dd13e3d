//! The release once more, of a clone of the commit in another folder: the same bytes.

use std::path::Path;

use anyhow::{Result, bail, ensure};

use super::parts;
use crate::reproduce;
use crate::run::Runner;
use crate::setup;

/// Where the clone goes: a path of another length and depth would show.
const CLONE: &str = "target/reproduce/of/the/release";

/// Makes the release in a clone, and compares it with a folder.
///
/// # Errors
/// The clone can't be built, or a file differs or is missing; the error names it.
pub(super) fn compare(runner: &Runner, folder: &Path) -> Result<()> {
    ensure!(
        folder.join(parts::SUMS).is_file(),
        "{} has no release: `cargo xtask release` makes it",
        folder.display()
    );
    let cyclonedx = setup::cyclonedx(runner)?;
    let clone = runner.path(CLONE);
    runner.step(
        &format!("Making the release of the commit in {CLONE}"),
        || {
            let tools = [("CARGO_CYCLONEDX", cyclonedx.as_path())];
            reproduce::build(runner, &clone, "release", &tools)
        },
    )?;
    same(folder, &clone.join(super::FOLDER))?;
    let files = reproduce::files(folder)?;
    let bytes: usize = files.values().map(Vec::len).sum();
    println!("{} files with {bytes} bytes, the same in both", files.len());
    Ok(())
}

/// Compares two folders.
pub(super) fn same(a: &Path, b: &Path) -> Result<()> {
    let differing = reproduce::compared(&reproduce::files(a)?, &reproduce::files(b)?);
    if !differing.is_empty() {
        bail!(
            "{} and {} differ in {}",
            a.display(),
            b.display(),
            differing.join(", ")
        );
    }
    Ok(())
}
