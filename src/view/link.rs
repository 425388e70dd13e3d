//! What is said about a result link: whose result it shows, or why it can't be opened.

use assessment::link::LinkError;
use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::part;
use crate::store::{Intent, Shared, Wish};

/// Why the link in the address can't be opened, and what to do; nothing if all is well.
pub fn problem(view: &View<'_>) -> Html {
    let Some(problem) = view.store.link_problem else {
        return html! { <div role="alert"></div> };
    };
    let advice = match problem {
        LinkError::TooLong => Message::LinkTooLong,
        LinkError::Damaged => Message::LinkDamaged,
        LinkError::CutOff => Message::LinkCutOff,
        LinkError::NewerFormat => Message::LinkNewer,
        LinkError::OtherCatalogue => Message::LinkOther,
        LinkError::RevisionUnknown { .. } => Message::LinkRevision,
        LinkError::DefinitionChanged => Message::LinkChanged,
    };
    html! {
        <div role="alert" class="sc-notice link-problem" part="notice">
            { part::text("strong", "", view.text(Message::LinkProblem)) }
            { part::text("p", "", view.text(advice)) }
            { part::text("p", "sc-note", view.text(Message::SharedUntouched)) }
            <button type="button" class="sc-button sc-button--small understood" part="button" onclick={view.intend(Intent::CloseShared)}>
                { view.text(Message::LinkDismiss) }
            </button>
        </div>
    }
}

/// Where a link or code is entered by hand: somebody's, or one's own from earlier. The form is there
/// once it is asked for.
pub fn entry(view: &View<'_>) -> Html {
    let is_entering = view.store.is_entering;
    let submit = view
        .intend(Intent::Wish(Wish::Open))
        .reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <div class="sc-open">
            <button
                type="button"
                class="sc-link open-link"
                aria-expanded={if is_entering { "true" } else { "false" }}
                onclick={view.intend(Intent::Enter(!is_entering))}
            >
                { view.text(Message::OpenTitle) }
            </button>
            if is_entering {
                <form class="sc-open__form" onsubmit={submit}>
                    { part::text("p", "sc-note", view.text(Message::OpenLead)) }
                    <label>
                        { part::text("span", "sc-legend__detail", view.text(Message::OpenLabel)) }
                        <input
                            class="sc-open__link"
                            part="link"
                            type="text"
                            required=true
                            maxlength="10000"
                            autocomplete="off"
                            autocapitalize="none"
                            spellcheck="false"
                        />
                    </label>
                    <button type="submit" class="sc-button" part="button">{ view.text(Message::OpenAction) }</button>
                </form>
            }
        </div>
    }
}

/// Says that the result on show is somebody else's, and leads to the visitor's own check.
pub fn banner(view: &View<'_>, shared: &Shared) -> Html {
    let own = &view.store.session.responses;
    let has_begun = own.asked_count() > 0;
    let (compare, message) = if shared.is_compared {
        (false, Message::SharedHideCompare)
    } else {
        (true, Message::SharedCompare)
    };
    let way_on = if has_begun {
        Message::SharedContinue
    } else {
        Message::SharedOwn
    };
    html! {
        <div class="sc-notice shared" part="notice">
            if shared.is_rescored {
                { part::text("p", "", view.text(Message::SharedRescored)) }
            }
            <div class="sc-actions">
                <button
                    type="button"
                    class="sc-button sc-button--primary own"
                    part="button primary-button"
                    onclick={view.intend(Intent::CloseShared)}
                >
                    { view.text(way_on) }
                </button>
                if own.answered_count() > 0 {
                    <button
                        type="button"
                        class="sc-button compare"
                        part="button"
                        aria-expanded={if shared.is_compared { "true" } else { "false" }}
                        onclick={view.intend(Intent::Compare(compare))}
                    >
                        { view.text(message) }
                    </button>
                }
            </div>
            { part::text("p", "sc-note", view.text(Message::SharedUntouched)) }
        </div>
    }
}
