//! The door as JavaScript sees it.

use wasm_bindgen::prelude::wasm_bindgen;

/// Carries out an operation, as [`crate::run`] does.
#[wasm_bindgen]
#[must_use]
pub fn run(name: &str, arguments: &str, bytes: &[u8]) -> String {
    crate::run(name, arguments, bytes)
}
