//! What is said about a result link: whose result it shows, or why it can't be opened.

use assessment::link::LinkError;
use assessment::text::TextKey;
use yew::prelude::*;

use super::View;
use super::part;
use crate::markup::tag::{Name, Tag, button, tag};
use crate::store::{Effect, Message, Shared};

pub(super) mod gate {
    //! See [gates](crate#gates).

    use assessment::link::LinkError;
    use yew::prelude::*;

    use crate::view::View;

    gates! {
        /// What is said about a link that can't be opened.
        "0008" pub(in crate::view) fn problem(view: &View<'_>, problem: LinkError) -> Html {
            super::problem(view, problem)
        }
    }
}

/// Why the link in the address can't be opened, and what to do.
pub fn problem(view: &View<'_>, problem: LinkError) -> Html {
    let advice = match problem {
        LinkError::TooLong => TextKey::LinkTooLong,
        LinkError::Damaged => TextKey::LinkDamaged,
        LinkError::CutOff => TextKey::LinkCutOff,
        // Summaries are opened, so none is refused for its answers.
        LinkError::NewerFormat | LinkError::NoAnswers => TextKey::LinkNewer,
        LinkError::OtherCatalogue => TextKey::LinkOther,
        LinkError::RevisionUnknown { .. } => TextKey::LinkRevision,
        LinkError::DefinitionChanged => TextKey::LinkChanged,
    };
    html! {
        <div role="alert" class="sc-notice link-problem" part="notice">
            { part::text("strong", "", view.text(TextKey::LinkProblem)) }
            { part::text("p", "", view.text(advice)) }
            { part::text("p", "sc-note", view.text(TextKey::SharedUntouched)) }
            <button type="button" class="sc-button sc-button--small understood" part="button" onclick={view.send(Message::CloseShared)}>
                { view.text(TextKey::LinkDismiss) }
            </button>
        </div>
    }
}

/// Where a link or code is entered by hand: somebody's, or one's own from earlier. The form is there
/// once it is asked for.
pub fn entry(view: &View<'_>) -> Tag {
    let is_entering = view.store.is_entering;
    let title = view.text(TextKey::OpenTitle);
    let open = button(
        "sc-link open-link",
        title,
        view.send(Message::Enter(!is_entering)),
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
            view.text(TextKey::OpenLabel),
        ))
        .with(link);
    let submit = tag("button", "sc-button")
        .set(Name::Type, "submit")
        .set(Name::Part, "button")
        .text(view.text(TextKey::OpenAction));
    tag("form", "sc-open__form")
        .on_submit(&view.send(Message::Effect(Effect::Open)))
        .with(part::text("p", "sc-note", view.text(TextKey::OpenLead)))
        .with(label)
        .with(submit)
}

/// Says that the result on show is somebody else's, and leads to the visitor's own check.
pub fn banner(view: &View<'_>, shared: &Shared) -> Html {
    let own = &view.store.session.responses;
    let has_begun = own.asked_count() > 0;
    let (compare, key) = if shared.is_compared {
        (false, TextKey::SharedHideCompare)
    } else {
        (true, TextKey::SharedCompare)
    };
    let way_on = if has_begun {
        TextKey::SharedContinue
    } else {
        TextKey::SharedOwn
    };
    let can_go_on = view.store.to_go_on().is_some();
    let (class, part) = match can_go_on {
        true => ("sc-button own", "button"),
        false => ("sc-button sc-button--primary own", "button primary-button"),
    };
    html! {
        <div class="sc-notice shared" part="notice">
            if shared.is_rescored {
                { part::text("p", "", view.text(TextKey::SharedRescored)) }
            }
            if can_go_on {
                { part::text("p", "", view.text(TextKey::SharedUnfinished)) }
            }
            <div class="sc-actions">
                if can_go_on {
                    <button
                        type="button"
                        class="sc-button sc-button--primary go-on"
                        part="button primary-button"
                        onclick={view.send(Message::GoOn)}
                    >
                        { view.text(TextKey::SharedGoOn) }
                    </button>
                }
                <button
                    type="button"
                    class={class}
                    part={part}
                    onclick={view.send(Message::CloseShared)}
                >
                    { view.text(way_on) }
                </button>
                if own.answered_count() > 0 {
                    <button
                        type="button"
                        class="sc-button compare"
                        part="button"
                        aria-expanded={if shared.is_compared { "true" } else { "false" }}
                        onclick={view.send(Message::Compare(compare))}
                    >
                        { view.text(key) }
                    </button>
                }
            </div>
            { part::text("p", "sc-note", view.text(TextKey::SharedUntouched)) }
        </div>
    }
}
