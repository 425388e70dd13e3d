//! How far the responses meet a profile.

use super::attainment::Attainment;
use super::share::{Share, at_least};
use crate::catalogue::Catalogue;
use crate::id::ProfileIndex;

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
