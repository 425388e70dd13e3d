//! Pieces that several screens share.

use assessment::text::Message;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::{View, link};
use crate::store::{Intent, Wish};

/// The line above every screen: the occupation, and the switch between locales.
pub fn top(view: &View<'_>) -> Html {
    let texts = view.texts();
    html! {
        <>
        <div class="sc-top">
            <p class="sc-top__name">{ icon(Icon::Steps) }<span>{ &*texts.occupation }</span></p>
            { locale_switch(view) }
        </div>
        { link::problem(view) }
        </>
    }
}

fn locale_switch(view: &View<'_>) -> Html {
    if view.locales.len() < 2 {
        return Html::default();
    }
    let current = &*view.texts().locale;
    html! {
        <div class="sc-locales" role="group" aria-label={view.text(Message::LocaleSwitch).to_string()}>
            { for view.locales.iter().map(|locale| html! {
                <button
                    key={locale.tag.as_str()}
                    type="button"
                    class="sc-locale"
                    part="locale"
                    lang={locale.tag.clone()}
                    aria-pressed={if *locale.tag == *current { "true" } else { "false" }}
                    onclick={view.intend(Intent::Wish(Wish::Locale(locale.tag.clone())))}
                >
                    { locale.name.clone() }
                </button>
            }) }
        </div>
    }
}

/// An element with nothing but a text. One function for all of them: written out as markup, each
/// would be compiled into the widget at its place.
pub fn text(tag: &'static str, class: &'static str, text: impl AsRef<str>) -> Html {
    leaf(tag, class, text.as_ref())
}

#[inline(never)]
fn leaf(tag: &'static str, class: &'static str, text: &str) -> Html {
    let class = (!class.is_empty()).then_some(class);
    html! { <@{tag} {class}>{ text }</@> }
}

/// One of several choices in a group of radio buttons.
pub struct Choice<'a> {
    /// The value; unique within its group.
    pub value: &'a str,
    /// The name.
    pub label: &'a str,
    /// What it means; may be empty.
    pub detail: &'a str,
    /// Whether it is chosen.
    pub checked: bool,
    /// What choosing it asks for.
    pub intent: Intent,
}

/// A group of radio buttons.
///
/// `name` is unique in the widget; choices have to be apart by it.
pub fn choices(view: &View<'_>, name: &str, legend: Html, choices: &[Choice<'_>]) -> Html {
    let name = AttrValue::from(name.to_owned());
    html! {
        <fieldset class="sc-choices" part="choices">
            <legend class="sc-choices__legend">{ legend }</legend>
            <div class="sc-choices__list">
                { for choices.iter().map(|choice| html! {
                    <label key={choice.value.to_string()} class="sc-choice">
                        <input
                            class="sc-choice__radio"
                            type="radio"
                            name={name.clone()}
                            value={choice.value.to_string()}
                            checked={choice.checked}
                            onchange={view.intend(choice.intent.clone())}
                        />
                        <span class="sc-choice__text">
                            { text("span", "sc-choice__label", choice.label) }
                            if !choice.detail.is_empty() {
                                { text("span", "sc-choice__detail", choice.detail) }
                            }
                        </span>
                    </label>
                }) }
            </div>
        </fieldset>
    }
}
