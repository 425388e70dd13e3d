//! Scores, to the last number: the worked example of `docs/method.md`, a small catalogue in all its
//! states, and the rules one by one.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::catalogue::{Definition, Tier};
use assessment::id::{CompetenceIndex, ProfileIndex};
use assessment::scoring::{
    Fit, Gap, Headline, Scores, Standing, Status, area_requirement, deciding_competences, gaps,
    headline, open_competences, reached_elsewhere, score, strengths, target,
};
use assessment::{Catalogue, Response, Responses};
use common::naive::Naive;
use common::{
    CM, CM_JUNIOR, CM_SENIOR, SMC, SMC_JUNIOR, SMC_SENIOR, SMM, SMM_JUNIOR, SMM_SENIOR,
    WORKED_EXAMPLE, catalogue, competence, definition, definition_of, ids, pure, responses,
};

fn scores_of(catalogue: &Catalogue, text: &str) -> Scores {
    score(catalogue, &responses(catalogue, text))
}

#[track_caller]
fn check_fit(
    profile: ProfileIndex,
    [low, high, max]: [u32; 3],
    [core_low, core_high, core_max]: [u32; 3],
    percents: [u8; 4],
    status: Status,
) {
    let fit = scores_of(&catalogue(), WORKED_EXAMPLE).fits[profile.get()];
    let expected = Fit {
        low,
        high,
        max,
        core_low,
        core_high,
        core_max,
        status,
    };
    assert_eq!(fit, expected);
    let found = [
        fit.low_percent(),
        fit.high_percent(),
        fit.core_low_percent(),
        fit.core_high_percent(),
    ];
    assert_eq!(found, percents);
}

#[test]
#[rustfmt::skip]
fn the_worked_example_fits_the_profiles_as_worked_out() {
    use Status::{NotReached, Open, Reached};
    check_fit(CM_JUNIOR,  [54, 58, 58],    [5, 5, 5],    [93, 100, 100, 100], Reached);
    check_fit(CM_SENIOR,  [77, 87, 135],   [5, 5, 12],   [57, 65, 41, 41],    NotReached);
    check_fit(SMM_JUNIOR, [87, 91, 93],    [10, 10, 10], [93, 98, 100, 100],  Reached);
    check_fit(SMM_SENIOR, [113, 128, 223], [15, 15, 30], [50, 58, 50, 50],    NotReached);
    check_fit(SMC_JUNIOR, [70, 77, 87],    [10, 11, 13], [80, 89, 76, 85],    Open);
    check_fit(SMC_SENIOR, [90, 114, 213],  [12, 16, 35], [42, 54, 34, 46],    NotReached);
}

#[test]
fn the_worked_example_has_its_area_scores_and_headline() {
    let scores = scores_of(&catalogue(), WORKED_EXAMPLE);
    let areas: Vec<_> = scores
        .areas
        .iter()
        .map(|area| (area.percent, area.low, area.high))
        .collect();
    assert_eq!(
        areas,
        [
            (Some(46), 46, 46),
            (Some(46), 46, 46),
            (Some(50), 50, 50),
            (Some(31), 31, 31),
            (Some(25), 14, 58),
        ]
    );
    let counts: Vec<_> = scores
        .areas
        .iter()
        .map(|area| (area.answered_count, area.item_count))
        .collect();
    assert_eq!(counts, [(7, 7), (7, 7), (7, 7), (8, 8), (4, 7)]);
    assert_eq!(
        headline(&catalogue(), &scores, SMM),
        named(SMM_JUNIOR, Standing::Reached)
    );
    assert_eq!(scores.straight_lining, None);
}

#[test]
fn the_open_profile_of_the_worked_example_hangs_on_one_skipped_item() {
    let catalogue = catalogue();
    let smc_junior = |e5: char| {
        let text = WORKED_EXAMPLE.replace("-1-0-", &format!("-1{e5}0-"));
        scores_of(&catalogue, &text).fits[SMC_JUNIOR.get()].status
    };
    assert_eq!(smc_junior('-'), Status::Open);
    assert_eq!(smc_junior('0'), Status::NotReached);
    assert_eq!(smc_junior('1'), Status::Reached);
    // Two more are skipped and count for it, but only the core is undecided.
    let scores = scores_of(&catalogue, WORKED_EXAMPLE);
    let deciding = |profile| {
        ids(
            &catalogue,
            &deciding_competences(&catalogue, &scores, profile),
        )
    };
    assert_eq!(deciding(SMC_JUNIOR), "e5");
    assert_eq!(deciding(SMM_SENIOR), "", "it is decided");
}

#[test]
fn each_pure_profile_is_recognised_as_itself() {
    let catalogue = catalogue();
    for profile in catalogue.profiles() {
        let scores = score(&catalogue, &pure(&catalogue, profile));
        let fit = scores.fits[profile.get()];
        let family = catalogue.profile(profile).family;
        assert_eq!(
            headline(&catalogue, &scores, family),
            named(profile, Standing::Reached)
        );
        assert_eq!((fit.low, fit.core_low), (fit.max, fit.core_max));
        assert_eq!((fit.low_percent(), fit.high_percent()), (100, 100));
    }
}

#[test]
fn the_maxima_of_the_profiles_are_those_of_the_tables() {
    let scores = scores_of(&catalogue(), "");
    let maxima: Vec<_> = scores
        .fits
        .iter()
        .map(|fit| (fit.max, fit.core_max))
        .collect();
    assert_eq!(
        maxima,
        [(93, 10), (223, 30), (58, 5), (135, 12), (87, 13), (213, 35)]
    );
}

#[test]
fn neighbouring_profiles_are_told_apart_by_their_core() {
    let catalogue = catalogue();
    let senior = score(&catalogue, &pure(&catalogue, SMM_SENIOR)).fits;
    let (manager, consultant) = (senior[CM_SENIOR.get()], senior[SMC_SENIOR.get()]);
    assert_eq!(manager.low_percent(), 93);
    assert_eq!((manager.core_low, manager.core_max), (9, 12));
    assert_eq!(manager.status, Status::NotReached);
    assert_eq!(consultant.low_percent(), 93);
    assert_eq!((consultant.core_low, consultant.core_max), (31, 35));
    assert_eq!(consultant.status, Status::Reached);
    let junior = score(&catalogue, &pure(&catalogue, SMM_JUNIOR)).fits;
    assert_eq!(junior[CM_JUNIOR.get()].low_percent(), 91);
}

/// Six competences of four areas, with core and supporting ones for every family.
const SIX: [&str; 6] = ["a7", "c1", "c4", "c6", "d8", "e1"];

#[test]
fn a_catalogue_of_six_competences_is_scored_as_by_the_plain_formulas_in_all_its_states() {
    let definition = definition_of(&SIX);
    let catalogue = Catalogue::new(definition.clone()).unwrap();
    // Every item has five levels or is skipped.
    for state in 0..6_u32.pow(6) {
        let list: Vec<Response> = (0..6)
            .map(|item| match (state / 6_u32.pow(item)) % 6 {
                5 => Response::Skipped,
                level => Response::Level(level as u8),
            })
            .collect();
        let scores = score(
            &catalogue,
            &Responses::from_list(&catalogue, &list).unwrap(),
        );
        let naive = Naive::new(&definition, &list);
        assert_eq!(scores, naive.score(), "{list:?}");
    }
}

#[test]
fn skipped_and_not_asked_score_alike() {
    let catalogue = catalogue();
    let skipped = scores_of(&catalogue, WORKED_EXAMPLE);
    let not_asked = scores_of(&catalogue, &WORKED_EXAMPLE.replace('-', "."));
    assert_eq!(skipped, not_asked);
}

#[test]
fn nothing_answered_leaves_everything_open() {
    let catalogue = catalogue();
    for text in ["", "------- ------- ------- -------- -------"] {
        let scores = scores_of(&catalogue, text);
        for fit in &scores.fits {
            assert_eq!(fit.status, Status::Open);
            assert_eq!((fit.low_percent(), fit.high_percent()), (0, 100));
        }
        for area in &scores.areas {
            assert_eq!((area.percent, area.low, area.high), (None, 0, 100));
        }
        // With nothing known nothing is met for certain, and nobody is a beginner for certain.
        assert_eq!(
            headline(&catalogue, &scores, SMM),
            named(SMM_JUNIOR, Standing::NotReached)
        );
        assert_eq!(scores.straight_lining, None);
    }
}

// Areas

/// One area of `levels.len()` competences, with so many levels each and one item each.
fn one_area(levels: &[u8]) -> Definition {
    let mut definition = definition_of(&SIX[..1]);
    let competence = definition.competences[0].clone();
    let item = definition.items[0].clone();
    definition.competences.clear();
    definition.items.clear();
    definition.modules.clear();
    for (position, &level_count) in levels.iter().enumerate() {
        let id = format!("competence-{position}");
        let mut competence = competence.clone();
        competence.id = assessment::id::CompetenceId::new(&id);
        competence.level_count = level_count;
        for level in &mut competence.required {
            *level = level_count - 1;
        }
        definition.competences.push(competence);
        let mut item = item.clone();
        item.id = assessment::id::ItemId::new(&id);
        item.competence = CompetenceIndex(position as u16);
        definition.items.push(item);
    }
    definition
}

#[track_caller]
fn check_area(levels: &[u8], text: &str, expected: (Option<u8>, u8, u8)) {
    let catalogue = Catalogue::new(one_area(levels)).unwrap();
    let area = scores_of(&catalogue, text).areas[0];
    assert_eq!((area.percent, area.low, area.high), expected, "{text}");
}

#[test]
fn an_areas_percentage_is_rounded_and_its_interval_outward() {
    // 1/8 = 12.5 %, 3/8 = 37.5 %: halves go up.
    check_area(&[5, 5], "10", (Some(13), 13, 13));
    check_area(&[5, 5], "12", (Some(38), 38, 38));
    // 1/12 = 8.33 %; then 1/12 to 9/12.
    check_area(&[5; 3], "100", (Some(8), 8, 8));
    check_area(&[5; 3], "10-", (Some(13), 8, 42));
    check_area(&[5; 3], "1--", (None, 8, 75));
    check_area(&[5; 3], "444", (Some(100), 100, 100));
    check_area(&[5; 3], "000", (Some(0), 0, 0));
}

#[test]
fn an_area_has_a_percentage_from_half_of_its_items_on() {
    check_area(&[5; 4], "22--", (Some(50), 25, 75));
    check_area(&[5; 4], "2---", (None, 12, 88));
    check_area(&[5; 5], "222--", (Some(50), 30, 70));
    check_area(&[5; 5], "22---", (None, 20, 80));
}

#[test]
fn an_area_measures_each_item_by_its_own_highest_level() {
    check_area(&[2, 7], "16", (Some(100), 100, 100));
    check_area(&[2, 7], "10", (Some(14), 14, 14));
    check_area(&[2, 7], "03", (Some(43), 43, 43));
    check_area(&[2, 7], "1-", (Some(100), 14, 100));
    check_area(&[2, 7], "-3", (Some(50), 42, 58));
}

#[test]
fn an_areas_mark_is_what_the_profile_asks_for() {
    let catalogue = catalogue();
    let marks = |profile| -> Vec<u8> {
        let mark = |area| area_requirement(&catalogue, profile, area);
        catalogue.areas().map(mark).collect()
    };
    // Junior and senior social media manager: sums 12, 10, 10, 7, 7 and 19, 19, 24, 24, 22.
    assert_eq!(marks(SMM_JUNIOR), [43, 36, 36, 22, 25]);
    assert_eq!(marks(SMM_SENIOR), [68, 68, 86, 75, 79]);
}

// Several items

/// A competence of three items, and one of one item.
fn three_items(level_count: u8) -> Definition {
    let mut definition = one_area(&[level_count, 5]);
    for number in 1..3 {
        let mut item = definition.items[0].clone();
        item.id = assessment::id::ItemId::new(&format!("more-{number}"));
        definition.items.insert(number, item);
    }
    definition
}

#[track_caller]
fn check_attainment(level_count: u8, text: &str, low: u8, high: u8, level: Option<u8>) {
    let catalogue = Catalogue::new(three_items(level_count)).unwrap();
    let scores = scores_of(&catalogue, text);
    let attainment = scores.attainments[0];
    assert_eq!(
        (attainment.low, attainment.high, attainment.level()),
        (low, high, level),
        "{text}"
    );
}

#[test]
fn several_items_give_their_mean_rounded_down() {
    check_attainment(5, "2220", 2, 2, Some(2));
    check_attainment(5, "2210", 1, 1, Some(1));
    check_attainment(5, "4430", 3, 3, Some(3));
    check_attainment(5, "4440", 4, 4, Some(4));
    check_attainment(2, "1100", 0, 0, Some(0));
    check_attainment(2, "1110", 1, 1, Some(1));
    check_attainment(7, "6650", 5, 5, Some(5));
}

#[test]
fn an_unknown_item_widens_the_mean_by_what_it_can_change() {
    check_attainment(5, "4--0", 1, 4, None);
    check_attainment(5, "44-0", 2, 4, None);
    check_attainment(5, "00-0", 0, 1, None);
    check_attainment(5, "...0", 0, 4, None);
    // A level that can't change any more isn't a response yet.
    check_attainment(2, "00-0", 0, 0, None);
    check_attainment(7, "0--0", 0, 4, None);
}

#[test]
fn an_areas_mark_counts_a_competence_once_an_item() {
    let mut definition = three_items(5);
    definition.competences[0].required = vec![1; 6];
    definition.competences[1].required = vec![3; 6];
    let catalogue = Catalogue::new(definition).unwrap();
    // 3 · 1 + 1 · 3 of 16 levels.
    let mark = area_requirement(&catalogue, SMM_JUNIOR, catalogue.areas().next().unwrap());
    assert_eq!(mark, 38);
}

// Fits

#[test]
fn a_surplus_never_makes_up_for_a_gap() {
    let catalogue = Catalogue::new(definition_of(&["c1", "c4"])).unwrap();
    // CM-J asks for level 2 in both, with weights 2 and 3.
    let fit = |text| scores_of(&catalogue, text).fits[CM_JUNIOR.get()];
    assert_eq!((fit("22").low, fit("22").max), (10, 10));
    assert_eq!(fit("44").low, 10);
    assert_eq!(fit("41").low, 7);
    assert_eq!(fit("40").low, 4);
}

#[test]
fn a_shown_percentage_never_reaches_a_threshold_that_the_fit_misses() {
    // 80 % of 93 points is 74.4: 74 is 79.57 %, 75 is 80.65 %.
    let mut definition = definition();
    definition.thresholds.core_percent = 1;
    let catalogue = Catalogue::new(definition).unwrap();
    let mut levels = [0_u8; 36];
    let mut seen = Vec::new();
    // Meets the profile competence by competence.
    for item in 0..36 {
        levels[item] = catalogue.required(SMM_JUNIOR)[item];
        let list: Vec<_> = levels.iter().copied().map(Response::Level).collect();
        let responses = Responses::from_list(&catalogue, &list).unwrap();
        let fit = score(&catalogue, &responses).fits[SMM_JUNIOR.get()];
        assert_eq!(fit.low_percent() >= 80, fit.status == Status::Reached);
        assert_eq!(fit.low_percent(), fit.high_percent());
        seen.push(fit.low_percent());
    }
    assert!(seen.contains(&79) || seen.contains(&78));
    assert_eq!(seen.last(), Some(&100));
}

#[test]
fn a_profile_without_core_is_measured_as_a_whole() {
    let mut definition = definition();
    definition.thresholds.core_weight = 9;
    let catalogue = Catalogue::new(definition).unwrap();
    let scores = score(&catalogue, &pure(&catalogue, SMM_SENIOR));
    let fit = scores.fits[CM_SENIOR.get()];
    assert_eq!(fit.core_max, 0);
    assert_eq!(
        (fit.core_low_percent(), fit.core_high_percent()),
        (100, 100)
    );
    assert_eq!(fit.status, Status::Reached);
    let none = scores_of(&catalogue, &"0".repeat(36));
    assert_eq!(none.fits[CM_SENIOR.get()].status, Status::NotReached);
}

#[test]
fn core_competences_count_alike_whatever_their_weight() {
    let mut definition = definition_of(&["c1", "c4"]);
    definition.competences[0].weights = vec![9; 6];
    definition.competences[1].weights = vec![3; 6];
    let catalogue = Catalogue::new(definition).unwrap();
    let fit = scores_of(&catalogue, "21").fits[CM_JUNIOR.get()];
    assert_eq!((fit.low, fit.max), (9 * 2 + 3, 9 * 2 + 3 * 2));
    assert_eq!((fit.core_low, fit.core_max), (3, 4));
}

// Headline

fn named(profile: ProfileIndex, standing: Standing) -> Headline {
    Headline { profile, standing }
}

#[test]
fn the_headline_is_the_highest_profile_reached_of_the_chosen_family() {
    let catalogue = catalogue();
    let everything = scores_of(&catalogue, &"4".repeat(36));
    assert!(everything.fits.iter().all(|fit| fit.low == fit.max));
    for (family, senior) in [(SMM, SMM_SENIOR), (CM, CM_SENIOR), (SMC, SMC_SENIOR)] {
        let headline = headline(&catalogue, &everything, family);
        assert_eq!(headline, named(senior, Standing::Reached));
    }
}

#[test]
fn what_is_reached_in_other_families_is_no_headline() {
    let catalogue = catalogue();
    // Only dialogue and rules: near the community managers, whatever was chosen.
    let scores = scores_of(&catalogue, "222222. .22.... 2.222.. 11.12221 .222...");
    assert_eq!(scores.fits[CM_JUNIOR.get()].status, Status::Reached);
    let chosen = headline(&catalogue, &scores, SMC);
    assert_eq!(chosen, named(SMC_JUNIOR, Standing::OnTheWay));
    let elsewhere: Vec<_> = reached_elsewhere(&catalogue, &scores, SMC).collect();
    assert_eq!(elsewhere, [CM_JUNIOR]);
    let own: Vec<_> = reached_elsewhere(&catalogue, &scores, CM).collect();
    assert_eq!(own, []);
}

#[test]
fn weights_belong_to_the_profile() {
    let mut definition = definition_of(&["c1", "c4"]);
    definition.modules.clear();
    for (competence, weights) in definition.competences.iter_mut().zip([[1, 3], [3, 1]]) {
        competence.required = vec![2; 6];
        competence.weights = [weights, weights, weights].concat();
    }
    let catalogue = Catalogue::new(definition).unwrap();
    // Two of two in what is core for the senior, none in what is core for the junior.
    let scores = scores_of(&catalogue, "20");
    let fit = |profile: ProfileIndex| {
        let fit = scores.fits[profile.get()];
        (fit.low, fit.max, fit.core_low, fit.core_max)
    };
    assert_eq!(fit(SMM_JUNIOR), (2, 8, 0, 2));
    assert_eq!(fit(SMM_SENIOR), (6, 8, 2, 2));
}

#[test]
fn a_catalogue_of_seniors_only_has_a_headline_too() {
    let mut definition = definition_of(&["c1"]);
    definition
        .profiles
        .retain(|profile| profile.tier == Tier::Senior);
    definition.competences[0].required = vec![4, 3, 4];
    definition.competences[0].weights = vec![3, 3, 3];
    definition.modules.clear();
    let catalogue = Catalogue::new(definition).unwrap();
    let headline = |text, family| headline(&catalogue, &scores_of(&catalogue, text), family);
    assert_eq!(
        headline("0", SMM),
        named(ProfileIndex(0), Standing::Beginning)
    );
    assert_eq!(headline("3", CM), named(ProfileIndex(1), Standing::Reached));
}

// Straight lining

#[track_caller]
fn check_straight_lining(text: &str, expected: Option<u8>) {
    let scores = scores_of(&catalogue(), text);
    assert_eq!(scores.straight_lining, expected, "{text}");
}

#[test]
fn ten_equal_responses_and_no_other_get_a_remark() {
    check_straight_lining(&"2".repeat(36), Some(2));
    check_straight_lining(&"0".repeat(10), Some(0));
    check_straight_lining(&"0".repeat(9), None);
    check_straight_lining("3333 ---- ...- 3333-33", Some(3));
    check_straight_lining("3333 ---- ...- 3333-3", None);
    check_straight_lining(&("3".repeat(35) + "2"), None);
    check_straight_lining(&("2".to_owned() + &"3".repeat(35)), None);
    check_straight_lining("", None);
}

// Target, gaps, strengths

#[test]
fn the_target_is_the_level_chosen_or_the_next_one() {
    let catalogue = catalogue();
    let scores = scores_of(&catalogue, WORKED_EXAMPLE);
    let aim = |family, level| target(&catalogue, &scores, family, level);
    assert_eq!(aim(SMM, None), SMM_SENIOR);
    assert_eq!(aim(CM, None), CM_SENIOR);
    // Open isn't reached.
    assert_eq!(aim(SMC, None), SMC_JUNIOR);
    assert_eq!(aim(SMM, Some(Tier::Junior)), SMM_JUNIOR);
    assert_eq!(aim(SMC, Some(Tier::Senior)), SMC_SENIOR);
    let everything = scores_of(&catalogue, &"4".repeat(36));
    assert_eq!(target(&catalogue, &everything, CM, None), CM_SENIOR);
}

#[test]
fn a_level_that_a_family_lacks_is_not_aimed_at() {
    let mut definition = definition_of(&["c1"]);
    definition.profiles.remove(SMC_JUNIOR.get());
    definition.competences[0].required.remove(SMC_JUNIOR.get());
    definition.competences[0].weights.remove(SMC_JUNIOR.get());
    definition.modules.clear();
    let catalogue = Catalogue::new(definition).unwrap();
    let scores = scores_of(&catalogue, "0");
    let senior = ProfileIndex(4);
    assert_eq!(target(&catalogue, &scores, SMC, Some(Tier::Junior)), senior);
    assert_eq!(target(&catalogue, &scores, SMC, None), senior);
}

#[test]
fn gaps_come_by_points_and_then_by_order() {
    let catalogue = catalogue();
    let scores = scores_of(&catalogue, WORKED_EXAMPLE);
    let found = gaps(&catalogue, &scores, SMM_SENIOR);
    let sum: u32 = found.iter().map(Gap::points).sum();
    assert_eq!(sum, 95);
    let text: Vec<String> = found
        .iter()
        .take(8)
        .map(|gap| {
            let id = &catalogue.competence(gap.competence).id;
            format!("{id} {}<{} {}", gap.level, gap.required, gap.points())
        })
        .collect();
    assert_eq!(
        text,
        [
            "c7 1<4 9", "e1 1<4 9", "c2 2<4 6", "c6 1<3 6", "d5 2<4 6", "d6 2<4 6", "e6 0<3 6",
            "b7 1<3 4"
        ]
    );
    assert!(found.iter().all(|gap| gap.level < gap.required));
    assert!(!found.iter().any(|gap| gap.competence == competence("e3")));
}

#[test]
fn strengths_come_by_surplus_weight_level_and_order() {
    let catalogue = catalogue();
    //            a: 2 1 2 2 2 2 1 required of SMM-J, weights 1 1 2 2 2 1 1
    let scores = scores_of(&catalogue, "3232410");
    let found = strengths(&catalogue, &scores, SMM_JUNIOR);
    assert_eq!(ids(&catalogue, &found), "a5 a3 a1 a2 a4");
    // Level 2 where 1 is required counts for more than level 3 where 2 is, if it weighs more.
    let scores = scores_of(&catalogue, "3...... ...2...");
    let found = strengths(&catalogue, &scores, SMM_JUNIOR);
    assert_eq!(ids(&catalogue, &found), "b4 a1");
    // One level more than required in both, which weigh the same: level 3 comes before level 2.
    let scores = scores_of(&catalogue, "....... ...2.3.");
    let found = strengths(&catalogue, &scores, SMM_JUNIOR);
    assert_eq!(ids(&catalogue, &found), "b6 b4");
}

#[test]
fn what_a_profile_does_not_ask_for_is_no_strength_and_no_gap() {
    let catalogue = catalogue();
    let scores = score(&catalogue, &pure(&catalogue, SMM_SENIOR));
    let found = strengths(&catalogue, &scores, SMM_JUNIOR);
    // Junior social media managers need not advise, nor know the limits of the data.
    assert_eq!(found.len(), 34);
    for id in ["d8", "e7"] {
        assert!(!found.contains(&competence(id)));
    }
    assert_eq!(gaps(&catalogue, &scores, SMM_JUNIOR), []);
}

#[test]
fn open_competences_are_those_that_count_and_miss_a_response() {
    let catalogue = catalogue();
    let scores = scores_of(&catalogue, WORKED_EXAMPLE);
    let open = |profile| ids(&catalogue, &open_competences(&catalogue, &scores, profile));
    assert_eq!(open(SMM_SENIOR), "e3 e5 e7");
    // A junior need not know the limits of the data.
    assert_eq!(open(SMM_JUNIOR), "e3 e5");
    assert_eq!(open(CM_JUNIOR), "e3");
}

#[test]
fn a_weight_of_nought_takes_a_competence_out() {
    let mut definition = definition_of(&["c1", "c4"]);
    definition.competences[0].weights = vec![0; 6];
    let catalogue = Catalogue::new(definition).unwrap();
    let scores = scores_of(&catalogue, "-4");
    let fit = scores.fits[SMM_SENIOR.get()];
    assert_eq!((fit.low, fit.high, fit.max), (6, 6, 6));
    assert_eq!(fit.status, Status::Reached);
    assert_eq!(open_competences(&catalogue, &scores, SMM_SENIOR), []);
    let scores = scores_of(&catalogue, "04");
    assert_eq!(gaps(&catalogue, &scores, SMM_SENIOR), []);
    assert_eq!(strengths(&catalogue, &scores, SMM_SENIOR).len(), 1);
}

// Limits

#[test]
fn nothing_overflows_at_the_limits_of_the_model() {
    let mut definition = one_area(&vec![7; 10_000]);
    for competence in &mut definition.competences {
        competence.weights = vec![9; 6];
    }
    definition.thresholds.reached_percent = 100;
    let catalogue = Catalogue::new(definition).unwrap();
    let max = 10_000 * 9 * 6;
    for (level, status) in [
        (Response::Level(6), Status::Reached),
        (Response::Level(5), Status::NotReached),
        (Response::Skipped, Status::Open),
    ] {
        let responses = Responses::from_list(&catalogue, &[level; 10_000]).unwrap();
        let scores = score(&catalogue, &responses);
        for fit in &scores.fits {
            assert_eq!((fit.max, fit.core_max, fit.status), (max, 60_000, status));
        }
        let points: u32 = gaps(&catalogue, &scores, SMM_SENIOR)
            .iter()
            .map(Gap::points)
            .sum();
        let expected = if level == Response::Level(5) {
            90_000
        } else {
            0
        };
        assert_eq!(points, expected);
    }
}

#[test]
fn ten_thousand_items_of_one_competence_have_a_mean() {
    let mut definition = one_area(&[7]);
    let item = definition.items[0].clone();
    definition.items = (0..10_000)
        .map(|number| {
            let mut item = item.clone();
            item.id = assessment::id::ItemId::new(&format!("item-{number}"));
            item
        })
        .collect();
    let catalogue = Catalogue::new(definition).unwrap();
    let mut list = vec![Response::Level(6); 10_000];
    list[77] = Response::Level(5);
    let score_of = |list: &[Response]| {
        let scores = score(&catalogue, &Responses::from_list(&catalogue, list).unwrap());
        (scores.attainments[0], scores.areas[0])
    };
    let (attainment, area) = score_of(&list);
    assert_eq!(attainment.level(), Some(5));
    assert_eq!((area.percent, area.item_count), (Some(100), 10_000));
    list[77] = Response::Skipped;
    let (attainment, area) = score_of(&list);
    assert_eq!((attainment.low, attainment.high), (5, 6));
    assert_eq!((area.low, area.high, area.answered_count), (99, 100, 9_999));
}
