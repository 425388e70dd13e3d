//! From responses to scores: areas, fits, statuses and the headline.
//!
//! Everything is counted in whole points and compared by cross-multiplication; a percentage is only
//! ever the last step, for showing. What is unknown (skipped or not asked yet) is carried as an
//! interval that contains the score under every possible completion, so no assumption is made about
//! missing responses. `docs/method.md` gives the formulas and the reasons for them.

mod area_fit;
mod share;

use crate::catalogue::{Catalogue, LEVEL_LIMIT, Tier};
use crate::id::{AreaIndex, CompetenceIndex, FamilyIndex, ModuleIndex, ProfileIndex};
use crate::level::Level;
use crate::order;
use crate::response::{Response, Responses};

pub use area_fit::{AreaFit, area_fit, met_by};
pub use share::Share;

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

/// Whether a profile's thresholds are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// They can't be met, whatever the unknown responses are.
    NotReached,
    /// It depends on the unknown responses.
    Open,
    /// They are met, whatever the unknown responses are.
    Reached,
}

impl Status {
    /// The status as data files and events write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotReached => "not-reached",
            Self::Open => "open",
            Self::Reached => "reached",
        }
    }
}

/// How far the responses meet a profile, in points.
///
/// A competence gives `weight * min(required, attained)` of its `weight * required` points: a
/// surplus in one never makes up for a gap in another. Within the core it gives `min(required,
/// attained)` of `required`: core competences count alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fit {
    /// Points for certain.
    pub low: u32,
    /// Points at most.
    pub high: u32,
    /// Points that the profile asks for.
    pub max: u32,
    /// Levels for certain in the core competences.
    pub core_low: u32,
    /// Levels at most in the core competences.
    pub core_high: u32,
    /// Levels that the profile asks for in the core competences.
    pub core_max: u32,
    /// What follows for the profile.
    pub status: Status,
}

impl Fit {
    /// The share of the points.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.low, self.high, self.max)
    }

    /// The share of the levels in the core competences.
    #[must_use]
    pub const fn core_share(&self) -> Share {
        Share::of(self.core_low, self.core_high, self.core_max)
    }

    /// [`Share::low`] of the points.
    #[must_use]
    pub const fn low_percent(&self) -> u8 {
        self.share().low
    }

    /// [`Share::high`] of the points.
    #[must_use]
    pub const fn high_percent(&self) -> u8 {
        self.share().high
    }

    /// [`Share::low`] in the core.
    #[must_use]
    pub const fn core_low_percent(&self) -> u8 {
        self.core_share().low
    }

    /// [`Share::high`] in the core.
    #[must_use]
    pub const fn core_high_percent(&self) -> u8 {
        self.core_share().high
    }
}

/// How the responses stand to the profile that the result names first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Whatever the responses that are missing: less of it is met than
    /// [`crate::catalogue::Thresholds::on_the_way_percent`].
    Beginning,
    /// Less of it is met for certain, but responses are missing that may show more.
    NotReached,
    /// So much of it is met for certain, but it isn't reached.
    OnTheWay,
    /// It is reached.
    Reached,
}

impl Standing {
    /// The standing as data files and events write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Beginning => "beginning",
            Self::NotReached => "not-reached",
            Self::OnTheWay => "on-the-way",
            Self::Reached => "reached",
        }
    }
}

/// The profile that the result names first: of the family that the visitor has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Headline {
    /// The family's highest profile reached; if none is, its lowest.
    pub profile: ProfileIndex,
    /// How the responses stand to it.
    pub standing: Standing,
}

/// All that follows from responses before anything is recommended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// One per area.
    pub areas: Vec<AreaScore>,
    /// One per competence.
    pub attainments: Vec<Attainment>,
    /// One per profile.
    pub fits: Vec<Fit>,
    /// The level chosen everywhere, if it is the same in remarkably many items and no other was chosen.
    pub straight_lining: Option<Level>,
}

/// A decided competence below what a profile requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// The competence.
    pub competence: CompetenceIndex,
    /// The level attained.
    pub level: Level,
    /// The level required.
    pub required: Level,
    /// How much it counts.
    pub weight: u8,
}

impl Gap {
    /// The weighted points missing.
    #[must_use]
    pub const fn points(&self) -> u32 {
        self.weight as u32 * (self.required - self.level) as u32
    }
}

/// Scores responses.
///
/// # Panics
/// If the responses are those to a catalogue with fewer items.
#[must_use]
pub fn score(catalogue: &Catalogue, responses: &Responses) -> Scores {
    scores(catalogue, responses, attainments(catalogue, responses))
}

/// The scores as they would be after some modules: each lifts its competences as [`lifted`] says, from
/// where one stands today, and takes nothing from what is higher. What is unknown stays unknown.
///
/// The fit to a profile grows by exactly what [`crate::recommendation::benefit`] says of the set.
///
/// # Panics
/// If the responses are those to a catalogue with fewer items.
#[must_use]
pub fn score_after(catalogue: &Catalogue, responses: &Responses, set: &[ModuleIndex]) -> Scores {
    let today = attainments(catalogue, responses);
    let mut attainments = today.clone();
    let mut after = responses.clone();
    for &module in set {
        for &(competence, raise) in &catalogue.module(module).raises {
            let Some(level) = today[competence.get()].level() else {
                continue;
            };
            let to = lifted(catalogue, module, level, raise);
            let attainment = &mut attainments[competence.get()];
            if attainment.low >= to {
                continue;
            }
            attainment.low = to;
            attainment.high = to;
            for item in catalogue.items_of(competence) {
                if after.get(item).level().is_some_and(|level| level < to) {
                    // A module raises no competence above its highest level.
                    let _ = after.set(catalogue, item, Response::Level(to));
                }
            }
        }
    }
    scores(catalogue, &after, attainments)
}

/// The level that a module lifts a competence to which it raises to `raise`, from the level attained.
///
/// Nothing is taken away; below the level that it builds on it lifts nothing; and by more than
/// [`crate::catalogue::Thresholds::module_lift`] levels no course lifts anybody.
#[must_use]
pub fn lifted(catalogue: &Catalogue, module: ModuleIndex, level: Level, raise: Level) -> Level {
    if level < catalogue.module(module).from_level {
        return level;
    }
    raise
        .min(level + catalogue.thresholds().module_lift)
        .max(level)
}

fn scores(catalogue: &Catalogue, responses: &Responses, attainments: Vec<Attainment>) -> Scores {
    let fits: Vec<Fit> = catalogue
        .profiles()
        .map(|profile| fit(catalogue, &attainments, profile))
        .collect();
    Scores {
        areas: catalogue
            .areas()
            .map(|area| area_score(catalogue, responses, area))
            .collect(),
        straight_lining: straight_lining(catalogue, responses),
        attainments,
        fits,
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
const fn percent_rounded(part: u32, whole: u32) -> u8 {
    ((200 * part + whole) / (2 * whole)) as u8
}

/// Whether `part / whole` is at least `percent`.
pub(crate) const fn at_least(part: u32, whole: u32, percent: u8) -> bool {
    100 * part >= percent as u32 * whole
}

/// The level of an item, if it has one.
#[inline(always)]
fn known(value: u8) -> Option<Level> {
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

fn area_score(catalogue: &Catalogue, responses: &Responses, area: AreaIndex) -> AreaScore {
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

pub(crate) fn fit(catalogue: &Catalogue, attainments: &[Attainment], profile: ProfileIndex) -> Fit {
    let thresholds = catalogue.thresholds();
    // Counted by position: the widget is compiled for size, where iterators over several lists at once
    // cost a call for each element.
    let count = attainments.len();
    let required = &catalogue.required(profile)[..count];
    let weights = &catalogue.weights(profile)[..count];
    let (mut low, mut high, mut max) = (0, 0, 0);
    let (mut core_low, mut core_high, mut core_max) = (0, 0, 0);
    for place in 0..count {
        let (required, weight) = (u32::from(required[place]), u32::from(weights[place]));
        let attainment = attainments[place];
        let least = required.min(attainment.low.into());
        let most = required.min(attainment.high.into());
        // Without a branch this loop runs several competences at once.
        let is_core = u32::from(weights[place] >= thresholds.core_weight);
        low += weight * least;
        high += weight * most;
        max += weight * required;
        core_low += is_core * least;
        core_high += is_core * most;
        core_max += is_core * required;
    }
    let meets = |points: u32, core_points: u32| {
        at_least(points, max, thresholds.reached_percent)
            && at_least(core_points, core_max, thresholds.core_percent)
    };
    let status = if meets(low, core_low) {
        Status::Reached
    } else if meets(high, core_high) {
        Status::Open
    } else {
        Status::NotReached
    };
    Fit {
        low,
        high,
        max,
        core_low,
        core_high,
        core_max,
        status,
    }
}

/// The profile that the result names first, and how the responses stand to it.
///
/// It is of the family that the visitor has chosen: what other families' profiles are reached is told
/// beside it ([`reached_elsewhere`]), but it is not what was asked.
#[must_use]
pub fn headline(catalogue: &Catalogue, scores: &Scores, family: FamilyIndex) -> Headline {
    let profiles = || {
        Tier::ALL
            .into_iter()
            .filter_map(|tier| catalogue.profile_of(family, tier))
    };
    let is_reached = |profile: &ProfileIndex| scores.fits[profile.get()].status == Status::Reached;
    if let Some(profile) = profiles().rev().find(is_reached) {
        return Headline {
            profile,
            standing: Standing::Reached,
        };
    }
    // A family has at least one profile.
    let profile = profiles().next().unwrap_or(ProfileIndex(0));
    let fit = &scores.fits[profile.get()];
    let enough = catalogue.thresholds().on_the_way_percent;
    let standing = if at_least(fit.low, fit.max, enough) {
        Standing::OnTheWay
    } else if at_least(fit.high, fit.max, enough) {
        Standing::NotReached
    } else {
        Standing::Beginning
    };
    Headline { profile, standing }
}

/// The profiles reached in other families, one for each: the highest.
pub fn reached_elsewhere(
    catalogue: &Catalogue,
    scores: &Scores,
    family: FamilyIndex,
) -> impl Iterator<Item = ProfileIndex> {
    catalogue
        .families()
        .filter(move |&other| other != family)
        .map(|other| headline(catalogue, scores, other))
        .filter(|headline| headline.standing == Standing::Reached)
        .map(|headline| headline.profile)
}

fn straight_lining(catalogue: &Catalogue, responses: &Responses) -> Option<Level> {
    let (mut first, mut count) = (None, 0);
    for level in responses.raw().iter().copied().filter_map(known) {
        if *first.get_or_insert(level) != level {
            return None;
        }
        count += 1;
    }
    let first = first?;
    (count >= usize::from(catalogue.thresholds().straight_lining)).then_some(first)
}

/// The profile to measure against: that of the chosen level, else the lowest tier of the family
/// that isn't reached yet, else its highest.
#[must_use]
pub fn target(
    catalogue: &Catalogue,
    scores: &Scores,
    family: FamilyIndex,
    level: Option<Tier>,
) -> ProfileIndex {
    if let Some(profile) = level.and_then(|tier| catalogue.profile_of(family, tier)) {
        return profile;
    }
    let mut highest = None;
    for profile in Tier::ALL
        .into_iter()
        .filter_map(|tier| catalogue.profile_of(family, tier))
    {
        if scores.fits[profile.get()].status != Status::Reached {
            return profile;
        }
        highest = Some(profile);
    }
    highest.unwrap_or(ProfileIndex(0))
}

/// The competences that count for a profile: position, level required, weight.
pub fn requirements(
    catalogue: &Catalogue,
    profile: ProfileIndex,
) -> impl Iterator<Item = (CompetenceIndex, Level, u8)> + '_ {
    catalogue
        .competences()
        .zip(
            catalogue
                .required(profile)
                .iter()
                .zip(catalogue.weights(profile)),
        )
        .map(|(competence, (&required, &weight))| (competence, required, weight))
        .filter(|&(_, required, weight)| required > 0 && weight > 0)
}

/// The gaps to a profile among the decided competences, most points first, then catalogue order.
#[must_use]
pub fn gaps(catalogue: &Catalogue, scores: &Scores, profile: ProfileIndex) -> Vec<Gap> {
    // As `requirements`, but counted by position, for the reason that `fit` gives.
    let required = catalogue.required(profile);
    let weights = catalogue.weights(profile);
    let mut gaps = Vec::new();
    for competence in catalogue.competences() {
        let place = competence.get();
        let (required, weight) = (required[place], weights[place]);
        let level = scores.attainments[place].level();
        if let Some(level) = level.filter(|&level| level < required && weight > 0) {
            gaps.push(Gap {
                competence,
                level,
                required,
                weight,
            });
        }
    }
    order::descending(gaps.iter().map(|gap| gap.points().into()))
        .into_iter()
        .map(|place| gaps[place])
        .collect()
}

/// The decided competences in which a profile's requirement is met: largest surplus first, then
/// largest weight, then highest level, then catalogue order.
#[must_use]
pub fn strengths(
    catalogue: &Catalogue,
    scores: &Scores,
    profile: ProfileIndex,
) -> Vec<CompetenceIndex> {
    let strengths: Vec<(u64, CompetenceIndex)> = requirements(catalogue, profile)
        .filter_map(|(competence, required, weight)| {
            let level = scores.attainments[competence.get()].level()?;
            let surplus = level.checked_sub(required)?;
            let key = u32::from_be_bytes([0, surplus, weight, level]);
            Some((key.into(), competence))
        })
        .collect();
    order::descending(strengths.iter().map(|&(key, _)| key))
        .into_iter()
        .map(|place| strengths[place].1)
        .collect()
}

/// The competences that count for a profile and miss a response, in catalogue order.
#[must_use]
pub fn open_competences(
    catalogue: &Catalogue,
    scores: &Scores,
    profile: ProfileIndex,
) -> Vec<CompetenceIndex> {
    requirements(catalogue, profile)
        .map(|(competence, ..)| competence)
        .filter(|competence| !scores.attainments[competence.get()].is_decided)
        .collect()
}

/// The competences on which the status of a profile hangs: those that may still move a sum that lies
/// on neither side of its threshold for certain. None if the status is decided.
#[must_use]
pub fn deciding_competences(
    catalogue: &Catalogue,
    scores: &Scores,
    profile: ProfileIndex,
) -> Vec<CompetenceIndex> {
    let thresholds = catalogue.thresholds();
    let fit = &scores.fits[profile.get()];
    if fit.status != Status::Open {
        return Vec::new();
    }
    let is_met = at_least(fit.low, fit.max, thresholds.reached_percent);
    requirements(catalogue, profile)
        .filter(|&(_, _, weight)| !is_met || weight >= thresholds.core_weight)
        .filter(|&(competence, required, _)| {
            let attainment = scores.attainments[competence.get()];
            attainment.low.min(required) < attainment.high.min(required)
        })
        .map(|(competence, ..)| competence)
        .collect()
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
