//! What holds for every catalogue and all responses, not just for the examples.
//!
//! Catalogues are small and random: up to three families, three areas, eight competences of two to
//! seven levels with up to three items each, six modules.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use std::collections::BTreeMap;

use assessment::catalogue::Definition;
use assessment::id::{AreaIndex, CompetenceIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::recommendation::{benefit, recommend, recommend_among};
use assessment::scoring::{Scores, Status, deciding_competences, headline, score, score_after};
use assessment::{Catalogue, Response, Responses};
use common::naive::Naive;
use common::small::{Choices, choices, model};
use proptest::prelude::*;

fn scored(definition: &Definition, responses: &[Response]) -> (Catalogue, Scores) {
    let catalogue = Catalogue::new(definition.clone()).unwrap();
    let responses = Responses::from_list(&catalogue, responses).unwrap();
    let scores = score(&catalogue, &responses);
    (catalogue, scores)
}

fn level_max(definition: &Definition, item: usize) -> u8 {
    let competence = definition.items[item].competence;
    definition.competences[competence.get()].level_count - 1
}

/// The items without a level.
fn unknown(responses: &[Response]) -> Vec<usize> {
    (0..responses.len())
        .filter(|&item| responses[item].level().is_none())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn scores_and_recommendations_are_those_of_the_plain_formulas(bytes in choices()) {
        let (definition, responses, _) = model(bytes);
        let (catalogue, scores) = scored(&definition, &responses);
        let naive = Naive::new(&definition, &responses);
        prop_assert_eq!(&scores, &naive.score());
        for profile in catalogue.profiles() {
            let recommendation = recommend(&catalogue, &scores, profile);
            prop_assert_eq!(recommendation, naive.recommend(profile));
        }
    }

    #[test]
    fn raising_a_response_lowers_nothing(bytes in choices()) {
        let (definition, mut responses, mut choices) = model(bytes);
        let item = choices.below(responses.len());
        let Some(level) = responses[item].level() else { return Ok(()) };
        let (_, before) = scored(&definition, &responses);
        responses[item] = Response::Level(choices.range(level, level_max(&definition, item)));
        let (_, after) = scored(&definition, &responses);
        for (before, after) in before.attainments.iter().zip(&after.attainments) {
            prop_assert!(before.low <= after.low && before.high <= after.high);
        }
        for (before, after) in before.areas.iter().zip(&after.areas) {
            prop_assert!(before.percent <= after.percent);
            prop_assert!(before.low <= after.low && before.high <= after.high);
        }
        for (before, after) in before.fits.iter().zip(&after.fits) {
            prop_assert!(before.low <= after.low && before.high <= after.high);
            prop_assert!(before.core_low <= after.core_low && before.core_high <= after.core_high);
            prop_assert!(before.low_percent() <= after.low_percent());
            prop_assert!(before.status <= after.status);
        }
    }

    #[test]
    fn answering_a_skipped_item_only_narrows(bytes in choices()) {
        let (definition, mut responses, mut choices) = model(bytes);
        let open = unknown(&responses);
        if open.is_empty() {
            return Ok(());
        }
        let item = open[choices.below(open.len())];
        let (_, before) = scored(&definition, &responses);
        responses[item] = Response::Level(choices.range(0, level_max(&definition, item)));
        let (_, after) = scored(&definition, &responses);
        for (before, after) in before.attainments.iter().zip(&after.attainments) {
            prop_assert!(before.low <= after.low && after.low <= after.high && after.high <= before.high);
        }
        for (before, after) in before.areas.iter().zip(&after.areas) {
            prop_assert!(before.low <= after.low && after.low <= after.high && after.high <= before.high);
        }
        for (before, after) in before.fits.iter().zip(&after.fits) {
            prop_assert!(before.low <= after.low && after.low <= after.high && after.high <= before.high);
            prop_assert!(before.core_low <= after.core_low && after.core_high <= before.core_high);
            let shown = |fit: &assessment::scoring::Fit| (fit.low_percent(), fit.high_percent());
            let ((low, high), (new_low, new_high)) = (shown(before), shown(after));
            prop_assert!(low <= new_low && new_low <= new_high && new_high <= high);
            prop_assert!(before.status == Status::Open || before.status == after.status);
        }
    }

    #[test]
    fn the_order_of_areas_competences_and_items_changes_nothing(bytes in choices()) {
        let (definition, responses, mut choices) = model(bytes);
        let Shuffled { definition: moved, responses: moved_responses, areas, places } =
            shuffled(&definition, &responses, &mut choices);
        let (catalogue, scores) = scored(&definition, &responses);
        let (moved, moved_scores) = scored(&moved, &moved_responses);
        for (area, place) in scores.areas.iter().zip(areas) {
            prop_assert_eq!(area, &moved_scores.areas[place]);
        }
        prop_assert_eq!(&scores.fits, &moved_scores.fits);
        for family in catalogue.families() {
            prop_assert_eq!(
                headline(&catalogue, &scores, family),
                headline(&moved, &moved_scores, family)
            );
        }
        prop_assert_eq!(scores.straight_lining, moved_scores.straight_lining);
        for (attainment, place) in scores.attainments.iter().zip(places) {
            prop_assert_eq!(attainment, &moved_scores.attainments[place]);
        }
        for profile in catalogue.profiles() {
            let one = recommend(&catalogue, &scores, profile);
            let other = recommend(&moved, &moved_scores, profile);
            prop_assert_eq!((one.gap_points, one.benefit), (other.gap_points, other.benefit));
            prop_assert_eq!(one.withheld, other.withheld);
            let points = |modules: &[assessment::recommendation::ModuleAdvice]| -> Vec<_> {
                modules.iter().map(|advice| (advice.module, advice.points)).collect()
            };
            prop_assert_eq!(points(&one.modules), points(&other.modules));
        }
    }

    #[test]
    fn bounds_and_status_are_those_of_all_completions(bytes in choices()) {
        let (definition, mut responses, _) = model(bytes);
        // At most three unknown responses, so at most 343 completions.
        for item in unknown(&responses).into_iter().skip(3) {
            responses[item] = Response::Level(0);
        }
        let (catalogue, scores) = scored(&definition, &responses);
        let mut completions = vec![responses.clone()];
        for item in unknown(&responses) {
            completions = completions
                .into_iter()
                .flat_map(|completion| {
                    (0..=level_max(&definition, item)).map(move |level| {
                        let mut completion = completion.clone();
                        completion[item] = Response::Level(level);
                        completion
                    })
                })
                .collect();
        }
        let complete: Vec<Scores> = completions
            .iter()
            .map(|list| score(&catalogue, &Responses::from_list(&catalogue, list).unwrap()))
            .collect();
        for (profile, fit) in scores.fits.iter().enumerate() {
            let all = || complete.iter().map(|scores| &scores.fits[profile]);
            prop_assert_eq!(Some(fit.low), all().map(|fit| fit.low).min());
            prop_assert_eq!(Some(fit.high), all().map(|fit| fit.high).max());
            prop_assert_eq!(Some(fit.core_low), all().map(|fit| fit.core_low).min());
            prop_assert_eq!(Some(fit.core_high), all().map(|fit| fit.core_high).max());
            prop_assert!(all().all(|fit| fit.status != Status::Open));
            let reached = all().filter(|fit| fit.status == Status::Reached).count();
            let expected = match reached {
                0 => Status::NotReached,
                count if count == complete.len() => Status::Reached,
                _ => Status::Open,
            };
            prop_assert_eq!(fit.status, expected);
            // Whatever the other unknown items are: the ones it is said to hang on decide.
            let profile = ProfileIndex(profile as u8);
            let deciding = deciding_competences(&catalogue, &scores, profile);
            prop_assert_eq!(deciding.is_empty(), fit.status != Status::Open);
            let mut statuses = BTreeMap::new();
            for (list, scores) in completions.iter().zip(&complete) {
                let items = deciding.iter().flat_map(|&competence| catalogue.items_of(competence));
                let key: Vec<_> = items.map(|item| format!("{:?}", list[item.get()])).collect();
                let status = scores.fits[profile.get()].status;
                prop_assert_eq!(*statuses.entry(key).or_insert(status), status);
            }
        }
        for (area, score) in scores.areas.iter().enumerate() {
            for complete in &complete {
                let percent = complete.areas[area].percent.unwrap();
                prop_assert!((score.low..=score.high).contains(&percent));
            }
        }
        for (competence, attainment) in scores.attainments.iter().enumerate() {
            let levels = || complete.iter().map(|scores| scores.attainments[competence].low);
            prop_assert_eq!(Some(attainment.low), levels().min());
            prop_assert_eq!(Some(attainment.high), levels().max());
        }
    }

    #[test]
    fn more_modules_close_more_but_each_adds_less(bytes in choices()) {
        let (definition, responses, mut choices) = model(bytes);
        let (catalogue, scores) = scored(&definition, &responses);
        if definition.modules.is_empty() {
            return Ok(());
        }
        let profile = catalogue.profiles().nth(choices.below(definition.profiles.len())).unwrap();
        let points = |set: &[ModuleIndex]| i64::from(benefit(&catalogue, &scores, profile, set));
        prop_assert_eq!(points(&[]), 0);
        let gap = i64::from(recommend(&catalogue, &scores, profile).gap_points);
        for _ in 0..8 {
            let mut pick = |from: &[ModuleIndex]| -> Vec<ModuleIndex> {
                from.iter().copied().filter(|_| choices.below(2) == 1).collect()
            };
            let large = pick(&catalogue.modules().collect::<Vec<_>>());
            let small = pick(&large);
            let more = ModuleIndex(choices.below(definition.modules.len()) as u8);
            let with = |set: &[ModuleIndex]| points(&[set, &[more]].concat());
            prop_assert!(points(&small) <= points(&large));
            prop_assert!(with(&large) <= gap);
            prop_assert!(with(&large) - points(&large) <= with(&small) - points(&small));
        }
    }

    #[test]
    fn after_some_modules_a_fit_has_grown_by_their_benefit(bytes in choices()) {
        let (definition, responses, mut choices) = model(bytes);
        let (catalogue, before) = scored(&definition, &responses);
        let set: Vec<_> = catalogue.modules().filter(|_| choices.below(2) == 1).collect();
        let responses = Responses::from_list(&catalogue, &responses).unwrap();
        let after = score_after(&catalogue, &responses, &set);
        for profile in catalogue.profiles() {
            let (old, new) = (before.fits[profile.get()], after.fits[profile.get()]);
            let gained = benefit(&catalogue, &before, profile, &set);
            prop_assert_eq!(new.low - old.low, gained);
            prop_assert_eq!(new.high - old.high, gained);
            prop_assert!(new.status >= old.status || old.status == Status::Open);
        }
        for area in catalogue.areas() {
            let (old, new) = (before.areas[area.get()], after.areas[area.get()]);
            prop_assert!(new.low >= old.low && new.high >= old.high);
            prop_assert_eq!(new.answered_count, old.answered_count);
        }
        for competence in catalogue.competences() {
            let (old, new) =
                (before.attainments[competence.get()], after.attainments[competence.get()]);
            prop_assert_eq!(new.is_decided, old.is_decided);
            prop_assert!(new.low >= old.low);
        }
        prop_assert_eq!(score_after(&catalogue, &responses, &[]), before);
    }

    #[test]
    fn among_some_modules_the_best_of_them_are_recommended(bytes in choices()) {
        let (definition, responses, mut choices) = model(bytes);
        let (catalogue, scores) = scored(&definition, &responses);
        let wanted: Vec<_> = catalogue.modules().filter(|_| choices.below(2) == 1).collect();
        // The same as in a catalogue where the others raise nothing.
        let mut poorer = definition.clone();
        for (place, module) in poorer.modules.iter_mut().enumerate() {
            if !wanted.contains(&ModuleIndex(place as u8)) {
                module.raises.clear();
            }
        }
        let naive = Naive::new(&poorer, &responses);
        for profile in catalogue.profiles() {
            let found =
                recommend_among(&catalogue, &scores, profile, &|module| wanted.contains(&module));
            let expected = naive.recommend(profile);
            prop_assert_eq!(found.modules, expected.modules);
            prop_assert_eq!(found.withheld, expected.withheld);
            prop_assert_eq!(found.practice, recommend(&catalogue, &scores, profile).practice);
        }
    }

    #[test]
    fn no_module_is_recommended_without_a_gap_that_it_closes(bytes in choices()) {
        let (definition, responses, _) = model(bytes);
        let (catalogue, scores) = scored(&definition, &responses);
        let thresholds = definition.thresholds;
        for profile in catalogue.profiles() {
            let found = recommend(&catalogue, &scores, profile);
            let set: Vec<_> = found.modules.iter().map(|advice| advice.module).collect();
            prop_assert_eq!(found.benefit, benefit(&catalogue, &scores, profile, &set));
            prop_assert!(found.benefit <= found.gap_points);
            prop_assert!(set.len() <= thresholds.module_count.into());
            prop_assert!(set.is_sorted());
            for advice in &found.modules {
                prop_assert!(!found.withheld.contains(&advice.module));
                prop_assert!(advice.points >= thresholds.module_points.into());
                prop_assert!(100 * advice.points
                    >= u32::from(thresholds.module_gap_percent) * found.gap_points);
                prop_assert!((1..=3).contains(&advice.reasons.len()));
                for reason in &advice.reasons {
                    prop_assert!(reason.from < reason.to && reason.from < reason.required);
                    prop_assert!(reason.points > 0);
                }
            }
        }
    }

    #[test]
    fn the_order_of_answering_changes_nothing(bytes in choices()) {
        let (definition, responses, mut choices) = model(bytes);
        let (catalogue, scores) = scored(&definition, &responses);
        let mut order: Vec<usize> = (0..responses.len()).collect();
        shuffle(&mut order, &mut choices);
        let mut answered = Responses::new(&catalogue);
        for item in order {
            let item = ItemIndex(item as u16);
            // What is answered twice counts as answered last.
            answered.set(&catalogue, item, Response::Skipped).unwrap();
            answered.set(&catalogue, item, responses[item.get()]).unwrap();
        }
        prop_assert_eq!(score(&catalogue, &answered), scores);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_social_media_check_recommends_as_the_plain_formulas_do(
        levels in prop::collection::vec(0_u8..8, 36),
        top in 1_u8..5,
        profile in 0_u8..6,
    ) {
        let definition = common::definition();
        let responses: Vec<Response> = levels
            .into_iter()
            .map(|level| match level {
                7 => Response::Skipped,
                level => Response::Level(level.min(top)),
            })
            .collect();
        let (catalogue, scores) = scored(&definition, &responses);
        let naive = Naive::new(&definition, &responses);
        prop_assert_eq!(&scores, &naive.score());
        let profile = ProfileIndex(profile);
        let recommendation = recommend(&catalogue, &scores, profile);
        prop_assert_eq!(recommendation, naive.recommend(profile));
    }
}

fn shuffle<T>(list: &mut [T], choices: &mut Choices) {
    for end in (1..list.len()).rev() {
        list.swap(end, choices.below(end + 1));
    }
}

/// A catalogue in another order, with the responses moved along.
struct Shuffled {
    definition: Definition,
    responses: Vec<Response>,
    /// Where each area went.
    areas: Vec<usize>,
    /// Where each competence went.
    places: Vec<usize>,
}

/// Where each entry of a list stands in another order of it.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &entry) in order.iter().enumerate() {
        places[entry] = place;
    }
    places
}

/// The same catalogue with its areas in another order, and competences and items within theirs.
fn shuffled(definition: &Definition, responses: &[Response], choices: &mut Choices) -> Shuffled {
    let mut area_order: Vec<usize> = (0..definition.areas.len()).collect();
    shuffle(&mut area_order, choices);
    let areas = places(&area_order);
    let area_of = |competence: usize| areas[definition.competences[competence].area.get()];
    let mut order: Vec<usize> = (0..definition.competences.len()).collect();
    shuffle(&mut order, choices);
    order.sort_by_key(|&competence| area_of(competence));
    let places = places(&order);
    let to = |competence: CompetenceIndex| CompetenceIndex(places[competence.get()] as u16);
    let mut items: Vec<_> = definition.items.iter().cloned().zip(responses).collect();
    shuffle(&mut items, choices);
    for (item, _) in &mut items {
        item.competence = to(item.competence);
    }
    items.sort_by_key(|(item, _)| item.competence);
    let mut moved = definition.clone();
    moved.areas = area_order
        .iter()
        .map(|&area| definition.areas[area].clone())
        .collect();
    moved.competences = order
        .iter()
        .map(|&competence| {
            let mut moved = definition.competences[competence].clone();
            moved.area = AreaIndex(area_of(competence) as u8);
            moved
        })
        .collect();
    for module in &mut moved.modules {
        for (competence, _) in &mut module.raises {
            *competence = to(*competence);
        }
    }
    let responses = items.iter().map(|(_, response)| **response).collect();
    moved.items = items.into_iter().map(|(item, _)| item).collect();
    Shuffled {
        definition: moved,
        responses,
        areas,
        places,
    }
}
