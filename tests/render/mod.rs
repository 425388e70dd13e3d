//! Components as HTML, natively.

pub(crate) mod tree;

use yew::prelude::*;

/// Renders a component, a tag a line, so that a difference can be read.
pub(crate) fn html<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let local = tokio::task::LocalSet::new();
    let html = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<C>::with_props(props)
            .hydratable(false)
            .render()
            .await
    });
    html.replace("><", ">\n<")
}
