//! One item: a ladder of anchors, where the visitor stands, and the ways on.

mod steps;

use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::level::Level;
use assessment::response::Response;
use assessment::session::{Action, Phase};
use assessment::text::{TextKey, push_number};
use yew::prelude::*;

use super::View;
use super::part;
use crate::chart;
use crate::markup::icon::{Icon, icon};
use crate::markup::tag::{Name, Tag, button, tag};
use crate::store::{Effect, Keeping, Message};

/// The screen of an item. On a revisit from the result the way on leads back there.
pub fn item(view: &View<'_>, item: ItemIndex, revisit: bool) -> Html {
    // From the second item on a phone gives its room to what is asked; not once the first one is answered,
    // which would move it.
    let has_begun = others_asked(view, item) > 0;
    let form = match view.session.statement_on_show(view.catalogue()) {
        Some(level) => tag("div", "sc-form sc-form--steps")
            .with(steps::ladder(view, item, level))
            .with(steps::actions(view, item, level)),
        None => tag("form", "sc-form")
            .set(Name::Novalidate, "novalidate")
            .on_submit(&view.act(Action::Next))
            .with(ladder(view, item))
            .with(actions(view, item, revisit)),
    };
    tag("div", "sc-screen sc-item")
        .set_if(
            Name::Class,
            has_begun.then_some("sc-screen sc-item sc-item--begun"),
        )
        .key("item")
        .set(Name::Part, "item")
        .on_key(view.on_key.clone())
        .with(part::top(view))
        .with(progress(view, item))
        .with(form)
        .into()
}

fn progress(view: &View<'_>, item: ItemIndex) -> Tag {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let current = catalogue.area_of(item);
    let areas = catalogue.areas();
    let areas = areas.filter(|&area| view.session.asks(area)).map(|area| {
        let asked = |&item: &ItemIndex| view.session.responses.get(item) != Response::NotAsked;
        let (done, total) = (
            catalogue.items_in(area).filter(asked).count() as u32,
            catalogue.items_in(area).len() as u32,
        );
        let text = texts.area(area);
        let label = texts.fill(
            TextKey::ProgressArea,
            &[
                ("area", (&*text.name).into()),
                ("done", done.into()),
                ("total", total.into()),
            ],
        );
        let is_done = done == total && area != current;
        tag("li", "sc-progress__area")
            .set_if(
                Name::Class,
                is_done.then_some("sc-progress__area sc-progress__area--done"),
            )
            .key(catalogue.area_id(area).as_str())
            .set_if(Name::AriaCurrent, (area == current).then_some("step"))
            .with(chart::meter(done, total, &label))
            .with(
                tag("span", "sc-progress__name")
                    .set(Name::AriaHidden, "true")
                    .text(&text.short),
            )
            .into()
    });
    tag("div", "sc-progress")
        .set(Name::Part, "progress")
        .set(Name::Role, "group")
        .set_text(Name::AriaLabel, view.text(TextKey::ProgressLabel))
        .with(tag("ol", "sc-progress__areas").list(areas.collect()))
        .with(position(view, item))
}

/// Where the visitor stands, in numbers and minutes.
fn position(view: &View<'_>, item: ItemIndex) -> Tag {
    let texts = view.texts();
    // Keyed by what they say: a browser's translation puts elements of its own around texts, which then
    // can't be changed any more, only replaced.
    let figure = |text: &str| tag("span", "").key(text).text(text);
    let line = tag("p", "sc-progress__text");
    if view.session.is_quick {
        // So many the short way still takes at most, the one on show included.
        let left = view.session.remaining(view.catalogue()).len() as u32;
        let text = texts.fill(TextKey::QuickRemaining, &[("count", left.into())]);
        return line.with(figure(&text));
    }
    let items = view.session.items(view.catalogue());
    let position = items.iter().filter(|&&other| other <= item).count() as u32;
    let text = texts.fill(
        TextKey::ProgressPosition,
        &[
            ("position", position.into()),
            ("total", (items.len() as u32).into()),
        ],
    );
    // Back to the result it is one step, from an item that one has come to from there.
    let is_revisit = matches!(view.session.phase, Phase::Item { revisit: true, .. });
    let minutes = (!is_revisit).then(|| {
        let (low, high) = view.store.pace.minutes(view.store.rest_ms());
        let values = [("low", low.into()), ("high", high.into())];
        let text = match high {
            ..=2 => view.text(TextKey::ProgressLastMinute).to_string(),
            _ => texts.fill(TextKey::ProgressMinutes, &values),
        };
        figure(&text)
    });
    line.with(figure(&text)).maybe(minutes)
}

/// The group of an item's answers: what it asks, and about which competence.
fn group(view: &View<'_>, item: ItemIndex) -> Tag {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let competence = catalogue.competence_of(item);
    let heading = tag("h2", "sc-ladder__prompt")
        .node(view.heading)
        .set(Name::Part, "prompt")
        .set(Name::Tabindex, "-1")
        .text(&texts.item(item).prompt);
    let legend = tag("legend", "sc-ladder__legend")
        .with(part::text(
            "span",
            "sc-eyebrow",
            &*texts.competence(competence).name,
        ))
        .with(heading);
    tag("fieldset", "sc-ladder")
        .key(catalogue.item_id(item).as_str())
        .with(legend)
}

/// That an item was skipped.
fn skipped(view: &View<'_>, item: ItemIndex) -> Option<Tag> {
    let is_skipped = view.session.responses.get(item) == Response::Skipped;
    is_skipped.then(|| tag("p", "sc-note").text(view.text(TextKey::ItemSkipped)))
}

fn ladder(view: &View<'_>, item: ItemIndex) -> Tag {
    let text = view.texts().item(item);
    let response = view.session.responses.get(item);
    let rungs = text.anchors.iter().enumerate();
    let rungs = rungs.map(|(level, anchor)| rung(view, item, level as Level, anchor, response));
    group(view, item)
        .set_if(
            Name::AriaDescribedby,
            view.store.response_missing.then_some("sc-missing"),
        )
        .with(tag("div", "sc-rungs").list(rungs.collect()))
        .maybe(skipped(view, item))
}

fn rung(view: &View<'_>, item: ItemIndex, level: Level, anchor: &str, response: Response) -> Html {
    let item_id = view.catalogue().item_id(item).as_str();
    let (mut value, mut key) = (String::new(), String::new());
    push_number(&mut value, level.into());
    push_number(&mut key, u32::from(level) + 1);
    let is_chosen = response == Response::Level(level);
    // Each anchor contains those below it: they are filled, too. No selector with `:has` looks for
    // them, since it would have to in the frame that shows an answer.
    let is_below = response.level().is_some_and(|chosen| level < chosen);
    let radio = part::radio("sc-rung__radio", item_id, &value, is_chosen)
        .on_change(view.act(Action::Respond(item, level)));
    tag("label", "sc-rung")
        .set_if(Name::Class, is_below.then_some("sc-rung sc-rung--below"))
        .key(&value)
        .set(Name::Part, "anchor")
        .with(radio)
        .with(
            tag("span", "sc-rung__key")
                .set(Name::AriaHidden, "true")
                .text(&key),
        )
        .with(words(view, item, level, anchor))
        .into()
}

/// An anchor, led by the name of its level.
fn words(view: &View<'_>, item: ItemIndex, level: Level, anchor: &str) -> Tag {
    let name = view.content().level_name(item, level);
    let name = name.map(|name| tag("strong", "sc-rung__level").text(name));
    tag("span", "sc-rung__text")
        .maybe(name)
        .with(part::text("span", "", anchor))
}

/// So many items of the short way are asked before it offers to keep the sitting: of those that it asks as a
/// rule, about the half.
const MIDWAY_QUICK: usize = 6;

/// How many items beside the one on show were asked.
fn others_asked(view: &View<'_>, item: ItemIndex) -> usize {
    let responses = &view.session.responses;
    responses.asked_count() - usize::from(responses.get(item) != Response::NotAsked)
}

/// The offer to keep the sitting on the device: once, where it begins to be worth it. As the way to the result,
/// it doesn't come or go while an item is answered.
fn remember(view: &View<'_>, item: ItemIndex) -> Option<Tag> {
    let is_midway = if view.session.is_quick {
        others_asked(view, item) == MIDWAY_QUICK
    } else {
        let items = view.session.items(view.catalogue());
        items.get(items.len() / 2) == Some(&item)
    };
    (is_midway && view.store.keeping == Keeping::Tab).then(|| {
        let text = view.text(TextKey::KeepRemember);
        let remember = view.send(Message::Effect(Effect::Remember(true)));
        tag("p", "sc-note").with(button("sc-link keep-here", text, remember))
    })
}

/// The way to the result before all is asked, where that says anything. It doesn't go when the item on show
/// is answered: the page would become shorter, and what is aimed at would move away.
fn finish(view: &View<'_>) -> Option<Tag> {
    let is_left = view.session.remaining(view.catalogue()).len() > 1;
    (is_left && view.session.responses.answered_count() > 0).then(|| {
        let text = view.text(TextKey::ItemToResult);
        tag("p", "sc-note").with(button("sc-link finish", text, view.act(Action::Finish)))
    })
}

/// When to skip an item rather than to answer it.
fn skip_reason(view: &View<'_>) -> Tag {
    tag("p", "sc-note")
        .set(Name::Id, "sc-skip-reason")
        .text(view.text(TextKey::ItemSkipReason))
}

fn actions(view: &View<'_>, item: ItemIndex, revisit: bool) -> Tag {
    let texts = view.texts();
    // What the short way ends with depends on the response.
    let last = !view.session.is_quick && view.session.remaining(view.catalogue()).len() == 1;
    let next = if revisit || last {
        TextKey::ItemFinish
    } else {
        TextKey::ItemNext
    };
    let missing = view.store.response_missing.then(|| {
        tag("p", "")
            .set(Name::Id, "sc-missing")
            .text(view.text(TextKey::ItemMissing))
    });
    // In the bar: above it, what it says would be hidden behind it.
    let alert = tag("div", "sc-alert").set(Name::Role, "alert");
    let next = tag("button", "sc-button sc-button--primary next")
        .set(Name::Type, "submit")
        .set(Name::Part, "button primary-button")
        .with(part::text("span", "", view.text(next)))
        .with(icon(Icon::Forward));
    let skip = part::button(
        "sc-button skip",
        view.text(TextKey::ItemSkip),
        view.act(Action::Skip(item)),
    )
    .set(Name::AriaDescribedby, "sc-skip-reason");
    let back = view.text(TextKey::ItemBack);
    let back = part::button(
        "sc-button sc-button--quiet back",
        back,
        view.act(Action::Back),
    );
    let count = (texts.item(item).anchors.len() as u32).into();
    let keys = texts.fill(TextKey::ItemKeys, &[("count", count)]);
    let finish = if revisit || last { None } else { finish(view) };
    let steps = (!revisit).then(|| {
        let text = view.text(TextKey::ItemShowSteps);
        let steps = view.act(Action::ShowLadder(Ladder::Steps));
        tag("p", "sc-note").with(button("sc-link show-steps", text, steps))
    });
    tag("div", "sc-item__foot")
        .with(
            tag("div", "sc-actions")
                .with(alert.maybe(missing))
                .with(next)
                .with(skip)
                .with(back),
        )
        .with(skip_reason(view))
        .with(part::text("p", "sc-note sc-keys", keys))
        .maybe(steps)
        .maybe(if revisit { None } else { remember(view, item) })
        .maybe(finish)
}
