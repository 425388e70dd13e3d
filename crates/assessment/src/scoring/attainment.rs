//! Which level is reached in a competence, as far as the responses say.

use crate::catalogue::{Catalogue, LEVEL_LIMIT};
use crate::level::Level;
use crate::response::Responses;

/// What is known of the level reached in a competence.
///
/// The level is the mean of the competence's items, rounded down; with one item it is the response.
/// `low` counts unknown items as 0, `high` counts them as the highest level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attainment {
    /// The lowest level that the responses allow.
    pub low: Level,
    /// The highest level that the responses allow.
    pub high: Level,
    /// Whether all items of the competence have a level.
    pub is_decided: bool,
}

impl Attainment {
    /// The level, once all items of the competence have one.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        if self.is_decided {
            Some(self.low)
        } else {
            None
        }
    }
}

/// The level of an item, if it has one.
#[inline(always)]
pub(super) fn known(value: u8) -> Option<Level> {
    (value < LEVEL_LIMIT).then_some(value)
}

pub(crate) fn attainments(catalogue: &Catalogue, responses: &Responses) -> Vec<Attainment> {
    let maxima = catalogue.level_maxima();
    let mut attainments = Vec::with_capacity(maxima.len());
    for (competence, &max) in maxima.iter().enumerate() {
        attainments.push(attainment(responses.of(catalogue, competence), max));
    }
    attainments
}

#[inline(always)]
fn attainment(values: &[u8], max: Level) -> Attainment {
    if let &[value] = values {
        let level = known(value);
        return Attainment {
            low: level.unwrap_or(0),
            high: level.unwrap_or(max),
            is_decided: level.is_some(),
        };
    }
    let count = values.len() as u32;
    let (mut sum, mut unknown) = (0, 0);
    for &value in values {
        match known(value) {
            Some(level) => sum += u32::from(level),
            None => unknown += 1,
        }
    }
    let mean = |sum: u32| (sum / count) as Level;
    Attainment {
        low: mean(sum),
        high: mean(sum + unknown * u32::from(max)),
        is_decided: unknown == 0,
    }
}
