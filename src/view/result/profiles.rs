//! The fit to every profile, as a table with a bar and a status in words.

use assessment::id::ProfileIndex;
use assessment::scoring::{Fit, Status};
use assessment::text::{Message, Texts};
use yew::prelude::*;

use super::Result;
use crate::chart;
use crate::view::icon::{Icon, icon};
use crate::view::part;

pub(super) fn profiles(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let thresholds = view.catalogue().thresholds();
    let head = |message| html! { <th scope="col">{ view.text(message) }</th> };
    html! {
        <section class="sc-section" aria-labelledby="sc-profiles">
            <h3 id="sc-profiles" class="sc-section__title">{ view.text(Message::ProfilesTitle) }</h3>
            { part::text("p", "", texts.fill(Message::ProfilesLead, &[
                ("percent", u32::from(thresholds.reached_percent).into()),
                ("core", u32::from(thresholds.core_percent).into()),
            ])) }
            <table class="sc-profiles" aria-labelledby="sc-profiles">
                <thead>
                    <tr>
                        { head(Message::ProfilesProfile) }
                        { head(Message::ProfilesFit) }
                        { head(Message::ProfilesCore) }
                        { head(Message::ProfilesStatus) }
                    </tr>
                </thead>
                <tbody>
                    { for view.catalogue().profiles().map(|profile| row(result, profile)) }
                </tbody>
            </table>
        </section>
    }
}

fn row(result: &Result<'_>, profile: ProfileIndex) -> Html {
    let texts = result.view.texts();
    let fit = &result.scores.fits[profile.get()];
    let is_target = profile == result.target;
    html! {
        <tr
            key={result.view.catalogue().profile(profile).id.as_str().to_string()}
            class={classes!("sc-profile", is_target.then_some("sc-profile--target"))}
            part="profile"
        >
            <th scope="row">
                { &*texts.profile(profile).name }
                if is_target {
                    { " " }{ part::text("span", "sc-tag", texts.get(Message::ProfilesTarget)) }
                }
            </th>
            <td class="sc-profile__fit">
                { part::text("span", "sc-profile__percent", span(texts, fit.low_percent(), fit.high_percent())) }
                { chart::bar(fit.low_percent(), fit.high_percent(), &[]) }
            </td>
            <td class="sc-profile__core">{ core(texts, fit) }</td>
            <td class="sc-profile__status">{ status(texts, fit.status) }</td>
        </tr>
    }
}

fn core(texts: &Texts, fit: &Fit) -> String {
    span(texts, fit.core_low_percent(), fit.core_high_percent())
}

/// A percentage, or the range between two.
pub(super) fn span(texts: &Texts, low: u8, high: u8) -> String {
    if low == high {
        return texts.fill(Message::Percent, &[("percent", u32::from(low).into())]);
    }
    texts.fill(
        Message::PercentRange,
        &[
            ("low", u32::from(low).into()),
            ("high", u32::from(high).into()),
        ],
    )
}

fn status(texts: &Texts, status: Status) -> Html {
    let (symbol, message, class) = match status {
        Status::Reached => (
            Icon::Check,
            Message::StatusReached,
            "sc-status sc-status--reached",
        ),
        Status::NotReached => (Icon::Circle, Message::StatusNotReached, "sc-status"),
        Status::Open => (Icon::Open, Message::StatusOpen, "sc-status sc-status--open"),
    };
    html! { <span {class}>{ icon(symbol) }<span>{ texts.get(message) }</span></span> }
}
