//! The start screen: what this is, how long it takes, what happens with the answers, and the goal.

use assessment::catalogue::Tier;
use assessment::ladder::Ladder;
use assessment::quick;
use assessment::session::Action;
use assessment::text::TextKey;
use yew::prelude::*;

use super::part::{self, Choice};
use super::{View, keep, link};
use crate::chart;
use crate::markup::icon::{Icon, icon};
use crate::markup::tag::{Name, Tag, tag};
use crate::store::Message;

/// The start screen.
pub fn start(view: &View<'_>) -> Html {
    let texts = view.texts();
    let title = tag("h2", "sc-hero__title")
        .node(view.heading)
        .set(Name::Tabindex, "-1")
        .with(part::slot("headline").text(&texts.title));
    let lead = part::slot("lead").text(&texts.lead);
    let hero = tag("div", "sc-hero")
        .with(title)
        .with(tag("p", "sc-hero__lead").with(lead))
        .with(facts(view))
        .with(chart::sample())
        .with(action(view));
    let has_begun = view.session.responses.asked_count() > 0;
    tag("div", "sc-screen sc-start")
        .key("start")
        .set(Name::Part, "start")
        .with(part::top(view))
        .with(hero)
        .with(part::slot("start"))
        .with(goal(view))
        .with(explanation(view))
        .with(link::entry(view))
        .maybe((has_begun && view.store.has_result_chunk()).then(|| keep::gate::section(view)))
        .into()
}

/// What the answers are compared with, behind a line that says it: the result lets it be changed.
fn goal(view: &View<'_>) -> Tag {
    let family = &*view.texts().family(view.session.family).name;
    let line = view
        .texts()
        .fill(TextKey::StartRole, &[("family", family.into())]);
    let goal = tag("div", "sc-goal")
        .with(families(view))
        .with(levels(view));
    tag("details", "sc-role")
        .with(part::text("summary", "sc-role__line", line))
        .with(goal)
        .with(part::text("p", "sc-note", view.text(TextKey::AboutGenders)))
}

fn facts(view: &View<'_>) -> Tag {
    let (texts, catalogue) = (view.texts(), view.catalogue());
    let (low, high) = view.store.minutes();
    let minutes = texts.fill(
        TextKey::StartMinutes,
        &[("low", low.into()), ("high", high.into())],
    );
    let count = if view.store.begins_quick() {
        let (low, high) = quick::expected(catalogue, view.session.family);
        let arguments = [("low", low.into()), ("high", high.into())];
        texts.fill(TextKey::StartQuickItems, &arguments)
    } else {
        let (one, other) = (TextKey::StartItemsOne, TextKey::StartItemsOther);
        texts.count(one, other, view.session.items(catalogue).len() as u32)
    };
    tag("ul", "sc-facts")
        .with(fact(Icon::Clock, &minutes))
        .with(fact(Icon::Steps, &count))
        .with(fact(Icon::Lock, view.text(TextKey::StartPrivacy)))
}

fn fact(symbol: Icon, text: &str) -> Tag {
    tag("li", "sc-fact")
        .with(icon(symbol))
        .with(part::text("span", "", text))
}

/// The choice between families.
fn families(view: &View<'_>) -> Html {
    let catalogue = view.catalogue();
    let choices: Vec<_> = catalogue
        .families()
        .map(|family| Choice {
            value: catalogue.family_id(family).as_str(),
            label: &view.texts().family(family).name,
            detail: &view.texts().family(family).description,
            checked: family == view.session.family,
            message: Message::Act(Action::ChooseFamily(family)),
        })
        .collect();
    let legend = legend(view, TextKey::StartFamily, TextKey::StartFamilyDetail);
    part::choices(view, "family", legend, &choices)
}

/// The choice of the level to compare with.
fn levels(view: &View<'_>) -> Tag {
    let family = view.session.family;
    let mut choices = vec![Choice {
        value: "next",
        label: view.text(TextKey::StartLevelNext),
        detail: "",
        checked: view.session.level.is_none(),
        message: Message::Act(Action::ChooseLevel(None)),
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
            message: Message::Act(Action::ChooseLevel(Some(tier))),
        });
    }
    let legend = legend(view, TextKey::StartLevel, TextKey::StartLevelNextDetail);
    tag("div", "sc-levels").with(part::choices(view, "level", legend, &choices))
}

fn legend(view: &View<'_>, name: TextKey, detail: TextKey) -> Html {
    part::together([
        part::text("span", "sc-legend", view.text(name)),
        part::text("span", "sc-legend__detail", view.text(detail)),
    ])
}

fn action(view: &View<'_>) -> Tag {
    let texts = view.texts();
    let has_begun = view.session.responses.asked_count() > 0;
    // The way that the page doesn't want first is the other one.
    let is_quick = view.store.begins_quick();
    let (class, other, label) = if is_quick {
        ("sc-button full", Action::Start, TextKey::StartFull)
    } else {
        ("sc-button quick", Action::StartQuick, TextKey::StartQuick)
    };
    let start = if has_begun {
        TextKey::StartContinue
    } else {
        TextKey::StartAction
    };
    let start = tag("button", "sc-button sc-button--primary")
        .set(Name::Type, "button")
        .set(Name::Part, "button primary-button")
        .set_if(Name::AriaDescribedby, is_quick.then_some("sc-quick"))
        .on_click(view.act(view.store.start()))
        .with(part::text("span", "", view.text(start)))
        .with(icon(Icon::Forward));
    // The short way asks about all areas: no page that leaves some out offers it.
    let has_ways = !has_begun && view.session.asking.left_out == 0;
    let other = has_ways.then(|| {
        part::button(class, view.text(label), view.act(other))
            .set_if(Name::AriaDescribedby, (!is_quick).then_some("sc-quick"))
    });
    let note = tag("p", "sc-note").set_if(Name::Id, has_ways.then_some("sc-quick"));
    let text = if has_begun {
        let answered = view.session.responses.answered_count() as u32;
        let (one, more) = (TextKey::StartAnsweredOne, TextKey::StartAnsweredOther);
        texts.count(one, more, answered)
    } else if has_ways {
        let (low, high) = quick::expected(view.catalogue(), view.session.family);
        let arguments = [("low", low.into()), ("high", high.into())];
        texts.fill(TextKey::StartQuickNote, &arguments)
    } else {
        String::new()
    };
    tag("div", "sc-actions")
        .with(start)
        .maybe(other)
        .with(note.text(&text))
}

/// Announces the knowledge check: who expects to be checked rates themselves with more care.
fn knowledge(view: &View<'_>) -> Option<Tag> {
    let count = view.catalogue().statements().len() as u32;
    (count > 0).then(|| {
        let text = view
            .texts()
            .fill(TextKey::StartKnowledge, &[("count", count.into())]);
        tag("p", "sc-note").text(&text)
    })
}

fn explanation(view: &View<'_>) -> Tag {
    let texts = view.texts();
    let asked = match view.session.asking.ladder {
        Ladder::Steps => TextKey::StartHowSteps,
        Ladder::All => TextKey::StartHowAll,
    };
    let how = [view.text(asked), view.text(TextKey::StartHowDetail)].join(" ");
    let how = tag("div", "")
        .with(part::text(
            "h3",
            "sc-subtitle",
            view.text(TextKey::StartHow),
        ))
        .with(part::text("p", "", how))
        .with(part::text(
            "p",
            "sc-note",
            view.text(TextKey::StartPrivacyDetail),
        ))
        .maybe(knowledge(view));
    let areas = view.catalogue().areas();
    let areas = areas.filter(|&area| view.session.asks(area)).map(|area| {
        tag("div", "")
            .key(view.catalogue().area_id(area).as_str())
            .with(part::text("dt", "", &*texts.area(area).name))
            .with(part::text("dd", "", &*texts.area(area).description))
            .into()
    });
    let areas = tag("div", "")
        .with(part::text(
            "h3",
            "sc-subtitle",
            view.text(TextKey::StartAreas),
        ))
        .with(tag("dl", "sc-areas-list").list(areas.collect()));
    tag("div", "sc-columns").with(how).with(areas)
}
