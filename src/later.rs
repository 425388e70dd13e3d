//! What is loaded later: everything that a result needs, and what is kept of a sitting, which the start says as well.
//!
//! Most visitors who open a page look at the first questions; the rest of the code comes while they
//! answer. The build cuts the Wasm in two (`crates/xtask/src/build/split.rs`): what only [`gate`]
//! leads to goes into the later part. Until that is there, a call through a gate would trap.
//! [`crate::store::Store::waits`] holds the result back, [`crate::store::Store::has_later`] its files and
//! events and the opening of links, without which there is no problem to tell of; the element's script
//! hands over whole catalogues and courses only then. Natively all is one, and always there.

pub mod gate {
    //! The functions through which alone the later part is reached. None may be inlined: the build
    //! finds them by their names.

    use assessment::Catalogue;
    use assessment::catalogue::Definition;
    #[cfg(target_arch = "wasm32")]
    use assessment::link;
    use assessment::link::LinkError;
    use yew::prelude::*;

    use crate::content::Content;
    use crate::store::Shared;
    use crate::view::tag::Tag;
    use crate::view::{View, result};

    /// A whole catalogue, read and checked.
    ///
    /// # Errors
    /// A text `code: message`; see [`assessment::compiled::CompiledError`].
    #[inline(never)]
    pub fn decode(bytes: &[u8]) -> Result<Content, String> {
        Content::decode(bytes).map_err(|error| [error.code(), ": ", &error.to_string()].concat())
    }

    /// Whether two catalogues have the same to advise.
    #[inline(never)]
    pub fn advise_the_same(one: &Definition, other: &Definition) -> bool {
        one.advises_the_same(other)
    }

    /// The result's screen.
    #[inline(never)]
    pub fn result(view: &View<'_>) -> Html {
        result::result(view)
    }

    /// What is kept of a sitting, and where; the start screen says it once something is.
    #[inline(never)]
    pub fn keep(view: &View<'_>) -> Tag {
        crate::view::keep::section(view)
    }

    /// What is said about a link that can't be opened.
    #[inline(never)]
    pub fn link_problem(view: &View<'_>, problem: LinkError) -> Html {
        crate::view::link::problem(view, problem)
    }

    /// What a result code says.
    ///
    /// # Errors
    /// See [`LinkError`].
    #[inline(never)]
    pub fn open(catalogue: &Catalogue, code: &str) -> Result<Shared, LinkError> {
        Shared::open(catalogue, code)
    }

    /// The code in what somebody entered, fit for a fragment.
    #[cfg(target_arch = "wasm32")]
    #[inline(never)]
    pub fn entered(text: &str) -> String {
        link::from_text(text)
    }

    /// What a result changes; see [`crate::store::Store::take_of_result`].
    #[inline(never)]
    pub fn take(store: &mut crate::store::Store, intent: crate::store::Intent) {
        store.take_of_result(intent);
    }

    /// What the host page learns of a result, as JSON.
    #[inline(never)]
    pub fn completion(store: &crate::store::Store) -> String {
        crate::completion::completion(store)
    }

    /// The host page's courses; see [`crate::store::courses`].
    #[inline(never)]
    pub fn courses(
        catalogue: &Catalogue,
        json: &str,
    ) -> Option<std::rc::Rc<[crate::store::Course]>> {
        crate::store::courses(catalogue, json)
    }

    /// What the host page says; see `Widget::around`.
    #[cfg(target_arch = "wasm32")]
    #[inline(never)]
    pub fn around(
        catalogue: &Catalogue,
        element: &web_sys::Element,
        language: &str,
        host: &crate::bridge::Host,
    ) -> crate::store::Intent {
        crate::element::around(catalogue, element, language, host)
    }

    /// What is taken along of the result on show; see [`crate::files::made`].
    #[inline(never)]
    pub fn made(
        store: &crate::store::Store,
        kind: &str,
        date: &str,
        bytes: &[u8],
        text: &str,
    ) -> Option<String> {
        crate::files::made(store, kind, date, bytes, text)
    }
}
