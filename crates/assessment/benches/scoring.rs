//! How long the result of the social media check takes: 36 items, 6 profiles, 7 modules.
//!
//! ```text
//! cargo bench -p assessment
//! ```

#[path = "../tests/common/mod.rs"]
mod common;

use assessment::catalogue::Tier;
use assessment::compiled::{decode, encode};
use assessment::recommendation::{Recommendation, recommend};
use assessment::scoring::{Scores, score, target};
use assessment::{Catalogue, Responses};
use common::{SMM, WORKED_EXAMPLE, catalogue, responses};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Low throughout, so that every competence has a gap and every module closes some.
const BEGINNER: &str = "1111111 1111111 1111111 11111111 1111111";

fn result(catalogue: &Catalogue, responses: &Responses) -> (Scores, Recommendation) {
    let scores = score(catalogue, responses);
    let aim = target(catalogue, &scores, SMM, Some(Tier::Senior));
    let recommendation = recommend(catalogue, &scores, aim);
    (scores, recommendation)
}

#[divan::bench(args = [WORKED_EXAMPLE, BEGINNER])]
fn scores(bencher: Bencher<'_, '_>, text: &str) {
    let catalogue = catalogue();
    let responses = responses(&catalogue, text);
    bencher.bench_local(|| score(black_box(&catalogue), black_box(&responses)));
}

#[divan::bench(args = [WORKED_EXAMPLE, BEGINNER])]
fn scores_and_recommendation(bencher: Bencher<'_, '_>, text: &str) {
    let catalogue = catalogue();
    let responses = responses(&catalogue, text);
    bencher.bench_local(|| result(black_box(&catalogue), black_box(&responses)));
}

#[divan::bench]
fn decode_compiled(bencher: Bencher<'_, '_>) {
    let definition = common::definition();
    let texts = common::texts(&definition);
    let bytes = encode(&definition, &texts).expect("it fits in memory");
    bencher.bench_local(|| decode(black_box(&bytes)).is_ok());
}
