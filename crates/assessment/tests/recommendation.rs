//! What is recommended, to the last number: the worked example of `docs/method.md`.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

mod common;

use assessment::recommendation::{Reason, benefit, recommend};
use assessment::scoring::{gaps, score, target};
use common::{SMM, SMM_SENIOR, WORKED_EXAMPLE, catalogue, ids, module, responses};

#[test]
fn the_worked_example_is_recommended_three_modules_for_their_reasons() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let aim = target(&catalogue, &scores, SMM, None);
    assert_eq!(aim, SMM_SENIOR);
    let recommendation = recommend(&catalogue, &scores, aim);
    assert_eq!(recommendation.gap_points, 95);
    assert_eq!(recommendation.benefit, 58);
    let sum: u32 = gaps(&catalogue, &scores, aim)
        .iter()
        .map(|gap| gap.points())
        .sum();
    assert_eq!(sum, 95);
    let modules: Vec<_> = recommendation
        .modules
        .iter()
        .map(|advice| (advice.module, advice.points))
        .collect();
    assert_eq!(
        modules,
        [(module("m1"), 11), (module("m2"), 15), (module("m3"), 29)]
    );
    let reasons: Vec<_> = recommendation
        .modules
        .iter()
        .map(|advice| {
            let reasons = advice.reasons.iter().map(|reason| {
                let id = &catalogue.competence(reason.competence).id;
                let Reason {
                    from,
                    to,
                    required,
                    points,
                    ..
                } = reason;
                format!("{id} {from}>{to}/{required} {points}")
            });
            reasons.collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "b7 1>3/3 4, b4 2>3/3 2, b6 2>3/3 2",
            "d3 1>3/3 4, d4 1>3/3 4, c7 1>2/4 3",
            "c6 1>3/3 6, c7 1>3/4 6, e1 1>3/4 6",
        ]
    );
    let practice = ids(&catalogue, &recommendation.practice);
    assert_eq!(practice, "c7 e1 c2 d5 d6 c1 a7");
    assert_eq!(recommendation.withheld, []);
}

#[test]
fn the_next_best_sets_of_the_worked_example_close_56_and_55() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let mut sets = Vec::new();
    for first in catalogue.modules() {
        for second in catalogue.modules().filter(|&second| second > first) {
            for third in catalogue.modules().filter(|&third| third > second) {
                let set = [first, second, third];
                sets.push((benefit(&catalogue, &scores, SMM_SENIOR, &set), set));
            }
        }
    }
    assert_eq!(sets.len(), 35);
    sets.sort_by_key(|&(points, _)| core::cmp::Reverse(points));
    let best: Vec<_> = sets.iter().take(4).map(|&(points, _)| points).collect();
    assert_eq!(best, [58, 56, 55, 54]);
    assert_eq!(sets[0].1, ["m1", "m2", "m3"].map(module));
    assert_eq!(sets[1].1, ["m1", "m3", "m4"].map(module));
    assert_eq!(sets[2].1, ["m2", "m3", "m5"].map(module));
}
