//! The ladder of an item: how its levels are asked, one statement at a time or all at once.
//!
//! Anchors build on each other, so one statement tells which way to go: the walk begins in the middle, a
//! statement that fits leads up, one that doesn't leads down, and where the two meet is the level. Of
//! five levels it takes two statements for 0, 1 and 2, and three for 3 and 4. The level on show says all
//! of the way to it: above the middle everything below fits, below it nothing above does.

use crate::response::Level;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asking {
    /// How items are asked.
    pub ladder: Ladder,
    /// Whether the visitor has chosen that, and not the page.
    pub is_chosen: bool,
    /// The level whose statement is on show, of the item on show; none is the first one.
    pub statement: Option<Level>,
}

/// Where a statement leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Walk {
    /// To the statement of another level.
    Statement(Level),
    /// To a response.
    Found(Level),
}

/// The level whose statement is asked first, of levels up to `max`, 1–6.
#[must_use]
pub const fn first(max: Level) -> Level {
    max.div_ceil(2)
}

/// Where the statement of a level leads, by whether it fits; levels are 1 to `max`.
#[must_use]
pub const fn walk(max: Level, level: Level, fits: bool) -> Walk {
    let first = first(max);
    match fits {
        true if level >= first && level < max => Walk::Statement(level + 1),
        true => Walk::Found(level),
        false if level > first || level == 1 => Walk::Found(level - 1),
        false => Walk::Statement(level - 1),
    }
}

/// The statement before that of a level; none before the first.
#[must_use]
pub const fn before(max: Level, level: Level) -> Option<Level> {
    let first = first(max);
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
pub const fn last(max: Level, found: Level) -> Level {
    let first = first(max);
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
pub fn statements(max: Level, found: Level) -> impl Iterator<Item = Level> {
    let last = last(max, found);
    let mut next = Some(first(max));
    core::iter::from_fn(move || {
        let level = next?;
        next = (level != last).then(|| if last > level { level + 1 } else { level - 1 });
        Some(level)
    })
}

#[cfg(test)]
mod tests {
    use super::{Walk, before, first, last, statements, walk};

    /// The statements that somebody of a level is shown, and what is found.
    fn asked(max: u8, level: u8) -> (Vec<u8>, u8) {
        let (mut shown, mut asked) = (first(max), Vec::new());
        loop {
            asked.push(shown);
            match walk(max, shown, shown <= level) {
                Walk::Statement(next) => shown = next,
                Walk::Found(found) => return (asked, found),
            }
        }
    }

    #[test]
    fn every_level_is_found_by_the_statements_that_lead_to_it() {
        for max in 1..=6 {
            for level in 0..=max {
                let (asked, found) = asked(max, level);
                assert_eq!(found, level, "of {max}");
                assert_eq!(statements(max, level).collect::<Vec<_>>(), asked);
                assert_eq!(last(max, level), *asked.last().unwrap());
                let mut back = asked.clone();
                while let Some(shown) = back.pop() {
                    assert_eq!(before(max, shown), back.last().copied());
                }
            }
        }
    }

    #[test]
    fn five_levels_take_two_or_three_statements() {
        let counts: Vec<_> = (0..5).map(|level| asked(4, level).0.len()).collect();
        assert_eq!(counts, [2, 2, 2, 3, 3]);
        assert_eq!(asked(4, 0).0, [2, 1]);
        assert_eq!(asked(4, 4).0, [2, 3, 4]);
    }

    #[test]
    fn two_levels_are_one_statement_and_seven_at_most_four() {
        assert_eq!(asked(1, 0), (vec![1], 0));
        assert_eq!(asked(1, 1), (vec![1], 1));
        assert!((0..=6).all(|level| asked(6, level).0.len() <= 4));
    }
}
