//! The strings of the interface: one file per built-in locale, compiled into this crate.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The built-in locales with their files.
const BUILT_IN: [(&str, &str); 2] = [
    ("de", include_str!("../interface/de.toml")),
    ("en", include_str!("../interface/en.toml")),
];

/// The strings of a built-in locale by key, or of its language: `de-AT` reads those of `de`.
///
/// Keys that begin with `loader.` are the element script's.
#[must_use]
pub fn interface(locale: &str) -> Option<BTreeMap<String, String>> {
    let at = place(locale)?;
    // A check asks for them many times, and they are as long as a catalogue.
    static READ: [OnceLock<BTreeMap<String, String>>; 2] = [const { OnceLock::new() }; 2];
    // A file that doesn't parse has no strings; the check of the messages then names each of them.
    let strings = READ[at].get_or_init(|| flatten(&BUILT_IN[at].1.parse().unwrap_or_default()));
    Some(strings.clone())
}

/// The file of a built-in locale, or of its language.
pub(crate) fn built_in(locale: &str) -> Option<&'static str> {
    place(locale).map(|at| BUILT_IN[at].1)
}

/// Where a locale, or its language, stands among those that are built in.
fn place(locale: &str) -> Option<usize> {
    let language = locale.split('-').next().unwrap_or(locale);
    let by_tag = |tag: &str| BUILT_IN.iter().position(|(built_in, _)| *built_in == tag);
    by_tag(locale).or_else(|| by_tag(language))
}

/// Nested tables as keys with dots.
pub(crate) fn flatten(table: &toml::Table) -> BTreeMap<String, String> {
    let mut strings = BTreeMap::new();
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                strings.insert(key.clone(), text.clone());
            }
            toml::Value::Table(inner) => {
                let inner = flatten(inner).into_iter();
                strings.extend(inner.map(|(name, text)| (format!("{key}.{name}"), text)));
            }
            _ => {}
        }
    }
    strings
}

/// The names of the placeholders in a string, in order of appearance.
pub(crate) fn placeholders(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// Whether each brace that opens is closed before the next one opens.
pub(crate) fn is_balanced(text: &str) -> bool {
    let mut is_open = false;
    for character in text.chars() {
        let expected = match character {
            '{' => false,
            '}' => true,
            _ => continue,
        };
        if is_open != expected {
            return false;
        }
        is_open = !is_open;
    }
    !is_open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_built_in_locales_have_the_same_strings() {
        let keys = |locale| {
            interface(locale)
                .expect("built in")
                .into_keys()
                .collect::<Vec<_>>()
        };
        let first = keys(BUILT_IN[0].0);
        assert!(first.iter().any(|key| key.starts_with("loader.")));
        for (locale, _) in BUILT_IN {
            assert_eq!(keys(locale), first, "{locale}");
        }
        assert!(interface("xx").is_none());
        assert_eq!(interface("de-AT"), interface("de"));
    }

    #[test]
    fn braces_are_balanced_in_pairs() {
        for good in ["", "none", "{a} and {b}"] {
            assert!(is_balanced(good), "{good}");
        }
        for bad in ["{", "}", "{a", "}{", "{{a}}", "{a} and }"] {
            assert!(!is_balanced(bad), "{bad}");
        }
    }

    #[test]
    fn placeholders_are_found_in_order() {
        assert_eq!(placeholders("{a} and {b}"), ["a", "b"]);
        assert!(placeholders("none, not even {this").is_empty());
    }
}
