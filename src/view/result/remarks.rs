//! What a result rests on, and what has to be said besides.

use assessment::catalogue::MODULE_LIMIT;
use assessment::id::{CompetenceIndex, ItemIndex, ProfileIndex};
use assessment::quick;
use assessment::response::Response;
use assessment::scoring::{self, Status};
use assessment::session::Action;
use assessment::summary::Summary;
use assessment::text::TextKey;
use yew::prelude::*;

use super::{Result, fold, level, why};
use crate::view::{View, part};

/// The places of these folds among those that are made when they are opened: behind the modules.
const OPEN_ITEMS: usize = MODULE_LIMIT;
const ALIKE_ITEMS: usize = MODULE_LIMIT + 1;

/// What the result rests on.
pub(super) fn rests(result: &Result<'_>) -> Html {
    let view = result.view;
    let is_theirs = result.shared().is_some_and(|shared| !shared.is_earlier);
    html! {
        <p class="sc-note">
            { view.text(TextKey::ResultSelfReport) }
            { " " }
            { coverage(view, result.summary) }
            { "." }
            if let Some(asked) = asked(result) {
                { " " }
                { asked }
            }
            if is_theirs {
                { " " }
                { view.text(TextKey::SharedYou) }
            }
        </p>
    }
}

/// Which areas were asked about, where the page leaves some out; of somebody else's result, where some were asked
/// wholly and the others not at all.
fn asked(result: &Result<'_>) -> Option<String> {
    let view = result.view;
    let (texts, catalogue) = (view.texts(), view.catalogue());
    let was_asked = |item| view.session.responses.get(item) != Response::NotAsked;
    let is_narrow = result.shared().is_none() && view.session.asking.left_out != 0;
    let is_asked =
        |area| catalogue.items_in(area).any(was_asked) || is_narrow && view.session.asks(area);
    let is_whole = |area| catalogue.items_in(area).all(was_asked) || !is_asked(area);
    let areas: Vec<&str> = catalogue
        .areas()
        .filter(|&area| is_asked(area))
        .map(|area| &*texts.area(area).name)
        .collect();
    let is_some = !areas.is_empty() && areas.len() < catalogue.areas().len();
    (is_some && (is_narrow || catalogue.areas().all(is_whole))).then(|| {
        let areas = areas.join(texts.get(TextKey::ListSeparator));
        texts.fill(TextKey::ResultAsked, &[("areas", (&*areas).into())])
    })
}

/// What has to be said besides: answers that are missing or all alike, the short way.
pub(super) fn remarks(result: &Result<'_>, is_too_few: bool) -> Html {
    let view = result.view;
    let status = |profile: ProfileIndex| result.scores.fits[profile.get()].status;
    let open = result
        .names(|profile| status(profile) == Status::Open)
        .filter(|_| !is_too_few);
    let deciding = deciding_items(result);
    html! {
        <div class="sc-remarks">
            if let Some(open) = open {
                { part::text("p", "", view.texts().fill(TextKey::ResultOpen, &[("profiles", (&*open).into())])) }
                { items(result, OPEN_ITEMS, TextKey::ResultOpenItems, &|item| deciding.contains(&item)) }
            }
            { straight_lining(result) }
            { short_way(result) }
            if result.shared().is_none() && !view.session.is_quick {
                { unanswered(result) }
            }
        </div>
    }
}

/// That the same level was chosen everywhere, with the way to each of these answers.
fn straight_lining(result: &Result<'_>) -> Html {
    let view = result.view;
    // Nothing done yet, everywhere, is an honest beginning and no slip.
    let Some(level) = result.scores.straight_lining.filter(|&level| level > 0) else {
        return html! { <div></div> };
    };
    let name = level::name(view, CompetenceIndex(0), level);
    let text = view
        .texts()
        .fill(TextKey::ResultStraightLining, &[("level", (&*name).into())]);
    let has_level = |item| view.session.responses.get(item).level().is_some();
    html! {
        <div>
            { part::text("p", "sc-remark", text) }
            { items(result, ALIKE_ITEMS, TextKey::ResultStraightLiningItems, &has_level) }
        </div>
    }
}

/// What the short way has saved, and the way on to all items.
fn short_way(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, session) = (view.catalogue(), view.session);
    let is_decided = quick::is_decided(catalogue, &session.responses, session.family);
    if !session.is_quick || !is_decided {
        return Html::default();
    }
    let (asked, all) = (
        session.responses.asked_count() as u32,
        catalogue.item_count() as u32,
    );
    let text = view.texts().fill(
        TextKey::QuickSaved,
        &[
            ("asked", asked.into()),
            ("all", all.into()),
            ("saved", (all - asked).into()),
        ],
    );
    html! {
        <>
            { part::text("p", "sc-remark", text) }
            if result.shared().is_none() {
                <p>
                    <button type="button" class="sc-button complete" part="button" onclick={view.act(Action::Complete)}>
                        { view.text(TextKey::QuickComplete) }
                    </button>
                </p>
            }
        </>
    }
}

/// The items without a level on which a profile hangs.
fn deciding_items(result: &Result<'_>) -> Vec<ItemIndex> {
    let (catalogue, responses) = (result.view.catalogue(), &result.view.session.responses);
    catalogue
        .profiles()
        .flat_map(|profile| scoring::deciding_competences(catalogue, result.scores, profile))
        .flat_map(|competence| catalogue.items_of(competence))
        .filter(|&item| responses.get(item).level().is_none())
        .collect()
}

/// Some of the items, folded away, each with the way to it.
fn items(
    result: &Result<'_>,
    place: usize,
    summary: TextKey,
    pick: &dyn Fn(ItemIndex) -> bool,
) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let picked = catalogue.items().filter(|&item| pick(item));
    let list = || {
        html! {
            <ul class="sc-links">
                { for picked.map(|item| why::way(result, item, &texts.competence(catalogue.competence_of(item)).name)) }
            </ul>
        }
    };
    let class = "sc-more sc-headline__items";
    fold::lazy(view, class, place, view.text(summary), list)
}

/// How many items the result rests on, as a line.
pub(super) fn coverage(view: &View<'_>, summary: &Summary) -> String {
    let texts = view.texts();
    let (answered, skipped) = (u32::from(summary.answered), u32::from(summary.skipped));
    let total = u32::from(summary.items);
    let unasked = total - answered - skipped;
    let mut line = texts.fill(
        TextKey::ResultAnswered,
        &[("answered", answered.into()), ("total", total.into())],
    );
    for (count, one, other) in [
        (
            skipped,
            TextKey::ResultSkippedOne,
            TextKey::ResultSkippedOther,
        ),
        (
            unasked,
            TextKey::ResultUnaskedOne,
            TextKey::ResultUnaskedOther,
        ),
    ] {
        if count > 0 {
            line.push_str(texts.get(TextKey::ListSeparator));
            line.push_str(&texts.count(one, other, count));
        }
    }
    line
}

/// The way to the first item without a level, if there is one.
fn unanswered(result: &Result<'_>) -> Html {
    let view = result.view;
    let items = view.session.items(view.catalogue());
    let find = |wanted: Response| {
        let mut items = items.iter().copied();
        items.find(|&item| view.session.responses.get(item) == wanted)
    };
    let (item, key) = if let Some(item) = find(Response::NotAsked) {
        (item, TextKey::ResultContinue)
    } else if let Some(item) = find(Response::Skipped) {
        (item, TextKey::ResultContinueSkipped)
    } else {
        return Html::default();
    };
    html! {
        <p>
            <button type="button" class="sc-button continue" part="button" onclick={view.act(Action::GoTo(item))}>
                { view.text(key) }
            </button>
        </p>
    }
}
