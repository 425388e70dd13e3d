//! The lock file keeps the links of released revisions open, or says which change would break them.

use super::{Lock, LockProblem, locked};
use assessment::Definition;
use assessment::catalogue::{
    CompetenceDefinition, Extras, ItemDefinition, ProfileDefinition, Thresholds, Tier,
};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, ItemId,
    ItemIndex, ProfileId,
};

/// A catalogue with these items, each with its number of levels, and with these families.
fn definition(revision: u16, items: &[(&str, u8)], families: &[&str]) -> Definition {
    let competence = |(id, level_count): &(&str, u8)| CompetenceDefinition {
        id: CompetenceId::new(id),
        area: AreaIndex(0),
        level_count: *level_count,
        weights: vec![1; families.len()],
        required: vec![1; families.len()],
    };
    let profile = |(number, family): (usize, &&str)| ProfileDefinition {
        id: ProfileId::new(&format!("{family}.junior")),
        family: FamilyIndex(number as u8),
        tier: Tier::Junior,
    };
    let item = |(number, (id, _)): (usize, &(&str, u8))| ItemDefinition {
        id: ItemId::new(id),
        competence: CompetenceIndex(number as u16),
    };
    Definition {
        id: CatalogueId::new("test"),
        revision,
        as_of: "2026-11-23".into(),
        thresholds: Thresholds {
            reached_percent: 80,
            core_percent: 80,
            core_weight: 3,
            on_the_way_percent: 25,
            area_answered_percent: 50,
            module_count: 3,
            module_points: 3,
            module_gap_percent: 5,
            module_lift: 2,
            straight_lining: 10,
        },
        areas: vec![AreaId::new("area")],
        families: families.iter().map(|id| FamilyId::new(id)).collect(),
        profiles: families.iter().enumerate().map(profile).collect(),
        competences: items.iter().map(competence).collect(),
        items: items.iter().enumerate().map(item).collect(),
        formats: Vec::new(),
        modules: Vec::new(),
        extras: Extras::default(),
    }
}

const ITEMS: &[(&str, u8)] = &[("flour", 5), ("dough", 3), ("oven", 7)];
const FAMILIES: &[&str] = &["baker", "confectioner"];

fn first() -> Definition {
    definition(1, ITEMS, FAMILIES)
}

#[track_caller]
fn check_problems(definition: &Definition, expected: &[&str]) {
    let lock = Lock::parse(&locked("", &first()).unwrap()).unwrap();
    let problems = lock.problems(definition);
    let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(sentences, expected);
    assert!(problems.iter().all(|problem| problem.line().is_none()));
}

#[test]
fn a_released_catalogue_that_stays_has_no_problem() {
    check_problems(&first(), &[]);
    let mut with_later_texts = first();
    with_later_texts.as_of = "2027-05-01".into();
    check_problems(&with_later_texts, &[]);
    assert_eq!(Lock::parse(""), Ok(Lock::default()));
}

#[test]
fn what_was_added_or_moved_in_a_new_revision_breaks_nothing() {
    let items = [("yeast", 4), ("oven", 7), ("flour", 5), ("dough", 3)];
    let second = definition(2, &items, &["miller", "confectioner", "baker"]);
    check_problems(&second, &[]);
    let lock = Lock::parse(&locked("", &first()).unwrap()).unwrap();
    let tables = lock.tables(&second);
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].revision, 1);
    assert_eq!(tables[0].items, [2, 3, 1].map(ItemIndex));
    assert_eq!(tables[0].families, [2, 1].map(FamilyIndex));
    assert!(
        lock.tables(&first()).is_empty(),
        "today's order needs no table"
    );
}

#[test]
fn a_change_without_a_new_revision_is_refused() {
    let mut changed = first();
    changed.competences[0].weights[0] = 2;
    check_problems(
        &changed,
        &[
            "the catalogue isn't what was released as revision 1, so its links would be scored differently",
        ],
    );
    changed.revision = 2;
    check_problems(&changed, &[]);
}

#[test]
fn what_links_need_and_is_gone_is_named_with_its_revision() {
    check_problems(
        &definition(2, &[("flour", 5), ("oven", 7)], FAMILIES),
        &["links of revision 1 need the item `dough`, which is gone"],
    );
    check_problems(
        &definition(2, &[("flour", 5), ("dough", 4), ("oven", 7)], FAMILIES),
        &["links of revision 1 need the item `dough` with 3 levels, and it has 4"],
    );
    check_problems(
        &definition(2, ITEMS, &["baker"]),
        &["links of revision 1 need the family `confectioner`, which is gone"],
    );
}

#[test]
fn a_revision_does_not_go_back() {
    let lock = locked("", &first()).unwrap();
    let lock = locked(&lock, &definition(3, ITEMS, FAMILIES)).unwrap();
    let problems = Lock::parse(&lock)
        .unwrap()
        .problems(&definition(2, ITEMS, FAMILIES));
    assert_eq!(
        problems,
        [LockProblem::RevisionGoneBack {
            released: 3,
            found: 2
        }]
    );
    assert!(locked(&lock, &definition(2, ITEMS, FAMILIES)).is_err());
}

#[test]
fn locking_only_adds() {
    let one = locked("", &first()).unwrap();
    assert_eq!(locked(&one, &first()).as_ref(), Ok(&one), "once is enough");
    let items = [("flour", 5), ("dough", 3), ("yeast", 2), ("oven", 7)];
    let second = definition(2, &items, FAMILIES);
    let two = locked(&one, &second).unwrap();
    assert!(two.starts_with(&one));
    let third = definition(7, &items, FAMILIES);
    let three = locked(&two, &third).unwrap();
    assert!(three.starts_with(&two));
    let lock = Lock::parse(&three).unwrap();
    let revisions: Vec<u16> = lock
        .releases
        .iter()
        .map(|release| release.revision)
        .collect();
    assert_eq!(revisions, [1, 2, 7]);
    assert!(lock.holds(2) && !lock.holds(3));
    let windows = three.replace('\n', "\r\n");
    assert_eq!(
        Lock::parse(&windows),
        Ok(lock),
        "line ends of another system"
    );
}

#[test]
fn a_problem_of_several_revisions_is_named_once() {
    let one = locked("", &first()).unwrap();
    let two = locked(&one, &definition(2, ITEMS, FAMILIES)).unwrap();
    let problems = Lock::parse(&two)
        .unwrap()
        .problems(&definition(3, &ITEMS[1..], FAMILIES));
    let item = ItemId::new("flour");
    assert_eq!(problems, [LockProblem::ItemGone { revision: 1, item }]);
    assert!(locked(&two, &definition(3, &ITEMS[1..], FAMILIES)).is_err());
}

#[test]
fn every_edit_of_a_released_line_is_noticed() {
    let text = locked("", &first()).unwrap();
    let text = locked(&text, &definition(2, ITEMS, FAMILIES)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for number in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(number);
        assert!(
            Lock::parse(&without.join("\n")).is_err(),
            "without line {}",
            number + 1
        );
        let mut changed = lines.clone();
        let line = changed[number].replacen(['1', 'o', 'e', 'r'], "2", 1) + "#";
        changed[number] = &line;
        assert!(
            Lock::parse(&changed.join("\n")).is_err(),
            "with line {} changed",
            number + 1
        );
        if number + 1 < lines.len() && lines[number] != lines[number + 1] {
            let mut swapped = lines.clone();
            swapped.swap(number, number + 1);
            assert!(
                Lock::parse(&swapped.join("\n")).is_err(),
                "line {} moved",
                number + 1
            );
        }
    }
}

#[test]
fn a_lock_file_that_is_none_says_on_which_line() {
    for (text, expected) in [
        ("hello", LockProblem::Malformed { line: 1 }),
        (
            "\n# remark\nitem flour 5",
            LockProblem::Malformed { line: 3 },
        ),
        ("revision 1 check 0", LockProblem::Malformed { line: 1 }),
        ("revision 0 check 0", LockProblem::Malformed { line: 1 }),
        ("revision 70000 check 0", LockProblem::Malformed { line: 1 }),
        ("revision 1 check xyz", LockProblem::Malformed { line: 1 }),
        (
            "revision 1 check 0\nitem flour",
            LockProblem::Malformed { line: 2 },
        ),
        (
            "revision 1 check 0\nitem flour 300",
            LockProblem::Malformed { line: 2 },
        ),
        (
            "revision 1 check 0\nrevision 2 check 0",
            LockProblem::Malformed { line: 2 },
        ),
        (
            "revision 1 check 0\nseal 0",
            LockProblem::SealBroken { line: 2 },
        ),
    ] {
        let problem = Lock::parse(text).unwrap_err();
        assert_eq!(problem, expected, "{text}");
        assert!(problem.line().is_some());
        assert!(!problem.help().is_empty());
    }
}

#[test]
fn a_profile_that_links_aim_at_is_kept() {
    let text = locked("", &first()).unwrap();
    let mut second = definition(2, ITEMS, FAMILIES);
    let gone = second.profiles.remove(0).id;
    assert_eq!(second.families.len(), FAMILIES.len());
    let problems = Lock::parse(&text).unwrap().problems(&second);
    let expected = LockProblem::ProfileGone {
        revision: 1,
        profile: gone,
    };
    assert_eq!(problems, [expected]);
}

#[test]
fn a_lock_without_releases_goes_with_the_first_revision_only() {
    let empty = Lock::default();
    assert_eq!(empty.problems(&first()), []);
    let problems = empty.problems(&definition(2, ITEMS, FAMILIES));
    assert_eq!(problems, [LockProblem::NoReleases { revision: 2 }]);
}
