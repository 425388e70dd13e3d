//! What a definition has to keep to. All problems are collected, none stops the search.

use super::calendar::is_date;
use super::ids::repeated;
use super::problem::{CatalogueProblem as Problem, ProblemPlace as Place};
use super::{
    AREA_LIMIT, COMPETENCE_LIMIT, Definition, FAMILY_LIMIT, FORMAT_LIMIT, ITEM_LIMIT,
    LEVEL_COUNT_MIN, LEVEL_LIMIT, MODULE_LIMIT, MODULE_SET_LIMIT, PROFILE_LIMIT, ProfileDefinition,
    Tier, WEIGHT_MAX,
};

pub(super) fn check(definition: &Definition) -> Vec<Problem> {
    let mut checker = Checker {
        definition,
        problems: Vec::new(),
    };
    checker.counts();
    // A list beyond its limit isn't looked at any closer: what is hostile is refused at once.
    let is_too_long =
        |problem: &Problem| matches!(problem, Problem::Count { found, max, .. } if found > max);
    if checker.problems.iter().any(is_too_long) {
        return checker.problems;
    }
    checker.ids();
    checker.thresholds();
    checker.profiles();
    checker.competences();
    checker.items();
    checker.modules();
    super::extras::check::check(definition, &mut checker.problems);
    // What compares entries with each other presupposes that each is sound.
    if checker.problems.is_empty() {
        checker.requirements();
    }
    checker.problems
}

struct Checker<'a> {
    definition: &'a Definition,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn range(&mut self, place: Place, field: &'static str, found: u32, min: u32, max: u32) {
        if !(min..=max).contains(&found) {
            self.problems.push(Problem::Range {
                place,
                field,
                found,
                min,
                max,
            });
        }
    }

    fn counts(&mut self) {
        let definition = self.definition;
        for (what, found, min, max) in [
            ("areas", definition.areas.len(), 1, AREA_LIMIT),
            ("families", definition.families.len(), 1, FAMILY_LIMIT),
            ("profiles", definition.profiles.len(), 1, PROFILE_LIMIT),
            (
                "competences",
                definition.competences.len(),
                1,
                COMPETENCE_LIMIT,
            ),
            ("items", definition.items.len(), 1, ITEM_LIMIT),
            ("formats", definition.formats.len(), 0, FORMAT_LIMIT),
            ("modules", definition.modules.len(), 0, MODULE_LIMIT),
        ] {
            if !(min..=max).contains(&found) {
                self.problems.push(Problem::Count {
                    what,
                    found,
                    min,
                    max,
                });
            }
        }
        self.range(
            Place::Catalogue,
            "revision",
            definition.revision.into(),
            1,
            u16::MAX.into(),
        );
        if !is_date(&definition.as_of) {
            self.problems.push(Problem::MalformedDate(Place::Catalogue));
        }
    }

    fn ids(&mut self) {
        let definition = self.definition;
        if !definition.id.is_well_formed() {
            self.problems.push(Problem::MalformedId(Place::Catalogue));
        }
        macro_rules! check_ids {
            ($place:expr, $ids:expr) => {
                for (position, id) in $ids.enumerate() {
                    if !id.is_well_formed() {
                        self.problems.push(Problem::MalformedId($place(position)));
                    }
                }
                let repeated = repeated(&$ids.map(|id| id.as_str()).collect::<Vec<_>>());
                for (position, _) in repeated.iter().enumerate().filter(|(_, is)| **is) {
                    self.problems.push(Problem::DuplicateId($place(position)));
                }
            };
        }
        check_ids!(Place::Area, definition.areas.iter());
        check_ids!(Place::Family, definition.families.iter());
        check_ids!(
            Place::Profile,
            definition.profiles.iter().map(|profile| &profile.id)
        );
        check_ids!(
            Place::Competence,
            definition
                .competences
                .iter()
                .map(|competence| &competence.id)
        );
        check_ids!(Place::Item, definition.items.iter().map(|item| &item.id));
        check_ids!(
            Place::Format,
            definition.formats.iter().map(|format| &format.id)
        );
        check_ids!(
            Place::Module,
            definition.modules.iter().map(|module| &module.id)
        );
    }

    fn thresholds(&mut self) {
        let thresholds = self.definition.thresholds;
        let place = Place::Thresholds;
        for (field, found, min, max) in [
            ("reached_percent", thresholds.reached_percent, 1, 100),
            ("core_percent", thresholds.core_percent, 1, 100),
            ("core_weight", thresholds.core_weight, 1, WEIGHT_MAX),
            (
                "area_answered_percent",
                thresholds.area_answered_percent,
                1,
                100,
            ),
            ("on_the_way_percent", thresholds.on_the_way_percent, 1, 100),
            ("module_count", thresholds.module_count, 1, MODULE_SET_LIMIT),
            ("module_lift", thresholds.module_lift, 1, LEVEL_LIMIT - 1),
            ("module_gap_percent", thresholds.module_gap_percent, 0, 100),
        ] {
            self.range(place, field, found.into(), min, max.into());
        }
        self.range(
            place,
            "straight_lining",
            thresholds.straight_lining.into(),
            2,
            u16::MAX.into(),
        );
    }

    fn profiles(&mut self) {
        let definition = self.definition;
        let mut families = vec![false; definition.families.len()];
        for (position, profile) in definition.profiles.iter().enumerate() {
            let Some(family) = definition.families.get(profile.family.get()) else {
                self.problems.push(Problem::Dangling {
                    place: Place::Profile(position),
                    field: "family",
                });
                continue;
            };
            families[profile.family.get()] = true;
            let matches = profile
                .id
                .as_str()
                .split_once('.')
                .is_some_and(|(start, end)| {
                    start == family.as_str() && end == profile.tier.as_str()
                });
            if !matches {
                self.problems.push(Problem::ProfileIdMismatch(position));
            }
            let same = |other: &ProfileDefinition| {
                (other.family, other.tier) == (profile.family, profile.tier)
            };
            if definition.profiles[..position].iter().any(same) {
                self.problems.push(Problem::DuplicateProfile(position));
            }
        }
        for (position, _) in families
            .iter()
            .enumerate()
            .filter(|(_, has_profile)| !**has_profile)
        {
            self.problems.push(Problem::Empty(Place::Family(position)));
        }
    }

    fn competences(&mut self) {
        let definition = self.definition;
        let mut areas = vec![false; definition.areas.len()];
        let mut previous = 0;
        for (position, competence) in definition.competences.iter().enumerate() {
            let place = Place::Competence(position);
            match areas.get_mut(competence.area.get()) {
                Some(area) => *area = true,
                None => self.problems.push(Problem::Dangling {
                    place,
                    field: "area",
                }),
            }
            if competence.area.get() < previous {
                self.problems.push(Problem::OutOfOrder(place));
            }
            previous = competence.area.get();
            self.range(
                place,
                "levels",
                competence.level_count.into(),
                LEVEL_COUNT_MIN.into(),
                LEVEL_LIMIT.into(),
            );
            if competence.weights.len() != definition.profiles.len() {
                self.problems.push(Problem::Incomplete {
                    place,
                    field: "weights",
                });
            }
            if competence.required.len() != definition.profiles.len() {
                self.problems.push(Problem::Incomplete {
                    place,
                    field: "required",
                });
            }
            for &weight in &competence.weights {
                self.range(place, "weights", weight.into(), 0, WEIGHT_MAX.into());
            }
            let level_max = competence.level_count.saturating_sub(1);
            for &level in &competence.required {
                self.range(place, "required", level.into(), 0, level_max.into());
            }
        }
        for (position, _) in areas
            .iter()
            .enumerate()
            .filter(|(_, has_competence)| !**has_competence)
        {
            self.problems.push(Problem::Empty(Place::Area(position)));
        }
    }

    fn items(&mut self) {
        let definition = self.definition;
        let mut competences = vec![false; definition.competences.len()];
        let mut previous = 0;
        for (position, item) in definition.items.iter().enumerate() {
            let place = Place::Item(position);
            match competences.get_mut(item.competence.get()) {
                Some(competence) => *competence = true,
                None => self.problems.push(Problem::Dangling {
                    place,
                    field: "competence",
                }),
            }
            if item.competence.get() < previous {
                self.problems.push(Problem::OutOfOrder(place));
            }
            previous = item.competence.get();
        }
        for (position, _) in competences
            .iter()
            .enumerate()
            .filter(|(_, has_item)| !**has_item)
        {
            self.problems
                .push(Problem::Empty(Place::Competence(position)));
        }
    }

    fn modules(&mut self) {
        let definition = self.definition;
        for (position, module) in definition.modules.iter().enumerate() {
            let place = Place::Module(position);
            if module.raises.is_empty() {
                self.problems.push(Problem::Empty(place));
            }
            let mut raised_before = vec![false; definition.competences.len()];
            for &(competence, level) in &module.raises {
                let Some(raised) = definition.competences.get(competence.get()) else {
                    self.problems.push(Problem::Dangling {
                        place,
                        field: "raises",
                    });
                    continue;
                };
                self.range(
                    place,
                    "raises",
                    level.into(),
                    1,
                    raised.level_count.saturating_sub(1).into(),
                );
                if core::mem::replace(&mut raised_before[competence.get()], true) {
                    self.problems.push(Problem::RaisesTwice {
                        module: position,
                        competence: competence.get(),
                    });
                }
            }
            if module
                .formats
                .iter()
                .any(|format| format.get() >= definition.formats.len())
            {
                self.problems.push(Problem::Dangling {
                    place,
                    field: "formats",
                });
            }
            if module
                .prerequisite
                .is_some_and(|profile| profile.get() >= definition.profiles.len())
            {
                self.problems.push(Problem::Dangling {
                    place,
                    field: "prerequisite",
                });
            }
            self.range(
                place,
                "from_level",
                module.from_level.into(),
                0,
                (LEVEL_LIMIT - 1).into(),
            );
            if !is_date(&module.as_of) {
                self.problems.push(Problem::MalformedDate(place));
            }
            super::offer::check(&module.offer, place, &mut self.problems);
        }
    }

    fn requirements(&mut self) {
        let definition = self.definition;
        for (position, profile) in definition.profiles.iter().enumerate() {
            let requires_something = definition.competences.iter().any(|competence| {
                competence.weights[position] > 0 && competence.required[position] > 0
            });
            if !requires_something {
                self.problems.push(Problem::RequiresNothing(position));
            }
            if profile.tier != Tier::Senior {
                continue;
            }
            let junior = definition
                .profiles
                .iter()
                .position(|other| other.family == profile.family && other.tier == Tier::Junior);
            let Some(junior) = junior else { continue };
            for (number, competence) in definition.competences.iter().enumerate() {
                if competence.required[position] < competence.required[junior] {
                    self.problems.push(Problem::SeniorBelowJunior {
                        profile: position,
                        competence: number,
                    });
                }
            }
        }
    }
}
