//! Any two texts as a catalogue's files: nothing panics, what is said has its place, and what is accepted
//! is consistent.

#![no_main]

#[path = "../../crates/catalogue/tests/mutation_support/mod.rs"]
#[allow(dead_code, reason = "the other target uses the rest")]
mod mutation_support;

use libfuzzer_sys::fuzz_target;
use mutation_support::check_text;

/// Stands between the language-neutral file and the one of the locale.
const BETWEEN: &str = "\n----- en.toml\n";

fuzz_target!(|text: &str| {
    let (definition, texts) = text.split_once(BETWEEN).unwrap_or((text, ""));
    check_text(definition, texts);
});
