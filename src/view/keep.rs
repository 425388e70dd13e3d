//! What is kept of a sitting and where: what the visitor has to know of it, may choose and delete.

use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::icon::{Icon, icon};
use super::part;
use crate::store::{Intent, Keeping, Notice, Wish};

/// What has to be said about the saved sitting, above any screen.
pub fn notice(view: &View<'_>) -> Html {
    let Some(notice) = &view.store.notice else {
        return Html::default();
    };
    let text = match notice {
        Notice::Unreadable => view.text(Message::KeepUnreadable).to_owned(),
        Notice::Refused => view.text(Message::KeepRefused).to_owned(),
        Notice::NoLocale => view.text(Message::KeepNoLocale).to_owned(),
        Notice::Deleted => view.text(Message::KeepDeleted).to_owned(),
        Notice::Elsewhere(saved) => view.texts().count(
            Message::KeepElsewhereOne,
            Message::KeepElsewhereOther,
            saved.session.responses.answered_count() as u32,
        ),
    };
    let elsewhere = matches!(notice, Notice::Elsewhere(_));
    let dismiss = if elsewhere {
        Message::KeepMine
    } else {
        Message::KeepDismiss
    };
    html! {
        <div class="sc-notice" part="notice">
            { part::text("p", "sc-notice__text", text) }
            <div class="sc-actions">
                if elsewhere {
                    <button type="button" class="sc-button take-over" part="button" onclick={view.intend(Intent::TakeOver)}>
                        { view.text(Message::KeepTakeOver) }
                    </button>
                }
                <button type="button" class="sc-button dismiss" part="button" onclick={view.intend(Intent::Notice(None))}>
                    { view.text(dismiss) }
                </button>
            </div>
        </div>
    }
}

/// The section about the visitor's data; on the start screen only when there are some.
pub fn section(view: &View<'_>) -> Html {
    let store = view.store;
    let remembers = store.keeping == Keeping::Device;
    let detail = match store.keeping {
        Keeping::Nothing => Message::KeepNothing,
        Keeping::Refused => Message::KeepRefused,
        Keeping::Tab => Message::KeepTab,
        Keeping::Device => Message::KeepDevice,
    };
    html! {
        <section class="sc-section sc-keep" aria-labelledby="sc-keep">
            <h3 id="sc-keep" class="sc-section__title">{ icon(Icon::Lock) }<span>{ view.text(Message::KeepTitle) }</span></h3>
            { part::text("p", "sc-keep__state", view.text(detail)) }
            <label class="sc-choice sc-keep__choice">
                <input
                    type="checkbox"
                    class="sc-choice__radio remember"
                    checked={remembers}
                    onchange={view.intend(Intent::Wish(Wish::Remember(!remembers)))}
                />
                <span class="sc-choice__text">
                    { part::text("span", "sc-choice__label", view.text(Message::KeepRemember)) }
                    { part::text("span", "sc-choice__detail", view.text(Message::KeepRememberDetail)) }
                </span>
            </label>
            { delete(view) }
        </section>
    }
}

fn delete(view: &View<'_>) -> Html {
    let button = |class: &'static str, message, intent| {
        html! {
            <button type="button" class={classes!("sc-button", class)} part="button" onclick={view.intend(intent)}>
                { view.text(message) }
            </button>
        }
    };
    if !view.store.asks_delete {
        return html! {
            <div class="sc-actions">
                { button("delete", Message::KeepDelete, Intent::AskDelete(true)) }
            </div>
        };
    }
    html! {
        <div class="sc-actions" role="group" aria-labelledby="sc-delete">
            <p id="sc-delete" role="alert">{ view.text(Message::KeepQuestion) }</p>
            { button("confirm-delete", Message::RestartConfirm, Intent::Delete) }
            { button("cancel", Message::RestartCancel, Intent::AskDelete(false)) }
        </div>
    }
}
