//! What the visitor brings and what is missing, competence by competence.

use assessment::catalogue::WEIGHT_MAX;
use assessment::id::CompetenceIndex;
use assessment::scoring::{self, Gap};
use assessment::text::TextKey;
use yew::prelude::*;

use super::fold::{self, fold};
use super::{Result, level, why};
use crate::chart;
use crate::view::part;

/// So many rows stand open; the rest is folded away.
const ROWS_SHOWN: usize = 6;

pub(super) fn strengths(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let strengths = scoring::strengths(view.catalogue(), result.scores, result.target);
    let key = if !strengths.is_empty() {
        TextKey::StrengthsLead
    } else if result.knows_too_little() {
        TextKey::StrengthsUnknown
    } else {
        TextKey::StrengthsNone
    };
    let rows = strengths
        .iter()
        .map(|&competence| {
            let level = result.scores.attainments[competence.get()].low;
            let level = level::name(view, competence, level);
            let listed = fold::named(view, &texts.competence(competence).name, &level);
            (strength(result, competence), listed)
        })
        .collect();
    html! {
        <section class="sc-section" aria-labelledby="sc-strengths">
            <h4 id="sc-strengths" class="sc-section__title">{ view.text(TextKey::StrengthsTitle) }</h4>
            { part::text("p", "", texts.fill(key, &[("profile", result.target_name().into())])) }
            { shortened(result, "sc-competences", TextKey::StrengthsTitle, rows) }
        </section>
    }
}

fn strength(result: &Result<'_>, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let level = result.scores.attainments[competence.get()].low;
    let required = view.catalogue().required(result.target)[competence.get()];
    let key = if level > required {
        TextKey::StrengthsSurplus
    } else {
        TextKey::StrengthsMet
    };
    row(result, competence, [level, required], key, Html::default())
}

pub(super) fn gaps(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let gaps = scoring::gaps(view.catalogue(), result.scores, result.target);
    let open = scoring::open_competences(view.catalogue(), result.scores, result.target);
    let key = if gaps.is_empty() {
        TextKey::GapsNone
    } else {
        TextKey::GapsLead
    };
    let rows = gaps.iter().map(|gap| {
        let [level, required] =
            [gap.level, gap.required].map(|level| level::name(view, gap.competence, level));
        let values = [
            ("name", (&*texts.competence(gap.competence).name).into()),
            ("level", (&*level).into()),
            ("required", (&*required).into()),
        ];
        (gap_row(result, gap), texts.fill(TextKey::MoreGap, &values))
    });
    let unanswered = open.iter().map(|&competence| {
        let name = texts.competence(competence).name.to_string();
        (why::answer(result, competence), name)
    });
    html! {
        <section class="sc-section" aria-labelledby="sc-gaps">
            <h4 id="sc-gaps" class="sc-section__title">{ view.text(TextKey::GapsTitle) }</h4>
            if !gaps.is_empty() || open.is_empty() {
                { part::text("p", "", texts.fill(key, &[("profile", result.target_name().into())])) }
            }
            { shortened(result, "sc-competences", TextKey::GapsTitle, rows.collect()) }
            if !open.is_empty() {
                { part::text("h5", "sc-subtitle", view.text(TextKey::GapsOpenTitle)) }
                { shortened(result, "sc-links", TextKey::GapsOpenTitle, unanswered.collect()) }
            }
        </section>
    }
}

/// The strips of both in numbers: what the goal requires, and what the answers give of it.
pub(super) fn table(result: &Result<'_>) -> Html {
    let requirements = scoring::requirements(result.view.catalogue(), result.target);
    why::contributions(
        result,
        TextKey::WhyEach,
        result.target_name(),
        requirements.collect(),
    )
}

fn gap_row(result: &Result<'_>, gap: &Gap) -> Html {
    let core_weight = result.view.catalogue().thresholds().core_weight;
    let importance = match gap.weight {
        weight if (core_weight..=WEIGHT_MAX).contains(&weight) => TextKey::GapsCore,
        1 => TextKey::GapsSupporting,
        _ => TextKey::GapsImportant,
    };
    let tag = html! { <>{ " " }<span class="sc-tag">{ result.view.text(importance) }</span></> };
    row(
        result,
        gap.competence,
        [gap.level, gap.required],
        TextKey::GapsRow,
        tag,
    )
}

fn row(
    result: &Result<'_>,
    competence: CompetenceIndex,
    [level, required]: [u8; 2],
    key: TextKey,
    tag: Html,
) -> Html {
    let view = result.view;
    let text = level::sentence(result, key, competence, [level, required]);
    html! {
        <li key={competence.0} class="sc-competence" part="competence">
            <span class="sc-competence__name">{ &*view.texts().competence(competence).name }{ tag }</span>
            <span class="sc-competence__steps">
                { chart::strip(level, level, required, view.catalogue().level_max(competence)) }
                { part::text("span", "", text) }
            </span>
        </li>
    }
}

/// The first rows; the rest is folded away, and on paper in a line. Each row comes with what that says of it.
fn shortened(
    result: &Result<'_>,
    class: &'static str,
    of: TextKey,
    rows: Vec<(Html, String)>,
) -> Html {
    let view = result.view;
    let (mut rows, mut names): (Vec<Html>, Vec<String>) = rows.into_iter().unzip();
    let shown = rows.len().min(ROWS_SHOWN);
    let (rest, names) = (rows.split_off(shown), names.split_off(shown));
    let count = rest.len() as u32;
    let names = names.join(view.text(TextKey::ListSeparator));
    let on_paper = view
        .texts()
        .fill(TextKey::MoreOnPaper, &[("names", (&*names).into())]);
    html! {
        <>
            if !rows.is_empty() {
                <ul {class}>{ for rows }</ul>
            }
            if count > 0 {
                { part::text("p", "sc-note sc-on-paper", on_paper) }
                { fold(
                    view,
                    "sc-more",
                    None,
                    fold::named(view, view.text(of), &view.texts().count(TextKey::MoreOne, TextKey::MoreOther, count)).into(),
                    || html! { <ul {class}>{ for rest }</ul> },
                ) }
            }
        </>
    }
}
