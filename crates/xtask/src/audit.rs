//! The command `audit`: what the crates that we build with may be, and what is known against them.
//!
//! It is a command of its own: cargo-deny takes minutes to compile, and its list of advisories comes from the
//! network. That all licences and sources are among those of the policy, `lint` sees by itself, from what cargo knows;
//! what may be shipped is checked by each build as well, which writes the notices.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use crate::run::{Runner, cargo};
use crate::setup;

/// The policy.
const POLICY: &str = "deny.toml";

/// How cargo names the one registry that crates may be of.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

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
        command.args(["--config", POLICY, "check", "--hide-inclusion-graph"]);
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

/// Whether all crates have a licence that the policy allows, and are from the registry or of this workspace.
///
/// # Errors
/// If one isn't, which the error names.
pub(crate) fn licences_and_sources(runner: &Runner) -> Result<()> {
    let policy = std::fs::read_to_string(runner.path(POLICY))
        .with_context(|| format!("{POLICY} can't be read"))?;
    let allowed = allowed(&policy)?;
    for manifest in MANIFESTS {
        let mut command = cargo();
        command
            .args(["metadata", "--locked", "--quiet", "--format-version=1"])
            .args(["--manifest-path", manifest]);
        let text = runner.run(&mut command)?;
        // Cargo may say before that it waits for another one.
        let line = text.lines().find(|line| line.starts_with('{'));
        let metadata = serde_json::from_str(line.unwrap_or_default())
            .with_context(|| format!("what cargo knows of {manifest} is not JSON"))?;
        let odd = odd(&metadata, &allowed);
        ensure!(
            odd.is_empty(),
            "against {POLICY} in {manifest}:\n  {}",
            odd.join("\n  ")
        );
    }
    Ok(())
}

/// The licences that a policy allows.
fn allowed(policy: &str) -> Result<Vec<Licensee>> {
    let policy: toml::Table = toml::from_str(policy).context("the policy is no TOML")?;
    let list = policy
        .get("licenses")
        .and_then(|licences| licences.get("allow"));
    let list = list.and_then(toml::Value::as_array);
    let names = list.into_iter().flatten().filter_map(toml::Value::as_str);
    let allowed: Vec<Licensee> = names
        .map(|name| Licensee::parse(name).with_context(|| format!("{name} is no licence")))
        .collect::<Result<_>>()?;
    ensure!(!allowed.is_empty(), "the policy allows no licence");
    Ok(allowed)
}

/// What in cargo's metadata is against the policy, each with why.
fn odd(metadata: &Value, allowed: &[Licensee]) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut odd = Vec::new();
    for package in packages {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let crate_of = format!("{} {}", text("name"), text("version"));
        let source = &package["source"];
        if !source.is_null() && source != REGISTRY {
            odd.push(format!("{crate_of} comes from {source}"));
        }
        let licence = text("license");
        let is_allowed = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
            expression.evaluate(|wanted| allowed.iter().any(|one| one.satisfies(wanted)))
        });
        if !is_allowed {
            odd.push(format!("{crate_of} has the licence `{licence}`"));
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn licences_and_sources_are_those_of_the_policy() {
        let policy = "[licenses]\nallow = [\"MIT\", \"ISC\", \"Apache-2.0 WITH LLVM-exception\"]\n";
        let allowed = allowed(policy).unwrap();
        let odd = |licence: Value, source: Value| {
            let package =
                json!({ "name": "a", "version": "1.0.0", "license": licence, "source": source });
            super::odd(&json!({ "packages": [package] }), &allowed).concat()
        };
        let registry = json!(REGISTRY);
        for licence in [
            "MIT",
            "GPL-3.0 OR MIT",
            "GPL-3.0/MIT",
            "MIT AND ISC",
            "(GPL-3.0 OR MIT) AND ISC",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert_eq!(odd(json!(licence), registry.clone()), "", "{licence}");
        }
        for licence in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "", "something"] {
            let said = format!("a 1.0.0 has the licence `{licence}`");
            assert_eq!(odd(json!(licence), registry.clone()), said);
        }
        assert_eq!(odd(Value::Null, Value::Null), "a 1.0.0 has the licence ``");
        assert_eq!(odd(json!("MIT"), Value::Null), "");
        let said = "a 1.0.0 comes from \"git+https://elsewhere.example\"";
        assert_eq!(
            odd(json!("MIT"), json!("git+https://elsewhere.example")),
            said
        );
    }

    #[test]
    fn a_policy_without_licences_is_none() {
        for policy in [
            "",
            "[licenses]\nallow = []\n",
            "[licenses]\nallow = [\"odd\"]\n",
            "=",
        ] {
            assert!(allowed(policy).is_err(), "{policy}");
        }
    }
}
