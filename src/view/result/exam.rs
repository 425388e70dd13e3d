//! How far the answers cover the subject fields of a certificate exam: the one that is held now, and,
//! folded away, one that no longer is.

use assessment::catalogue::{ExamDefinition, ExamFieldDefinition};
use assessment::exam::{self, Coverage};
use assessment::scoring::{self, AreaFit};
use assessment::text::{EntryText, ExamText, TextKey};
use yew::prelude::*;

use super::fold::fold;
use super::why;
use super::{Result, level};
use crate::chart;
use crate::view::part;

/// The section, where the catalogue names an exam.
pub(super) fn exam(result: &Result<'_>) -> Html {
    let view = result.view;
    match (view.catalogue().exam(), &view.texts().extras.exam) {
        (Some(exam), Some(text)) => section(result, exam, text),
        _ => Html::default(),
    }
}

fn section(result: &Result<'_>, exam: &ExamDefinition, text: &ExamText) -> Html {
    let view = result.view;
    let texts = view.texts();
    let name = ("exam", (&*text.name).into());
    let past = || texts.fill(TextKey::ExamPast, &[name]).into();
    html! {
        <section class="sc-section sc-exam" aria-labelledby="sc-exam">
            <h4 id="sc-exam" class="sc-section__title">{ view.text(TextKey::ExamTitle) }</h4>
            { today(result, exam, text) }
            if exam.is_held {
                { part::text("h5", "sc-subtitle", &*text.name) }
                { whole(result, exam, text) }
            } else {
                { fold(view, "sc-more sc-exam__past", None, past(), || whole(result, exam, text)) }
            }
        </section>
    }
}

/// The exam that is held in place of the other.
fn today(result: &Result<'_>, exam: &ExamDefinition, text: &ExamText) -> Html {
    let (Some(today), Some(text)) = (&exam.today, &text.today) else {
        return Html::default();
    };
    html! {
        <>
            { part::text("h5", "sc-subtitle", &*text.name) }
            { part::text("p", "", &*text.summary) }
            { fields(result, exam, &today.fields, &text.fields) }
            { as_of(result, &today.as_of) }
        </>
    }
}

/// An exam with its parts.
fn whole(result: &Result<'_>, exam: &ExamDefinition, text: &ExamText) -> Html {
    html! {
        <>
            { part::text("p", "", &*text.summary) }
            { part::text("p", "sc-remark", &*text.status) }
            { fields(result, exam, &exam.fields, &text.fields) }
            { part::text("h6", "sc-module__label", result.view.text(TextKey::ExamParts)) }
            <dl class="sc-exam__parts">
                { for text.parts.iter().enumerate().map(|(key, text)| html! {
                    <div {key}><dt>{ &*text.name }</dt><dd>{ &*text.description }</dd></div>
                }) }
            </dl>
            { as_of(result, &exam.as_of) }
        </>
    }
}

fn as_of(result: &Result<'_>, date: &str) -> Html {
    let date = result.view.content().date(date);
    let date = ("date", (&*date).into());
    let text = result.view.texts().fill(TextKey::ExamChecked, &[date]);
    part::text("p", "sc-note", text)
}

/// The subject fields with their coverage, as bars and as numbers.
fn fields(
    result: &Result<'_>,
    exam: &ExamDefinition,
    fields: &[ExamFieldDefinition],
    names: &[EntryText],
) -> Html {
    let view = result.view;
    let coverage = exam::coverage_of(view.catalogue(), result.scores, exam.profile, fields);
    let measured = view.texts().fill(
        TextKey::ExamMeasured,
        &[("profile", result.profile_name(exam.profile).into())],
    );
    let bars = names.iter().zip(&coverage).map(|(text, coverage)| {
        let points = [coverage.low, coverage.high, coverage.max];
        let percent = (coverage.share().low, coverage.share().high);
        (&*text.name, points, percent)
    });
    let rows = fields.iter().zip(names).zip(&coverage).enumerate();
    html! {
        <>
            { part::text("p", "sc-note", measured) }
            <ul class="sc-exam__fields">
                { for rows.map(|(key, ((definition, text), coverage))| {
                    field(result, exam, key, definition, text, coverage)
                }) }
            </ul>
            { why::shares(result, TextKey::ExamTitle, TextKey::CompareWhat, bars.collect()) }
        </>
    }
}

fn field(
    result: &Result<'_>,
    exam: &ExamDefinition,
    key: usize,
    definition: &ExamFieldDefinition,
    text: &EntryText,
    coverage: &Coverage,
) -> Html {
    let mut requirements: Vec<_> =
        scoring::requirements(result.view.catalogue(), exam.profile).collect();
    requirements.retain(|(competence, ..)| definition.competences.contains(competence));
    let is_met = |&(competence, required, _): &why::Requirement| {
        result.scores.attainments[competence.get()].low >= required
    };
    let fit = AreaFit {
        met: requirements.iter().copied().filter(is_met).count() as u16,
        count: requirements.len() as u16,
        ..AreaFit::default()
    };
    html! {
        <li {key} class="sc-exam__field">
            <div class="sc-area__head">
                { part::text("strong", "", &*text.name) }
                { part::text("span", "sc-plan__numbers", level::met(result.view, &fit)) }
            </div>
            { chart::bar(coverage.share().low, coverage.share().high, &[]) }
            { part::text("p", "sc-note", &*text.description) }
            { why::contributions(result, TextKey::WhyEach, &text.name, requirements) }
        </li>
    }
}
