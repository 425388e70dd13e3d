//! What pages may use of the element stands once, in `contract/element.toml`. The command `contract` writes
//! what follows from it, and `lint` names what is stale or has a name that stands in no line there.

mod bridge;
mod checks;
mod editors;
mod model;
mod scripts;
mod tables;
mod types;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::run::Runner;
use crate::tidy::Sources;
use model::Contract;

/// The file that everything else follows from.
const SOURCE: &str = "contract/element.toml";

/// The command `contract`.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    let sources = Sources::read(&runner.root)?;
    let contract = read(&sources)?;
    for (path, text) in outputs(&contract, &sources)? {
        if sources.get(path) != Some(&text) {
            std::fs::write(runner.path(path), text)
                .with_context(|| format!("{path} can't be written"))?;
            println!("{path} is written");
        }
    }
    let found = checks::check(&contract, &sources);
    for (path, what) in &found {
        println!("{path}: {what}");
    }
    if !found.is_empty() {
        bail!("{} names differ from {SOURCE}", found.len());
    }
    Ok(())
}

/// What differs from the contract: files by their path, each with what is wrong in it.
pub(crate) fn differences(sources: &Sources) -> Vec<(String, String)> {
    let compared = read(sources).and_then(|contract| {
        let outputs = outputs(&contract, sources)?;
        Ok((checks::check(&contract, sources), outputs))
    });
    let (mut found, outputs) = match compared {
        Ok(compared) => compared,
        Err(error) => return vec![(SOURCE.to_owned(), format!("{error:#}"))],
    };
    let stale = outputs
        .into_iter()
        .filter(|(path, text)| sources.get(path) != Some(text));
    found.extend(stale.map(|(path, _)| {
        let what = "it is stale: run `cargo xtask contract`";
        (path.to_owned(), what.to_owned())
    }));
    found
}

fn read(sources: &Sources) -> Result<Contract> {
    let text = sources.get(SOURCE).context("it can't be read")?;
    Contract::read(text)
}

/// A part of a file between two marks, which are comments.
struct Section {
    path: &'static str,
    name: &'static str,
    body: String,
}

/// All that is written: whole files, and those of which parts are.
fn outputs(contract: &Contract, sources: &Sources) -> Result<BTreeMap<&'static str, String>> {
    let crossing = bridge::FILES.map(|path| sources.get(path).unwrap_or_default());
    let mut outputs = BTreeMap::from([
        (
            bridge::TYPES,
            bridge::types(&crossing).with_context(|| bridge::FILES.join(" and "))?,
        ),
        ("embed/contract.js", scripts::constants(contract)),
        ("npm/custom-elements.json", editors::manifest(contract)?),
        ("npm/html-custom-data.json", editors::custom_data(contract)?),
        ("npm/web-types.json", editors::web_types(contract)?),
    ]);
    let sections = types::sections(contract)
        .into_iter()
        .chain(tables::sections(contract))
        .chain([scripts::react(contract)]);
    for Section { path, name, body } in sections {
        let before = match outputs.get(path) {
            Some(text) => text,
            None => sources
                .get(path)
                .with_context(|| format!("{path} can't be read"))?,
        };
        let after = with_section(before, path, name, &body)?;
        outputs.insert(path, after);
    }
    Ok(outputs)
}

/// A file with another body between the marks of this name.
fn with_section(text: &str, path: &str, name: &str, body: &str) -> Result<String> {
    let [start, end] = if path.ends_with(".md") {
        ["<!-- ", " -->"]
    } else {
        ["// ", ""]
    };
    let open = format!("{start}contract: {name}{end}\n");
    let close = format!("{start}/contract{end}\n");
    let marks = || {
        format!(
            "{path} has no part between `{}` and `{}`",
            open.trim(),
            close.trim()
        )
    };
    let (before, rest) = text.split_once(&open).with_context(marks)?;
    let until = rest.find(&close).with_context(marks)?;
    // The mark keeps its place in the line.
    let line = rest[..until].rfind('\n').map_or(0, |at| at + 1);
    Ok(format!("{before}{open}{body}{}", &rest[line..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_between_its_marks() {
        let text = "a\n  // contract: x\n  old\n  // /contract\nb\n// contract: y\n// /contract\n";
        let once = with_section(text, "a.ts", "x", "  new\n").unwrap();
        assert_eq!(once, text.replace("old", "new"));
        let twice = with_section(&once, "a.ts", "y", "z\n").unwrap();
        assert!(
            twice.ends_with("// contract: y\nz\n// /contract\n"),
            "{twice}"
        );
        let error = with_section(text, "a.md", "x", "").unwrap_err().to_string();
        assert!(error.contains("a.md has no part between"), "{error}");
    }
}
