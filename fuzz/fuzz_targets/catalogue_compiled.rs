//! Any bytes behind the head of a compiled catalogue, with a checksum that fits, so that the fuzzer gets
//! past it: nothing panics, and what is accepted is consistent.

#![no_main]

#[path = "../../crates/catalogue/tests/mutation_support/mod.rs"]
#[allow(dead_code, reason = "the other target uses the rest")]
mod mutation_support;

use libfuzzer_sys::fuzz_target;
use mutation_support::check_payload;

fuzz_target!(|payload: &[u8]| {
    check_payload(payload);
});
