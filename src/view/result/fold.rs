//! What is folded away.

use yew::prelude::*;

use crate::view::tag::tag;
use crate::view::{Depth, View};

/// Something that opens below its summary. Four of five elements of a result are inside of one, so they
/// are made when the rest is on the screen.
pub(super) fn fold(
    view: &View<'_>,
    class: &'static str,
    key: Option<&str>,
    summary: Html,
    inside: impl FnOnce() -> Html,
) -> Html {
    let is_whole = view.depth == Depth::Whole;
    details(class, key, summary, is_whole.then(inside))
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
