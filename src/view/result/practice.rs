//! What no course gives, with a task for each.

use assessment::id::CompetenceIndex;
use assessment::text::TextKey;
use yew::prelude::*;

use super::{Result, level};
use crate::view::part;

/// The most important of it, beside the steps; where no course helps, up to three.
pub(super) fn first(result: &Result<'_>) -> Html {
    let view = result.view;
    let shown = if result.recommendation.modules.is_empty() {
        3
    } else {
        1
    };
    let tasks: Vec<CompetenceIndex> = result
        .recommendation
        .practice
        .iter()
        .copied()
        .take(shown)
        .collect();
    if tasks.is_empty() {
        return Html::default();
    }
    html! {
        <div class="sc-module sc-module--practice">
            { part::text("h4", "sc-module__name", view.text(TextKey::PracticeTitle)) }
            { for tasks.into_iter().map(|competence| {
                let text = view.texts().competence(competence);
                html! {
                    <div key={competence.0}>
                        { part::text("p", "sc-module__why", &*text.name) }
                        <p class="sc-module__task">
                            { part::text("strong", "", view.text(TextKey::ModulesStart)) }
                            { " " }
                            { &*text.practice }
                        </p>
                    </div>
                }
            }) }
        </div>
    }
}

/// All of it.
pub(super) fn practice(result: &Result<'_>) -> Html {
    let view = result.view;
    let practice = &result.recommendation.practice;
    if practice.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sc-section sc-practice-all" aria-labelledby="sc-practice">
            <h4 id="sc-practice" class="sc-section__title">{ view.text(TextKey::PracticeTitle) }</h4>
            { part::text("p", "", view.text(TextKey::PracticeLead)) }
            <ul class="sc-practice">
                { for practice.iter().map(|&competence| practice_row(result, competence)) }
            </ul>
        </section>
    }
}

fn practice_row(result: &Result<'_>, competence: CompetenceIndex) -> Html {
    let view = result.view;
    let text = view.texts().competence(competence);
    let level = result.scores.attainments[competence.get()].low;
    let required = view.catalogue().required(result.target)[competence.get()];
    let levels = level::sentence(result, TextKey::PracticeRow, competence, [level, required]);
    html! {
        <li key={competence.0} part="practice">
            { part::text("strong", "", &*text.name) }
            { part::text("span", "sc-note", levels) }
            { part::text("span", "", &*text.practice) }
        </li>
    }
}
