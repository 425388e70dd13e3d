//! The files as written. Everything that a diagnostic may point at carries its place.

use std::collections::BTreeMap;

use assessment::catalogue::{
    Band, CertificateKind, CostBand, FundingKind, MatchKind, ProvenanceKind, ProviderKind,
    StatementKind, Thresholds, Tier, Weeks,
};
use assessment::text::{
    AreaText, CompetenceText, Direction, EntryText, FamilyText, FormatText, FrameworkText,
    ItemText, ModuleText, ProfileText, StatementText, StepText,
};
use serde::Deserialize;
use toml::Spanned;

pub(crate) type Text = Spanned<String>;
pub(crate) type ByName<T> = BTreeMap<Text, Spanned<T>>;

/// `catalogue.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    pub(crate) id: Text,
    pub(crate) revision: Spanned<u16>,
    pub(crate) as_of: Text,
    pub(crate) default_locale: Text,
    pub(crate) locales: Vec<Text>,
    pub(crate) thresholds: Spanned<Thresholds>,
    pub(crate) areas: Vec<Entry>,
    pub(crate) families: Vec<Entry>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) competences: Vec<Competence>,
    #[serde(default)]
    pub(crate) formats: Vec<Format>,
    #[serde(default)]
    pub(crate) modules: Vec<Module>,
    pub(crate) exam: Option<Exam>,
    #[serde(default)]
    pub(crate) neighbours: Vec<Neighbour>,
    #[serde(default)]
    pub(crate) statements: Vec<Statement>,
    #[serde(default)]
    pub(crate) countries: Vec<Country>,
    #[serde(default)]
    pub(crate) frameworks: Vec<Framework>,
}

/// An entry that is nothing but its id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) id: Text,
}

/// Where an entry comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Provenance {
    pub(crate) kind: ProvenanceKind,
    /// The source by name.
    #[serde(default)]
    pub(crate) reference: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) id: Text,
    pub(crate) family: Text,
    pub(crate) tier: Tier,
    pub(crate) provenance: Vec<Provenance>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Competence {
    pub(crate) id: Text,
    pub(crate) area: Text,
    #[serde(default = "five")]
    pub(crate) levels: u8,
    pub(crate) items: Option<Vec<Text>>,
    /// What a draft leaves to its author.
    pub(crate) to_decide: Option<Text>,
    pub(crate) weights: ByName<u8>,
    pub(crate) required: ByName<u8>,
    pub(crate) provenance: Vec<Provenance>,
    #[serde(default)]
    pub(crate) mappings: Vec<Mapping>,
}

/// An entry of a framework that a competence matches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    pub(crate) framework: Text,
    pub(crate) code: Text,
    pub(crate) fit: MatchKind,
}

fn five() -> u8 {
    5
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Format {
    pub(crate) id: Text,
    pub(crate) beside_job: bool,
    pub(crate) full_time: bool,
    pub(crate) distance: bool,
    pub(crate) academic: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Module {
    pub(crate) id: Text,
    pub(crate) raises: ByName<u8>,
    #[serde(default)]
    pub(crate) from_level: u8,
    pub(crate) formats: Vec<Text>,
    pub(crate) prerequisite: Option<Text>,
    pub(crate) provenance: Vec<Provenance>,
    pub(crate) as_of: Text,
    pub(crate) hours: Option<Band>,
    #[serde(default)]
    pub(crate) weeks: Weeks,
    pub(crate) cost: Option<CostBand>,
    #[serde(default)]
    pub(crate) providers: Vec<ProviderKind>,
    #[serde(default)]
    pub(crate) certificates: Vec<CertificateKind>,
    #[serde(default)]
    pub(crate) funding: Vec<FundingKind>,
    #[serde(default)]
    pub(crate) distance_approval: bool,
    #[serde(default)]
    pub(crate) self_study: bool,
}

/// A certificate exam.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exam {
    pub(crate) profile: Text,
    pub(crate) held: bool,
    pub(crate) parts: Vec<Entry>,
    pub(crate) fields: Vec<ExamField>,
    pub(crate) provenance: Vec<Provenance>,
    pub(crate) as_of: Text,
    pub(crate) today: Option<ExamToday>,
}

/// The exam that is held now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamToday {
    pub(crate) fields: Vec<ExamField>,
    pub(crate) provenance: Vec<Provenance>,
    pub(crate) as_of: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamField {
    pub(crate) id: Text,
    pub(crate) competences: Vec<Text>,
}

/// A neighbouring role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Neighbour {
    pub(crate) id: Text,
    pub(crate) levels: ByName<u8>,
    pub(crate) provenance: Vec<Provenance>,
}

/// A statement of the knowledge check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    pub(crate) id: Text,
    pub(crate) area: Text,
    pub(crate) kind: StatementKind,
}

/// How to go on in a country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Country {
    pub(crate) id: Text,
    pub(crate) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) id: Text,
    #[serde(default)]
    pub(crate) links: Vec<Text>,
}

/// A public framework of competences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Framework {
    pub(crate) id: Text,
    pub(crate) uri: Option<Text>,
}

/// `personas.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Personas {
    pub(crate) personas: Vec<Persona>,
}

/// A person whom the catalogue is tested with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Persona {
    pub(crate) id: Text,
    pub(crate) who: String,
    pub(crate) family: Option<Text>,
    pub(crate) rest: Option<u8>,
    #[serde(default)]
    pub(crate) levels: ByName<u8>,
    #[serde(default)]
    pub(crate) skipped: Vec<Text>,
    pub(crate) expect: Spanned<Expect>,
}

/// What a person must get.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) headline: Option<Text>,
    pub(crate) standing: Option<Text>,
    #[serde(default)]
    pub(crate) statuses: ByName<String>,
    #[serde(default)]
    pub(crate) modules: Vec<Text>,
    #[serde(default)]
    pub(crate) no_modules: Vec<Text>,
    #[serde(default)]
    pub(crate) strengths: Vec<Text>,
    #[serde(default)]
    pub(crate) unreachable: Vec<Text>,
    pub(crate) same_statuses_as: Option<Text>,
}

/// A locale's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Locale {
    pub(crate) locale: Text,
    pub(crate) name: String,
    pub(crate) direction: Direction,
    pub(crate) words_per_minute: Option<Spanned<u16>>,
    pub(crate) catalogue: Head,
    pub(crate) areas: ByName<AreaText>,
    pub(crate) families: ByName<FamilyText>,
    pub(crate) profiles: ByName<ProfileText>,
    pub(crate) competences: ByName<CompetenceText>,
    pub(crate) items: ByName<ItemText>,
    #[serde(default)]
    pub(crate) formats: ByName<FormatText>,
    #[serde(default)]
    pub(crate) modules: ByName<ModuleText>,
    pub(crate) exam: Option<Spanned<ExamTexts>>,
    #[serde(default)]
    pub(crate) neighbours: ByName<EntryText>,
    #[serde(default)]
    pub(crate) statements: ByName<StatementText>,
    #[serde(default)]
    pub(crate) countries: ByName<CountryTexts>,
    #[serde(default)]
    pub(crate) frameworks: ByName<FrameworkText>,
    /// Strings of the interface, instead of or beside the built-in ones.
    #[serde(default)]
    pub(crate) interface: toml::Table,
}

/// The exam's strings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamTexts {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) status: String,
    pub(crate) parts: ByName<EntryText>,
    pub(crate) fields: ByName<EntryText>,
    pub(crate) today: Option<Spanned<ExamTodayTexts>>,
}

/// The strings of the exam that is held now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamTodayTexts {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) fields: ByName<EntryText>,
}

/// A country's strings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountryTexts {
    pub(crate) name: String,
    pub(crate) steps: ByName<StepText>,
}

/// The catalogue's own strings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) title: Text,
    pub(crate) occupation: Text,
    pub(crate) lead: Text,
    pub(crate) levels: Vec<Text>,
    pub(crate) credit: Option<Text>,
}
