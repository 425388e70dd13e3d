//! From a locale's file to its texts: one for each entry, none too many, and each as it should be.
//!
//! What a single text may hold and how long it may be is checked against the schema, in `shape`.

use std::collections::BTreeSet;
use std::ops::Range;

use assessment::text::{ExamText, ExtraTexts, Message, Texts};

use crate::anchors;
use crate::code::Code;
use crate::definition::{items, quoted, suggestion};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Step};
use crate::interface::{flatten, interface, placeholders};
use crate::raw::{self, ByName};

/// More missing strings than this are said at once.
const MISSING_MAX: usize = 10;

/// The texts of a locale; what is missing, surplus or malformed is said.
pub(crate) fn resolve(
    document: &Document<'_>,
    raw: &raw::Locale,
    catalogue: Option<&raw::Catalogue>,
    locale: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Texts> {
    let mut checker = Checker {
        document,
        diagnostics,
        is_complete: true,
    };
    if raw.locale.get_ref() != locale {
        let message = format!(
            "the file of the locale `{locale}` says `{}`",
            raw.locale.get_ref()
        );
        let help = "name the file and the locale alike";
        checker.error(Code::WrongLocale, raw.locale.span(), message, help);
    }
    checker.level_names(&raw.catalogue);
    anchors::check(document, raw, catalogue, checker.diagnostics);
    let interface = checker.interface(locale, &raw.interface);
    // Which texts there should be is known only with the language-neutral file.
    let catalogue = catalogue?;
    macro_rules! list {
        ($table:ident) => {{
            let ids: Vec<&str> = catalogue
                .$table
                .iter()
                .map(|entry| entry.id.get_ref().as_str())
                .collect();
            checker.list(&[stringify!($table)], &raw.$table, &ids)
        }};
    }
    let item_ids: Vec<&str> = items(catalogue)
        .map(|(_, id)| id.get_ref().as_str())
        .collect();
    let head = &raw.catalogue;
    let texts = Texts {
        locale: locale.into(),
        locale_name: raw.name.as_str().into(),
        direction: raw.direction,
        title: head.title.get_ref().as_str().into(),
        occupation: head.occupation.get_ref().as_str().into(),
        lead: head.lead.get_ref().as_str().into(),
        levels: head
            .levels
            .iter()
            .map(|name| name.get_ref().as_str().into())
            .collect(),
        areas: list!(areas),
        families: list!(families),
        profiles: list!(profiles),
        competences: list!(competences),
        items: checker.list(&["items"], &raw.items, &item_ids),
        formats: list!(formats),
        modules: list!(modules),
        extras: checker.extras(raw, catalogue),
        interface,
    };
    checker.is_complete.then_some(texts)
}

struct Checker<'a> {
    document: &'a Document<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    is_complete: bool,
}

impl Checker<'_> {
    fn error(
        &mut self,
        code: Code,
        span: impl Into<Option<Range<usize>>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.is_complete = false;
        let span = span.into().or_else(|| self.document.beginning());
        let error = self.document.source.error(code, span, message, help);
        self.diagnostics.push(error);
    }

    /// The texts of a table in the order of the entries.
    fn list<T: Clone>(&mut self, path: &[&str], texts: &ByName<T>, ids: &[&str]) -> Vec<T> {
        let table = &path.join(".");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        for name in texts.keys() {
            if !known.contains(name.get_ref().as_str()) {
                let message = format!(
                    "`{table}` has a text for `{}`, which the catalogue doesn't have",
                    name.get_ref()
                );
                let help = suggestion(name.get_ref(), ids.iter().copied());
                self.error(Code::SurplusText, name.span(), message, help);
            }
        }
        // A missing text is said where it belongs: behind the one before.
        let mut before = {
            let path: Vec<Step<'_>> = path.iter().map(|key| Step::Key(key)).collect();
            self.document.key_span(&path)
        };
        let mut found = Vec::with_capacity(ids.len());
        let missing: Vec<&str> = ids
            .iter()
            .copied()
            .filter(|id| !texts.contains_key(*id))
            .collect();
        if missing.len() > MISSING_MAX {
            let message = format!("`{table}` has no texts for: {}", missing.join(", "));
            let help = format!(
                "add a table for each, such as `[{table}.{}]`",
                quoted(missing[0])
            );
            self.error(Code::MissingText, before, message, help);
            return found;
        }
        for id in ids {
            if let Some((name, text)) = texts.get_key_value(*id) {
                before = Some(name.span());
                found.push(text.get_ref().clone());
            } else {
                let message = format!("`{table}` has no text for `{id}`");
                let help = format!("add a table `[{table}.{}]` behind this one", quoted(id));
                self.error(Code::MissingText, before.clone(), message, help);
            }
        }
        found
    }

    /// The texts of what the catalogue has beside its scoring.
    fn extras(&mut self, raw: &raw::Locale, catalogue: &raw::Catalogue) -> ExtraTexts {
        let exam = match (&catalogue.exam, &raw.exam) {
            (Some(exam), Some(texts)) => Some(self.exam(exam, texts.get_ref())),
            (None, None) => None,
            (Some(_), None) => {
                let message = "there is no text for the exam".to_owned();
                let help = "add a table `[exam]`";
                self.error(Code::MissingText, None, message, help);
                None
            }
            (None, Some(texts)) => {
                let message = "there is a text for an exam, which the catalogue doesn't have";
                let help = "take the table `[exam]` out";
                self.error(Code::SurplusText, texts.span(), message, help);
                None
            }
        };
        let neighbours: Vec<&str> = catalogue
            .neighbours
            .iter()
            .map(|neighbour| &**neighbour.id.get_ref())
            .collect();
        let statements: Vec<&str> = catalogue
            .statements
            .iter()
            .map(|statement| &**statement.id.get_ref())
            .collect();
        ExtraTexts {
            statements: self.list(&["statements"], &raw.statements, &statements),
            exam,
            neighbours: self.list(&["neighbours"], &raw.neighbours, &neighbours),
        }
    }

    fn exam(&mut self, exam: &raw::Exam, texts: &raw::ExamTexts) -> ExamText {
        let parts: Vec<&str> = exam.parts.iter().map(|part| &**part.id.get_ref()).collect();
        let fields: Vec<&str> = exam
            .fields
            .iter()
            .map(|field| &**field.id.get_ref())
            .collect();
        ExamText {
            name: texts.name.as_str().into(),
            summary: texts.summary.as_str().into(),
            status: texts.status.as_str().into(),
            parts: self.list(&["exam", "parts"], &texts.parts, &parts),
            fields: self.list(&["exam", "fields"], &texts.fields, &fields),
        }
    }

    fn level_names(&mut self, head: &raw::Head) {
        if !(2..=7).contains(&head.levels.len()) {
            let path = [Step::Key("catalogue"), Step::Key("levels")];
            let span = self.document.span(&path);
            let message = format!(
                "the number of level names is {}, where 2 to 7 are allowed",
                head.levels.len()
            );
            let help = "name each level once, the lowest first";
            self.error(Code::LevelNames, span, message, help);
        }
    }

    /// The strings of the interface in the order of the messages.
    fn interface(&mut self, locale: &str, own: &toml::Table) -> Vec<Box<str>> {
        let own = flatten(own);
        let built_in = interface(locale).unwrap_or_default();
        let is_known = |key: &&String| Message::ALL.iter().any(|(_, known)| known == key);
        for key in own.keys().filter(|key| !is_known(key)) {
            let message =
                format!("`interface` has a string `{key}`, which the interface doesn't use");
            let help = suggestion(key, Message::ALL.iter().map(|(_, key)| *key));
            let (name, _) = self.string(key);
            self.error(Code::SurplusText, name, message, help);
        }
        let own_to_script = |key: &&String| key.starts_with("loader.");
        for key in built_in
            .keys()
            .filter(|key| !own_to_script(key) && !is_known(key))
        {
            let message =
                format!("the built-in strings have `{key}`, which the interface doesn't use");
            let help = "take it out of every locale's file";
            self.error(Code::SurplusText, None, message, help);
        }
        let mut missing = Vec::new();
        let strings = Message::ALL
            .iter()
            .map(|&(message, key)| {
                let Some(text) = own.get(key).or_else(|| built_in.get(key)) else {
                    missing.push(key);
                    return "".into();
                };
                self.message(message, key, text);
                text.as_str().into()
            })
            .collect();
        self.missing_strings(locale, &missing);
        strings
    }

    fn missing_strings(&mut self, locale: &str, missing: &[&str]) {
        let place = self.document.key_span(&[Step::Key("interface")]);
        if missing.len() > MISSING_MAX {
            let message = format!(
                "the interface has no strings in `{locale}`: {} are missing, `{}` the first of them",
                missing.len(),
                missing[0]
            );
            let help =
                "add a table `[interface]`; `cargo skill-check strings en` prints one to translate";
            self.error(Code::MissingText, place, message, help);
            return;
        }
        for key in missing {
            let message = format!("the interface has no string `{key}` in `{locale}`");
            let help = format!("add `\"{key}\" = …` to the table `[interface]`");
            self.error(Code::MissingText, place.clone(), message, help);
        }
    }

    /// Where a string of the interface has its key and its text, if this file has it.
    fn string(&self, key: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let table = Step::Key("interface");
        let whole = [table, Step::Key(key)];
        let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
        let parts = [table, Step::Key(outer), Step::Key(inner)];
        let path = if self.document.span(&whole).is_some() {
            &whole[..]
        } else {
            &parts[..]
        };
        (self.document.key_span(path), self.document.span(path))
    }

    fn message(&mut self, message: Message, key: &str, text: &str) {
        let (_, place) = self.string(key);
        let expected = message.placeholders();
        let found = placeholders(text);
        for name in expected.iter().filter(|name| !found.contains(name)) {
            let missing = format!("the string `{key}` lacks the placeholder {{{name}}}: {text}");
            let help = "put it where its value belongs";
            self.error(Code::Placeholder, place.clone(), missing, help);
        }
        for name in found.iter().filter(|name| !expected.contains(name)) {
            let surplus = format!(
                "the string `{key}` has a placeholder {{{name}}} that nothing fills: {text}"
            );
            let help = if expected.is_empty() {
                "take it out; this string has no placeholders".to_owned()
            } else {
                suggestion(name, expected.iter().copied())
            };
            self.error(Code::Placeholder, place.clone(), surplus, help);
        }
        if !is_balanced(text) {
            let message = format!("the string `{key}` has an unbalanced brace: {text}");
            self.error(Code::Placeholder, place, message, "each { needs its }");
        }
    }
}

/// Whether each brace that opens is closed before the next one opens.
fn is_balanced(text: &str) -> bool {
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
    use super::is_balanced;

    #[test]
    fn braces_are_balanced_in_pairs() {
        for good in ["", "none", "{a} and {b}"] {
            assert!(is_balanced(good), "{good}");
        }
        for bad in ["{", "}", "{a", "}{", "{{a}}", "{a} and }"] {
            assert!(!is_balanced(bad), "{bad}");
        }
    }
}
