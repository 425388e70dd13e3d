//! Any bytes behind a right checksum, as a result code and as a saved session, so that the fuzzer
//! gets past it: nothing panics, and what opens is the one text of its state.

#![no_main]

#[path = "../../crates/assessment/tests/link_support/mod.rs"]
mod link_support;

use libfuzzer_sys::fuzz_target;
use link_support::checks::check_sealed;

fuzz_target!(|bytes: &[u8]| {
    check_sealed(bytes);
});
