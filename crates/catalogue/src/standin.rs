//! Strings of the interface that a locale lacks: what stands in for them, and what the element's script says
//! before any catalogue is there.

use std::collections::BTreeMap;

use crate::interface::{flatten, interface};
use crate::raw;

/// Begins the keys of the element's script's own strings.
pub(crate) const LOADER: &str = "loader.";

/// The string with a locale's name in itself, which each file says anyway.
pub(crate) const LOCALE_NAME: &str = "loader.locale-name";

/// The language that stands in for any other.
const LAST: &str = "en";

/// The strings that are shown where a locale has none: those of the catalogue's default language, and below
/// these the built-in ones.
#[derive(Debug)]
pub(crate) struct StandIn {
    /// The locale that most of them are in.
    pub(crate) locale: String,
    pub(crate) strings: BTreeMap<String, String>,
}

impl StandIn {
    /// The stand-in of a catalogue with this default locale, whose file says this.
    pub(crate) fn new(default: &str, file: Option<&str>) -> Self {
        // Most say nothing of the interface, and needn't be parsed for it.
        let file = file.filter(|text| text.contains("interface"));
        let own = file.and_then(|text| text.parse::<toml::Table>().ok());
        let own = own.as_ref().and_then(|table| table.get("interface"));
        let own = flatten(
            own.and_then(toml::Value::as_table)
                .unwrap_or(&toml::Table::new()),
        );
        let built_in = interface(default);
        let is_said = built_in.is_some() || !own.is_empty();
        let mut strings = built_in.or_else(|| interface(LAST)).unwrap_or_default();
        strings.extend(own);
        Self {
            locale: if is_said { default } else { LAST }.to_owned(),
            strings,
        }
    }

    /// The keys of the element's script's own strings that a locale may have.
    pub(crate) fn loader_keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.strings.keys().map(String::as_str);
        keys.filter(|key| key.starts_with(LOADER))
    }

    /// The strings of the element's script in a locale.
    pub(crate) fn loader(&self, raw: &raw::Locale, locale: &str) -> BTreeMap<String, String> {
        let own = flatten(&raw.interface);
        let built_in = interface(locale).unwrap_or_default();
        let said = |key: &str| {
            let name = (key == LOCALE_NAME).then_some(&raw.name);
            let text = own.get(key).or(name).or_else(|| built_in.get(key));
            text.or_else(|| self.strings.get(key)).cloned()
        };
        self.loader_keys()
            .filter_map(|key| Some((key.to_owned(), said(key)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_language_stands_in_and_below_it_a_built_in_one() {
        let own =
            "[interface]\n\"loader.retry\" = \"Opnieuw\"\n[interface.item]\nnext = \"Verder\"\n";
        let dutch = StandIn::new("nl", Some(own));
        assert_eq!(dutch.locale, "nl");
        assert_eq!(dutch.strings["item.next"], "Verder");
        assert_eq!(dutch.strings["loader.retry"], "Opnieuw");
        let english = interface("en").expect("built in");
        assert_eq!(dutch.strings["item.back"], english["item.back"]);
        for file in [None, Some(""), Some("no toml")] {
            let none = StandIn::new("nl", file);
            assert_eq!((&*none.locale, &none.strings), ("en", &english));
        }
        let german = StandIn::new("de", Some(own));
        assert_eq!(german.strings["item.next"], "Verder");
        assert_eq!(
            german.strings["item.back"],
            interface("de").expect("built in")["item.back"]
        );
        assert!(german.loader_keys().any(|key| key == LOCALE_NAME));
    }
}
