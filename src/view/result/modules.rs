//! What to do next: up to three modules, each with a line why, a task to begin with this week and what the
//! course takes; then what no course gives.

use assessment::id::ModuleIndex;
use assessment::recommendation::{self, ModuleAdvice, Reason};
use assessment::scoring;
use assessment::text::TextKey;
use yew::prelude::*;

use super::fold;
use super::{Result, courses, level, offer, practice};
use crate::picked::Part;
use crate::picked::Wanted;
use crate::store::{Effect, Message, Section};
use crate::view::part;

/// So many competences are named in the line why.
const NAMED: usize = 2;

pub(super) fn steps(result: &Result<'_>) -> Html {
    let view = result.view;
    let modules = &result.recommendation.modules;
    html! {
        <section class="sc-section sc-steps-next" aria-labelledby="sc-modules">
            <h3 id="sc-modules" class="sc-section__title">{ view.text(TextKey::ModulesTitle) }</h3>
            { part::text("p", "sc-modules__lead", lead(result)) }
            <ol class="sc-modules">
                { for modules.iter().enumerate().map(|(place, advice)| card(result, place, advice)) }
            </ol>
            { practice::first(result) }
            if !modules.is_empty() {
                { ways(result) }
            }
        </section>
    }
}

fn lead(result: &Result<'_>) -> String {
    let view = result.view;
    let texts = view.texts();
    let recommendation = result.recommendation;
    let profile = ("profile", result.target_name().into());
    if result.knows_too_little() {
        texts.fill(TextKey::ModulesUnknown, &[profile])
    } else if recommendation.gap_points == 0 {
        texts.fill(TextKey::ModulesDone, &[profile])
    } else if recommendation.modules.is_empty() && view.store.wanted != Wanted::default() {
        view.text(TextKey::FilterNone).to_owned()
    } else if recommendation.modules.is_empty() {
        view.text(TextKey::ModulesNone).to_owned()
    } else {
        let set: Vec<ModuleIndex> = recommendation
            .modules
            .iter()
            .map(|one| one.module)
            .collect();
        let Closing { closed, gaps, .. } = closing(result, &set);
        let values = [("closed", closed.into()), ("gaps", gaps.into())];
        let lead = match set[..] {
            [_] => TextKey::ModulesLeadOne,
            _ => TextKey::ModulesLead,
        };
        texts.fill(lead, &values)
    }
}

/// How many gaps some modules close, how many they only narrow, and of how many.
pub(super) struct Closing {
    pub(super) closed: u32,
    pub(super) narrowed: u32,
    pub(super) gaps: u32,
}

pub(super) fn closing(result: &Result<'_>, set: &[ModuleIndex]) -> Closing {
    let view = result.view;
    let catalogue = view.catalogue();
    let after = scoring::score_after(catalogue, &view.session.responses, set);
    let gaps = scoring::gaps(catalogue, result.scores, result.target);
    let (mut closed, mut narrowed) = (0, 0);
    for gap in &gaps {
        let level = after.attainments[gap.competence.get()].low;
        if level >= gap.required {
            closed += 1;
        } else if level > gap.level {
            narrowed += 1;
        }
    }
    Closing {
        closed,
        narrowed,
        gaps: gaps.len() as u32,
    }
}

/// Why a module, in a line: the gaps that it closes by itself, and the weightiest of them.
fn reason(result: &Result<'_>, advice: &ModuleAdvice) -> String {
    let texts = result.view.texts();
    let Closing {
        closed,
        narrowed,
        gaps,
    } = closing(result, &[advice.module]);
    let names = |closes: bool| {
        let reasons = advice.reasons.iter();
        let named = reasons.filter(|reason| (reason.to >= reason.required) == closes || !closes);
        let names: Vec<&str> = named
            .take(NAMED)
            .map(|reason| &*texts.competence(reason.competence).name)
            .collect();
        names.join(texts.get(TextKey::ListSeparator))
    };
    let closes = names(true);
    if closed > 0 && !closes.is_empty() {
        let values = [
            ("closed", closed.into()),
            ("gaps", gaps.into()),
            ("names", (&*closes).into()),
        ];
        return texts.fill(TextKey::ModulesCloses, &values);
    }
    let narrows = names(false);
    let values = [
        ("count", (closed + narrowed).into()),
        ("gaps", gaps.into()),
        ("names", (&*narrows).into()),
    ];
    texts.fill(TextKey::ModulesNarrows, &values)
}

fn card(result: &Result<'_>, place: usize, advice: &ModuleAdvice) -> Html {
    let view = result.view;
    let texts = view.texts();
    let module = view.catalogue().module(advice.module);
    let text = texts.module(advice.module);
    let more = texts.fill(TextKey::ModulesMore, &[("module", (&*text.name).into())]);
    html! {
        <li key={module.id.as_str().to_string()} class="sc-module" part="module">
            <div class="sc-module__head">
                <span class="sc-module__number" aria-hidden="true">{ place + 1 }</span>
                { part::text("h4", "sc-module__name", &*text.name) }
            </div>
            { part::text("p", "sc-module__why", reason(result, advice)) }
            if !text.project.is_empty() {
                <p class="sc-module__task">
                    { part::text("strong", "", view.text(TextKey::ModulesStart)) }
                    { " " }
                    { &*text.project }
                </p>
            }
            { part::text("p", "sc-note sc-module__offer", offer::line(view, advice.module)) }
            { search(result, advice.module) }
            { courses::of(result, advice.module) }
            { fold::lazy(view, "sc-more sc-module__more", advice.module.get(), &more, || details(result, advice)) }
        </li>
    }
}

/// Links to where the page lets visitors search for courses, one for each of the best terms.
fn search(result: &Result<'_>, module: ModuleIndex) -> Html {
    let Some(search) = &result.shows.search else {
        return Html::default();
    };
    let view = result.view;
    let text = view.texts().module(module);
    let name = std::slice::from_ref(&text.name);
    let terms = if text.search.is_empty() {
        name
    } else {
        &text.search
    };
    let id = view.catalogue().module(module).id.as_str().to_string();
    html! {
        <ul class="sc-links sc-module__search">
            { for terms.iter().take(offer::TERMS).enumerate().map(|(key, term)| html! {
                <li {key}>
                    <a class="sc-link sc-link--out" href={search.address(term)} target="_blank" rel="noopener noreferrer" data-search={id.clone()}>
                        { view.texts().fill(TextKey::ModulesSearchFor, &[("term", (&**term).into())]) }
                    </a>
                </li>
            }) }
        </ul>
    }
}

/// All that is known of a module, and how it comes to be here.
fn details(result: &Result<'_>, advice: &ModuleAdvice) -> Html {
    let view = result.view;
    let texts = view.texts();
    let module = view.catalogue().module(advice.module);
    let text = texts.module(advice.module);
    html! {
        <>
            { part::text("p", "", &*text.summary) }
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesReasons)) }
            <ul class="sc-module__reasons">
                { for advice.reasons.iter().map(|reason| reason_row(result, reason)) }
            </ul>
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesEach)) }
            { points(result, advice) }
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesCovers)) }
            <ul class="sc-module__covers">
                { for text.covers.iter().enumerate().map(|(position, topic)| html! {
                    <li key={position}>{ &**topic }</li>
                }) }
            </ul>
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesFormats)) }
            <ul class="sc-module__formats">{ for formats(result, advice.module) }</ul>
            { offer::offer(result, advice.module) }
            if !text.note.is_empty() {
                { part::text("p", "sc-note", &*text.note) }
            }
            <p class="sc-note">
                { texts.fill(TextKey::ModulesChecked, &[("date", (&*view.content().date(&module.as_of)).into())]) }
            </p>
        </>
    }
}

/// What a module's points are made of.
fn points(result: &Result<'_>, advice: &ModuleAdvice) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let lifts = recommendation::lifts(catalogue, result.scores, result.target, advice.module);
    let alone: u32 = lifts.iter().map(|lift| lift.points).sum();
    let shared = alone - advice.points;
    let counts = [("alone", alone.into()), ("shared", shared.into())];
    let weights = catalogue.weights(result.target);
    let row = |lift: &Reason| {
        let weight = u32::from(weights[lift.competence.get()]);
        let values = [
            ("levels", (lift.points / weight).into()),
            ("weight", weight.into()),
            ("points", lift.points.into()),
        ];
        html! {
            <li key={lift.competence.0}>
                { part::text("strong", "", &*texts.competence(lift.competence).name) }
                { part::text("span", "", texts.fill(TextKey::GapsPoints, &values)) }
            </li>
        }
    };
    html! {
        <>
            <ul class="sc-module__points">{ for lifts.iter().map(row) }</ul>
            if shared > 0 {
                { part::text("p", "sc-note", texts.fill(TextKey::ModulesShared, &counts)) }
            }
        </>
    }
}

fn reason_row(result: &Result<'_>, reason: &Reason) -> Html {
    let view = result.view;
    let [from, to, required] = [reason.from, reason.to, reason.required]
        .map(|one| level::name(view, reason.competence, one));
    html! {
        <li key={reason.competence.0}>
            { part::text("strong", "", &*view.texts().competence(reason.competence).name) }
            { part::text("span", "", view.texts().fill(TextKey::ModulesReason, &[
                ("from", (&*from).into()),
                ("to", (&*to).into()),
                ("required", (&*required).into()),
            ])) }
        </li>
    }
}

fn formats(result: &Result<'_>, module: ModuleIndex) -> Vec<Html> {
    let view = result.view;
    let formats = &view.catalogue().module(module).formats;
    let wanted = view.store.wanted;
    let is_wanted = |format| wanted.is_of_formats() && wanted.suits(view.catalogue(), format);
    formats
        .iter()
        .map(|&format| {
            let definition = view.catalogue().format(format);
            let academic = if definition.academic {
                TextKey::ModulesAcademic
            } else {
                TextKey::ModulesNotAcademic
            };
            let mut traits = Vec::new();
            if definition.beside_job {
                traits.push(view.text(TextKey::ModulesBesideJob));
            }
            if definition.full_time {
                traits.push(view.text(TextKey::ModulesFullTime));
            }
            if definition.distance {
                traits.push(view.text(TextKey::ModulesDistance));
            }
            traits.push(view.text(academic));
            html! {
                <li key={format.0} class={is_wanted(format).then_some("sc-module__format--wanted")}>
                    { part::text("strong", "", &*view.texts().format(format).name) }
                    { part::text("span", "", traits.join(view.text(TextKey::ListSeparator))) }
                </li>
            }
        })
        .collect()
}

/// Where the courses come from, and the way to find one.
fn ways(result: &Result<'_>) -> Html {
    let view = result.view;
    let has_more = view.catalogue().countries().len() > 0 && result.has(Section::Part(Part::Plan));
    let find = view.send(Message::Effect(Effect::GoTo("sc-next")));
    html! {
        <div class="sc-modules__foot">
            if has_more {
                <button type="button" class="sc-button sc-button--small to-next" part="button" onclick={find}>
                    { view.text(TextKey::ModulesFind) }
                </button>
            }
            if courses::are_shown(result) {
                { part::text("p", "sc-note sc-courses__note", view.text(TextKey::CoursesNote)) }
            }
        </div>
    }
}
