//! Which other roles the answers are close to as well, and what makes the difference.

use assessment::overlap::{self, Difference, Overlap, Role};
use assessment::scoring::Status;
use assessment::text::TextKey;
use yew::prelude::*;

use super::profiles::span;
use super::{Result, level, why};
use crate::chart;
use crate::view::part;

pub(super) fn overlaps(result: &Result<'_>) -> Html {
    let view = result.view;
    let own = result.summary.headline.profile;
    let overlaps = overlap::overlaps(view.catalogue(), result.scores, own);
    if overlaps.is_empty() || view.session.responses.answered_count() == 0 {
        return Html::default();
    }
    let has = |status| overlaps.iter().any(|overlap| overlap.status == status);
    let lead = if has(Status::Reached) {
        TextKey::OverlapLead
    } else if has(Status::Open) {
        TextKey::OverlapUnknown
    } else {
        TextKey::OverlapNone
    };
    let bars = overlaps.iter().map(|overlap| {
        let points = [overlap.low, overlap.high, overlap.max];
        let percent = (overlap.share().low, overlap.share().high);
        (name(result, overlap.role), points, percent)
    });
    let own_name = ("profile", result.profile_name(own).into());
    html! {
        <section class="sc-section sc-overlap" aria-labelledby="sc-overlap">
            <h4 id="sc-overlap" class="sc-section__title">{ view.text(TextKey::OverlapTitle) }</h4>
            { part::text("p", "", view.texts().fill(lead, &[own_name])) }
            <ul class="sc-exam__fields">
                { for overlaps.iter().enumerate().map(|(key, overlap)| role(result, key, overlap)) }
            </ul>
            { why::shares(result, TextKey::OverlapTitle, TextKey::CompareProfiles, bars.collect()) }
        </section>
    }
}

fn name<'a>(result: &Result<'a>, role: Role) -> &'a str {
    let texts = result.view.texts();
    match role {
        Role::Profile(profile) => &texts.profile(profile).name,
        Role::Neighbour(neighbour) => texts
            .extras
            .neighbours
            .get(neighbour.get())
            .map_or("", |text| &text.name),
    }
}

fn role(result: &Result<'_>, key: usize, overlap: &Overlap) -> Html {
    let texts = result.view.texts();
    let text_key = match overlap.status {
        Status::Reached => TextKey::OverlapClose,
        Status::Open => TextKey::OverlapOpen,
        Status::NotReached => TextKey::OverlapFar,
    };
    let name = name(result, overlap.role);
    let requirements = overlap::requirements(result.view.catalogue(), overlap.role);
    let note = match overlap.role {
        Role::Neighbour(_) => texts.get(TextKey::OverlapNeighbour),
        Role::Profile(_) => "",
    };
    html! {
        <li {key} class="sc-exam__field">
            <div class="sc-area__head">
                { part::text("strong", "", name) }
                { part::text("span", "sc-plan__numbers", span(texts, overlap.share().low, overlap.share().high)) }
            </div>
            { chart::bar(overlap.share().low, overlap.share().high, &[]) }
            { part::text("p", "", texts.get(text_key)) }
            if !overlap.differences.is_empty() {
                <ul class="sc-overlap__differences">
                    { for overlap.differences.iter().map(|difference| row(result, name, difference)) }
                </ul>
            }
            if !note.is_empty() {
                { part::text("p", "sc-note", note) }
            }
            { why::contributions(result, TextKey::WhyEach, name, requirements) }
        </li>
    }
}

fn row(result: &Result<'_>, other: &str, difference: &Difference) -> Html {
    let texts = result.view.texts();
    let own = result.profile_name(result.summary.headline.profile);
    let [level, its_own, its_other] = [difference.level, difference.own, difference.other]
        .map(|level| level::name(result.view, difference.competence, level));
    let text = texts.fill(
        TextKey::OverlapDifference,
        &[
            ("level", (&*level).into()),
            ("own-role", own.into()),
            ("own", (&*its_own).into()),
            ("other-role", other.into()),
            ("other", (&*its_other).into()),
        ],
    );
    html! {
        <li key={difference.competence.0}>
            { part::text("strong", "", &*texts.competence(difference.competence).name) }
            { part::text("span", "sc-note", text) }
        </li>
    }
}
