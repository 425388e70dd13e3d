//! The figures that `docs/method.md` states on the method itself, counted anew:
//!
//! ```text
//! cargo run --release -p skill-check-assessment --example method_figures
//! ```
//!
//! They show how the method behaves on made-up visitors, not how well people judge themselves.

#[path = "../tests/common/mod.rs"]
mod common;

use assessment::catalogue::Definition;
use assessment::id::{ModuleIndex, ProfileIndex};
use assessment::recommendation::{benefit, is_offered};
use assessment::scoring::{Scores, Standing, headline, score};
use assessment::{Catalogue, Response, Responses};

const VISITORS: u32 = 10_000;

/// xorshift64*: the same visitors on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % count
    }
}

fn main() {
    let definition = common::definition();
    for core_percent in [75, 80, 85, 90] {
        for noise in [0, 10, 20] {
            recovery(&definition, core_percent, noise);
        }
    }
    greedy(&definition);
}

/// How often a visitor who has a profile's levels, give or take one, is told that profile.
fn recovery(definition: &Definition, core_percent: u8, noise: u64) {
    let mut definition = definition.clone();
    definition.thresholds.core_percent = core_percent;
    let catalogue = Catalogue::new(definition).expect("the fixture is sound");
    let mut random = Random(1);
    let shares: Vec<f64> = catalogue
        .profiles()
        .map(|profile| {
            let recognised = (0..VISITORS).filter(|_| {
                let scores = near(&catalogue, profile, noise, &mut random);
                let family = catalogue.profile(profile).family;
                let headline = headline(&catalogue, &scores, family);
                headline.standing == Standing::Reached && headline.profile == profile
            });
            100.0 * recognised.count() as f64 / f64::from(VISITORS)
        })
        .collect();
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    println!(
        "core {core_percent} %, {noise} % one up and {noise} % one down: {mean:.1} % recognised, by profile {shares:.0?}"
    );
}

/// A visitor with a profile's levels, of which some are one higher and as many one lower.
fn near(catalogue: &Catalogue, profile: ProfileIndex, noise: u64, random: &mut Random) -> Scores {
    let levels: Vec<Response> = catalogue
        .required(profile)
        .iter()
        .map(|&level| match random.below(100) {
            number if number < noise => Response::Level((level + 1).min(4)),
            number if number < 2 * noise => Response::Level(level.saturating_sub(1)),
            _ => Response::Level(level),
        })
        .collect();
    let responses = Responses::from_list(catalogue, &levels).expect("36 levels up to 4");
    score(catalogue, &responses)
}

/// How often taking the best module, then the best beside it, falls short of the best set of three.
fn greedy(definition: &Definition) {
    let catalogue = Catalogue::new(definition.clone()).expect("the fixture is sound");
    let mut random = Random(1);
    let (mut short, mut worst, mut count) = (0_u32, 0.0_f64, 0_u32);
    for _ in 0..VISITORS / 10 {
        let levels: Vec<Response> = (0..36)
            .map(|_| Response::Level(random.below(5) as u8))
            .collect();
        let responses = Responses::from_list(&catalogue, &levels).expect("36 levels up to 4");
        let scores = score(&catalogue, &responses);
        for profile in catalogue.profiles() {
            let points = |set: &[ModuleIndex]| benefit(&catalogue, &scores, profile, set);
            let offered: Vec<ModuleIndex> = catalogue
                .modules()
                .filter(|&module| is_offered(&catalogue, &scores, module))
                .collect();
            let mut set = Vec::new();
            for _ in 0..3 {
                let next = offered.iter().copied().max_by_key(|&module| {
                    (
                        points(&[set.as_slice(), &[module]].concat()),
                        core::cmp::Reverse(module),
                    )
                });
                set.extend(next);
            }
            let best = offered
                .iter()
                .flat_map(|&a| offered.iter().map(move |&b| (a, b)))
                .flat_map(|(a, b)| offered.iter().map(move |&c| [a, b, c]))
                .map(|set| points(&set))
                .max()
                .unwrap_or(0);
            count += 1;
            if points(&set) < best {
                short += 1;
                worst = worst.max(100.0 * f64::from(best - points(&set)) / f64::from(best));
            }
        }
    }
    println!("greedy: short of the best set in {short} of {count} cases, by up to {worst:.0} %");
}
