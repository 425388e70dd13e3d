//! Which competences lack something, and which have more than is asked for.

use super::share::at_least;
use super::{Scores, Status};
use crate::catalogue::Catalogue;
use crate::id::{CompetenceIndex, ProfileIndex};
use crate::level::Level;
use crate::order;

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
