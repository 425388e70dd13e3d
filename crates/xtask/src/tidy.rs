//! The rules of the house that neither compiler nor clippy checks. Each has a name and a reason,
//! and both stand in the message of whoever breaks it.

mod circles;
mod lengths;
mod papers;
mod rules;
mod rust;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

/// Folders that hold no sources.
const SKIPPED: &[&str] = &[".git", "target", "dist", "node_modules"];

/// The text files of the workspace by their path, with `/` between its parts.
#[derive(Debug, Default)]
pub(crate) struct Sources(BTreeMap<String, String>);

impl Sources {
    /// Reads all text files below a folder.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut sources = Self::default();
        sources.add(root, "")?;
        Ok(sources)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let entries = std::fs::read_dir(folder)
            .with_context(|| format!("{} can't be read", folder.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("{} can't be read", folder.display()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (path, file) = (format!("{prefix}{name}"), entry.path());
            if file.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    self.add(&file, &format!("{path}/"))?;
                }
                continue;
            }
            let bytes = std::fs::read(&file)
                .with_context(|| format!("{} can't be read", file.display()))?;
            // Images and the like have no lines to check.
            if let Ok(text) = String::from_utf8(bytes) {
                self.0.insert(path, text);
            }
        }
        Ok(())
    }

    /// All files whose path begins and ends so.
    pub(crate) fn files<'a>(
        &'a self,
        prefix: &'a str,
        suffix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(prefix) && path.ends_with(suffix))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of one file.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// A rule of the house.
struct Rule {
    /// What it is called in messages.
    name: &'static str,
    /// Why it is one.
    why: &'static str,
    /// Finds what breaks it.
    check: fn(&Sources, &mut Found),
}

/// Places, each with what is wrong there.
#[derive(Debug, Default)]
struct Found(Vec<(String, String)>);

impl Found {
    /// Adds a file and, where it is known, the line in it, counted from 1.
    fn add(&mut self, path: &str, line: impl Into<Option<usize>>, what: impl Into<String>) {
        let place = match line.into() {
            Some(line) => format!("{path}:{line}"),
            None => path.to_owned(),
        };
        self.0.push((place, what.into()));
    }
}

/// A place that breaks a rule.
#[derive(Debug)]
pub(crate) struct Violation {
    rule: &'static str,
    why: &'static str,
    place: String,
    what: String,
}

/// Checks all rules.
pub(crate) fn check(sources: &Sources) -> Vec<Violation> {
    rules::RULES
        .iter()
        .flat_map(|rule| check_one(rule, sources))
        .collect()
}

/// Checks one rule.
fn check_one(rule: &Rule, sources: &Sources) -> Vec<Violation> {
    let mut found = Found::default();
    (rule.check)(sources, &mut found);
    found
        .0
        .into_iter()
        .map(|(place, what)| Violation {
            rule: rule.name,
            why: rule.why,
            place,
            what,
        })
        .collect()
}

/// The violations as a text to read, by rule.
pub(crate) fn listed(violations: &[Violation]) -> String {
    let mut text = String::new();
    let mut last = "";
    for violation in violations {
        if violation.rule != last {
            last = violation.rule;
            // Writing to a string can't fail.
            let _ = writeln!(text, "rule `{}`: {}", violation.rule, violation.why);
        }
        let _ = writeln!(text, "  {}: {}", violation.place, violation.what);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places that break the rule of this name in some files.
    pub(super) fn broken(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
        let violations = violations(rule, files).into_iter();
        violations.map(|violation| violation.place).collect()
    }

    /// What is said of those places.
    pub(super) fn said(rule: &str, files: &[(&str, &str)]) -> String {
        let violations = violations(rule, files).into_iter();
        violations.map(|violation| violation.what + "\n").collect()
    }

    fn violations(rule: &str, files: &[(&str, &str)]) -> Vec<Violation> {
        let sources = Sources(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        );
        let rule = rules::RULES
            .iter()
            .find(|candidate| candidate.name == rule)
            .unwrap_or_else(|| panic!("there is no rule `{rule}`"));
        check_one(rule, &sources)
    }

    #[test]
    fn the_workspace_keeps_the_rules_of_the_house() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
        let sources = Sources::read(root.unwrap()).unwrap();
        let violations = check(&sources);
        assert!(violations.is_empty(), "\n{}", listed(&violations));
    }

    #[test]
    fn a_message_names_rule_reason_place_and_fault() {
        let sources = Sources(BTreeMap::from([(
            "src/a.rs".to_owned(),
            "fn a() {}\n".to_owned(),
        )]));
        let text = listed(&check(&sources));
        assert!(text.starts_with("rule `module-docs`: "), "{text}");
        assert!(text.contains("\n  src/a.rs:1: "), "{text}");
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = rules::RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), rules::RULES.len());
    }
}
