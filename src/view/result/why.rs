//! How a profile's numbers come about: the sums, the thresholds, and what each answer gives.

use assessment::id::{CompetenceIndex, ItemIndex, ProfileIndex};
use assessment::level::Level;
use assessment::scoring::{self, Attainment, Scores, Status};
use assessment::session::Action;
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use super::fold::{fold, summary};
use super::profiles::span;
use super::{Result, level};
use crate::chart;
use crate::view::part;

pub(super) fn why(result: &Result<'_>, profile: ProfileIndex) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let thresholds = catalogue.thresholds();
    let fit = &result.scores.fits[profile.get()];
    let sums = [
        (
            TextKey::WhyAll,
            [fit.low, fit.high, fit.max],
            (fit.low_percent(), fit.high_percent()),
            thresholds.reached_percent,
        ),
        (
            TextKey::WhyCore,
            [fit.core_low, fit.core_high, fit.core_max],
            (fit.core_low_percent(), fit.core_high_percent()),
            thresholds.core_percent,
        ),
    ];
    let conclusion = match fit.status {
        Status::Reached => TextKey::WhyReached,
        Status::NotReached => TextKey::WhyNotReached,
        Status::Open => TextKey::WhyOpen,
    };
    let deciding = scoring::deciding_competences(catalogue, result.scores, profile);
    html! {
        <div class="sc-why__panel" role="region" aria-labelledby="sc-why-title">
            <h5 id="sc-why-title" class="sc-subtitle">
                { texts.fill(TextKey::WhyOf, &[("profile", result.profile_name(profile).into())]) }
            </h5>
            { part::text("p", "", &*texts.profile(profile).description) }
            <ul class="sc-why__sums">
                { for sums.into_iter().enumerate().map(|(key, (text_key, points, percent, needed))| html! {
                    <li {key}>{ sum(texts, text_key, points, percent, needed) }</li>
                }) }
                <li key="conclusion">{ view.text(conclusion) }</li>
            </ul>
            if !deciding.is_empty() {
                <ul class="sc-links">
                    { for deciding.into_iter().map(|competence| answer(result, competence)) }
                </ul>
            }
            { contributions(result, TextKey::WhyEach, result.profile_name(profile), scoring::requirements(catalogue, profile).collect()) }
        </div>
    }
}

/// A competence with the level required and its weight.
pub(super) type Requirement = (CompetenceIndex, Level, u8);

/// Two results beside each other: what each is called there, and its scores.
pub(super) type Sides<'a> = [(&'a str, &'a Scores); 2];

/// How a profile's figures come about in two results: the points by competence, and their sums.
pub(super) fn both(result: &Result<'_>, profile: ProfileIndex, sides: Sides<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let head = [view.text(TextKey::WhyCompetence), sides[0].0, sides[1].0];
    let rows = points(
        result,
        scoring::requirements(view.catalogue(), profile),
        sides,
    );
    let sum = |(what, scores): (&str, &Scores)| {
        let fit = &scores.fits[profile.get()];
        let points = range(texts, fit.low, fit.high);
        let percent = span(texts, fit.low_percent(), fit.high_percent());
        let core = span(texts, fit.core_low_percent(), fit.core_high_percent());
        let values = [
            ("what", what.into()),
            ("points", (&*points).into()),
            ("max", fit.max.into()),
            ("percent", (&*percent).into()),
            ("core", (&*core).into()),
        ];
        texts.fill(TextKey::WhySum, &values)
    };
    let name = result.profile_name(profile);
    each(name, &head, rows, sides.map(sum))
}

/// A row for each requirement with the points that two results give of it.
pub(super) fn points(
    result: &Result<'_>,
    requirements: impl Iterator<Item = Requirement>,
    sides: Sides<'_>,
) -> Vec<Html> {
    let texts = result.view.texts();
    requirements
        .map(|requirement| {
            let (competence, ..) = requirement;
            let cells = sides.map(|(_, scores)| given(texts, &scores.attainments, requirement));
            let name = &texts.competence(competence).name;
            numbers(competence.get(), name, &counts(texts, requirement), &cells)
        })
        .collect()
}

/// A table with the sums of its two columns in words.
pub(super) fn each(label: &str, head: &[&str], rows: Vec<Html>, sums: [String; 2]) -> Html {
    html! {
        <div class="sc-each">
            { table(label, head, rows) }
            <ul class="sc-area__sums">
                { for sums.into_iter().enumerate().map(|(key, sum)| html! { <li {key}>{ sum }</li> }) }
            </ul>
        </div>
    }
}

/// A row of a table that has a name, perhaps with a word about it, and nothing but numbers.
pub(super) fn numbers(key: usize, name: &str, detail: &str, cells: &[String]) -> Html {
    html! {
        <tr {key}>
            <th scope="row">
                { name }
                if !detail.is_empty() {
                    { part::text("small", "", detail) }
                }
            </th>
            { for cells.iter().enumerate().map(|(key, text)| html! { <td {key}>{ text }</td> }) }
        </tr>
    }
}

/// What pictures show, in numbers and folded away: their twin for whoever doesn't see them, or reads
/// a table more easily.
pub(super) fn twin(
    result: &Result<'_>,
    label: TextKey,
    head: &[&str],
    rows: impl FnOnce() -> Vec<Html>,
) -> Html {
    let view = result.view;
    fold(
        view,
        "sc-more",
        None,
        summary(view, TextKey::AreasTable, view.text(label)),
        || table(view.text(label), head, rows()),
    )
}

/// What a bar shows of something: its name, the points (certain, possible, in all), the percentages.
pub(super) type Share<'a> = (&'a str, [u32; 3], (u8, u8));

/// The twin of bars that show shares of points.
pub(super) fn shares(
    result: &Result<'_>,
    label: TextKey,
    what: TextKey,
    bars: Vec<Share<'_>>,
) -> Html {
    let texts = result.view.texts();
    let head = [what, TextKey::WhyPoints, TextKey::AreasShare];
    let row = |(key, (name, [low, high, max], percent)): (usize, Share<'_>)| {
        let cells = if max == 0 {
            [texts.get(TextKey::ExamNone).to_owned(), String::new()]
        } else {
            [of(texts, low, high, max), span(texts, percent.0, percent.1)]
        };
        numbers(key, name, "", &cells)
    };
    let rows = bars.into_iter().enumerate().map(row);
    twin(
        result,
        label,
        &head.map(|text_key| result.view.text(text_key)),
        || rows.collect(),
    )
}

/// What a sum of points is made of, folded away: a row for each of these requirements.
pub(super) fn contributions(
    result: &Result<'_>,
    what: TextKey,
    of: &str,
    requirements: Vec<Requirement>,
) -> Html {
    let view = result.view;
    let head = [
        TextKey::WhyCompetence,
        TextKey::WhyLevel,
        TextKey::WhyPoints,
    ];
    let rows = requirements
        .into_iter()
        .map(|requirement| row(result, requirement));
    fold(view, "sc-more", None, summary(view, what, of), || {
        table(
            "",
            &head.map(|text_key| view.text(text_key)),
            rows.collect(),
        )
    })
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
    text_key: TextKey,
    [low, high, max]: [u32; 3],
    percent: (u8, u8),
    needed: u8,
) -> String {
    let points = range(texts, low, high);
    let percent = span(texts, percent.0, percent.1);
    texts.fill(
        text_key,
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
        TextKey::NumberRange,
        &[("low", low.into()), ("high", high.into())],
    )
}

/// How much a requirement counts, and what it asks for.
fn counts(texts: &Texts, (_, required, weight): Requirement) -> String {
    let values = [
        ("weight", u32::from(weight).into()),
        ("required", u32::from(required).into()),
    ];
    texts.fill(TextKey::WhyRequirement, &values)
}

/// So many points, or from so many to so many, of all.
fn of(texts: &Texts, low: u32, high: u32, max: u32) -> String {
    let points = range(texts, low, high);
    let values = [("points", (&*points).into()), ("max", max.into())];
    texts.fill(TextKey::WhyGiven, &values)
}

/// The points that a competence gives of those that a requirement asks for.
fn given(
    texts: &Texts,
    attainments: &[Attainment],
    (competence, required, weight): Requirement,
) -> String {
    let attainment = attainments[competence.get()];
    let points = |level: u8| u32::from(weight) * u32::from(level.min(required));
    of(
        texts,
        points(attainment.low),
        points(attainment.high),
        points(required),
    )
}

fn row(result: &Result<'_>, requirement: Requirement) -> Html {
    let texts = result.view.texts();
    let (competence, required, _) = requirement;
    let attainments = &result.scores.attainments;
    html! {
        <tr key={competence.0}>
            <th scope="row">
                { &*texts.competence(competence).name }
                { part::text("small", "", counts(texts, requirement)) }
            </th>
            { numbered_level(result, attainments[competence.get()], competence, required) }
            { part::text("td", "", given(texts, attainments, requirement)) }
        </tr>
    }
}

/// A cell with the level attained, as a strip and in numbers.
pub(super) fn numbered_level(
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

/// The same with the level's name.
pub(super) fn named_level(
    result: &Result<'_>,
    attainment: Attainment,
    competence: CompetenceIndex,
    required: u8,
) -> Html {
    let max = result.view.catalogue().level_max(competence);
    let (low, high) = (attainment.low, attainment.high);
    html! {
        <td>
            <span class="sc-figure">
                { chart::strip(low, high, required, max) }
                { part::text("span", "", level::span(result.view, competence, low, high)) }
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
