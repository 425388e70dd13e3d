//! A catalogue with its texts in one locale, shared by everything that shows it.

use std::rc::Rc;

use assessment::compiled::{self, CompiledError};
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::ladder::Ladder;
use assessment::level::Level;
use assessment::pace;
use assessment::text::{TextKey, Texts};
use assessment::{Catalogue, catalogue::Tier};
use yew::AttrValue;

/// A locale that the visitor can switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Its BCP 47 tag.
    pub tag: AttrValue,
    /// Its name in itself.
    pub name: AttrValue,
}

/// A catalogue and its texts. Cheap to clone; equal only to itself.
#[derive(Clone, Debug)]
pub struct Content {
    /// With what each item takes, statement by statement and as a whole.
    inner: Rc<(Catalogue, Texts, Vec<[u32; 2]>)>,
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

pub mod gate {
    //! See [gates](crate#gates).

    use assessment::catalogue::Definition;

    use super::Content;

    gates! {
        /// A whole catalogue, read and checked.
        ///
        /// # Errors
        /// A text `code: message`; see [`assessment::compiled::CompiledError`].
        "0001" pub fn decode(bytes: &[u8]) -> Result<Content, String> {
            Content::decode(bytes).map_err(|error| [error.code(), ": ", &error.to_string()].concat())
        }

        /// Whether two catalogues have the same to advise.
        "0002" pub fn advise_the_same(one: &Definition, other: &Definition) -> bool {
            one.advises_the_same(other)
        }
    }
}

impl Content {
    /// Reads the first part of a catalogue that comes with this build; see [`compiled::open`].
    ///
    /// # Errors
    /// See [`CompiledError`].
    pub fn open(bytes: &[u8]) -> Result<Self, CompiledError> {
        Ok(Self::new(compiled::open(bytes)?))
    }

    /// Reads and checks a whole catalogue.
    ///
    /// # Errors
    /// See [`CompiledError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, CompiledError> {
        Ok(Self::new(compiled::decode(bytes)?))
    }

    fn new((catalogue, texts): (Catalogue, Texts)) -> Self {
        let efforts = texts.items.iter().map(|text| {
            [Ladder::Steps, Ladder::All]
                .map(|ladder| pace::item_ms(text, texts.words_per_minute, ladder))
        });
        let efforts = efforts.collect();
        Self {
            inner: Rc::new((catalogue, texts, efforts)),
        }
    }

    /// What an item takes at the usual pace, in milliseconds.
    #[must_use]
    pub fn effort_ms(&self, item: ItemIndex, ladder: Ladder) -> u32 {
        let efforts = self.inner.2.get(item.get()).copied().unwrap_or_default();
        efforts[usize::from(ladder == Ladder::All)]
    }

    /// The name of a level, where levels have names: all competences of as many levels share them.
    #[must_use]
    pub fn level_name(&self, item: ItemIndex, level: Level) -> Option<&str> {
        let names = &self.texts().levels;
        let count = self.texts().item(item).anchors.len();
        let name = names
            .get(usize::from(level))
            .filter(|_| names.len() == count);
        name.map(|name| &**name)
    }

    /// The catalogue.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.inner.0
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.inner.1
    }

    /// Whether both ask the same and score it alike, so that responses carry over, and what was picked of
    /// a result as well: until the second part of a file is there, nothing was.
    #[must_use]
    pub fn same_definition(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.catalogue(), other.catalogue());
        let is_partial = !self.texts().are_complete() || !other.texts().are_complete();
        ours.asks_the_same(theirs)
            && (is_partial || gate::advise_the_same(ours.definition(), theirs.definition()))
    }

    /// The names of the levels with their numbers, or nothing where levels have no names.
    #[must_use]
    pub fn levels(&self) -> String {
        let texts = self.texts();
        let names: Vec<String> = texts
            .levels
            .iter()
            .enumerate()
            .map(|(level, name)| {
                let level = level as u32;
                texts.fill(
                    TextKey::LevelListed,
                    &[("name", (&**name).into()), ("level", level.into())],
                )
            })
            .collect();
        names.join(texts.get(TextKey::ListSeparator))
    }

    /// Names joined as in a sentence: `a, b and c`.
    #[must_use]
    pub fn list(&self, names: &[&str]) -> String {
        let texts = self.texts();
        let mut joined = String::new();
        for (position, name) in names.iter().enumerate() {
            if position > 0 {
                let last = position + 1 == names.len();
                joined.push_str(texts.get(if last {
                    TextKey::ListAnd
                } else {
                    TextKey::ListSeparator
                }));
            }
            joined.push_str(name);
        }
        joined
    }

    /// A date `YYYY-MM-DD` in the locale's order.
    #[must_use]
    pub fn date(&self, date: &str) -> String {
        let mut parts = date.splitn(3, '-');
        let mut part = || parts.next().unwrap_or_default().trim_start_matches('0');
        let (year, month, day) = (part(), part(), part());
        let months = self.texts().get(TextKey::DateMonths);
        let month = month
            .parse()
            .ok()
            .and_then(|month: usize| months.split('|').nth(month.checked_sub(1)?))
            .unwrap_or(month);
        self.texts().fill(
            TextKey::DateDay,
            &[
                ("day", day.into()),
                ("month", month.into()),
                ("year", year.into()),
            ],
        )
    }

    /// The name of a family's tier, from the profile that has it.
    #[must_use]
    pub fn tier(&self, family: FamilyIndex, tier: Tier) -> Option<&str> {
        let profile = self.catalogue().profile_of(family, tier)?;
        Some(&self.texts().profile(profile).short)
    }
}
