//! How items are worded: what a visitor reads twice is noted, once an item.
//!
//! Whether an anchor is about one thing can't be checked, only what often shows that it isn't.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Step};
use crate::raw;

/// Anchors of more characters are read twice on a phone.
const LENGTH_MAX: usize = 115;

/// What anchors of a language begin with, and the word that joins two things.
struct Language {
    person: &'static str,
    and: &'static str,
}

/// A sign that an anchor is hard to choose by.
struct Sign {
    said: &'static str,
    is_shown: fn(&str, Option<&Language>) -> bool,
}

const SIGNS: [Sign; 3] = [
    Sign {
        said: "longer than 115 characters",
        is_shown: |anchor, _| anchor.chars().count() > LENGTH_MAX,
    },
    Sign {
        said: "about two things",
        is_shown: is_double,
    },
    Sign {
        said: "not beginning with the person",
        is_shown: |anchor, language| {
            language.is_some_and(|language| words(anchor).next() != Some(language.person))
        },
    },
];

/// Notes the items with anchors that show such a sign.
pub(crate) fn check(
    document: &Document<'_>,
    raw: &raw::Locale,
    locale: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let language = language(locale);
    for (id, item) in &raw.items {
        let anchors = &item.get_ref().anchors;
        let mut first = anchors.len();
        let mut said = Vec::new();
        for sign in &SIGNS {
            let shown = |at: &usize| (sign.is_shown)(&anchors[*at], language.as_ref());
            let levels: Vec<usize> = (0..anchors.len()).filter(shown).collect();
            if let Some(&level) = levels.first() {
                first = first.min(level);
                let levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
                let word = if levels.len() == 1 { "level" } else { "levels" };
                said.push(format!("{} ({word} {})", sign.said, levels.join(", ")));
            }
        }
        if said.is_empty() {
            continue;
        }
        let id = id.get_ref();
        let steps = [
            Step::Key("items"),
            Step::Key(id),
            Step::Key("anchors"),
            Step::Index(first),
        ];
        let message = format!("anchors of `{id}` are {}", said.join("; "));
        let help = "say one thing that somebody has done, beginning with the person, in 115 characters at most";
        let span = document.span(&steps);
        let note = Severity::Note;
        let said = document
            .source
            .say(note, Code::ItemWording, span, message, help);
        diagnostics.push(said);
    }
}

fn language(locale: &str) -> Option<Language> {
    match locale.split('-').next()? {
        "de" => Some(Language {
            person: "Ich",
            and: "und",
        }),
        "en" => Some(Language {
            person: "I",
            and: "and",
        }),
        _ => None,
    }
}

/// A semicolon, or the word for "and" twice.
fn is_double(anchor: &str, language: Option<&Language>) -> bool {
    let joins = language.map_or(0, |language| {
        words(anchor).filter(|word| *word == language.and).count()
    });
    anchor.contains([';', '\u{61b}']) || joins > 1
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(locale: &str, anchor: &str) -> Vec<&'static str> {
        let language = language(locale);
        let shown = SIGNS
            .iter()
            .filter(|sign| (sign.is_shown)(anchor, language.as_ref()));
        shown.map(|sign| sign.said).collect()
    }

    #[test]
    fn an_anchor_about_one_thing_shows_no_sign() {
        for (locale, anchor) in [
            (
                "de",
                "Ich habe Beiträge und Bilder nach Vorlage veröffentlicht.",
            ),
            ("en", "I've published posts and pictures from a template."),
            ("en", "I haven't done this yet."),
            ("pl", "Posty publikowałam samodzielnie."),
        ] {
            assert_eq!(signs(locale, anchor), [""; 0], "{anchor}");
        }
    }

    #[test]
    fn each_sign_is_told() {
        let [long, double, object] = SIGNS.map(|sign| sign.said);
        assert_eq!(signs("de", &format!("Ich {}.", "x".repeat(110))), [""; 0]);
        assert_eq!(signs("de", &format!("Ich {}.", "x".repeat(111))), [long]);
        assert_eq!(signs("pl", "Posty; filmy."), [double]);
        assert_eq!(signs("de", "Ich habe A und B und C getan."), [double]);
        assert_eq!(
            signs("en", "Posts and films and text I have made."),
            [double, object]
        );
        assert_eq!(signs("de", "Ichsucht habe ich nicht."), [object]);
    }
}
