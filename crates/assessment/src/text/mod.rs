//! The strings of a catalogue and of the interface in one locale.
//!
//! Lists are in the order of the catalogue's entries, so an index addresses an entry and its texts.

mod entries;
mod fill;
mod key;
mod plural;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use entries::{
    AreaText, CompetenceText, CountryText, Direction, EntryText, ExamText, ExamTodayText,
    ExtraTexts, FamilyText, FormatText, FrameworkText, ItemText, ModuleText, ProfileText,
    StatementText, StepText,
};
pub use fill::{Argument, fill, push_number};
pub use key::TextKey;
pub use plural::{PluralCategory, PluralForm, Plurals};

use crate::catalogue::{Catalogue, LEVEL_LIMIT};
use crate::id::{
    AreaIndex, CompetenceIndex, FamilyIndex, FormatIndex, ItemIndex, ModuleIndex, ProfileIndex,
};

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
    /// The interface's strings, in the order of [`TextKey::ALL`].
    pub interface: Vec<Box<str>>,
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
            && self.interface.len() == TextKey::ALL.len()
            && self.items.len() == definition.items.len()
            && catalogue.items().all(|item| {
                let level_max = catalogue.level_max(catalogue.competence_of(item));
                self.items[item.get()].anchors.len() == usize::from(level_max) + 1
            })
    }

    /// A string of the interface that has no placeholders; nothing where it wasn't loaded yet.
    #[must_use]
    pub fn get(&self, message: TextKey) -> &str {
        self.interface
            .get(message as usize)
            .map_or("", |text| &**text)
    }

    /// Whether the texts of the result are there.
    #[must_use]
    pub fn are_complete(&self) -> bool {
        self.interface.len() == TextKey::ALL.len()
    }

    /// A string of the interface with its placeholders, `{name}`, filled in.
    #[must_use]
    pub fn fill(&self, message: TextKey, arguments: &[(&str, Argument<'_>)]) -> String {
        fill(self.get(message), arguments)
    }

    /// The string for a number of things; `{count}` is the number.
    #[must_use]
    pub fn count(&self, one: TextKey, other: TextKey, count: u32) -> String {
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
