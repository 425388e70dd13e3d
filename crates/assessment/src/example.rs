//! A small catalogue to try things with: a shop assistant's two competences, and a course.
//!
//! ```
//! use assessment::catalogue::Tier;
//! use assessment::example;
//!
//! let catalogue = example::catalogue();
//! let family = catalogue.family_by_id("sales").unwrap();
//! assert!(catalogue.profile_of(family, Tier::Senior).is_some());
//! assert!(example::texts().fit(&catalogue));
//! ```

use crate::catalogue::{
    Catalogue, CompetenceDefinition, Definition, Extras, ItemDefinition, ModuleDefinition, Offer,
    ProfileDefinition, Provenance, Thresholds, Tier,
};
use crate::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, FamilyId, FamilyIndex, ItemId,
    ModuleId, ProfileId,
};
use crate::text::{
    AreaText, CompetenceText, Direction, ExtraTexts, FamilyText, ItemText, ModuleText, Plurals,
    ProfileText, TextKey, Texts,
};

/// The catalogue.
///
/// # Panics
/// Never: it keeps to all rules, which is tested.
#[must_use]
pub fn catalogue() -> Catalogue {
    Catalogue::new(definition()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The definition that it is made from.
#[must_use]
pub fn definition() -> Definition {
    let profile = |id, tier| ProfileDefinition {
        id: ProfileId::new(id),
        family: FamilyIndex(0),
        tier,
    };
    let competence = |id, required: [u8; 2]| CompetenceDefinition {
        id: CompetenceId::new(id),
        area: AreaIndex(0),
        level_count: 5,
        weights: vec![3, 3],
        required: required.into(),
    };
    let item = |id, competence| ItemDefinition {
        id: ItemId::new(id),
        competence: CompetenceIndex(competence),
    };
    Definition {
        id: CatalogueId::new("shop"),
        revision: 1,
        as_of: "2026-11-23".into(),
        thresholds: Thresholds {
            reached_percent: 80,
            core_percent: 80,
            core_weight: 3,
            on_the_way_percent: 25,
            area_answered_percent: 50,
            module_count: 3,
            module_points: 1,
            module_gap_percent: 0,
            module_lift: 2,
            straight_lining: 10,
        },
        areas: vec![AreaId::new("counter")],
        families: vec![FamilyId::new("sales")],
        profiles: vec![
            profile("sales.junior", Tier::Junior),
            profile("sales.senior", Tier::Senior),
        ],
        competences: vec![competence("advice", [2, 3]), competence("till", [1, 3])],
        items: vec![item("advice-1", 0), item("till-1", 1)],
        formats: Vec::new(),
        modules: vec![ModuleDefinition {
            id: ModuleId::new("till-course"),
            raises: vec![(CompetenceIndex(1), 3)],
            from_level: 0,
            formats: Vec::new(),
            prerequisite: None,
            provenance: Provenance::default(),
            as_of: "2026-11-23".into(),
            offer: Offer::default(),
        }],
        extras: Extras::default(),
    }
}

/// Its texts, of which each is the id of what it is of, or the key.
#[must_use]
pub fn texts() -> Texts {
    let definition = definition();
    let text = |id: &str| -> Box<str> { id.into() };
    let areas = definition.areas.iter().map(|id| AreaText {
        name: text(id.as_str()),
        short: text(id.as_str()),
        description: text(""),
    });
    let families = definition.families.iter().map(|id| FamilyText {
        name: text(id.as_str()),
        description: text(""),
    });
    let profiles = definition.profiles.iter().map(|profile| ProfileText {
        name: text(profile.id.as_str()),
        short: text(profile.tier.as_str()),
        ..ProfileText::default()
    });
    let competences = definition.competences.iter().map(|one| CompetenceText {
        name: text(one.id.as_str()),
        practice: text("practise"),
    });
    let items = definition.items.iter().map(|item| ItemText {
        prompt: text(item.id.as_str()),
        anchors: ["0", "1", "2", "3", "4"].map(text).into(),
    });
    let modules = definition.modules.iter().map(|module| ModuleText {
        name: text(module.id.as_str()),
        summary: text(""),
        covers: Vec::new(),
        note: text(""),
        search: Vec::new(),
        ask: Vec::new(),
        project: text(""),
    });
    Texts {
        locale: text("en"),
        locale_name: text("English"),
        direction: Direction::Ltr,
        plurals: Plurals::default(),
        words_per_minute: 220,
        title: text("Shop check"),
        occupation: text("Shop assistant"),
        lead: text(""),
        levels: Vec::new(),
        areas: areas.collect(),
        families: families.collect(),
        profiles: profiles.collect(),
        competences: competences.collect(),
        items: items.collect(),
        formats: Vec::new(),
        modules: modules.collect(),
        extras: ExtraTexts::default(),
        interface: TextKey::ALL.iter().map(|(_, key)| text(key)).collect(),
    }
}
