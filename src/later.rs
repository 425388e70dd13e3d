//! What is loaded later: everything that a result needs, and what is kept of a sitting, which the start says as well.
//!
//! Most visitors who open a page look at the first questions; the rest of the code comes while they
//! answer. The build cuts the Wasm in two (`crates/xtask/src/build/split.rs`): what only [`gate`]
//! leads to goes into the later part. Until that is there, a call through a gate would trap.
//! [`crate::store::Store::waits`] holds the result back, [`crate::store::Store::has_later`] its files and
//! events and the opening of links, without which there is no problem to tell of; the element's script
//! hands over whole catalogues and courses only then. Natively all is one, and always there.

/// Makes gates of functions, each with a number of four hexadecimal digits that no other one has.
///
/// In the browser a gate is an import, and what it leads to an export, under the names by which
/// `wasm_split_cli_support` knows the points to cut at: `__wasm_split_00`, the part, `00_import_` or `00_export_`, and
/// 32 digits. It makes one call of the two. Its own macro isn't used: that loads the part by itself, at the first call
/// and without a way to try again, and makes every gate wait.
macro_rules! gates {
    ($(
        $(#[doc = $doc:literal])*
        $(#[cfg($cfg:meta)])?
        $number:literal fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $given:ty)? $body:block
    )*) => {$(
        $(#[doc = $doc])*
        $(#[cfg($cfg)])?
        pub fn $name($($argument: $type),*) $(-> $given)? {
            #[cfg(target_arch = "wasm32")]
            #[link(wasm_import_module = "./__wasm_split.js")]
            #[allow(improper_ctypes, reason = "both sides come from one compiler")]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_00later00_import_", "0000000000000000000000000000", $number)]
                safe fn lead($($argument: $type),*) $(-> $given)?;
            }

            #[cfg_attr(
                target_arch = "wasm32",
                unsafe(export_name = concat!("__wasm_split_00later00_export_", "0000000000000000000000000000", $number))
            )]
            #[allow(improper_ctypes_definitions, reason = "both sides come from one compiler")]
            extern "C" fn led($($argument: $type),*) $(-> $given)? $body

            #[cfg(target_arch = "wasm32")]
            return lead($($argument),*);
            #[cfg(not(target_arch = "wasm32"))]
            led($($argument),*)
        }
    )*};
}

pub mod gate {
    //! The functions through which alone the later part is reached.
    #![allow(
        unsafe_code,
        reason = "the names of imports and exports are the splitter's"
    )]

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

    gates! {
        /// A whole catalogue, read and checked.
        ///
        /// # Errors
        /// A text `code: message`; see [`assessment::compiled::CompiledError`].
        "0001" fn decode(bytes: &[u8]) -> Result<Content, String> {
            Content::decode(bytes).map_err(|error| [error.code(), ": ", &error.to_string()].concat())
        }

        /// Whether two catalogues have the same to advise.
        "0002" fn advise_the_same(one: &Definition, other: &Definition) -> bool {
            one.advises_the_same(other)
        }

        /// The result's screen.
        "0003" fn result(view: &View<'_>) -> Html {
            result::result(view)
        }

        /// What is kept of a sitting, and where; the start screen says it once something is.
        "0004" fn keep(view: &View<'_>) -> Tag {
            crate::view::keep::section(view)
        }

        /// What is said about a link that can't be opened.
        "0005" fn link_problem(view: &View<'_>, problem: LinkError) -> Html {
            crate::view::link::problem(view, problem)
        }

        /// What a result code says.
        ///
        /// # Errors
        /// See [`LinkError`].
        "0006" fn open(catalogue: &Catalogue, code: &str) -> Result<Shared, LinkError> {
            Shared::open(catalogue, code)
        }

        /// The code in what somebody entered, fit for a fragment.
        #[cfg(target_arch = "wasm32")]
        "0007" fn entered(text: &str) -> String {
            link::from_text(text)
        }

        /// What a result changes; see [`crate::store::Store::take_of_result`].
        "0008" fn take(store: &mut crate::store::Store, intent: crate::store::Intent) {
            store.take_of_result(intent);
        }

        /// What the host page learns of a result, as JSON.
        "0009" fn completion(store: &crate::store::Store) -> String {
            crate::completion::completion(store)
        }

        /// The host page's courses; see [`crate::store::courses`].
        "000a" fn courses(
            catalogue: &Catalogue,
            json: &str,
        ) -> Option<std::rc::Rc<[crate::store::Course]>> {
            crate::store::courses(catalogue, json)
        }

        /// What the host page says; see `Widget::around`.
        #[cfg(target_arch = "wasm32")]
        "000b" fn around(
            catalogue: &Catalogue,
            element: &web_sys::Element,
            language: &str,
            host: &crate::bridge::Host,
        ) -> crate::store::Intent {
            crate::element::around(catalogue, element, language, host)
        }

        /// What is taken along of the result on show; see [`crate::files::made`].
        "000c" fn made(
            store: &crate::store::Store,
            kind: &str,
            date: &str,
            bytes: &[u8],
            text: &str,
        ) -> Option<String> {
            crate::files::made(store, kind, date, bytes, text)
        }
    }
}
