//! The author's command as one file that runs on any Linux: nothing of the system is linked to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::archive::{self, Entry};
use super::{COMPILED, Release, list, named, put};
use crate::build::{licences, wasm};
use crate::run::{Runner, cargo};

/// The target that links statically.
pub(super) const TARGET: &str = "x86_64-unknown-linux-musl";

/// The package and its program.
pub(super) const PACKAGE: &str = "skill-check-cli";
pub(super) const PROGRAM: &str = "cargo-skill-check";

/// What lies beside it: notices of Rust's library, and of the C library inside.
const NOTICES: [(&str, &str); 2] = [
    ("share/doc/rust/COPYRIGHT-library.html", "RUST-LIBRARY.html"),
    ("/usr/share/doc/musl/copyright", "MUSL.txt"),
];

/// What the archive says of itself.
const README: &str = "\
# skill-check, the author's command

`cargo-skill-check` makes, checks, shows and compiles catalogues. It is one file for Linux on x86-64, needs no
other, no Rust and no network, and carries the widget that its preview shows. Put it where you like:

    ./cargo-skill-check new care-assistant
    ./cargo-skill-check check care-assistant
    ./cargo-skill-check preview care-assistant

In a folder of the PATH, `cargo skill-check` calls it as well, for whoever has cargo; that is how it names itself
in what it prints. `./cargo-skill-check help` lists the rest, and the sources have a guide, `docs/authoring.md`.

Licensed under either of MIT or Apache 2.0, at your choice. THIRD-PARTY.txt, RUST-LIBRARY.html and MUSL.txt have
the notices of what is inside.
";

/// Builds it; where it lies.
pub(super) fn build(runner: &Runner) -> Result<PathBuf> {
    let what = "Compiling the command as one file for any Linux";
    runner.step(what, || {
        let mut command = cargo();
        command.args(["build", "--locked", "--release"]);
        command.args(["--package", PACKAGE, "--target", TARGET]);
        command.args(["--config", "profile.release.strip=\"symbols\""]);
        command
            .arg("--config")
            .arg(wasm::settings(TARGET, &wasm::remaps(runner)?)?);
        command.env("CARGO_TARGET_DIR", runner.path(COMPILED));
        command
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        // What is written in C is compiled against the same library.
        command.env(format!("CC_{}", TARGET.replace('-', "_")), "musl-gcc");
        runner.run(&mut command)
    })?;
    Ok(runner
        .path(COMPILED)
        .join(TARGET)
        .join("release")
        .join(PROGRAM))
}

/// Packs it with its licences.
pub(super) fn pack(
    runner: &Runner,
    release: &Release,
    program: &Path,
    folder: &Path,
) -> Result<()> {
    let read = |path: &Path| {
        std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))
    };
    let program = read(program)?;
    ensure!(
        is_static(&program),
        "{PROGRAM} asks for a library of the system"
    );
    let mut files = BTreeMap::from([(PROGRAM.to_owned(), program)]);
    files.insert("README.md".to_owned(), README.as_bytes().to_vec());
    let work = runner.path(COMPILED).join("licences");
    licences::write(runner, PACKAGE, TARGET, &work)?;
    for name in licences::SHIPPED {
        files.insert(name.to_owned(), read(&work.join(name))?);
    }
    let sysroot = runner.run(Command::new("rustc").args(["--print", "sysroot"]))?;
    let sysroot = Path::new(sysroot.lines().last().unwrap_or_default().trim());
    for (from, to) in NOTICES {
        // A path from the root stays one.
        files.insert(to.to_owned(), read(&sysroot.join(from))?);
    }
    let files = files.into_iter().map(|(path, bytes)| {
        let runs = path == PROGRAM;
        (
            format!("{}/{path}", named(list::COMMAND_FOLDER)),
            Entry { bytes, runs },
        )
    });
    let packed = archive::pack(&files.collect(), release.time)?;
    put(folder, &named(list::COMMAND), &packed)
}

/// Whether a program (ELF, 64 bits, little-endian) asks for no loader, and so for no library.
pub(super) fn is_static(program: &[u8]) -> bool {
    const INTERPRETER: u64 = 3;
    let number = |at: usize, size: usize| -> Option<u64> {
        let bytes = program.get(at..at.checked_add(size)?)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        )
    };
    let kinds = || -> Option<Vec<u64>> {
        let start = usize::try_from(number(32, 8)?).ok()?;
        let size = usize::try_from(number(54, 2)?).ok()?;
        let count = usize::try_from(number(56, 2)?).ok()?;
        (0..count)
            .map(|index| number(start + index * size, 4))
            .collect()
    };
    program.starts_with(b"\x7fELF\x02\x01")
        && kinds().is_some_and(|kinds| !kinds.is_empty() && !kinds.contains(&INTERPRETER))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with segments of these kinds, and nothing else.
    fn program(kinds: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0; 64];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        bytes[32] = 64;
        bytes[54] = 56;
        bytes[56] = u8::try_from(kinds.len()).unwrap();
        for kind in kinds {
            bytes.extend(kind.to_le_bytes());
            bytes.resize(bytes.len() + 52, 0);
        }
        bytes
    }

    #[test]
    fn a_program_that_asks_for_a_loader_is_told_from_one_that_does_not() {
        assert!(is_static(&program(&[1, 2, 6])));
        assert!(!is_static(&program(&[6, 3, 1])));
        assert!(!is_static(&program(&[])));
        assert!(!is_static(b"#!/bin/sh"));
        assert!(!is_static(&program(&[1, 2])[..100]));
        // The program of this test is linked to the system's library.
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(!own.starts_with(b"\x7fELF") || !is_static(&own));
    }
}
