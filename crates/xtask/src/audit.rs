//! The command `audit`: what the crates that we build with may be, and what is known against them.
//!
//! It is a command of its own: cargo-deny takes minutes to compile, and its list of advisories comes from the
//! network. What may be shipped is checked by each build all the same, which writes the notices.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run::Runner;
use crate::setup;

/// Each workspace's manifest.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// What the policy in `deny.toml` says something about.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

/// The command `audit`.
///
/// # Errors
/// If a crate breaks the policy, or something is known against one, or the advisories can't be had.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    setup::crates(runner)?;
    let deny = setup::deny(runner)?;
    let check = |manifest: &str, checks: &[&str], is_offline: bool| {
        let mut command = Command::new(&deny);
        command.args(["--manifest-path", manifest, "--locked"]);
        if is_offline {
            command.arg("--offline");
        }
        command.args(["--config", "deny.toml", "check", "--hide-inclusion-graph"]);
        runner.run(command.args(checks))
    };
    for manifest in MANIFESTS {
        let what = format!("Checking licences and sources for {manifest}");
        runner.step(&what, || check(manifest, &CHECKS, true))?;
    }
    for manifest in MANIFESTS {
        let what = format!("Checking the advisories for {manifest}");
        if let Err(error) = runner.step(&what, || check(manifest, &["advisories"], false)) {
            bail!(
                "{error:#}\nEither something is known against a crate, which the lines above then name, or the list of advisories couldn't be fetched"
            );
        }
    }
    Ok(())
}
