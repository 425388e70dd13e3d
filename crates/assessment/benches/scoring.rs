//! How long the result of the social media check takes: 36 items, 6 profiles, 7 modules; and what
//! the search for the best set costs with as many modules as there may be.
//!
//! ```text
//! cargo bench -p skill-check-assessment
//! ```

#[path = "../tests/common/mod.rs"]
mod common;

use assessment::catalogue::{MODULE_LIMIT, Tier};
use assessment::compiled::{decode, encode};
use assessment::id::ModuleId;
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

/// As many modules as a catalogue may have: the fixture's over and over, each raising other
/// competences, so that no two close the same gaps and 2,324 sets are told apart.
#[divan::bench]
fn recommendation_of_the_most_modules(bencher: Bencher<'_, '_>) {
    let mut definition = common::definition();
    let count = definition.competences.len() as u16;
    let modules = definition.modules.clone();
    definition.modules = (0..MODULE_LIMIT as u16)
        .map(|number| {
            let mut module = modules[usize::from(number) % modules.len()].clone();
            module.id = ModuleId::new(&format!("module-{number}"));
            module.prerequisite = None;
            for (competence, _) in &mut module.raises {
                competence.0 = (competence.0 + number) % count;
            }
            module
        })
        .collect();
    let catalogue = Catalogue::new(definition).expect("the fixture is sound");
    let scores = score(&catalogue, &responses(&catalogue, BEGINNER));
    let aim = target(&catalogue, &scores, SMM, Some(Tier::Senior));
    bencher.bench_local(|| recommend(black_box(&catalogue), black_box(&scores), aim));
}

#[divan::bench]
fn decode_compiled(bencher: Bencher<'_, '_>) {
    let definition = common::definition();
    let texts = common::texts(&definition);
    let bytes = encode(&definition, &texts).expect("it fits in memory");
    bencher.bench_local(|| decode(black_box(&bytes)).is_ok());
}
