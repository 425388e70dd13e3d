//! The strings of the interface: one file per built-in locale, compiled into this crate.

use std::collections::BTreeMap;

/// The built-in locales with their files.
const BUILT_IN: [(&str, &str); 2] = [
    ("de", include_str!("../../../catalogues/interface/de.toml")),
    ("en", include_str!("../../../catalogues/interface/en.toml")),
];

/// The strings of a built-in locale by key, or of its language: `de-AT` reads those of `de`.
///
/// Keys that begin with `loader.` are the element script's.
#[must_use]
pub fn interface(locale: &str) -> Option<BTreeMap<String, String>> {
    let language = locale.split('-').next().unwrap_or(locale);
    let by_tag = |tag: &str| BUILT_IN.iter().find(|(built_in, _)| *built_in == tag);
    let (_, text) = by_tag(locale).or_else(|| by_tag(language))?;
    // A file that doesn't parse has no strings; the check of the messages then names each of them.
    Some(flatten(&text.parse().unwrap_or_default()))
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
