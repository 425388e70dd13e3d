//! The content model: what is asked, what profiles require, which modules raise what.
//!
//! A [`Definition`] is what an author wrote, unchecked. [`Catalogue::new`] checks it and resolves it
//! into dense tables, so scoring reads slices and can't fail.
//! The catalogue knows no language: its texts are [`crate::text::Texts`].

mod beside;
mod calendar;
mod check;
mod definition;
mod entries;
mod extras;
mod ids;
mod offer;
mod problem;
mod public;
mod revision;
mod tables;

pub use calendar::is_date;
pub use definition::{
    CompetenceDefinition, Definition, FormatDefinition, ItemDefinition, ModuleDefinition,
    ProfileDefinition, Thresholds, Tier,
};
pub use extras::{
    EXAM_FIELD_LIMIT, EXAM_PART_LIMIT, ExamDefinition, ExamFieldDefinition, ExamTodayDefinition,
    Extras, NEIGHBOUR_LIMIT, NeighbourDefinition, Norms, Provenance, ProvenanceKind, Quartiles,
    STATEMENT_LIMIT, StatementDefinition, StatementKind,
};
pub use offer::{
    Band, CertificateKind, CostBand, FundingKind, HOURS_MAX, Offer, ProviderKind, WEEKS_MAX, Weeks,
};
pub use problem::{CatalogueProblem, ProblemPlace};
pub use public::{
    ADDRESS_LENGTH_MAX, CODE_LENGTH_MAX, COUNTRY_LIMIT, CountryDefinition, FRAMEWORK_LIMIT,
    FrameworkDefinition, LINK_LIMIT, MAPPING_LIMIT, MappingDefinition, MatchKind, STEP_LIMIT,
    StepDefinition,
};
pub(crate) use revision::CHECK_BITS;
pub use revision::{RevisionTable, definition_check};

use crate::id::CatalogueId;
use crate::level::Level;
use tables::starts;

/// Areas at most.
pub const AREA_LIMIT: usize = 12;
/// Families at most.
pub const FAMILY_LIMIT: usize = 24;
/// Profiles at most.
pub const PROFILE_LIMIT: usize = 24;
/// Competences at most.
pub const COMPETENCE_LIMIT: usize = 10_000;
/// Items at most.
pub const ITEM_LIMIT: usize = 10_000;
/// Formats at most.
pub const FORMAT_LIMIT: usize = 24;
/// Modules at most.
pub const MODULE_LIMIT: usize = 24;
/// Fewest levels of a competence.
pub const LEVEL_COUNT_MIN: u8 = 2;
/// Most levels of a competence; levels are below it.
pub const LEVEL_LIMIT: u8 = 7;
/// The largest weight; 0 means that a competence doesn't count for a profile.
pub const WEIGHT_MAX: u8 = 9;
/// The most modules in a recommended set; the exact search is cubic in the number of modules.
pub const MODULE_SET_LIMIT: u8 = 3;

/// A checked catalogue. It can't be changed, and whatever it says is consistent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    definition: Definition,
    /// Required levels, profile by profile, one per competence.
    required: Box<[Level]>,
    /// Weights, profile by profile, one per competence.
    weights: Box<[u8]>,
    /// Highest levels, one per competence.
    level_max: Box<[Level]>,
    /// First item of each competence, and the item count at the end.
    item_starts: Box<[u16]>,
    /// First competence of each area, and the competence count at the end.
    competence_starts: Box<[u16]>,
    /// Its definition check.
    check: u32,
    /// What earlier released revisions asked.
    history: Box<[RevisionTable]>,
}

impl Catalogue {
    /// Checks a definition and resolves it.
    ///
    /// # Errors
    /// Everything that is wrong with it, not just the first.
    pub fn new(definition: Definition) -> Result<Self, Vec<CatalogueProblem>> {
        Self::with_history(definition, Vec::new())
    }

    /// The same with what earlier released revisions asked, so that what was made with them opens.
    ///
    /// # Errors
    /// Everything that is wrong with it, not just the first.
    pub fn with_history(
        definition: Definition,
        history: Vec<RevisionTable>,
    ) -> Result<Self, Vec<CatalogueProblem>> {
        let mut problems = check::check(&definition);
        if !RevisionTable::are_sound(&history, &definition) {
            problems.push(CatalogueProblem::Dangling {
                place: ProblemPlace::Catalogue,
                field: "history",
            });
        }
        if problems.is_empty() {
            Ok(Self::resolved(definition, history))
        } else {
            Err(problems)
        }
    }

    /// Resolves a definition that has been checked before.
    pub(crate) fn resolved(definition: Definition, history: Vec<RevisionTable>) -> Self {
        let competences = &definition.competences;
        let column = |rows: usize, pick: &dyn Fn(usize, &CompetenceDefinition) -> u8| {
            (0..rows)
                .flat_map(|row| {
                    competences
                        .iter()
                        .map(move |competence| pick(row, competence))
                })
                .collect()
        };
        let required = column(definition.profiles.len(), &|row, competence| {
            competence.required[row]
        });
        let weights = column(definition.profiles.len(), &|row, competence| {
            competence.weights[row]
        });
        let level_max = competences
            .iter()
            .map(|competence| competence.level_count - 1)
            .collect();
        let item_starts = starts(
            competences.len(),
            definition.items.iter().map(|item| item.competence.get()),
        );
        let competence_starts = starts(
            definition.areas.len(),
            competences.iter().map(|competence| competence.area.get()),
        );
        let check = definition_check(&definition);
        Self {
            definition,
            required,
            weights,
            level_max,
            item_starts,
            competence_starts,
            check,
            history: history.into(),
        }
    }

    /// What the catalogue was made from.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Whether another catalogue asks the same and scores it alike, as codes tell catalogues apart: by id,
    /// revision and definition check ([`definition_check`]); what it advises may differ.
    #[must_use]
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.definition, &other.definition);
        ours.id == theirs.id
            && ours.revision == theirs.revision
            && self.check == other.check
            && ours.as_of == theirs.as_of
            && ours.items == theirs.items
            && ours.extras.statements == theirs.extras.statements
    }

    /// Its [`definition_check`].
    pub(crate) const fn check(&self) -> u32 {
        self.check
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &CatalogueId {
        &self.definition.id
    }

    /// What earlier released revisions asked, in rising order.
    #[must_use]
    pub fn history(&self) -> &[RevisionTable] {
        &self.history
    }

    /// Its thresholds.
    #[must_use]
    pub fn thresholds(&self) -> &Thresholds {
        &self.definition.thresholds
    }
}
