//! What a catalogue may have beside its scoring.
//!
//! Nothing here changes a score, a status or a recommendation, and nothing is part of the check by
//! which result links know their catalogue: all of it can come, change and go between releases.

pub(super) mod check;

use serde::{Deserialize, Serialize};

use super::public::{CountryDefinition, FrameworkDefinition, MappingDefinition};
use crate::id::{AreaIndex, CompetenceIndex, EntryId, ProfileIndex};
use crate::level::Level;

/// Parts of an exam at most.
pub const EXAM_PART_LIMIT: usize = 12;
/// Subject fields of an exam at most.
pub const EXAM_FIELD_LIMIT: usize = 24;
/// Statements of the knowledge check at most.
pub const STATEMENT_LIMIT: usize = 96;
/// Neighbouring roles at most.
pub const NEIGHBOUR_LIMIT: usize = 12;

/// A kind of place that an entry of a catalogue comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProvenanceKind {
    /// The article that the catalogue started from.
    Seed,
    /// A published source.
    Source,
    /// The editors' own judgement.
    Editorial,
}

/// Where an entry of a catalogue comes from, in lines: a letter for the kind, behind it the source by name. One
/// text takes less of the widget than a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance(pub(crate) Box<str>);

impl Provenance {
    /// The places that something comes from, each with its name; of other kinds than a source it may be empty.
    #[must_use]
    pub fn new<'a>(places: impl IntoIterator<Item = (ProvenanceKind, &'a str)>) -> Self {
        let mut lines = String::new();
        for (kind, name) in places {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push(match kind {
                ProvenanceKind::Seed => 's',
                ProvenanceKind::Source => 'n',
                ProvenanceKind::Editorial => 'e',
            });
            lines.extend(name.chars().filter(|one| !one.is_control()));
        }
        Self(lines.into())
    }

    /// The places, each with its name.
    pub fn places(&self) -> impl Iterator<Item = (ProvenanceKind, &str)> {
        self.0.lines().map(|line| match line.split_at_checked(1) {
            Some(("s", name)) => (ProvenanceKind::Seed, name),
            Some(("n", name)) => (ProvenanceKind::Source, name),
            _ => (ProvenanceKind::Editorial, ""),
        })
    }
}

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
    pub provenance: Provenance,
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
    pub provenance: Provenance,
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
    pub provenance: Provenance,
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

/// How others answered: where the middle half of them lies. `crates/catalogue/src/norms.rs` has the rules, no
/// figure of too few people among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norms {
    /// People counted in all.
    pub people: u32,
    /// The day on which the figures were made, `YYYY-MM-DD`.
    pub date: Box<str>,
    /// Who the people are and where their answers come from, in a sentence.
    pub source: Box<str>,
    /// By area, in percent of its items' highest levels, then by profile, its fit in percent; in the order of their
    /// positions. Not each has to be there.
    pub quartiles: Vec<Quartiles>,
}

/// Where the middle half of people lies, in percent, 0–100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quartiles {
    /// Whether this is of a profile, and not of an area.
    pub is_profile: bool,
    /// The position of the area or profile.
    pub place: u16,
    /// People of whom there is this figure.
    pub people: u32,
    /// A quarter of them doesn't exceed it.
    pub lower: u8,
    /// Half of them don't exceed it.
    pub median: u8,
    /// Three quarters of them don't exceed it.
    pub upper: u8,
}

impl Norms {
    /// Whether these are figures of so many areas and profiles, each at most once, and percentages that rise.
    pub(crate) fn fit(&self, areas: usize, profiles: usize) -> bool {
        let place = |one: &Quartiles| (one.is_profile, one.place);
        self.quartiles
            .is_sorted_by(|one, next| place(one) < place(next))
            && self.quartiles.iter().all(|one| {
                let count = if one.is_profile { profiles } else { areas };
                let rises = one.lower <= one.median && one.median <= one.upper;
                usize::from(one.place) < count && rises && one.upper <= 100
            })
    }

    /// The figures of areas, or of profiles.
    pub fn of(&self, is_profile: bool) -> impl Iterator<Item = &Quartiles> {
        let all = self.quartiles.iter();
        all.filter(move |one| one.is_profile == is_profile)
    }
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
    /// Where the competences come from, by competence.
    pub provenance: Vec<Provenance>,
    /// How others answered.
    pub norms: Option<Norms>,
}
