//! How long a result code takes to write and read, and how many random ones are taken for codes:
//!
//! ```text
//! cargo run --release -p skill-check-assessment --example link_speed [random codes]
//! ```

#[path = "../tests/link_support/mod.rs"]
mod link_support;

use std::hint::black_box;
use std::time::Instant;

use assessment::link::{Codec, LinkError};
use link_support::{Random, catalogue};

const ROUNDS: u32 = 200;
const RUNS: u32 = 5_000;

#[allow(clippy::disallowed_methods, reason = "this measures, natively")]
fn nanoseconds(mut run: impl FnMut()) -> f64 {
    // The best of many rounds: what else the machine does only ever adds.
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        (0..RUNS).for_each(|_| run());
        start.elapsed().as_nanos() as f64 / f64::from(RUNS)
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn main() {
    let catalogue = catalogue("social-media-1");
    let codec = Codec::new(&catalogue);
    let mut random = Random(1);
    let (family, level) = random.target(&catalogue);
    for (name, not_asked) in [("complete", 0), ("partial", 30)] {
        let responses = random.responses(&catalogue, not_asked);
        let code = codec
            .encode(&responses, family, level)
            .expect("36 items fit");
        let write = nanoseconds(|| {
            let _ = black_box(black_box(&codec).encode(&responses, family, level));
        });
        let read = nanoseconds(|| {
            let _ = black_box(black_box(&codec).decode(&code));
        });
        let characters = code.len();
        println!("{name}: {characters} characters, write {write:.0} ns, read {read:.0} ns");
    }

    let count = std::env::args().nth(1).map_or(10_000_000, |count| {
        count.parse::<u64>().expect("a number of codes")
    });
    let (mut accepted, mut other) = (0_u64, 0_u64);
    let mut code = String::new();
    for _ in 0..count {
        random_code(&mut random, &mut code);
        match codec.decode(&code) {
            Ok(_) => accepted += 1,
            Err(LinkError::Damaged | LinkError::CutOff) => {}
            Err(_) => other += 1,
        }
    }
    println!(
        "{count} random codes: {accepted} accepted, {other} of them with the checksum of a foreign or newer one"
    );
}

/// Mostly of the lengths that codes have, and half of them beginning as codes do.
fn random_code(random: &mut Random, code: &mut String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    code.clear();
    let length = match random.below(4) {
        0 => random.below(64),
        1 => 32,
        _ => 31,
    };
    if random.below(2) == 0 {
        code.push('E');
    }
    while code.len() < length {
        let mut number = random.next();
        for _ in 0..10 {
            code.push(char::from(ALPHABET[(number & 63) as usize]));
            number >>= 6;
        }
    }
    code.truncate(length);
}
