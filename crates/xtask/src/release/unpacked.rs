//! A release's archives, unpacked by programs that everybody has.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::Runner;

/// Whether a file is an archive that [`unpack`] knows.
pub(super) fn is_archive(name: &str) -> bool {
    [".zip", ".whl", ".tgz", ".tar.gz"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Unpacks an archive into a folder, which is made.
pub(super) fn unpack(runner: &Runner, archive: &Path, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} can't be made", folder.display()))?;
    let name = super::name(archive);
    let mut command;
    if name.ends_with(".zip") || name.ends_with(".whl") {
        command = Command::new("python3");
        command
            .args(["-m", "zipfile", "-e"])
            .arg(archive)
            .arg(folder);
    } else if name.ends_with(".tar.gz") || name.ends_with(".tgz") {
        command = Command::new("tar");
        command
            .args(["--extract", "--gzip", "--file"])
            .arg(archive)
            .arg("--directory")
            .arg(folder);
    } else {
        bail!("{name} is no archive");
    }
    runner.run(&mut command).map(drop)
}
