//! A profile's fit, area by area, and how far one profile leads to another.

use super::{Scores, Share, percent_down, requirements};
use crate::catalogue::Catalogue;
use crate::id::{AreaIndex, ProfileIndex};

/// How far the responses meet what a profile asks for in one area: points as in [`super::Fit`], and how many
/// of the competences that it asks for are there for certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AreaFit {
    /// Points for certain.
    pub low: u32,
    /// Points at most.
    pub high: u32,
    /// Points that the profile asks for.
    pub max: u32,
    /// Competences whose requirement is met for certain.
    pub met: u16,
    /// Competences that the profile asks for.
    pub count: u16,
}

impl AreaFit {
    /// The share of the points.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.low, self.high, self.max)
    }
}

/// How far responses meet what a profile asks for in an area.
#[must_use]
pub fn area_fit(
    catalogue: &Catalogue,
    scores: &Scores,
    profile: ProfileIndex,
    area: AreaIndex,
) -> AreaFit {
    let mut fit = AreaFit::default();
    let (required, weights) = (catalogue.required(profile), catalogue.weights(profile));
    for competence in catalogue.competences_of(area) {
        let place = competence.get();
        let (required, weight) = (required[place], u32::from(weights[place]));
        if required == 0 || weight == 0 {
            continue;
        }
        let attainment = scores.attainments[place];
        fit.low += weight * u32::from(required.min(attainment.low));
        fit.high += weight * u32::from(required.min(attainment.high));
        fit.max += weight * u32::from(required);
        fit.met += u16::from(attainment.low >= required);
        fit.count += 1;
    }
    fit
}

/// How far who has exactly what one profile asks for meets another, in percent, rounded down.
#[must_use]
pub fn met_by(catalogue: &Catalogue, profile: ProfileIndex, by: ProfileIndex) -> u8 {
    let has = catalogue.required(by);
    let (mut met, mut max) = (0, 0);
    for (competence, required, weight) in requirements(catalogue, profile) {
        met += u32::from(weight) * u32::from(required.min(has[competence.get()]));
        max += u32::from(weight) * u32::from(required);
    }
    percent_down(met, max)
}
