//! The short way: what is asked first, when it stops, and that nothing depends on the stop.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::id::{FamilyIndex, ItemIndex};
use assessment::quick::{expected, is_decided, order, remaining};
use assessment::scoring::{Status, score};
use assessment::{Catalogue, Response, Responses};
use common::small::{choices, model};
use common::{CM, CM_JUNIOR, CM_SENIOR, SMM, SMM_SENIOR, pure, responses};
use proptest::prelude::*;

/// Answers as a visitor would who has these, until the stop.
fn sit(catalogue: &Catalogue, answers: &[Response], family: FamilyIndex) -> Responses {
    let mut responses = Responses::new(catalogue);
    while let Some(&item) = remaining(catalogue, &responses, family).first() {
        responses.set(catalogue, item, answers[item.get()]).unwrap();
    }
    responses
}

fn short_ids(catalogue: &Catalogue, items: &[ItemIndex]) -> String {
    let ids = items.iter().map(|&item| catalogue.item_id(item).as_str());
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_counts_most_in_the_family_comes_first() {
    let catalogue = common::catalogue();
    // Weight 3 and levels 2 and 4; 1 and 4; 2 and 3. Nothing is worth more than 18 points.
    let first = &order(&catalogue, SMM)[..8];
    assert_eq!(short_ids(&catalogue, first), "c1 c2 c3 c7 d5 d6 e1 c6");
    let first = &order(&catalogue, CM)[..5];
    assert_eq!(short_ids(&catalogue, first), "c4 c5 d4 a6 b2");
}

#[test]
fn as_many_as_expected_are_asked_of_most_who_stand_at_one_level() {
    let catalogue = common::catalogue();
    for family in [SMM, CM] {
        let mut counts: Vec<_> = (0..5)
            .map(|level| vec![Response::Level(level); catalogue.item_count()])
            .map(|answers| sit(&catalogue, &answers, family).asked_count() as u32)
            .collect();
        counts.sort_unstable();
        assert_eq!(expected(&catalogue, family), (counts[1], counts[3]));
        assert!(counts[3] < catalogue.item_count() as u32, "{counts:?}");
    }
}

#[test]
fn what_no_open_profile_asks_for_is_not_asked() {
    let catalogue = common::catalogue();
    let none = Responses::new(&catalogue);
    assert_eq!(remaining(&catalogue, &none, SMM).len(), 36);
    // All the core of a community manager is missing, so the senior is out of reach; what only the
    // senior asks for would tell nothing about the junior.
    let mut answers = none.clone();
    for item in &order(&catalogue, CM)[..3] {
        answers.set(&catalogue, *item, Response::Level(1)).unwrap();
    }
    let scores = score(&catalogue, &answers);
    assert_eq!(scores.fits[CM_SENIOR.get()].status, Status::NotReached);
    assert_eq!(scores.fits[CM_JUNIOR.get()].status, Status::NotReached);
    assert!(is_decided(&catalogue, &answers, CM));
    assert!(remaining(&catalogue, &answers, CM).is_empty());

    for item in &order(&catalogue, CM)[..3] {
        answers.set(&catalogue, *item, Response::Level(2)).unwrap();
    }
    assert!(!is_decided(&catalogue, &answers, CM));
    let rest = remaining(&catalogue, &answers, CM);
    let required = catalogue.required(CM_JUNIOR);
    assert!(!rest.is_empty());
    for item in rest {
        let competence = catalogue.competence_of(item);
        assert!(
            required[competence.get()] > 0,
            "{}",
            catalogue.item_id(item)
        );
    }
}

#[test]
fn clear_cases_stop_early() {
    let catalogue = common::catalogue();
    let asked = |answers: &Responses| {
        let answers: Vec<Response> = answers.iter().collect();
        sit(&catalogue, &answers, SMM).asked_count()
    };
    let beginner = Responses::from_list(&catalogue, &[Response::Level(0); 36]).unwrap();
    // Two core competences at 0 leave 7 of the junior's 10 core levels.
    assert_eq!(asked(&beginner), 2);
    assert_eq!(asked(&pure(&catalogue, SMM_SENIOR)), 24);
    // Whoever skips everything has been asked everything.
    let skipped = Responses::from_list(&catalogue, &[Response::Skipped; 36]).unwrap();
    assert_eq!(asked(&skipped), 36);
    let worked = responses(&catalogue, common::WORKED_EXAMPLE);
    assert!(asked(&worked) < 36);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_stop_alters_no_status_under_any_completion(bytes in choices()) {
        let (definition, answers, mut choices) = model(bytes);
        let catalogue = Catalogue::new(definition).unwrap();
        // Nobody leaves an item without an answer or a skip.
        let answers: Vec<Response> = answers
            .into_iter()
            .map(|answer| if answer == Response::NotAsked { Response::Skipped } else { answer })
            .collect();
        for family in catalogue.families() {
            let stopped = sit(&catalogue, &answers, family);
            let statuses = |responses: &Responses| -> Vec<Status> {
                let scores = score(&catalogue, responses);
                catalogue
                    .profiles()
                    .filter(|&profile| catalogue.profile(profile).family == family)
                    .map(|profile| scores.fits[profile.get()].status)
                    .collect()
            };
            let decided = statuses(&stopped);
            let is_open = decided.contains(&Status::Open);
            prop_assert_eq!(is_decided(&catalogue, &stopped, family), !is_open);
            for round in 0..12 {
                let mut full = stopped.clone();
                for item in catalogue.items() {
                    let max = catalogue.level_max(catalogue.competence_of(item));
                    let is_free = match stopped.get(item) {
                        Response::NotAsked => true,
                        // Only what is decided holds for those who think again of what they skipped.
                        Response::Skipped => !is_open,
                        Response::Level(_) => false,
                    };
                    if is_free {
                        let level = match round {
                            0 => 0,
                            1 => max,
                            _ => choices.range(0, max),
                        };
                        full.set(&catalogue, item, Response::Level(level)).unwrap();
                    }
                }
                prop_assert_eq!(statuses(&full), decided.clone());
            }
        }
    }

    #[test]
    fn as_long_as_something_is_open_that_answers_can_decide_it_goes_on(bytes in choices()) {
        let (definition, answers, mut choices) = model(bytes);
        let catalogue = Catalogue::new(definition).unwrap();
        let family = FamilyIndex(choices.below(catalogue.families().len()) as u8);
        let answers = Responses::from_list(&catalogue, &answers).unwrap();
        let rest = remaining(&catalogue, &answers, family);
        if is_decided(&catalogue, &answers, family) {
            prop_assert!(rest.is_empty());
        }
        let order = order(&catalogue, family);
        let mut sorted = order.clone();
        sorted.sort();
        prop_assert_eq!(sorted, catalogue.items().collect::<Vec<_>>());
        // The order is kept, and only what wasn't asked is in it.
        let places: Vec<_> = rest
            .iter()
            .map(|item| order.iter().position(|other| other == item).unwrap())
            .collect();
        prop_assert!(places.is_sorted());
        prop_assert!(rest.iter().all(|&item| answers.get(item) == Response::NotAsked));
        // What isn't asked any more can change no status: neither at its lowest nor its highest.
        let mut low = answers.clone();
        let mut high = answers.clone();
        for item in catalogue.items() {
            if answers.get(item) == Response::NotAsked && !rest.contains(&item) {
                let max = catalogue.level_max(catalogue.competence_of(item));
                low.set(&catalogue, item, Response::Level(0)).unwrap();
                high.set(&catalogue, item, Response::Level(max)).unwrap();
            }
        }
        let of = |responses: &Responses| -> Vec<Status> {
            let scores = score(&catalogue, responses);
            let own = catalogue.profiles().filter(|&profile| catalogue.profile(profile).family == family);
            own.map(|profile| scores.fits[profile.get()].status).collect()
        };
        prop_assert_eq!(of(&low), of(&answers));
        prop_assert_eq!(of(&high), of(&answers));
    }
}
