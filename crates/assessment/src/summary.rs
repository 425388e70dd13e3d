//! What a result comes to, without the answers that it follows from: for pictures and for those who want to
//! show where they stand and not what they said.

use crate::catalogue::{Catalogue, Tier};
use crate::id::{AreaIndex, FamilyIndex, ProfileIndex};
use crate::scoring::{self, Headline, Scores, Share, Status};
use crate::session::Session;

/// How far a profile is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProfileShare {
    /// The profile.
    pub profile: ProfileIndex,
    /// How much of it is met.
    pub share: Share,
    /// Whether it is reached.
    pub status: Status,
}

/// How far what the target asks for in an area is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AreaShare {
    /// The area.
    pub area: AreaIndex,
    /// How much of it is met.
    pub share: Share,
}

/// The summary of a result: the family's profiles, the areas, and how much was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The family that was aimed at.
    pub family: FamilyIndex,
    /// The family's profile that the areas are measured against.
    pub target: ProfileIndex,
    /// The profile that is named first, and how the answers stand to it.
    pub headline: Headline,
    /// How many items have a level.
    pub answered: u16,
    /// How many items were skipped.
    pub skipped: u16,
    /// How many items there are.
    pub items: u16,
    /// The family's profiles, the lowest first.
    pub profiles: Vec<ProfileShare>,
    /// All areas, in the catalogue's order.
    pub areas: Vec<AreaShare>,
}

impl Summary {
    /// The summary of a sitting.
    ///
    /// # Panics
    /// If the responses are those to a catalogue with fewer items.
    #[must_use]
    pub fn of(catalogue: &Catalogue, session: &Session) -> Self {
        let scores = scoring::score(catalogue, &session.responses);
        let target = scoring::target(catalogue, &scores, session.family, session.level);
        Self::new(catalogue, session, &scores, target)
    }

    /// The summary of a sitting that is scored already, measured against a profile of its family.
    #[must_use]
    pub fn new(
        catalogue: &Catalogue,
        session: &Session,
        scores: &Scores,
        target: ProfileIndex,
    ) -> Self {
        let responses = &session.responses;
        let answered = responses.answered_count();
        let profiles = family_profiles(catalogue, session.family);
        let areas = catalogue.areas().map(|area| {
            let share = scoring::area_fit(catalogue, scores, target, area).share();
            AreaShare { area, share }
        });
        Self {
            family: session.family,
            target,
            headline: scoring::headline(catalogue, scores, session.family),
            answered: answered as u16,
            skipped: (responses.asked_count() - answered) as u16,
            items: catalogue.item_count() as u16,
            profiles: profiles
                .map(|profile| {
                    let fit = &scores.fits[profile.get()];
                    ProfileShare {
                        profile,
                        share: fit.share(),
                        status: fit.status,
                    }
                })
                .collect(),
            areas: areas.collect(),
        }
    }

    /// How far the target is met.
    #[must_use]
    pub fn share(&self) -> Share {
        self.of_profile(self.target)
            .map_or(Share { low: 0, high: 0 }, |found| found.share)
    }

    /// What is said of a profile of the family.
    #[must_use]
    pub fn of_profile(&self, profile: ProfileIndex) -> Option<&ProfileShare> {
        self.profiles.iter().find(|found| found.profile == profile)
    }
}

/// The profiles of a family, the lowest first.
pub(crate) fn family_profiles(
    catalogue: &Catalogue,
    family: FamilyIndex,
) -> impl Iterator<Item = ProfileIndex> {
    Tier::ALL
        .into_iter()
        .filter_map(move |tier| catalogue.profile_of(family, tier))
}
