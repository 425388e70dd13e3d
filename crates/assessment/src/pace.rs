//! How fast a visitor answers, to say how long the rest will take.

/// Milliseconds that an item takes while nothing is known of the visitor, by experience with
/// anchored items.
pub const USUAL_MS: u32 = 10_000;

/// So many of the latest items count.
const COUNTED: usize = 9;

/// From so many items on their own pace is known.
const KNOWN_FROM: usize = 3;

/// What takes less was clicked through; what takes more is a pause.
const PLAUSIBLE_MS: core::ops::RangeInclusive<u64> = 500..=90_000;

/// The pace of one sitting. Times are milliseconds of any clock; one that jumps does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// When the item on show appeared.
    since: Option<u64>,
    /// The latest times, in a ring.
    times: [u32; COUNTED],
    /// How many were measured.
    count: usize,
}

impl Pace {
    /// The pace after going on at a time.
    #[must_use]
    pub fn went_on(mut self, now: u64) -> Self {
        let time = self.since.and_then(|since| now.checked_sub(since));
        if let Some(time) = time.filter(|time| PLAUSIBLE_MS.contains(time)) {
            self.times[self.count % COUNTED] = time as u32;
            self.count += 1;
        }
        self.since = Some(now);
        self
    }

    /// Milliseconds that an item takes: the median of the latest times, which a single long thought
    /// doesn't move.
    #[must_use]
    pub fn item_ms(&self) -> u32 {
        if self.count < KNOWN_FROM {
            return USUAL_MS;
        }
        let mut times = self.times;
        let times = &mut times[..self.count.min(COUNTED)];
        times.sort_unstable();
        times[times.len() / 2]
    }

    /// Minutes for so many items, rounded up.
    #[must_use]
    pub fn minutes(&self, items: usize) -> u32 {
        let time = items as u64 * u64::from(self.item_ms());
        u32::try_from(time.div_ceil(60_000)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pace of items that took these times.
    fn pace(times: &[u64]) -> Pace {
        let mut now = 1_000_000;
        times
            .iter()
            .fold(Pace::default().went_on(now), |pace, time| {
                now += time;
                pace.went_on(now)
            })
    }

    #[test]
    fn until_three_items_the_usual_pace_counts() {
        for times in [&[][..], &[1_000], &[1_000, 1_000]] {
            assert_eq!(pace(times).item_ms(), USUAL_MS);
        }
        assert_eq!(pace(&[1_000, 2_000, 4_000]).item_ms(), 2_000);
        assert_eq!(Pace::default().minutes(36), 6);
        assert_eq!(Pace::default().minutes(0), 0);
    }

    #[test]
    fn the_latest_items_count_and_pauses_do_not() {
        let mut times = vec![30_000; 20];
        times.extend([5_000; 9]);
        assert_eq!(pace(&times).item_ms(), 5_000);
        times.extend([3_600_000, 86_400_000, 100]);
        assert_eq!(pace(&times).item_ms(), 5_000);
        assert_eq!(pace(&times).minutes(13), 2);
    }

    #[test]
    fn a_clock_that_goes_back_is_passed_over() {
        let pace = pace(&[5_000; 5]).went_on(0).went_on(6_000);
        assert_eq!(pace.item_ms(), 5_000);
        assert_eq!(pace.went_on(u64::MAX).item_ms(), 5_000);
    }
}
