//! Small catalogues and responses to them, made from random bytes.
//!
//! One list of bytes decides everything, so a failing case shrinks towards the smallest catalogue
//! with the lowest levels.

use assessment::Response;
use assessment::catalogue::{
    CompetenceDefinition, Definition, Extras, ItemDefinition, ModuleDefinition, Offer,
    ProfileDefinition, Thresholds, Tier,
};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, ItemId,
    ModuleId, ProfileId, ProfileIndex,
};
use proptest::prelude::*;

/// Bytes that stand for choices; when they run out, the first choice is taken.
pub(crate) struct Choices(std::vec::IntoIter<u8>);

impl Choices {
    /// A number below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % count
    }

    /// A number from `min` to `max`.
    pub(crate) fn range(&mut self, min: u8, max: u8) -> u8 {
        min + self.below(usize::from(max - min) + 1) as u8
    }
}

/// Random choices, enough for most models.
pub(crate) fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 200..400)
}

/// A sound definition and one response for each of its items.
pub(crate) fn model(bytes: Vec<u8>) -> (Definition, Vec<Response>, Choices) {
    let mut choices = Choices(bytes.into_iter());
    let definition = definition(&mut choices);
    // Now and then all responses are alike, and now and then they are low throughout.
    let straight = choices.below(8) == 1;
    let low = choices.below(2) == 1;
    let responses = definition
        .items
        .iter()
        .map(|item| {
            let levels = definition.competences[item.competence.get()].level_count;
            match choices.below(10) {
                8 => Response::NotAsked,
                9 => Response::Skipped,
                _ if straight => Response::Level(1),
                _ => Response::Level(choices.range(0, if low { 1 } else { levels - 1 })),
            }
        })
        .collect();
    (definition, responses, choices)
}

fn definition(choices: &mut Choices) -> Definition {
    let thresholds = Thresholds {
        reached_percent: choices.range(40, 100),
        core_percent: choices.range(40, 100),
        core_weight: choices.range(1, 4),
        on_the_way_percent: choices.range(1, 100),
        area_answered_percent: choices.range(1, 100),
        module_count: choices.range(1, 3),
        module_points: choices.range(0, 4),
        module_gap_percent: choices.range(0, 10),
        module_lift: choices.range(1, 6),
        straight_lining: choices.range(2, 5).into(),
    };
    let family_count = choices.range(1, 3);
    let profiles: Vec<ProfileDefinition> = (0..family_count)
        .flat_map(|family| {
            let tiers: &[Tier] = match choices.below(4) {
                0 => &[Tier::Junior],
                1 => &[Tier::Senior],
                _ => &Tier::ALL,
            };
            tiers.iter().map(move |&tier| ProfileDefinition {
                id: ProfileId::new(&format!("family-{family}.{}", tier.as_str())),
                family: FamilyIndex(family),
                tier,
            })
        })
        .collect();
    let area_count = choices.range(1, 3);
    let competence_count = choices.range(area_count, 8);
    let competences: Vec<CompetenceDefinition> = (0..competence_count)
        .map(|position| competence(choices, position, area_count, &profiles))
        .collect();
    let mut items = Vec::new();
    for position in 0..competence_count {
        for number in 0..1 + choices.below(4).saturating_sub(1) {
            items.push(ItemDefinition {
                id: ItemId::new(&format!("item-{position}-{number}")),
                competence: CompetenceIndex(position.into()),
            });
        }
    }
    let modules = (0..choices.range(0, 6))
        .map(|position| module(choices, position, &competences, profiles.len()))
        .collect();
    Definition {
        id: CatalogueId::new("small"),
        revision: 1,
        as_of: "2026-11-23".into(),
        thresholds,
        areas: (0..area_count)
            .map(|area| AreaId::new(&format!("area-{area}")))
            .collect(),
        families: (0..family_count)
            .map(|family| FamilyId::new(&format!("family-{family}")))
            .collect(),
        profiles,
        competences,
        items,
        formats: Vec::new(),
        modules,
        extras: Extras::default(),
    }
}

fn competence(
    choices: &mut Choices,
    position: u8,
    area_count: u8,
    profiles: &[ProfileDefinition],
) -> CompetenceDefinition {
    let level_count = choices.range(2, 7);
    // In the first competence everything counts, so no profile requires nothing.
    let least = u8::from(position == 0);
    let weights = profiles
        .iter()
        .map(|_| choices.range(least, 9).min(choices.range(least, 9)))
        .collect();
    let mut required: Vec<u8> = Vec::new();
    for (number, profile) in profiles.iter().enumerate() {
        // The junior profile of a family stands right before the senior one.
        let junior = number
            .checked_sub(1)
            .filter(|&before| profiles[before].family == profile.family)
            .map_or(0, |before| required[before]);
        required.push(choices.range(least.max(junior), level_count - 1));
    }
    CompetenceDefinition {
        id: CompetenceId::new(&format!("competence-{position}")),
        // One competence in each area but the last, which has the rest.
        area: AreaIndex(position.min(area_count - 1)),
        level_count,
        weights,
        required,
    }
}

fn module(
    choices: &mut Choices,
    position: u8,
    competences: &[CompetenceDefinition],
    profile_count: usize,
) -> ModuleDefinition {
    let mut raises: Vec<_> = competences
        .iter()
        .enumerate()
        .filter_map(|(number, competence)| {
            let is_raised = choices.below(2) == 1;
            let level = choices.range(1, competence.level_count - 1);
            is_raised.then_some((CompetenceIndex(number as u16), level))
        })
        .collect();
    if raises.is_empty() {
        raises.push((CompetenceIndex(0), 1));
    }
    let prerequisite = choices
        .below(3 * profile_count)
        .checked_sub(2 * profile_count);
    ModuleDefinition {
        id: ModuleId::new(&format!("module-{position}")),
        raises,
        from_level: choices.range(0, 2).min(choices.range(0, 2)),
        formats: Vec::new(),
        prerequisite: prerequisite.map(|profile| ProfileIndex(profile as u8)),
        provenance: assessment::catalogue::Provenance::default(),
        as_of: "2026-11-23".into(),
        offer: Offer::default(),
    }
}
