//! The ladder of an item, asked one statement at a time.
//!
//! Anchors build on each other, so a level is found by halving what is still possible: the statement in
//! the middle is asked, *yes* leaves the levels from there up, *not yet* those below. A scale of five
//! levels takes two statements or three, none of 2 to 7 levels takes more than three. The lowest level
//! is never asked about: it is what is left.

use crate::response::Level;

/// How an item is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ladder {
    /// One statement at a time.
    Steps,
    /// All levels at once.
    All,
}

impl Ladder {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Steps, Self::All];

    /// Its name in the `ladder` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::All => "all",
        }
    }
}

/// Step: where a visitor stands within an item, as the answers that led there.
///
/// A one, then a digit for each answer, 1 for *yes*: what is asked next follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step(u8);

/// What an answer leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The next statement of the item.
    Ask(Step),
    /// The level.
    Found(Level),
}

/// The level to ask about where all from `low` to `high` are possible; of two in the middle the upper.
const fn middle(low: Level, high: Level) -> Level {
    (low + high).div_ceil(2)
}

impl Step {
    /// The first statement of an item.
    pub const FIRST: Self = Self(1);

    /// How many answers it takes at most in any scale.
    pub const LIMIT: u32 = 3;

    /// The step of a number that [`Step::number`] gave; none where a scale up to `max` has no such step.
    #[must_use]
    pub fn of(number: u8, max: Level) -> Option<Self> {
        let step = Self(number);
        let (low, high) = (number > 0 && number < 1 << Self::LIMIT).then(|| step.range(max))?;
        (low < high).then_some(step)
    }

    /// The number of the step, 1 to 7.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// How many answers have led here, 0 to 2.
    #[must_use]
    pub const fn answers(self) -> u32 {
        self.0.ilog2()
    }

    /// The lowest and the highest level still possible in a scale up to `max`.
    fn range(self, max: Level) -> (Level, Level) {
        let (mut low, mut high) = (0, max);
        for place in (0..self.answers()).rev() {
            let asked = middle(low, high);
            if self.0 >> place & 1 == 1 {
                low = asked;
            } else {
                high = asked.saturating_sub(1);
            }
        }
        (low, high)
    }

    /// The level whose statement is asked in a scale up to `max`.
    #[must_use]
    pub fn asked(self, max: Level) -> Level {
        let (low, high) = self.range(max);
        middle(low, high)
    }

    /// The highest level that is sure already: what all answers so far say *yes* to.
    #[must_use]
    pub fn sure(self, max: Level) -> Level {
        self.range(max).0
    }

    /// What an answer leads to: `fits` says whether the statement does.
    #[must_use]
    pub fn answer(self, max: Level, fits: bool) -> Outcome {
        let next = Self(self.0 << 1 | u8::from(fits));
        let (low, high) = next.range(max);
        if low < high {
            Outcome::Ask(next)
        } else {
            Outcome::Found(low)
        }
    }

    /// The step before; none before the first.
    #[must_use]
    pub const fn back(self) -> Option<Self> {
        match self.0 {
            0 | 1 => None,
            number => Some(Self(number >> 1)),
        }
    }

    /// The answer that leads from here to a level, if the way to it comes by.
    #[must_use]
    pub fn said(self, max: Level, level: Level) -> Option<bool> {
        let (low, high) = self.range(max);
        (low..=high)
            .contains(&level)
            .then(|| level >= middle(low, high))
    }

    /// The last step on the way to a level.
    #[must_use]
    pub fn last(max: Level, level: Level) -> Self {
        let mut step = Self::FIRST;
        while let Outcome::Ask(next) = step.answer(max, level >= step.asked(max)) {
            step = next;
        }
        step
    }

    /// The levels that are asked about on the way to a level, in the order of asking.
    pub fn way(max: Level, level: Level) -> impl Iterator<Item = Level> {
        let last = Self::last(max, level);
        (0..=last.answers())
            .rev()
            .map(move |place| Self(last.0 >> place).asked(max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All scales there may be, by their highest level.
    const SCALES: core::ops::RangeInclusive<Level> = 1..=6;

    /// All steps of a scale.
    fn steps(max: Level) -> impl Iterator<Item = Step> {
        (0..=u8::MAX).filter_map(move |number| Step::of(number, max))
    }

    #[test]
    fn every_level_of_every_scale_is_found_by_three_statements_at_most() {
        for max in SCALES {
            for level in 0..=max {
                let way: Vec<_> = Step::way(max, level).collect();
                assert!(way.len() <= Step::LIMIT as usize, "{max} {level} {way:?}");
                let mut step = Step::FIRST;
                for (place, &asked) in way.iter().enumerate() {
                    assert_eq!(step.asked(max), asked, "{max} {level}");
                    assert_eq!(step.answers() as usize, place);
                    let fits = level >= asked;
                    assert_eq!(step.said(max, level), Some(fits));
                    match step.answer(max, fits) {
                        Outcome::Ask(next) => step = next,
                        Outcome::Found(found) => {
                            assert_eq!((found, place + 1), (level, way.len()));
                        }
                    }
                }
                assert_eq!(step, Step::last(max, level));
            }
        }
    }

    #[test]
    fn five_levels_begin_in_the_middle_and_take_two_or_three_statements() {
        let ways: Vec<Vec<_>> = (0..=4).map(|level| Step::way(4, level).collect()).collect();
        assert_eq!(
            ways,
            [
                vec![2, 1],
                vec![2, 1],
                vec![2, 3],
                vec![2, 3, 4],
                vec![2, 3, 4],
            ]
        );
    }

    #[test]
    fn the_lowest_level_is_never_asked_about_and_none_twice() {
        for max in SCALES {
            for level in 0..=max {
                let mut way: Vec<_> = Step::way(max, level).collect();
                assert!(way.iter().all(|asked| (1..=max).contains(asked)));
                let length = way.len();
                way.sort_unstable();
                way.dedup();
                assert_eq!(way.len(), length);
            }
        }
    }

    #[test]
    fn back_undoes_an_answer_from_every_step() {
        for max in SCALES {
            for step in steps(max) {
                for fits in [true, false] {
                    if let Outcome::Ask(next) = step.answer(max, fits) {
                        assert_eq!(next.back(), Some(step));
                    }
                }
            }
            assert_eq!(Step::FIRST.back(), None);
        }
    }

    #[test]
    fn a_level_off_the_way_says_nothing_of_a_step() {
        let no = Step::of(2, 4).expect("not yet at the first statement");
        let said: Vec<_> = (0..=4).map(|level| no.said(4, level)).collect();
        assert_eq!(said, [Some(false), Some(true), None, None, None]);
        assert_eq!((no.asked(4), no.sure(4)), (1, 0));
    }

    #[test]
    fn only_steps_that_still_ask_something_have_numbers() {
        let numbers = |max| steps(max).map(Step::number).collect::<Vec<_>>();
        assert_eq!(numbers(1), [1]);
        assert_eq!(numbers(2), [1, 3]);
        assert_eq!(numbers(3), [1, 2, 3]);
        assert_eq!(numbers(4), [1, 2, 3, 7]);
        assert_eq!(numbers(6), [1, 2, 3, 5, 6, 7]);
        assert!(steps(0).next().is_none());
    }
}
