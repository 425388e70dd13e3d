//! A shared result beside the visitor's own: the same pictures twice, then what differs.

use assessment::id::{AreaIndex, CompetenceIndex, ProfileIndex};
use assessment::scoring::{self, Fit, Scores};
use assessment::text::TextKey;
use yew::prelude::*;

use super::filter::tick;
use super::fold::{fold, summary};
use super::profiles::span;
use super::{Result, areas, why};
use crate::chart;
use crate::store::Message;
use crate::view::part;

pub(super) fn compare(result: &Result<'_>) -> Html {
    let view = result.view;
    let own = scoring::score(view.catalogue(), &view.store.session.responses);
    let is_earlier = is_earlier(result);
    let [shared_name, own_name] = names(result);
    let sides = [(shared_name, result.scores), (own_name, &own)];
    let areas = view.catalogue().areas().map(|area| {
        let name = &*view.texts().area(area).name;
        (name, move || areas::both(result, area, sides))
    });
    let profiles = view.catalogue().profiles().map(|profile| {
        let name = result.profile_name(profile);
        (name, move || why::both(result, profile, sides))
    });
    html! {
        <section class="sc-section sc-compare" aria-labelledby="sc-compare">
            <h3 id="sc-compare" class="sc-section__title">{ view.text(TextKey::CompareTitle) }</h3>
            { part::text("p", "", view.text(if is_earlier { TextKey::CompareLeadEarlier } else { TextKey::CompareLead })) }
            { tick(
                result,
                0,
                view.text(TextKey::CompareIsEarlier),
                is_earlier,
                Message::Earlier(!is_earlier),
                Html::default(),
            ) }
            <table class="sc-compare__table">
                { head(result, TextKey::CompareWhat) }
                <tbody>
                    { for view.catalogue().areas().map(|area| area_row(result, &own, area)) }
                </tbody>
            </table>
            { each(result, TextKey::CompareWhat, areas) }
            <table class="sc-compare__table">
                { head(result, TextKey::CompareProfiles) }
                <tbody>
                    { for view.catalogue().profiles().map(|profile| profile_row(result, &own, profile)) }
                </tbody>
            </table>
            { each(result, TextKey::CompareProfiles, profiles) }
            { part::text("h4", "sc-subtitle", view.text(TextKey::CompareDifferences)) }
            { differences(result, &own) }
        </section>
    }
}

/// Whether the result on show is the visitor's own from earlier.
fn is_earlier(result: &Result<'_>) -> bool {
    result.shared().is_some_and(|shared| shared.is_earlier)
}

/// What the two results are called.
fn names<'a>(result: &Result<'a>) -> [&'a str; 2] {
    let names = if is_earlier(result) {
        [TextKey::CompareEarlier, TextKey::CompareNow]
    } else {
        [TextKey::CompareShared, TextKey::CompareOwn]
    };
    names.map(|key| result.view.text(key))
}

fn head(result: &Result<'_>, first: TextKey) -> Html {
    let cell = |text: &str| html! { <th scope="col">{ text }</th> };
    let [shared, own] = names(result);
    html! {
        <thead>
            <tr>{ cell(result.view.text(first)) }{ cell(shared) }{ cell(own) }</tr>
        </thead>
    }
}

/// How the figures of a table come about, folded away: by its rows, each with its name.
fn each<'a>(
    result: &Result<'_>,
    of: TextKey,
    rows: impl Iterator<Item = (&'a str, impl FnOnce() -> Html)>,
) -> Html {
    let view = result.view;
    let rows = rows.map(|(name, each)| fold(view, "sc-more", Some(name), name.into(), each));
    fold(
        view,
        "sc-more",
        None,
        summary(view, TextKey::WhyFigures, view.text(of)),
        || html! { <div class="sc-compare__each">{ for rows }</div> },
    )
}

fn area_row(result: &Result<'_>, own: &Scores, area: AreaIndex) -> Html {
    let cell = |scores: &Scores| bar_cell(result, areas::share(result, scores, area));
    row(
        area.0.into(),
        &result.view.texts().area(area).name,
        cell(result.scores),
        cell(own),
    )
}

fn profile_row(result: &Result<'_>, own: &Scores, profile: ProfileIndex) -> Html {
    let cell = |scores: &Scores| {
        let fit: &Fit = &scores.fits[profile.get()];
        bar_cell(result, (fit.low_percent(), fit.high_percent()))
    };
    row(
        profile.0.into(),
        result.profile_name(profile),
        cell(result.scores),
        cell(own),
    )
}

fn bar_cell(result: &Result<'_>, (low, high): (u8, u8)) -> Html {
    let bar = chart::bar(low, high, &areas::line_mark(result.view));
    html! { <td>{ span(result.view.texts(), low, high) }{ bar }</td> }
}

fn row(key: u16, name: &str, shared: Html, own: Html) -> Html {
    html! { <tr {key}><th scope="row">{ name }</th>{ shared }{ own }</tr> }
}

fn differences(result: &Result<'_>, own: &Scores) -> Html {
    let view = result.view;
    let differing: Vec<CompetenceIndex> = view
        .catalogue()
        .competences()
        .filter(|competence| {
            result.scores.attainments[competence.get()] != own.attainments[competence.get()]
        })
        .collect();
    if differing.is_empty() {
        return part::text("p", "", view.text(TextKey::CompareSame));
    }
    let required = view.catalogue().required(result.target);
    html! {
        <table class="sc-compare__table">
            { head(result, TextKey::WhyCompetence) }
            <tbody>
                { for differing.into_iter().map(|competence| {
                    let cell = |scores: &Scores| {
                        let attainment = scores.attainments[competence.get()];
                        why::named_level(result, attainment, competence, required[competence.get()])
                    };
                    row(
                        competence.0,
                        &view.texts().competence(competence).name,
                        cell(result.scores),
                        cell(own),
                    )
                }) }
            </tbody>
        </table>
    }
}
