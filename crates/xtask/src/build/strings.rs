//! The pages of ours that have strings and styles of their own, in every language of such pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::loader::Bundler;
use crate::run::Runner;

/// Their languages; a page is written in the first.
pub(super) const LANGUAGES: [&str; 2] = ["de", "en"];

/// One language's strings.
pub(super) type Strings = BTreeMap<String, String>;

/// The page's styles, on the widget's own tokens: the same house, so the same colours.
pub(super) fn styles(bundler: &Bundler<'_>, folder: &str, sheets: &[&str]) -> Result<Vec<u8>> {
    let read = |path: &str| {
        std::fs::read_to_string(bundler.runner.path(path))
            .with_context(|| format!("{path} can't be read"))
    };
    // A page has no host element, and follows the system's scheme alone.
    let tokens = read("styles/tokens.css")?
        .replace(":host(:not([theme~=\"light\" i]))", ":root")
        .replace(":host([theme~=\"dark\" i])", ":root[data-theme=\"dark\"]")
        .replace(":host", ":root");
    let path = bundler.work.join(format!("{folder}.css"));
    let mut css = tokens;
    for sheet in sheets {
        css.push_str(&read(&format!("{folder}/{sheet}"))?);
    }
    std::fs::write(&path, css).with_context(|| format!("{} can't be written", path.display()))?;
    bundler.styles(&path)
}

/// The strings of a page by language, in order: every language has every string, each that is used is there.
pub(super) fn read<'l>(runner: &Runner, folder: &str) -> Result<BTreeMap<&'l str, Strings>> {
    let strings: BTreeMap<&str, Strings> = LANGUAGES
        .iter()
        .map(|language| Ok((*language, of(runner, folder, language)?)))
        .collect::<Result<_>>()?;
    check(runner, folder, &strings)?;
    Ok(strings)
}

/// The strings in one language.
fn of(runner: &Runner, folder: &str, language: &str) -> Result<Strings> {
    let table = table(&runner.path(&format!("{folder}/{language}.toml")))?;
    let mut strings = Strings::new();
    flatten("", &table, &mut strings);
    Ok(strings)
}

/// A file of TOML.
pub(super) fn table(path: &Path) -> Result<toml::Table> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} can't be read", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is not TOML", path.display()))
}

/// Nested tables as keys with dots.
fn flatten(prefix: &str, table: &toml::Table, strings: &mut Strings) {
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                strings.insert(format!("{prefix}{key}"), text.clone());
            }
            toml::Value::Table(inner) => flatten(&format!("{prefix}{key}."), inner, strings),
            _ => {}
        }
    }
}

/// Sees that every language has every string, that each is used, and that what is used is there.
fn check(runner: &Runner, folder: &str, strings: &BTreeMap<&str, Strings>) -> Result<()> {
    let mut sources = String::new();
    let path = runner.path(folder);
    for entry in std::fs::read_dir(&path).with_context(|| format!("{folder} can't be read"))? {
        let path = entry?.path();
        let is_source = path
            .extension()
            .is_some_and(|end| end == "js" || end == "html");
        if is_source {
            sources.push_str(&std::fs::read_to_string(&path)?);
        }
    }
    let problems = problems(strings, &sources);
    if !problems.is_empty() {
        bail!(
            "the strings in {folder}/ are not in order:\n{}",
            problems.join("\n")
        );
    }
    Ok(())
}

fn problems(strings: &BTreeMap<&str, Strings>, sources: &str) -> Vec<String> {
    let all: BTreeSet<&String> = strings.values().flat_map(BTreeMap::keys).collect();
    let mut problems = Vec::new();
    for (language, own) in strings {
        for key in &all {
            match own.get(*key) {
                None => problems.push(format!("{language}: `{key}` is missing")),
                Some(text) if text.trim().is_empty() => {
                    problems.push(format!("{language}: `{key}` is empty"));
                }
                Some(text) => {
                    let differs = strings
                        .values()
                        .filter_map(|other| other.get(*key))
                        .any(|other| places(other) != places(text));
                    if differs {
                        problems.push(format!("{language}: `{key}` has other names in braces"));
                    }
                }
            }
        }
    }
    for key in used(sources) {
        if !all.contains(&key) {
            problems.push(format!("`{key}` is used, but no language has it"));
        }
    }
    problems
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The keys that stand as such in markup and scripts; others are put together while the page runs,
/// and are looked up in every state of the page by its test.
fn used(sources: &str) -> BTreeSet<String> {
    [
        "data-text=\"",
        "data-label=\"",
        "\"data-text\": \"",
        "text(\"",
    ]
    .iter()
    .flat_map(|mark| sources.split(mark).skip(1))
    .filter_map(|rest| rest.split_once('"').map(|(key, _)| key.to_owned()))
    .collect()
}

/// The page with the strings of its first language in place, so that it is readable at once.
pub(super) fn written(html: &str, strings: &Strings) -> Result<String> {
    let mut result = html.to_owned();
    for key in used(html) {
        let text = strings
            .get(&key)
            .with_context(|| format!("there is no string `{key}`"))?;
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        result = result.replace(
            &format!("data-label=\"{key}\""),
            &format!("data-label=\"{key}\" aria-label=\"{text}\""),
        );
        let mark = format!("data-text=\"{key}\"");
        let mut parts = result.split(&mark);
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            filled.push_str(&mark);
            filled.push_str(&part.replacen('>', &format!(">{text}"), 1));
        }
        result = filled;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(pairs: &[(&str, &str)]) -> Strings {
        pairs
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn strings_that_are_missing_empty_or_differ_are_named() {
        let strings = BTreeMap::from([
            (
                "de",
                language(&[("a", "Ja"), ("b", "{count} Mal"), ("c", " ")]),
            ),
            ("en", language(&[("b", "times"), ("c", "C")])),
        ]);
        let found = problems(&strings, r#"<p data-text="a"></p> text("gone")"#);
        assert_eq!(
            found,
            [
                "de: `b` has other names in braces",
                "de: `c` is empty",
                "en: `a` is missing",
                "en: `b` has other names in braces",
                "`gone` is used, but no language has it",
            ]
        );
    }

    #[test]
    fn strings_come_into_the_markup_as_text() {
        let strings = language(&[("a", "x < \"y\" & z"), ("b", "B")]);
        let html = r#"<h1 data-text="a" id="h"></h1><p data-label="b" data-text="b"></p>"#;
        assert_eq!(
            written(html, &strings).unwrap(),
            "<h1 data-text=\"a\" id=\"h\">x &lt; &quot;y&quot; &amp; z</h1>\
             <p data-label=\"b\" aria-label=\"B\" data-text=\"b\">B</p>"
        );
    }
}
