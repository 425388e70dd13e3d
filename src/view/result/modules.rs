//! What to learn next, with reasons, and what no course gives.

use assessment::id::{CompetenceIndex, ModuleIndex};
use assessment::recommendation::{self, ModuleAdvice, Reason};
use assessment::text::Message;
use yew::prelude::*;

use super::fold::fold;
use super::{Result, courses, offer, plan};
use crate::picked::Wanted;
use crate::view::part;

pub(super) fn modules(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let recommendation = &result.recommendation;
    let profile = ("profile", result.target_name().into());
    let lead = if result.knows_too_little() {
        texts.fill(Message::ModulesUnknown, &[profile])
    } else if recommendation.gap_points == 0 {
        texts.fill(Message::ModulesDone, &[profile])
    } else if recommendation.modules.is_empty() && view.store.wanted != Wanted::default() {
        view.text(Message::FilterNone).to_owned()
    } else if recommendation.modules.is_empty() {
        view.text(Message::ModulesNone).to_owned()
    } else {
        texts.fill(
            Message::ModulesLead,
            &[
                ("benefit", recommendation.benefit.into()),
                ("gap", recommendation.gap_points.into()),
            ],
        )
    };
    html! {
        <section class="sc-section" aria-labelledby="sc-modules">
            <h3 id="sc-modules" class="sc-section__title">{ view.text(Message::ModulesTitle) }</h3>
            { part::text("p", "", lead) }
            if recommendation.gap_points > 0 {
                { plan::formats(result) }
            }
            <ol class="sc-modules">
                { for recommendation.modules.iter().map(|advice| card(result, advice)) }
            </ol>
            { withheld(result) }
            { part::text("p", "sc-note", view.text(Message::ModulesNeutral)) }
            if courses::are_shown(result) {
                { part::text("p", "sc-note sc-courses__note", view.text(Message::CoursesNote)) }
            }
        </section>
    }
}

fn card(result: &Result<'_>, advice: &ModuleAdvice) -> Html {
    let view = result.view;
    let texts = view.texts();
    let module = view.catalogue().module(advice.module);
    let text = texts.module(advice.module);
    let covers = || {
        html! {
            <ul class="sc-module__covers">
                { for text.covers.iter().enumerate().map(|(position, topic)| html! {
                    <li key={position}>{ &**topic }</li>
                }) }
            </ul>
        }
    };
    html! {
        <li key={module.id.as_str().to_string()} class="sc-module" part="module">
            <div class="sc-module__head">
                { part::text("h4", "sc-module__name", &*text.name) }
                { part::text("span", "sc-tag", texts.count(Message::ModulesPointsOne, Message::ModulesPointsOther, advice.points)) }
            </div>
            { part::text("p", "", &*text.summary) }
            { part::text("h5", "sc-module__label", view.text(Message::ModulesReasons)) }
            <ul class="sc-module__reasons">
                { for advice.reasons.iter().map(|reason| reason_row(result, reason)) }
            </ul>
            { each(result, advice) }
            { fold(view, "sc-more", None, view.text(Message::ModulesCovers).into(), covers) }
            { part::text("h5", "sc-module__label", view.text(Message::ModulesFormats)) }
            <ul class="sc-module__formats">{ for formats(result, advice.module) }</ul>
            { offer::offer(result, advice.module) }
            if !text.note.is_empty() {
                { part::text("p", "sc-note", &*text.note) }
            }
            <p class="sc-note">
                { texts.fill(Message::ModulesChecked, &[("date", (&*view.content().date(&module.as_of)).into())]) }
            </p>
            { courses::of(result, advice.module) }
        </li>
    }
}

/// What a module's points are made of, folded away.
fn each(result: &Result<'_>, advice: &ModuleAdvice) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let lifts = recommendation::lifts(catalogue, &result.scores, result.target, advice.module);
    let alone: u32 = lifts.iter().map(|lift| lift.points).sum();
    let shared = [
        ("alone", alone.into()),
        ("shared", (alone - advice.points).into()),
    ];
    let weights = catalogue.weights(result.target);
    let row = |lift: &Reason| {
        let weight = u32::from(weights[lift.competence.get()]);
        let values = [
            ("levels", (lift.points / weight).into()),
            ("weight", weight.into()),
            ("points", lift.points.into()),
        ];
        html! {
            <li key={lift.competence.0}>
                { part::text("strong", "", &*texts.competence(lift.competence).name) }
                { part::text("span", "", texts.fill(Message::GapsPoints, &values)) }
            </li>
        }
    };
    let inside = || {
        html! {
            <>
                <ul class="sc-module__reasons">{ for lifts.iter().map(row) }</ul>
                if alone > advice.points {
                    { part::text("p", "sc-note", texts.fill(Message::ModulesShared, &shared)) }
                }
            </>
        }
    };
    fold(
        view,
        "sc-more",
        None,
        view.text(Message::ModulesEach).into(),
        inside,
    )
}

fn reason_row(result: &Result<'_>, reason: &Reason) -> Html {
    let view = result.view;
    html! {
        <li key={reason.competence.0}>
            { part::text("strong", "", &*view.texts().competence(reason.competence).name) }
            { part::text("span", "", view.texts().fill(Message::ModulesReason, &[
                ("from", u32::from(reason.from).into()),
                ("to", u32::from(reason.to).into()),
                ("required", u32::from(reason.required).into()),
            ])) }
        </li>
    }
}

fn formats(result: &Result<'_>, module: ModuleIndex) -> Vec<Html> {
    let view = result.view;
    let formats = &view.catalogue().module(module).formats;
    let wanted = view.store.wanted;
    let is_wanted = |format| wanted.is_of_formats() && wanted.suits(view.catalogue(), format);
    formats
        .iter()
        .map(|&format| {
            let definition = view.catalogue().format(format);
            let academic = if definition.academic {
                Message::ModulesAcademic
            } else {
                Message::ModulesNotAcademic
            };
            let mut traits = Vec::new();
            if definition.beside_job {
                traits.push(view.text(Message::ModulesBesideJob));
            }
            if definition.full_time {
                traits.push(view.text(Message::ModulesFullTime));
            }
            if definition.distance {
                traits.push(view.text(Message::ModulesDistance));
            }
            traits.push(view.text(academic));
            html! {
                <li key={format.0} class={is_wanted(format).then_some("sc-module__format--wanted")}>
                    { part::text("strong", "", &*view.texts().format(format).name) }
                    { part::text("span", "", traits.join(view.text(Message::ListSeparator))) }
                </li>
            }
        })
        .collect()
}

fn withheld(result: &Result<'_>) -> Html {
    let view = result.view;
    html! {
        <div>
            { for result.recommendation.withheld.iter().filter_map(|&module| {
                let profile = view.catalogue().module(module).prerequisite?;
                Some(html! {
                    <p key={module.0} class="sc-note">{ view.texts().fill(Message::ModulesWithheld, &[
                        ("module", (&*view.texts().module(module).name).into()),
                        ("profile", result.profile_name(profile).into()),
                    ]) }</p>
                })
            }) }
        </div>
    }
}

pub(super) fn practice(result: &Result<'_>) -> Html {
    let view = result.view;
    let practice = &result.recommendation.practice;
    if practice.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sc-section" aria-labelledby="sc-practice">
            <h3 id="sc-practice" class="sc-section__title">{ view.text(Message::PracticeTitle) }</h3>
            { part::text("p", "", view.text(Message::PracticeLead)) }
            <ul class="sc-practice">
                { for practice.iter().map(|&competence| practice_row(result, competence)) }
            </ul>
        </section>
    }
}

fn practice_row(result: &Result<'_>, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let text = view.texts().competence(competence);
    let level = result.scores.attainments[competence.get()].low;
    let required = view.catalogue().required(result.target)[competence.get()];
    html! {
        <li key={competence.0} part="practice">
            { part::text("strong", "", &*text.name) }
            { part::text("span", "sc-note", view.texts().fill(Message::PracticeRow, &[
                ("level", u32::from(level).into()),
                ("required", u32::from(required).into()),
            ])) }
            { part::text("span", "", &*text.practice) }
        </li>
    }
}
