//! From a locale's file to its texts: one for each entry, none too many, and each as it should be.

use std::ops::Range;

use assessment::catalogue::Definition;
use assessment::text::{Message, Texts};

use crate::definition::suggestion;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::interface::{flatten, interface, placeholders};
use crate::raw::{self, ByName};

/// Longest texts, in characters.
const PROMPT_MAX: usize = 120;
const ANCHOR_MAX: usize = 140;
const NAME_MAX: usize = 60;
const PRACTICE_MAX: usize = 200;
const SHORT_MAX: usize = 12;
const LEVEL_NAME_MAX: usize = 24;

/// The texts of a locale; what is missing, surplus or malformed is said.
pub(crate) fn resolve(
    source: &Source,
    raw: &raw::Locale,
    definition: &Definition,
    locale: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Texts> {
    let mut checker = Checker {
        source,
        diagnostics,
        is_complete: true,
    };
    if raw.locale.get_ref() != locale {
        let message = format!(
            "the file of the locale `{locale}` says `{}`",
            raw.locale.get_ref()
        );
        checker.error(
            "wrong-locale",
            raw.locale.span(),
            message,
            "name the file and the locale alike",
        );
    }
    checker.head(&raw.catalogue);
    checker.lengths(raw, definition);
    macro_rules! list {
        ($table:ident, $id:expr) => {{
            let ids: Vec<&str> = definition.$table.iter().map($id).collect();
            checker.list(stringify!($table), &raw.$table, &ids)
        }};
    }
    let texts = Texts {
        locale: locale.into(),
        locale_name: raw.name.as_str().into(),
        direction: raw.direction,
        title: raw.catalogue.title.get_ref().as_str().into(),
        occupation: raw.catalogue.occupation.get_ref().as_str().into(),
        lead: raw.catalogue.lead.get_ref().as_str().into(),
        levels: raw
            .catalogue
            .levels
            .iter()
            .map(|name| name.get_ref().as_str().into())
            .collect(),
        areas: list!(areas, |id| id.as_str()),
        families: list!(families, |id| id.as_str()),
        profiles: list!(profiles, |entry| entry.id.as_str()),
        competences: list!(competences, |entry| entry.id.as_str()),
        items: list!(items, |entry| entry.id.as_str()),
        formats: list!(formats, |entry| entry.id.as_str()),
        modules: list!(modules, |entry| entry.id.as_str()),
        interface: checker.interface(locale, &raw.interface),
    };
    checker.is_complete.then_some(texts)
}

struct Checker<'a> {
    source: &'a Source,
    diagnostics: &'a mut Vec<Diagnostic>,
    is_complete: bool,
}

impl Checker<'_> {
    fn error(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Range<usize>>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.is_complete = false;
        self.diagnostics
            .push(self.source.error(code, span.into(), message, help));
    }

    /// The texts of a table in the order of the entries.
    fn list<T: Clone>(&mut self, table: &str, texts: &ByName<T>, ids: &[&str]) -> Vec<T> {
        for name in texts.keys() {
            if !ids.contains(&name.get_ref().as_str()) {
                let message = format!(
                    "`{table}` has a text for `{}`, which the catalogue doesn't have",
                    name.get_ref()
                );
                let help = suggestion(name.get_ref(), ids.iter().copied());
                self.error("surplus-text", name.span(), message, help);
            }
        }
        ids.iter()
            .filter_map(|id| {
                let found = texts.iter().find(|(name, _)| name.get_ref() == *id);
                if found.is_none() {
                    let message = format!("`{table}` has no text for `{id}`");
                    let help = format!(
                        "add a table `[{table}.{}]`",
                        if id.contains('.') {
                            format!("\"{id}\"")
                        } else {
                            (*id).to_owned()
                        }
                    );
                    self.error("missing-text", None, message, help);
                }
                found.map(|(_, text)| text.get_ref().clone())
            })
            .collect()
    }

    fn head(&mut self, head: &raw::Head) {
        for text in [&head.title, &head.occupation, &head.lead]
            .into_iter()
            .chain(&head.levels)
        {
            self.text(text.get_ref(), text.span(), None);
        }
        if !(2..=7).contains(&head.levels.len()) {
            let span = head.levels.first().map(toml::Spanned::span);
            let message = format!(
                "{} names of levels, where 2 to 7 are allowed",
                head.levels.len()
            );
            self.error(
                "level-names",
                span,
                message,
                "name each level once, the lowest first",
            );
        }
        for name in &head.levels {
            self.text(name.get_ref(), name.span(), Some(LEVEL_NAME_MAX));
        }
    }

    /// Checks all texts of the lists; they carry the place of their table.
    fn lengths(&mut self, raw: &raw::Locale, definition: &Definition) {
        for area in raw.areas.values() {
            let (text, span) = (area.get_ref(), area.span());
            self.text(&text.name, span.clone(), Some(NAME_MAX));
            self.text(&text.short, span.clone(), Some(SHORT_MAX));
            self.text(&text.description, span, None);
        }
        for family in raw.families.values() {
            self.text(&family.get_ref().name, family.span(), Some(NAME_MAX));
            self.text(&family.get_ref().description, family.span(), None);
        }
        for profile in raw.profiles.values() {
            self.text(&profile.get_ref().name, profile.span(), Some(NAME_MAX));
            self.text(&profile.get_ref().short, profile.span(), Some(NAME_MAX));
            self.text(&profile.get_ref().description, profile.span(), None);
            self.note(&profile.get_ref().note, profile.span());
        }
        for competence in raw.competences.values() {
            self.text(
                &competence.get_ref().name,
                competence.span(),
                Some(NAME_MAX),
            );
            self.text(
                &competence.get_ref().practice,
                competence.span(),
                Some(PRACTICE_MAX),
            );
        }
        for format in raw.formats.values() {
            self.text(&format.get_ref().name, format.span(), Some(NAME_MAX));
        }
        for module in raw.modules.values() {
            self.text(&module.get_ref().name, module.span(), Some(NAME_MAX));
            self.text(&module.get_ref().summary, module.span(), None);
            self.note(&module.get_ref().note, module.span());
            for topic in &module.get_ref().covers {
                self.text(topic, module.span(), None);
            }
        }
        for (name, item) in &raw.items {
            self.text(&item.get_ref().prompt, item.span(), Some(PROMPT_MAX));
            self.anchors(
                name.get_ref(),
                &item.get_ref().anchors,
                item.span(),
                definition,
            );
        }
    }

    fn anchors(
        &mut self,
        id: &str,
        anchors: &[Box<str>],
        span: Range<usize>,
        definition: &Definition,
    ) {
        let item = definition.items.iter().find(|item| item.id.as_str() == id);
        if let Some(item) = item {
            let levels = usize::from(definition.competences[item.competence.get()].level_count);
            if anchors.len() != levels {
                let message = format!(
                    "`{id}` has {} anchors, where its competence has {levels} levels",
                    anchors.len()
                );
                self.error(
                    "anchor-count",
                    span.clone(),
                    message,
                    "write one anchor for each level, the lowest first",
                );
            }
        }
        for (position, anchor) in anchors.iter().enumerate() {
            self.text(anchor, span.clone(), Some(ANCHOR_MAX));
            if anchors[..position].contains(anchor) {
                let message = format!("two anchors of `{id}` say the same: {anchor}");
                self.error(
                    "same-anchor",
                    span.clone(),
                    message,
                    "a visitor couldn't choose between them; say what the higher level adds",
                );
            }
        }
    }

    /// A text that may be empty.
    fn note(&mut self, text: &str, span: Range<usize>) {
        if !text.is_empty() {
            self.text(text, span, None);
        }
    }

    /// A text that has to say something, in plain characters, and not too much.
    fn text(&mut self, text: &str, span: Range<usize>, max: Option<usize>) {
        if text.trim().is_empty() {
            self.error(
                "empty-text",
                span.clone(),
                "a text is empty",
                "write it, or take the entry out",
            );
        }
        if let Some(forbidden) = text.chars().find(|&character| is_forbidden(character)) {
            let message = format!("a text holds {forbidden:?}: {text}");
            let help = "texts are shown as they are; markup, control characters and marks that turn the writing direction have no place in them";
            self.error("markup", span.clone(), message, help);
        }
        let length = text.chars().count();
        if max.is_some_and(|max| length > max) {
            let message = format!(
                "a text has {length} characters, where {} are allowed: {text}",
                max.unwrap_or(0)
            );
            self.error(
                "too-long",
                span,
                message,
                "shorten it, so that it can be taken in on a phone",
            );
        }
    }

    /// The strings of the interface in the order of the messages.
    fn interface(&mut self, locale: &str, own: &toml::Table) -> Vec<Box<str>> {
        let own = flatten(own);
        for key in own.keys() {
            if !Message::ALL.iter().any(|(_, known)| known == key) {
                let message =
                    format!("`interface` has a string `{key}`, which the interface doesn't use");
                let help = suggestion(key, Message::ALL.iter().map(|(_, key)| *key));
                self.error("surplus-text", None, message, help);
            }
        }
        let built_in = interface(locale).unwrap_or_default();
        for key in built_in.keys().filter(|key| !key.starts_with("loader.")) {
            if !Message::ALL.iter().any(|(_, known)| known == key) {
                let message =
                    format!("the built-in strings have `{key}`, which the interface doesn't use");
                self.error(
                    "surplus-text",
                    None,
                    message,
                    "take it out of every locale's file",
                );
            }
        }
        Message::ALL
            .iter()
            .map(|&(message, key)| {
                let Some(text) = own.get(key).or_else(|| built_in.get(key)) else {
                    let missing = format!("the interface has no string `{key}` in `{locale}`");
                    self.error(
                        "missing-text",
                        None,
                        missing,
                        "add it to the table `interface` of this file",
                    );
                    return "".into();
                };
                self.message(message, key, text);
                text.as_str().into()
            })
            .collect()
    }

    fn message(&mut self, message: Message, key: &str, text: &str) {
        let expected = message.placeholders();
        let found = placeholders(text);
        for name in expected.iter().filter(|name| !found.contains(name)) {
            let missing = format!("the string `{key}` lacks the placeholder {{{name}}}: {text}");
            self.error(
                "placeholder",
                None,
                missing,
                "put it where its value belongs",
            );
        }
        for name in found.iter().filter(|name| !expected.contains(name)) {
            let surplus = format!(
                "the string `{key}` has a placeholder {{{name}}} that nothing fills: {text}"
            );
            let help = suggestion(name, expected.iter().copied());
            self.error("placeholder", None, surplus, help);
        }
        if text.matches('{').count() != text.matches('}').count() {
            let message = format!("the string `{key}` has an unbalanced brace: {text}");
            self.error("placeholder", None, message, "each { needs its }");
        }
        if text.chars().any(is_forbidden) {
            let message = format!("the string `{key}` holds markup or control characters: {text}");
            self.diagnostics.push(self.source.say(
                Severity::Error,
                "markup",
                None,
                message,
                "texts are shown as they are",
            ));
        }
    }
}

/// Markup, control characters, and marks that turn the direction of writing.
fn is_forbidden(character: char) -> bool {
    matches!(character, '<' | '>' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || character.is_control()
}
