//! Scores, to the last number: the worked example of `docs/method.md`.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

mod common;

use assessment::id::ProfileIndex;
use assessment::scoring::{Fit, Headline, Status, score};
use common::{
    CM_JUNIOR, CM_SENIOR, SMC_JUNIOR, SMC_SENIOR, SMM_JUNIOR, SMM_SENIOR, WORKED_EXAMPLE,
    catalogue, responses,
};

#[track_caller]
fn check_fit(
    profile: ProfileIndex,
    [low, high, max]: [u32; 3],
    [core_low, core_high, core_max]: [u32; 3],
    percents: [u8; 4],
    status: Status,
) {
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let fit = scores.fits[profile.get()];
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
    let catalogue = catalogue();
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
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
    assert_eq!(scores.headline, Headline::Reached(SMM_JUNIOR));
    assert_eq!(scores.straight_lining, None);
}
