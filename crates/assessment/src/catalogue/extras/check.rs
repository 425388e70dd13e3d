//! What that has to keep to.

use super::{
    EXAM_FIELD_LIMIT, EXAM_PART_LIMIT, ExamDefinition, ExamFieldDefinition, ExamTodayDefinition,
    NEIGHBOUR_LIMIT, STATEMENT_LIMIT,
};
use crate::catalogue::calendar::is_date;
use crate::catalogue::ids::check_ids;
use crate::catalogue::problem::{CatalogueProblem as Problem, ProblemPlace as Place};
use crate::catalogue::{Definition, public};
use crate::id::CompetenceIndex;

pub(in crate::catalogue) fn check(definition: &Definition, problems: &mut Vec<Problem>) {
    if let Some(exam) = &definition.extras.exam {
        check_exam(definition, exam, problems);
    }
    check_neighbours(definition, problems);
    check_statements(definition, problems);
    public::check(definition, problems);
}

/// Whether a list is as long as it may be.
pub(in crate::catalogue) fn count(
    what: &'static str,
    found: usize,
    (min, max): (usize, usize),
    problems: &mut Vec<Problem>,
) -> bool {
    let fits = (min..=max).contains(&found);
    if !fits {
        problems.push(Problem::Count {
            what,
            found,
            min,
            max,
        });
    }
    fits
}

/// Competences that are there, each once, and at least one.
fn check_competences(
    definition: &Definition,
    competences: impl Iterator<Item = CompetenceIndex>,
    place: Place,
    problems: &mut Vec<Problem>,
) {
    let mut named = vec![false; definition.competences.len()];
    let mut is_empty = true;
    for competence in competences {
        is_empty = false;
        match named.get_mut(competence.get()) {
            None => problems.push(Problem::Dangling {
                place,
                field: "competences",
            }),
            Some(named) => {
                if core::mem::replace(named, true) {
                    problems.push(Problem::NamedTwice {
                        place,
                        competence: competence.get(),
                    });
                }
            }
        }
    }
    if is_empty {
        problems.push(Problem::Empty(place));
    }
}

fn check_exam(definition: &Definition, exam: &ExamDefinition, problems: &mut Vec<Problem>) {
    let fit = [
        count(
            "exam.parts",
            exam.parts.len(),
            (1, EXAM_PART_LIMIT),
            problems,
        ),
        count(
            "exam.fields",
            exam.fields.len(),
            (1, EXAM_FIELD_LIMIT),
            problems,
        ),
    ];
    // A list beyond its limit isn't looked at any closer: what is hostile is refused at once.
    if fit.contains(&false) {
        return;
    }
    if exam.profile.get() >= definition.profiles.len() {
        problems.push(Problem::Dangling {
            place: Place::Exam,
            field: "profile",
        });
    }
    if !is_date(&exam.as_of) {
        problems.push(Problem::MalformedDate(Place::Exam));
    }
    check_ids(exam.parts.iter(), Place::ExamPart, problems);
    check_fields(definition, &exam.fields, Place::ExamField, problems);
    if let Some(today) = &exam.today {
        check_today(definition, today, problems);
    }
}

fn check_today(definition: &Definition, today: &ExamTodayDefinition, problems: &mut Vec<Problem>) {
    let allowed = (1, EXAM_FIELD_LIMIT);
    if !count("exam.today.fields", today.fields.len(), allowed, problems) {
        return;
    }
    if !is_date(&today.as_of) {
        problems.push(Problem::MalformedDate(Place::ExamToday));
    }
    check_fields(definition, &today.fields, Place::ExamTodayField, problems);
}

fn check_fields(
    definition: &Definition,
    fields: &[ExamFieldDefinition],
    place: fn(usize) -> Place,
    problems: &mut Vec<Problem>,
) {
    check_ids(fields.iter().map(|field| &field.id), place, problems);
    for (position, field) in fields.iter().enumerate() {
        let competences = field.competences.iter().copied();
        check_competences(definition, competences, place(position), problems);
    }
}

fn check_neighbours(definition: &Definition, problems: &mut Vec<Problem>) {
    let neighbours = &definition.extras.neighbours;
    let allowed = (0, NEIGHBOUR_LIMIT);
    if !count("neighbours", neighbours.len(), allowed, problems) {
        return;
    }
    let ids = neighbours.iter().map(|neighbour| &neighbour.id);
    check_ids(ids, Place::Neighbour, problems);
    for (position, neighbour) in neighbours.iter().enumerate() {
        let place = Place::Neighbour(position);
        let competences = neighbour.levels.iter().map(|&(competence, _)| competence);
        check_competences(definition, competences, place, problems);
        for &(competence, level) in &neighbour.levels {
            let known = definition.competences.get(competence.get());
            let max = known.map_or(level, |known| known.level_count.saturating_sub(1));
            if !(1..=max).contains(&level) {
                problems.push(Problem::Range {
                    place,
                    field: "levels",
                    found: level.into(),
                    min: 1,
                    max: max.into(),
                });
            }
        }
    }
}

fn check_statements(definition: &Definition, problems: &mut Vec<Problem>) {
    let statements = &definition.extras.statements;
    let allowed = (0, STATEMENT_LIMIT);
    if !count("statements", statements.len(), allowed, problems) {
        return;
    }
    let ids = statements.iter().map(|statement| &statement.id);
    check_ids(ids, Place::Statement, problems);
    let mut previous = 0;
    for (position, statement) in statements.iter().enumerate() {
        let place = Place::Statement(position);
        let area = statement.area.get();
        if area >= definition.areas.len() {
            problems.push(Problem::Dangling {
                place,
                field: "area",
            });
        }
        if area < previous {
            problems.push(Problem::OutOfOrder(place));
        }
        previous = area;
    }
}
