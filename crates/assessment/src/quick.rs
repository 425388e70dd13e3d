//! The short way: items in the order that decides soonest, and a stop once nothing is open.
//!
//! What isn't answered is an interval that holds for every completion, so a status that isn't open
//! can't change any more, whatever the answers to come would be. The stop saves items and never
//! alters a decision; what it leaves out are gaps, which need all answers.

use crate::catalogue::Catalogue;
use crate::id::{CompetenceIndex, FamilyIndex, ItemIndex, ProfileIndex};
use crate::level::Level;
use crate::order;
use crate::response::{Response, Responses};
use crate::scoring::{self, Status};

/// The profiles of a family, which are what a short sitting is about.
fn profiles(catalogue: &Catalogue, family: FamilyIndex) -> impl Iterator<Item = ProfileIndex> + '_ {
    catalogue
        .profiles()
        .filter(move |&profile| catalogue.profile(profile).family == family)
}

/// The points that a competence is worth in some profiles together.
fn points(catalogue: &Catalogue, profiles: &[ProfileIndex], competence: CompetenceIndex) -> u32 {
    let points = profiles.iter().map(|&profile| {
        let required = catalogue.required(profile)[competence.get()];
        u32::from(required) * u32::from(catalogue.weights(profile)[competence.get()])
    });
    points.sum()
}

/// The profiles of a family whose status depends on what isn't known.
fn open(catalogue: &Catalogue, responses: &Responses, family: FamilyIndex) -> Vec<ProfileIndex> {
    let attainments = scoring::attainments(catalogue, responses);
    profiles(catalogue, family)
        .filter(|&profile| scoring::fit(catalogue, &attainments, profile).status == Status::Open)
        .collect()
}

/// All items in the order of a short sitting: those first of which the family's profiles ask most
/// points, then the order of the catalogue.
#[must_use]
pub fn order(catalogue: &Catalogue, family: FamilyIndex) -> Vec<ItemIndex> {
    let profiles: Vec<ProfileIndex> = profiles(catalogue, family).collect();
    let keys = catalogue
        .items()
        .map(|item| points(catalogue, &profiles, catalogue.competence_of(item)).into());
    let order = order::descending(keys).into_iter();
    order.map(|place| ItemIndex(place as u16)).collect()
}

/// Whether the status of each profile of the family is certain, whatever is still unknown.
#[must_use]
pub fn is_decided(catalogue: &Catalogue, responses: &Responses, family: FamilyIndex) -> bool {
    open(catalogue, responses, family).is_empty()
}

/// How many items a short sitting usually asks, as a range: of people who stand at one level in everything,
/// without the level that takes the fewest and the one that takes the most.
#[must_use]
pub fn expected(catalogue: &Catalogue, family: FamilyIndex) -> (u32, u32) {
    let order = order(catalogue, family);
    let highest = catalogue.level_maxima().iter().copied().max().unwrap_or(0);
    let counts = (0..=highest).map(|level| asked(catalogue, family, &order, level));
    let mut counts: Vec<u32> = counts.collect();
    counts.sort_unstable();
    let usual = match counts.len() {
        0..=2 => &counts[..],
        length => &counts[1..length - 1],
    };
    let ends = usual.first().zip(usual.last());
    ends.map_or((0, 0), |(&low, &high)| (low, high))
}

/// How many items are asked of somebody who stands at a level in everything.
fn asked(catalogue: &Catalogue, family: FamilyIndex, order: &[ItemIndex], level: Level) -> u32 {
    let mut responses = Responses::new(catalogue);
    let mut asked = 0;
    for &item in order {
        let open = open(catalogue, &responses, family);
        if open.is_empty() {
            break;
        }
        let competence = catalogue.competence_of(item);
        if points(catalogue, &open, competence) > 0 {
            let level = level.min(catalogue.level_max(competence));
            // An item has all levels up to its highest.
            let _ = responses.set(catalogue, item, Response::Level(level));
            asked += 1;
        }
    }
    asked
}

/// The items still to be asked, in their order: none once all is decided, and none that counts for
/// no open profile. As many are asked at most; as a rule the stop comes sooner.
#[must_use]
pub fn remaining(
    catalogue: &Catalogue,
    responses: &Responses,
    family: FamilyIndex,
) -> Vec<ItemIndex> {
    let open = open(catalogue, responses, family);
    let mut items = order(catalogue, family);
    items.retain(|&item| {
        responses.get(item) == Response::NotAsked
            && points(catalogue, &open, catalogue.competence_of(item)) > 0
    });
    items
}
