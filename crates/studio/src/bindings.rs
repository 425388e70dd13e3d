//! The door as JavaScript sees it.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// What an operation gives: JSON, and a file's bytes where it makes one.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Given {
    /// JSON.
    pub text: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// Carries out an operation, as [`crate::run_telling`] does; what is told is JSON.
#[wasm_bindgen]
#[must_use]
pub fn run(name: &str, arguments: &str, bytes: &[u8], tell: Option<Function>) -> Given {
    let mut told = |progress: serde_json::Value| {
        if let Some(tell) = &tell {
            // Whoever can't hear it gets the answer all the same.
            let _ = tell.call1(&JsValue::NULL, &JsValue::from_str(&progress.to_string()));
        }
    };
    let crate::Output { text, bytes } = crate::run_telling(name, arguments, bytes, &mut told);
    Given { text, bytes }
}
