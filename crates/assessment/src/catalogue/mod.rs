//! The content model: what is asked, what profiles require, which modules raise what.
//!
//! A [`Definition`] is what an author wrote, unchecked. [`Catalogue::new`] checks it and resolves it
//! into dense tables, so scoring reads slices and can't fail.
//! The catalogue knows no language: its texts are [`crate::text::Texts`].

mod check;
mod extras;
mod offer;
mod problem;
mod public;
mod revision;

use serde::{Deserialize, Serialize};

pub use check::is_date;
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

use crate::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, CountryIndex, FamilyId,
    FamilyIndex, FormatId, FormatIndex, FrameworkIndex, ItemId, ItemIndex, ModuleId, ModuleIndex,
    NeighbourIndex, ProfileId, ProfileIndex, StatementIndex,
};
use crate::level::Level;

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

/// How senior a profile is. The order is the order of seniority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Works on given goals.
    Junior,
    /// Sets the goals and answers for them.
    Senior,
}

impl Tier {
    /// Both tiers, junior first.
    pub const ALL: [Self; 2] = [Self::Junior, Self::Senior];

    /// The tier as written in ids and attributes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Junior => "junior",
            Self::Senior => "senior",
        }
    }
}

/// The numbers that turn scores into statements. Shares are in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Share of a profile's weighted maximum from which on it is reached, 1–100.
    pub reached_percent: u8,
    /// The same share within the core competences, 1–100.
    pub core_percent: u8,
    /// Competences of this weight or more are core, 1–9.
    pub core_weight: u8,
    /// Share of a profile's weighted maximum from which on one is on the way to it, 1–100; below it one
    /// is at the beginning.
    #[serde(default = "Thresholds::on_the_way_percent")]
    pub on_the_way_percent: u8,
    /// Share of answered items from which on an area gets a percentage, 1–100.
    pub area_answered_percent: u8,
    /// Modules at most in the recommended set, 1–3.
    pub module_count: u8,
    /// A module whose marginal benefit is below so many points is dropped.
    pub module_points: u8,
    /// A module whose marginal benefit is below this share of the gap is dropped, 0–100.
    pub module_gap_percent: u8,
    /// Levels at most by which a module lifts a competence above the level attained, 1–6: a course
    /// starts where somebody stands.
    #[serde(default = "Thresholds::module_lift")]
    pub module_lift: u8,
    /// So many equal responses, and no other, get a remark; at least 2.
    pub straight_lining: u16,
}

impl Thresholds {
    /// [`Thresholds::on_the_way_percent`] where a catalogue doesn't say it.
    const fn on_the_way_percent() -> u8 {
        25
    }

    /// [`Thresholds::module_lift`] where a catalogue doesn't say it.
    const fn module_lift() -> u8 {
        2
    }
}

/// A profile as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileDefinition {
    /// `<family>.<tier>`.
    pub id: ProfileId,
    /// The family it belongs to.
    pub family: FamilyIndex,
    /// Its seniority.
    pub tier: Tier,
}

/// A competence as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetenceDefinition {
    /// Its id.
    pub id: CompetenceId,
    /// The area it belongs to; competences stand grouped by area.
    pub area: AreaIndex,
    /// How many levels its items have, 2–7.
    pub level_count: u8,
    /// How much it counts, by profile, 0–9.
    pub weights: Vec<u8>,
    /// The level required, by profile.
    pub required: Vec<Level>,
}

/// An item as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDefinition {
    /// Its id.
    pub id: ItemId,
    /// The competence it asks about; items stand grouped by competence.
    pub competence: CompetenceIndex,
}

/// A form that modules are offered in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatDefinition {
    /// Its id.
    pub id: FormatId,
    /// Whether it can be done beside a job.
    pub beside_job: bool,
    /// Whether it is done full-time.
    pub full_time: bool,
    /// Whether it is done at a distance.
    pub distance: bool,
    /// Whether it is academic.
    pub academic: bool,
}

/// A further-education module as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleDefinition {
    /// Its id.
    pub id: ModuleId,
    /// The level it raises a competence to, in the long run: from one level it lifts by at most
    /// [`Thresholds::module_lift`].
    pub raises: Vec<(CompetenceIndex, Level)>,
    /// What it builds on: it lifts a competence from this level on, 0–6.
    pub from_level: Level,
    /// The forms it is offered in.
    pub formats: Vec<FormatIndex>,
    /// The profile that has to be reached before it is offered.
    pub prerequisite: Option<ProfileIndex>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The date that the statements on the offer are of, `YYYY-MM-DD`.
    pub as_of: Box<str>,
    /// What is usual where it is offered.
    pub offer: Offer,
}

/// A catalogue as written: complete, but unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The catalogue's id.
    pub id: CatalogueId,
    /// Counts the published versions, from 1.
    pub revision: u16,
    /// The date of its editorial levels and weights, `YYYY-MM-DD`.
    pub as_of: Box<str>,
    /// The thresholds.
    pub thresholds: Thresholds,
    /// The areas, in order.
    pub areas: Vec<AreaId>,
    /// The families, in order.
    pub families: Vec<FamilyId>,
    /// The profiles; their order decides ties.
    pub profiles: Vec<ProfileDefinition>,
    /// The competences, grouped by area.
    pub competences: Vec<CompetenceDefinition>,
    /// The items, grouped by competence.
    pub items: Vec<ItemDefinition>,
    /// The formats, in order.
    pub formats: Vec<FormatDefinition>,
    /// The modules; their order decides ties.
    pub modules: Vec<ModuleDefinition>,
    /// What it has beside its scoring.
    pub extras: Extras,
}

impl Definition {
    /// Whether another definition has the same to advise.
    #[must_use]
    pub fn advises_the_same(&self, other: &Self) -> bool {
        // A field that is new has to say on which side it stands.
        let Self {
            id: _,
            revision: _,
            as_of: _,
            thresholds,
            areas: _,
            families: _,
            profiles,
            competences,
            items: _,
            formats,
            modules,
            extras,
        } = self;
        *thresholds == other.thresholds
            && *profiles == other.profiles
            && *competences == other.competences
            && *formats == other.formats
            && *modules == other.modules
            && *extras == other.extras
    }
}

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
        Self {
            definition,
            required,
            weights,
            level_max,
            item_starts,
            competence_starts,
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
            && definition_check(ours) == definition_check(theirs)
            && ours.as_of == theirs.as_of
            && ours.items == theirs.items
            && ours.extras.statements == theirs.extras.statements
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

    /// All areas, in order.
    pub fn areas(
        &self,
    ) -> impl DoubleEndedIterator<Item = AreaIndex> + ExactSizeIterator + Clone + use<> {
        AreaIndex::all(self.definition.areas.len())
    }

    /// All competences, in order.
    pub fn competences(
        &self,
    ) -> impl DoubleEndedIterator<Item = CompetenceIndex> + ExactSizeIterator + Clone + use<> {
        CompetenceIndex::all(self.definition.competences.len())
    }

    /// All items, in order.
    pub fn items(
        &self,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        ItemIndex::all(self.definition.items.len())
    }

    /// All families, in order.
    pub fn families(
        &self,
    ) -> impl DoubleEndedIterator<Item = FamilyIndex> + ExactSizeIterator + Clone + use<> {
        FamilyIndex::all(self.definition.families.len())
    }

    /// All profiles, in their fixed order.
    pub fn profiles(
        &self,
    ) -> impl DoubleEndedIterator<Item = ProfileIndex> + ExactSizeIterator + Clone + use<> {
        ProfileIndex::all(self.definition.profiles.len())
    }

    /// All modules, in their fixed order.
    pub fn modules(
        &self,
    ) -> impl DoubleEndedIterator<Item = ModuleIndex> + ExactSizeIterator + Clone + use<> {
        ModuleIndex::all(self.definition.modules.len())
    }

    /// All formats, in order.
    pub fn formats(
        &self,
    ) -> impl DoubleEndedIterator<Item = FormatIndex> + ExactSizeIterator + Clone + use<> {
        FormatIndex::all(self.definition.formats.len())
    }

    /// How many items there are.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.definition.items.len()
    }

    /// How many competences there are.
    #[must_use]
    pub fn competence_count(&self) -> usize {
        self.definition.competences.len()
    }

    /// A profile's definition.
    #[must_use]
    pub fn profile(&self, profile: ProfileIndex) -> &ProfileDefinition {
        &self.definition.profiles[profile.get()]
    }

    /// A module's definition.
    #[must_use]
    pub fn module(&self, module: ModuleIndex) -> &ModuleDefinition {
        &self.definition.modules[module.get()]
    }

    /// A format's definition.
    #[must_use]
    pub fn format(&self, format: FormatIndex) -> &FormatDefinition {
        &self.definition.formats[format.get()]
    }

    /// The certificate exam, if it has one.
    #[must_use]
    pub fn exam(&self) -> Option<&ExamDefinition> {
        self.definition.extras.exam.as_ref()
    }

    /// All neighbouring roles, in order.
    pub fn neighbours(
        &self,
    ) -> impl DoubleEndedIterator<Item = NeighbourIndex> + ExactSizeIterator + Clone + use<> {
        NeighbourIndex::all(self.definition.extras.neighbours.len())
    }

    /// All countries for which there is something to say on how to go on, in order.
    pub fn countries(
        &self,
    ) -> impl DoubleEndedIterator<Item = CountryIndex> + ExactSizeIterator + Clone + use<> {
        CountryIndex::all(self.definition.extras.countries.len())
    }

    /// A country's definition.
    #[must_use]
    pub fn country(&self, country: CountryIndex) -> &CountryDefinition {
        &self.definition.extras.countries[country.get()]
    }

    /// All frameworks, in order.
    pub fn frameworks(
        &self,
    ) -> impl DoubleEndedIterator<Item = FrameworkIndex> + ExactSizeIterator + Clone + use<> {
        FrameworkIndex::all(self.definition.extras.frameworks.len())
    }

    /// The mappings of a competence to frameworks, each with its framework.
    pub fn mappings(
        &self,
        competence: CompetenceIndex,
    ) -> impl Iterator<Item = (&FrameworkDefinition, &MappingDefinition)> {
        let Extras {
            frameworks,
            mappings,
            ..
        } = &self.definition.extras;
        mappings
            .iter()
            .filter(move |mapping| mapping.competence == competence)
            .map(|mapping| (&frameworks[mapping.framework.get()], mapping))
    }

    /// Where a competence comes from; unknown where the catalogue was read without advice.
    #[must_use]
    pub fn provenance(&self, competence: CompetenceIndex) -> Option<&Provenance> {
        self.definition.extras.provenance.get(competence.get())
    }

    /// How others answered, if the catalogue has figures of them.
    #[must_use]
    pub fn norms(&self) -> Option<&Norms> {
        self.definition.extras.norms.as_ref()
    }

    /// All statements of the knowledge check, in order.
    pub fn statements(
        &self,
    ) -> impl DoubleEndedIterator<Item = StatementIndex> + ExactSizeIterator + Clone + use<> {
        StatementIndex::all(self.definition.extras.statements.len())
    }

    /// A statement's definition.
    #[must_use]
    pub fn statement(&self, statement: StatementIndex) -> &StatementDefinition {
        &self.definition.extras.statements[statement.get()]
    }

    /// A neighbouring role's definition.
    #[must_use]
    pub fn neighbour(&self, neighbour: NeighbourIndex) -> &NeighbourDefinition {
        &self.definition.extras.neighbours[neighbour.get()]
    }

    /// A competence's definition.
    #[must_use]
    pub fn competence(&self, competence: CompetenceIndex) -> &CompetenceDefinition {
        &self.definition.competences[competence.get()]
    }

    /// An item's id.
    #[must_use]
    pub fn item_id(&self, item: ItemIndex) -> &ItemId {
        &self.definition.items[item.get()].id
    }

    /// An area's id.
    #[must_use]
    pub fn area_id(&self, area: AreaIndex) -> &AreaId {
        &self.definition.areas[area.get()]
    }

    /// A family's id.
    #[must_use]
    pub fn family_id(&self, family: FamilyIndex) -> &FamilyId {
        &self.definition.families[family.get()]
    }

    /// The family of this id.
    #[must_use]
    pub fn family_by_id(&self, id: &str) -> Option<FamilyIndex> {
        self.families()
            .find(|&family| self.family_id(family).as_str() == id)
    }

    /// The profile of a family in a tier, if the family has one there.
    #[must_use]
    pub fn profile_of(&self, family: FamilyIndex, tier: Tier) -> Option<ProfileIndex> {
        self.profiles().find(|&profile| {
            let profile = self.profile(profile);
            profile.family == family && profile.tier == tier
        })
    }

    /// The competence an item asks about.
    #[must_use]
    pub fn competence_of(&self, item: ItemIndex) -> CompetenceIndex {
        self.definition.items[item.get()].competence
    }

    /// The area an item belongs to.
    #[must_use]
    pub fn area_of(&self, item: ItemIndex) -> AreaIndex {
        self.competence(self.competence_of(item)).area
    }

    /// The highest level of a competence.
    #[must_use]
    pub fn level_max(&self, competence: CompetenceIndex) -> Level {
        self.level_max[competence.get()]
    }

    /// The items of a competence.
    pub fn items_of(
        &self,
        competence: CompetenceIndex,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        range(&self.item_starts, competence.get()).map(ItemIndex)
    }

    /// Where the items of a competence stand among all. Plain numbers are counted without a call for
    /// each, compiled for size as well.
    #[inline(always)]
    pub(crate) fn item_places(&self, competence: usize) -> core::ops::Range<usize> {
        let items = range(&self.item_starts, competence);
        items.start.into()..items.end.into()
    }

    /// Where the competences of an area stand among all.
    #[inline(always)]
    pub(crate) fn competence_places(&self, area: AreaIndex) -> core::ops::Range<usize> {
        let competences = range(&self.competence_starts, area.get());
        competences.start.into()..competences.end.into()
    }

    /// The competences of an area.
    pub fn competences_of(
        &self,
        area: AreaIndex,
    ) -> impl DoubleEndedIterator<Item = CompetenceIndex> + ExactSizeIterator + Clone + use<> {
        range(&self.competence_starts, area.get()).map(CompetenceIndex)
    }

    /// The items of an area.
    pub fn items_in(
        &self,
        area: AreaIndex,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        let competences = range(&self.competence_starts, area.get());
        (self.item_starts[usize::from(competences.start)]
            ..self.item_starts[usize::from(competences.end)])
            .map(ItemIndex)
    }

    /// The levels that a profile requires, one per competence.
    #[must_use]
    pub fn required(&self, profile: ProfileIndex) -> &[Level] {
        row(&self.required, self.competence_count(), profile.get())
    }

    /// The weights that a profile gives, one per competence.
    #[must_use]
    pub fn weights(&self, profile: ProfileIndex) -> &[u8] {
        row(&self.weights, self.competence_count(), profile.get())
    }

    /// The highest levels, one per competence.
    #[must_use]
    pub fn level_maxima(&self) -> &[Level] {
        &self.level_max
    }
}

fn row(table: &[u8], width: usize, row: usize) -> &[u8] {
    &table[row * width..(row + 1) * width]
}

#[inline(always)]
fn range(starts: &[u16], group: usize) -> core::ops::Range<u16> {
    starts[group]..starts[group + 1]
}

/// Where each of `groups` groups starts in a list sorted by group, and the length at the end.
fn starts(groups: usize, members: impl Iterator<Item = usize>) -> Box<[u16]> {
    let mut starts = vec![0_u16; groups + 1];
    for group in members {
        starts[group + 1] += 1;
    }
    for group in 0..groups {
        starts[group + 1] += starts[group];
    }
    starts.into()
}
