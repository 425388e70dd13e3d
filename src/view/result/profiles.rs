//! The fit to every profile, as a matrix of families and tiers: a bar, a status in words, and on
//! request how the numbers come about.

use assessment::catalogue::Tier;
use assessment::id::{FamilyIndex, ProfileIndex};
use assessment::scoring::Status;
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use super::{Result, areas, why};
use crate::chart;
use crate::markup::icon::{Icon, icon};
use crate::store::Message;
use crate::view::part;

pub(super) fn profiles(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let catalogue = view.catalogue();
    let thresholds = catalogue.thresholds();
    // A tier is named as in the first family that has it.
    let tiers: Vec<(Tier, &str)> = Tier::ALL
        .into_iter()
        .filter_map(|tier| {
            let name = catalogue
                .families()
                .find_map(|family| view.content().tier(family, tier));
            Some((tier, name?))
        })
        .collect();
    html! {
        <section class="sc-section" aria-labelledby="sc-profiles">
            <h4 id="sc-profiles" class="sc-section__title">{ view.text(TextKey::ProfilesTitle) }</h4>
            { part::text("p", "", texts.fill(TextKey::ProfilesLead, &[
                ("percent", u32::from(thresholds.reached_percent).into()),
                ("core", u32::from(thresholds.core_percent).into()),
            ])) }
            <table class="sc-profiles" aria-labelledby="sc-profiles">
                <thead>
                    <tr>
                        <th scope="col">{ view.text(TextKey::TargetFamily) }</th>
                        { for tiers.iter().map(|&(tier, name)| html! {
                            <th key={tier.as_str()} scope="col">{ name }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for catalogue.families().flat_map(|family| {
                        let rows = [Some(row(result, family, &tiers)), explanation(result, family, tiers.len())];
                        rows.into_iter().flatten()
                    }) }
                </tbody>
            </table>
        </section>
    }
}

fn row(result: &Result<'_>, family: FamilyIndex, tiers: &[(Tier, &str)]) -> Html {
    let catalogue = result.view.catalogue();
    html! {
        <tr key={catalogue.family_id(family).as_str().to_string()} class="sc-profiles__family">
            <th scope="row">{ &*result.view.texts().family(family).name }</th>
            { for tiers.iter().map(|&(tier, _)| match catalogue.profile_of(family, tier) {
                Some(profile) => cell(result, profile),
                None => html! { <td key={tier.as_str()}></td> },
            }) }
        </tr>
    }
}

/// How the numbers of one of the family's profiles come about, right below the family.
fn explanation(result: &Result<'_>, family: FamilyIndex, tiers: usize) -> Option<Html> {
    let view = result.view;
    let catalogue = view.catalogue();
    let explained = view.store.explained;
    let profile = explained.filter(|&one| catalogue.profile(one).family == family)?;
    let key = ["why-", catalogue.family_id(family).as_str()].concat();
    Some(html! {
        <tr {key} class="sc-why">
            <td id="sc-why" colspan={(tiers + 1).to_string()}>{ why::why(result, profile) }</td>
        </tr>
    })
}

fn cell(result: &Result<'_>, profile: ProfileIndex) -> Html {
    let view = result.view;
    let texts = view.texts();
    let fit = &result.scores.fits[profile.get()];
    let is_target = profile == result.target;
    let is_explained = view.store.explained == Some(profile);
    let message = Message::Explain((!is_explained).then_some(profile));
    let name = result.profile_name(profile);
    html! {
        <td
            key={view.catalogue().profile(profile).tier.as_str()}
            class={classes!("sc-profile", is_target.then_some("sc-profile--target"))}
            part="profile"
        >
            <span class="sc-profile__head">
                { part::text("span", "sc-profile__tier", &*texts.profile(profile).short) }
                if is_target {
                    { part::text("span", "sc-tag", texts.get(TextKey::ProfilesTarget)) }
                }
            </span>
            { part::text("span", "sc-profile__percent", span(texts, fit.low_percent(), fit.high_percent())) }
            { chart::bar(fit.low_percent(), fit.high_percent(), &areas::line_mark(result.view)) }
            { part::text("span", "sc-profile__core", texts.fill(TextKey::ProfilesCore, &[
                ("span", (&*span(texts, fit.core_low_percent(), fit.core_high_percent())).into()),
            ])) }
            <span class="sc-profile__status">{ status(texts, fit.status) }</span>
            <button
                type="button"
                class="sc-link sc-profile__why"
                aria-expanded={if is_explained { "true" } else { "false" }}
                aria-controls="sc-why"
                aria-label={texts.fill(TextKey::WhyLabel, &[("profile", name.into())])}
                onclick={view.send(message)}
            >
                { view.text(TextKey::WhyAction) }
            </button>
        </td>
    }
}

/// A percentage, or the range between two.
pub(super) fn span(texts: &Texts, low: u8, high: u8) -> String {
    if low == high {
        return texts.fill(TextKey::Percent, &[("percent", u32::from(low).into())]);
    }
    texts.fill(
        TextKey::PercentRange,
        &[
            ("low", u32::from(low).into()),
            ("high", u32::from(high).into()),
        ],
    )
}

/// How a profile stands, in a word.
pub(super) const fn status_word(status: Status) -> TextKey {
    match status {
        Status::Reached => TextKey::StatusReached,
        Status::NotReached => TextKey::StatusNotReached,
        Status::Open => TextKey::StatusOpen,
    }
}

pub(super) fn status(texts: &Texts, status: Status) -> Html {
    let (symbol, class) = match status {
        Status::Reached => (Icon::Check, "sc-status sc-status--reached"),
        Status::NotReached => (Icon::Circle, "sc-status"),
        Status::Open => (Icon::Open, "sc-status sc-status--open"),
    };
    let word = texts.get(status_word(status));
    html! { <span {class}>{ icon(symbol) }<span>{ word }</span></span> }
}
