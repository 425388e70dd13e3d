//! Every effect on the browser. Nothing outside this module reads or changes the page.

use gloo_timers::callback::Timeout;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::{KeyboardEvent, NodeRef, TargetCast};

/// The time in milliseconds.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the clock"
)]
pub fn now() -> u64 {
    // Whole and positive for the next 285,000 years.
    web_sys::js_sys::Date::now() as u64
}

/// By then the frame is on the screen that was made last; to ask for it would make it come later.
const TWO_FRAMES_MS: u32 = 34;

/// Calls back once what is drawn now is on the screen; never if the timer is dropped before.
pub fn after_frame(callback: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(TWO_FRAMES_MS, callback)
}

/// Moves the focus to an element; nothing happens if it isn't on the page.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // An element that refuses the focus leaves it where it was, which is what we want.
        let _ = element.focus();
    }
}

/// Whether an element, or something in it, has the focus.
pub fn has_focus(root: &NodeRef) -> bool {
    root.cast::<HtmlElement>()
        .is_some_and(|root| root.matches(":focus-within").unwrap_or(false))
}

/// Whether the browser has put elements of its own around texts, to translate them.
pub fn is_translated(root: &NodeRef) -> bool {
    let root = root.cast::<Element>();
    root.is_some_and(|root| root.get_elements_by_tag_name("font").length() > 0)
}

/// A selector for the element that has the focus, and its place among all that match: what goes before it
/// may come and go.
pub fn focused(root: &NodeRef) -> Option<(String, u32)> {
    let root = root.cast::<Element>()?;
    let element = root.query_selector(":focus").ok()??;
    let selector = ["name", "class"]
        .into_iter()
        .find_map(|name| Some(["[", name, "='", &element.get_attribute(name)?, "']"].concat()))
        .unwrap_or_else(|| element.local_name());
    let alike = root.query_selector_all(&selector).ok()?;
    let is_it = |&place: &u32| alike.item(place).is_some_and(|node| node == *element);
    Some((selector, (0..alike.length()).find(is_it)?))
}

/// Gives the focus to the element at a place among all that match, and leaves the page where it is scrolled
/// to; false if there is none.
pub fn focus_at(root: &NodeRef, selector: &str, place: u32) -> bool {
    let alike = root
        .cast::<Element>()
        .and_then(|root| root.query_selector_all(selector).ok());
    let node = alike.and_then(|alike| alike.item(place));
    if let Some(element) = node.map(JsCast::unchecked_into::<HtmlElement>) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        return element.focus_with_options(&options).is_ok();
    }
    false
}

/// Chooses the answer at a place, counted from 0, if there is one, and moves the focus there: the radio
/// button of a level, of which Enter then submits the form, as after a click, or one of the two buttons
/// of a statement.
pub fn choose(root: &NodeRef, place: u8) {
    let Some(root) = root.cast::<HtmlElement>() else {
        return;
    };
    let found = ["sc-rung__radio", "sc-reply"]
        .into_iter()
        .find_map(|class| {
            let answers = root.get_elements_by_class_name(class);
            answers.item(place.into())
        });
    if let Some(answer) = found.map(JsCast::unchecked_into::<HtmlElement>) {
        let _ = answer.focus();
        answer.click();
    }
}

/// The class of the answer to a statement that an arrow key on the other one leads to.
#[must_use]
pub fn arrow(event: &KeyboardEvent) -> Option<&'static str> {
    let answer = event.target_dyn_into::<Element>()?;
    if !event.key().starts_with("Arrow") || is_shortcut(event) {
        return None;
    }
    let is = |selector| answer.matches(selector).unwrap_or(false);
    let other = if is(".fits") {
        "fits-not"
    } else if is(".fits-not") {
        "fits"
    } else {
        return None;
    };
    event.prevent_default();
    Some(other)
}

fn is_shortcut(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// Moves the focus to the first element of a class; false if there is none.
pub fn focus_class(root: &NodeRef, class: &str) -> bool {
    let Some(element) = first_of_class(root, class) else {
        return false;
    };
    let _ = element.unchecked_into::<HtmlElement>().focus();
    true
}

/// Scrolls the first element of a class into sight, and leaves the focus where it is.
pub fn show_class(root: &NodeRef, class: &str) {
    if let Some(element) = first_of_class(root, class) {
        element.scroll_into_view();
    }
}

fn first_of_class(root: &NodeRef, class: &str) -> Option<Element> {
    let root = root.cast::<HtmlElement>()?;
    root.get_elements_by_class_name(class).item(0)
}

/// Whether a key press is Enter on something that has no use for it, such as a heading.
#[must_use]
pub fn is_bare_enter(event: &KeyboardEvent) -> bool {
    let on_heading = event
        .target_dyn_into::<Element>()
        .is_some_and(|element| element.tag_name() == "H2");
    on_heading && event.key() == "Enter"
}

/// The digit that a key stands for, unless it is part of a shortcut.
#[must_use]
pub fn digit(event: &KeyboardEvent) -> Option<u8> {
    if is_shortcut(event) {
        return None;
    }
    match event.key().as_bytes() {
        &[digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}
