//! The result: a sentence first, then where one stands, what is missing, and what to learn next.

mod about;
mod answers;
mod areas;
mod compare;
mod competences;
mod courses;
mod exam;
mod fold;
mod frameworks;
mod knowledge;
mod modules;
mod next;
mod offer;
mod overlap;
mod plan;
mod profiles;
mod why;

use assessment::catalogue::Tier;
use assessment::id::{ItemIndex, ProfileIndex};
use assessment::quick;
use assessment::recommendation::{self, Recommendation};
use assessment::response::Response;
use assessment::scoring::{self, Headline, Scores, Standing, Status};
use assessment::session::Action;
use assessment::text::Message;
use yew::prelude::*;

use fold::fold;

use super::icon::{Icon, icon};
use super::part::{self, Choice};
use super::{Depth, View, keep, link, share, take};
use crate::picked::Wanted;
use crate::store::{Intent, Shared, Wish};

/// What the sections of a result are made from.
struct Result<'a> {
    view: &'a View<'a>,
    scores: Scores,
    headline: Headline,
    target: ProfileIndex,
    recommendation: Recommendation,
}

/// The screen of the result.
pub fn result(view: &View<'_>) -> Html {
    let (catalogue, session) = (view.catalogue(), view.session);
    let scores = scoring::score(catalogue, &session.responses);
    let target = scoring::target(catalogue, &scores, session.family, session.level);
    let wanted = view.store.wanted;
    let recommendation = recommendation::recommend_among(catalogue, &scores, target, &|module| {
        wanted.suit(catalogue, module)
    });
    let headline = scoring::headline(catalogue, &scores, session.family);
    let result = Result {
        view,
        scores,
        headline,
        target,
        recommendation,
    };
    // Who prints it waits for all of it.
    let class = if view.depth == Depth::Whole {
        "sc-screen sc-result sc-result--whole"
    } else {
        "sc-screen sc-result"
    };
    html! {
        <div key="result" {class} part="result">
            { part::top(view) }
            { verdict(&result) }
            { contents(&result) }
            { comparison(&result) }
            { goal(&result) }
            { areas::areas(&result) }
            if view.depth > Depth::Beginning {
                { rest(&result) }
            }
        </div>
    }
}

/// What stands below that with which a result begins.
fn rest(result: &Result<'_>) -> Html {
    html! {
        <>
            { profiles::profiles(result) }
            { legend(result) }
            <div class="sc-columns">
                { competences::strengths(result) }
                { competences::gaps(result) }
            </div>
            { competences::table(result) }
            { modules::modules(result) }
            { next::next(result) }
            { plan::plan(result) }
            { modules::practice(result) }
            { overlap::overlaps(result) }
            { exam::exam(result) }
            { frameworks::frameworks(result) }
            { knowledge::knowledge(result) }
            { answers::answers(result) }
            { own_share(result) }
            { link::entry(result.view) }
            { take::take(result.view) }
            { own_data(result) }
            { about::about(result) }
        </>
    }
}

/// The way to the sections, which are long on a phone.
fn contents(result: &Result<'_>) -> Html {
    const SECTIONS: [(&str, Message); 8] = [
        ("sc-areas", Message::AreasTitle),
        ("sc-profiles", Message::ProfilesTitle),
        ("sc-gaps", Message::GapsTitle),
        ("sc-modules", Message::ModulesTitle),
        ("sc-next", Message::NextTitle),
        ("sc-exam", Message::ExamTitle),
        ("sc-answers", Message::AnswersTitle),
        ("sc-take", Message::ExportTitle),
    ];
    let view = result.view;
    let catalogue = view.catalogue();
    let is_there = |id: &str| match id {
        "sc-exam" => catalogue.exam().is_some(),
        "sc-next" => catalogue.countries().len() > 0,
        _ => true,
    };
    html! {
        <nav class="sc-contents" aria-label={view.text(Message::ResultSections).to_string()}>
            <ul>
                { for SECTIONS.iter().filter(|(id, _)| is_there(id)).map(|&(id, title)| html! {
                    <li key={id}>
                        <button type="button" class="sc-link to-section" onclick={view.intend(Intent::Wish(Wish::GoTo(id)))}>
                            { view.text(title) }
                        </button>
                    </li>
                }) }
            </ul>
        </nav>
    }
}

/// The visitor's own data; somebody else's result has none here.
fn own_data(result: &Result<'_>) -> Html {
    html! {
        <div>
            if result.shared().is_none() {
                { keep::section(result.view) }
            }
        </div>
    }
}

/// The comparison with the visitor's own result, where it is asked for.
fn comparison(result: &Result<'_>) -> Html {
    let is_compared = result.shared().is_some_and(|shared| shared.is_compared);
    html! {
        <div>
            if is_compared {
                { compare::compare(result) }
            }
        </div>
    }
}

/// What shares the result, if it is the visitor's own and says anything.
fn own_share(result: &Result<'_>) -> Html {
    let view = result.view;
    let is_own = result.shared().is_none() && view.session.responses.answered_count() > 0;
    html! {
        <div>
            if is_own {
                { share::share(view) }
            }
        </div>
    }
}

impl Result<'_> {
    /// The shared result, if it is on show.
    fn shared(&self) -> Option<&Shared> {
        self.view.store.shared.as_ref()
    }

    /// Whether what would help on the way to the target hangs on questions that are open: no gap is
    /// known, or whether it is reached isn't, and none that a module closes.
    fn knows_too_little(&self) -> bool {
        let advice = &self.recommendation;
        let status = self.scores.fits[self.target.get()].status;
        let catalogue = self.view.catalogue();
        advice.modules.is_empty()
            && (advice.gap_points == 0 || status == Status::Open)
            && !scoring::open_competences(catalogue, &self.scores, self.target).is_empty()
    }

    fn profile_name(&self, profile: ProfileIndex) -> &str {
        &self.view.texts().profile(profile).name
    }

    fn target_name(&self) -> &str {
        self.profile_name(self.target)
    }

    /// The names of the profiles that a condition picks, as in a sentence; none gives none.
    fn names(&self, pick: impl Fn(ProfileIndex) -> bool) -> Option<String> {
        let names: Vec<&str> = self
            .view
            .catalogue()
            .profiles()
            .filter(|&profile| pick(profile))
            .map(|profile| self.profile_name(profile))
            .collect();
        (!names.is_empty()).then(|| self.view.content().list(&names))
    }
}

/// The sentence that a result begins with, about the profile that it names first.
fn sentence(result: &Result<'_>) -> Message {
    let is_shared = result.shared().is_some();
    let of = |own, shared| if is_shared { shared } else { own };
    if result.view.session.responses.answered_count() == 0 {
        return of(Message::ResultNothing, Message::SharedNothing);
    }
    let mut fits = result.scores.fits.iter();
    if fits.all(|fit| fit.status == Status::Open) {
        return Message::ResultTooFew;
    }
    match result.headline.standing {
        Standing::Reached => of(Message::ResultReached, Message::SharedReached),
        Standing::OnTheWay => of(Message::ResultOnTheWay, Message::SharedOnTheWay),
        Standing::Beginning => of(Message::ResultBeginning, Message::SharedBeginning),
    }
}

fn verdict(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let (named, fits) = (result.headline, &result.scores.fits);
    let shared = result.shared();
    let sentence = sentence(result);
    let is_named = view.session.responses.answered_count() > 0 && sentence != Message::ResultTooFew;
    let title = match shared {
        Some(shared) if shared.is_earlier => Message::SharedTitleEarlier,
        Some(_) => Message::SharedTitle,
        None => Message::ResultTitle,
    };
    let status = |profile: ProfileIndex| fits[profile.get()].status;
    let family = view.session.family;
    let elsewhere: Vec<ProfileIndex> =
        scoring::reached_elsewhere(view.catalogue(), &result.scores, family).collect();
    let also = result.names(|profile| elsewhere.contains(&profile));
    let open = result
        .names(|profile| status(profile) == Status::Open)
        .filter(|_| sentence != Message::ResultTooFew);
    let deciding = deciding_items(result);
    html! {
        <div class="sc-headline">
            { part::text("p", "sc-eyebrow", view.text(title)) }
            <h2 class="sc-headline__sentence" part="headline" tabindex="-1" ref={view.heading.clone()}>
                { texts.fill(sentence, &[("profile", result.profile_name(named.profile).into())]) }
            </h2>
            // What the goal is like stands with the goal.
            if is_named && named.profile != result.target {
                { part::text("p", "", &*texts.profile(named.profile).description) }
            }
            { part::text("p", "sc-headline__next", next(result)) }
            if let Some(also) = also {
                { part::text("p", "", texts.fill(Message::ResultAlsoReached, &[("profiles", (&*also).into())])) }
            }
            if let Some(open) = open {
                { part::text("p", "", texts.fill(Message::ResultOpen, &[("profiles", (&*open).into())])) }
                { items(result, Message::ResultOpenItems, &|item| deciding.contains(&item)) }
            }
            { straight_lining(result) }
            { part::text("p", "sc-note", coverage(result)) }
            { short_way(result) }
            if let Some(shared) = shared {
                if !shared.is_earlier {
                    { part::text("p", "sc-note", view.text(Message::SharedYou)) }
                }
                { link::banner(view, shared) }
            } else {
                if !view.session.is_quick {
                    { unanswered(result) }
                }
                { part::text("p", "sc-note", view.text(Message::ResultSelfReport)) }
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
    let text = view.texts().fill(
        Message::ResultStraightLining,
        &[("level", u32::from(level).into())],
    );
    let has_level = |item| view.session.responses.get(item).level().is_some();
    html! {
        <div>
            { part::text("p", "sc-remark", text) }
            { items(result, Message::ResultStraightLiningItems, &has_level) }
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
        .flat_map(|profile| scoring::deciding_competences(catalogue, &result.scores, profile))
        .flat_map(|competence| catalogue.items_of(competence))
        .filter(|&item| responses.get(item).level().is_none())
        .collect()
}

/// Some of the items, folded away, each with the way to it.
fn items(result: &Result<'_>, summary: Message, pick: &dyn Fn(ItemIndex) -> bool) -> Html {
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
    fold(
        view,
        "sc-more sc-headline__items",
        None,
        view.text(summary).into(),
        list,
    )
}

/// What leads to the goal, in a sentence.
fn next(result: &Result<'_>) -> String {
    let (view, texts) = (result.view, result.view.texts());
    let profile = ("profile", result.target_name().into());
    let modules: Vec<&str> = result
        .recommendation
        .modules
        .iter()
        .map(|advice| &*texts.module(advice.module).name)
        .collect();
    if view.session.responses.answered_count() == 0 {
        texts.get(Message::ResultNothingNext).to_owned()
    } else if result.scores.fits[result.target.get()].status == Status::Reached {
        texts.fill(Message::ResultDone, &[profile])
    } else if result.knows_too_little() {
        texts.fill(Message::ResultNextUnknown, &[profile])
    } else if modules.is_empty() && view.store.wanted != Wanted::default() {
        texts.get(Message::FilterNone).to_owned()
    } else if modules.is_empty() {
        texts.fill(Message::ResultNextPractice, &[profile])
    } else {
        let modules = view.content().list(&modules);
        texts.fill(
            Message::ResultNext,
            &[profile, ("modules", (&*modules).into())],
        )
    }
}

/// What the numbers of the levels stand for.
fn legend(result: &Result<'_>) -> Html {
    let levels = result.view.content().levels();
    html! {
        <div class="sc-levels-legend">
            if !levels.is_empty() {
                <p class="sc-note">
                    { result.view.texts().fill(Message::LevelLegend, &[("levels", (&*levels).into())]) }
                </p>
            }
        </div>
    }
}

/// How many items the result rests on, as a line.
fn coverage(result: &Result<'_>) -> String {
    let (view, texts) = (result.view, result.view.texts());
    let responses = &view.session.responses;
    let total = view.catalogue().item_count();
    let unasked = total - responses.asked_count();
    let skipped = responses.asked_count() - responses.answered_count();
    let mut line = texts.fill(
        Message::ResultAnswered,
        &[
            ("answered", (responses.answered_count() as u32).into()),
            ("total", (total as u32).into()),
        ],
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
            line.push_str(&texts.count(one, other, count as u32));
        }
    }
    line
}

/// The way to the first item without a level, if there is one.
fn unanswered(result: &Result<'_>) -> Html {
    let view = result.view;
    let find = |wanted: Response| {
        view.catalogue()
            .items()
            .find(|&item| view.session.responses.get(item) == wanted)
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

/// The goal that the result is measured against, to be changed on the spot.
fn goal(result: &Result<'_>) -> Html {
    let view = result.view;
    let catalogue = view.catalogue();
    let session = view.session;
    let families: Vec<_> = catalogue
        .families()
        .map(|family| Choice {
            value: catalogue.family_id(family).as_str(),
            label: &view.texts().family(family).name,
            detail: "",
            checked: family == session.family,
            intent: Intent::Act(Action::ChooseFamily(family)),
        })
        .collect();
    let mut levels = vec![Choice {
        value: "next",
        label: view.text(Message::TargetLevelNext),
        detail: "",
        checked: session.level.is_none(),
        intent: Intent::Act(Action::ChooseLevel(None)),
    }];
    for tier in Tier::ALL {
        let Some(label) = view.content().tier(session.family, tier) else {
            continue;
        };
        levels.push(Choice {
            value: tier.as_str(),
            label,
            detail: "",
            checked: session.level == Some(tier),
            intent: Intent::Act(Action::ChooseLevel(Some(tier))),
        });
    }
    let legend = |message| html! { <span class="sc-legend">{ view.text(message) }</span> };
    html! {
        <section class="sc-section sc-target" aria-labelledby="sc-target">
            <h3 id="sc-target" class="sc-section__title">{ icon(Icon::Compass) }<span>{ view.text(Message::TargetTitle) }</span></h3>
            <div class="sc-target__choices">
                { part::choices(view, "family", legend(Message::TargetFamily), &families) }
                { part::choices(view, "level", legend(Message::TargetLevel), &levels) }
            </div>
            { part::text("p", "sc-target__name", result.target_name()) }
            { part::text("p", "", &*view.texts().profile(result.target).description) }
        </section>
    }
}
