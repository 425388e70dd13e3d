//! An item statement by statement: does it fit, or not yet.

use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::response::Level;
use assessment::session::Action;
use assessment::text::Message;

use super::super::View;
use super::super::part;
use super::super::tag::{Name, Tag, button, tag};
use crate::chart;

/// The statements of an item, of which one is on show. All of them are there, so that the first ones
/// can be gone through before the widget is.
pub(super) fn ladder(view: &View<'_>, item: ItemIndex, shown: Level) -> Tag {
    let anchors = &view.texts().item(item).anchors;
    let max = (anchors.len() - 1) as Level;
    let statements = (1..).zip(anchors.iter().skip(1)).map(|(level, anchor)| {
        tag("div", "sc-statement")
            .key(anchor)
            .set_if(Name::Hidden, (level != shown).then_some(""))
            .set(Name::Part, "anchor")
            .with(chart::stair(level, max))
            .with(super::words(view, item, level, anchor))
            .into()
    });
    let list = tag("div", "sc-statements")
        .set(Name::Id, "sc-statements")
        .set(Name::AriaLive, "polite")
        .list(statements.collect());
    super::group(view, item)
        .with(list)
        .maybe(super::skipped(view, item))
}

/// The two answers to a statement, and the other ways on.
pub(super) fn actions(view: &View<'_>, item: ItemIndex, level: Level) -> Tag {
    let answer = |class, message, fits| {
        button(
            class,
            view.text(message),
            view.act(Action::Answer(item, level, fits)),
        )
        .set(Name::AriaDescribedby, "sc-statements")
    };
    let fits = answer(
        "sc-button sc-button--primary sc-answer fits",
        Message::ItemFits,
        true,
    )
    .set(Name::Part, "button primary-button");
    let fits_not = answer("sc-button sc-answer fits-not", Message::ItemFitsNot, false)
        .set(Name::Part, "button");
    let link = |class, message, action| button(class, view.text(message), view.act(action));
    let ways = tag("div", "sc-ways")
        .with(link("sc-link back", Message::ItemBack, Action::Back))
        .with(link(
            "sc-link show-all",
            Message::ItemShowAll,
            Action::ShowLadder(Ladder::All),
        ))
        .with(
            link("sc-link skip", Message::ItemSkip, Action::Skip(item))
                .set(Name::AriaDescribedby, "sc-skip-reason"),
        );
    let reason = tag("p", "sc-note")
        .set(Name::Id, "sc-skip-reason")
        .text(view.text(Message::ItemSkipReason));
    tag("div", "sc-item__foot")
        .with(tag("div", "sc-answers").with(fits).with(fits_not))
        .with(ways)
        .with(reason)
        .with(part::text(
            "p",
            "sc-note sc-keys",
            view.text(Message::ItemStepKeys),
        ))
        .maybe(super::finish(view))
}
