//! How fast a visitor answers, beside how fast they were expected to, to say how long the rest takes.

use crate::reading::Span;

/// What takes less was clicked through; what takes more is a pause.
const PLAUSIBLE_MS: core::ops::RangeInclusive<u64> = 500..=90_000;

/// The pace of one sitting. Times are milliseconds of any clock; one that jumps does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// When the item on show appeared.
    since: Option<u64>,
    /// What the items that were measured took.
    took: u64,
    /// What they were expected to take.
    expected: u64,
}

impl Pace {
    /// The pace after going on at a time. `expected` is what the item that was left was expected to take;
    /// none where nothing was answered.
    #[must_use]
    pub fn went_on(mut self, now: u64, expected: Option<u64>) -> Self {
        let took = self.since.and_then(|since| now.checked_sub(since));
        if let (Some(took), Some(expected)) = (took, expected)
            && PLAUSIBLE_MS.contains(&took)
        {
            self.took += took;
            self.expected += expected;
        }
        self.since = Some(now);
        self
    }

    /// How long what is left takes at this pace, from what it and the whole check are expected to take.
    ///
    /// Expectation counts as half a check at the usual pace, so that each item moves the figure a
    /// little: it never rises by more than a minute from one item to the next while items take less than
    /// half a minute longer than expected.
    #[must_use]
    pub fn left(&self, left: Span, whole: Span) -> Span {
        let usual = whole.middle() / 2;
        let (took, expected) = (usual + self.took, usual + self.expected);
        let scaled = |time: u64| (time * took).checked_div(expected).unwrap_or(time);
        Span {
            low: scaled(left.low),
            high: scaled(left.high),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: Span = Span {
        low: 9_000,
        high: 15_000,
    };

    fn items(count: u64) -> Span {
        Span {
            low: ITEM.low * count,
            high: ITEM.high * count,
        }
    }

    /// The pace of items that took these times.
    fn pace(times: &[u64]) -> Pace {
        let mut now = 1_000_000;
        let start = Pace::default().went_on(now, None);
        times.iter().fold(start, |pace, time| {
            now += time;
            pace.went_on(now, Some(ITEM.middle()))
        })
    }

    #[test]
    fn before_anything_is_known_the_words_count() {
        assert_eq!(Pace::default().left(items(30), items(40)), items(30));
        assert_eq!(pace(&[12_000; 5]).left(items(30), items(40)), items(30));
    }

    #[test]
    fn the_first_item_counts_already_and_each_later_one_as_much() {
        // Half of 40 items at 12 s are 240 s.
        let Span { low, high } = pace(&[24_000]).left(items(39), items(40));
        assert_eq!((low, high), (351_000 * 264 / 252, 585_000 * 264 / 252));
        let slower = pace(&[24_000; 20]).left(items(20), items(40));
        assert_eq!(slower, Span { low: 270_000, high: 450_000 });
    }

    #[test]
    fn pauses_and_clicks_do_not_count() {
        let usual = pace(&[24_000; 4]);
        let disturbed = pace(&[24_000, 24_000, 24_000, 24_000, 3_600_000, 86_400_000, 100]);
        let left = |pace: Pace| pace.left(items(10), items(40));
        assert_eq!(left(usual), left(disturbed));
    }

    #[test]
    fn a_clock_that_goes_back_is_passed_over() {
        let before = pace(&[5_000; 5]);
        let after = before.went_on(0, Some(12_000));
        let left = |pace: Pace| pace.left(items(10), items(40));
        assert_eq!(left(before), left(after));
        assert_eq!(left(before), left(after.went_on(u64::MAX, Some(12_000))));
    }

    #[test]
    fn without_any_words_there_is_nothing_to_scale() {
        assert_eq!(
            Pace::default().left(Span::default(), Span::default()),
            Span::default()
        );
    }
}
