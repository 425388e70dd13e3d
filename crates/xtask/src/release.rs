//! The command `release`: all that is taken by whoever has no Rust, in one folder; what looks into it, runs it,
//! and makes it once more.
//!
//! The same commit gives the same bytes with the same compilers: what is packed is sorted, and every time in it
//! is the commit's. `docs/releasing.md` says what each file is for.

mod again;
mod archive;
mod bill;
mod command;
mod contents;
mod list;
mod notes;
mod parts;
mod trial;
mod unpacked;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::Runner;
use crate::{package, setup, wheel};

/// The folder of the release, as cargo has one of the name that would be nearer.
pub(crate) const FOLDER: &str = "target/release-files";

/// Where what is compiled for it lies: its options differ from those of other builds.
const COMPILED: &str = "target/release-build";

/// The version of everything in it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Make it.
    Make,
    /// Unpack and run what was made, without Rust.
    Check,
    /// Make it once more elsewhere, and compare.
    Twice,
}

/// What a release is made of.
#[derive(Debug)]
struct Release {
    /// The commit, shortened.
    commit: String,
    /// When that was, in seconds since 1970.
    time: u64,
    /// What the changelog says of this version.
    notes: String,
}

/// The command `release`.
///
/// # Errors
/// Something can't be built or packed, isn't what it should be, doesn't run, or differs.
pub(crate) fn command(runner: &Runner, plan: Plan) -> Result<()> {
    match plan {
        Plan::Make => make(runner),
        Plan::Check => trial::run(runner, &runner.path(FOLDER)),
        Plan::Twice => again::compare(runner, &runner.path(FOLDER)),
    }
}

/// Makes all of it.
fn make(runner: &Runner) -> Result<()> {
    let release = Release::of_commit(runner)?;
    setup::wasm_target(runner)?;
    setup::node_tools(runner)?;
    setup::musl(runner, command::TARGET)?;
    let maturin = setup::maturin(runner)?;
    let cyclonedx = setup::cyclonedx(runner)?;
    setup::crates(runner)?;

    // Builds `dist/`, and puts the widget of it where the command takes it from.
    package::carry(runner)?;
    let program = command::build(runner)?;
    let folder = runner.path(FOLDER);
    emptied(&folder)?;
    let what = "Packing the build for web servers, npm and WordPress";
    runner.step(what, || parts::pack(runner, &release, &folder))?;
    let what = "Packing the command";
    runner.step(what, || command::pack(runner, &release, &program, &folder))?;
    let what = "Listing what command and Python package are made of";
    runner.step(what, || bill::write(runner, &cyclonedx, &release, &folder))?;
    let options = wheel::Options {
        profile: &["--release"],
        time: release.time,
        compiled: COMPILED,
        bill: &folder.join(named(list::BILL_WHEEL)),
    };
    wheel::pack(runner, &maturin, &options, &folder)?;
    parts::add_texts(runner, &release, &folder)?;
    parts::sum(&folder)?;
    let what = "Looking into each file";
    runner.step(what, || list::check(runner, &folder, true))?;
    print!("\n{}", table(&folder)?);
    println!("\n{} is the release", folder.display());
    Ok(())
}

/// What of a release needs no further compiling, packed twice and looked into: for `test`, after a build.
///
/// # Errors
/// Something can't be packed, isn't what it should be, or differs the second time.
pub(crate) fn rehearse(runner: &Runner) -> Result<()> {
    let release = Release {
        commit: "that is none".to_owned(),
        time: 1_767_225_600,
        notes: notes::of(&changelog(runner)?, VERSION)?,
    };
    let folders = ["target/rehearsal/a", "target/rehearsal/b"].map(|folder| runner.path(folder));
    runner.step("Packing a release's build, and looking into it", || {
        for folder in &folders {
            emptied(folder)?;
            parts::pack(runner, &release, folder)?;
            parts::add_texts(runner, &release, folder)?;
            parts::sum(folder)?;
        }
        again::same(&folders[0], &folders[1])?;
        list::check(runner, &folders[0], false)
    })
}

impl Release {
    /// Of the commit that the work tree is at; says so if there is more in it.
    fn of_commit(runner: &Runner) -> Result<Self> {
        let git = |arguments: &[&str]| runner.run(Command::new("git").args(arguments));
        let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
        let time = git(&["log", "-1", "--format=%ct"])?;
        if !git(&["status", "--porcelain"])?.trim().is_empty() {
            println!(
                "What is not committed is released, too: it is more than {}",
                commit.trim()
            );
        }
        Ok(Self {
            commit: commit.trim().to_owned(),
            time: time.trim().parse().context("git gives no time")?,
            notes: notes::of(&changelog(runner)?, VERSION)?,
        })
    }
}

fn changelog(runner: &Runner) -> Result<String> {
    std::fs::read_to_string(runner.path(notes::CHANGELOG))
        .with_context(|| format!("{} can't be read", notes::CHANGELOG))
}

/// A folder with nothing in it.
fn emptied(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} can't be emptied", folder.display()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))
}

/// A pattern with the version in it.
fn named(pattern: &str) -> String {
    pattern.replace("{}", VERSION)
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| {
        format!(
            "{} can't be read: `cargo xtask release` makes it",
            folder.display()
        )
    })?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// The name of a file.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Writes a file into a folder.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("{} can't be written", path.display()))
}

/// Each file with its size.
fn table(folder: &Path) -> Result<String> {
    let mut table = String::new();
    for path in files(folder)? {
        let size = std::fs::metadata(&path)?.len();
        table.push_str(&format!("{size:>12}  {}\n", name(&path)));
    }
    Ok(table)
}
