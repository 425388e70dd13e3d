//! What is shown until the result is loaded, and when it can't be.

use assessment::text::TextKey;
use yew::prelude::*;

use super::View;
use super::part;
use crate::store::{Message, ResultChunk};

/// The screen in the result's place.
pub fn waiting(view: &View<'_>) -> Html {
    let failed = view.store.result_chunk == ResultChunk::Failed;
    let (title, detail) = if failed {
        (TextKey::WaitingFailed, TextKey::WaitingFailedDetail)
    } else {
        (TextKey::WaitingTitle, TextKey::WaitingDetail)
    };
    html! {
        <div key="waiting" class="sc-screen sc-waiting" part="result" aria-busy={(!failed).then_some("true")}>
            { part::top(view) }
            <div class="sc-hero">
                <h2 class="sc-hero__title" tabindex="-1" ref={view.heading.clone()}>{ view.text(title) }</h2>
                <div role="status">{ part::text("p", "sc-hero__lead", view.text(detail)) }</div>
            </div>
            if failed {
                <div class="sc-actions">
                    <button
                        type="button"
                        class="sc-button sc-button--primary again"
                        part="button primary-button"
                        onclick={view.send(Message::ResultChunk(ResultChunk::Coming))}
                    >
                        { view.text(TextKey::WaitingAgain) }
                    </button>
                </div>
            }
        </div>
    }
}
