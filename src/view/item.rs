//! One item: its statements one at a time or the whole ladder, where the visitor stands, the ways on.

use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::quick;
use assessment::reading::Span;
use assessment::response::{Level, Response};
use assessment::session::Action;
use assessment::text::{Message, push_number};
use yew::prelude::*;

use super::View;
use super::icon::{Icon, icon};
use super::part;
use super::step;
use super::tag::{Name, Tag, button, tag};
use crate::chart;
use crate::store::{Intent, Keeping, Wish};

/// The screen of an item. On a revisit from the result the way on leads back there, and the whole
/// ladder is open.
pub fn item(view: &View<'_>, item: ItemIndex, revisit: bool) -> Html {
    let is_whole = revisit || view.store.ladder() == Ladder::All;
    let question = if is_whole {
        tag("form", "sc-form")
            .key("all")
            .set(Name::Novalidate, "novalidate")
            .on_submit(&view.act(Action::Next))
            .with(ladder(view, item))
            .with(actions(view, item, revisit))
    } else {
        step::step(view, item)
    };
    // Once begun, language and occupation leave their room to the question where that is scarce.
    let is_begun = view.session.responses.asked_count() > 0;
    tag("div", "sc-screen sc-item")
        .set_if(
            Name::Class,
            is_begun.then_some("sc-screen sc-item sc-item--begun"),
        )
        .key("item")
        .set(Name::Part, "item")
        .on_key(view.on_key.clone())
        .with(part::top(view))
        .with(progress(view, item))
        .with(tag("div", "").list(vec![question.into()]))
        .with(notes(view, item, revisit, is_whole))
        .into()
}

fn progress(view: &View<'_>, item: ItemIndex) -> Tag {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let current = catalogue.area_of(item);
    let areas = catalogue.areas().map(|area| {
        let asked = |&item: &ItemIndex| view.session.responses.get(item) != Response::NotAsked;
        let (done, total) = (
            catalogue.items_in(area).filter(asked).count() as u32,
            catalogue.items_in(area).len() as u32,
        );
        let text = texts.area(area);
        let label = texts.fill(
            Message::ProgressArea,
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
        .set_text(Name::AriaLabel, view.text(Message::ProgressLabel))
        .with(tag("ol", "sc-progress__areas").list(areas.collect()))
        .with(position(view, item))
}

/// Where the visitor stands, in numbers and minutes.
fn position(view: &View<'_>, item: ItemIndex) -> Tag {
    let texts = view.texts();
    let responses = &view.session.responses;
    let text = if view.session.is_quick {
        // So many the short way still takes at most, the one on show included.
        let left = quick::remaining(view.catalogue(), responses, view.session.family).len() as u32;
        texts.fill(Message::QuickRemaining, &[("count", left.into())])
    } else {
        let total = view.catalogue().item_count() as u32;
        let position = item.get() as u32 + 1;
        let arguments = [("position", position.into()), ("total", total.into())];
        texts.fill(Message::ProgressPosition, &arguments)
    };
    let minutes = (!view.session.is_quick).then(|| minutes_left(view)).flatten();
    tag("p", "sc-progress__text")
        .with(part::text("span", "", text))
        .maybe(minutes.map(|minutes| tag("span", "").text(&minutes)))
}

/// How long the items take that weren't asked yet, at the visitor's own pace.
fn minutes_left(view: &View<'_>) -> Option<String> {
    let is_open = |&item: &ItemIndex| view.session.responses.get(item) == Response::NotAsked;
    let left: Span = view.span(view.catalogue().items().filter(is_open));
    let whole = view.span(view.catalogue().items());
    (left.high > 0).then(|| {
        part::minutes(
            view,
            view.store.pace.left(left, whole),
            [
                Message::ProgressMinutesOne,
                Message::ProgressMinutesOther,
                Message::ProgressMinutesRange,
            ],
        )
    })
}

/// What an item asks: its competence, and the question, which takes the focus.
pub(super) fn prompt(view: &View<'_>, item: ItemIndex) -> [Html; 2] {
    let texts = view.texts();
    let competence = view.catalogue().competence_of(item);
    let heading = tag("h2", "sc-ladder__prompt")
        .node(view.heading)
        .set(Name::Part, "prompt")
        .set(Name::Tabindex, "-1")
        .text(&texts.item(item).prompt);
    let name = &*texts.competence(competence).name;
    [part::text("span", "sc-eyebrow", name), heading.into()]
}

fn ladder(view: &View<'_>, item: ItemIndex) -> Tag {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let response = view.session.responses.get(item);
    let [eyebrow, heading] = prompt(view, item);
    let legend = tag("legend", "sc-ladder__legend")
        .with(eyebrow)
        .with(heading);
    let rungs = texts.item(item).anchors.iter().enumerate();
    let rungs = rungs.map(|(level, anchor)| rung(view, item, level as Level, anchor, response));
    tag("fieldset", "sc-ladder")
        .key(catalogue.item_id(item).as_str())
        .set_if(
            Name::AriaDescribedby,
            view.store.response_missing.then_some("sc-missing"),
        )
        .with(legend)
        .with(tag("div", "sc-rungs").list(rungs.collect()))
        .maybe(skipped(view, item))
}

/// Says of an item that it was skipped.
pub(super) fn skipped(view: &View<'_>, item: ItemIndex) -> Option<Tag> {
    (view.session.responses.get(item) == Response::Skipped)
        .then(|| tag("p", "sc-note").text(view.text(Message::ItemSkipped)))
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
    let name = view.level_name(item, level);
    let name = name.map(|name| tag("b", "sc-rung__name").text(name));
    let radio = part::radio("sc-rung__radio sc-keyed", item_id, &value, is_chosen)
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
        .with(
            tag("span", "sc-rung__text")
                .maybe(name)
                .with(part::text("span", "", anchor)),
        )
        .into()
}

fn actions(view: &View<'_>, item: ItemIndex, revisit: bool) -> Tag {
    let next = if revisit || is_last(view, item) {
        Message::ItemFinish
    } else {
        Message::ItemNext
    };
    let missing = view.store.response_missing.then(|| {
        tag("p", "")
            .set(Name::Id, "sc-missing")
            .text(view.text(Message::ItemMissing))
    });
    let next = tag("button", "sc-button sc-button--primary next")
        .set(Name::Type, "submit")
        .set(Name::Part, "button primary-button")
        .with(part::text("span", "", view.text(next)))
        .with(icon(Icon::Forward));
    let back = part::button(
        "sc-button sc-button--quiet back",
        view.text(Message::ItemBack),
        view.act(Action::Back),
    );
    tag("div", "sc-actions")
        .with(
            tag("div", "sc-alert")
                .set(Name::Role, "alert")
                .maybe(missing),
        )
        .with(next)
        .with(skip(view, item, "sc-button skip"))
        .with(back)
}

/// Whether no other item is left. What the short way ends with depends on the response.
fn is_last(view: &View<'_>, item: ItemIndex) -> bool {
    let responses = &view.session.responses;
    let is_asked = usize::from(responses.get(item) != Response::NotAsked);
    responses.asked_count() - is_asked + 1 == view.catalogue().item_count()
        && !view.session.is_quick
}

/// The way past an item.
pub(super) fn skip(view: &View<'_>, item: ItemIndex, class: &'static str) -> Tag {
    part::button(
        class,
        view.text(Message::ItemSkip),
        view.act(Action::Skip(item)),
    )
    .set(Name::AriaDescribedby, "sc-skip-reason")
}

/// What stands below the ways on: what skipping means, keys, and what else one can do here.
fn notes(view: &View<'_>, item: ItemIndex, revisit: bool, is_whole: bool) -> Tag {
    let note = |text: &str| tag("p", "sc-note").text(text);
    let link = |class, message, callback| {
        let button = button(class, view.text(message), callback);
        tag("p", "sc-note").with(button)
    };
    let keys = if is_whole {
        let count = (view.texts().item(item).anchors.len() as u32).into();
        view.texts().fill(Message::ItemKeys, &[("count", count)])
    } else {
        view.text(Message::StepKeys).to_owned()
    };
    let single = (is_whole && !revisit).then(|| {
        let single = view.act(Action::Ask(Ladder::Steps));
        link("sc-link single", Message::StepSingle, single)
    });
    let responses = &view.session.responses;
    let can_finish = !revisit && !is_last(view, item) && responses.answered_count() > 0;
    let finish = can_finish.then(|| {
        let finish = view.act(Action::Finish);
        link("sc-link finish", Message::ItemToResult, finish)
    });
    // Offered once, where it begins to be worth it.
    let is_midway = responses.asked_count() == view.catalogue().item_count() / 2;
    let remember = (is_midway && view.store.keeping == Keeping::Tab).then(|| {
        let remember = view.intend(Intent::Wish(Wish::Remember(true)));
        link("sc-link remember", Message::KeepRemember, remember)
    });
    let reason = note(view.text(Message::ItemSkipReason)).set(Name::Id, "sc-skip-reason");
    tag("div", "sc-item__notes")
        .maybe(remember)
        .with(reason)
        .with(tag("p", "sc-note sc-keys").text(&keys))
        .maybe(single)
        .maybe(finish)
}
