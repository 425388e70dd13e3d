//! The command `lint`: what can be said without running anything.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::audit;
use crate::build;
use crate::run::{Runner, SELECTIONS, cargo};
use crate::setup::{self, WASM};
use crate::tidy;

/// Where scripts run, each with what there is: `tools/types` says which ones.
const TYPES: [&str; 7] = [
    "embed", "pages", "classic", "worker", "node", "tests", "strict",
];

/// The command `lint`.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    setup::wasm_target(runner)?;
    // Tests hold files of packages from npm.
    setup::node_tools(runner)?;
    runner.step("Checking the formatting", || {
        let files = ["fmt", "--all", "--check", "--", "--files-with-diff"];
        runner
            .run(cargo().args(files))
            .context("these files are not formatted: run `cargo fmt --all`")
    })?;
    runner.step("Checking the rules of the house", || house(runner))?;
    runner.step("Checking the scripts with eslint", || {
        runner.run(
            node(runner, "eslint")
                .args(["--config", "tools/eslint.config.mjs"])
                .arg("."),
        )
    })?;
    runner.step("Checking the types in the scripts", || types(runner))?;
    runner.step("Checking licences and sources of crates", || {
        audit::licences_and_sources(runner)
    })?;
    runner.step("Checking the catalogues", || build::check(runner))?;
    runner.step("Checking the Rust code with clippy", || {
        for selection in SELECTIONS {
            let mut command = cargo();
            command
                .args(["clippy", "--locked", "--all-targets"])
                .args(selection)
                .args(["--", "--deny=warnings"]);
            runner.run(&mut command)?;
        }
        Ok(())
    })?;
    runner.step(
        "Checking the widget with clippy, as the browser gets it",
        || {
            runner.run(cargo().args([
                "clippy",
                "--locked",
                "--package=skill-check",
                "--lib",
                "--target",
                WASM,
                "--",
                "--deny=warnings",
            ]))
        },
    )?;
    Ok(())
}

/// A program of a package from npm.
fn node(runner: &Runner, name: &str) -> Command {
    Command::new(runner.path("tools/node_modules/.bin").join(name))
}

/// What the compiler of TypeScript says of the scripts, by the surroundings that each runs in.
fn types(runner: &Runner) -> Result<()> {
    for project in TYPES {
        let project = format!("tools/types/{project}.json");
        runner.run(node(runner, "tsc").args(["--project", &project]))?;
    }
    Ok(())
}

/// The rules that no other tool checks.
fn house(runner: &Runner) -> Result<()> {
    let violations = tidy::check(&tidy::Sources::read(&runner.root)?);
    if violations.is_empty() {
        return Ok(());
    }
    runner.show(&tidy::listed(&violations));
    bail!("{} places break a rule of the house", violations.len())
}
