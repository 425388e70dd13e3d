//! Where a sitting is.

use crate::id::ItemIndex;

/// The screen a sitting is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the first item, or back from it.
    Start,
    /// At an item.
    Item {
        /// The item.
        item: ItemIndex,
        /// Whether the visitor came from the result, to which the way on leads back.
        revisit: bool,
    },
    /// At the result.
    Result,
}

/// The screens as numbers: two, then two for each item, the second one on a revisit.
const NUMBER_START: u32 = 0;
const NUMBER_RESULT: u32 = 1;
const NUMBER_ITEMS: u32 = 2;

impl Phase {
    /// A number for it, by which records and the browser's history name it.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Start => NUMBER_START,
            Self::Result => NUMBER_RESULT,
            Self::Item { item, revisit } => NUMBER_ITEMS + 2 * item.0 as u32 + revisit as u32,
        }
    }

    /// The one with a number, whether or not there is such an item.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        match number {
            NUMBER_START => Self::Start,
            NUMBER_RESULT => Self::Result,
            _ => Self::Item {
                item: ItemIndex(((number - NUMBER_ITEMS) / 2) as u16),
                revisit: number % 2 == 1,
            },
        }
    }
}
