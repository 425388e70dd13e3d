//! A catalogue to begin with: small, complete, and commented for whoever replaces it piece by piece.

use std::collections::BTreeMap;

use super::Refused;
use super::remarks::Remarks;
use super::words::{Locale, locales};
use super::written::quoted;

/// The example's language-neutral files.
const DEFINITION: &str = include_str!("../template/new/catalogue.toml");
const PERSONAS: &str = include_str!("../template/new/personas.toml");

/// Its texts, by locale. For another language, the last of them is to be translated.
const TEXTS: [(&str, &str); 2] = [
    ("de", include_str!("../template/new/de.toml")),
    ("en", include_str!("../template/new/en.toml")),
];

/// What stands in the template for the catalogue's own id, for the day it is made, and for its locales.
const ID: &str = "id = \"front-office\"\nrevision";
const DATE: &str = "2026-11-23";
const LOCALES: &str = "locales = [\"de\", \"en\"]";
const DEFAULT: &str = "default_locale = \"de\"";

/// What the English file says of itself, and what one says that is to be translated.
const HEAD: &str = "# The English texts.";
const TO_TRANSLATE: &str =
    "# Still the English texts, to be translated; the check names those that are left.";

/// The files of the example by their name: a catalogue of this id in these locales, the first of them the
/// default one, made on this day.
///
/// # Errors
/// The id can't be one, or none of the locales is a language tag.
pub fn begin(
    id: &str,
    date: &str,
    tags: &[String],
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, Refused> {
    if !catalogue::is_id(id) {
        return Err(Refused(format!(
            "`{id}` can't be the catalogue's id: an id is lower-case words of a-z and 0-9 joined by hyphens"
        )));
    }
    let locales = locales(tags, remarks);
    let Some(first) = locales.first() else {
        return Err(Refused(format!(
            "`{}` names no language: write tags such as de or pt-BR, joined by commas",
            tags.join(",")
        )));
    };
    let listed: Vec<String> = locales.iter().map(|locale| quoted(&locale.tag)).collect();
    let definition = DEFINITION
        .replacen(ID, &format!("id = {}\nrevision", quoted(id)), 1)
        .replace(DATE, date)
        .replacen(LOCALES, &format!("locales = [{}]", listed.join(", ")), 1)
        .replacen(
            DEFAULT,
            &format!("default_locale = {}", quoted(&first.tag)),
            1,
        );
    let mut files = BTreeMap::from([
        ("catalogue.toml".to_owned(), definition),
        (catalogue::PERSONAS_FILE.to_owned(), PERSONAS.to_owned()),
    ]);
    for locale in &locales {
        files.insert(format!("{}.toml", locale.tag), texts(locale));
    }
    Ok(files)
}

/// The example's texts in a locale: its own, those of its language, or the English ones to translate.
fn texts(locale: &Locale) -> String {
    let primary = locale.tag.split('-').next().unwrap_or(&locale.tag);
    let own = TEXTS.iter().find(|(tag, _)| *tag == primary);
    let (tag, text) = own.unwrap_or(&TEXTS[1]);
    if *tag == locale.tag {
        return (*text).to_owned();
    }
    let head = format!("locale = {}\n", quoted(&locale.tag));
    let mut text = text.replacen(&format!("locale = \"{tag}\"\n"), &head, 1);
    if own.is_none() {
        let name = format!(
            "name = {}\ndirection = \"{}\"",
            quoted(&locale.name),
            locale.direction
        );
        text = text.replacen("name = \"English\"\ndirection = \"ltr\"", &name, 1);
        text = text.replacen(HEAD, TO_TRANSLATE, 1);
    }
    if let Some(strings) = &locale.interface {
        text.push_str(&format!(
            "\n# Still in English, to be translated.\n\n{strings}"
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(tags: &[&str]) -> (BTreeMap<String, String>, String) {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let mut remarks = Remarks::default();
        let files = begin("care", "2027-01-02", &tags, &mut remarks).unwrap();
        (files, remarks.lines().join("\n"))
    }

    #[test]
    fn the_example_comes_in_the_languages_that_are_asked_for() {
        let (files, said) = begun(&["en", "de-AT", "ar"]);
        assert!(said.contains("no strings in `ar`"), "{said}");
        let definition = &files["catalogue.toml"];
        for text in [
            "id = \"care\"\nrevision",
            "as_of = \"2027-01-02\"",
            "locales = [\"en\", \"de-AT\", \"ar\"]",
            "default_locale = \"en\"",
        ] {
            assert!(definition.contains(text), "{text}");
        }
        assert!(!definition.contains(DATE));
        assert!(files["de-AT.toml"].contains("locale = \"de-AT\"\nname = \"Deutsch\""));
        let arabic = &files["ar.toml"];
        assert!(
            arabic.contains("name = \"العربية\"\ndirection = \"rtl\""),
            "{arabic}"
        );
        assert!(arabic.contains("[interface]"));
        assert!(arabic.contains(TO_TRANSLATE) && !arabic.contains(HEAD));
        assert!(files["en.toml"].contains(HEAD));
        let read = |path: &std::path::Path| {
            let name = path.to_string_lossy();
            let found = files.get(&*name).cloned();
            found.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
        };
        let report = catalogue::load_with(std::path::Path::new(""), read);
        assert!(
            report.authored.is_some(),
            "{:?}",
            report.diagnostics.first()
        );
    }

    #[test]
    fn ids_and_languages_that_are_none_are_refused() {
        let mut remarks = Remarks::default();
        let refused = begin("Care!", "2027-01-02", &["de".to_owned()], &mut remarks);
        assert!(
            refused
                .unwrap_err()
                .to_string()
                .contains("can't be the catalogue's id")
        );
        let refused = begin("care", "2027-01-02", &["../x".to_owned()], &mut remarks);
        assert!(
            refused
                .unwrap_err()
                .to_string()
                .contains("names no language")
        );
    }
}
