//! The texts of one entry of a catalogue each.

use serde::{Deserialize, Serialize};

use crate::catalogue::Extras;

/// Which way a locale is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// An area's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaText {
    /// The full name.
    pub name: Box<str>,
    /// A name short enough for a progress segment.
    pub short: Box<str>,
    /// One sentence on what the area is about.
    pub description: Box<str>,
}

/// A family's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyText {
    /// The name.
    pub name: Box<str>,
    /// One sentence on what these people do.
    pub description: Box<str>,
}

/// A profile's texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileText {
    /// The full name.
    pub name: Box<str>,
    /// The name of its tier.
    pub short: Box<str>,
    /// One or two sentences on the role.
    pub description: Box<str>,
    /// What a reader has to know about the profile's origin; may be empty.
    #[serde(default)]
    pub note: Box<str>,
}

/// A competence's texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompetenceText {
    /// The name.
    pub name: Box<str>,
    /// A step to take at work towards the highest level.
    pub practice: Box<str>,
}

/// An item's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// The question.
    pub prompt: Box<str>,
    /// One statement per level, lowest first.
    pub anchors: Vec<Box<str>>,
}

/// A format's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatText {
    /// The name.
    pub name: Box<str>,
}

/// A module's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleText {
    /// The name.
    pub name: Box<str>,
    /// What it is and for whom.
    pub summary: Box<str>,
    /// Its topics.
    pub covers: Vec<Box<str>>,
    /// What a reader has to know before choosing it; may be empty.
    #[serde(default)]
    pub note: Box<str>,
    /// What to search for where courses are listed, the best first.
    #[serde(default)]
    pub search: Vec<Box<str>>,
    /// What to ask before signing.
    #[serde(default)]
    pub ask: Vec<Box<str>>,
    /// A project to practise with; may be empty.
    #[serde(default)]
    pub project: Box<str>,
}

/// A text with a name and an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryText {
    /// The name.
    pub name: Box<str>,
    /// What it is.
    pub description: Box<str>,
}

/// A statement's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementText {
    /// The statement.
    pub statement: Box<str>,
    /// What is true of it, for afterwards.
    pub explanation: Box<str>,
}

/// An exam's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamText {
    /// The name.
    pub name: Box<str>,
    /// What it is about.
    pub summary: Box<str>,
    /// Whether and where it can be taken.
    pub status: Box<str>,
    /// By part.
    pub parts: Vec<EntryText>,
    /// By subject field.
    pub fields: Vec<EntryText>,
    /// The texts of the exam that is held now.
    pub today: Option<ExamTodayText>,
}

/// The texts of the exam that is held now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamTodayText {
    /// The name.
    pub name: Box<str>,
    /// What it is about, and how it is taken.
    pub summary: Box<str>,
    /// By subject field.
    pub fields: Vec<EntryText>,
}

/// A step's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    /// What to do, in a word or two.
    pub title: Box<str>,
    /// How; `{search}` stands for what to search for.
    pub text: Box<str>,
    /// The names of the links.
    #[serde(default)]
    pub links: Vec<Box<str>>,
}

/// A country's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryText {
    /// The name.
    pub name: Box<str>,
    /// By step.
    pub steps: Vec<StepText>,
}

/// A framework's texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkText {
    /// The name.
    pub name: Box<str>,
    /// The sentence that its publisher asks for; may be empty.
    #[serde(default)]
    pub attribution: Box<str>,
}

/// The texts of what a catalogue has beside its scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraTexts {
    /// The exam's, if there is one.
    pub exam: Option<ExamText>,
    /// By neighbouring role.
    pub neighbours: Vec<EntryText>,
    /// By statement of the knowledge check.
    pub statements: Vec<StatementText>,
    /// By country.
    pub countries: Vec<CountryText>,
    /// By framework.
    pub frameworks: Vec<FrameworkText>,
    /// Who wrote the catalogue, and under which licence it may be passed on; may be empty.
    pub credit: Box<str>,
}

impl ExtraTexts {
    /// Whether there is a text for each entry, and none besides.
    pub(super) fn fit(&self, extras: &Extras) -> bool {
        let exam_fits = match (&self.exam, &extras.exam) {
            (None, None) => true,
            (Some(text), Some(exam)) => {
                let fields = |text: &ExamTodayText| text.fields.len();
                text.parts.len() == exam.parts.len()
                    && text.fields.len() == exam.fields.len()
                    && text.today.as_ref().map(fields)
                        == exam.today.as_ref().map(|today| today.fields.len())
            }
            _ => false,
        };
        exam_fits
            && self.neighbours.len() == extras.neighbours.len()
            && self.statements.len() == extras.statements.len()
            && self.frameworks.len() == extras.frameworks.len()
            && self.countries.len() == extras.countries.len()
            && self
                .countries
                .iter()
                .zip(&extras.countries)
                .all(|(text, country)| {
                    let links = |texts: &StepText| texts.links.len();
                    let counts = country.steps.iter().map(|step| step.links.len());
                    text.steps.iter().map(links).eq(counts)
                })
    }
}
