//! What a visitor answered: one [`Response`] per item.
//!
//! *Skipped* is a choice the visitor made; it is neither level 0 nor *not asked yet*.

use crate::catalogue::Catalogue;
use crate::id::ItemIndex;
use crate::level::{Level, NOT_ASKED, SKIPPED};

/// What is known of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// The item wasn't shown yet, or was left without an answer.
    NotAsked,
    /// The visitor chose to skip the item.
    Skipped,
    /// The visitor chose the anchor of this level.
    Level(Level),
}

impl Response {
    /// The chosen level, if there is one.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            Self::Skipped | Self::NotAsked => None,
        }
    }
}

/// The responses of one sitting, one per item of a catalogue, in item order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Responses {
    /// One byte per item: a level, or one of the two marks above. Dense, because scoring reads
    /// all of it for every profile.
    values: Box<[u8]>,
}

/// Why a list of responses doesn't fit a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseError {
    /// There are more responses than items.
    TooMany {
        /// Responses given.
        given: usize,
        /// Items of the catalogue.
        items: usize,
    },
    /// A level lies above the item's highest.
    LevelOutOfRange {
        /// Position of the item, counted from 0.
        item: usize,
        /// The level given.
        given: Level,
        /// The highest level that the item has.
        max: Level,
    },
}

impl core::fmt::Display for ResponseError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooMany { given, items } => {
                write!(f, "{given} responses for a catalogue of {items} items")
            }
            Self::LevelOutOfRange { item, given, max } => {
                write!(
                    f,
                    "level {given} at item {item}, where {max} is the highest"
                )
            }
        }
    }
}

impl core::error::Error for ResponseError {}

impl Responses {
    /// No item asked yet.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            values: vec![NOT_ASKED; catalogue.item_count()].into(),
        }
    }

    /// Responses in item order; items past the end of the list count as not asked.
    ///
    /// # Errors
    /// If there are more responses than items, or a level lies above its item's highest.
    pub fn from_list(catalogue: &Catalogue, list: &[Response]) -> Result<Self, ResponseError> {
        let mut responses = Self::new(catalogue);
        if list.len() > responses.values.len() {
            return Err(ResponseError::TooMany {
                given: list.len(),
                items: responses.values.len(),
            });
        }
        for (item, &response) in catalogue.items().zip(list) {
            responses.set(catalogue, item, response)?;
        }
        Ok(responses)
    }

    /// The raw responses to the items of the competence at a place among all.
    #[inline(always)]
    pub(crate) fn of(&self, catalogue: &Catalogue, competence: usize) -> &[u8] {
        &self.values[catalogue.item_places(competence)]
    }

    /// The response to an item.
    #[must_use]
    pub fn get(&self, item: ItemIndex) -> Response {
        match self.values[item.get()] {
            NOT_ASKED => Response::NotAsked,
            SKIPPED => Response::Skipped,
            level => Response::Level(level),
        }
    }

    /// Replaces the response to an item.
    ///
    /// # Errors
    /// If the level lies above the item's highest; nothing is changed then.
    pub fn set(
        &mut self,
        catalogue: &Catalogue,
        item: ItemIndex,
        response: Response,
    ) -> Result<(), ResponseError> {
        self.values[item.get()] = match response {
            Response::NotAsked => NOT_ASKED,
            Response::Skipped => SKIPPED,
            Response::Level(level) => {
                let max = catalogue.level_max(catalogue.competence_of(item));
                if level > max {
                    return Err(ResponseError::LevelOutOfRange {
                        item: item.get(),
                        given: level,
                        max,
                    });
                }
                level
            }
        };
        Ok(())
    }

    /// All responses in item order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Response> + '_ {
        (0..self.values.len()).map(|position| self.get(ItemIndex(position as u16)))
    }

    /// How many items have a level.
    #[must_use]
    pub fn answered_count(&self) -> usize {
        self.values.iter().filter(|&&value| value < SKIPPED).count()
    }

    /// How many items were answered or skipped.
    #[must_use]
    pub fn asked_count(&self) -> usize {
        self.values
            .iter()
            .filter(|&&value| value != NOT_ASKED)
            .count()
    }

    /// Responses whose values were checked already: levels, [`SKIPPED`] and [`NOT_ASKED`].
    pub(crate) fn from_raw(values: Box<[u8]>) -> Self {
        Self { values }
    }

    /// The levels by item, with anything of [`LEVEL_LIMIT`](crate::catalogue::LEVEL_LIMIT) or more
    /// meaning "no level"; for scoring only, which reads them in bulk.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.values
    }
}
