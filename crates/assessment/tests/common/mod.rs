//! The social media catalogue as its tables give it, typed here once more.
//!
//! It doesn't come from `catalogues/`, whose wording and numbers editors may change: the examples
//! that these tests hold on to were worked out with the numbers below. Ids are short, `c6` for the
//! sixth competence of the third area, so an expectation fits on a line.

#![allow(dead_code, reason = "each test binary uses another part")]
#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

pub(crate) mod naive;
pub(crate) mod small;

use assessment::catalogue::{
    CompetenceDefinition, Definition, Extras, FormatDefinition, ItemDefinition, ModuleDefinition,
    Offer, ProfileDefinition, Provenance, ProvenanceKind, Thresholds, Tier,
};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, FormatId,
    FormatIndex, ItemId, ModuleId, ModuleIndex, ProfileId, ProfileIndex,
};
use assessment::text::{
    AreaText, CompetenceText, Direction, ExtraTexts, FamilyText, FormatText, ItemText, ModuleText,
    Plurals, ProfileText, TextKey, Texts,
};
use assessment::{Catalogue, Response, Responses};

/// Profiles of the fixture, by position.
pub(crate) const SMM_JUNIOR: ProfileIndex = ProfileIndex(0);
pub(crate) const SMM_SENIOR: ProfileIndex = ProfileIndex(1);
pub(crate) const CM_JUNIOR: ProfileIndex = ProfileIndex(2);
pub(crate) const CM_SENIOR: ProfileIndex = ProfileIndex(3);
pub(crate) const SMC_JUNIOR: ProfileIndex = ProfileIndex(4);
pub(crate) const SMC_SENIOR: ProfileIndex = ProfileIndex(5);

/// Families of the fixture, by position.
pub(crate) const SMM: FamilyIndex = FamilyIndex(0);
pub(crate) const CM: FamilyIndex = FamilyIndex(1);
pub(crate) const SMC: FamilyIndex = FamilyIndex(2);

/// The responses of the worked example, by area.
pub(crate) const WORKED_EXAMPLE: &str = "2132221 3312121 3232211 11112211 12-1-0-";

/// By competence: levels required of CM-J, CM-S, SMM-J, SMM-S, SMC-J, SMC-S, then weights for CM,
/// SMM, SMC. The columns stand as in the source; [`definition`] puts them in the catalogue's order.
#[rustfmt::skip]
const COMPETENCES: [(&str, [u8; 6], [u8; 3]); 36] = [
    ("a1", [2, 3, 2, 3, 2, 3], [1, 1, 1]),
    ("a2", [1, 2, 1, 3, 2, 3], [1, 1, 2]),
    ("a3", [2, 3, 2, 3, 2, 3], [1, 2, 2]),
    ("a4", [2, 2, 2, 2, 1, 2], [1, 2, 1]),
    ("a5", [1, 2, 2, 2, 1, 1], [1, 2, 1]),
    ("a6", [2, 3, 2, 3, 2, 3], [2, 1, 1]),
    ("a7", [1, 2, 1, 3, 1, 3], [1, 1, 2]),
    ("b1", [2, 2, 2, 3, 1, 2], [1, 2, 1]),
    ("b2", [2, 3, 2, 3, 2, 3], [2, 2, 1]),
    ("b3", [1, 2, 1, 2, 1, 2], [1, 1, 1]),
    ("b4", [1, 1, 1, 3, 1, 3], [1, 2, 1]),
    ("b5", [1, 2, 1, 2, 1, 2], [1, 1, 1]),
    ("b6", [1, 3, 2, 3, 1, 2], [1, 2, 1]),
    ("b7", [1, 2, 1, 3, 1, 2], [1, 2, 1]),
    ("c1", [2, 3, 2, 4, 2, 4], [2, 3, 3]),
    ("c2", [0, 2, 1, 4, 1, 4], [1, 3, 3]),
    ("c3", [2, 3, 2, 3, 1, 3], [2, 3, 1]),
    ("c4", [2, 4, 2, 3, 1, 2], [3, 2, 1]),
    ("c5", [2, 4, 1, 3, 1, 3], [3, 2, 2]),
    ("c6", [0, 1, 1, 3, 1, 3], [1, 3, 2]),
    ("c7", [0, 3, 1, 4, 1, 4], [2, 3, 3]),
    ("d1", [1, 2, 1, 3, 1, 3], [1, 2, 2]),
    ("d2", [0, 1, 1, 2, 1, 2], [1, 1, 1]),
    ("d3", [1, 3, 1, 3, 1, 2], [2, 2, 1]),
    ("d4", [1, 4, 1, 3, 1, 3], [3, 2, 2]),
    ("d5", [0, 2, 1, 4, 2, 4], [1, 3, 3]),
    ("d6", [1, 3, 1, 4, 1, 3], [2, 3, 2]),
    ("d7", [0, 2, 1, 3, 1, 3], [1, 2, 3]),
    ("d8", [0, 2, 0, 2, 2, 4], [1, 1, 3]),
    ("e1", [0, 2, 1, 4, 1, 4], [1, 3, 3]),
    ("e2", [1, 2, 2, 3, 2, 4], [1, 2, 2]),
    ("e3", [2, 3, 1, 3, 1, 3], [2, 2, 2]),
    ("e4", [1, 3, 1, 3, 2, 4], [1, 2, 3]),
    ("e5", [0, 2, 1, 3, 1, 4], [1, 2, 3]),
    ("e6", [0, 2, 1, 3, 1, 3], [1, 2, 2]),
    ("e7", [0, 2, 0, 3, 1, 3], [1, 1, 2]),
];

/// By module: the level it raises competences to, and the profile that has to be reached before.
const MODULES: [(&str, &str, Option<ProfileIndex>); 7] = [
    ("m0", "a1 3, a2 2, a3 2, a4 1, a5 1, a6 3, a7 2", None),
    (
        "m1",
        "a3 3, a4 2, a5 2, a7 2, b1 3, b2 3, b3 3, b4 3, b5 2, b6 3, b7 3, c3 2, d5 2",
        None,
    ),
    ("m2", "c1 3, c3 3, c4 3, c5 3, c7 2, d3 3, d4 3, d6 3", None),
    (
        "m3",
        "b4 2, c1 3, c2 3, c3 3, c6 3, c7 3, d5 3, d7 2, e1 3, e2 2, e6 3",
        None,
    ),
    ("m4", "b2 3, d1 3, d2 3, d3 3, d4 3, d5 2", None),
    ("m5", "a2 3, e1 2, e2 3, e3 3, e4 3, e5 3, e6 2, e7 3", None),
    (
        "m6",
        "c2 3, c7 3, d1 3, d5 3, d6 2, d7 3, d8 2, e1 3",
        Some(SMM_JUNIOR),
    ),
];

const FAMILIES: [&str; 3] = [
    "social-media-manager",
    "community-manager",
    "social-media-consultant",
];

/// The thresholds of the fixture.
pub(crate) const THRESHOLDS: Thresholds = Thresholds {
    reached_percent: 80,
    core_percent: 80,
    core_weight: 3,
    on_the_way_percent: 25,
    area_answered_percent: 50,
    module_count: 3,
    module_points: 3,
    module_gap_percent: 5,
    module_lift: 2,
    straight_lining: 10,
};

/// The definition of the fixture.
pub(crate) fn definition() -> Definition {
    let area_of = |id: &str| AreaIndex(id.as_bytes()[0] - b'a');
    Definition {
        id: CatalogueId::new("social-media"),
        revision: 1,
        as_of: "2026-11-23".into(),
        thresholds: THRESHOLDS,
        areas: ["pc", "cms", "platforms", "pr", "analytics"]
            .map(AreaId::new)
            .into(),
        families: FAMILIES.map(FamilyId::new).into(),
        profiles: FAMILIES
            .iter()
            .enumerate()
            .flat_map(|(family, id)| Tier::ALL.map(|tier| (family, id, tier)))
            .map(|(family, id, tier)| ProfileDefinition {
                id: ProfileId::new(&format!("{id}.{}", tier.as_str())),
                family: FamilyIndex(family as u8),
                tier,
            })
            .collect(),
        competences: COMPETENCES
            .iter()
            .map(|&(id, required, weights)| {
                let [
                    cm_junior,
                    cm_senior,
                    smm_junior,
                    smm_senior,
                    smc_junior,
                    smc_senior,
                ] = required;
                let [cm, smm, smc] = weights;
                CompetenceDefinition {
                    id: CompetenceId::new(id),
                    area: area_of(id),
                    level_count: 5,
                    weights: vec![smm, smm, cm, cm, smc, smc],
                    required: vec![
                        smm_junior, smm_senior, cm_junior, cm_senior, smc_junior, smc_senior,
                    ],
                }
            })
            .collect(),
        items: COMPETENCES
            .iter()
            .enumerate()
            .map(|(position, (id, ..))| ItemDefinition {
                id: ItemId::new(id),
                competence: CompetenceIndex(position as u16),
            })
            .collect(),
        formats: vec![FormatDefinition {
            id: FormatId::new("course"),
            beside_job: true,
            full_time: false,
            distance: false,
            academic: false,
        }],
        modules: MODULES
            .iter()
            .map(|&(id, raises, prerequisite)| ModuleDefinition {
                id: ModuleId::new(id),
                raises: raises
                    .split(", ")
                    .map(|raise| {
                        let (id, level) = raise.split_once(' ').unwrap();
                        (competence(id), level.parse().unwrap())
                    })
                    .collect(),
                from_level: 0,
                formats: vec![FormatIndex(0)],
                prerequisite,
                provenance: Provenance::new([(ProvenanceKind::Editorial, "")]),
                as_of: "2026-11-23".into(),
                offer: Offer::default(),
            })
            .collect(),
        extras: Extras::default(),
    }
}

/// The fixture, checked.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new(definition()).unwrap()
}

/// The fixture cut down to some competences, with the areas and modules that are left.
pub(crate) fn definition_of(kept: &[&str]) -> Definition {
    let mut definition = definition();
    let kept: Vec<CompetenceIndex> = kept.iter().map(|id| competence(id)).collect();
    let to = |old: CompetenceIndex| {
        let position = kept.iter().position(|&competence| competence == old)?;
        Some(CompetenceIndex(position as u16))
    };
    let mut areas: Vec<AreaIndex> = kept
        .iter()
        .map(|competence| definition.competences[competence.get()].area)
        .collect();
    areas.dedup();
    definition.areas = areas
        .iter()
        .map(|area| definition.areas[area.get()].clone())
        .collect();
    definition.competences = kept
        .iter()
        .map(|competence| {
            let mut competence = definition.competences[competence.get()].clone();
            let area = areas.iter().position(|&area| area == competence.area);
            competence.area = AreaIndex(area.unwrap() as u8);
            competence
        })
        .collect();
    definition.items.retain_mut(|item| {
        to(item.competence).is_some_and(|new| {
            item.competence = new;
            true
        })
    });
    for module in &mut definition.modules {
        module.raises = module
            .raises
            .iter()
            .filter_map(|&(competence, level)| Some((to(competence)?, level)))
            .collect();
    }
    definition
        .modules
        .retain(|module| !module.raises.is_empty());
    definition
}

/// Responses that meet a profile in everything, and no more.
pub(crate) fn pure(catalogue: &Catalogue, profile: ProfileIndex) -> Responses {
    let levels: Vec<Response> = catalogue
        .items()
        .map(|item| catalogue.required(profile)[catalogue.competence_of(item).get()])
        .map(Response::Level)
        .collect();
    Responses::from_list(catalogue, &levels).unwrap()
}

/// The competence of a short id.
pub(crate) fn competence(id: &str) -> CompetenceIndex {
    let position = COMPETENCES.iter().position(|&(known, ..)| known == id);
    CompetenceIndex(position.unwrap() as u16)
}

/// The module of a short id.
pub(crate) fn module(id: &str) -> ModuleIndex {
    let position = MODULES.iter().position(|&(known, ..)| known == id);
    ModuleIndex(position.unwrap() as u8)
}

/// The short ids of competences, joined by spaces.
pub(crate) fn ids(catalogue: &Catalogue, competences: &[CompetenceIndex]) -> String {
    let ids = competences
        .iter()
        .map(|&competence| catalogue.competence(competence).id.as_str());
    ids.collect::<Vec<_>>().join(" ")
}

/// Responses as text: a digit is a level, `-` is skipped, `.` is not asked; spaces don't count.
pub(crate) fn list(text: &str) -> Vec<Response> {
    text.chars()
        .filter(|character| *character != ' ')
        .map(|character| match character {
            '-' => Response::Skipped,
            '.' => Response::NotAsked,
            digit => Response::Level(digit.to_digit(10).unwrap() as u8),
        })
        .collect()
}

/// Responses to a catalogue, from text as [`list`] reads it.
pub(crate) fn responses(catalogue: &Catalogue, text: &str) -> Responses {
    Responses::from_list(catalogue, &list(text)).unwrap()
}

/// Texts that say where they stand.
pub(crate) fn texts(definition: &Definition) -> Texts {
    let text = |kind: &str, id: &str| -> Box<str> { format!("{kind} {id}").into() };
    Texts {
        locale: "de".into(),
        locale_name: "Deutsch".into(),
        direction: Direction::Ltr,
        plurals: Plurals::default(),
        words_per_minute: 180,
        title: "Wo stehe ich?".into(),
        occupation: "Social Media".into(),
        lead: "36 Fragen".into(),
        levels: vec!["neu".into(), "erfahren".into()],
        areas: definition
            .areas
            .iter()
            .map(|id| AreaText {
                name: text("area", id.as_str()),
                short: id.as_str().into(),
                description: "".into(),
            })
            .collect(),
        families: definition
            .families
            .iter()
            .map(|id| FamilyText {
                name: text("family", id.as_str()),
                description: "".into(),
            })
            .collect(),
        profiles: definition
            .profiles
            .iter()
            .map(|profile| ProfileText {
                name: text("profile", profile.id.as_str()),
                short: profile.tier.as_str().into(),
                description: "".into(),
                note: "".into(),
            })
            .collect(),
        competences: definition
            .competences
            .iter()
            .map(|competence| CompetenceText {
                name: text("competence", competence.id.as_str()),
                practice: "Üben".into(),
            })
            .collect(),
        items: definition
            .items
            .iter()
            .map(|item| ItemText {
                prompt: text("item", item.id.as_str()),
                anchors: (0..definition.competences[item.competence.get()].level_count)
                    .map(|level| text("level", &level.to_string()))
                    .collect(),
            })
            .collect(),
        formats: definition
            .formats
            .iter()
            .map(|format| FormatText {
                name: text("format", format.id.as_str()),
            })
            .collect(),
        modules: definition
            .modules
            .iter()
            .map(|module| ModuleText {
                name: text("module", module.id.as_str()),
                summary: "".into(),
                covers: vec!["eins".into(), "zwei".into()],
                note: "".into(),
                search: Vec::new(),
                ask: Vec::new(),
                project: "".into(),
            })
            .collect(),
        extras: ExtraTexts::default(),
        interface: TextKey::ALL
            .iter()
            .map(|(_, key)| Box::from(&key[..1]))
            .collect(),
    }
}
