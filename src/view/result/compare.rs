//! A shared result beside the visitor's own: the same pictures twice, then what differs.

use assessment::id::{AreaIndex, CompetenceIndex, ProfileIndex};
use assessment::scoring::{self, Attainment, Fit, Scores};
use assessment::text::Message;
use yew::prelude::*;

use super::Result;
use super::profiles::span;
use crate::chart;
use crate::view::part;

pub(super) fn compare(result: &Result<'_>) -> Html {
    let view = result.view;
    let own = scoring::score(view.catalogue(), &view.store.session.responses);
    html! {
        <section class="sc-section sc-compare" aria-labelledby="sc-compare">
            <h3 id="sc-compare" class="sc-section__title">{ view.text(Message::CompareTitle) }</h3>
            { part::text("p", "", view.text(Message::CompareLead)) }
            <table class="sc-compare__table">
                { head(result, Message::CompareWhat) }
                <tbody>
                    { for view.catalogue().areas().map(|area| area_row(result, &own, area)) }
                </tbody>
            </table>
            <table class="sc-compare__table">
                { head(result, Message::CompareProfiles) }
                <tbody>
                    { for view.catalogue().profiles().map(|profile| profile_row(result, &own, profile)) }
                </tbody>
            </table>
            { part::text("h4", "sc-subtitle", view.text(Message::CompareDifferences)) }
            { differences(result, &own) }
        </section>
    }
}

fn head(result: &Result<'_>, first: Message) -> Html {
    let cell = |message| html! { <th scope="col">{ result.view.text(message) }</th> };
    html! {
        <thead>
            <tr>{ cell(first) }{ cell(Message::CompareShared) }{ cell(Message::CompareOwn) }</tr>
        </thead>
    }
}

fn area_row(result: &Result<'_>, own: &Scores, area: AreaIndex) -> Html {
    let cell = |scores: &Scores| {
        let score = &scores.areas[area.get()];
        bar_cell(result, score.low, score.high)
    };
    row(
        area.0.into(),
        &result.view.texts().area(area).name,
        cell(&result.scores),
        cell(own),
    )
}

fn profile_row(result: &Result<'_>, own: &Scores, profile: ProfileIndex) -> Html {
    let cell = |scores: &Scores| {
        let fit: &Fit = &scores.fits[profile.get()];
        bar_cell(result, fit.low_percent(), fit.high_percent())
    };
    row(
        profile.0.into(),
        result.profile_name(profile),
        cell(&result.scores),
        cell(own),
    )
}

fn bar_cell(result: &Result<'_>, low: u8, high: u8) -> Html {
    html! { <td>{ span(result.view.texts(), low, high) }{ chart::bar(low, high, &[]) }</td> }
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
        return part::text("p", "", view.text(Message::CompareSame));
    }
    html! {
        <ul class="sc-competences">
            { for differing.into_iter().map(|competence| difference(result, own, competence)) }
        </ul>
    }
}

fn difference(result: &Result<'_>, own: &Scores, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let level = |attainment: Attainment| {
        let mut text = String::new();
        match attainment.level() {
            Some(level) => assessment::text::push_number(&mut text, level.into()),
            None => text.push_str(view.text(Message::CompareUnknown)),
        }
        text
    };
    let shared = level(result.scores.attainments[competence.get()]);
    let own = level(own.attainments[competence.get()]);
    let text = view.texts().fill(
        Message::CompareDifference,
        &[("shared", (&*shared).into()), ("own", (&*own).into())],
    );
    html! {
        <li key={competence.0} class="sc-competence">
            { part::text("span", "sc-competence__name", &view.texts().competence(competence).name) }
            { part::text("span", "sc-note", text) }
        </li>
    }
}
