//! Strings that count: which forms a locale has of them, and which it lacks.

use std::collections::BTreeMap;

use assessment::text::{PluralCategory, PluralForm, Plurals, TextKey};

use super::{Checker, listed, originals};
use crate::code::Code;
use crate::diagnostic::Severity;
use crate::document::Step;
use crate::interface::placeholders;
use crate::plurals::Forms;

impl Checker<'_> {
    /// Takes the plural forms beside `one` and `other` out of the strings.
    pub(super) fn forms(
        &mut self,
        locale: &str,
        own: &mut BTreeMap<String, String>,
        plurals: &mut Plurals,
    ) {
        let known = Forms::of(plurals);
        own.retain(|key, text| {
            let Some((message, category)) = plural(key) else {
                return true;
            };
            if !known.has(category) {
                let (name, _) = self.string(key);
                let message = format!("no whole number takes the form of `{key}` in `{locale}`");
                let help = match &*known.listed() {
                    "" => "take it out; there are only the forms `one` and `other`".to_owned(),
                    listed => format!("beside `one` and `other` there is: {listed}"),
                };
                self.error(Code::SurplusText, name, message, help);
            }
            self.message(message, key, text);
            plurals.forms.push(PluralForm {
                message: message as u16,
                category,
                text: text.as_str().into(),
            });
            false
        });
    }

    /// Names the forms that numbers take in a locale and its own strings haven't got, and those for 1 that
    /// are for other numbers as well and don't say which.
    pub(super) fn missing_forms(
        &mut self,
        locale: &str,
        own: &BTreeMap<String, String>,
        plurals: &Plurals,
    ) {
        let forms = Forms::of(plurals);
        let originals = originals();
        // What is still to be translated has no forms yet.
        let is_copied = |key: &str| {
            originals
                .iter()
                .any(|strings| strings.get(key) == own.get(key))
        };
        let is_numbered = |key: &str| {
            own.get(key)
                .is_none_or(|text| placeholders(text).contains(&"count"))
        };
        let mut missing = Vec::new();
        let mut unsaid = Vec::new();
        for &(message, other) in TextKey::ALL {
            let Some((base, one)) = counted(other).filter(|_| own.contains_key(other)) else {
                continue;
            };
            if is_copied(other) {
                continue;
            }
            let has = |category| {
                let mut given = plurals.forms.iter();
                given.any(|form| (form.message, form.category) == (message as u16, category))
            };
            let lacking = forms.beside().filter(|&category| !has(category));
            missing.extend(lacking.map(|category| format!("{base}.{}", category.as_str())));
            if forms.is_one_for_others() && !is_numbered(&one) && is_numbered(other) {
                unsaid.push(one);
            }
        }
        if let Some(first) = missing.first() {
            let (base, _) = first.rsplit_once('.').unwrap_or((first, ""));
            let place = format!("{base}.other");
            let message = format!(
                "numbers take forms in `{locale}` that the interface has no strings for: {}; the form `other` is shown",
                listed(missing.iter().map(String::as_str))
            );
            let help = format!("add them; {}", forms.explained(plurals));
            self.warn_of_forms(&place, message, &help);
        }
        if let Some(first) = unsaid.first() {
            let place = first.clone();
            let message = format!(
                "in `{locale}` the form `one` isn't for 1 alone, and these strings don't say the number: {}",
                listed(unsaid.iter().map(String::as_str))
            );
            let help = format!("write {{count}} in them; {}", forms.explained(plurals));
            self.warn_of_forms(&place, message, &help);
        }
    }

    fn warn_of_forms(&mut self, key: &str, message: String, help: &str) {
        let (name, _) = self.string(key);
        let place = name.or_else(|| self.document.key_span(&[Step::Key("interface")]));
        let source = self.document.source;
        let said = source.say(Severity::Warning, Code::PluralForms, place, message, help);
        self.diagnostics.push(said);
    }
}

/// What counts in all numbers' string, without its form, and the key of its form for 1.
fn counted(other: &str) -> Option<(&str, String)> {
    let base = other.strip_suffix(".other")?;
    let one = format!("{base}.one");
    let is_known = TextKey::ALL.iter().any(|(_, key)| *key == one);
    is_known.then_some((base, one))
}

/// The string and the category that a key with a plural form beside `one` and `other` belongs to.
pub(super) fn plural(key: &str) -> Option<(TextKey, PluralCategory)> {
    let (base, category) = key.rsplit_once('.')?;
    let category = PluralCategory::ALL
        .into_iter()
        .find(|known| known.as_str() == category)
        .filter(|known| !matches!(known, PluralCategory::One | PluralCategory::Other))?;
    let other = format!("{base}.other");
    let mut messages = TextKey::ALL.iter();
    let (message, _) = messages.find(|(_, key)| *key == other)?;
    Some((*message, category))
}
