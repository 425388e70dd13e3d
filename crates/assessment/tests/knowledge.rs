//! The knowledge check: what it says beside a self-rating, and that it says no more.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::catalogue::{
    CatalogueProblem as Problem, Definition, ProblemPlace as Place, StatementDefinition,
    StatementKind,
};
use assessment::id::{AreaIndex, EntryId, StatementIndex};
use assessment::knowledge::{AreaCheck, Hint, Verdict, Verdicts, check};
use assessment::{Catalogue, Response, Responses};
use common::small::{choices, model};
use proptest::prelude::*;

/// Statements of the first and the third area: `t` true, `f` false, `x` made up.
fn definition(first: &str, third: &str) -> Definition {
    let mut definition = common::definition();
    let statements = [(0, first), (2, third)];
    definition.extras.statements = statements
        .iter()
        .flat_map(|(area, kinds)| kinds.chars().enumerate().map(move |kind| (*area, kind)))
        .map(|(area, (position, kind))| StatementDefinition {
            id: EntryId::new(&format!("s{area}-{position}")),
            area: AreaIndex(area),
            kind: match kind {
                't' => StatementKind::True,
                'f' => StatementKind::False,
                _ => StatementKind::Foil,
            },
        })
        .collect();
    definition
}

/// Verdicts as text: `t`, `f`, `?` for not knowing, `.` for none.
fn verdicts(catalogue: &Catalogue, text: &str) -> Verdicts {
    let mut verdicts = Verdicts::new(catalogue);
    assert_eq!(text.len(), catalogue.statements().len());
    for (statement, verdict) in catalogue.statements().zip(text.chars()) {
        let verdict = match verdict {
            't' => Some(Verdict::True),
            'f' => Some(Verdict::False),
            '?' => Some(Verdict::DontKnow),
            _ => None,
        };
        verdicts.set(statement, verdict);
        assert_eq!(verdicts.get(statement), verdict);
    }
    verdicts
}

/// What is said of the first area with these levels in it.
fn first(kinds: &str, levels: &str, given: &str) -> AreaCheck {
    let catalogue = Catalogue::new(definition(kinds, "")).unwrap();
    let mut list = common::list(levels);
    list.resize(36, Response::Skipped);
    let responses = Responses::from_list(&catalogue, &list).unwrap();
    let checks = check(&catalogue, &responses, &verdicts(&catalogue, given));
    assert_eq!(checks.len(), 1);
    checks[0].clone()
}

#[track_caller]
fn hint(levels: &str, given: &str, expected: Option<Hint>) {
    assert_eq!(first("tft", levels, given).hint, expected);
}

#[test]
fn statements_are_refused_for_each_thing_that_is_wrong() {
    let refused = |change: &dyn Fn(&mut Vec<StatementDefinition>), expected: Problem| {
        let mut definition = definition("tf", "t");
        change(&mut definition.extras.statements);
        assert_eq!(Catalogue::new(definition), Err(vec![expected]));
    };
    refused(
        &|statements| statements[1].id = statements[0].id.clone(),
        Problem::DuplicateId(Place::Statement(1)),
    );
    refused(
        &|statements| statements[0].id = EntryId::new("a b"),
        Problem::MalformedId(Place::Statement(0)),
    );
    refused(
        &|statements| statements[2].area = AreaIndex(5),
        Problem::Dangling {
            place: Place::Statement(2),
            field: "area",
        },
    );
    refused(
        &|statements| statements.swap(1, 2),
        Problem::OutOfOrder(Place::Statement(2)),
    );
    refused(
        &|statements| *statements = vec![statements[0].clone(); 97],
        Problem::Count {
            what: "statements",
            found: 97,
            min: 0,
            max: 96,
        },
    );
    assert_eq!(Place::Statement(1).to_string(), "statement number 2");
}

#[test]
fn each_area_with_statements_is_counted_by_itself() {
    let catalogue = Catalogue::new(definition("tfx", "ftt")).unwrap();
    let responses = common::responses(&catalogue, common::WORKED_EXAMPLE);
    let given = verdicts(&catalogue, "tt?ft.");
    assert_eq!(given.answered_count(), 5);
    let area = |area, right_count, answered_count, statement_count| AreaCheck {
        area: AreaIndex(area),
        statement_count,
        answered_count,
        right_count,
        hint: None,
        claimed: Vec::new(),
    };
    assert_eq!(
        check(&catalogue, &responses, &given),
        [area(0, 1, 2, 2), area(2, 2, 2, 3)]
    );
    let plain = common::catalogue();
    assert!(check(&plain, &responses, &Verdicts::new(&plain)).is_empty());
}

#[test]
fn a_high_self_rating_with_hardly_anything_right_suggests_lower() {
    let lower = Some(Hint::SuggestsLower);
    hint("3333333", "fft", None);
    hint("3333333", "tt?", lower);
    hint("3333333", "ftf", lower);
    // Not to know counts as not right.
    hint("4444444", "???", lower);
    // A mean just below 3, and one of 3 over what was answered.
    hint("3333332", "ftf", None);
    hint("43-2---", "ftf", lower);
    // Too few statements.
    hint("4444444", "ft.", None);
    // Nothing is known of the self-rating.
    hint("-------", "ftf", None);
}

#[test]
fn a_low_self_rating_with_all_right_suggests_higher() {
    let higher = Some(Hint::SuggestsHigher);
    hint("1111111", "tft", higher);
    hint("0000000", "tft", higher);
    hint("1111112", "tft", None);
    hint("1111111", "tf?", None);
    hint("1111111", "tf.", None);
    hint("2222222", "tft", None);
    hint("-------", "tft", None);
}

#[test]
fn a_foil_is_named_when_it_is_taken_for_true_and_counts_for_nothing_else() {
    for (given, claimed) in [
        ("tftt", true),
        ("tftf", false),
        ("tft?", false),
        ("tft.", false),
    ] {
        let found = first("tftx", "2222222", given);
        assert_eq!(!found.claimed.is_empty(), claimed, "{given}");
        if claimed {
            assert_eq!(found.claimed, [StatementIndex(3)]);
        }
        assert_eq!(
            (
                found.statement_count,
                found.answered_count,
                found.right_count
            ),
            (3, 3, 3)
        );
    }
}

#[test]
fn a_verdict_on_nothing_is_passed_over() {
    let catalogue = Catalogue::new(definition("t", "")).unwrap();
    let mut verdicts = Verdicts::new(&catalogue);
    verdicts.set(StatementIndex(1), Some(Verdict::True));
    assert_eq!(verdicts, Verdicts::new(&catalogue));
    assert_eq!(verdicts.get(StatementIndex(200)), None);
    assert_eq!(Verdicts::default().get(StatementIndex(0)), None);
}

proptest! {
    #[test]
    fn hints_are_those_of_the_plain_rule_and_never_both(bytes in choices()) {
        let (mut definition, answers, mut choices) = model(bytes);
        let mut kinds = Vec::new();
        for area in 0..definition.areas.len() {
            for number in 0..choices.range(0, 5) {
                let kind = match choices.below(4) {
                    0 => StatementKind::Foil,
                    1 => StatementKind::False,
                    _ => StatementKind::True,
                };
                kinds.push(kind);
                definition.extras.statements.push(StatementDefinition {
                    id: EntryId::new(&format!("s{area}-{number}")),
                    area: AreaIndex(area as u8),
                    kind,
                });
            }
        }
        let catalogue = Catalogue::new(definition.clone()).unwrap();
        let responses = Responses::from_list(&catalogue, &answers).unwrap();
        let mut verdicts = Verdicts::new(&catalogue);
        for statement in catalogue.statements() {
            let verdict = [None, Some(Verdict::True), Some(Verdict::False), Some(Verdict::DontKnow)]
                [choices.below(4)];
            verdicts.set(statement, verdict);
        }
        let found = check(&catalogue, &responses, &verdicts);
        for area in catalogue.areas() {
            let own: Vec<_> = catalogue.statements()
                .filter(|&statement| catalogue.statement(statement).area == area)
                .collect();
            let check = found.iter().find(|check| check.area == area);
            prop_assert_eq!(check.is_some(), !own.is_empty());
            let Some(check) = check else { continue };
            let facts: Vec<_> = own.iter().filter(|s| kinds[s.get()] != StatementKind::Foil).collect();
            let answered = facts.iter().filter(|&&&s| verdicts.get(s).is_some()).count();
            let right = facts.iter().filter(|&&&s| matches!(
                (kinds[s.get()], verdicts.get(s)),
                (StatementKind::True, Some(Verdict::True)) | (StatementKind::False, Some(Verdict::False))
            )).count();
            prop_assert_eq!(usize::from(check.statement_count), facts.len());
            prop_assert_eq!(usize::from(check.answered_count), answered);
            prop_assert_eq!(usize::from(check.right_count), right);
            // The mean as a fraction of the highest levels.
            let rated: Vec<(f64, f64)> = catalogue.items_in(area)
                .filter_map(|item| {
                    let max = catalogue.level_max(catalogue.competence_of(item));
                    Some((responses.get(item).level()?.into(), max.into()))
                })
                .collect();
            let share = rated.iter().map(|pair| pair.0).sum::<f64>() / rated.iter().map(|pair| pair.1).sum::<f64>();
            let expected = if rated.is_empty() || answered < 3 {
                None
            } else if share >= 0.75 && right <= 1 {
                Some(Hint::SuggestsLower)
            } else if share <= 0.25 && right == answered {
                Some(Hint::SuggestsHigher)
            } else {
                None
            };
            prop_assert_eq!(check.hint, expected);
        }
        // The check says nothing to the scores: without statements they are the same.
        let scores = assessment::scoring::score(&catalogue, &responses);
        definition.extras.statements.clear();
        let plain = Catalogue::new(definition).unwrap();
        prop_assert_eq!(assessment::scoring::score(&plain, &responses), scores);
    }
}
