//! What a catalogue may have beside its scoring.
//!
//! Nothing here changes a score, a status or a recommendation, and nothing is part of the check by
//! which result links know their catalogue: all of it can come, change and go between releases.

use serde::{Deserialize, Serialize};

use super::check::{is_date, repeated};
use super::public::{CountryDefinition, FrameworkDefinition, MappingDefinition};
use super::{CatalogueProblem as Problem, Definition, ProblemPlace as Place, ProvenanceKind};
use crate::id::{AreaIndex, CompetenceIndex, EntryId, ProfileIndex};
use crate::response::Level;

/// Parts of an exam at most.
pub const EXAM_PART_LIMIT: usize = 12;
/// Subject fields of an exam at most.
pub const EXAM_FIELD_LIMIT: usize = 24;
/// Statements of the knowledge check at most.
pub const STATEMENT_LIMIT: usize = 96;
/// Neighbouring roles at most.
pub const NEIGHBOUR_LIMIT: usize = 12;

/// A subject field of an exam.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamFieldDefinition {
    /// Its id.
    pub id: EntryId,
    /// The competences it is about.
    pub competences: Vec<CompetenceIndex>,
}

/// A certificate exam as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamDefinition {
    /// The profile that its fields are measured against.
    pub profile: ProfileIndex,
    /// Whether it can still be taken.
    pub is_held: bool,
    /// Its parts, in order.
    pub parts: Vec<EntryId>,
    /// Its subject fields, in order.
    pub fields: Vec<ExamFieldDefinition>,
    /// Where it comes from.
    pub provenance: Vec<ProvenanceKind>,
    /// The date that the statements on it are of, `YYYY-MM-DD`.
    pub as_of: Box<str>,
    /// The exam that is held now in its place.
    pub today: Option<ExamTodayDefinition>,
}

/// The certificate exam that is held now, as written: it is measured against the same profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamTodayDefinition {
    /// Its subject fields, in order.
    pub fields: Vec<ExamFieldDefinition>,
    /// Where it comes from.
    pub provenance: Vec<ProvenanceKind>,
    /// The date that the statements on it are of, `YYYY-MM-DD`.
    pub as_of: Box<str>,
}

/// A role beside those of the catalogue, as written: it isn't aimed at, but responses may be close
/// to it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeighbourDefinition {
    /// Its id.
    pub id: EntryId,
    /// The competences that it turns on, with the levels that it asks for.
    pub levels: Vec<(CompetenceIndex, Level)>,
    /// Where it comes from.
    pub provenance: Vec<ProvenanceKind>,
}

/// What is to be said of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// It is true.
    True,
    /// It is false.
    False,
    /// It is about a term that is made up, so nobody can know it.
    Foil,
}

impl StatementKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::True, Self::False, Self::Foil];

    /// The name that catalogues write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Foil => "foil",
        }
    }
}

/// A statement of the knowledge check, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementDefinition {
    /// Its id.
    pub id: EntryId,
    /// The area that it belongs to; statements stand grouped by area.
    pub area: AreaIndex,
    /// What is to be said of it.
    pub kind: StatementKind,
}

/// All that a catalogue may have beside its scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// A certificate exam.
    pub exam: Option<ExamDefinition>,
    /// Neighbouring roles, in order.
    pub neighbours: Vec<NeighbourDefinition>,
    /// The statements of the knowledge check, grouped by area.
    pub statements: Vec<StatementDefinition>,
    /// How to go on, by country.
    pub countries: Vec<CountryDefinition>,
    /// Public frameworks of competences.
    pub frameworks: Vec<FrameworkDefinition>,
    /// What matches competences in the frameworks, grouped by competence.
    pub mappings: Vec<MappingDefinition>,
}

pub(super) fn check(definition: &Definition, problems: &mut Vec<Problem>) {
    if let Some(exam) = &definition.extras.exam {
        check_exam(definition, exam, problems);
    }
    check_neighbours(definition, problems);
    check_statements(definition, problems);
    super::public::check(definition, problems);
}

/// Whether a list is as long as it may be.
pub(super) fn count(
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

pub(super) fn check_ids<'a>(
    ids: impl Iterator<Item = &'a EntryId>,
    place: impl Fn(usize) -> Place,
    problems: &mut Vec<Problem>,
) {
    let ids: Vec<&EntryId> = ids.collect();
    let texts: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    for (position, is_repeated) in repeated(&texts).into_iter().enumerate() {
        if !ids[position].is_well_formed() {
            problems.push(Problem::MalformedId(place(position)));
        }
        if is_repeated {
            problems.push(Problem::DuplicateId(place(position)));
        }
    }
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
