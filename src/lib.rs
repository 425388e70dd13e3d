//! The widget: a Yew app that asks a catalogue's items and shows what follows from the responses.
//!
//! Where to start, in reading order:
//! - [`content`]: a checked catalogue with its texts in one locale.
//! - [`app`]: the only component with state; it hands [`assessment::session::Session`] to a view.
//! - [`store`]: what can change, and how it changes.
//! - [`advice`]: what follows from the answers on show.
//! - [`completion`]: what the host page learns of a result.
//! - [`files`]: what a visitor takes along, made by the core.
//! - [`picked`]: which modules and formats a visitor has ticked.
//! - [`view`]: one screen per file, functions of state that read no browser and so also render natively.
//! - [`chart`]: pictures as functions of numbers.
//! - [`markup`]: what screens and pictures are put together from.
//! - [`platform`]: every effect on the browser.
//! - `bridge`: what the element's script calls of a widget, `host` what a widget calls of it, `element` the life of a
//!   widget; only in the browser.
//!
//! # Gates
//!
//! Most visitors who open a page look at the first questions; the rest of the code, everything that a result needs and
//! what is kept of a sitting, comes while they answer. The build cuts the Wasm in two
//! (`crates/xtask/src/build/split.rs`): what only functions of a module `gate` lead to, made by `gates!`, goes into the
//! *result chunk*, which is loaded later. Each gate stands beside what it guards. Until that part is there, a call
//! through a gate traps.
//! [`store::Store::waits`] holds the result back, [`store::Store::has_result_chunk`] its files and events and the opening of
//! links, without which there is no problem to tell of; the element's script hands over whole catalogues and courses
//! only then. Natively all is one, and always there.

#[macro_use]
mod gates;

pub mod advice;
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod bridge;
pub mod chart;
pub mod completion;
pub mod content;
pub mod country;
#[cfg(target_arch = "wasm32")]
mod element;
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod host;
pub mod markup;
pub mod picked;
pub mod platform;
pub mod store;
pub mod view;

/// Smaller and faster than the default allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
