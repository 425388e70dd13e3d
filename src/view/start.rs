//! The start screen: what this is, how long it takes, what happens with the answers, and the goal.

use assessment::catalogue::Tier;
use assessment::pace::Pace;
use assessment::quick;
use assessment::session::Action;
use assessment::text::Message;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::part::{self, Choice};
use super::{View, keep, link};
use crate::store::Intent;

/// The start screen.
pub fn start(view: &View<'_>) -> Html {
    let texts = view.texts();
    html! {
        <div key="start" class="sc-screen sc-start" part="start">
            { part::top(view) }
            <div class="sc-hero">
                <h2 class="sc-hero__title" tabindex="-1" ref={view.heading.clone()}>{ &*texts.title }</h2>
                { part::text("p", "sc-hero__lead", &*texts.lead) }
                { facts(view) }
            </div>
            <div class="sc-goal">
                { families(view) }
                { levels(view) }
                { action(view) }
            </div>
            { explanation(view) }
            { link::entry(view) }
            if view.session.responses.asked_count() > 0 {
                { keep::section(view) }
            }
        </div>
    }
}

fn facts(view: &View<'_>) -> Html {
    let texts = view.texts();
    let items = if view.store.begins_quick() {
        quick::order(view.catalogue(), view.session.family).len()
    } else {
        view.catalogue().item_count()
    };
    let fact = |symbol, text: &str| {
        html! { <li class="sc-fact">{ icon(symbol) }<span>{ text }</span></li> }
    };
    html! {
        <ul class="sc-facts">
            { fact(Icon::Clock, &texts.count(Message::StartMinutesOne, Message::StartMinutesOther, Pace::default().minutes(items))) }
            { fact(Icon::Steps, &texts.count(Message::StartItemsOne, Message::StartItemsOther, items as u32)) }
            { fact(Icon::Lock, view.text(Message::StartPrivacy)) }
        </ul>
    }
}

/// The choice between families, for the start screen and the result.
pub fn families(view: &View<'_>) -> Html {
    let catalogue = view.catalogue();
    let choices: Vec<_> = catalogue
        .families()
        .map(|family| Choice {
            value: catalogue.family_id(family).as_str(),
            label: &view.texts().family(family).name,
            detail: &view.texts().family(family).description,
            checked: family == view.session.family,
            intent: Intent::Act(Action::ChooseFamily(family)),
        })
        .collect();
    let legend = html! {
        <>
            { part::text("span", "sc-legend", view.text(Message::StartFamily)) }
            { part::text("span", "sc-legend__detail", view.text(Message::StartFamilyDetail)) }
        </>
    };
    part::choices(view, "family", legend, &choices)
}

/// The choice of the level to compare with.
pub fn levels(view: &View<'_>) -> Html {
    let family = view.session.family;
    let mut choices = vec![Choice {
        value: "next",
        label: view.text(Message::StartLevelNext),
        detail: "",
        checked: view.session.level.is_none(),
        intent: Intent::Act(Action::ChooseLevel(None)),
    }];
    for tier in Tier::ALL {
        let Some(label) = view.content().tier(family, tier) else {
            continue;
        };
        choices.push(Choice {
            value: tier.as_str(),
            label,
            detail: "",
            checked: view.session.level == Some(tier),
            intent: Intent::Act(Action::ChooseLevel(Some(tier))),
        });
    }
    let legend = html! {
        <>
            { part::text("span", "sc-legend", view.text(Message::StartLevel)) }
            { part::text("span", "sc-legend__detail", view.text(Message::StartLevelNextDetail)) }
        </>
    };
    html! { <div class="sc-levels">{ part::choices(view, "level", legend, &choices) }</div> }
}

fn action(view: &View<'_>) -> Html {
    let texts = view.texts();
    let answered = view.session.responses.answered_count() as u32;
    let begun = view.session.responses.asked_count() > 0;
    // The way that the page doesn't want first is the other one.
    let is_quick = view.store.begins_quick();
    let (class, other, label) = if is_quick {
        ("full", Action::Start, Message::StartFull)
    } else {
        ("quick", Action::StartQuick, Message::StartQuick)
    };
    html! {
        <div class="sc-actions">
            <button
                type="button"
                class="sc-button sc-button--primary"
                part="button primary-button"
                aria-describedby={is_quick.then_some("sc-quick")}
                onclick={view.act(view.store.start())}
            >
                { part::text("span", "", view.text(if begun { Message::StartContinue } else { Message::StartAction })) }
                { icon(Icon::Forward) }
            </button>
            if !begun {
                <button
                    type="button"
                    class={classes!("sc-button", class)}
                    part="button"
                    aria-describedby={(!is_quick).then_some("sc-quick")}
                    onclick={view.act(other)}
                >
                    { view.text(label) }
                </button>
                <p class="sc-note" id="sc-quick">
                    { texts.fill(Message::StartQuickNote, &[
                        ("count", (quick::order(view.catalogue(), view.session.family).len() as u32).into()),
                    ]) }
                </p>
            }
            if begun {
                <p class="sc-note">
                    { texts.count(Message::StartAnsweredOne, Message::StartAnsweredOther, answered) }
                </p>
            }
        </div>
    }
}

/// Announces the knowledge check: who expects to be checked rates themselves with more care.
fn knowledge(view: &View<'_>) -> Html {
    let count = view.catalogue().statements().len() as u32;
    if count == 0 {
        return Html::default();
    }
    let text = view
        .texts()
        .fill(Message::StartKnowledge, &[("count", count.into())]);
    part::text("p", "sc-note", text)
}

fn explanation(view: &View<'_>) -> Html {
    let texts = view.texts();
    html! {
        <div class="sc-columns">
            <div>
                { part::text("h3", "sc-subtitle", view.text(Message::StartHow)) }
                { part::text("p", "", view.text(Message::StartHowDetail)) }
                { part::text("p", "sc-note", view.text(Message::StartPrivacyDetail)) }
                { knowledge(view) }
            </div>
            <div>
                { part::text("h3", "sc-subtitle", view.text(Message::StartAreas)) }
                <dl class="sc-areas-list">
                    { for view.catalogue().areas().map(|area| {
                        let area_text = texts.area(area);
                        html! {
                            <div key={view.catalogue().area_id(area).as_str().to_string()}>
                                { part::text("dt", "", &*area_text.name) }
                                { part::text("dd", "", &*area_text.description) }
                            </div>
                        }
                    }) }
                </dl>
            </div>
        </div>
    }
}
