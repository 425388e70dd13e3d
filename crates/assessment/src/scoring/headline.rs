//! What the result says first: a profile, and how the responses stand to it.

use super::fit::Status;
use super::{Scores, share::at_least};
use crate::catalogue::{Catalogue, Tier};
use crate::id::{FamilyIndex, ProfileIndex};

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
