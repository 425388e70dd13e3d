//! Pieces that several screens share.

use assessment::text::TextKey;
use yew::prelude::*;
use yew::virtual_dom::VList;

use super::View;
use crate::markup::icon::{Icon, icon};
use crate::markup::tag::{self, Name, Tag, tag};
use crate::store::{Effect, Message};

/// The line above every screen: the occupation, and the switch between locales.
pub fn top(view: &View<'_>) -> Html {
    let brand = slot("brand")
        .with(icon(Icon::Steps))
        .with(tag("span", "").text(&view.texts().occupation));
    let name = tag("p", "sc-top__name").with(brand);
    let line = tag("div", "sc-top").with(name).maybe(locale_switch(view));
    // What is wrong with a link is known only once the code is there that reads it.
    let alert = match view.store.link_problem {
        Some(problem) => super::link::gate::problem(view, problem),
        None => tag("div", "").set(Name::Role, "alert").into(),
    };
    together([line.into(), alert])
}

fn locale_switch(view: &View<'_>) -> Option<Tag> {
    if view.locales.len() < 2 {
        return None;
    }
    let current = &*view.texts().locale;
    let locales = view.locales.iter().map(|locale| {
        let pressed = if *locale.tag == *current {
            "true"
        } else {
            "false"
        };
        let message = Message::Effect(Effect::Locale(locale.tag.clone()));
        tag::button("sc-locale", &locale.name, view.send(message))
            .key(&locale.tag)
            .set(Name::Part, "locale")
            .set_text(Name::Lang, &locale.tag)
            .set(Name::AriaPressed, pressed)
            .into()
    });
    let group = tag("div", "sc-locales")
        .set(Name::Role, "group")
        .set_text(Name::AriaLabel, view.text(TextKey::LocaleSwitch));
    Some(group.list(locales.collect()))
}

/// A button that the host page may style; `class` also tells it from others.
#[inline(never)]
pub fn button(class: &'static str, label: &str, on_click: Callback<MouseEvent>) -> Tag {
    tag::button(class, label, on_click).set(Name::Part, "button")
}

/// Two elements that stand beside each other.
pub fn together(both: [Html; 2]) -> Html {
    VList::with_children(both.into(), None).into()
}

/// An element with nothing but a text.
pub fn text(name: &'static str, class: &'static str, text: impl AsRef<str>) -> Html {
    leaf(name, class, text.as_ref())
}

#[inline(never)]
fn leaf(name: &'static str, class: &'static str, text: &str) -> Html {
    tag(name, class).text(text).into()
}

/// A place for what the host page has put into the element under this name; what is inside stands there else.
pub fn slot(name: &'static str) -> Tag {
    tag("slot", "").set(Name::FieldName, name)
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
    pub message: Message,
}

/// A group of radio buttons.
///
/// `name` is unique in the widget; choices have to be apart by it.
pub fn choices(view: &View<'_>, name: &str, legend: Html, choices: &[Choice<'_>]) -> Html {
    let list = choices.iter().map(|choice| {
        let radio = radio("sc-choice__radio", name, choice.value, choice.checked)
            .on_change(view.send(choice.message.clone()));
        let detail = (!choice.detail.is_empty())
            .then(|| tag("span", "sc-choice__detail").text(choice.detail));
        let words = tag("span", "sc-choice__text")
            .with(text("span", "sc-choice__label", choice.label))
            .maybe(detail);
        let label = tag("label", "sc-choice").key(choice.value);
        label.with(radio).with(words).into()
    });
    let choices = tag("fieldset", "sc-choices")
        .set(Name::Part, "choices")
        .with(tag("legend", "sc-choices__legend").with(legend))
        .with(tag("div", "sc-choices__list").list(list.collect()));
    // In a form of its own: Chromium never lets go of radio buttons in a shadow root that have none.
    tag("form", "")
        .on_submit(&Callback::noop())
        .with(choices)
        .into()
}

/// A radio button of a group.
#[inline(never)]
pub fn radio(class: &'static str, group: &str, value: &str, checked: bool) -> Tag {
    tag("input", class)
        .set(Name::Type, "radio")
        .set_text(Name::FieldName, group)
        .value(value)
        .checked(checked)
}
