//! The verdict: a sentence about the chosen family, one picture, what it rests on, and the ways on.

use assessment::id::{AreaIndex, ProfileIndex};
use assessment::scoring::{self, Standing, Status};
use assessment::summary::Summary;
use assessment::text::TextKey;
use yew::prelude::*;

use super::{Result, fold, remarks, then, way};
use crate::picked::{Part, Wanted};
use crate::store::{Effect, Message, Section};
use crate::view::share::Figures;
use crate::view::{Depth, handover, link, part, share, take};

/// The sentence that a result begins with, about the profile that it names first.
fn sentence(result: &Result<'_>) -> TextKey {
    standing(result.summary, result.shared().is_some())
}

/// What a result says of its headline, to the visitor or of somebody else.
pub(super) fn standing(summary: &Summary, is_shared: bool) -> TextKey {
    let of = |own, shared| if is_shared { shared } else { own };
    if summary.answered == 0 {
        return of(TextKey::ResultNothing, TextKey::SharedNothing);
    }
    let mut profiles = summary.profiles.iter();
    if profiles.all(|one| one.status == Status::Open) {
        return of(TextKey::ResultTooFew, TextKey::SharedTooFew);
    }
    match summary.headline.standing {
        Standing::Reached => of(TextKey::ResultReached, TextKey::SharedReached),
        Standing::OnTheWay => of(TextKey::ResultOnTheWay, TextKey::SharedOnTheWay),
        Standing::NotReached => of(TextKey::ResultNotReached, TextKey::SharedNotReached),
        Standing::Beginning => of(TextKey::ResultBeginning, TextKey::SharedBeginning),
    }
}

/// Whether a sentence says that nothing can be said yet.
fn is_too_few(sentence: TextKey) -> bool {
    matches!(sentence, TextKey::ResultTooFew | TextKey::SharedTooFew)
}

pub(super) fn verdict(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let sentence = sentence(result);
    let title = match result.shared() {
        Some(shared) if shared.is_earlier => TextKey::SharedTitleEarlier,
        Some(_) => TextKey::SharedTitle,
        None => TextKey::ResultTitle,
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
                    { remarks::rests(result) }
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
            { remarks::remarks(result, is_too_few(sentence)) }
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
                    coverage: &remarks::coverage(result.view, result.summary),
                }) }
                { handover::handover(result.view) }
            }
        </div>
    }
}

/// The sentence that a result begins with, as others are told it.
fn to_others(result: &Result<'_>) -> String {
    let key = match sentence(result) {
        TextKey::ResultReached => TextKey::SharedReached,
        TextKey::ResultOnTheWay => TextKey::SharedOnTheWay,
        TextKey::ResultBeginning => TextKey::SharedBeginning,
        TextKey::ResultNotReached => TextKey::SharedNotReached,
        TextKey::ResultTooFew => TextKey::SharedTooFew,
        other => other,
    };
    let profile = result.profile_name(result.summary.headline.profile);
    let texts = result.view.texts();
    texts.fill(key, &[("profile", profile.into())])
}

fn is_shareable(result: &Result<'_>) -> bool {
    result.shared().is_none() && result.view.session.responses.answered_count() > 0
}

/// What a second line says: profiles of other families, a core that lacks something.
fn also(result: &Result<'_>, sentence: TextKey) -> Html {
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
                { part::text("p", "", texts.fill(TextKey::ResultCore, &[("percent", core.into())])) }
            }
            if let Some(also) = also {
                { part::text("p", "sc-headline__also", texts.fill(TextKey::ResultAlsoReached, &[("profiles", (&*also).into())])) }
            }
        </>
    }
}

/// What to do with it: the next steps first.
fn ways_on(result: &Result<'_>) -> Html {
    let view = result.view;
    let go = |class: &'static str, id, label| {
        html! {
            <button type="button" {class} part="button" onclick={view.send(Message::Effect(Effect::GoTo(id)))}>
                { view.text(label) }
            </button>
        }
    };
    let steps = if result.shared().is_some() {
        TextKey::ModulesTitle
    } else {
        TextKey::ResultSteps
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
                    { fold::toggle(view, Part::Share, "sc-button to-share", view.text(TextKey::ShareAction)) }
                }
                { fold::toggle(view, Part::Take, "sc-button to-take", view.text(TextKey::ExportAction)) }
                if let Some(action) = handover::action(view).filter(|_| is_shareable(result)) {
                    <button
                        type="button"
                        class="sc-button to-handover"
                        part="button"
                        onclick={view.send(Message::Effect(Effect::GoTo(handover::HEADING)))}
                    >
                        { action }
                    </button>
                }
            </div>
            <p class="sc-verdict__links">
                if result.has(Section::Part(Part::Profiles)) {
                    { go("sc-link to-goal", "sc-target", TextKey::ResultGoal) }
                }
                if has_check {
                    { go("sc-link to-knowledge", "sc-knowledge", TextKey::KnowledgeOffer) }
                }
                { go("sc-link to-about", "sc-about", TextKey::AboutTitle) }
            </p>
        </>
    }
}

/// The goal, and what is missing most, in a sentence; nothing where the first one has said it all.
fn next(result: &Result<'_>) -> Option<String> {
    let (view, texts) = (result.view, result.view.texts());
    let profile = ("profile", result.target_name().into());
    let is_named = result.target == result.summary.headline.profile;
    let text = if view.session.responses.answered_count() == 0 {
        texts.get(TextKey::ResultNothingNext).to_owned()
    } else if result.scores.fits[result.target.get()].status == Status::Reached {
        if is_named {
            return None;
        }
        texts.fill(TextKey::ResultDone, &[profile])
    } else if result.knows_too_little() {
        texts.fill(TextKey::ResultNextUnknown, &[profile])
    } else if result.recommendation.modules.is_empty() && view.store.wanted == Wanted::default() {
        texts.fill(TextKey::ResultNextPractice, &[profile])
    } else {
        let area = ("area", (&*texts.area(farthest(result)).name).into());
        if is_named {
            texts.fill(TextKey::ResultNextHere, &[area])
        } else {
            texts.fill(TextKey::ResultNext, &[profile, area])
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
