//! What an author wrote, unchecked.

use serde::{Deserialize, Serialize};

use super::{Extras, Offer, Provenance};
use crate::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, FormatId,
    FormatIndex, ItemId, ModuleId, ProfileId, ProfileIndex,
};
use crate::level::Level;

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
