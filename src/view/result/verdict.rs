//! The verdict: a sentence about the chosen family, one picture, what it rests on, and the ways on.

use assessment::catalogue::MODULE_LIMIT;
use assessment::id::{AreaIndex, CompetenceIndex, ItemIndex, ProfileIndex};
use assessment::quick;
use assessment::response::Response;
use assessment::scoring::{self, Standing, Status};
use assessment::session::Action;
use assessment::summary::Summary;
use assessment::text::Message;
use yew::prelude::*;

use super::fold;
use super::{Result, level, then, way, why};
use crate::picked::{Part, Wanted};
use crate::store::{Intent, Section, Wish};
use crate::view::share::Figures;
use crate::view::{Depth, View, handover, link, part, share, take};

/// The sentence that a result begins with, about the profile that it names first.
fn sentence(result: &Result<'_>) -> Message {
    standing(result.summary, result.shared().is_some())
}

/// What a result says of its headline, to the visitor or of somebody else.
pub(super) fn standing(summary: &Summary, is_shared: bool) -> Message {
    let of = |own, shared| if is_shared { shared } else { own };
    if summary.answered == 0 {
        return of(Message::ResultNothing, Message::SharedNothing);
    }
    let mut profiles = summary.profiles.iter();
    if profiles.all(|one| one.status == Status::Open) {
        return of(Message::ResultTooFew, Message::SharedTooFew);
    }
    match summary.headline.standing {
        Standing::Reached => of(Message::ResultReached, Message::SharedReached),
        Standing::OnTheWay => of(Message::ResultOnTheWay, Message::SharedOnTheWay),
        Standing::NotReached => of(Message::ResultNotReached, Message::SharedNotReached),
        Standing::Beginning => of(Message::ResultBeginning, Message::SharedBeginning),
    }
}

/// Whether a sentence says that nothing can be said yet.
fn is_too_few(sentence: Message) -> bool {
    matches!(sentence, Message::ResultTooFew | Message::SharedTooFew)
}

pub(super) fn verdict(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let sentence = sentence(result);
    let title = match result.shared() {
        Some(shared) if shared.is_earlier => Message::SharedTitleEarlier,
        Some(_) => Message::SharedTitle,
        None => Message::ResultTitle,
    };
    let profile = [(
        "profile",
        result.profile_name(result.summary.headline.profile).into(),
    )];
    let has_answers = view.session.responses.answered_count() > 0;
    html! {
        <div class="sc-headline">
            <div class="sc-verdict">
                <div class="sc-verdict__words">
                    { part::text("p", "sc-eyebrow", view.text(title)) }
                    <h2 class="sc-headline__sentence" part="headline" tabindex="-1" ref={view.heading.clone()}>
                        { texts.fill(sentence, &profile) }
                    </h2>
                    if let Some(next) = next(result) {
                        { part::text("p", "sc-headline__next", next) }
                    }
                    { also(result, sentence) }
                    if is_shareable(result) {
                        { take::paper(view) }
                    }
                </div>
                if has_answers {
                    { then::figure(result) }
                }
                <div class="sc-verdict__foot">
                    { rests(result) }
                    { ways_on(result) }
                </div>
            </div>
            { fold::inside(result, Part::Share, Depth::Beginning, own_share) }
            { fold::inside(result, Part::Take, Depth::Beginning, |result| html! {
                <>
                    { take::take(result.view) }
                    { then::keep(result) }
                </>
            }) }
            { remarks(result, sentence) }
        </div>
    }
}

/// What shares the result, if it is the visitor's own and says anything.
fn own_share(result: &Result<'_>) -> Html {
    html! {
        <div>
            if is_shareable(result) {
                { share::share(result.view, &to_others(result), Figures {
                    share: &way::said(result.view.texts(), result.summary.share()),
                    coverage: &coverage(result.view, result.summary),
                }) }
                { handover::handover(result.view) }
            }
        </div>
    }
}

/// The sentence that a result begins with, as others are told it.
fn to_others(result: &Result<'_>) -> String {
    let message = match sentence(result) {
        Message::ResultReached => Message::SharedReached,
        Message::ResultOnTheWay => Message::SharedOnTheWay,
        Message::ResultBeginning => Message::SharedBeginning,
        Message::ResultNotReached => Message::SharedNotReached,
        Message::ResultTooFew => Message::SharedTooFew,
        other => other,
    };
    let profile = result.profile_name(result.summary.headline.profile);
    let texts = result.view.texts();
    texts.fill(message, &[("profile", profile.into())])
}

fn is_shareable(result: &Result<'_>) -> bool {
    result.shared().is_none() && result.view.session.responses.answered_count() > 0
}

/// What a second line says: profiles of other families, a core that lacks something.
fn also(result: &Result<'_>, sentence: Message) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let elsewhere: Vec<ProfileIndex> =
        scoring::reached_elsewhere(catalogue, result.scores, view.session.family).collect();
    let also = result.names(|profile| elsewhere.contains(&profile));
    let fit = &result.scores.fits[result.target.get()];
    let lacks_core = fit.status != Status::Reached
        && fit.low_percent() >= way::needed(view)
        && !is_too_few(sentence);
    let core = u32::from(catalogue.thresholds().core_percent);
    html! {
        <>
            if lacks_core {
                { part::text("p", "", texts.fill(Message::ResultCore, &[("percent", core.into())])) }
            }
            if let Some(also) = also {
                { part::text("p", "sc-headline__also", texts.fill(Message::ResultAlsoReached, &[("profiles", (&*also).into())])) }
            }
        </>
    }
}

/// What the result rests on.
fn rests(result: &Result<'_>) -> Html {
    let view = result.view;
    let is_theirs = result.shared().is_some_and(|shared| !shared.is_earlier);
    html! {
        <p class="sc-note">
            { view.text(Message::ResultSelfReport) }
            { " " }
            { coverage(view, result.summary) }
            { "." }
            if let Some(asked) = asked(result) {
                { " " }
                { asked }
            }
            if is_theirs {
                { " " }
                { view.text(Message::SharedYou) }
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
        let areas = areas.join(texts.get(Message::ListSeparator));
        texts.fill(Message::ResultAsked, &[("areas", (&*areas).into())])
    })
}

/// What to do with it: the next steps first.
fn ways_on(result: &Result<'_>) -> Html {
    let view = result.view;
    let go = |class: &'static str, id, label| {
        html! {
            <button type="button" {class} part="button" onclick={view.intend(Intent::Wish(Wish::GoTo(id)))}>
                { view.text(label) }
            </button>
        }
    };
    let steps = if result.shared().is_some() {
        Message::ModulesTitle
    } else {
        Message::ResultSteps
    };
    let primary = if view.store.shared.is_some() {
        "sc-button to-steps"
    } else {
        "sc-button sc-button--primary to-steps"
    };
    let has_check = is_shareable(result)
        && view.catalogue().statements().len() > 0
        && result.has(Section::Part(Part::Areas));
    html! {
        <>
            if let Some(shared) = result.shared() {
                { link::banner(view, shared) }
            }
            <div class="sc-actions sc-verdict__ways">
                if result.has(Section::Steps) {
                    { go(primary, "sc-modules", steps) }
                }
                if is_shareable(result) {
                    { fold::toggle(view, Part::Share, "sc-button to-share", view.text(Message::ShareAction)) }
                }
                { fold::toggle(view, Part::Take, "sc-button to-take", view.text(Message::ExportAction)) }
                if let Some(action) = handover::action(view).filter(|_| is_shareable(result)) {
                    <button
                        type="button"
                        class="sc-button to-handover"
                        part="button"
                        onclick={view.intend(Intent::Wish(Wish::GoTo(handover::HEADING)))}
                    >
                        { action }
                    </button>
                }
            </div>
            <p class="sc-verdict__links">
                if result.has(Section::Part(Part::Profiles)) {
                    { go("sc-link to-goal", "sc-target", Message::ResultGoal) }
                }
                if has_check {
                    { go("sc-link to-knowledge", "sc-knowledge", Message::KnowledgeOffer) }
                }
                { go("sc-link to-about", "sc-about", Message::AboutTitle) }
            </p>
        </>
    }
}

/// What has to be said besides: answers that are missing or all alike, the short way.
fn remarks(result: &Result<'_>, sentence: Message) -> Html {
    let view = result.view;
    let status = |profile: ProfileIndex| result.scores.fits[profile.get()].status;
    let open = result
        .names(|profile| status(profile) == Status::Open)
        .filter(|_| !is_too_few(sentence));
    let deciding = deciding_items(result);
    html! {
        <div class="sc-remarks">
            if let Some(open) = open {
                { part::text("p", "", view.texts().fill(Message::ResultOpen, &[("profiles", (&*open).into())])) }
                { items(result, OPEN_ITEMS, Message::ResultOpenItems, &|item| deciding.contains(&item)) }
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
        .fill(Message::ResultStraightLining, &[("level", (&*name).into())]);
    let has_level = |item| view.session.responses.get(item).level().is_some();
    html! {
        <div>
            { part::text("p", "sc-remark", text) }
            { items(result, ALIKE_ITEMS, Message::ResultStraightLiningItems, &has_level) }
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
        Message::QuickSaved,
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
                        { view.text(Message::QuickComplete) }
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

/// The places of these folds among those that are made when they are opened: behind the modules.
const OPEN_ITEMS: usize = MODULE_LIMIT;
const ALIKE_ITEMS: usize = MODULE_LIMIT + 1;

/// Some of the items, folded away, each with the way to it.
fn items(
    result: &Result<'_>,
    place: usize,
    summary: Message,
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

/// The goal, and what is missing most, in a sentence; nothing where the first one has said it all.
fn next(result: &Result<'_>) -> Option<String> {
    let (view, texts) = (result.view, result.view.texts());
    let profile = ("profile", result.target_name().into());
    let is_named = result.target == result.summary.headline.profile;
    let text = if view.session.responses.answered_count() == 0 {
        texts.get(Message::ResultNothingNext).to_owned()
    } else if result.scores.fits[result.target.get()].status == Status::Reached {
        if is_named {
            return None;
        }
        texts.fill(Message::ResultDone, &[profile])
    } else if result.knows_too_little() {
        texts.fill(Message::ResultNextUnknown, &[profile])
    } else if result.recommendation.modules.is_empty() && view.store.wanted == Wanted::default() {
        texts.fill(Message::ResultNextPractice, &[profile])
    } else {
        let area = ("area", (&*texts.area(farthest(result)).name).into());
        if is_named {
            texts.fill(Message::ResultNextHere, &[area])
        } else {
            texts.fill(Message::ResultNext, &[profile, area])
        }
    };
    Some(text)
}

/// The area in which most points are missing; of several the first.
fn farthest(result: &Result<'_>) -> AreaIndex {
    let catalogue = result.view.catalogue();
    let mut most = (0, AreaIndex(0));
    for area in catalogue.areas() {
        let fit = scoring::area_fit(catalogue, result.scores, result.target, area);
        if fit.max - fit.low > most.0 {
            most = (fit.max - fit.low, area);
        }
    }
    most.1
}

/// How many items the result rests on, as a line.
pub(super) fn coverage(view: &View<'_>, summary: &Summary) -> String {
    let texts = view.texts();
    let (answered, skipped) = (u32::from(summary.answered), u32::from(summary.skipped));
    let total = u32::from(summary.items);
    let unasked = total - answered - skipped;
    let mut line = texts.fill(
        Message::ResultAnswered,
        &[("answered", answered.into()), ("total", total.into())],
    );
    for (count, one, other) in [
        (
            skipped,
            Message::ResultSkippedOne,
            Message::ResultSkippedOther,
        ),
        (
            unasked,
            Message::ResultUnaskedOne,
            Message::ResultUnaskedOther,
        ),
    ] {
        if count > 0 {
            line.push_str(texts.get(Message::ListSeparator));
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
    let (item, message) = if let Some(item) = find(Response::NotAsked) {
        (item, Message::ResultContinue)
    } else if let Some(item) = find(Response::Skipped) {
        (item, Message::ResultContinueSkipped)
    } else {
        return Html::default();
    };
    html! {
        <p>
            <button type="button" class="sc-button continue" part="button" onclick={view.act(Action::GoTo(item))}>
                { view.text(message) }
            </button>
        </p>
    }
}
