//! Any text as a result code, as a fragment and as a saved session: nothing panics, and what opens
//! is the one text of its state.

#![no_main]

#[path = "../../crates/assessment/tests/link_support/mod.rs"]
mod link_support;

use libfuzzer_sys::fuzz_target;
use link_support::checks::check_text;

fuzz_target!(|text: &str| check_text(text));
