//! What is said about a result link: whose result it shows, or why it can't be opened.

use assessment::link::LinkError;
use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::part;
use super::tag::{Name, Tag, button, tag};
use crate::store::{Intent, Shared, Wish};

/// Why the link in the address can't be opened, and what to do.
pub fn problem(view: &View<'_>, problem: LinkError) -> Html {
    let advice = match problem {
        LinkError::TooLong => Message::LinkTooLong,
        LinkError::Damaged => Message::LinkDamaged,
        LinkError::CutOff => Message::LinkCutOff,
        // Summaries are opened, so none is refused for its answers.
        LinkError::NewerFormat | LinkError::NoAnswers => Message::LinkNewer,
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
pub fn entry(view: &View<'_>) -> Tag {
    let is_entering = view.store.is_entering;
    let title = view.text(Message::OpenTitle);
    let open = button(
        "sc-link open-link",
        title,
        view.intend(Intent::Enter(!is_entering)),
    )
    .set(
        Name::AriaExpanded,
        if is_entering { "true" } else { "false" },
    );
    tag("div", "sc-open")
        .with(open)
        .maybe(is_entering.then(|| form(view)))
}

fn form(view: &View<'_>) -> Tag {
    let link = tag("input", "sc-open__link")
        .set(Name::Part, "link")
        .set(Name::Type, "text")
        .set(Name::Required, "required")
        .set(Name::Maxlength, "10000")
        .set(Name::Autocomplete, "off")
        .set(Name::Autocapitalize, "none")
        .set(Name::Spellcheck, "false");
    let label = tag("label", "")
        .with(part::text(
            "span",
            "sc-legend__detail",
            view.text(Message::OpenLabel),
        ))
        .with(link);
    let submit = tag("button", "sc-button")
        .set(Name::Type, "submit")
        .set(Name::Part, "button")
        .text(view.text(Message::OpenAction));
    tag("form", "sc-open__form")
        .on_submit(&view.intend(Intent::Wish(Wish::Open)))
        .with(part::text("p", "sc-note", view.text(Message::OpenLead)))
        .with(label)
        .with(submit)
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
    let can_go_on = view.store.to_go_on().is_some();
    let (class, part) = match can_go_on {
        true => ("sc-button own", "button"),
        false => ("sc-button sc-button--primary own", "button primary-button"),
    };
    html! {
        <div class="sc-notice shared" part="notice">
            if shared.is_rescored {
                { part::text("p", "", view.text(Message::SharedRescored)) }
            }
            if can_go_on {
                { part::text("p", "", view.text(Message::SharedUnfinished)) }
            }
            <div class="sc-actions">
                if can_go_on {
                    <button
                        type="button"
                        class="sc-button sc-button--primary go-on"
                        part="button primary-button"
                        onclick={view.intend(Intent::GoOn)}
                    >
                        { view.text(Message::SharedGoOn) }
                    </button>
                }
                <button
                    type="button"
                    class={class}
                    part={part}
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
