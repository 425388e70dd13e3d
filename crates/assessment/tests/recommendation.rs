//! What is recommended, to the last number: the worked example of `docs/method.md`.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::catalogue::{Definition, MODULE_LIMIT};
use assessment::id::{CompetenceId, CompetenceIndex, ItemId, ModuleId, ModuleIndex, ProfileIndex};
use assessment::recommendation::{Reason, Recommendation, benefit, is_offered, lifts, recommend};
use assessment::scoring::{gaps, score, score_after, target};
use common::{
    CM_JUNIOR, CM_SENIOR, SMC_SENIOR, SMM, SMM_JUNIOR, SMM_SENIOR, WORKED_EXAMPLE, catalogue,
    definition_of, ids, module, pure, responses,
};

#[test]
fn the_points_of_a_module_are_those_of_all_that_it_lifts() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    for module in catalogue.modules() {
        let lifts = lifts(&catalogue, &scores, SMM_SENIOR, module);
        let points: u32 = lifts.iter().map(|reason| reason.points).sum();
        assert_eq!(points, benefit(&catalogue, &scores, SMM_SENIOR, &[module]));
        assert!(lifts.is_sorted_by_key(|reason| std::cmp::Reverse(reason.points)));
    }
}

#[test]
fn the_worked_example_is_recommended_three_modules_for_their_reasons() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let aim = target(&catalogue, &scores, SMM, None);
    assert_eq!(aim, SMM_SENIOR);
    let recommendation = recommend(&catalogue, &scores, aim);
    assert_eq!(recommendation.gap_points, 95);
    assert_eq!(recommendation.benefit, 56);
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
        [(module("m1"), 11), (module("m2"), 15), (module("m3"), 27)]
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
fn the_next_best_sets_of_the_worked_example_close_54() {
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
    assert_eq!(best, [56, 54, 54, 53]);
    assert_eq!(sets[0].1, ["m1", "m2", "m3"].map(module));
    assert_eq!(sets[1].1, ["m1", "m3", "m4"].map(module));
    assert_eq!(sets[2].1, ["m2", "m5", "m6"].map(module));
}

fn recommended(definition: &Definition, text: &str, profile: ProfileIndex) -> Recommendation {
    let catalogue = Catalogue::new(definition.clone()).unwrap();
    let scores = score(&catalogue, &responses(&catalogue, text));
    recommend(&catalogue, &scores, profile)
}

/// The recommended modules by the number in their short id, with their points.
fn points(recommendation: &Recommendation) -> Vec<(u8, u32)> {
    let modules = recommendation.modules.iter();
    modules
        .map(|advice| (advice.module.0, advice.points))
        .collect()
}

/// Four competences that juniors need to level 2 and seniors to level 3, with a weight of 3, and
/// modules that raise some of them.
fn small(raises: &[&[(u16, u8)]]) -> Definition {
    let mut definition = definition_of(&["a1", "b1", "c1", "d1"]);
    for competence in &mut definition.competences {
        competence.weights = vec![3; 6];
        competence.required = vec![2, 3, 2, 3, 2, 3];
    }
    // What a single course can lift by is tested by itself.
    definition.thresholds.module_lift = 6;
    let template = definition.modules[0].clone();
    definition.modules = raises
        .iter()
        .enumerate()
        .map(|(position, raises)| {
            let mut module = template.clone();
            module.id = ModuleId::new(&format!("m{position}"));
            module.prerequisite = None;
            module.raises = raises
                .iter()
                .map(|&(competence, level)| (CompetenceIndex(competence), level))
                .collect();
            module
        })
        .collect();
    definition
}

#[test]
fn the_exam_preparation_waits_until_the_junior_is_reached() {
    let definition = common::definition();
    let low = recommended(&definition, &"1".repeat(36), SMM_SENIOR);
    assert_eq!(low.withheld, [module("m6")]);
    assert!(points(&low).iter().all(|&(number, _)| number != 6));
    let catalogue = catalogue();
    let junior = score(&catalogue, &pure(&catalogue, SMM_JUNIOR));
    assert!(is_offered(&catalogue, &junior, module("m6")));
    let found = recommend(&catalogue, &junior, SMM_SENIOR);
    assert_eq!(found.withheld, []);
}

#[test]
fn a_withheld_module_leaves_its_place_to_the_next_best() {
    let mut definition = small(&[&[(0, 3), (1, 3)], &[(0, 2)]]);
    definition.modules[0].prerequisite = Some(SMM_JUNIOR);
    let before = recommended(&definition, "0022", SMM_SENIOR);
    assert_eq!(points(&before), [(1, 6)]);
    assert_eq!(before.withheld, [ModuleIndex(0)]);
    // What it would close isn't left to practice.
    assert_eq!(before.practice, [2, 3].map(CompetenceIndex));
    // All of the junior's four competences are core: 80 % of 8 levels are 7.
    let after = recommended(&definition, "1222", SMM_SENIOR);
    assert_eq!(points(&after), [(0, 9)]);
    assert_eq!(after.withheld, []);
    // A prerequisite that depends on skipped items isn't reached.
    let open = recommended(&definition, "122-", SMM_SENIOR);
    assert_eq!(open.withheld, [ModuleIndex(0)]);
}

#[test]
fn a_module_that_closes_nothing_is_not_even_withheld() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &pure(&catalogue, CM_JUNIOR));
    assert!(!is_offered(&catalogue, &scores, module("m6")));
    let found = recommend(&catalogue, &scores, CM_JUNIOR);
    assert_eq!(
        found,
        Recommendation {
            target: CM_JUNIOR,
            gap_points: 0,
            benefit: 0,
            modules: vec![],
            practice: vec![],
            withheld: vec![],
        }
    );
}

#[test]
fn nothing_is_recommended_for_what_was_skipped() {
    let definition = common::definition();
    let found = recommended(&definition, &"-".repeat(36), SMM_SENIOR);
    assert_eq!((found.gap_points, found.modules.len()), (0, 0));
    // Only the advertising is known, and only one module teaches it.
    let found = recommended(&definition, "....... ....... .....0.", SMM_SENIOR);
    // Level 3 is asked for, and from 0 a course lifts to 2.
    assert_eq!((found.gap_points, found.benefit), (9, 6));
    assert_eq!(points(&found), [(3, 6)]);
    assert_eq!(found.modules[0].reasons.len(), 1);
}

#[test]
fn courses_do_not_add_up_to_a_level_that_none_of_them_teaches() {
    let definition = small(&[&[(0, 2)], &[(0, 1), (1, 1)]]);
    let found = recommended(&definition, "0033", SMM_SENIOR);
    // 2 of 3 levels in the first, 1 of 3 in the second, weight 3 each.
    assert_eq!((found.gap_points, found.benefit), (18, 9));
    assert_eq!(points(&found), [(0, 3), (1, 3)]);
}

#[test]
fn the_best_set_is_found_where_taking_the_best_module_first_misses_it() {
    // The first module is the best by itself; the other two together leave it nothing to add.
    let mut definition = small(&[
        &[(0, 3), (1, 3), (2, 1), (3, 1)],
        &[(0, 3), (2, 3), (1, 1)],
        &[(1, 3), (3, 3), (0, 1)],
    ]);
    definition.thresholds.module_count = 2;
    let found = recommended(&definition, "0000", SMM_SENIOR);
    assert_eq!(points(&found), [(1, 15), (2, 15)]);
    assert_eq!(found.benefit, 36);
    definition.thresholds.module_count = 1;
    let found = recommended(&definition, "0000", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 24)]);
}

#[test]
fn ties_go_to_fewer_modules_and_then_to_the_order() {
    let definition = small(&[&[(0, 3)], &[(1, 3)], &[(0, 3), (1, 3)], &[(1, 3), (0, 3)]]);
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(2, 18)]);
    let definition = small(&[&[(0, 3)], &[(0, 3)], &[(1, 3)], &[(1, 3)]]);
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 9), (2, 9)]);
}

#[test]
fn a_module_that_adds_too_little_is_dropped() {
    let mut definition = small(&[&[(0, 3)], &[(1, 1)]]);
    definition.thresholds.module_gap_percent = 0;
    definition.thresholds.module_points = 3;
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 9), (1, 3)]);
    definition.thresholds.module_points = 4;
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!((points(&found), found.benefit), (vec![(0, 9)], 9));
    // 3 of 18 points are 16.7 %.
    definition.thresholds.module_points = 0;
    definition.thresholds.module_gap_percent = 16;
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 9), (1, 3)]);
    definition.thresholds.module_gap_percent = 17;
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 9)]);
    definition.thresholds.module_points = 10;
    assert_eq!(points(&recommended(&definition, "0033", SMM_SENIOR)), []);
    // Just the share asked for is enough: 9 of 18 points.
    let mut definition = small(&[&[(0, 3)], &[(1, 3)]]);
    definition.thresholds.module_gap_percent = 50;
    let found = recommended(&definition, "0033", SMM_SENIOR);
    assert_eq!(points(&found), [(0, 9), (1, 9)]);
    definition.thresholds.module_gap_percent = 51;
    assert_eq!(points(&recommended(&definition, "0033", SMM_SENIOR)), []);
}

#[test]
fn with_the_weakest_module_gone_the_others_may_stay() {
    // Each of the three adds 3 beside the other two; without one of them the rest add 6.
    let mut definition = small(&[
        &[(0, 2), (1, 2)],
        &[(1, 2), (2, 2)],
        &[(2, 2), (0, 2), (3, 1)],
    ]);
    definition.thresholds.module_points = 6;
    definition.thresholds.module_gap_percent = 0;
    let found = recommended(&definition, "0000", SMM_JUNIOR);
    assert_eq!(points(&found), [(0, 6), (2, 9)]);
}

#[test]
fn a_reason_names_the_level_a_module_teaches_even_above_the_one_required() {
    let definition = small(&[&[(0, 4), (1, 2)]]);
    let found = recommended(&definition, "1133", SMM_SENIOR);
    let reason = |competence, to, points| Reason {
        competence: CompetenceIndex(competence),
        from: 1,
        to,
        required: 3,
        points,
    };
    assert_eq!(found.modules[0].reasons, [reason(0, 4, 6), reason(1, 2, 3)]);
}

#[test]
fn a_module_lifts_by_so_many_levels_at_most() {
    let mut definition = small(&[&[(0, 3), (1, 3), (2, 3)]]);
    for (lift, expected) in [(1, 3 + 3 + 3), (2, 6 + 6 + 3), (3, 9 + 6 + 3)] {
        definition.thresholds.module_lift = lift;
        let found = recommended(&definition, "0123", SMM_SENIOR);
        assert_eq!((found.gap_points, found.benefit), (18, expected), "{lift}");
        // It teaches level 3 in the end, so nothing is left to practice alone.
        assert_eq!(found.practice, []);
    }
    definition.thresholds.module_lift = 2;
    let found = recommended(&definition, "0123", SMM_SENIOR);
    let to: Vec<u8> = found.modules[0]
        .reasons
        .iter()
        .map(|reason| reason.to)
        .collect();
    assert_eq!(to, [2, 3, 3]);
}

#[test]
fn a_module_lifts_from_the_level_that_it_builds_on() {
    let mut definition = small(&[&[(0, 3), (1, 3), (2, 3)]]);
    for (from_level, expected) in [(0, 18), (1, 9), (2, 3), (3, 0)] {
        definition.modules[0].from_level = from_level;
        let found = recommended(&definition, "0123", SMM_SENIOR);
        assert_eq!(found.benefit, expected, "{from_level}");
    }
}

#[test]
fn modules_lift_from_where_one_stands_and_not_from_each_other() {
    let mut definition = small(&[&[(0, 2)], &[(0, 3)]]);
    definition.thresholds.module_lift = 2;
    let catalogue = Catalogue::new(definition).unwrap();
    let answers = responses(&catalogue, "0333");
    for set in [
        [ModuleIndex(0), ModuleIndex(1)],
        [ModuleIndex(1), ModuleIndex(0)],
    ] {
        let after = score_after(&catalogue, &answers, &set);
        assert_eq!(after.attainments[0].level(), Some(2));
        let before = score(&catalogue, &answers);
        let gained = benefit(&catalogue, &before, SMM_SENIOR, &set);
        let senior = SMM_SENIOR.get();
        assert_eq!(after.fits[senior].low - before.fits[senior].low, gained);
    }
}

#[test]
fn reasons_are_the_three_largest_lifts_in_order() {
    let definition = small(&[&[(3, 2), (2, 3), (1, 3), (0, 2)]]);
    let found = recommended(&definition, "1111", SMM_SENIOR);
    let competences: Vec<_> = found.modules[0]
        .reasons
        .iter()
        .map(|reason| (reason.competence.0, reason.points))
        .collect();
    assert_eq!(competences, [(1, 6), (2, 6), (0, 3)]);
}

#[test]
fn what_no_module_teaches_to_the_level_required_is_left_to_practice() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, &"0".repeat(36)));
    let practice = |profile| {
        let mut found = recommend(&catalogue, &scores, profile).practice;
        found.sort_unstable();
        ids(&catalogue, &found)
    };
    // AI, and whatever asks for level 4.
    assert_eq!(practice(SMM_SENIOR), "a7 c1 c2 c7 d5 d6 e1");
    assert_eq!(practice(SMC_SENIOR), "a7 c1 c2 c7 d5 d8 e1 e2 e4 e5");
    assert_eq!(practice(CM_SENIOR), "c4 c5 d4");
    assert_eq!(practice(SMM_JUNIOR), "");
    // Advising is taught by a module that isn't offered yet: it is withheld, not left to practice.
    assert!(
        recommend(&catalogue, &scores, CM_SENIOR)
            .withheld
            .contains(&module("m6"))
    );
}

#[test]
fn the_benefit_of_any_set_can_be_asked_for() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let points = |set: &[&str]| {
        let set: Vec<_> = set.iter().map(|id| module(id)).collect();
        benefit(&catalogue, &scores, SMM_SENIOR, &set)
    };
    assert_eq!(points(&[]), 0);
    let each: Vec<_> = ["m0", "m1", "m2", "m3", "m4", "m5", "m6"]
        .iter()
        .map(|id| points(&[id]))
        .collect();
    assert_eq!(each, [4, 11, 18, 30, 13, 15, 27]);
    // The order of a set doesn't matter, nor does a module named twice.
    assert_eq!(points(&["m3", "m1", "m2", "m1"]), 56);
}

#[test]
fn ten_thousand_competences_are_searched_without_overflow() {
    let mut definition = small(&[]);
    let (competence, item) = (
        definition.competences[0].clone(),
        definition.items[0].clone(),
    );
    definition.areas.truncate(1);
    definition.competences.clear();
    definition.items.clear();
    for position in 0..10_000_u16 {
        let mut competence = competence.clone();
        competence.id = CompetenceId::new(&format!("competence-{position}"));
        competence.level_count = 7;
        competence.weights = vec![9; 6];
        competence.required = vec![6; 6];
        definition.competences.push(competence);
        let mut item = item.clone();
        item.id = ItemId::new(&format!("item-{position}"));
        item.competence = CompetenceIndex(position);
        definition.items.push(item);
    }
    let template = common::definition().modules[0].clone();
    definition.modules = (0..6_u16)
        .map(|position| {
            let mut module = template.clone();
            module.id = ModuleId::new(&format!("m{position}"));
            // The last three leave no competence out.
            module.raises = (0..10_000)
                .filter(|competence| position < 3 || competence % 3 == position - 3)
                .map(|competence| {
                    (
                        CompetenceIndex(competence),
                        if position < 3 { 1 } else { 6 },
                    )
                })
                .collect();
            module
        })
        .collect();
    let found = recommended(&definition, &"0".repeat(10_000), SMM_SENIOR);
    assert_eq!((found.gap_points, found.benefit), (540_000, 540_000));
    let modules: Vec<_> = found.modules.iter().map(|advice| advice.module.0).collect();
    assert_eq!(modules, [3, 4, 5]);
}

#[test]
fn the_last_three_of_the_most_modules_are_found() {
    let own: Vec<Vec<(u16, u8)>> = (0..24)
        .map(|number| match number {
            21.. => vec![(number - 21, 3)],
            _ => vec![(number % 3, 2)],
        })
        .collect();
    let raises: Vec<&[(u16, u8)]> = own.iter().map(Vec::as_slice).collect();
    let definition = small(&raises);
    assert_eq!(definition.modules.len(), MODULE_LIMIT);
    let found = recommended(&definition, "0003", SMM_SENIOR);
    assert_eq!(points(&found), [(21, 9), (22, 9), (23, 9)]);
}
