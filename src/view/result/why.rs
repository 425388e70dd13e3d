//! How a profile's numbers come about: the sums, the thresholds, and what each answer gives.

use assessment::id::{CompetenceIndex, ItemIndex, ProfileIndex};
use assessment::response::Level;
use assessment::scoring::{self, Attainment, Status};
use assessment::session::Action;
use assessment::text::{Message, Texts};
use yew::prelude::*;

use super::Result;
use super::profiles::span;
use crate::chart;
use crate::view::part;

pub(super) fn why(result: &Result<'_>, profile: ProfileIndex) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let thresholds = catalogue.thresholds();
    let fit = &result.scores.fits[profile.get()];
    let sums = [
        (
            Message::WhyAll,
            [fit.low, fit.high, fit.max],
            (fit.low_percent(), fit.high_percent()),
            thresholds.reached_percent,
        ),
        (
            Message::WhyCore,
            [fit.core_low, fit.core_high, fit.core_max],
            (fit.core_low_percent(), fit.core_high_percent()),
            thresholds.core_percent,
        ),
    ];
    let conclusion = match fit.status {
        Status::Reached => Message::WhyReached,
        Status::NotReached => Message::WhyNotReached,
        Status::Open => Message::WhyOpen,
    };
    let deciding = scoring::deciding_competences(catalogue, &result.scores, profile);
    html! {
        <div class="sc-why__panel" role="region" aria-labelledby="sc-why-title">
            <h4 id="sc-why-title" class="sc-subtitle">
                { texts.fill(Message::WhyOf, &[("profile", result.profile_name(profile).into())]) }
            </h4>
            <ul class="sc-why__sums">
                { for sums.into_iter().enumerate().map(|(key, (message, points, percent, needed))| html! {
                    <li {key}>{ sum(texts, message, points, percent, needed) }</li>
                }) }
                <li key="conclusion">{ view.text(conclusion) }</li>
            </ul>
            if !deciding.is_empty() {
                <ul class="sc-links">
                    { for deciding.into_iter().map(|competence| answer(result, competence)) }
                </ul>
            }
            { contributions(result, &result.scores.attainments, scoring::requirements(catalogue, profile).collect()) }
        </div>
    }
}

/// A competence with the level required and its weight.
pub(super) type Requirement = (CompetenceIndex, Level, u8);

/// What a sum of points is made of, folded away: a row for each of these requirements.
pub(super) fn contributions(
    result: &Result<'_>,
    attainments: &[Attainment],
    requirements: Vec<Requirement>,
) -> Html {
    let view = result.view;
    let head = [
        Message::WhyCompetence,
        Message::WhyWeight,
        Message::WhyLevel,
        Message::WhyRequired,
        Message::WhyPoints,
    ];
    let rows = requirements
        .into_iter()
        .map(|requirement| row(result, attainments, requirement));
    html! {
        <details class="sc-more">
            <summary>{ view.text(Message::WhyEach) }</summary>
            { table("", &head.map(|message| view.text(message)), rows.collect()) }
        </details>
    }
}

/// A table of rows under column heads; the label says what it shows where no heading does.
pub(super) fn table(label: &str, head: &[&str], rows: Vec<Html>) -> Html {
    html! {
        <table class="sc-table" aria-label={(!label.is_empty()).then(|| label.to_owned())}>
            <thead>
                <tr>{ for head.iter().enumerate().map(|(key, text)| html! { <th {key} scope="col">{ *text }</th> }) }</tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn sum(
    texts: &Texts,
    message: Message,
    [low, high, max]: [u32; 3],
    percent: (u8, u8),
    needed: u8,
) -> String {
    let points = range(texts, low, high);
    let percent = span(texts, percent.0, percent.1);
    texts.fill(
        message,
        &[
            ("points", (&*points).into()),
            ("max", max.into()),
            ("percent", (&*percent).into()),
            ("needed", u32::from(needed).into()),
            // The fewest points that are at least so many percent.
            ("least", (u32::from(needed) * max).div_ceil(100).into()),
        ],
    )
}

/// A number, or the range between two.
pub(super) fn range(texts: &Texts, low: u32, high: u32) -> String {
    if low == high {
        let mut text = String::new();
        assessment::text::push_number(&mut text, low);
        return text;
    }
    texts.fill(
        Message::NumberRange,
        &[("low", low.into()), ("high", high.into())],
    )
}

fn row(
    result: &Result<'_>,
    attainments: &[Attainment],
    (competence, required, weight): Requirement,
) -> Html {
    let texts = result.view.texts();
    let attainment = attainments[competence.get()];
    let weight = u32::from(weight);
    let points = |level: u8| weight * u32::from(level.min(required));
    let given = texts.fill(
        Message::WhyGiven,
        &[
            (
                "points",
                (&*range(texts, points(attainment.low), points(attainment.high))).into(),
            ),
            ("max", points(required).into()),
        ],
    );
    let cell = |text: String| html! { <td>{ text }</td> };
    html! {
        <tr key={competence.0}>
            <th scope="row">{ &*texts.competence(competence).name }</th>
            { cell(range(texts, weight, weight)) }
            { level(result, attainment, competence, required) }
            { cell(range(texts, required.into(), required.into())) }
            { cell(given) }
        </tr>
    }
}

/// A cell with the level attained, as a strip and in numbers.
pub(super) fn level(
    result: &Result<'_>,
    attainment: Attainment,
    competence: CompetenceIndex,
    required: u8,
) -> Html {
    let max = result.view.catalogue().level_max(competence);
    let number = range(
        result.view.texts(),
        attainment.low.into(),
        attainment.high.into(),
    );
    html! {
        <td>
            <span class="sc-figure">
                { chart::strip(attainment.low, attainment.high, required, max) }
                { part::text("span", "", number) }
            </span>
        </td>
    }
}

/// The name of a competence as the way to its first item without a level.
pub(super) fn answer(result: &Result<'_>, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let mut items = view.catalogue().items_of(competence);
    let open = items.find(|&item| view.session.responses.get(item).level().is_none());
    let item = open.or_else(|| view.catalogue().items_of(competence).next());
    item.map_or_else(Html::default, |item| {
        way(result, item, &view.texts().competence(competence).name)
    })
}

/// A name as the way to an item; in a shared result it is nobody's here to answer.
pub(super) fn way(result: &Result<'_>, item: ItemIndex, name: &str) -> Html {
    let view = result.view;
    html! {
        <li key={item.0}>
            if view.store.shared.is_some() {
                { name }
            } else {
                <button type="button" class="sc-link" onclick={view.act(Action::GoTo(item))}>{ name }</button>
            }
        </li>
    }
}
