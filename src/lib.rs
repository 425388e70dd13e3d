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
//! - [`platform`]: every effect on the browser.
//! - `bridge`: what widget and element's script call of each other, `element` the life of a widget; only in the browser.

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
pub mod later;
pub mod picked;
pub mod platform;
pub mod store;
pub mod view;

/// Smaller and faster than the default allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
