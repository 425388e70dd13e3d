//! The result in three layers: the verdict with one picture, what to do next, and in parts that are closed
//! until they are asked for, everything that this follows from.

mod about;
mod agenda;
mod answers;
mod areas;
mod compare;
mod competences;
mod courses;
mod exam;
mod filter;
mod fold;
mod frameworks;
mod goal;
mod knowledge;
mod level;
mod modules;
mod next;
mod norms;
mod offer;
mod overlap;
mod plan;
mod practice;
mod profiles;
mod provenance;
mod remarks;
mod summary;
mod then;
mod verdict;
mod way;
mod why;

use assessment::id::ProfileIndex;
use assessment::link::{self, Opened};
use assessment::recommendation::Recommendation;
use assessment::scoring::{self, Scores, Status};
use assessment::summary::Summary;
use assessment::text::TextKey;
use yew::prelude::*;

use super::link as links;
use super::part;
use super::{Depth, View, keep};
use crate::advice::Advice;
use crate::picked::Part;
use crate::store::{Section, Shared, Shows};

pub(super) mod gate {
    //! See [gates](crate#gates).

    use yew::prelude::*;

    use crate::view::View;

    gates! {
        /// The result's screen.
        "0006" pub(in crate::view) fn result(view: &View<'_>) -> Html {
            super::result(view)
        }
    }
}

/// What the sections of a result are made from.
#[derive(Clone, Copy)]
struct Result<'a> {
    view: &'a View<'a>,
    scores: &'a Scores,
    summary: &'a Summary,
    target: ProfileIndex,
    recommendation: &'a Recommendation,
    shows: &'a Shows,
}

/// The screen of the result.
pub fn result(view: &View<'_>) -> Html {
    if let Some(shared) = &view.store.shared
        && let Some(code) = &shared.summary
        && let Ok(Opened::Summary(opened)) = link::open_any(view.catalogue(), code)
    {
        return summary::screen(view, shared, &opened);
    }
    let advice = Advice::of(view.store);
    let (session, target) = (view.session, advice.target);
    let summary = Summary::new(view.catalogue(), session, &advice.scores, target);
    let result = Result {
        view,
        scores: &advice.scores,
        summary: &summary,
        target,
        recommendation: &advice.recommendation,
        shows: &view.store.shows(),
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
            { verdict::verdict(&result) }
            { part::slot("result") }
            { comparison(&result) }
            { sections(&result) }
            { part::slot("end") }
        </div>
    }
}

/// What stands below the verdict, in the order that the page wants.
fn sections(result: &Result<'_>) -> Html {
    let mut shown = Vec::new();
    // Parts that follow each other stand closer.
    let mut parts = Vec::new();
    for section in result.shows.sections() {
        match *section {
            Section::Part(part) => parts.push(part_of(result, part)),
            Section::Steps => {
                shown.extend(together(core::mem::take(&mut parts)));
                shown.push(modules::steps(result));
            }
        }
    }
    shown.extend(together(parts));
    html! { <>{ for shown }</> }
}

fn together(parts: Vec<Html>) -> Option<Html> {
    let has_any = !parts.is_empty();
    has_any.then(|| html! { <div class="sc-parts">{ for parts }</div> })
}

/// A part: what the verdict follows from, or what to do.
fn part_of(result: &Result<'_>, part: Part) -> Html {
    let view = result.view;
    let catalogue = view.catalogue();
    let is_own = result.shared().is_none();
    match part {
        Part::Areas => {
            let has_check = is_own && catalogue.statements().len() > 0;
            let check = has_check.then_some(TextKey::PartsAreasCheck);
            let lead = lead(view, TextKey::PartsAreasLead, check);
            let title = view.text(TextKey::PartsAreas);
            one(result, part, Depth::Areas, title, lead, inside_areas)
        }
        Part::Profiles => {
            let exam = catalogue.exam().map(|_| TextKey::PartsProfilesExam);
            let lead = lead(view, TextKey::PartsProfilesLead, exam);
            let title = view.text(TextKey::PartsProfiles);
            one(result, part, Depth::Profiles, title, lead, inside_profiles)
        }
        Part::Plan => {
            let find = (catalogue.countries().len() > 0).then_some(TextKey::PartsPlanFind);
            let lead = lead(view, TextKey::PartsPlanLead, find);
            let title = view.text(TextKey::PartsPlan);
            one(result, part, Depth::Plan, title, lead, inside_plan)
        }
        Part::Answers => {
            let [title, about] = if is_own {
                [TextKey::PartsAnswers, TextKey::PartsAnswersLead]
            } else {
                [TextKey::AnswersTitle, TextKey::PartsAnswersShared]
            };
            let lead = lead(view, about, None);
            one(
                result,
                part,
                Depth::Whole,
                view.text(title),
                lead,
                inside_answers,
            )
        }
        // They stand in the verdict.
        Part::Share | Part::Take => Html::default(),
    }
}

fn inside_areas(result: &Result<'_>) -> Html {
    html! {
        <>
            { areas::areas(result) }
            { knowledge::knowledge(result) }
            { legend(result) }
            <div class="sc-columns">
                { competences::strengths(result) }
                { competences::gaps(result) }
            </div>
            { competences::table(result) }
            { norms::norms(result) }
            { frameworks::frameworks(result) }
            { provenance::provenance(result) }
        </>
    }
}

fn inside_profiles(result: &Result<'_>) -> Html {
    html! {
        <>
            { goal::goal(result) }
            { profiles::profiles(result) }
            { overlap::overlaps(result) }
            { exam::exam(result) }
            { about::about(result) }
        </>
    }
}

fn inside_plan(result: &Result<'_>) -> Html {
    html! {
        <>
            { agenda::agenda(result) }
            { plan::plan(result) }
            { filter::filter(result) }
            { practice::practice(result) }
            { next::next(result) }
        </>
    }
}

fn inside_answers(result: &Result<'_>) -> Html {
    html! {
        <>
            { answers::answers(result) }
            { links::entry(result.view) }
            { own_data(result) }
            // What a result is and isn't is said on every page.
            if !result.has(Section::Part(Part::Profiles)) {
                { about::about(result) }
            }
            { about::restart(result) }
        </>
    }
}

/// What a part says of its inside: what there always is, then what only some catalogues have.
fn lead(view: &View<'_>, always: TextKey, more: Option<TextKey>) -> String {
    let said = [Some(always), more].into_iter().flatten();
    let said: Vec<&str> = said.map(|key| view.text(key)).collect();
    said.join(view.text(TextKey::ListSeparator))
}

/// A part below its heading.
fn one(
    result: &Result<'_>,
    part: Part,
    from: Depth,
    title: &str,
    lead: String,
    inside: impl FnOnce(&Result<'_>) -> Html,
) -> Html {
    let view = result.view;
    html! {
        <div class="sc-part">
            <div class="sc-part__head">
                <h3 class="sc-part__title">{ fold::toggle(view, part, "sc-part__toggle", title) }</h3>
                { part::text("p", "sc-note sc-part__lead", lead) }
            </div>
            { fold::inside(result, part, from, inside) }
        </div>
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

/// What the levels are called, where they have names.
fn legend(result: &Result<'_>) -> Html {
    let view = result.view;
    let levels = view.content().levels();
    html! {
        <div>
            if !levels.is_empty() {
                { part::text("p", "sc-note sc-levels-legend", view.texts().fill(TextKey::LevelLegend, &[("levels", (&*levels).into())])) }
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
        let advice = self.recommendation;
        let status = self.scores.fits[self.target.get()].status;
        let catalogue = self.view.catalogue();
        advice.modules.is_empty()
            && (advice.gap_points == 0 || status == Status::Open)
            && !scoring::open_competences(catalogue, self.scores, self.target).is_empty()
    }

    /// Whether the page shows a section.
    fn has(&self, section: Section) -> bool {
        self.shows.sections().contains(&section)
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
