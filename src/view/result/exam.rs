//! How far the answers cover the subject fields of a certificate exam.

use assessment::catalogue::ExamDefinition;
use assessment::exam::{self, Coverage};
use assessment::scoring;
use assessment::text::{EntryText, ExamText, Message};
use yew::prelude::*;

use super::Result;
use super::fold::fold;
use super::why::{self, range};
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
    let coverage = exam::coverage(view.catalogue(), &result.scores, exam.profile);
    let measured = texts.fill(
        Message::ExamMeasured,
        &[("profile", result.profile_name(exam.profile).into())],
    );
    let checked = view.content().date(&exam.as_of);
    let bars = text.fields.iter().zip(&coverage).map(|(text, coverage)| {
        let points = [coverage.low, coverage.high, coverage.max];
        let percent = (coverage.low_percent(), coverage.high_percent());
        (&*text.name, points, percent)
    });
    let parts = || {
        html! {
            <dl class="sc-exam__parts">
                { for text.parts.iter().enumerate().map(|(key, text)| html! {
                    <div {key}><dt>{ &*text.name }</dt><dd>{ &*text.description }</dd></div>
                }) }
            </dl>
        }
    };
    html! {
        <section class="sc-section sc-exam" aria-labelledby="sc-exam">
            <h3 id="sc-exam" class="sc-section__title">{ view.text(Message::ExamTitle) }</h3>
            { part::text("h4", "sc-subtitle", &*text.name) }
            { part::text("p", "", &*text.summary) }
            { part::text("p", "sc-remark", &*text.status) }
            { part::text("p", "sc-note", measured) }
            <ul class="sc-exam__fields">
                { for text.fields.iter().zip(&coverage).enumerate().map(|(key, (text, coverage))| {
                    field(result, exam, key, text, coverage)
                }) }
            </ul>
            { why::shares(result, Message::ExamTitle, Message::CompareWhat, bars.collect()) }
            { fold(view, "sc-more", None, view.text(Message::ExamParts).into(), parts) }
            { part::text("p", "sc-note", texts.fill(Message::ExamChecked, &[("date", (&*checked).into())])) }
        </section>
    }
}

fn field(
    result: &Result<'_>,
    exam: &ExamDefinition,
    key: usize,
    text: &EntryText,
    coverage: &Coverage,
) -> Html {
    let texts = result.view.texts();
    let competences = exam.fields.get(key).map(|field| &field.competences);
    let mut requirements: Vec<_> =
        scoring::requirements(result.view.catalogue(), exam.profile).collect();
    requirements.retain(|(competence, ..)| competences.is_some_and(|all| all.contains(competence)));
    let points = if coverage.max == 0 {
        texts.get(Message::ExamNone).to_owned()
    } else {
        let points = range(texts, coverage.low, coverage.high);
        texts.fill(
            Message::ExamPoints,
            &[("points", (&*points).into()), ("max", coverage.max.into())],
        )
    };
    html! {
        <li {key} class="sc-exam__field">
            <div class="sc-area__head">
                { part::text("strong", "", &*text.name) }
                { part::text("span", "sc-plan__numbers", points) }
            </div>
            { chart::bar(coverage.low_percent(), coverage.high_percent(), &[]) }
            { part::text("p", "sc-note", &*text.description) }
            { why::contributions(result, Message::WhyEach, requirements) }
        </li>
    }
}
