//! All responses, area by area, each with the way to change it.

use assessment::id::{AreaIndex, ItemIndex};
use assessment::response::Response;
use assessment::session::Action;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use super::fold::fold;
use crate::view::part;

pub(super) fn answers(result: &Result<'_>) -> Html {
    let view = result.view;
    html! {
        <section class="sc-section" aria-labelledby="sc-answers">
            <h4 id="sc-answers" class="sc-section__title">{ view.text(TextKey::AnswersTitle) }</h4>
            if view.store.shared.is_none() {
                { part::text("p", "", view.text(TextKey::AnswersLead)) }
            }
            <div class="sc-answers">
                { for view.catalogue().areas().map(|area| area_answers(result, area)) }
            </div>
        </section>
    }
}

fn area_answers(result: &Result<'_>, area: AreaIndex) -> Html {
    let view = result.view;
    let list = || {
        html! {
            <ul class="sc-answers__list">
                { for view.catalogue().items_in(area).map(|item| answer(result, item)) }
            </ul>
        }
    };
    fold(
        view,
        "sc-more sc-answers__area",
        Some(view.catalogue().area_id(area).as_str()),
        (&*view.texts().area(area).name).into(),
        list,
    )
}

fn answer(result: &Result<'_>, item: ItemIndex) -> Html {
    let view = result.view;
    let texts = view.texts();
    let competence = &*texts.competence(view.catalogue().competence_of(item)).name;
    let response = match view.session.responses.get(item) {
        Response::Level(level) => texts
            .item(item)
            .anchors
            .get(usize::from(level))
            .map(|anchor| &**anchor)
            .unwrap_or_default(),
        Response::Skipped => view.text(TextKey::AnswersSkipped),
        Response::NotAsked => view.text(TextKey::AnswersUnasked),
    };
    html! {
        <li key={view.catalogue().item_id(item).as_str().to_string()} class="sc-answer" part="answer">
            <div>
                { part::text("strong", "", competence) }
                { part::text("p", "", response) }
            </div>
            if view.store.shared.is_none() {
                <button
                    type="button"
                    class="sc-button sc-button--small change"
                    part="button"
                    aria-label={texts.fill(TextKey::AnswersChangeLabel, &[("competence", competence.into())])}
                    onclick={view.act(Action::GoTo(item))}
                >
                    { view.text(TextKey::AnswersChange) }
                </button>
            }
        </li>
    }
}
