//! Fuzzes what opens result links and reads catalogues, guided by coverage, from the committed corpus.
//!
//! libFuzzer comes with its crate, and stable rustc can count coverage for it, so this needs neither
//! a nightly compiler nor another command. Memory errors, which only nightly can watch for, have no
//! place in a crate that forbids unsafe code.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{Runner, cargo};
use crate::setup;

/// The declared targets; one that doesn't run fails the tests.
const TARGETS: [&str; 4] = [
    "catalogue_compiled",
    "catalogue_text",
    "decode_raw",
    "decode_structured",
];

/// Counts coverage the way libFuzzer reads it.
const FLAGS: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table";

/// Runs every target for so many seconds, all at once, and says how many inputs each tried.
pub(crate) fn run(runner: &Runner, seconds: u32) -> Result<Vec<(&'static str, u64)>> {
    setup::cxx(runner)?;
    let host = host(runner)?;
    let target = runner.path("target/fuzz");
    runner.step("Compiling the fuzz targets", || {
        // With a target named, the flags don't reach build scripts, which can't be linked with them.
        runner.run(
            cargo()
                .args([
                    "build",
                    "--release",
                    "--locked",
                    "--manifest-path",
                    "fuzz/Cargo.toml",
                ])
                .args(["--target", &host, "--target-dir"])
                .arg(&target)
                .env("RUSTFLAGS", FLAGS),
        )
    })?;
    let programs = target.join(&host).join("release");
    runner.step(
        &format!("Fuzzing result links and catalogues for {seconds} s"),
        || {
            std::thread::scope(|scope| {
                let running = TARGETS.map(|name| {
                    let programs = &programs;
                    (
                        name,
                        scope.spawn(move || fuzz(runner, programs, name, seconds)),
                    )
                });
                running
                    .into_iter()
                    .map(|(name, thread)| match thread.join() {
                        Ok(count) => Ok((name, count?)),
                        Err(_) => bail!("the thread of {name} panicked"),
                    })
                    .collect()
            })
        },
    )
}

/// Runs one target; new inputs go to a folder of their own, so the corpus stays as committed.
fn fuzz(runner: &Runner, programs: &Path, name: &str, seconds: u32) -> Result<u64> {
    let corpus = runner.path("fuzz/corpus").join(name);
    let seeds = std::fs::read_dir(&corpus)
        .with_context(|| format!("{} can't be read", corpus.display()))?
        .count();
    ensure!(
        seeds > 0,
        "{} is empty: a target needs seeds",
        corpus.display()
    );
    let found = programs.join(format!("{name}-found"));
    std::fs::create_dir_all(&found)
        .with_context(|| format!("{} can't be created", found.display()))?;
    let output = runner.capture(
        Command::new(programs.join(name))
            .arg(format!("-max_total_time={seconds}"))
            // An input that takes a second hangs a widget; none needs more than a few kilobytes.
            .args(["-timeout=1", "-rss_limit_mb=256"])
            .arg(format!("-artifact_prefix={}/", found.display()))
            .arg(&found)
            .arg(&corpus),
    )?;
    let count = executions(&output.text);
    match count {
        Some(count) if output.success && count > 0 => Ok(count),
        _ => bail!("{name} found something or did not run:\n{}", output.text),
    }
}

/// How many inputs libFuzzer says it tried.
fn executions(output: &str) -> Option<u64> {
    let line = output
        .lines()
        .rev()
        .find(|line| line.starts_with("Done "))?;
    line.split(' ').nth(1)?.parse().ok()
}

/// The target that this machine compiles for.
pub(crate) fn host(runner: &Runner) -> Result<String> {
    let output = runner.run(Command::new("rustc").arg("-vV"))?;
    let host = output.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::executions;

    #[test]
    fn the_number_of_inputs_is_read() {
        assert_eq!(
            executions("#2 INITED\nDone 1466986 runs in 9 second(s)\n"),
            Some(1_466_986)
        );
        assert_eq!(executions("SUMMARY: libFuzzer: deadly signal"), None);
    }
}
