//! Which other roles responses are close to, and what makes the difference.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::catalogue::{
    CatalogueProblem as Problem, Definition, NeighbourDefinition, ProblemPlace as Place,
};
use assessment::id::{CompetenceIndex, EntryId, NeighbourIndex, ProfileIndex};
use assessment::level::Level;
use assessment::overlap::{Difference, Overlap, Role, overlaps};
use assessment::scoring::{Status, score};
use assessment::{Catalogue, Response, Responses};
use common::small::{choices, model};
use common::{
    CM_JUNIOR, CM_SENIOR, SMC_JUNIOR, SMM_JUNIOR, SMM_SENIOR, WORKED_EXAMPLE, competence, pure,
    responses,
};
use proptest::prelude::*;

fn neighbour(id: &str, levels: &[(CompetenceIndex, Level)]) -> NeighbourDefinition {
    NeighbourDefinition {
        id: EntryId::new(id),
        levels: levels.to_vec(),
        provenance: assessment::catalogue::Provenance::default(),
    }
}

/// The fixture with an editor beside its roles.
fn definition() -> Definition {
    let mut definition = common::definition();
    let levels = [
        (competence("a3"), 3),
        (competence("b1"), 3),
        (competence("b2"), 3),
        (competence("e5"), 4),
    ];
    definition.extras.neighbours = vec![neighbour("editor", &levels)];
    definition
}

fn roles(overlaps: &[Overlap]) -> Vec<(Role, Status)> {
    let roles = overlaps.iter();
    roles
        .map(|overlap| (overlap.role, overlap.status))
        .collect()
}

#[track_caller]
fn check(levels: &[(CompetenceIndex, Level)], expected: &[(Problem, &str)]) {
    let mut definition = common::definition();
    definition.extras.neighbours = vec![neighbour("editor", levels)];
    let found = Catalogue::new(definition).expect_err("it should be refused");
    let problems: Vec<_> = expected
        .iter()
        .map(|(problem, _)| problem.clone())
        .collect();
    assert_eq!(found, problems);
    for (problem, message) in expected {
        assert_eq!(problem.to_string(), *message);
    }
}

#[test]
fn a_neighbour_is_refused_for_each_thing_that_is_wrong() {
    let place = Place::Neighbour(0);
    check(
        &[],
        &[(Problem::Empty(place), "neighbour number 1 is empty")],
    );
    let range = |found| Problem::Range {
        place,
        field: "levels",
        found,
        min: 1,
        max: 4,
    };
    check(
        &[(competence("a1"), 0), (competence("a2"), 5)],
        &[
            (
                range(0),
                "neighbour number 1: levels is 0, where 1 to 4 is allowed",
            ),
            (
                range(5),
                "neighbour number 1: levels is 5, where 1 to 4 is allowed",
            ),
        ],
    );
    check(
        &[
            (CompetenceIndex(36), 1),
            (competence("a1"), 1),
            (competence("a1"), 2),
        ],
        &[
            (
                Problem::Dangling {
                    place,
                    field: "competences",
                },
                "neighbour number 1: competences refers to nothing",
            ),
            (
                Problem::NamedTwice {
                    place,
                    competence: 0,
                },
                "neighbour number 1 names competence number 1 twice",
            ),
        ],
    );
    let mut definition = definition();
    definition.extras.neighbours = vec![definition.extras.neighbours[0].clone(); 2];
    assert_eq!(
        Catalogue::new(definition.clone()),
        Err(vec![Problem::DuplicateId(Place::Neighbour(1))])
    );
    definition.extras.neighbours = vec![definition.extras.neighbours[0].clone(); 13];
    let count = Problem::Count {
        what: "neighbours",
        found: 13,
        min: 0,
        max: 12,
    };
    assert_eq!(Catalogue::new(definition), Err(vec![count]));
}

#[test]
fn the_worked_example_overlaps_with_both_other_juniors() {
    let catalogue = Catalogue::new(definition()).unwrap();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let found = overlaps(&catalogue, &scores, SMM_JUNIOR);
    let editor = Role::Neighbour(NeighbourIndex(0));
    // 54 of 58, 70 of 87, and a3 3, b1 3, b2 3 with e5 unknown is 9 to 13 of 13.
    assert_eq!(
        roles(&found),
        [
            (Role::Profile(CM_JUNIOR), Status::Reached),
            (Role::Profile(SMC_JUNIOR), Status::Open),
            (editor, Status::Open),
        ]
    );
    let shares: Vec<_> = found
        .iter()
        .map(|role| {
            (
                role.low,
                role.high,
                role.max,
                role.share().low,
                role.share().high,
            )
        })
        .collect();
    assert_eq!(
        shares,
        [
            (54, 58, 58, 93, 100),
            (70, 77, 87, 80, 89),
            (9, 13, 13, 69, 100)
        ]
    );
}

#[test]
fn what_makes_the_difference_is_named_with_both_demands() {
    let catalogue = Catalogue::new(definition()).unwrap();
    // A pure senior social media manager, seen from there: a senior community manager asks for more
    // in dialogue, rules and crises, each of weight 3 with one level missing.
    let scores = score(&catalogue, &pure(&catalogue, SMM_SENIOR));
    let found = overlaps(&catalogue, &scores, SMM_SENIOR);
    let community = found
        .iter()
        .find(|overlap| overlap.role == Role::Profile(CM_SENIOR))
        .unwrap();
    let difference = |id| Difference {
        competence: competence(id),
        level: 3,
        own: 3,
        other: 4,
        favours_other: false,
    };
    assert_eq!(
        community.differences,
        [difference("c4"), difference("c5"), difference("d4")]
    );
    // A pure community manager is nearer to that role wherever the other one asks for more.
    let scores = score(&catalogue, &pure(&catalogue, CM_SENIOR));
    let found = overlaps(&catalogue, &scores, SMM_SENIOR);
    let community = found
        .iter()
        .find(|overlap| overlap.role == Role::Profile(CM_SENIOR))
        .unwrap();
    assert_eq!((community.low, community.high), (135, 135));
    assert!(
        community
            .differences
            .iter()
            .all(|found| found.favours_other)
    );
    let named: Vec<_> = community
        .differences
        .iter()
        .map(|found| found.competence)
        .collect();
    // Weight 3 and two levels missing: platform choice, advertising, concepts, goals.
    assert_eq!(named, ["c2", "c6", "d5"].map(competence));
}

#[test]
fn without_a_difference_none_is_made_up() {
    let catalogue = Catalogue::new(definition()).unwrap();
    let all = Responses::from_list(&catalogue, &[Response::Level(4); 36]).unwrap();
    let scores = score(&catalogue, &all);
    let found = overlaps(&catalogue, &scores, SMM_SENIOR);
    assert_eq!(found.len(), 3);
    for overlap in &found {
        assert_eq!(
            (overlap.status, overlap.share().low),
            (Status::Reached, 100)
        );
        assert!(overlap.differences.is_empty());
    }
    let none = score(&catalogue, &Responses::new(&catalogue));
    for overlap in overlaps(&catalogue, &none, SMM_JUNIOR) {
        assert_eq!((overlap.status, overlap.low), (Status::Open, 0));
        assert_eq!(overlap.high, overlap.max);
        assert!(overlap.differences.is_empty());
    }
}

proptest! {
    #[test]
    fn a_neighbour_like_a_profile_is_as_close_and_differences_add_up(bytes in choices()) {
        let (mut definition, answers, mut choices) = model(bytes);
        // A neighbour that asks for what a profile asks for, in a catalogue where all counts alike.
        let copied = choices.below(definition.profiles.len());
        for competence in &mut definition.competences {
            competence.weights.fill(1);
        }
        definition.thresholds.core_weight = 9;
        let demand: Vec<_> = definition.competences.iter().zip(0..)
            .map(|(competence, position)| (CompetenceIndex(position), competence.required[copied]))
            .filter(|&(_, level)| level > 0)
            .collect();
        prop_assume!(!demand.is_empty());
        definition.extras.neighbours = vec![neighbour("twin", &demand)];
        let Ok(catalogue) = Catalogue::new(definition) else { return Ok(()) };
        let answers = Responses::from_list(&catalogue, &answers).unwrap();
        let scores = score(&catalogue, &answers);
        for own in catalogue.profiles() {
            let found = overlaps(&catalogue, &scores, own);
            let families = catalogue.families().len();
            prop_assert_eq!(found.len(), families);
            let twin = found.iter().find(|found| matches!(found.role, Role::Neighbour(_))).unwrap();
            let fit = scores.fits[copied];
            prop_assert_eq!((twin.low, twin.high, twin.max), (fit.low, fit.high, fit.max));
            prop_assert_eq!(twin.status, fit.status);
            if own == ProfileIndex(copied as u8) {
                prop_assert!(twin.differences.is_empty());
            }
            for pair in found.windows(2) {
                let share = |one: &Overlap, other: &Overlap| u64::from(one.low) * u64::from(other.max);
                prop_assert!(share(&pair[0], &pair[1]) >= share(&pair[1], &pair[0]));
            }
            for overlap in &found {
                if let Role::Profile(profile) = overlap.role {
                    prop_assert_ne!(catalogue.profile(profile).family, catalogue.profile(own).family);
                    let fit = scores.fits[profile.get()];
                    prop_assert_eq!((overlap.low, overlap.high, overlap.status), (fit.low, fit.high, fit.status));
                }
                prop_assert!(overlap.differences.len() <= 3);
                for difference in &overlap.differences {
                    let attained = scores.attainments[difference.competence.get()];
                    prop_assert_eq!(attained.level(), Some(difference.level));
                    prop_assert!(difference.level < difference.own.max(difference.other));
                }
                // Whoever is nearer to a role for certain is nearer in some competence.
                let own_fit = scores.fits[own.get()];
                let decided = scores.attainments.iter().all(|attained| attained.is_decided);
                let share = u64::from(overlap.low) * u64::from(own_fit.max);
                let own_share = u64::from(own_fit.low) * u64::from(overlap.max);
                if decided && share != own_share {
                    prop_assert!(!overlap.differences.is_empty());
                }
            }
        }
    }
}
