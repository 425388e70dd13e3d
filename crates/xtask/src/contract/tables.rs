//! The tables of README.md and docs/embedding.md.

use std::fmt::Write as _;

use super::Section;
use super::model::{Attribute, Contract, Event};

/// The guide, which has all of it.
pub(super) const GUIDE: &str = "docs/embedding.md";
/// The page for the first look, which has less.
pub(super) const README: &str = "README.md";

/// The tables, by their marks.
pub(super) fn sections(contract: &Contract) -> Vec<Section> {
    let tag = &contract.tag;
    let attributes = contract.attributes.iter();
    let events = contract.events.iter();
    let event = |name: &str| format!("{tag}-{name}");
    let slots = contract.slots.iter();
    let looks = contract.custom_properties.iter();
    let errors = contract.errors.iter();
    let parts: Vec<String> = contract
        .parts
        .iter()
        .map(|part| format!("`{}`", part.name))
        .collect();
    let tables = [
        (
            "attributes",
            table(
                ["attribute", "values"],
                attributes
                    .clone()
                    .map(|one| (one.name.clone(), one.guide.clone())),
            ),
        ),
        (
            "events",
            table(
                ["event", "detail"],
                events
                    .clone()
                    .map(|one| (event(&one.name), one.guide.clone())),
            ),
        ),
        (
            "slots",
            table(
                ["slot", "where"],
                slots.map(|one| (one.name.clone(), one.guide.clone())),
            ),
        ),
        (
            "custom properties",
            table(
                ["custom property", "what"],
                looks.map(|one| (format!("--{tag}-{}", one.name), one.guide.clone())),
            ),
        ),
        ("parts", format!("\nPieces: {}.\n\n", parts.join(", "))),
        (
            "errors",
            table(
                ["code", "what has failed"],
                errors.map(|one| (one.code.clone(), one.guide.clone())),
            ),
        ),
    ];
    let short = [
        (
            "attributes",
            table(
                ["attribute", "values"],
                attributes.map(|one| (one.name.clone(), in_short(one))),
            ),
        ),
        (
            "events",
            table(
                ["event", "detail"],
                events.map(|one| (event(&one.name), told(one))),
            ),
        ),
    ];
    let section = |path: &'static str| {
        move |(name, body): (&'static str, String)| Section { path, name, body }
    };
    let guide = tables.into_iter().map(section(GUIDE));
    guide
        .chain(short.into_iter().map(section(README)))
        .collect()
}

/// A table of names in code and what is said of each; neighbours of which the same is said share a row.
fn table(heads: [&str; 2], rows: impl Iterator<Item = (String, String)>) -> String {
    let [first, second] = heads;
    let mut merged: Vec<(String, String)> = Vec::new();
    for (name, text) in rows {
        match merged.last_mut().filter(|(_, before)| *before == text) {
            Some((names, _)) => {
                // Writing to a string can't fail.
                let _ = write!(names, ", `{name}`");
            }
            None => merged.push((format!("`{name}`"), text)),
        }
    }
    let mut table = format!("\n| {first} | {second} |\n|---|---|\n");
    for (names, text) in merged {
        let _ = writeln!(table, "| {names} | {text} |");
    }
    table.push('\n');
    table
}

/// An attribute in a sentence or two: its values, and what it is for.
fn in_short(one: &Attribute) -> String {
    let values: Vec<String> = one
        .values
        .iter()
        .filter(|value| !value.is_empty())
        .map(|value| match one.default.as_ref() == Some(value) {
            true => format!("`{value}` (default)"),
            false => format!("`{value}`"),
        })
        .collect();
    match (values.as_slice(), &one.default) {
        ([], None) => one.about.clone(),
        ([], Some(default)) => format!("Default `{default}`. {}", one.about),
        (values, _) => format!("{}. {}", values.join(", "), one.about),
    }
}

/// An event in a sentence or two: the fields of its detail, and when it comes.
fn told(one: &Event) -> String {
    let fields = one
        .guide
        .strip_prefix("`{")
        .and_then(|rest| rest.split_once('}'));
    match fields {
        Some((fields, _)) => format!("`{{{fields}}}`. {}", one.about),
        None => one.about.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_row() {
        let rows = [("a", "x"), ("b", "x"), ("c", "y")];
        let rows = rows.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let expected = "\n| n | t |\n|---|---|\n| `a`, `b` | x |\n| `c` | y |\n\n";
        assert_eq!(table(["n", "t"], rows.into_iter()), expected);
    }
}
