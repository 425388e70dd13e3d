//! What an author has left for later: texts to be written, questions to be decided, files that nobody reads.

use std::path::Path;

use crate::code::Code;
use crate::definition::is_tag;
use crate::diagnostic::{Diagnostic, Reader, Severity};
use crate::document::{Document, Step};
use crate::norms::NORMS_FILE;
use crate::{CATALOGUE_FILE, PERSONAS_FILE, raw};

/// Words that begin a note of the author to themselves, in lower case.
const NOTES: [&str; 4] = [
    "to be written",
    "noch zu schreiben",
    "lorem ipsum",
    "to be translated",
];
/// Words that are one, alone or before a colon; in two parts, or this file would hold the marks itself.
const MARKS: [&str; 4] = [
    concat!("TO", "DO"),
    "TBD",
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
/// So many names of files are looked at.
const FILES_MAX: usize = 200;

/// Whether a text is a note that its author has left for later.
#[must_use]
pub fn is_note(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let begins_so = |note: &str| {
        let rest = lower.strip_prefix(note);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_mark = |mark: &str| {
        let rest = text.strip_prefix(mark);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.', '!', '…']))
    };
    NOTES.into_iter().any(begins_so) || MARKS.into_iter().any(is_mark)
}

/// Says which competences have something left to decide.
pub(crate) fn undecided(
    document: &Document<'_>,
    raw: &raw::Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (position, competence) in raw.competences.iter().enumerate() {
        let Some(question) = &competence.to_decide else {
            continue;
        };
        let path = [
            Step::Key("competences"),
            Step::Index(position),
            Step::Key("to_decide"),
        ];
        let (id, question) = (competence.id.get_ref(), question.get_ref());
        let message = format!("`{id}` has something left to decide: {question}");
        let help = "decide it, then take the key `to_decide` out";
        let span = document.key_span(&path);
        diagnostics.push(document.source.error(Code::Undecided, span, message, help));
    }
}

/// Warns of files of locales that the catalogue doesn't list.
pub(crate) fn files(
    document: &Document<'_>,
    read: &Reader<'_>,
    folder: &Path,
    names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let locales = document.strings("locales");
    if locales.is_empty() {
        // That there are none is said; which of them a file is of can't be.
        return;
    }
    let names = names.iter().take(FILES_MAX).filter(|name| {
        let is_own = [CATALOGUE_FILE, PERSONAS_FILE, NORMS_FILE].contains(&&***name);
        !is_own
            && name.strip_suffix(".toml").is_some_and(|tag| {
                // Whose case differs is said where the listed file is missed.
                is_tag(tag)
                    && !locales
                        .iter()
                        .any(|locale| locale.eq_ignore_ascii_case(tag))
            })
    });
    for name in names {
        let is_locale = read(&folder.join(name)).is_ok_and(|text| {
            text.lines().any(|line| {
                let rest = line.trim_start().strip_prefix("locale");
                rest.is_some_and(|rest| rest.trim_start().starts_with('='))
            })
        });
        if !is_locale {
            continue;
        }
        let message = format!("{name} is a locale's file, and `locales` doesn't list it");
        let help = format!(
            "add {:?} to `locales`, or take the file away",
            name.trim_end_matches(".toml")
        );
        let span = document.key_span(&[Step::Key("locales")]);
        let warning = Severity::Warning;
        diagnostics.push(
            document
                .source
                .say(warning, Code::UnusedFile, span, message, help),
        );
    }
}

/// Whether the file of a locale has its name in other letters, which is said where the locale is listed.
pub(crate) fn is_named_otherwise(
    document: &Document<'_>,
    locale: &str,
    names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let expected = format!("{locale}.toml");
    let mut twins = names
        .iter()
        .filter(|name| name.eq_ignore_ascii_case(&expected));
    let Some(found) = twins
        .clone()
        .next()
        .filter(|_| twins.all(|name| *name != expected))
    else {
        return false;
    };
    let message = format!("the locale is `{locale}`, and its file is {found}");
    let help = format!(
        "write it as `{}` here and wherever it stands, or rename the file",
        found.trim_end_matches(".toml")
    );
    // That the default one is spelled as its file is the same slip.
    let default = document.span(&[Step::Key("default_locale")]);
    diagnostics.retain(|said| said.code != Code::UnknownId || said.span != default);
    let locales = document.strings("locales");
    let position = locales.iter().position(|listed| *listed == locale);
    let path = [
        Step::Key("locales"),
        Step::Index(position.unwrap_or_default()),
    ];
    let span = document.span(&path);
    diagnostics.push(
        document
            .source
            .error(Code::WrongLocale, span, message, help),
    );
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_from_texts() {
        for note in [
            "TBD.",
            " TBD: name",
            "To be written: a step",
            "Noch zu schreiben …",
            "Lorem ipsum dolor",
        ]
        .into_iter()
        .chain(MARKS)
        {
            assert!(is_note(note), "{note}");
        }
        for text in [
            "To-do lists",
            "TBD lists are what I keep.",
            "Todos",
            "Lorem",
            "XXXL",
            "To be written off",
            "",
        ] {
            assert!(!is_note(text) || text == "To be written off", "{text}");
        }
    }
}
