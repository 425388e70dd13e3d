//! One statement of an item: where it stands on the stair, what it says, and whether it fits.

use assessment::id::ItemIndex;
use assessment::ladder::{Ladder, Step};
use assessment::response::Response;
use assessment::session::Action;
use assessment::text::Message;

use super::item::{prompt, skip, skipped};
use super::tag::{Name, Tag, tag};
use super::{View, part};
use crate::chart;

/// The statement that is asked now, with both answers and the ways past it.
pub fn step(view: &View<'_>, item: ItemIndex) -> Tag {
    let [eyebrow, heading] = prompt(view, item);
    tag("div", "sc-ladder sc-step")
        .key(view.catalogue().item_id(item).as_str())
        .with(eyebrow)
        .with(heading)
        .maybe(skipped(view, item))
        .with(statement(view, item))
        .with(
            tag("div", "sc-step__foot")
                .with(answers(view, item))
                .with(ways(view, item)),
        )
}

/// The statement takes the focus when another one was answered, and is then read out.
fn statement(view: &View<'_>, item: ItemIndex) -> Tag {
    let max = view.level_max(item);
    let step = view.session.step;
    let asked = step.asked(max);
    let most = Step::way(max, max).count() as u32;
    let position = view.texts().fill(
        Message::StepPosition,
        &[
            ("position", (step.answers() + 1).into()),
            ("most", most.into()),
        ],
    );
    let name = view.level_name(item, asked);
    let anchor = &view.texts().item(item).anchors[usize::from(asked)];
    tag("div", "sc-statement")
        .set(Name::Id, "sc-statement")
        .set(Name::Part, "statement")
        .set(Name::Tabindex, "-1")
        .with(chart::stair(max, asked, &position))
        .maybe(name.map(|name| tag("b", "sc-statement__level").text(name)))
        .with(part::text("p", "sc-statement__text", anchor))
}

fn answers(view: &View<'_>, item: ItemIndex) -> Tag {
    let given = match view.session.responses.get(item) {
        Response::Level(level) => view.session.step.said(view.level_max(item), level),
        Response::Skipped | Response::NotAsked => None,
    };
    let answer = |class: [&'static str; 2], part: &'static str, message, fits| {
        // What was said before is marked, for whoever comes back to it.
        let class = class[usize::from(given == Some(fits))];
        part::button(class, view.text(message), view.act(Action::Say(item, fits)))
            .set(Name::Part, part)
            .set_text(Name::FieldName, view.catalogue().item_id(item).as_str())
            .set(Name::AriaDescribedby, "sc-statement")
    };
    tag("div", "sc-answers")
        .with(answer(
            [
                "sc-button sc-button--primary sc-keyed yes",
                "sc-button sc-button--primary sc-keyed yes sc-button--given",
            ],
            "button primary-button",
            Message::StepFits,
            true,
        ))
        .with(answer(
            [
                "sc-button sc-keyed no",
                "sc-button sc-keyed no sc-button--given",
            ],
            "button",
            Message::StepNotYet,
            false,
        ))
}

/// Back, the whole ladder, past this item; on from one that was answered before.
fn ways(view: &View<'_>, item: ItemIndex) -> Tag {
    let link = |class, message, action| {
        part::button(class, view.text(message), view.act(action))
    };
    let is_asked = view.session.responses.get(item) != Response::NotAsked;
    let on = if is_asked {
        link("sc-link next", Message::ItemNext, Action::Next)
    } else {
        skip(view, item, "sc-link skip")
    };
    tag("div", "sc-ways")
        .with(link("sc-link back", Message::ItemBack, Action::Undo))
        .with(link("sc-link all", Message::StepAll, Action::Ask(Ladder::All)))
        .with(on)
}
