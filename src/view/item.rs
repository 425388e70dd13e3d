//! One item: a ladder of anchors, where the visitor stands, and the ways on.

use assessment::id::ItemIndex;
use assessment::quick;
use assessment::response::{Level, Response};
use assessment::session::Action;
use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::icon::{Icon, icon};
use super::part;
use crate::chart;

/// The screen of an item. On a revisit from the result the way on leads back there.
pub fn item(view: &View<'_>, item: ItemIndex, revisit: bool) -> Html {
    let submit = view
        .act(Action::Next)
        .reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <div key="item" class="sc-screen sc-item" part="item" onkeydown={view.on_key.clone()}>
            { part::top(view) }
            { progress(view, item) }
            <form class="sc-form" onsubmit={submit} novalidate=true>
                { ladder(view, item) }
                { actions(view, item, revisit) }
            </form>
        </div>
    }
}

fn progress(view: &View<'_>, item: ItemIndex) -> Html {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let asked = |items: &mut dyn Iterator<Item = ItemIndex>| {
        items
            .filter(|&item| view.session.responses.get(item) != Response::NotAsked)
            .count() as u32
    };
    let left = catalogue.item_count() - view.session.responses.asked_count();
    let current = catalogue.area_of(item);
    html! {
        <div class="sc-progress" part="progress" role="group" aria-label={view.text(Message::ProgressLabel).to_string()}>
            <ol class="sc-progress__areas">
                { for catalogue.areas().map(|area| {
                    let total = catalogue.items_in(area).len() as u32;
                    let done = asked(&mut catalogue.items_in(area));
                    let label = texts.fill(Message::ProgressArea, &[
                        ("area", (&*texts.area(area).name).into()),
                        ("done", done.into()),
                        ("total", total.into()),
                    ]);
                    html! {
                        <li
                            key={catalogue.area_id(area).as_str().to_string()}
                            class="sc-progress__area"
                            aria-current={(area == current).then_some("step")}
                        >
                            { chart::meter(done, total, &label) }
                            <span class="sc-progress__name" aria-hidden="true">{ &*texts.area(area).short }</span>
                        </li>
                    }
                }) }
            </ol>
            if view.session.is_quick {
                { quick_text(view) }
            } else {
            <p class="sc-progress__text">
                { part::text("span", "", texts.fill(Message::ProgressPosition, &[
                    ("position", (item.get() as u32 + 1).into()),
                    ("total", (catalogue.item_count() as u32).into()),
                ])) }
                if left > 0 {
                    <span>{ texts.count(
                        Message::ProgressMinutesOne,
                        Message::ProgressMinutesOther,
                        view.store.pace.minutes(left),
                    ) }</span>
                }
            </p>
            }
        </div>
    }
}

/// How many items the short way still takes at most, the one on show included.
fn quick_text(view: &View<'_>) -> Html {
    let session = view.session;
    let left = quick::remaining(view.catalogue(), &session.responses, session.family).len() as u32;
    let text = view
        .texts()
        .fill(Message::QuickRemaining, &[("count", left.into())]);
    html! { <p class="sc-progress__text">{ part::text("span", "", text) }</p> }
}

fn ladder(view: &View<'_>, item: ItemIndex) -> Html {
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let competence = catalogue.competence_of(item);
    let text = texts.item(item);
    let response = view.session.responses.get(item);
    let item_id = catalogue.item_id(item).as_str();
    html! {
        <fieldset
            key={item_id.to_string()}
            class="sc-ladder"
            aria-describedby={view.store.response_missing.then_some("sc-missing")}
        >
            <legend class="sc-ladder__legend">
                { part::text("span", "sc-eyebrow", &*texts.competence(competence).name) }
                <h2 class="sc-ladder__prompt" part="prompt" tabindex="-1" ref={view.heading.clone()}>
                    { &*text.prompt }
                </h2>
            </legend>
            <div class="sc-rungs">
                { for text.anchors.iter().enumerate().map(|(level, anchor)| {
                    rung(view, item, level as Level, anchor, response)
                }) }
            </div>
            if response == Response::Skipped {
                { part::text("p", "sc-note", view.text(Message::ItemSkipped)) }
            }
        </fieldset>
    }
}

fn rung(view: &View<'_>, item: ItemIndex, level: Level, anchor: &str, response: Response) -> Html {
    let item_id = view.catalogue().item_id(item).as_str();
    html! {
        <label key={level} class="sc-rung" part="anchor">
            <input
                class="sc-rung__radio"
                type="radio"
                name={item_id.to_string()}
                value={u32::from(level).to_string()}
                checked={response == Response::Level(level)}
                onchange={view.act(Action::Respond(item, level))}
            />
            <span class="sc-rung__key" aria-hidden="true">{ u32::from(level) + 1 }</span>
            { part::text("span", "sc-rung__text", anchor) }
        </label>
    }
}

fn actions(view: &View<'_>, item: ItemIndex, revisit: bool) -> Html {
    let texts = view.texts();
    let responses = &view.session.responses;
    let others_asked =
        responses.asked_count() - usize::from(responses.get(item) != Response::NotAsked);
    // What the short way ends with depends on the response.
    let last = others_asked + 1 == view.catalogue().item_count() && !view.session.is_quick;
    let next = if revisit || last {
        Message::ItemFinish
    } else {
        Message::ItemNext
    };
    let can_finish = !revisit && !last && responses.answered_count() > 0;
    html! {
        <div class="sc-item__foot">
            <div role="alert" class="sc-alert">
                if view.store.response_missing {
                    <p id="sc-missing">{ view.text(Message::ItemMissing) }</p>
                }
            </div>
            <div class="sc-actions">
                <button type="submit" class="sc-button sc-button--primary next" part="button primary-button">
                    { part::text("span", "", view.text(next)) }
                    { icon(Icon::Forward) }
                </button>
                <button
                    type="button"
                    class="sc-button skip"
                    part="button"
                    aria-describedby="sc-skip-reason"
                    onclick={view.act(Action::Skip(item))}
                >
                    { view.text(Message::ItemSkip) }
                </button>
                <button type="button" class="sc-button sc-button--quiet back" part="button" onclick={view.act(Action::Back)}>
                    { view.text(Message::ItemBack) }
                </button>
            </div>
            <p class="sc-note" id="sc-skip-reason">{ view.text(Message::ItemSkipReason) }</p>
            <p class="sc-note sc-keys">
                { texts.fill(Message::ItemKeys, &[("count", (texts.item(item).anchors.len() as u32).into())]) }
            </p>
            if can_finish {
                <p class="sc-note">
                    <button type="button" class="sc-link finish" onclick={view.act(Action::Finish)}>
                        { view.text(Message::ItemToResult) }
                    </button>
                </p>
            }
        </div>
    }
}
