//! What the responses come to in an area.

use super::attainment::known;
use super::share::{at_least, percent_down, percent_rounded, percent_up};
use crate::catalogue::Catalogue;
use crate::id::{AreaIndex, ProfileIndex};
use crate::response::Responses;

/// The score of an area, in percent of the highest levels of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AreaScore {
    /// Items of the area.
    pub item_count: u16,
    /// Items that have a level.
    pub answered_count: u16,
    /// Levels of the answered items, added up.
    pub points: u32,
    /// The highest levels of the answered items, added up.
    pub answered_max: u32,
    /// The highest levels of all items, added up.
    pub max: u32,
    /// Share of the answered items' highest levels, rounded; none if too few items are answered.
    pub percent: Option<u8>,
    /// Lower bound over every completion, rounded down.
    pub low: u8,
    /// Upper bound over every completion, rounded up.
    pub high: u8,
}

pub(super) fn area_score(
    catalogue: &Catalogue,
    responses: &Responses,
    area: AreaIndex,
) -> AreaScore {
    let (mut item_count, mut answered_count) = (0_u16, 0_u16);
    let (mut sum, mut answered_max, mut max) = (0, 0, 0);
    for competence in catalogue.competence_places(area) {
        let level_max = u32::from(catalogue.level_maxima()[competence]);
        for &value in responses.of(catalogue, competence) {
            item_count += 1;
            max += level_max;
            if let Some(level) = known(value) {
                answered_count += 1;
                answered_max += level_max;
                sum += u32::from(level);
            }
        }
    }
    let enough = catalogue.thresholds().area_answered_percent;
    // An area has items and the share is at least 1 %, so with a percentage something is answered.
    let has_percent = at_least(answered_count.into(), item_count.into(), enough);
    let percent = has_percent.then(|| percent_rounded(sum, answered_max));
    // With everything answered the interval is the value itself.
    let (low, high) = match percent {
        Some(percent) if answered_count == item_count => (percent, percent),
        _ => (
            percent_down(sum, max),
            percent_up(sum + (max - answered_max), max),
        ),
    };
    AreaScore {
        item_count,
        answered_count,
        points: sum,
        answered_max,
        max,
        percent,
        low,
        high,
    }
}

/// What a profile asks for in an area, in percent of the items' highest levels: the mark on its bar.
#[must_use]
pub fn area_requirement(catalogue: &Catalogue, profile: ProfileIndex, area: AreaIndex) -> u8 {
    let required = catalogue.required(profile);
    let (mut sum, mut max) = (0, 0);
    for competence in catalogue.competences_of(area) {
        let items = catalogue.items_of(competence).len() as u32;
        sum += items * u32::from(required[competence.get()]);
        max += items * u32::from(catalogue.level_max(competence));
    }
    percent_rounded(sum, max)
}
