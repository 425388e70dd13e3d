//! A bar per area, measured against the goal, with the line from which on a profile counts as reached.

use assessment::catalogue::Tier;
use assessment::id::AreaIndex;
use assessment::scoring::{self, AreaFit, AreaScore, Scores};
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use super::fold::{fold, summary};
use super::profiles::span;
use super::why::{self, Sides, range};
use super::{Result, level, way};
use crate::chart::{self, Mark};
use crate::view::{View, part};

/// What a fit's share of an area is shown as: the percentages that are certain and possible.
pub(super) fn share(result: &Result<'_>, scores: &Scores, area: AreaIndex) -> (u8, u8) {
    let fit = fit(result, scores, area);
    (fit.share().low, fit.share().high)
}

fn fit(result: &Result<'_>, scores: &Scores, area: AreaIndex) -> AreaFit {
    scoring::area_fit(result.view.catalogue(), scores, result.target, area)
}

/// The line that decides, for bars.
pub(super) fn line_mark(view: &View<'_>) -> [Mark; 1] {
    [Mark {
        percent: way::needed(view),
        letter: AttrValue::default(),
        is_target: true,
    }]
}

pub(super) fn areas(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let lead = [
        ("profile", result.target_name().into()),
        ("percent", u32::from(way::needed(view)).into()),
    ];
    let bars = catalogue.areas().map(|area| {
        let fit = fit(result, result.scores, area);
        let percent = (fit.share().low, fit.share().high);
        (
            &*texts.area(area).name,
            [fit.low, fit.high, fit.max],
            percent,
        )
    });
    html! {
        <section class="sc-section" aria-labelledby="sc-areas">
            <h4 id="sc-areas" class="sc-section__title">{ view.text(TextKey::AreasTitle) }</h4>
            { part::text("p", "", texts.fill(TextKey::AreasLead, &lead)) }
            <ul class="sc-areas">
                { for catalogue.areas().map(|area| row(result, area)) }
            </ul>
            { why::shares(result, TextKey::AreasTitle, TextKey::CompareWhat, bars.collect()) }
        </section>
    }
}

fn row(result: &Result<'_>, area: AreaIndex) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let fit = fit(result, result.scores, area);
    let open = catalogue
        .competences_of(area)
        .filter(|competence| !result.scores.attainments[competence.get()].is_decided)
        .count() as u32;
    html! {
        <li key={catalogue.area_id(area).as_str().to_string()} class="sc-area" part="area">
            <div class="sc-area__head">
                { part::text("h5", "sc-area__name", &*texts.area(area).name) }
                <span class="sc-area__value">
                    { level::met(view, &fit) }
                    if open > 0 {
                        { " " }
                        { part::text("small", "", texts.count(TextKey::ResultUnaskedOne, TextKey::ResultUnaskedOther, open)) }
                    }
                </span>
            </div>
            { chart::bar(fit.share().low, fit.share().high, &line_mark(view)) }
            { each(result, area, &fit) }
        </li>
    }
}

/// The competences of an area with the levels reached and required: what the bar is made of.
fn each(result: &Result<'_>, area: AreaIndex, fit: &AreaFit) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let required = catalogue.required(result.target);
    let heading = texts.fill(
        TextKey::AreasRequired,
        &[("profile", (&*texts.profile(result.target).short).into())],
    );
    let head = [
        view.text(TextKey::WhyCompetence),
        view.text(TextKey::WhyLevel),
        &heading,
    ];
    let rows = catalogue.competences_of(area).map(|competence| {
        let required = required[competence.get()];
        let attainment = result.scores.attainments[competence.get()];
        html! {
            <tr key={competence.0}>
                <th scope="row">{ &*texts.competence(competence).name }</th>
                { why::named_level(result, attainment, competence, required) }
                <td>{ level::name(view, competence, required) }</td>
            </tr>
        }
    });
    let name = &*texts.area(area).name;
    let inside = || {
        html! {
            <>
                { why::table(name, &head, rows.collect()) }
                <ul class="sc-area__sums">
                    { for sums(result, area, fit).into_iter().enumerate().map(|(key, sum)| html! { <li {key}>{ sum }</li> }) }
                </ul>
            </>
        }
    };
    let summary = summary(view, TextKey::AreasEach, name);
    fold(view, "sc-more sc-area__each", None, summary, inside)
}

/// How the area's numbers come about: what was answered, what is possible, what is asked for.
fn sums(result: &Result<'_>, area: AreaIndex, fit: &AreaFit) -> Vec<String> {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let score = &result.scores.areas[area.get()];
    let mut lines = Vec::new();
    if fit.max > 0 {
        lines.push(points(texts, result.target_name(), fit));
    }
    if let Some(percent) = score.percent {
        lines.push(line(
            texts,
            view.text(TextKey::AreasAnswered),
            (score.points, score.points, score.answered_max),
            (percent, percent),
        ));
    }
    if score.answered_count < score.item_count {
        lines.push(whole(texts, view.text(TextKey::AreasAll), score));
    }
    let family = view.session.family;
    let profiles = Tier::ALL
        .into_iter()
        .filter_map(|tier| catalogue.profile_of(family, tier));
    for profile in profiles {
        let percent = scoring::area_requirement(catalogue, profile, area);
        let required = catalogue.required(profile);
        let items = catalogue.items_in(area);
        let levels = items
            .map(|item| u32::from(required[catalogue.competence_of(item).get()]))
            .sum();
        lines.push(line(
            texts,
            result.profile_name(profile),
            (levels, levels, score.max),
            (percent, percent),
        ));
    }
    lines
}

/// A sum in words: what it is of, the levels (certain, possible, at most), and the percentages.
fn line(texts: &Texts, what: &str, (low, high, max): (u32, u32, u32), percent: (u8, u8)) -> String {
    let points = range(texts, low, high);
    let percent = span(texts, percent.0, percent.1);
    let values = [
        ("what", what.into()),
        ("points", (&*points).into()),
        ("max", max.into()),
        ("percent", (&*percent).into()),
    ];
    texts.fill(TextKey::AreasSum, &values)
}

/// The sum over all items of an area: what isn't answered leaves a range.
fn whole(texts: &Texts, what: &str, score: &AreaScore) -> String {
    let high = score.points + score.max - score.answered_max;
    let levels = (score.points, high, score.max);
    line(texts, what, levels, (score.low, score.high))
}

/// A fit in words: the weighted points and what share they are.
fn points(texts: &Texts, what: &str, fit: &AreaFit) -> String {
    let points = range(texts, fit.low, fit.high);
    let percent = span(texts, fit.share().low, fit.share().high);
    let values = [
        ("what", what.into()),
        ("points", (&*points).into()),
        ("max", fit.max.into()),
        ("percent", (&*percent).into()),
    ];
    texts.fill(TextKey::AreasPoints, &values)
}

/// How an area's figures come about in two results: the points by competence, and their sums.
pub(super) fn both(result: &Result<'_>, area: AreaIndex, sides: Sides<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let competences = view.catalogue().competences_of(area);
    let requirements = scoring::requirements(view.catalogue(), result.target)
        .filter(|(competence, ..)| competences.clone().any(|one| one == *competence));
    let rows = why::points(result, requirements, sides);
    let sum = |(what, scores): (&str, &Scores)| points(texts, what, &fit(result, scores, area));
    let head = [view.text(TextKey::WhyCompetence), sides[0].0, sides[1].0];
    why::each(&texts.area(area).name, &head, rows, sides.map(sum))
}
