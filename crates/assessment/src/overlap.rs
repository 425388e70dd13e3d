//! Roles overlap: which others the responses are close to as well, and what makes the difference.
//!
//! Compared is with one profile of each other family, and with the neighbouring roles that a
//! catalogue describes without asking for them. A neighbour's competences count alike.

use crate::catalogue::{Catalogue, Tier};
use crate::id::{CompetenceIndex, NeighbourIndex, ProfileIndex};
use crate::level::Level;
use crate::order;
use crate::scoring::{Attainment, Scores, Share, Status, at_least};

/// More differences than this are not named.
pub const DIFFERENCE_COUNT: usize = 3;

/// A role that another one is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A profile of the catalogue.
    Profile(ProfileIndex),
    /// A role that the catalogue only describes.
    Neighbour(NeighbourIndex),
}

/// A competence in which the responses are nearer to one role than to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// The competence.
    pub competence: CompetenceIndex,
    /// The level attained.
    pub level: Level,
    /// The level that the profile compared from requires.
    pub own: Level,
    /// The level that the other role requires.
    pub other: Level,
    /// Whether the responses are nearer to the other role here.
    pub favours_other: bool,
}

/// How close the responses are to another role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The role.
    pub role: Role,
    /// Points for certain.
    pub low: u32,
    /// Points at most.
    pub high: u32,
    /// Points that the role asks for.
    pub max: u32,
    /// Whether the responses are close to it; for a profile that is whether it is reached.
    pub status: Status,
    /// What makes the difference, the most of it first; [`DIFFERENCE_COUNT`] at most.
    pub differences: Vec<Difference>,
}

impl Overlap {
    /// The share of the points.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.low, self.high, self.max)
    }
}

/// What a role asks for, one entry per competence.
struct Demand {
    required: Vec<Level>,
    weights: Vec<u8>,
    max: u32,
}

impl Demand {
    fn new(catalogue: &Catalogue, role: Role) -> Self {
        let (required, weights) = match role {
            Role::Profile(profile) => (
                catalogue.required(profile).to_vec(),
                catalogue.weights(profile).to_vec(),
            ),
            Role::Neighbour(neighbour) => {
                let mut required = vec![0; catalogue.competence_count()];
                for &(competence, level) in &catalogue.neighbour(neighbour).levels {
                    required[competence.get()] = level;
                }
                (required, vec![1; catalogue.competence_count()])
            }
        };
        let rows = required.iter().zip(&weights);
        let max = rows
            .map(|(&level, &weight)| u32::from(level) * u32::from(weight))
            .sum();
        Self {
            required,
            weights,
            max,
        }
    }

    /// The points of levels, one per competence.
    fn points(&self, attainments: &[Attainment], pick: fn(&Attainment) -> Level) -> u32 {
        let rows = self.required.iter().zip(&self.weights).zip(attainments);
        rows.map(|((&required, &weight), attainment)| {
            u32::from(pick(attainment).min(required)) * u32::from(weight)
        })
        .sum()
    }

    /// The points that a level misses in a competence.
    fn missing(&self, competence: CompetenceIndex, level: Level) -> u64 {
        let missing = self.required[competence.get()].saturating_sub(level);
        u64::from(missing) * u64::from(self.weights[competence.get()])
    }
}

/// What a role asks for: competence, level and weight of each that counts.
#[must_use]
pub fn requirements(catalogue: &Catalogue, role: Role) -> Vec<(CompetenceIndex, Level, u8)> {
    let Demand {
        required, weights, ..
    } = Demand::new(catalogue, role);
    let rows = required.into_iter().zip(weights);
    catalogue
        .competences()
        .zip(rows)
        .map(|(competence, (level, weight))| (competence, level, weight))
        .filter(|&(_, level, weight)| level > 0 && weight > 0)
        .collect()
}

/// How close the responses are to other roles, the closest first.
///
/// `own` is the profile compared from, as a rule the one that the result names first. Of each other
/// family it is the profile of the same tier that is compared with, or the one it has.
#[must_use]
pub fn overlaps(catalogue: &Catalogue, scores: &Scores, own: ProfileIndex) -> Vec<Overlap> {
    let own_demand = Demand::new(catalogue, Role::Profile(own));
    let definition = catalogue.profile(own);
    let mut overlaps = Vec::new();
    for family in catalogue.families() {
        if family == definition.family {
            continue;
        }
        let profile = catalogue.profile_of(family, definition.tier);
        let mut tiers = Tier::ALL.into_iter();
        let any = || tiers.find_map(|tier| catalogue.profile_of(family, tier));
        // A family has at least one profile.
        if let Some(profile) = profile.or_else(any) {
            let role = Role::Profile(profile);
            overlaps.push(overlap(catalogue, scores, &own_demand, role));
        }
    }
    for neighbour in catalogue.neighbours() {
        let role = Role::Neighbour(neighbour);
        overlaps.push(overlap(catalogue, scores, &own_demand, role));
    }
    // Points are below 2^20 at the limits of the model, so shares that differ at all differ by more
    // than 2^-40: the keys are in the very order of the shares.
    let keys = overlaps
        .iter()
        .map(|overlap| (u64::from(overlap.low) << 40) / u64::from(overlap.max.max(1)));
    let order = order::descending(keys);
    order
        .into_iter()
        .map(|place| overlaps[place].clone())
        .collect()
}

fn overlap(catalogue: &Catalogue, scores: &Scores, own: &Demand, role: Role) -> Overlap {
    let other = Demand::new(catalogue, role);
    let low = other.points(&scores.attainments, |attainment| attainment.low);
    let high = other.points(&scores.attainments, |attainment| attainment.high);
    let enough = catalogue.thresholds().reached_percent;
    let status = match role {
        Role::Profile(profile) => scores.fits[profile.get()].status,
        Role::Neighbour(_) if at_least(low, other.max, enough) => Status::Reached,
        Role::Neighbour(_) if at_least(high, other.max, enough) => Status::Open,
        Role::Neighbour(_) => Status::NotReached,
    };
    Overlap {
        role,
        low,
        high,
        max: other.max,
        status,
        differences: differences(catalogue, scores, own, &other),
    }
}

/// In a competence the responses are nearer to the role of which they miss the smaller share of
/// its points. Over all competences these shares add up to what the two fits differ by.
fn differences(
    catalogue: &Catalogue,
    scores: &Scores,
    own: &Demand,
    other: &Demand,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for competence in catalogue.competences() {
        let Some(level) = scores.attainments[competence.get()].level() else {
            continue;
        };
        let missing_here = own.missing(competence, level) * u64::from(other.max);
        let missing_there = other.missing(competence, level) * u64::from(own.max);
        if missing_here == missing_there {
            continue;
        }
        keys.push(missing_here.abs_diff(missing_there));
        found.push(Difference {
            competence,
            level,
            own: own.required[competence.get()],
            other: other.required[competence.get()],
            favours_other: missing_there < missing_here,
        });
    }
    let order = order::descending(keys.into_iter());
    let most = order.into_iter().take(DIFFERENCE_COUNT);
    most.map(|place| found[place]).collect()
}
