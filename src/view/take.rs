//! Taking a result along: on paper, as files for programs and spreadsheets, as a picture.

use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::part;
use crate::store::{Intent, Taking, Untaken, Wish};

/// The section with the ways to take the result on show along.
pub fn take(view: &View<'_>) -> Html {
    let can_print = !view.store.surroundings.no_print;
    html! {
        <section class="sc-section sc-take" aria-labelledby="sc-take">
            <h3 id="sc-take" class="sc-section__title">{ view.text(Message::ExportTitle) }</h3>
            { part::text("p", "", view.text(Message::ExportLead)) }
            <div class="sc-actions">
                if can_print {
                    { way(view, Taking::Print, view.text(Message::ExportPrint).to_owned()) }
                }
                { file(view, Taking::Json, Message::ExportFile) }
                { file(view, Taking::Csv, Message::ExportFile) }
                { file(view, Taking::Svg, Message::ExportPicture) }
                { file(view, Taking::Png, Message::ExportPicture) }
            </div>
            if can_print {
                { part::text("p", "sc-note", view.text(Message::ExportPrintNote)) }
            }
            <div role="status">
                if view.store.untaken == Some(Untaken::File) {
                    { part::text("p", "sc-remark", view.text(Message::ExportFailed)) }
                }
            </div>
        </section>
    }
}

fn file(view: &View<'_>, kind: Taking, message: Message) -> Html {
    let ending = kind.as_str().to_ascii_uppercase();
    let label = view.texts().fill(message, &[("kind", (&*ending).into())]);
    way(view, kind, label)
}

fn way(view: &View<'_>, kind: Taking, label: String) -> Html {
    html! {
        <button
            type="button"
            class={classes!("sc-button", kind.as_str())}
            part="button"
            onclick={view.intend(Intent::Wish(Wish::Take(kind)))}
        >
            { label }
        </button>
    }
}
