//! A screen by itself, as it is in a state that the visitor has brought about.

use skill_check::store::Store;
use skill_check::view::{self, Depth, View};
use yew::prelude::*;

use super::render::html;

#[derive(Clone, PartialEq, Properties)]
struct ScreenProps {
    store: Store,
}

#[component]
fn Screen(props: &ScreenProps) -> Html {
    view::screen(&View {
        store: &props.store,
        session: props.store.on_show(),
        locales: &[],
        depth: Depth::FIRST,
        heading: &NodeRef::default(),
        on: &Callback::noop(),
        on_key: &Callback::noop(),
    })
}

/// The screen of a store, as HTML.
pub(crate) fn screen(store: &Store) -> String {
    html::<Screen>(ScreenProps {
        store: store.clone(),
    })
}
