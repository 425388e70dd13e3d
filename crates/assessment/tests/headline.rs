//! How the responses stand to the profile that a result names first: what is certain, what is possible.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::id::ProfileIndex;
use assessment::scoring::{Headline, Scores, Standing, Status, headline, score};
use common::{CM, CM_JUNIOR, CM_SENIOR, definition_of, responses};

fn scores_of(catalogue: &Catalogue, text: &str) -> Scores {
    score(catalogue, &responses(catalogue, text))
}

fn named(profile: ProfileIndex, standing: Standing) -> Headline {
    Headline { profile, standing }
}

/// On the short way a few answers decide that nothing is reached; what wasn't asked may be high.
#[test]
fn few_answers_make_nobody_a_beginner() {
    let mut definition = definition_of(&["c1", "c2"]);
    for competence in &mut definition.competences {
        competence.required = vec![4; 6];
        competence.weights = vec![3; 6];
    }
    definition.modules.clear();
    definition.thresholds.on_the_way_percent = 25;
    let catalogue = Catalogue::new(definition).unwrap();
    let standing = |text: &str| {
        let scores = scores_of(&catalogue, text);
        let status = scores.fits[CM_JUNIOR.get()].status;
        (status, headline(&catalogue, &scores, CM).standing)
    };
    assert_eq!(standing("1-"), (Status::NotReached, Standing::NotReached));
    assert_eq!(standing("00"), (Status::NotReached, Standing::Beginning));
    assert_eq!(standing("10"), (Status::NotReached, Standing::Beginning));
    assert_eq!(standing("11"), (Status::NotReached, Standing::OnTheWay));
    assert_eq!(standing("2-"), (Status::NotReached, Standing::OnTheWay));
}

#[test]
fn below_a_quarter_nobody_is_on_the_way() {
    let mut definition = definition_of(&["c1"]);
    definition.competences[0].required = vec![4; 6];
    definition.competences[0].weights = vec![3; 6];
    definition.modules.clear();
    let standing = |on_the_way_percent: u8, text: &str| {
        let mut definition = definition.clone();
        definition.thresholds.on_the_way_percent = on_the_way_percent;
        let catalogue = Catalogue::new(definition).unwrap();
        let scores = scores_of(&catalogue, text);
        headline(&catalogue, &scores, CM)
    };
    assert_eq!(standing(25, "0"), named(CM_JUNIOR, Standing::Beginning));
    assert_eq!(standing(26, "1"), named(CM_JUNIOR, Standing::Beginning));
    assert_eq!(standing(25, "1"), named(CM_JUNIOR, Standing::OnTheWay));
    // What isn't answered is not met for certain, nor is it level 0.
    assert_eq!(standing(25, "-"), named(CM_JUNIOR, Standing::NotReached));
    assert_eq!(standing(25, "4"), named(CM_SENIOR, Standing::Reached));
}
