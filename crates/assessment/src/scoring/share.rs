//! Percentages: of points, rounded for showing, and as an interval; and comparing them without rounding.

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

/// `100 * part / whole`, rounded down; 100 where nothing is asked for.
pub(crate) const fn percent_down(part: u32, whole: u32) -> u8 {
    match (100 * part).checked_div(whole) {
        Some(percent) => percent as u8,
        None => 100,
    }
}

/// `100 * part / whole`, rounded up; 100 where nothing is asked for.
pub(crate) const fn percent_up(part: u32, whole: u32) -> u8 {
    if whole == 0 {
        100
    } else {
        (100 * part).div_ceil(whole) as u8
    }
}

/// `100 * part / whole`, halves rounded up; `whole` isn't 0.
pub(super) const fn percent_rounded(part: u32, whole: u32) -> u8 {
    ((200 * part + whole) / (2 * whole)) as u8
}

/// Whether `part / whole` is at least `percent`.
pub(crate) const fn at_least(part: u32, whole: u32, percent: u8) -> bool {
    100 * part >= percent as u32 * whole
}

#[cfg(test)]
mod tests {
    use super::{at_least, percent_down, percent_rounded, percent_up};

    #[test]
    fn percentages_are_rounded_as_their_names_say() {
        for whole in 1..=120_u32 {
            for part in 0..=whole {
                let exact = f64::from(100 * part) / f64::from(whole);
                assert_eq!(f64::from(percent_down(part, whole)), exact.floor());
                assert_eq!(f64::from(percent_up(part, whole)), exact.ceil());
                // For what isn't negative, `round` takes halves up.
                assert_eq!(f64::from(percent_rounded(part, whole)), exact.round());
            }
        }
        assert_eq!(percent_rounded(1, 8), 13);
        assert_eq!(percent_rounded(3, 8), 38);
    }

    #[test]
    fn a_share_of_nothing_is_all_of_it() {
        assert_eq!((percent_down(0, 0), percent_up(0, 0)), (100, 100));
        assert!(at_least(0, 0, 100));
    }

    #[test]
    fn shares_are_compared_exactly() {
        assert!(at_least(4, 5, 80));
        assert!(!at_least(799, 1000, 80));
        assert!(!at_least(539_999, 540_000, 100));
        assert!(at_least(540_000, 540_000, 100));
    }
}
