//! From a locale's file to its texts: one for each entry, none too many, and each as it should be.
//!
//! What a single text may hold and how long it may be is checked against the schema, in `shape`.

mod forms;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use assessment::pace::WORDS_PER_MINUTE;
use assessment::text::{
    CountryText, ExamText, ExamTodayText, ExtraTexts, ModuleText, PluralCategory, Plurals,
    StepText, TextKey, Texts,
};

use crate::code::Code;
use crate::definition::{are_broken, items, nearest, quoted, suggestion};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Step};
use crate::interface::{flatten, interface, is_balanced, placeholders};
use crate::plurals::plurals;
use crate::raw::{self, ByName};
use crate::standin::{LOCALE_NAME, StandIn};
use crate::{anchors, wording};
use forms::plural;

/// More missing strings than this are said at once.
const MISSING_MAX: usize = 10;
/// Of texts that are missing from a table so many are said one by one, each at its place.
const PLACED_MAX: usize = 3;
/// A module has no more terms to search for and no more questions to ask than are read.
const SEARCH_MAX: usize = 6;
const ASK_MAX: usize = 6;

/// The texts of a locale; what is missing, surplus or malformed is said.
pub(crate) fn resolve(
    document: &Document<'_>,
    raw: &raw::Locale,
    catalogue: Option<&raw::Catalogue>,
    locale: &str,
    stand_in: &StandIn,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Texts> {
    let mut checker = Checker {
        document,
        diagnostics,
        is_complete: true,
        said: BTreeSet::new(),
    };
    if raw.locale.get_ref() != locale {
        let message = format!(
            "the file of the locale `{locale}` says `{}`",
            raw.locale.get_ref()
        );
        let help = "name the file and the locale alike";
        checker.error(Code::WrongLocale, raw.locale.span(), message, help);
    }
    checker.level_names(&raw.catalogue, catalogue);
    anchors::check(document, raw, catalogue, checker.diagnostics);
    wording::check(document, raw, locale, checker.diagnostics);
    let (interface, plurals) = checker.interface(locale, stand_in, &raw.interface);
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
        plurals,
        words_per_minute: checker.words_per_minute(raw),
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
        modules: checker.modules(raw, catalogue),
        extras: checker.extras(raw, catalogue),
        interface,
    };
    checker.is_complete.then_some(texts)
}

struct Checker<'a> {
    document: &'a Document<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    is_complete: bool,
    /// Ids of competences whose texts are missing or surplus; that of their item goes with them.
    said: BTreeSet<String>,
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

    /// How fast the language is read; what nobody reads by is refused.
    fn words_per_minute(&mut self, raw: &raw::Locale) -> u16 {
        let Some(words) = &raw.words_per_minute else {
            return WORDS_PER_MINUTE;
        };
        let found = *words.get_ref();
        if !(50..=1000).contains(&found) {
            let message = format!("`words_per_minute` is {found}");
            let help = "50 to 1000 is allowed; German and English are read at 220";
            self.error(Code::OutOfRange, words.span(), message, help);
        }
        found
    }

    /// The texts of a table in the order of the entries.
    fn list<T: Clone>(&mut self, path: &[&str], texts: &ByName<T>, ids: &[&str]) -> Vec<T> {
        let table = &path.join(".");
        let what = match *path {
            ["profiles"] => "profile",
            ["countries"] => "country",
            ["frameworks"] => "framework",
            _ => "entry",
        };
        if are_broken(what, ids) {
            // It is said where the ids stand; texts go by them once they are in order.
            self.is_complete = false;
            return Vec::new();
        }
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let is_new = |said: &BTreeSet<String>, id: &str| *table != "items" || !said.contains(id);
        let mut surplus: Vec<(&str, Range<usize>)> = texts
            .keys()
            .map(|name| (name.get_ref().as_str(), name.span()))
            .filter(|(name, _)| !known.contains(name))
            .collect();
        let mut missing: Vec<&str> = ids
            .iter()
            .copied()
            .filter(|id| !texts.contains_key(*id))
            .collect();
        self.is_complete &= surplus.is_empty() && missing.is_empty();
        surplus.retain(|(name, _)| is_new(&self.said, name));
        missing.retain(|id| is_new(&self.said, id));
        if *table == "competences" {
            let names = surplus
                .iter()
                .map(|(name, _)| *name)
                .chain(missing.iter().copied());
            self.said.extend(names.map(str::to_owned));
        }
        if surplus.len() <= MISSING_MAX {
            surplus.retain(|(name, span)| {
                // A slip is one text that has another name, not one too many and one too few.
                let Some(meant) = nearest(name, missing.iter().copied()) else {
                    return true;
                };
                missing.retain(|id| *id != meant);
                let message =
                    format!("`{table}` has a text for `{name}`, which the catalogue doesn't have");
                let help = format!("did you mean `{meant}`?");
                self.error(Code::SurplusText, span.clone(), message, help);
                false
            });
        }
        match (&*surplus, &*missing) {
            ([], _) => self.missing(path, texts, ids, &missing),
            ([(_, first), ..], missing) if surplus.len() > MISSING_MAX || !missing.is_empty() => {
                let names = listed(surplus.iter().map(|(name, _)| *name));
                let mut message =
                    format!("`{table}` has texts for {names}, which the catalogue doesn't have");
                if !missing.is_empty() {
                    let missing = listed(missing.iter().copied());
                    message.push_str(&format!(", and none for {missing}"));
                }
                let help = "name them as the catalogue does, or take them out";
                self.error(Code::SurplusText, first.clone(), message, help);
            }
            _ => {
                for (name, span) in surplus {
                    let message = format!(
                        "`{table}` has a text for `{name}`, which the catalogue doesn't have"
                    );
                    let help = suggestion(name, ids.iter().copied());
                    self.error(Code::SurplusText, span, message, help);
                }
            }
        }
        let found = ids.iter().filter_map(|id| texts.get(*id));
        found.map(|text| text.get_ref().clone()).collect()
    }

    /// Says which texts are missing, each where it belongs: behind the one before.
    fn missing<T>(&mut self, path: &[&str], texts: &ByName<T>, ids: &[&str], missing: &[&str]) {
        let table = &path.join(".");
        let mut before = {
            let path: Vec<Step<'_>> = path.iter().map(|key| Step::Key(key)).collect();
            self.document.key_span(&path)
        };
        if missing.len() > PLACED_MAX {
            let message = format!(
                "`{table}` has no texts for: {}",
                listed(missing.iter().copied())
            );
            let help = format!(
                "add a table for each, such as `[{table}.{}]`",
                quoted(missing[0])
            );
            self.error(Code::MissingText, before, message, help);
            return;
        }
        let missing: BTreeSet<&str> = missing.iter().copied().collect();
        for id in ids {
            if let Some((name, _)) = texts.get_key_value(*id) {
                before = Some(name.span());
            } else if missing.contains(id) {
                let message = format!("`{table}` has no text for `{id}`");
                let help = format!("add a table `[{table}.{}]` behind this one", quoted(id));
                self.error(Code::MissingText, before.clone(), message, help);
            }
        }
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
        let frameworks: Vec<&str> = catalogue
            .frameworks
            .iter()
            .map(|framework| &**framework.id.get_ref())
            .collect();
        ExtraTexts {
            statements: self.list(&["statements"], &raw.statements, &statements),
            exam,
            neighbours: self.list(&["neighbours"], &raw.neighbours, &neighbours),
            countries: self.countries(raw, catalogue),
            frameworks: self.list(&["frameworks"], &raw.frameworks, &frameworks),
            credit: raw
                .catalogue
                .credit
                .as_ref()
                .map_or("", |text| text.get_ref())
                .into(),
        }
    }

    fn modules(&mut self, raw: &raw::Locale, catalogue: &raw::Catalogue) -> Vec<ModuleText> {
        let modules = catalogue.modules.iter();
        let ids: Vec<&str> = modules.map(|module| &**module.id.get_ref()).collect();
        for (id, text) in &raw.modules {
            let text = text.get_ref();
            for (key, found, max) in [
                ("search", text.search.len(), SEARCH_MAX),
                ("ask", text.ask.len(), ASK_MAX),
            ] {
                if found > max {
                    let path = [
                        Step::Key("modules"),
                        Step::Key(id.get_ref()),
                        Step::Key(key),
                    ];
                    let span = self.document.key_span(&path);
                    let message = format!("`{key}` has {found} texts, where {max} are allowed");
                    self.error(Code::Count, span, message, "keep the best of them");
                }
            }
        }
        self.list(&["modules"], &raw.modules, &ids)
    }

    fn countries(&mut self, raw: &raw::Locale, catalogue: &raw::Catalogue) -> Vec<CountryText> {
        let countries = catalogue.countries.iter();
        let ids: Vec<&str> = countries.map(|country| &**country.id.get_ref()).collect();
        // What is missing or surplus is said here; what is there is looked at one by one.
        self.list(&["countries"], &raw.countries, &ids);
        let there = catalogue.countries.iter().filter_map(|country| {
            let texts = raw.countries.get(country.id.get_ref().as_str())?;
            Some((country, texts.get_ref()))
        });
        there
            .map(|(country, texts)| {
                let id = country.id.get_ref().as_str();
                let steps = country.steps.iter();
                let ids: Vec<&str> = steps.map(|step| &**step.id.get_ref()).collect();
                let steps = self.list(&["countries", id, "steps"], &texts.steps, &ids);
                if steps.len() == country.steps.len() {
                    self.links(country, &steps);
                }
                CountryText {
                    name: texts.name.as_str().into(),
                    steps,
                }
            })
            .collect()
    }

    /// Each address has a name.
    fn links(&mut self, country: &raw::Country, texts: &[StepText]) {
        for (step, text) in country.steps.iter().zip(texts) {
            let (wanted, found) = (step.links.len(), text.links.len());
            let (country, step) = (country.id.get_ref(), step.id.get_ref());
            if wanted == found {
                continue;
            }
            let keys = ["countries", country, "steps", step];
            let path: Vec<Step<'_>> = keys.into_iter().map(Step::Key).collect();
            let span = self.document.key_span(&path);
            let message = format!(
                "`links` of the step `{step}` names {found}, where the catalogue has {wanted}"
            );
            let code = if found < wanted {
                Code::MissingText
            } else {
                Code::SurplusText
            };
            let help = "give each address of the catalogue's file a name in `links`";
            self.error(code, span, message, help);
        }
    }

    fn exam(&mut self, exam: &raw::Exam, texts: &raw::ExamTexts) -> ExamText {
        let parts: Vec<&str> = exam.parts.iter().map(|part| &**part.id.get_ref()).collect();
        let fields = ids(&exam.fields);
        ExamText {
            name: texts.name.as_str().into(),
            summary: texts.summary.as_str().into(),
            status: texts.status.as_str().into(),
            parts: self.list(&["exam", "parts"], &texts.parts, &parts),
            fields: self.list(&["exam", "fields"], &texts.fields, &fields),
            today: self.exam_today(exam, texts),
        }
    }

    fn exam_today(&mut self, exam: &raw::Exam, texts: &raw::ExamTexts) -> Option<ExamTodayText> {
        match (&exam.today, &texts.today) {
            (Some(today), Some(texts)) => {
                let texts = texts.get_ref();
                let path = ["exam", "today", "fields"];
                Some(ExamTodayText {
                    name: texts.name.as_str().into(),
                    summary: texts.summary.as_str().into(),
                    fields: self.list(&path, &texts.fields, &ids(&today.fields)),
                })
            }
            (None, None) => None,
            (Some(_), None) => {
                let place = self.document.key_span(&[Step::Key("exam")]);
                let message = "there is no text for the exam of today";
                self.error(
                    Code::MissingText,
                    place,
                    message,
                    "add a table `[exam.today]`",
                );
                None
            }
            (None, Some(texts)) => {
                let message =
                    "there is a text for an exam of today, which the catalogue doesn't have";
                let help = "take the table `[exam.today]` out";
                self.error(Code::SurplusText, texts.span(), message, help);
                None
            }
        }
    }

    /// There are as many names as levels.
    fn level_names(&mut self, head: &raw::Head, catalogue: Option<&raw::Catalogue>) {
        let names = head.levels.len();
        let path = [Step::Key("catalogue"), Step::Key("levels")];
        let span = self.document.span(&path);
        if !(2..=7).contains(&names) {
            let message = format!("the number of level names is {names}, where 2 to 7 are allowed");
            let help = "name each level once, the lowest first";
            self.error(Code::LevelNames, span, message, help);
            return;
        }
        let competences = catalogue.map_or(&[][..], |catalogue| &catalogue.competences);
        let counts = competences.iter().map(|one| (one.levels, one.id.get_ref()));
        let counts = counts.filter(|(levels, _)| (2..=7).contains(levels));
        let others: Vec<(u8, &String)> = counts
            .clone()
            .filter(|(levels, _)| usize::from(*levels) != names)
            .collect();
        let Some((levels, id)) = others.first() else {
            return;
        };
        if others.len() == counts.count() {
            let message =
                format!("there are {names} level names, where `{id}` has {levels} levels");
            let help = format!("name each of the {levels} levels once, the lowest first");
            self.error(Code::LevelNames, span, message, help);
            return;
        }
        let message = format!(
            "there are {names} level names, and `{id}` has {levels} levels, which are shown without"
        );
        let help = "the result names the levels for all alike; best give each competence as many";
        let place = span.or_else(|| self.document.beginning());
        let warning = Severity::Warning;
        let said = self
            .document
            .source
            .say(warning, Code::LevelNames, place, message, help);
        self.diagnostics.push(said);
    }

    /// The strings of the interface in the order of the messages.
    fn interface(
        &mut self,
        locale: &str,
        stand_in: &StandIn,
        own: &toml::Table,
    ) -> (Vec<Box<str>>, Plurals) {
        let mut own = flatten(own);
        let is_built_in = interface(locale).is_some();
        let built_in = interface(locale).unwrap_or_default();
        if !is_built_in {
            self.copied(&own);
        }
        let mut plurals = plurals(locale);
        self.forms(locale, &mut own, &mut plurals);
        self.missing_forms(locale, &own, &plurals);
        let is_known = |key: &&String| TextKey::ALL.iter().any(|(_, known)| known == key);
        let scripts: Vec<&str> = stand_in.loader_keys().collect();
        for (key, text) in own
            .iter()
            .filter(|(key, _)| scripts.contains(&key.as_str()))
        {
            self.plain(key, text);
        }
        let is_strange = |key: &&String| !is_known(key) && !scripts.contains(&key.as_str());
        for key in own.keys().filter(is_strange) {
            let message =
                format!("`interface` has a string `{key}`, which the interface doesn't use");
            let known = TextKey::ALL.iter().map(|(_, key)| *key);
            let help = suggestion(key, known.chain(scripts.iter().copied()));
            let (name, _) = self.string(key);
            self.error(Code::SurplusText, name, message, help);
        }
        for key in built_in.keys().filter(is_strange) {
            let message =
                format!("the built-in strings have `{key}`, which the interface doesn't use");
            let help = "take it out of every locale's file";
            self.error(Code::SurplusText, None, message, help);
        }
        let mut missing = Vec::new();
        let strings = TextKey::ALL
            .iter()
            .map(|&(message, key)| {
                let Some(text) = own.get(key).or_else(|| built_in.get(key)) else {
                    missing.push(key);
                    let text = stand_in.strings.get(key);
                    return text.map_or("", String::as_str).into();
                };
                self.message(message, key, text);
                text.as_str().into()
            })
            .collect();
        let is_missing = |key: &str| !own.contains_key(key) && !built_in.contains_key(key);
        let scripts = scripts.into_iter().filter(|key| *key != LOCALE_NAME);
        missing.extend(scripts.filter(|key| is_missing(key)));
        self.missing_strings(locale, &stand_in.locale, &missing);
        (strings, plurals)
    }

    /// A string of the element's script, which fills in nothing.
    fn plain(&mut self, key: &str, text: &str) {
        let names = placeholders(text);
        if names.is_empty() && is_balanced(text) {
            return;
        }
        let (_, place) = self.string(key);
        let message = format!("nothing fills placeholders in the string `{key}`: {text}");
        let help = "write it without braces; this string has no placeholders";
        self.error(Code::Placeholder, place, message, help);
    }

    fn missing_strings(&mut self, locale: &str, stand_in: &str, missing: &[&str]) {
        if missing.is_empty() {
            return;
        }
        let message = format!(
            "the interface has no strings in `{locale}` for {}; those in `{stand_in}` are shown",
            listed(missing.iter().copied())
        );
        let help = "add a table `[interface]` with them; `cargo skill-check strings en` prints one to translate";
        let place = self.document.key_span(&[Step::Key("interface")]);
        self.untranslated(place, message, help);
    }

    /// Names the strings of a translation that read as in the original. Single words may be the same in
    /// two languages.
    fn copied(&mut self, own: &BTreeMap<String, String>) {
        let is_sentence = |text: &str| {
            let words = text.split_whitespace();
            words
                .filter(|word| word.chars().all(char::is_alphabetic))
                .count()
                > 1
        };
        let originals = originals();
        let copied = own.iter().filter(|(key, text)| {
            is_sentence(text)
                && originals
                    .iter()
                    .any(|strings| strings.get(*key) == Some(*text))
        });
        let copied: Vec<&str> = copied.map(|(key, _)| &**key).collect();
        let Some(first) = copied.first() else {
            return;
        };
        let message = format!(
            "{} strings of the interface read as in the original: {}",
            copied.len(),
            listed(copied.iter().copied())
        );
        let (name, _) = self.string(first);
        self.untranslated(
            name,
            message,
            "translate them, or leave them out for the default language",
        );
    }

    fn untranslated(&mut self, place: Option<Range<usize>>, message: String, help: &str) {
        let place = place.or_else(|| self.document.beginning());
        let source = self.document.source;
        let said = source.say(Severity::Warning, Code::Untranslated, place, message, help);
        self.diagnostics.push(said);
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

    fn message(&mut self, message: TextKey, key: &str, text: &str) {
        let (_, place) = self.string(key);
        // A form for 0, 1 or 2 may do without the number.
        let is_exact = plural(key).is_some_and(|(_, category)| {
            matches!(category, PluralCategory::Zero | PluralCategory::Two)
        });
        let expected = message.placeholders();
        let found = placeholders(text);
        let missing = expected.iter().filter(|name| !found.contains(name));
        for name in missing.filter(|_| !is_exact) {
            let missing = format!("the string `{key}` lacks the placeholder {{{name}}}: {text}");
            let help = "put it where its value belongs";
            self.error(Code::Placeholder, place.clone(), missing, help);
        }
        // In some languages the form for 1 is that for 21 as well.
        let is_count = |name: &str| name == "count" && key.ends_with(".one");
        let surplus = found.iter().filter(|name| !expected.contains(name));
        for name in surplus.filter(|name| !is_count(name)) {
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

/// The built-in strings, from which others are translated.
fn originals() -> [BTreeMap<String, String>; 2] {
    ["de", "en"].map(|locale| interface(locale).unwrap_or_default())
}

/// The first of many names, and how many more there are.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let first: Vec<String> = names
        .clone()
        .take(MISSING_MAX)
        .map(|name| format!("`{name}`"))
        .collect();
    let mut listed = first.join(", ");
    let more = names.skip(MISSING_MAX).count();
    if more > 0 {
        listed.push_str(&format!(" and {more} more"));
    }
    listed
}

fn ids(fields: &[raw::ExamField]) -> Vec<&str> {
    let ids = fields.iter().map(|field| field.id.get_ref().as_str());
    ids.collect()
}
