//! The ladder of an item: how its levels are asked, one statement at a time or all at once.
//!
//! Anchors build on each other, so one statement tells which way to go: the walk begins in the middle, a
//! statement that fits leads up, one that doesn't leads down, and where the two meet is the level. Of
//! five levels it takes two statements for 0, 1 and 2, and three for 3 and 4. Who stood above the middle
//! in the item before begins one statement higher: two for 2, 3 and 4, and three below. Where the walk begins
//! is a function of catalogue and responses (`Session::first_statement`), so the level on show says
//! all of the way to it: above the first one everything below fits, below it nothing above does.

use core::hash::{Hash, Hasher};

use crate::level::Level;

/// How an item's levels are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ladder {
    /// One statement at a time.
    #[default]
    Steps,
    /// All levels at once.
    All,
}

/// How items are asked in a sitting, and where in one the visitor stands.
///
/// Two are the same whatever the page leaves out: that is nothing of the sitting's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asking {
    /// How items are asked.
    pub ladder: Ladder,
    /// Whether the visitor has chosen that, and not the page.
    pub is_chosen: bool,
    /// The level whose statement is on show, of the item on show; none is the first one.
    pub statement: Option<Level>,
    /// The areas that the page leaves out, a bit for each; no record keeps them.
    pub left_out: u16,
}

impl Asking {
    const fn own(&self) -> (Ladder, bool, Option<Level>) {
        (self.ladder, self.is_chosen, self.statement)
    }
}

impl PartialEq for Asking {
    fn eq(&self, other: &Self) -> bool {
        self.own() == other.own()
    }
}

impl Eq for Asking {}

impl Hash for Asking {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.own().hash(state);
    }
}

/// Where a statement leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Walk {
    /// To the statement of another level.
    Statement(Level),
    /// To a response.
    Found(Level),
}

/// The middle of levels up to `max`, 1–6.
const fn middle(max: Level) -> Level {
    max.div_ceil(2)
}

/// Whether a level lies above the middle of those up to `max`.
#[must_use]
pub const fn is_high(max: Level, level: Level) -> bool {
    level > middle(max)
}

/// The level whose statement is asked first, of levels up to `max`: of somebody who stood high in the item
/// before, one more than of others.
#[must_use]
pub const fn first(max: Level, stood_high: bool) -> Level {
    let middle = middle(max);
    if stood_high && middle < max {
        middle + 1
    } else {
        middle
    }
}

/// Where the statement of a level leads, by whether it fits, if `first` was asked first; levels are 1 to
/// `max`.
#[must_use]
pub const fn walk(max: Level, first: Level, level: Level, fits: bool) -> Walk {
    match fits {
        true if level >= first && level < max => Walk::Statement(level + 1),
        true => Walk::Found(level),
        false if level > first || level == 1 => Walk::Found(level - 1),
        false => Walk::Statement(level - 1),
    }
}

/// The statement before that of a level; none before the first.
#[must_use]
pub const fn before(first: Level, level: Level) -> Option<Level> {
    if level > first {
        Some(level - 1)
    } else if level < first {
        Some(level + 1)
    } else {
        None
    }
}

/// The statement that a response was found at.
#[must_use]
pub const fn last(max: Level, first: Level, found: Level) -> Level {
    let level = if found >= first { found + 1 } else { found };
    if level > max {
        max
    } else if level == 0 {
        1
    } else {
        level
    }
}

/// The levels whose statements lead to a response, in order.
pub fn statements(max: Level, first: Level, found: Level) -> impl Iterator<Item = Level> {
    let last = last(max, first, found);
    let mut next = Some(first);
    core::iter::from_fn(move || {
        let level = next?;
        next = (level != last).then(|| if last > level { level + 1 } else { level - 1 });
        Some(level)
    })
}

#[cfg(test)]
mod tests {
    use super::{Walk, before, first, is_high, last, statements, walk};

    /// The statements that somebody of a level is shown, and what is found.
    fn asked(max: u8, stood_high: bool, level: u8) -> (Vec<u8>, u8) {
        let first = first(max, stood_high);
        let (mut shown, mut asked) = (first, Vec::new());
        loop {
            asked.push(shown);
            match walk(max, first, shown, shown <= level) {
                Walk::Statement(next) => shown = next,
                Walk::Found(found) => return (asked, found),
            }
        }
    }

    #[test]
    fn every_level_is_found_by_the_statements_that_lead_to_it() {
        for max in 1..=6 {
            for stood_high in [false, true] {
                let first = first(max, stood_high);
                for level in 0..=max {
                    let (asked, found) = asked(max, stood_high, level);
                    assert_eq!(found, level, "of {max}");
                    assert_eq!(statements(max, first, level).collect::<Vec<_>>(), asked);
                    assert_eq!(last(max, first, level), *asked.last().unwrap());
                    let mut back = asked.clone();
                    while let Some(shown) = back.pop() {
                        assert_eq!(before(first, shown), back.last().copied());
                    }
                }
            }
        }
    }

    #[test]
    fn five_levels_take_two_or_three_statements() {
        let counts =
            |high| -> Vec<_> { (0..5).map(|level| asked(4, high, level).0.len()).collect() };
        assert_eq!(counts(false), [2, 2, 2, 3, 3]);
        assert_eq!(counts(true), [3, 3, 2, 2, 2]);
        assert_eq!(asked(4, false, 0).0, [2, 1]);
        assert_eq!(asked(4, false, 4).0, [2, 3, 4]);
        assert_eq!(asked(4, true, 2).0, [3, 2]);
        assert_eq!(asked(4, true, 4).0, [3, 4]);
    }

    #[test]
    fn two_levels_are_one_statement_and_seven_at_most_four() {
        for stood_high in [false, true] {
            assert_eq!(asked(1, stood_high, 0), (vec![1], 0));
            assert_eq!(asked(1, stood_high, 1), (vec![1], 1));
            assert!((0..=6).all(|level| asked(6, stood_high, level).0.len() <= 4));
        }
    }

    #[test]
    fn who_stands_high_never_takes_longer_for_beginning_higher() {
        for max in 1..=6 {
            for level in (0..=max).filter(|&level| is_high(max, level)) {
                assert!(asked(max, true, level).0.len() < asked(max, false, level).0.len());
            }
        }
    }
}
