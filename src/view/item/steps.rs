//! An item statement by statement: does it fit, or not yet.

use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::level::Level;
use assessment::response::Response;
use assessment::session::Action;
use assessment::text::TextKey;

use super::super::View;
use super::super::part;
use crate::chart;
use crate::markup::tag::{Name, Tag, button, tag};

/// The statements of an item, of which one is on show. All of them are there, so that the first ones
/// can be gone through before the widget is.
pub(super) fn ladder(view: &View<'_>, item: ItemIndex, shown: Level) -> Tag {
    let anchors = &view.texts().item(item).anchors;
    let max = (anchors.len() - 1) as Level;
    let first = view.session.first_statement(view.catalogue(), item);
    let statements = (1..).zip(anchors.iter().skip(1)).map(|(level, anchor)| {
        tag("div", "sc-statement")
            .key(anchor)
            .set_if(Name::Hidden, (level != shown).then_some(""))
            .set(Name::Part, "anchor")
            .with(chart::stair(level, max, &position(view, first, level, max)))
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

/// The how manieth statement a level's is, of how many at most.
fn position(view: &View<'_>, first: Level, level: Level, max: Level) -> String {
    // From the first one the way leads straight up or down, to the highest or the lowest.
    let position = u32::from(level.abs_diff(first)) + 1;
    let most = u32::from((max - first).max(first - 1)) + 1;
    let arguments = [("position", position.into()), ("most", most.into())];
    view.texts().fill(TextKey::ItemStatement, &arguments)
}

/// The two answers to a statement, and the other ways on.
pub(super) fn actions(view: &View<'_>, item: ItemIndex, level: Level) -> Tag {
    let id = view.catalogue().item_id(item).as_str();
    // What was said before is marked, for whoever comes back to it.
    let given = view.session.responses.get(item).level();
    let given = given.map(|given| given >= level);
    let answer = |classes: [&'static str; 2], key, fits| {
        let class = classes[usize::from(given == Some(fits))];
        button(
            class,
            view.text(key),
            view.act(Action::Answer(item, level, fits)),
        )
        .set_text(Name::FieldName, id)
        .set(Name::AriaDescribedby, "sc-statements")
    };
    let fits = answer(
        [
            "sc-button sc-button--primary sc-reply fits",
            "sc-button sc-button--primary sc-reply fits sc-reply--given",
        ],
        TextKey::ItemFits,
        true,
    )
    .set(Name::Part, "button primary-button");
    let fits_not = answer(
        [
            "sc-button sc-reply fits-not",
            "sc-button sc-reply fits-not sc-reply--given",
        ],
        TextKey::ItemFitsNot,
        false,
    )
    .set(Name::Part, "button");
    tag("div", "sc-item__foot")
        .with(tag("div", "sc-replies").with(fits).with(fits_not))
        .with(ways(view, item))
        .with(super::skip_reason(view))
        .with(part::text(
            "p",
            "sc-note sc-keys",
            view.text(TextKey::ItemStepKeys),
        ))
        .maybe(super::remember(view, item))
        .maybe(super::finish(view))
}

/// The other ways: back, to the whole ladder, past the item.
fn ways(view: &View<'_>, item: ItemIndex) -> Tag {
    let link = |class, key, action| button(class, view.text(key), view.act(action));
    // Past an item that has its response no other one is lost.
    let is_asked = view.session.responses.get(item) != Response::NotAsked;
    let on = if is_asked {
        link("sc-link next", TextKey::ItemNext, Action::Next)
    } else {
        link("sc-link skip", TextKey::ItemSkip, Action::Skip(item))
            .set(Name::AriaDescribedby, "sc-skip-reason")
    };
    tag("div", "sc-ways")
        .with(link("sc-link back", TextKey::ItemBack, Action::Back))
        .with(link(
            "sc-link show-all",
            TextKey::ItemShowAll,
            Action::ShowLadder(Ladder::All),
        ))
        .with(on)
}
