//! The command `wheel`: builds the Python package, and tests it in the programs that it is made for.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{licences, wasm};
use crate::fuzz::host;
use crate::run::{Runner, builder, cargo};
use crate::setup;

/// The package's crate.
const NAME: &str = "skill-check-python";
/// Its folder.
const PACKAGE: &str = "crates/python";

/// The command `wheel`: into `target/wheels`, and into the environment that tests run in.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    let python = setup::python(runner)?;
    let wheel = build(runner, &python, &["--release"], "target/wheels")?;
    let size = std::fs::metadata(&wheel)?.len();
    println!("{} ({size} bytes)", wheel.display());
    Ok(())
}

/// Builds the package and the native command without optimisation, and runs the tests of the package
/// with both; how many passed.
pub(crate) fn test(runner: &Runner) -> Result<u32> {
    let python = setup::python(runner)?;
    setup::java(runner)?;
    build(runner, &python, &["--profile", "dev"], "target/wheels/dev")?;
    runner.step(
        "Building the native command that results are compared with",
        || runner.run(cargo().args(["build", "--locked", "--package=skill-check-cli"])),
    )?;
    runner.step(
        "Testing the Python package in pyarrow, pandas, Polars, DuckDB, Spark, Dask and Ray",
        || {
            let output = runner.run(
                Command::new(&python)
                    .args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider"])
                    .env("SKILL_CHECK", runner.path("target/debug/cargo-skill-check"))
                    .env("PYTHONDONTWRITEBYTECODE", "1")
                    .current_dir(runner.path(PACKAGE)),
            )?;
            passed(&output).context("pytest printed no result")
        },
    )
}

/// How a wheel is built that many people get.
#[derive(Debug)]
pub(crate) struct Options<'o> {
    /// What maturin is told of the profile.
    pub(crate) profile: &'o [&'o str],
    /// The time of all that is in it, in seconds since 1970.
    pub(crate) time: u64,
    /// Where what is compiled lies.
    pub(crate) compiled: &'o str,
    /// Its bill of materials, which goes along.
    pub(crate) bill: &'o Path,
}

/// Where the bill lies while it is packed, in the package's folder: maturin takes none from outside.
const BILLS: &str = "sboms";

/// Builds a wheel into a folder that has none, the same bytes each time; `python` has maturin.
pub(crate) fn pack(
    runner: &Runner,
    python: &Path,
    options: &Options<'_>,
    folder: &Path,
) -> Result<PathBuf> {
    runner.step("Building the Python package, as it is published", || {
        let host = host(runner)?;
        let mut command = maturin(runner, python, &host, options.profile, folder)?;
        // What is meant for one target leaves programs alone that run while it is built.
        command.args(["--target", &host]);
        let bills = runner.path(PACKAGE).join(BILLS);
        std::fs::create_dir_all(&bills)
            .with_context(|| format!("{} can't be made", bills.display()))?;
        let bill = bills.join(options.bill.file_name().context("the bill has no name")?);
        std::fs::copy(options.bill, &bill)
            .with_context(|| format!("{} can't be written", bill.display()))?;
        command.arg("--sbom-include").arg(bill);
        command
            .arg("--config")
            .arg(wasm::settings(&host, &wasm::remaps(runner)?)?);
        command.env("CARGO_TARGET_DIR", runner.path(options.compiled));
        command.env("SOURCE_DATE_EPOCH", options.time.to_string());
        command
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        runner.run(&mut command)
    })?;
    only(folder)
}

/// The command that builds a wheel into a folder; what the package holds of licences is there then.
fn maturin(
    runner: &Runner,
    python: &Path,
    host: &str,
    profile: &[&str],
    folder: &Path,
) -> Result<Command> {
    licences::write(runner, NAME, host, &runner.path(PACKAGE).join("licences"))?;
    let mut command = builder(python);
    command
        .args(["-m", "maturin", "build", "--locked", "--out"])
        .arg(folder)
        .args(profile)
        .arg("--manifest-path")
        .arg(runner.path(PACKAGE).join("Cargo.toml"));
    Ok(command)
}

/// The one wheel of a folder.
fn only(folder: &Path) -> Result<PathBuf> {
    let [wheel] = &wheels(folder)?[..] else {
        bail!("maturin built no wheel in {}", folder.display());
    };
    Ok(wheel.clone())
}

/// Builds a wheel into a folder, which has no other then, and installs it.
fn build(runner: &Runner, python: &Path, profile: &[&str], folder: &str) -> Result<PathBuf> {
    let folder = runner.path(folder);
    for wheel in wheels(&folder)? {
        std::fs::remove_file(&wheel)
            .with_context(|| format!("{} can't be removed", wheel.display()))?;
    }
    runner.step("Building the Python package", || {
        let host = host(runner)?;
        runner.run(&mut maturin(runner, python, &host, profile, &folder)?)
    })?;
    let wheel = only(&folder)?;
    runner.step("Installing it beside its tests", || {
        let install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--force-reinstall",
        ];
        runner.run(Command::new(python).args(install).arg(&wheel))
    })?;
    Ok(wheel)
}

/// The wheels right in a folder.
fn wheels(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut wheels = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "whl") {
            wheels.push(path);
        }
    }
    Ok(wheels)
}

/// How many tests passed, from the last line of what pytest prints.
fn passed(text: &str) -> Option<u32> {
    let line = text.lines().rev().find(|line| line.contains(" passed"))?;
    let (before, _) = line.split_once(" passed")?;
    before.rsplit([' ', '=']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passed_is_read() {
        assert_eq!(passed("....\n4 passed in 3.21s\n"), Some(4));
        assert_eq!(
            passed("=== 12 passed, 3 warnings in 60.0s (0:01:00) ===\n"),
            Some(12)
        );
        assert_eq!(passed("no tests ran in 0.01s\n"), None);
    }
}
