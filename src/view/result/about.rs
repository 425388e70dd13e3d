//! What the result is and what it isn't, and the way to start again.

use assessment::session::Action;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use crate::store::Message;
use crate::view::part;

pub(super) fn about(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let definition = view.catalogue().definition();
    let as_of = view.content().date(&definition.as_of);
    let authored = [
        ("catalogue", (&*texts.occupation).into()),
        ("date", (&*as_of).into()),
    ];
    let line = |key| html! { <li>{ view.text(key) }</li> };
    html! {
        <section class="sc-section sc-about" aria-labelledby="sc-about">
            <h4 id="sc-about" class="sc-section__title">{ view.text(TextKey::AboutTitle) }</h4>
            <ul class="sc-about__list">
                { line(TextKey::AboutSelfReport) }
                { line(TextKey::AboutNoCertificate) }
                { line(TextKey::AboutSelection) }
                { line(TextKey::AboutIntervals) }
                <li>{ texts.fill(TextKey::AboutEditorial, &authored) }</li>
                { line(TextKey::AboutGenders) }
            </ul>
            <ul class="sc-about__list sc-about__notes">
                { for view.catalogue().profiles().filter_map(|profile| {
                    let text = texts.profile(profile);
                    (!text.note.is_empty()).then(|| html! {
                        <li key={profile.0}>{ &*text.name }{ ": " }{ &*text.note }</li>
                    })
                }) }
            </ul>
            { part::text("p", "", view.text(TextKey::AboutPrivacy)) }
            if !texts.extras.credit.is_empty() {
                { part::text("p", "sc-note", &texts.extras.credit) }
            }
        </section>
    }
}

/// The way to start again; somebody else's result has none.
pub(super) fn restart(result: &Result<'_>) -> Html {
    let view = result.view;
    if view.store.shared.is_some() {
        return Html::default();
    }
    if !view.store.asks_restart {
        return html! {
            <div class="sc-actions sc-restart">
                <button type="button" class="sc-button restart" part="button" onclick={view.send(Message::AskRestart(true))}>
                    { view.text(TextKey::RestartAction) }
                </button>
            </div>
        };
    }
    html! {
        <div class="sc-actions sc-restart" role="group" aria-labelledby="sc-restart">
            <p id="sc-restart" role="alert">{ view.text(TextKey::RestartQuestion) }</p>
            <button type="button" class="sc-button sc-button--primary confirm" part="button" onclick={view.act(Action::Restart)}>
                { view.text(TextKey::RestartConfirm) }
            </button>
            <button type="button" class="sc-button cancel" part="button" onclick={view.send(Message::AskRestart(false))}>
                { view.text(TextKey::RestartCancel) }
            </button>
        </div>
    }
}
