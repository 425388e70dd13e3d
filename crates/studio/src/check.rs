//! What is wrong with a catalogue, in the command's words and places, with what can be mended at once; and what
//! each persona gets.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use assessment::catalogue::Catalogue;
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::response::{Response, Responses};
use assessment::scoring::Status;
use catalogue::{Authored, Diagnostic, Outcome, Progress, Report};
use serde_json::{Value, json};

use crate::fix::{self, Seen};
use crate::{Files, Output};

/// Levels that an ordinary result is made of, over and over.
const SAMPLE: [u8; 7] = [3, 2, 2, 1, 3, 2, 1];

/// So many diagnostics are told at most, errors first; the rest is counted. Who has more begins with these.
const TOLD_MAX: usize = 2_000;

/// So many diagnostics are told while the rest is still being checked.
const EARLY_MAX: usize = 20;

thread_local! {
    /// The last report with its files: what is checked is compiled right after.
    static LAST: RefCell<Option<(Files, Rc<Report>)>> = const { RefCell::new(None) };
}

/// What a check of the files comes to; the same files again are not checked again.
pub(crate) fn report(files: &Files, tell: &mut dyn FnMut(Progress<'_>)) -> Rc<Report> {
    let known = LAST.with_borrow(|last| {
        let (_, report) = last.as_ref().filter(|(own, _)| own == files)?;
        Some(Rc::clone(report))
    });
    known.unwrap_or_else(|| {
        let report = Rc::new(catalogue::load_files_telling(Path::new(""), files, tell));
        LAST.set(Some((files.clone(), Rc::clone(&report))));
        report
    })
}

/// Checks the files; `tell` hears how far that has come.
pub(crate) fn check(files: &Files, tell: &mut dyn FnMut(Value)) -> Output {
    let report = report(files, &mut |progress| {
        let early = progress.diagnostics.iter().take(EARLY_MAX);
        tell(json!({
            "done": progress.done,
            "total": progress.total,
            "diagnostics": early.map(Diagnostic::to_json).collect::<Vec<_>>(),
        }));
    });
    let told = told(&report.diagnostics);
    let diagnostics = detailed(&told, &Seen::new(files, &told));
    let shown = report.shown();
    let locales = shown.iter().flat_map(|authored| authored.texts());
    let locales = locales.map(|texts| {
        json!({
            "locale": &*texts.locale,
            "name": &*texts.locale_name,
            "direction": texts.direction.as_str(),
        })
    });
    json!({
        "diagnostics": diagnostics,
        "count": report.diagnostics.len(),
        "summary": catalogue::summary(&report.diagnostics),
        "in_order": report.authored.is_some(),
        "shown": shown.is_some(),
        "id": shown.map(|authored| authored.definition().id.to_string()),
        "items": shown.map(|authored| authored.catalogue().item_count()),
        "default_locale": shown.map(Authored::default_locale),
        "locales": locales.collect::<Vec<_>>(),
        "sample": shown.and_then(|authored| sample(authored.catalogue())),
        "measures": report.authored.as_ref().map(catalogue::measured),
        "personas": report.personas.iter().map(|one| persona(one, shown)).collect::<Vec<_>>(),
    })
    .into()
}

/// The diagnostics that are told: all, or of very many those that weigh most.
fn told(all: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut told: Vec<&Diagnostic> = all.iter().collect();
    if told.len() > TOLD_MAX {
        told.sort_by_key(|one| one.severity);
        told.truncate(TOLD_MAX);
    }
    told
}

/// Diagnostics with the place of each in the forms, and with what mends it.
fn detailed(diagnostics: &[&Diagnostic], seen: &Seen<'_>) -> Vec<Value> {
    let detailed = diagnostics.iter().map(|diagnostic| {
        let mut said = diagnostic.to_json();
        said["path"] = seen.path(diagnostic).into();
        said["fixes"] = fix::fixes(diagnostic, seen).into();
        said
    });
    detailed.collect()
}

/// A result code that shows what a result looks like: somebody who does much, but leads little yet.
fn sample(catalogue: &Catalogue) -> Option<String> {
    let levels = catalogue.items().zip(SAMPLE.into_iter().cycle());
    let list: Vec<Response> = levels
        .map(|(item, level)| {
            Response::Level(level.min(catalogue.level_max(catalogue.competence_of(item))))
        })
        .collect();
    let responses = Responses::from_list(catalogue, &list).ok()?;
    link::encode(catalogue, &responses, FamilyIndex(0), None).ok()
}

/// A persona with what they get; `code` opens their result in the widget.
fn persona(outcome: &Outcome, shown: Option<&Authored>) -> Value {
    let fits = outcome.fits.iter().map(|(profile, fit)| {
        let status = match fit.status {
            Status::Reached => "reached",
            Status::Open => "open",
            Status::NotReached => "not-reached",
        };
        json!({ "profile": profile, "percent": fit.low_percent(), "status": status })
    });
    let code = shown.and_then(|authored| {
        link::encode(
            authored.catalogue(),
            &outcome.responses,
            outcome.family,
            None,
        )
        .ok()
    });
    json!({
        "id": outcome.id,
        "who": outcome.who,
        "headline": outcome.headline,
        "standing": outcome.standing,
        "fits": fits.collect::<Vec<_>>(),
        "modules": outcome.modules,
        "code": code,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Many diagnostics of a file cost no more parses than one: what a check takes grows with the files alone.
    #[test]
    fn each_file_is_parsed_once_whatever_is_said_of_it() {
        let tags = ["de".to_owned(), "en".to_owned()];
        let mut remarks = import::Remarks::default();
        let mut files =
            import::begin("care", "2027-01-02", &tags, &mut remarks).unwrap_or_default();
        for text in files.values_mut() {
            for level in ["2", "3", "4"] {
                let [old, new] =
                    [level, "0"].map(|level| format!("\"front-office.senior\" = {level}"));
                *text = text.replace(&old, &new);
            }
            *text = text.replace("description = ", "descripton = ");
        }
        let report = catalogue::load_files(Path::new(""), &files);
        let told = told(&report.diagnostics);
        let seen = Seen::new(&files, &told);
        let said = detailed(&told, &seen);
        assert!(said.len() > 10, "{said:?}");
        let fixed = said.iter().filter(|one| one["fixes"][0].is_object());
        assert!(fixed.count() > 5, "{said:?}");
        // Once for places, and once for what forms know.
        assert!(seen.parses() <= 2 * files.len(), "{} parses", seen.parses());
    }
}
