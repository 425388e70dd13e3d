//! Taking a result along: on paper, as files for programs and spreadsheets, as a picture.

use assessment::text::TextKey;
use yew::prelude::*;

use super::View;
use super::{part, share};
use crate::store::{Effect, Message, Scope, Taking};

/// The section with the ways to take the result on show along.
pub fn take(view: &View<'_>) -> Html {
    let can_print = !view.store.surroundings.no_print;
    html! {
        <section class="sc-section sc-take" aria-labelledby="sc-take">
            <h3 id="sc-take" class="sc-section__title">{ view.text(TextKey::ExportTitle) }</h3>
            { part::text("p", "", view.text(TextKey::ExportLead)) }
            <div class="sc-actions">
                if can_print {
                    { way(view, Taking::PRINT, view.text(TextKey::ExportPrint).to_owned()) }
                }
                { file(view, Taking::JSON, TextKey::ExportFile) }
                { file(view, Taking::CSV, TextKey::ExportFile) }
                { file(view, Taking::SVG, TextKey::ExportPicture) }
                { file(view, Taking::PNG, TextKey::ExportPicture) }
            </div>
            if can_print {
                <label class="sc-share__link">
                    { part::text("span", "sc-legend__detail", view.text(TextKey::ExportName)) }
                    <input class="sc-take__name" type="text" maxlength="80" autocomplete="off" />
                </label>
                { part::text("p", "sc-note", view.text(TextKey::ExportPrintNote)) }
            }
            <div role="status">
                if view.store.has_failed(&["json", "csv", "svg", "png"]) {
                    { part::text("p", "sc-remark", view.text(TextKey::ExportFailed)) }
                }
            </div>
        </section>
    }
}

/// What only paper has, which `embed/report.js` fills in: the name that was entered, and a code that opens what
/// the paper says, without the answers.
pub fn paper(view: &View<'_>) -> Html {
    // A file on a computer opens for nobody else.
    let is_web = !view.store.surroundings.web_page().is_empty();
    let address = share::address(view, Scope::Summary).filter(|_| is_web);
    html! {
        <div class="sc-paper" data-link={address} hidden=true>
            <p class="sc-paper__name">{ view.text(TextKey::ExportPaperName) }{ " " }<strong></strong></p>
            { part::text("p", "sc-note sc-paper__code", view.text(TextKey::ExportPaperCode)) }
        </div>
    }
}

fn file(view: &View<'_>, kind: Taking, key: TextKey) -> Html {
    let ending = kind.kind().to_ascii_uppercase();
    let label = view.texts().fill(key, &[("kind", (&*ending).into())]);
    way(view, kind, label)
}

fn way(view: &View<'_>, kind: Taking, label: String) -> Html {
    html! {
        <button
            type="button"
            class={classes!("sc-button", kind.kind().to_owned())}
            part="button"
            onclick={view.send(Message::Effect(Effect::Take(kind)))}
        >
            { label }
        </button>
    }
}
