//! What is folded away, and the parts of a result that are closed until somebody asks for them.

use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use crate::markup::tag::{Name, tag};
use crate::picked::Part;
use crate::store::Message;
use crate::view::{Depth, View};

/// Something that opens below its summary. It is made when the rest is on the screen; in a part, when
/// that is opened.
pub(super) fn fold(
    view: &View<'_>,
    class: &'static str,
    key: Option<&str>,
    summary: Html,
    inside: impl FnOnce() -> Html,
) -> Html {
    let is_made = view.depth > Depth::Beginning;
    details(class, key, summary, is_made.then(inside))
}

/// Something that opens below its summary and is made only then: in sight there are many of its kind. `place`
/// tells it from the others.
pub(super) fn lazy(
    view: &View<'_>,
    class: &'static str,
    place: usize,
    summary: &str,
    inside: impl FnOnce() -> Html,
) -> Html {
    let is_made = view.store.made.has(place);
    html! {
        <details {class} ontoggle={view.send(Message::Make(place as u8))}>
            <summary>{ summary }</summary>
            if is_made {
                { inside() }
            }
        </details>
    }
}

#[inline(never)]
fn details(class: &'static str, key: Option<&str>, summary: Html, inside: Option<Html>) -> Html {
    let details = tag("details", class)
        .with(tag("summary", "").with(summary))
        .with(inside.unwrap_or_default());
    match key {
        Some(key) => details.key(key),
        None => details,
    }
    .into()
}

/// A summary that says what is folded away, and of what.
pub(super) fn summary(view: &View<'_>, what: TextKey, of: &str) -> Html {
    named(view, view.text(what), of).into()
}

/// What something is, and a text after the colon.
pub(super) fn named(view: &View<'_>, what: &str, text: &str) -> String {
    let values = [("what", what.into()), ("text", text.into())];
    view.texts().fill(TextKey::ListNamed, &values)
}

/// The button that opens or closes a part.
pub(super) fn toggle(view: &View<'_>, part: Part, class: &'static str, label: &str) -> Html {
    let is_open = view.store.unfolded.has(part as usize);
    html! {
        <button
            type="button"
            {class}
            part="button"
            aria-expanded={if is_open { "true" } else { "false" }}
            aria-controls={part.id()}
            onclick={view.send(Message::Unfold(part))}
        >
            { label }
        </button>
    }
}

/// What is inside of a part. Closed, it takes no layout, but the browser's search finds it and opens it
/// (`embed/effects.js`), and paper has it. What is folded away in there waits until it is open.
pub(super) fn inside(
    result: &Result<'_>,
    part: Part,
    from: Depth,
    inside: impl FnOnce(&Result<'_>) -> Html,
) -> Html {
    let view = result.view;
    let is_open = view.store.unfolded.has(part as usize);
    let content = if view.depth < from {
        Html::default()
    } else if is_open {
        inside(result)
    } else {
        let closed = view.at(Depth::Beginning);
        inside(&Result {
            view: &closed,
            ..*result
        })
    };
    tag("div", "sc-part__body")
        .set(Name::Id, part.id())
        .set_if(Name::Hidden, (!is_open).then_some("until-found"))
        .with(content)
        .into()
}
