//! The strings of a catalogue and of the interface in one locale.
//!
//! Lists are in the order of the catalogue's entries, so an index addresses an entry and its texts.

mod message;
mod plural;

use serde::{Deserialize, Serialize};

pub use message::Message;
pub use plural::{PluralCategory, PluralForm, Plurals};

use crate::catalogue::{Catalogue, Extras, LEVEL_LIMIT};
use crate::id::{
    AreaIndex, CompetenceIndex, FamilyIndex, FormatIndex, ItemIndex, ModuleIndex, ProfileIndex,
};

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
    fn fit(&self, extras: &Extras) -> bool {
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

/// All strings of one locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// The locale's BCP 47 tag.
    pub locale: Box<str>,
    /// The locale's name in itself.
    pub locale_name: Box<str>,
    /// Which way it is written.
    pub direction: Direction,
    /// How it tells numbers apart.
    pub plurals: Plurals,
    /// How many words are read in a minute, see [`crate::pace`].
    pub words_per_minute: u16,
    /// The heading of the check.
    pub title: Box<str>,
    /// The name of the occupation.
    pub occupation: Box<str>,
    /// What the visitor gets, for the start screen.
    pub lead: Box<str>,
    /// The names of the levels, lowest first, for competences that have just as many levels.
    pub levels: Vec<Box<str>>,
    /// By area.
    pub areas: Vec<AreaText>,
    /// By family.
    pub families: Vec<FamilyText>,
    /// By profile.
    pub profiles: Vec<ProfileText>,
    /// By competence.
    pub competences: Vec<CompetenceText>,
    /// By item.
    pub items: Vec<ItemText>,
    /// By format.
    pub formats: Vec<FormatText>,
    /// By module.
    pub modules: Vec<ModuleText>,
    /// What the catalogue has beside its scoring.
    pub extras: ExtraTexts,
    /// The interface's strings, in the order of [`Message::ALL`].
    pub interface: Vec<Box<str>>,
}

/// A value that stands in for a placeholder of a [`Message`].
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    Number(u32),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// How many topics, terms and questions of a module are drawn at most.
const DRAWN_MAX: usize = 100;

impl Texts {
    /// Whether no list that is drawn as it is, is longer than a browser draws in good time.
    fn can_be_drawn(&self) -> bool {
        self.levels.len() <= usize::from(LEVEL_LIMIT)
            && self
                .modules
                .iter()
                .flat_map(|module| [&module.covers, &module.search, &module.ask])
                .all(|list| list.len() <= DRAWN_MAX)
    }

    /// Whether there is a text for each entry of the catalogue and each message of the interface.
    #[must_use]
    pub fn fit(&self, catalogue: &Catalogue) -> bool {
        let definition = catalogue.definition();
        self.areas.len() == definition.areas.len()
            && self.families.len() == definition.families.len()
            && self.profiles.len() == definition.profiles.len()
            && self.competences.len() == definition.competences.len()
            && self.formats.len() == definition.formats.len()
            && self.modules.len() == definition.modules.len()
            && self.extras.fit(&definition.extras)
            && self.can_be_drawn()
            && self.interface.len() == Message::ALL.len()
            && self.items.len() == definition.items.len()
            && catalogue.items().all(|item| {
                let level_max = catalogue.level_max(catalogue.competence_of(item));
                self.items[item.get()].anchors.len() == usize::from(level_max) + 1
            })
    }

    /// A string of the interface that has no placeholders; nothing where it wasn't loaded yet.
    #[must_use]
    pub fn get(&self, message: Message) -> &str {
        self.interface
            .get(message as usize)
            .map_or("", |text| &**text)
    }

    /// Whether the texts of the result are there.
    #[must_use]
    pub fn are_complete(&self) -> bool {
        self.interface.len() == Message::ALL.len()
    }

    /// A string of the interface with its placeholders, `{name}`, filled in.
    #[must_use]
    pub fn fill(&self, message: Message, arguments: &[(&str, Argument<'_>)]) -> String {
        fill(self.get(message), arguments)
    }

    /// The string for a number of things; `{count}` is the number.
    #[must_use]
    pub fn count(&self, one: Message, other: Message, count: u32) -> String {
        let category = self.plurals.category(count);
        let text = match self.plurals.form(other as u16, category) {
            Some(form) => form,
            None if category == PluralCategory::One => self.get(one),
            None => self.get(other),
        };
        fill(text, &[("count", count.into())])
    }

    /// An area's texts.
    #[must_use]
    pub fn area(&self, area: AreaIndex) -> &AreaText {
        &self.areas[area.get()]
    }

    /// A family's texts.
    #[must_use]
    pub fn family(&self, family: FamilyIndex) -> &FamilyText {
        &self.families[family.get()]
    }

    /// A profile's texts.
    #[must_use]
    pub fn profile(&self, profile: ProfileIndex) -> &ProfileText {
        &self.profiles[profile.get()]
    }

    /// A competence's texts.
    #[must_use]
    pub fn competence(&self, competence: CompetenceIndex) -> &CompetenceText {
        &self.competences[competence.get()]
    }

    /// An item's texts.
    #[must_use]
    pub fn item(&self, item: ItemIndex) -> &ItemText {
        &self.items[item.get()]
    }

    /// A format's text.
    #[must_use]
    pub fn format(&self, format: FormatIndex) -> &FormatText {
        &self.formats[format.get()]
    }

    /// A module's texts.
    #[must_use]
    pub fn module(&self, module: ModuleIndex) -> &ModuleText {
        &self.modules[module.get()]
    }
}

/// A text with its placeholders, `{name}`, filled in.
#[must_use]
pub fn fill(text: &str, arguments: &[(&str, Argument<'_>)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        match arguments.iter().find(|(candidate, _)| *candidate == name) {
            Some((_, Argument::Text(text))) => filled.push_str(text),
            Some((_, Argument::Number(number))) => push_number(&mut filled, *number),
            None => {}
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Appends a number in decimal; `format!` would bring its machinery into the widget for this.
pub fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(first: &str) -> Texts {
        let mut interface: Vec<Box<str>> = Message::ALL.iter().map(|_| "".into()).collect();
        interface[0] = first.into();
        Texts {
            locale: "de".into(),
            locale_name: "Deutsch".into(),
            direction: Direction::Ltr,
            plurals: Plurals::default(),
            words_per_minute: 220,
            title: "".into(),
            occupation: "".into(),
            lead: "".into(),
            levels: Vec::new(),
            areas: Vec::new(),
            families: Vec::new(),
            profiles: Vec::new(),
            competences: Vec::new(),
            items: Vec::new(),
            formats: Vec::new(),
            modules: Vec::new(),
            extras: ExtraTexts::default(),
            interface,
        }
    }

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let filled = texts(template).fill(
            Message::ALL[0].0,
            &[
                ("name", "Ada".into()),
                ("count", 120_u32.into()),
                ("nought", 0_u32.into()),
            ],
        );
        assert_eq!(filled, expected);
    }

    #[test]
    fn placeholders_are_filled_wherever_they_stand() {
        check("", "");
        check("{name}", "Ada");
        check(
            "Hello {name}, {count} times {nought}",
            "Hello Ada, 120 times 0",
        );
        check("{name}{name}", "AdaAda");
    }

    #[test]
    fn an_unknown_or_broken_placeholder_leaves_nothing_behind() {
        check("a{other}b", "ab");
        check("a{name", "aAda");
    }

    #[test]
    fn a_number_takes_the_form_of_its_category() {
        let (one, other) = (Message::StartItemsOne, Message::StartItemsOther);
        let mut texts = texts("");
        texts.interface[one as usize] = "{count} pytanie".into();
        texts.interface[other as usize] = "{count} pytania".into();
        let all = |texts: &Texts| [0, 1, 2, 5, 21, 122].map(|count| texts.count(one, other, count));
        let plain = [
            "0 pytania",
            "1 pytanie",
            "2 pytania",
            "5 pytania",
            "21 pytania",
            "122 pytania",
        ];
        assert_eq!(all(&texts), plain);
        // Few for 2 and for what ends in 22, many for the rest.
        let category = |number: u8| match number {
            1 => 1,
            2 | 122 => 3,
            _ => 4,
        };
        texts.plurals.table = (0..200).map(category).collect();
        // A form that isn't given is as for all others.
        assert_eq!(all(&texts), plain);
        texts.plurals.forms = vec![PluralForm {
            message: other as u16,
            category: PluralCategory::Many,
            text: "{count} pytań".into(),
        }];
        let many = [
            "0 pytań",
            "1 pytanie",
            "2 pytania",
            "5 pytań",
            "21 pytań",
            "122 pytania",
        ];
        assert_eq!(all(&texts), many);
        texts.plurals.table = vec![9; 200];
        assert_eq!(texts.plurals.category(1), PluralCategory::Other);
    }

    #[test]
    fn messages_address_their_own_string() {
        for (position, (message, key)) in Message::ALL.iter().enumerate() {
            assert_eq!(*message as usize, position, "{key}");
        }
    }
}
