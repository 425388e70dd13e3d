//! What if: the visitor ticks modules and sees what would change.

use assessment::id::{AreaIndex, ModuleIndex, ProfileIndex};
use assessment::recommendation;
use assessment::scoring::{self, Scores};
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use super::filter::tick;
use super::fold::fold;
use super::modules::{Closing, closing};
use super::profiles::span;
use super::why::Sides;
use super::{Result, areas, why};
use crate::chart;
use crate::picked::Picked;
use crate::store::Message;
use crate::view::part;

/// The section in which modules are ticked.
pub(super) fn plan(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    // What would gain nothing isn't offered, but what is ticked can be taken back.
    let gains = |module: ModuleIndex| {
        let closing = closing(result, &[module]);
        closing.closed + closing.narrowed > 0 || view.store.plan.has(module.get())
    };
    let offered: Vec<ModuleIndex> = catalogue
        .modules()
        .filter(|&module| recommendation::is_offered(catalogue, result.scores, module))
        .filter(|&module| gains(module))
        .collect();
    if offered.is_empty() || result.recommendation.gap_points == 0 {
        return Html::default();
    }
    let best: Picked = result
        .recommendation
        .modules
        .iter()
        .map(|advice| advice.module.get())
        .collect();
    let (plan, wanted) = (view.store.plan, view.store.wanted);
    let compared = offered
        .iter()
        .filter(|&&module| wanted.suit(catalogue, module))
        .count();
    let limit = catalogue.thresholds().module_count;
    let sets = sets(compared as u32, limit.into());
    let proof = [("count", sets.into()), ("limit", u32::from(limit).into())];
    html! {
        <section class="sc-section sc-plan" aria-labelledby="sc-plan">
            <h4 id="sc-plan" class="sc-section__title">{ view.text(TextKey::PlanTitle) }</h4>
            { part::text("p", "", view.text(TextKey::PlanLead)) }
            <div class="sc-columns">
                <fieldset class="sc-plan__modules">
                    <legend class="sc-legend">{ view.text(TextKey::PlanModules) }</legend>
                    { for offered.iter().map(|&module| module_tick(result, module, best)) }
                    <div class="sc-actions">
                        if best != Picked::default() {
                            <button type="button" class="sc-button sc-button--small best" part="button" onclick={view.send(Message::Plan(best))}>
                                { view.text(TextKey::PlanTakeBest) }
                            </button>
                        }
                        if plan != Picked::default() {
                            <button type="button" class="sc-button sc-button--small" part="button" onclick={view.send(Message::Plan(Picked::default()))}>
                                { view.text(TextKey::PlanClear) }
                            </button>
                        }
                    </div>
                    // One set was compared with nothing.
                    if sets > 1 {
                        { part::text("p", "sc-note", texts.fill(TextKey::PlanProof, &proof)) }
                    }
                </fieldset>
                { outcome(result) }
            </div>
        </section>
    }
}

/// So many competences are named that the courses leave open.
const NAMED: usize = 3;

/// How many sets there are of one to `limit` out of `count`.
fn sets(count: u32, limit: u32) -> u32 {
    let mut all = 0;
    let mut of_size = 1;
    for size in 1..=limit.min(count) {
        of_size = of_size * (count + 1 - size) / size;
        all += of_size;
    }
    all
}

fn module_tick(result: &Result<'_>, module: ModuleIndex, best: Picked) -> Html {
    let view = result.view;
    let texts = view.texts();
    let Closing {
        closed,
        narrowed,
        gaps,
    } = closing(result, &[module]);
    let alone = if closed > 0 {
        texts.fill(
            TextKey::PlanCloses,
            &[("closed", closed.into()), ("gaps", gaps.into())],
        )
    } else {
        texts.fill(
            TextKey::PlanNarrows,
            &[("count", narrowed.into()), ("gaps", gaps.into())],
        )
    };
    let detail = html! {
        <>
            { part::text("span", "sc-note", alone) }
            if best.has(module.get()) {
                { part::text("span", "sc-tag", view.text(TextKey::PlanBest)) }
            }
        </>
    };
    let text = texts.module(module);
    let tick = tick(
        result,
        module.get(),
        &text.name,
        view.store.plan.has(module.get()),
        Message::Tick(module),
        detail,
    );
    // What it is, which has the names that it had before: the browser's search finds it by them.
    html! {
        <div key={module.get()} class="sc-plan__module">
            { tick }
            { part::text("p", "sc-note", &*text.summary) }
        </div>
    }
}

/// What the ticked modules would change.
fn outcome(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let plan = view.store.plan;
    let set: Vec<ModuleIndex> = catalogue
        .modules()
        .filter(|module| plan.has(module.get()))
        .collect();
    let after = scoring::score_after(catalogue, &view.session.responses, &set);
    let left: Vec<&str> = scoring::gaps(catalogue, &after, result.target)
        .iter()
        .take(NAMED)
        .map(|gap| &*texts.competence(gap.competence).name)
        .collect();
    let left = left.join(texts.get(TextKey::ListSeparator));
    let sides = [
        (view.text(TextKey::CompareNow), result.scores),
        (view.text(TextKey::PlanThen), &after),
    ];
    html! {
        <div class="sc-plan__outcome">
            { profile_change(result, sides, result.target) }
            <div role="status">
                // What the picture above shows at once: a tick is told of, too.
                <p class="sc-plan__said">
                    { [result.profile_name(result.target), ": ", &numbers(texts, profile_sides(sides, result.target))].concat() }
                </p>
                if plan != Picked::default() && !left.is_empty() {
                    { part::text("p", "sc-plan__left", texts.fill(TextKey::PlanPractice, &[("names", (&*left).into())])) }
                }
            </div>
            <div class="sc-plan__areas">
                { for catalogue.areas().map(|area| area_change(result, sides, area)) }
            </div>
            { table(result, sides) }
        </div>
    }
}

/// What is shown of a profile: the percentages that are certain and possible.
fn profile_share(scores: &Scores, profile: ProfileIndex) -> (u8, u8) {
    let fit = &scores.fits[profile.get()];
    (fit.low_percent(), fit.high_percent())
}

fn profile_sides(sides: Sides<'_>, profile: ProfileIndex) -> [(u8, u8); 2] {
    sides.map(|(_, scores)| profile_share(scores, profile))
}

fn profile_change(result: &Result<'_>, sides: Sides<'_>, profile: ProfileIndex) -> Html {
    let shares = profile_sides(sides, profile);
    html! {
        <div class="sc-plan__target">
            { change(result, result.profile_name(profile), shares, || why::both(result, profile, sides)) }
        </div>
    }
}

fn area_change(result: &Result<'_>, sides: Sides<'_>, area: AreaIndex) -> Html {
    let shares = sides.map(|(_, scores)| areas::share(result, scores, area));
    let name = &result.view.texts().area(area).name;
    change(result, name, shares, || areas::both(result, area, sides))
}

/// The bars in numbers: the goal, then the areas.
fn table(result: &Result<'_>, sides: Sides<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let row = |key: usize, name: &str, shares: [(u8, u8); 2]| {
        why::numbers(
            key,
            name,
            "",
            &shares.map(|(low, high)| span(texts, low, high)),
        )
    };
    let goal = profile_sides(sides, result.target);
    let areas = view.catalogue().areas().map(|area| {
        let shares = sides.map(|(_, scores)| areas::share(result, scores, area));
        row(area.get(), &texts.area(area).name, shares)
    });
    let rows = || {
        let goal = row(usize::MAX, result.target_name(), goal);
        [goal].into_iter().chain(areas).collect()
    };
    let head = [view.text(TextKey::CompareWhat), sides[0].0, sides[1].0];
    why::twin(result, TextKey::PlanTitle, &head, rows)
}

/// The numbers before and after, or the one there is where they are the same.
fn numbers(texts: &Texts, [old, new]: [(u8, u8); 2]) -> String {
    let before = span(texts, old.0, old.1);
    if old == new {
        return before;
    }
    let after = span(texts, new.0, new.1);
    texts.fill(
        TextKey::PlanChange,
        &[("before", (&*before).into()), ("after", (&*after).into())],
    )
}

/// A bar that grows, with the numbers before and after, which open to show how they come about.
fn change(
    result: &Result<'_>,
    name: &str,
    shares: [(u8, u8); 2],
    each: impl FnOnce() -> Html,
) -> Html {
    let [old, new] = shares;
    let numbers = numbers(result.view.texts(), shares);
    let summary = html! {
        <span class="sc-plan__change">
            <span>{ name }</span>
            { part::text("span", "sc-plan__numbers", numbers) }
            { chart::growth(old.0, new.0) }
        </span>
    };
    fold(result.view, "sc-plan__each", Some(name), summary, each)
}

#[cfg(test)]
mod tests {
    use super::sets;

    #[test]
    fn sets_are_counted() {
        assert_eq!(sets(7, 3), 7 + 21 + 35);
        assert_eq!(sets(24, 3), 24 + 276 + 2024);
        assert_eq!(sets(2, 3), 3);
        assert_eq!(sets(0, 3), 0);
    }
}
