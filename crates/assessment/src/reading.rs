//! How long items take to read and to decide, from the catalogue's own words. Times are milliseconds.

use core::iter::Sum;
use core::ops::Add;

use crate::catalogue::Catalogue;
use crate::id::ItemIndex;
use crate::ladder::{Ladder, Step};
use crate::response::Level;
use crate::text::Texts;

/// Reading speed: words a minute that adults read silently in German and English, on a screen and for
/// the sense. A locale's file may name another.
pub const WORDS_PER_MINUTE: u16 = 220;

/// What a decision takes once its statement is read, moving the finger included.
pub const DECISION_MS: u64 = 1_500;

const MINUTE_MS: u64 = 60_000;

/// What is to be done for an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Words to read.
    pub words: u64,
    /// Decisions to take.
    pub decisions: u64,
}

/// A time that is known as a range, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
}

impl Add for Effort {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            decisions: self.decisions + other.decisions,
        }
    }
}

impl Sum for Effort {
    fn sum<I: Iterator<Item = Self>>(efforts: I) -> Self {
        efforts.fold(Self::default(), Add::add)
    }
}

impl Add for Span {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::default(), Add::add)
    }
}

impl Span {
    /// The middle of the range.
    #[must_use]
    pub const fn middle(self) -> u64 {
        u64::midpoint(self.low, self.high)
    }

    /// The range in whole minutes: the least rounded down, the most up, none below one.
    #[must_use]
    pub fn minutes(self) -> (u32, u32) {
        let minutes = |count: u64| u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        (
            minutes(self.low / MINUTE_MS),
            minutes(self.high.div_ceil(MINUTE_MS)),
        )
    }
}

impl Effort {
    /// How long that takes at so many words a minute.
    #[must_use]
    pub fn time(self, words_per_minute: u16) -> u64 {
        let speed = u64::from(words_per_minute.max(1));
        self.words * MINUTE_MS / speed + self.decisions * DECISION_MS
    }
}

/// How many words a text has: what stands between blanks and isn't marks alone.
#[must_use]
pub fn words(text: &str) -> u64 {
    // Letters of all alphabets are told from marks without the tables that know them.
    let is_mark = |one: char| one.is_ascii_punctuation() || "–—…„“”‚‘’»«›‹·".contains(one);
    text.split(' ')
        .filter(|token| !token.trim_matches(is_mark).is_empty())
        .count() as u64
}

/// What somebody at a level has to do for an item, asked one way or the other.
#[must_use]
pub fn effort(
    catalogue: &Catalogue,
    texts: &Texts,
    item: ItemIndex,
    level: Level,
    ladder: Ladder,
) -> Effort {
    let text = texts.item(item);
    let max = catalogue.level_max(catalogue.competence_of(item));
    let names = texts.level_names(max);
    let statement = |level: Level| {
        let level = usize::from(level);
        let name = names.get(level).map_or(0, |name| words(name));
        text.anchors.get(level).map_or(0, |anchor| words(anchor)) + name
    };
    let (read, decisions): (u64, u64) = match ladder {
        Ladder::Steps => Step::way(max, level).fold((0, 0), |(read, decisions), asked| {
            (read + statement(asked), decisions + 1)
        }),
        Ladder::All => ((0..=max).map(statement).sum(), 1),
    };
    Effort {
        words: words(&text.prompt) + read,
        decisions,
    }
}

/// How long an item takes: the least and the most of all levels.
#[must_use]
pub fn span(catalogue: &Catalogue, texts: &Texts, item: ItemIndex, ladder: Ladder) -> Span {
    let max = catalogue.level_max(catalogue.competence_of(item));
    let times = (0..=max)
        .map(|level| effort(catalogue, texts, item, level, ladder).time(texts.words_per_minute));
    times.fold(
        Span {
            low: u64::MAX,
            high: 0,
        },
        |span, time| Span {
            low: span.low.min(time),
            high: span.high.max(time),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_marks_are_none() {
        assert_eq!(words(""), 0);
        assert_eq!(words("Ich habe – zum Beispiel – 3 Filme gedreht."), 7);
    }

    #[test]
    fn words_and_decisions_take_their_time() {
        let effort = Effort {
            words: 220,
            decisions: 2,
        };
        assert_eq!(effort.time(WORDS_PER_MINUTE), 63_000);
        assert_eq!(effort.time(110), 123_000);
        // No speed at all is no reason to stop.
        assert_eq!(effort.time(0), 220 * 60_000 + 3_000);
    }

    #[test]
    fn minutes_are_whole_and_at_least_one() {
        let minutes = |low, high| Span { low, high }.minutes();
        assert_eq!(minutes(0, 0), (1, 1));
        assert_eq!(minutes(119_999, 120_001), (1, 3));
        assert_eq!(minutes(300_000, 300_000), (5, 5));
        assert_eq!(minutes(u64::MAX, u64::MAX), (u32::MAX, u32::MAX));
    }
}
