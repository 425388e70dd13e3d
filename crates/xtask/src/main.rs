//! The developer's commands: `cargo xtask serve`, `build`, `test`, `lint`, `release` and what `--help` lists besides.
//!
//! Each installs what it lacks, says in one line what it does, and shows the output of what it
//! runs only where that fails (or with `--verbose`).
#![allow(
    clippy::disallowed_methods,
    reason = "these commands run natively and measure how long their steps take"
)]

mod arguments;
mod audit;
mod bench;
mod build;
mod contract;
mod frameworks;
mod fuzz;
mod lint;
mod package;
mod release;
mod reproduce;
mod run;
mod serve;
mod setup;
mod site;
mod test;
mod tidy;
mod wheel;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::{Command, HELP};
use run::Runner;

/// The folder of the workspace.
fn root() -> PathBuf {
    // Set by `cargo run`, so that a moved work tree is found where it is now.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .nth(2)
        .map_or_else(|| package.clone(), Path::to_path_buf)
}

fn main() -> ExitCode {
    match carry_out() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out() -> anyhow::Result<()> {
    // As text: some of these errors name themselves as their own cause.
    let arguments =
        arguments::parse(lexopt::Parser::from_env()).map_err(|error| anyhow::anyhow!("{error}"))?;
    let runner = Runner::new(root(), arguments.verbose);
    match arguments.command {
        Command::Help => {
            print!("{HELP}");
            Ok(())
        }
        Command::Build(plan) => build::command(&runner, &plan),
        Command::Serve { dev, port } => serve::command(&runner, dev, port),
        Command::Bench(plan) => bench::command(&runner, &plan),
        Command::Frameworks => frameworks::command(&runner),
        Command::Contract => contract::command(&runner),
        Command::Lint => lint::command(&runner),
        Command::Test(plan) => test::command(&runner, &plan),
        Command::Reproduce => reproduce::command(&runner),
        Command::Audit => audit::command(&runner),
        Command::Wheel => wheel::command(&runner),
        Command::Package => package::command(&runner),
        Command::Release(plan) => release::command(&runner, plan),
        Command::Site => site::command(&runner),
    }
}
