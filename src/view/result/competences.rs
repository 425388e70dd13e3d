//! What the visitor brings and what is missing, competence by competence.

use assessment::catalogue::WEIGHT_MAX;
use assessment::id::CompetenceIndex;
use assessment::scoring::{self, Gap};
use assessment::text::Message;
use yew::prelude::*;

use super::fold::fold;
use super::{Result, why};
use crate::chart;
use crate::view::part;

/// So many rows stand open; the rest is folded away.
const ROWS_SHOWN: usize = 6;

pub(super) fn strengths(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let strengths = scoring::strengths(view.catalogue(), &result.scores, result.target);
    let message = if !strengths.is_empty() {
        Message::StrengthsLead
    } else if result.knows_too_little() {
        Message::StrengthsUnknown
    } else {
        Message::StrengthsNone
    };
    let rows = strengths
        .iter()
        .map(|&competence| strength(result, competence))
        .collect();
    html! {
        <section class="sc-section" aria-labelledby="sc-strengths">
            <h3 id="sc-strengths" class="sc-section__title">{ view.text(Message::StrengthsTitle) }</h3>
            { part::text("p", "", texts.fill(message, &[("profile", result.target_name().into())])) }
            { shortened(result, "sc-competences", rows) }
        </section>
    }
}

fn strength(result: &Result<'_>, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let level = result.scores.attainments[competence.get()].low;
    let required = view.catalogue().required(result.target)[competence.get()];
    let message = if level > required {
        Message::StrengthsSurplus
    } else {
        Message::StrengthsMet
    };
    let none = Html::default();
    row(
        result,
        competence,
        (level, required),
        message,
        none.clone(),
        none,
    )
}

pub(super) fn gaps(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let gaps = scoring::gaps(view.catalogue(), &result.scores, result.target);
    let open = scoring::open_competences(view.catalogue(), &result.scores, result.target);
    let message = if gaps.is_empty() {
        Message::GapsNone
    } else {
        Message::GapsLead
    };
    let points = texts.count(
        Message::PointsOne,
        Message::PointsOther,
        result.recommendation.gap_points,
    );
    let rows = gaps.iter().map(|gap| gap_row(result, gap)).collect();
    html! {
        <section class="sc-section" aria-labelledby="sc-gaps">
            <h3 id="sc-gaps" class="sc-section__title">{ view.text(Message::GapsTitle) }</h3>
            if !gaps.is_empty() || open.is_empty() {
                { part::text("p", "", texts.fill(message, &[
                    ("profile", result.target_name().into()),
                    ("points", (&*points).into()),
                ])) }
            }
            { shortened(result, "sc-competences", rows) }
            if !open.is_empty() {
                { part::text("h4", "sc-subtitle", view.text(Message::GapsOpenTitle)) }
                { shortened(result, "sc-links", open.iter().map(|&competence| why::answer(result, competence)).collect()) }
            }
        </section>
    }
}

/// The strips of both in numbers: what the goal requires, and what the answers give of it.
pub(super) fn table(result: &Result<'_>) -> Html {
    let requirements = scoring::requirements(result.view.catalogue(), result.target);
    why::contributions(result, Message::AreasTable, requirements.collect())
}

fn gap_row(result: &Result<'_>, gap: &Gap) -> Html {
    let core_weight = result.view.catalogue().thresholds().core_weight;
    let importance = match gap.weight {
        weight if (core_weight..=WEIGHT_MAX).contains(&weight) => Message::GapsCore,
        1 => Message::GapsSupporting,
        _ => Message::GapsImportant,
    };
    let tag = html! { <>{ " " }<span class="sc-tag">{ result.view.text(importance) }</span></> };
    let points = result.view.texts().fill(
        Message::GapsPoints,
        &[
            ("levels", u32::from(gap.required - gap.level).into()),
            ("weight", u32::from(gap.weight).into()),
            ("points", gap.points().into()),
        ],
    );
    row(
        result,
        gap.competence,
        (gap.level, gap.required),
        Message::GapsRow,
        tag,
        part::text("span", "sc-competence__points", points),
    )
}

fn row(
    result: &Result<'_>,
    competence: CompetenceIndex,
    (level, required): (u8, u8),
    message: Message,
    tag: Html,
    points: Html,
) -> Html {
    let view = result.view;
    let text = view.texts().fill(
        message,
        &[
            ("level", u32::from(level).into()),
            ("required", u32::from(required).into()),
        ],
    );
    html! {
        <li key={competence.0} class="sc-competence" part="competence">
            <span class="sc-competence__name">{ &*view.texts().competence(competence).name }{ tag }</span>
            <span class="sc-competence__steps">
                { chart::strip(level, level, required, view.catalogue().level_max(competence)) }
                { part::text("span", "", text) }
                { points }
            </span>
        </li>
    }
}

fn shortened(result: &Result<'_>, class: &'static str, mut rows: Vec<Html>) -> Html {
    let rest = rows.split_off(rows.len().min(ROWS_SHOWN));
    let count = rest.len() as u32;
    html! {
        <>
            if !rows.is_empty() {
                <ul {class}>{ for rows }</ul>
            }
            if count > 0 {
                { fold(
                    result.view,
                    "sc-more",
                    None,
                    result.view.texts().count(Message::MoreOne, Message::MoreOther, count).into(),
                    || html! { <ul {class}>{ for rest }</ul> },
                ) }
            }
        </>
    }
}
