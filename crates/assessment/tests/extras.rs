//! What a catalogue has beside its scoring: what it is refused for, and what follows from responses.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::catalogue::definition_check;
use assessment::catalogue::{
    CatalogueProblem as Problem, Definition, ExamDefinition, ExamFieldDefinition,
    ProblemPlace as Place,
};
use assessment::compiled::{CompiledError, decode, encode};
use assessment::exam::{Coverage, coverage};
use assessment::id::{CompetenceIndex, EntryId, ProfileIndex};
use assessment::scoring::score;
use assessment::text::{EntryText, ExamText};
use common::small::{choices, model};
use common::{SMM_SENIOR, WORKED_EXAMPLE, competence, responses, texts};
use proptest::prelude::*;

/// An exam with a field for each list of competences.
fn exam(profile: ProfileIndex, fields: &[&[CompetenceIndex]]) -> ExamDefinition {
    let field = |(position, competences): (usize, &&[CompetenceIndex])| ExamFieldDefinition {
        id: EntryId::new(&format!("field-{position}")),
        competences: competences.to_vec(),
    };
    ExamDefinition {
        profile,
        is_held: false,
        parts: vec![EntryId::new("test"), EntryId::new("talk")],
        fields: fields.iter().enumerate().map(field).collect(),
        provenance: assessment::catalogue::Provenance::default(),
        as_of: "2026-11-23".into(),
        today: None,
    }
}

/// The fixture with an exam of two fields.
fn definition() -> Definition {
    let mut definition = common::definition();
    let fields: [&[CompetenceIndex]; 2] = [
        &[competence("d7")],
        &[competence("e1"), competence("e3"), competence("a1")],
    ];
    definition.extras.exam = Some(exam(SMM_SENIOR, &fields));
    definition
}

#[track_caller]
fn check(change: impl Fn(&mut ExamDefinition), expected: &[(Problem, &str)]) {
    let mut definition = definition();
    change(definition.extras.exam.as_mut().unwrap());
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
fn an_exam_is_refused_for_each_thing_that_is_wrong() {
    check(
        |exam| exam.profile = ProfileIndex(6),
        &[(
            Problem::Dangling {
                place: Place::Exam,
                field: "profile",
            },
            "the exam: profile refers to nothing",
        )],
    );
    check(
        |exam| exam.as_of = "2026-02-30".into(),
        &[(
            Problem::MalformedDate(Place::Exam),
            "the exam: the date isn't YYYY-MM-DD",
        )],
    );
    check(
        |exam| exam.parts[1] = EntryId::new("test"),
        &[(
            Problem::DuplicateId(Place::ExamPart(1)),
            "exam part number 2: the id is used twice",
        )],
    );
    check(
        |exam| exam.fields[1].id = EntryId::new("Field"),
        &[(
            Problem::MalformedId(Place::ExamField(1)),
            "exam field number 2: the id isn't lower-case words joined by '-'",
        )],
    );
    check(
        |exam| exam.fields[0].competences.clear(),
        &[(
            Problem::Empty(Place::ExamField(0)),
            "exam field number 1 is empty",
        )],
    );
    check(
        |exam| {
            exam.fields[0].competences =
                vec![CompetenceIndex(3), CompetenceIndex(36), CompetenceIndex(3)]
        },
        &[
            (
                Problem::Dangling {
                    place: Place::ExamField(0),
                    field: "competences",
                },
                "exam field number 1: competences refers to nothing",
            ),
            (
                Problem::NamedTwice {
                    place: Place::ExamField(0),
                    competence: 3,
                },
                "exam field number 1 names competence number 4 twice",
            ),
        ],
    );
}

#[test]
fn an_exam_has_parts_and_fields_but_not_without_end() {
    let count = |what, found, max| Problem::Count {
        what,
        found,
        min: 1,
        max,
    };
    check(
        |exam| {
            exam.parts.clear();
            // What stands in a list that is too long isn't looked at.
            exam.fields[0].competences.clear();
            exam.fields = vec![exam.fields[0].clone(); 25];
        },
        &[
            (
                count("exam.parts", 0, 12),
                "0 exam.parts, where 1 to 12 are allowed",
            ),
            (
                count("exam.fields", 25, 24),
                "25 exam.fields, where 1 to 24 are allowed",
            ),
        ],
    );
}

#[test]
fn nothing_beside_the_scoring_changes_a_score_or_a_link() {
    let (plain, rich) = (common::definition(), definition());
    assert_eq!(definition_check(&plain), definition_check(&rich));
    let (plain, rich) = (
        Catalogue::new(plain).unwrap(),
        Catalogue::new(rich).unwrap(),
    );
    let answers = responses(&plain, WORKED_EXAMPLE);
    assert_eq!(score(&plain, &answers), score(&rich, &answers));
    assert_eq!(
        assessment::link::encode(&plain, &answers, common::SMM, None),
        assessment::link::encode(&rich, &answers, common::SMM, None)
    );
}

#[test]
fn what_is_beside_the_scoring_needs_its_texts() {
    let definition = definition();
    let entry = || EntryText {
        name: "Test".into(),
        description: "Fragen".into(),
    };
    let mut texts = texts(&definition);
    let refused = |texts: &_| {
        let bytes = encode(&definition, texts).unwrap();
        assert_eq!(decode(&bytes).unwrap_err(), CompiledError::TextsDontFit);
    };
    refused(&texts);
    texts.extras.exam = Some(ExamText {
        name: "Prüfung".into(),
        summary: "".into(),
        status: "".into(),
        parts: vec![entry(), entry()],
        fields: vec![entry()],
        today: None,
    });
    refused(&texts);
    let exam = texts.extras.exam.as_mut().unwrap();
    exam.fields.push(entry());
    let bytes = encode(&definition, &texts).unwrap();
    let (catalogue, read) = decode(&bytes).unwrap();
    assert_eq!(catalogue.definition(), &definition);
    assert_eq!(read, texts);

    let plain = common::definition();
    let bytes = encode(&plain, &texts).unwrap();
    assert_eq!(decode(&bytes).unwrap_err(), CompiledError::TextsDontFit);
}

#[test]
fn fields_are_covered_by_the_points_of_their_competences() {
    let catalogue = Catalogue::new(definition()).unwrap();
    // d7 is level 1 of 3, weight 2; e1 1 of 4, weight 3; e3 is skipped, of 3, weight 2; a1 2 of 3.
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let found = coverage(&catalogue, &scores, SMM_SENIOR);
    let point = |low, high, max| Coverage { low, high, max };
    assert_eq!(found, [point(2, 2, 6), point(5, 11, 21)]);
    let percents: Vec<_> = found
        .iter()
        .map(|field| (field.share().low, field.share().high))
        .collect();
    // 33.3 is rounded down at both ends, 23.8 down and 52.4 up.
    assert_eq!(percents, [(33, 33), (23, 53)]);
    // A junior community manager needs no budget, so there is nothing to cover.
    let junior = coverage(&catalogue, &scores, common::CM_JUNIOR);
    assert_eq!(junior[0], point(0, 0, 0));
    assert_eq!(junior[0].share().low, 100);
}

#[test]
fn a_catalogue_without_an_exam_has_no_fields() {
    let catalogue = common::catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    assert!(catalogue.exam().is_none());
    assert!(coverage(&catalogue, &scores, SMM_SENIOR).is_empty());
}

proptest! {
    /// Fields that share the competences among them add up to the fit.
    #[test]
    fn fields_without_overlap_add_up_to_the_fit(bytes in choices()) {
        let (mut definition, responses, mut choices) = model(bytes);
        let mut fields = [Vec::new(), Vec::new(), Vec::new()];
        for position in 0..definition.competences.len() {
            fields[choices.below(3)].push(CompetenceIndex(position as u16));
        }
        let fields: Vec<&[_]> = fields.iter().map(|field| &**field).filter(|field| !field.is_empty()).collect();
        definition.extras.exam = Some(exam(ProfileIndex(0), &fields));
        let catalogue = Catalogue::new(definition).unwrap();
        let responses = assessment::Responses::from_list(&catalogue, &responses).unwrap();
        let scores = score(&catalogue, &responses);
        for profile in catalogue.profiles() {
            let fields = coverage(&catalogue, &scores, profile);
            let fit = scores.fits[profile.get()];
            let sum = |pick: fn(&Coverage) -> u32| fields.iter().map(pick).sum::<u32>();
            prop_assert_eq!(sum(|field| field.low), fit.low);
            prop_assert_eq!(sum(|field| field.high), fit.high);
            prop_assert_eq!(sum(|field| field.max), fit.max);
            for field in fields {
                prop_assert!(field.low <= field.high && field.high <= field.max);
                prop_assert!(field.share().low <= field.share().high);
            }
        }
    }
}
