//! Sentences of a translation that were left as in another language's file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Reader, Severity};
use crate::document::Document;
use crate::interface::built_in;
use crate::texts::listed;
use crate::unwritten::is_note;

/// Names may be the same in two languages; a text of so many words is none.
const WORDS: usize = 4;

/// The sentences of a language's file by where they stand.
pub(crate) struct Sentences {
    locale: String,
    by_place: BTreeMap<String, (String, Range<usize>)>,
}

impl Sentences {
    /// The sentences in the file of a locale; none if it can't be read, which is said where its turn is.
    pub(crate) fn read(folder: &Path, read: &Reader<'_>, locale: &str) -> Option<Self> {
        let text = read(&folder.join(format!("{locale}.toml"))).ok()?;
        let root = DeTable::parse(&text).ok()?;
        Some(Self::of(locale, root.get_ref()))
    }

    fn of(locale: &str, root: &DeTable<'_>) -> Self {
        let mut by_place = BTreeMap::new();
        // The interface's strings are compared with the built-in ones.
        let own = root.iter().filter(|(key, _)| key.get_ref() != "interface");
        for (key, value) in own {
            collect(key.get_ref(), value.get_ref(), value.span(), &mut by_place);
        }
        let locale = locale.to_owned();
        Self { locale, by_place }
    }
}

fn collect(
    place: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
    found: &mut BTreeMap<String, (String, Range<usize>)>,
) {
    match value {
        DeValue::String(text) if is_sentence(text) && !is_note(text) => {
            found.insert(place.to_owned(), (text.to_string(), span));
        }
        DeValue::Table(table) => {
            for (key, value) in table {
                let place = format!("{place}.{}", key.get_ref());
                collect(&place, value.get_ref(), value.span(), found);
            }
        }
        DeValue::Array(array) => {
            for (index, value) in array.iter().enumerate() {
                let place = format!("{place}[{index}]");
                collect(&place, value.get_ref(), value.span(), found);
            }
        }
        _ => {}
    }
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
        >= WORDS
}

/// Warns of a translation's sentences that read as in another file. A language that the interface comes in is
/// what others are translated from.
pub(crate) fn check(
    document: &Document<'_>,
    locale: &str,
    others: &[Sentences],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // What comes first others are translated from.
    let is_first = others.first().is_some_and(|first| first.locale == locale);
    if is_first || built_in(locale).is_some() {
        return;
    }
    let place = others.iter().position(|other| other.locale == locale);
    let before = place.map_or(others, |place| &others[..place]);
    let own = Sentences::of(locale, document.root());
    let language = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
    let known = others
        .iter()
        .filter(|other| built_in(&other.locale).is_some());
    let others = before
        .iter()
        .chain(known)
        .filter(|other| language(&other.locale) != language(locale));
    let copied = others.map(|other| {
        let is_copy = |(place, (text, _)): &(&String, &(String, Range<usize>))| {
            let original = other.by_place.get(*place);
            original.is_some_and(|(original, _)| original == text)
        };
        let copied: Vec<_> = own.by_place.iter().filter(is_copy).collect();
        (&other.locale, copied)
    });
    let Some((original, mut copied)) = copied.max_by_key(|(_, copied)| copied.len()) else {
        return;
    };
    copied.sort_by_key(|(_, (_, span))| span.start);
    let Some((_, (_, span))) = copied.first() else {
        return;
    };
    let names = copied.iter().map(|(place, _)| place.as_str());
    let message = match copied.len() {
        1 => format!("1 text reads as in `{original}`: {}", listed(names)),
        count => format!("{count} texts read as in `{original}`: {}", listed(names)),
    };
    let help = "translate them; what is the same in both languages on purpose may stay";
    let place = Some(span.clone());
    let said = document
        .source
        .say(Severity::Warning, Code::Untranslated, place, message, help);
    diagnostics.push(said);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    const ENGLISH: &str = "locale = \"en\"\n[a]\nname = \"Front office manager\"\nlead = \"You see what you bring.\"\n\
                           anchors = [\"I have not done it.\", \"I have done it alone.\"]\n";

    fn said(locale: &str, text: &str) -> Vec<String> {
        let files = |path: &Path| match path.to_str() {
            Some("en.toml") => Ok(ENGLISH.to_owned()),
            Some("own.toml") => Ok(text.to_owned()),
            _ => Err(Error::from(ErrorKind::NotFound)),
        };
        let mut diagnostics = Vec::new();
        let source =
            crate::diagnostic::Source::read(Path::new("own.toml"), &files, &mut diagnostics);
        let source = source.expect("a file");
        let document = Document::parse(&source, &mut diagnostics).expect("TOML");
        let others = ["en", "xx"].map(|tag| Sentences::read(Path::new(""), &files, tag));
        let others: Vec<_> = others.into_iter().flatten().collect();
        assert_eq!(others.len(), 1);
        check(&document, locale, &others, &mut diagnostics);
        diagnostics.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn sentences_that_were_left_are_named_and_names_are_not() {
        assert_eq!(
            said("fr", ENGLISH),
            ["3 texts read as in `en`: `a.lead`, `a.anchors[0]`, `a.anchors[1]`"]
        );
        // What is still to be written is said by itself.
        let noted = ENGLISH.replace("You see", "To be written: you see");
        assert!(!said("fr", &noted)[0].contains("a.lead"));
        let half = ENGLISH
            .replace(
                "You see what you bring.",
                "Vous voyez ce que vous apportez.",
            )
            .replace("I have not done it.", "Je ne l'ai pas encore fait.");
        assert_eq!(
            said("fr", &half),
            ["1 text reads as in `en`: `a.anchors[1]`"]
        );
        let all = half.replace("I have done it alone.", "Je l'ai fait sans aide.");
        assert!(said("fr", &all).is_empty());
    }

    #[test]
    fn a_language_that_others_are_translated_from_is_no_translation() {
        for locale in ["de", "en-GB", "de-AT"] {
            assert!(said(locale, ENGLISH).is_empty(), "{locale}");
        }
    }
}
