//! An interval of percentages.

use super::{percent_down, percent_up};

/// How much of something is met, in percent: for certain, and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share {
    /// For certain, 0 to 100, rounded down.
    pub low: u8,
    /// At most, from [`Self::low`] to 100, rounded up, so that what is shown contains the true interval. With
    /// nothing unknown it is rounded down as well: a shown 80 % is never below the threshold.
    pub high: u8,
}

impl Share {
    /// The share that points are, certain and possible, of those at most; all of it where nothing is asked for.
    #[must_use]
    pub const fn of(low: u32, high: u32, max: u32) -> Self {
        let least = percent_down(low, max);
        let most = if low == high {
            least
        } else {
            percent_up(high, max)
        };
        Self {
            low: least,
            high: most,
        }
    }
}
