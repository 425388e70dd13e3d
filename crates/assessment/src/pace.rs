//! How long the rest will take: what there is to read and to decide, and how fast a visitor does it.
//!
//! Before anything is known of the visitor, an item takes its words at 220 a minute, or as its locale says, which is a little
//! below the mean of silent reading (238 in English, Brysbaert 2019, 190 studies), and 1.5 s for each
//! decision. From the second item on that is scaled by the visitor's own pace. All in milliseconds.

use crate::ladder::{self, Ladder};
use crate::level::Level;
use crate::text::ItemText;

/// Words read in a minute, in German and English; a locale's file may name another number.
pub const WORDS_PER_MINUTE: u16 = 220;

/// What a decision takes.
pub const DECISION_MS: u32 = 1_500;

/// So much of a reading at the usual pace counts beside the visitor's own times, so that the first of
/// them doesn't decide all.
const PRIOR_MS: u64 = 60_000;

/// By so much the rest may grow from one item to the next, at most: its upper end is a fifth above it, and
/// then grows by a minute.
const GROWTH_MS: u64 = 50_000;

/// What takes less was clicked through; what takes more is a pause.
const PLAUSIBLE_MS: core::ops::RangeInclusive<u64> = 500..=120_000;

/// How many words a text has, by its blanks.
#[must_use]
pub fn words(text: &str) -> u32 {
    text.bytes().filter(|&byte| byte == b' ').count() as u32 + u32::from(!text.is_empty())
}

/// What an item takes at the usual pace, in milliseconds, in a language of which so many words are read in
/// a minute.
#[must_use]
pub fn item_ms(text: &ItemText, words_per_minute: u16, ladder: Ladder) -> u32 {
    let anchors: Vec<u32> = text.anchors.iter().map(|anchor| words(anchor)).collect();
    effort_ms(words(&text.prompt), &anchors, words_per_minute, ladder)
}

/// The same by the words of its prompt and of its anchors, lowest first. Statement by statement it is the
/// mean over all levels that may be found, by people who stood as high in the item before.
fn effort_ms(prompt: u32, anchors: &[u32], words_per_minute: u16, ladder: Ladder) -> u32 {
    let reading = |words: u32| words * 60_000 / u32::from(words_per_minute.max(1));
    let max = anchors.len().saturating_sub(1) as Level;
    if ladder == Ladder::All || max == 0 {
        return reading(prompt + anchors.iter().sum::<u32>()) + DECISION_MS;
    }
    let (mut read, mut decisions) = (0, 0);
    for found in 0..=max {
        let first = ladder::first(max, ladder::is_high(max, found));
        for level in ladder::statements(max, first, found) {
            read += anchors[usize::from(level)];
            decisions += 1;
        }
    }
    let levels = u32::from(max) + 1;
    reading(prompt) + (reading(read) + decisions * DECISION_MS) / levels
}

/// The pace of one sitting. Times are milliseconds of any clock; one that jumps does no harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// When the item on show appeared.
    since: Option<u64>,
    /// What the items so far have taken.
    spent: u64,
    /// What they would have taken at the usual pace.
    expected: u64,
    /// What was said of the rest when the item on show appeared, and may be said at most now.
    limit: Option<u64>,
}

impl Pace {
    /// The pace after going on at a time, from an item of this effort, with this effort ahead.
    #[must_use]
    pub fn went_on(mut self, now: u64, effort: u32, rest: u64) -> Self {
        let before = self.rest_ms(rest + u64::from(effort));
        let time = self.since.and_then(|since| now.checked_sub(since));
        if let Some(time) = time.filter(|time| PLAUSIBLE_MS.contains(time)) {
            self.spent += time;
            self.expected += u64::from(effort);
        }
        self.since = Some(now);
        self.limit = Some(before + GROWTH_MS);
        self
    }

    /// The pace once items are asked in another way: what was said of the rest was said of less, or more, to
    /// read.
    #[must_use]
    pub const fn asked_otherwise(mut self) -> Self {
        self.limit = None;
        self
    }

    /// What the rest takes at the visitor's pace, by what it takes at the usual one.
    #[must_use]
    pub fn rest_ms(&self, rest: u64) -> u64 {
        let scaled = rest * (PRIOR_MS + self.spent) / (PRIOR_MS + self.expected);
        self.limit.map_or(scaled, |limit| scaled.min(limit))
    }

    /// How long the items took that were answered here, in classes of minutes by which nobody is known; none
    /// before there is a second one.
    #[must_use]
    pub const fn spent(&self) -> Option<&'static str> {
        Some(match self.spent / 60_000 {
            _ if self.spent == 0 => return None,
            ..5 => "under-5",
            5..10 => "under-10",
            10..20 => "under-20",
            _ => "over-20",
        })
    }

    /// The minutes that the rest takes, from and to: a fifth less and a fifth more, at least 1 and 2.
    #[must_use]
    pub fn minutes(&self, rest: u64) -> (u32, u32) {
        let rest = self.rest_ms(rest);
        let least = (rest * 4 / 5 / 60_000).max(1);
        let most = (rest * 6 / 5).div_ceil(60_000).max(least + 1);
        let number = |minutes: u64| u32::try_from(minutes).unwrap_or(u32::MAX);
        (number(least), number(most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said at each of so many items of an effort, by somebody who takes this long for each.
    fn said(items: u64, effort: u32, time: u64) -> Vec<(u32, u32)> {
        let mut now = 1_000_000;
        let mut left = items;
        let mut pace = Pace::default();
        let mut said = vec![pace.minutes(left * u64::from(effort))];
        pace.since = Some(now);
        while left > 0 {
            now += time;
            left -= 1;
            pace = pace.went_on(now, effort, left * u64::from(effort));
            said.push(pace.minutes(left * u64::from(effort)));
        }
        said
    }

    #[test]
    fn an_item_takes_what_there_is_to_read_and_to_decide() {
        // 220 words are a minute; the whole ladder is one decision.
        assert_eq!(effort_ms(20, &[40; 5], 220, Ladder::All), 60_000 + 1_500);
        // Two statements for each of five levels are ten, of 10 words each.
        let steps = effort_ms(22, &[10; 5], 220, Ladder::Steps);
        assert_eq!(steps, 6_000 + (100 * 60_000 / 220 + 10 * 1_500) / 5);
        assert_eq!(
            effort_ms(11, &[11, 11], 220, Ladder::Steps),
            3_000 + 3_000 + 1_500
        );
        // Half as fast a reader reads twice as long, and none at all stops nothing.
        assert_eq!(effort_ms(20, &[40; 5], 110, Ladder::All), 120_000 + 1_500);
        assert_eq!(effort_ms(1, &[1, 1], 0, Ladder::All), 180_000 + 1_500);
        assert_eq!((words(""), words("one"), words("one two")), (0, 1, 2));
    }

    #[test]
    fn the_rest_never_rises_by_more_than_a_minute() {
        for seconds in [1, 5, 10, 15, 25, 40, 90, 3_600] {
            let said = said(39, 12_000, seconds * 1_000);
            for pair in said.windows(2) {
                let ((low, high), (next_low, next_high)) = (pair[0], pair[1]);
                assert!(
                    next_low <= low + 1 && next_high <= high + 1,
                    "{seconds} s: {said:?}"
                );
            }
            assert_eq!(said.last(), Some(&(1, 2)));
        }
    }

    #[test]
    fn the_rest_comes_to_the_pace_of_the_visitor() {
        for seconds in [5, 15, 25, 40] {
            // With a third left, the true minutes lie in what is said.
            let said = said(39, 12_000, seconds * 1_000)[26];
            let true_seconds = 13 * seconds;
            let most = u64::from(said.1) * 60;
            let least = u64::from(said.0 - 1) * 60;
            assert!(
                (least..=most).contains(&true_seconds),
                "{seconds} s: {said:?}"
            );
        }
    }

    #[test]
    fn what_is_asked_otherwise_is_said_anew() {
        let pace = Pace::default().went_on(1_000_000, 0, 480_000);
        assert_eq!(pace.minutes(720_000), (7, 11));
        assert_eq!(pace.asked_otherwise().minutes(720_000), (9, 15));
    }

    #[test]
    fn pauses_and_a_clock_that_goes_back_are_passed_over() {
        let pace = Pace::default().went_on(1_000_000, 0, 600_000);
        for now in [0, 999_999, 1_000_100, 90_000_000] {
            let next = pace.went_on(now, 10_000, 590_000);
            assert_eq!((next.spent, next.expected), (0, 0));
        }
        assert_eq!(pace.went_on(1_010_000, 10_000, 590_000).spent, 10_000);
    }
}
