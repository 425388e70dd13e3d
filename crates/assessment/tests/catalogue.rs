//! What a catalogue is refused for: each time one thing of a sound definition is changed.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::catalogue::{CatalogueProblem as Problem, Definition, ProblemPlace as Place, Tier};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, FormatId,
    FormatIndex, ItemId, ItemIndex, ModuleId, ProfileId, ProfileIndex,
};
use common::{CM_JUNIOR, CM_SENIOR, SMC, SMM, SMM_JUNIOR, SMM_SENIOR, competence, module};

/// Four competences of two areas, with the modules that raise them.
fn sound() -> Definition {
    common::definition_of(&["a1", "a2", "c1", "c7"])
}

#[track_caller]
fn check(change: impl Fn(&mut Definition), expected: &[(Problem, &str)]) {
    let mut definition = sound();
    change(&mut definition);
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

#[track_caller]
fn check_range(
    change: impl Fn(&mut Definition),
    place: Place,
    field: &'static str,
    found: u32,
    (min, max): (u32, u32),
) {
    let problem = Problem::Range {
        place,
        field,
        found,
        min,
        max,
    };
    let message = format!("{place}: {field} is {found}, where {min} to {max} is allowed");
    check(change, &[(problem, &message)]);
}

#[test]
fn the_definitions_that_the_tests_start_from_are_sound() {
    for definition in [sound(), common::definition()] {
        let catalogue = Catalogue::new(definition.clone()).unwrap();
        assert_eq!(catalogue.definition(), &definition);
    }
}

#[test]
fn a_checked_catalogue_answers_by_index() {
    let catalogue = common::catalogue();
    assert_eq!(catalogue.id().as_str(), "social-media");
    let counts = [
        catalogue.areas().len(),
        catalogue.families().len(),
        catalogue.profiles().len(),
        catalogue.competences().len(),
        catalogue.items().len(),
        catalogue.formats().len(),
        catalogue.modules().len(),
    ];
    assert_eq!(counts, [5, 3, 6, 36, 36, 1, 7]);
    assert_eq!(
        (catalogue.competence_count(), catalogue.item_count()),
        (36, 36)
    );
    assert_eq!(catalogue.area_id(AreaIndex(4)).as_str(), "analytics");
    assert_eq!(catalogue.family_id(SMC).as_str(), "social-media-consultant");
    assert_eq!(catalogue.family_by_id("social-media-manager"), Some(SMM));
    assert_eq!(catalogue.family_by_id("manager"), None);
    assert_eq!(catalogue.profile_of(SMM, Tier::Senior), Some(SMM_SENIOR));
    assert_eq!(catalogue.profile(CM_JUNIOR).tier, Tier::Junior);
    let c7 = competence("c7");
    assert_eq!(catalogue.competence(c7).id.as_str(), "c7");
    assert_eq!(catalogue.item_id(ItemIndex(c7.0)).as_str(), "c7");
    assert_eq!(catalogue.competence_of(ItemIndex(c7.0)), c7);
    assert_eq!(catalogue.area_of(ItemIndex(c7.0)), AreaIndex(2));
    assert_eq!(catalogue.level_max(c7), 4);
    assert_eq!(catalogue.level_maxima(), [4; 36]);
    assert!(catalogue.items_of(c7).eq([ItemIndex(c7.0)]));
    assert!(
        catalogue
            .competences_of(AreaIndex(3))
            .eq((21..29).map(CompetenceIndex))
    );
    assert!(catalogue.items_in(AreaIndex(3)).eq((21..29).map(ItemIndex)));
    assert_eq!(catalogue.required(SMM_SENIOR)[c7.get()], 4);
    assert_eq!(catalogue.required(CM_SENIOR)[c7.get()], 3);
    assert_eq!(catalogue.weights(SMM_JUNIOR)[c7.get()], 3);
    assert_eq!(catalogue.weights(CM_SENIOR)[c7.get()], 2);
    assert_eq!(
        catalogue.module(module("m6")).prerequisite,
        Some(SMM_JUNIOR)
    );
    assert_eq!(catalogue.format(FormatIndex(0)).id.as_str(), "course");
}

#[test]
fn items_of_a_competence_are_found_where_some_have_several() {
    let mut definition = sound();
    let mut more = definition.items[1].clone();
    more.id = ItemId::new("more");
    definition.items.insert(2, more);
    let catalogue = Catalogue::new(definition).unwrap();
    let items: Vec<Vec<u16>> = catalogue
        .competences()
        .map(|competence| catalogue.items_of(competence).map(|item| item.0).collect())
        .collect();
    assert_eq!(items, [vec![0], vec![1, 2], vec![3], vec![4]]);
    let by_area: Vec<usize> = catalogue
        .areas()
        .map(|area| catalogue.items_in(area).len())
        .collect();
    assert_eq!(by_area, [3, 2]);
}

#[test]
fn every_list_has_its_limits() {
    let count = |what, found, min, max| Problem::Count {
        what,
        found,
        min,
        max,
    };
    check(
        |definition| definition.areas = (0..13).map(|n| AreaId::new(&format!("a{n}"))).collect(),
        &[(
            count("areas", 13, 1, 12),
            "13 areas, where 1 to 12 are allowed",
        )],
    );
    check(
        |definition| {
            definition.families = (0..25).map(|n| FamilyId::new(&format!("f{n}"))).collect();
        },
        &[(
            count("families", 25, 1, 24),
            "25 families, where 1 to 24 are allowed",
        )],
    );
    check(
        |definition| definition.profiles = vec![definition.profiles[0].clone(); 25],
        &[(
            count("profiles", 25, 1, 24),
            "25 profiles, where 1 to 24 are allowed",
        )],
    );
    check(
        |definition| definition.competences = vec![definition.competences[0].clone(); 10_001],
        &[(
            count("competences", 10_001, 1, 10_000),
            "10001 competences, where 1 to 10000 are allowed",
        )],
    );
    check(
        |definition| definition.items = vec![definition.items[0].clone(); 10_001],
        &[(
            count("items", 10_001, 1, 10_000),
            "10001 items, where 1 to 10000 are allowed",
        )],
    );
    check(
        |definition| definition.formats = vec![definition.formats[0].clone(); 25],
        &[(
            count("formats", 25, 0, 24),
            "25 formats, where 0 to 24 are allowed",
        )],
    );
    check(
        |definition| definition.modules = vec![definition.modules[0].clone(); 25],
        &[(
            count("modules", 25, 0, 24),
            "25 modules, where 0 to 24 are allowed",
        )],
    );
}

#[test]
fn a_catalogue_of_nothing_is_refused_for_all_that_is_missing() {
    let mut definition = sound();
    definition.areas.clear();
    definition.families.clear();
    definition.profiles.clear();
    definition.competences.clear();
    definition.items.clear();
    definition.formats.clear();
    definition.modules.clear();
    let found = Catalogue::new(definition).unwrap_err();
    let empty: Vec<_> = found
        .iter()
        .map(|problem| match problem {
            Problem::Count { what, found: 0, .. } => *what,
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(
        empty,
        ["areas", "families", "profiles", "competences", "items"]
    );
}

#[test]
fn modules_and_formats_may_be_missing() {
    let mut definition = sound();
    definition.modules.clear();
    definition.formats.clear();
    assert!(Catalogue::new(definition).is_ok());
}

#[test]
fn every_number_has_its_range() {
    let place = Place::Catalogue;
    check_range(|d| d.revision = 0, place, "revision", 0, (1, 65_535));
    let place = Place::Thresholds;
    let percent = (1, 100);
    check_range(
        |d| d.thresholds.reached_percent = 0,
        place,
        "reached_percent",
        0,
        percent,
    );
    check_range(
        |d| d.thresholds.reached_percent = 101,
        place,
        "reached_percent",
        101,
        percent,
    );
    check_range(
        |d| d.thresholds.core_percent = 0,
        place,
        "core_percent",
        0,
        percent,
    );
    check_range(
        |d| d.thresholds.core_percent = 101,
        place,
        "core_percent",
        101,
        percent,
    );
    check_range(
        |d| d.thresholds.core_weight = 0,
        place,
        "core_weight",
        0,
        (1, 9),
    );
    check_range(
        |d| d.thresholds.core_weight = 10,
        place,
        "core_weight",
        10,
        (1, 9),
    );
    let field = "area_answered_percent";
    check_range(
        |d| d.thresholds.area_answered_percent = 0,
        place,
        field,
        0,
        percent,
    );
    check_range(
        |d| d.thresholds.area_answered_percent = 101,
        place,
        field,
        101,
        percent,
    );
    check_range(
        |d| d.thresholds.module_count = 0,
        place,
        "module_count",
        0,
        (1, 3),
    );
    check_range(
        |d| d.thresholds.module_count = 4,
        place,
        "module_count",
        4,
        (1, 3),
    );
    let field = "module_gap_percent";
    check_range(
        |d| d.thresholds.module_gap_percent = 101,
        place,
        field,
        101,
        (0, 100),
    );
    check_range(
        |d| d.thresholds.straight_lining = 1,
        place,
        "straight_lining",
        1,
        (2, 65_535),
    );
    let place = Place::Competence(1);
    check_range(
        |d| d.competences[1].weights[2] = 10,
        place,
        "weights",
        10,
        (0, 9),
    );
    check_range(
        |d| d.competences[1].required[3] = 5,
        place,
        "required",
        5,
        (0, 4),
    );
    check_range(
        |d| d.competences[1].level_count = 8,
        place,
        "levels",
        8,
        (2, 7),
    );
    let place = Place::Module(0);
    check_range(|d| d.modules[0].raises[0].1 = 0, place, "raises", 0, (1, 4));
    check_range(|d| d.modules[0].raises[0].1 = 5, place, "raises", 5, (1, 4));
}

#[test]
fn a_competence_needs_two_levels() {
    for level_count in [0, 1] {
        let mut definition = sound();
        definition.competences[1].level_count = level_count;
        let found = Catalogue::new(definition).unwrap_err();
        let levels = Problem::Range {
            place: Place::Competence(1),
            field: "levels",
            found: level_count.into(),
            min: 2,
            max: 7,
        };
        assert!(found.contains(&levels));
    }
}

#[test]
fn two_to_seven_levels_are_sound() {
    for level_count in 2..=7 {
        let mut definition = sound();
        definition.modules.clear();
        for competence in &mut definition.competences {
            competence.level_count = level_count;
            competence.required = vec![level_count - 1; 6];
        }
        let catalogue = Catalogue::new(definition).unwrap();
        assert_eq!(catalogue.level_maxima(), [level_count - 1; 4]);
    }
}

#[test]
fn ids_keep_their_grammar() {
    let message = |place: Place| format!("{place}: the id isn't lower-case words joined by '-'");
    let malformed = |change: &dyn Fn(&mut Definition), place: Place| {
        check(change, &[(Problem::MalformedId(place), &message(place))]);
    };
    malformed(&|d| d.id = CatalogueId::new("Social"), Place::Catalogue);
    malformed(&|d| d.areas[1] = AreaId::new("a b"), Place::Area(1));
    malformed(
        &|d| d.competences[2].id = CompetenceId::new("c_1"),
        Place::Competence(2),
    );
    malformed(&|d| d.items[3].id = ItemId::new(""), Place::Item(3));
    malformed(&|d| d.formats[0].id = FormatId::new("-"), Place::Format(0));
    malformed(&|d| d.modules[1].id = ModuleId::new("ü"), Place::Module(1));
    // A family's id stands in its profiles' ids, which then are malformed too.
    check(
        |d| {
            d.families[2] = FamilyId::new("A");
            d.profiles[4].id = ProfileId::new("A.junior");
            d.profiles[5].id = ProfileId::new("A.senior");
        },
        &[
            (
                Problem::MalformedId(Place::Family(2)),
                &message(Place::Family(2)),
            ),
            (
                Problem::MalformedId(Place::Profile(4)),
                &message(Place::Profile(4)),
            ),
            (
                Problem::MalformedId(Place::Profile(5)),
                &message(Place::Profile(5)),
            ),
        ],
    );
}

#[test]
fn an_id_is_used_once_in_its_list() {
    let message = |place: Place| format!("{place}: the id is used twice");
    let duplicate = |change: &dyn Fn(&mut Definition), place: Place| {
        check(change, &[(Problem::DuplicateId(place), &message(place))]);
    };
    duplicate(&|d| d.areas[1] = d.areas[0].clone(), Place::Area(1));
    duplicate(
        &|d| d.competences[3].id = d.competences[1].id.clone(),
        Place::Competence(3),
    );
    duplicate(&|d| d.items[2].id = d.items[0].id.clone(), Place::Item(2));
    duplicate(&|d| d.formats.push(d.formats[0].clone()), Place::Format(1));
    duplicate(
        &|d| d.modules[1].id = d.modules[0].id.clone(),
        Place::Module(1),
    );
    // Each further one is named.
    check(
        |d| {
            d.items[1].id = d.items[0].id.clone();
            d.items[3].id = d.items[0].id.clone();
        },
        &[
            (
                Problem::DuplicateId(Place::Item(1)),
                &message(Place::Item(1)),
            ),
            (
                Problem::DuplicateId(Place::Item(3)),
                &message(Place::Item(3)),
            ),
        ],
    );
    // The same id in two lists is no problem: items bear their competence's id.
    assert_eq!(
        sound().items[0].id.as_str(),
        sound().competences[0].id.as_str()
    );
}

#[test]
fn references_point_to_entries() {
    let dangling = |change: &dyn Fn(&mut Definition), place: Place, field, more: &[Problem]| {
        let mut definition = sound();
        change(&mut definition);
        let mut expected = vec![Problem::Dangling { place, field }];
        expected.extend_from_slice(more);
        let found = Catalogue::new(definition).unwrap_err();
        assert_eq!(found, expected);
        let message = format!("{place}: {field} refers to nothing");
        assert_eq!(found[0].to_string(), message);
    };
    dangling(
        &|d| d.profiles[0].family = FamilyIndex(3),
        Place::Profile(0),
        "family",
        &[],
    );
    dangling(
        &|d| d.competences[3].area = AreaIndex(2),
        Place::Competence(3),
        "area",
        &[],
    );
    dangling(
        &|d| d.items[3].competence = CompetenceIndex(4),
        Place::Item(3),
        "competence",
        &[Problem::Empty(Place::Competence(3))],
    );
    dangling(
        &|d| d.modules[0].raises[0].0 = CompetenceIndex(4),
        Place::Module(0),
        "raises",
        &[],
    );
    dangling(
        &|d| d.modules[0].formats.push(FormatIndex(1)),
        Place::Module(0),
        "formats",
        &[],
    );
    dangling(
        &|d| d.modules[0].prerequisite = Some(ProfileIndex(6)),
        Place::Module(0),
        "prerequisite",
        &[],
    );
}

#[test]
fn weights_and_requirements_have_one_entry_for_each() {
    let place = Place::Competence(0);
    let incomplete = |change: &dyn Fn(&mut Definition), field| {
        let message = format!("{place}: {field} doesn't have one entry for each");
        check(change, &[(Problem::Incomplete { place, field }, &message)]);
    };
    incomplete(&|d| d.competences[0].weights.truncate(2), "weights");
    incomplete(&|d| d.competences[0].weights.push(1), "weights");
    incomplete(&|d| d.competences[0].required.truncate(5), "required");
    incomplete(&|d| d.competences[0].required.push(1), "required");
}

#[test]
fn competences_and_items_stand_in_their_groups() {
    let message = "competence number 2 doesn't stand with the others of its group";
    check(
        |d| d.competences.swap(1, 2),
        &[(
            Problem::OutOfOrder(Place::Competence(2)),
            "competence number 3 doesn't stand with the others of its group",
        )],
    );
    check(
        |d| d.competences[0].area = AreaIndex(1),
        &[(Problem::OutOfOrder(Place::Competence(1)), message)],
    );
    check(
        |d| d.items.swap(0, 1),
        &[(
            Problem::OutOfOrder(Place::Item(1)),
            "item number 2 doesn't stand with the others of its group",
        )],
    );
}

#[test]
fn what_must_have_members_has_some() {
    let empty = |change: &dyn Fn(&mut Definition), place: Place| {
        check(
            change,
            &[(Problem::Empty(place), &format!("{place} is empty"))],
        );
    };
    empty(&|d| d.areas.push(AreaId::new("other")), Place::Area(2));
    empty(&|d| drop(d.items.remove(2)), Place::Competence(2));
    empty(&|d| d.modules[1].raises.clear(), Place::Module(1));
    empty(
        &|d| d.families.push(FamilyId::new("other")),
        Place::Family(3),
    );
}

#[test]
fn a_profile_is_named_by_family_and_tier() {
    let mismatch = |id: &str| {
        check(
            |d| d.profiles[1].id = ProfileId::new(id),
            &[(
                Problem::ProfileIdMismatch(1),
                "profile number 2: the id isn't <family>.<tier>",
            )],
        );
    };
    mismatch("social-media-manager.expert");
    mismatch("social-media.senior");
}

#[test]
fn a_family_has_one_profile_in_a_tier() {
    let mut definition = sound();
    definition.profiles[1] = definition.profiles[0].clone();
    let found = Catalogue::new(definition).unwrap_err();
    assert_eq!(
        found,
        [
            Problem::DuplicateId(Place::Profile(1)),
            Problem::DuplicateProfile(1)
        ]
    );
    assert_eq!(
        found[1].to_string(),
        "profile number 2: its family has another one in this tier"
    );
}

#[test]
fn a_profile_requires_something_that_counts() {
    let problem = Problem::RequiresNothing(2);
    let message = "profile number 3 requires nothing that counts";
    check(
        |d| {
            for competence in &mut d.competences {
                competence.required[CM_JUNIOR.get()] = 0;
            }
        },
        &[(problem.clone(), message)],
    );
    // It requires something, but nothing of it counts for it.
    check(
        |d| {
            for competence in &mut d.competences {
                if competence.required[CM_JUNIOR.get()] > 0 {
                    competence.weights[CM_JUNIOR.get()] = 0;
                }
            }
        },
        &[(problem, message)],
    );
}

#[test]
fn a_senior_requires_no_less_than_the_junior() {
    check(
        |d| d.competences[2].required[CM_SENIOR.get()] = 1,
        &[(
            Problem::SeniorBelowJunior {
                profile: 3,
                competence: 2,
            },
            "profile number 4 requires less than its junior in competence number 3",
        )],
    );
    // As much is enough.
    let mut definition = sound();
    for competence in &mut definition.competences {
        competence.required[CM_SENIOR.get()] = competence.required[CM_JUNIOR.get()];
    }
    assert!(Catalogue::new(definition).is_ok());
}

#[test]
fn a_module_raises_a_competence_once() {
    check(
        |d| {
            let (competence, level) = d.modules[0].raises[0];
            d.modules[0].raises.push((competence, level - 1));
        },
        &[(
            Problem::RaisesTwice {
                module: 0,
                competence: 0,
            },
            "module number 1 raises competence number 1 twice",
        )],
    );
}

#[test]
fn dates_are_dates() {
    check(
        |d| d.as_of = "2026-02-30".into(),
        &[(
            Problem::MalformedDate(Place::Catalogue),
            "the catalogue: the date isn't YYYY-MM-DD",
        )],
    );
    check(
        |d| d.modules[0].as_of = "23.11.2026".into(),
        &[(
            Problem::MalformedDate(Place::Module(0)),
            "module number 1: the date isn't YYYY-MM-DD",
        )],
    );
}

#[test]
fn all_problems_are_found_in_one_run() {
    let mut definition = sound();
    definition.revision = 0;
    definition.as_of = "".into();
    definition.thresholds.core_percent = 0;
    definition.competences[0].weights.clear();
    definition.modules[0].raises.clear();
    let found = Catalogue::new(definition).unwrap_err();
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn a_hostile_list_is_refused_at_once() {
    // A comparison of each with each would take minutes.
    let mut definition = sound();
    definition.modules[0].raises = vec![(CompetenceIndex(0), 1); 1_000_000];
    let found = Catalogue::new(definition).unwrap_err();
    assert_eq!(found.len(), 999_999);
    let mut definition = sound();
    definition.profiles = vec![definition.profiles[0].clone(); 100_000];
    let found = Catalogue::new(definition).unwrap_err();
    assert_eq!(found.len(), 1);
}
