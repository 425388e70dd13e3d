//! A check of some areas only: the others are passed over, and nothing waits for them.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::session::{Action, Phase, Session};
use common::{SMM, definition_of, responses};

/// Three items, each in an area of its own, of which the page leaves out the second.
fn catalogue() -> Catalogue {
    Catalogue::new(definition_of(&["a1", "b1", "c1"])).unwrap()
}

fn session(catalogue: &Catalogue, phase: Phase, list: &str) -> Session {
    let mut session = Session::new(catalogue, SMM, None);
    session.asking.ladder = Ladder::All;
    session.asking.left_out = 1 << catalogue.area_of(ItemIndex(1)).0;
    session.responses = responses(catalogue, list);
    session.phase = phase;
    session
}

const fn at(item: u16) -> Phase {
    Phase::Item {
        item: ItemIndex(item),
        revisit: false,
    }
}

/// Goal: what is left out is passed over in both directions, and stays left out.
#[test]
fn what_the_page_leaves_out_is_passed_over() {
    let catalogue = catalogue();
    for (action, before, list, after) in [
        (Action::Start, Phase::Start, "1..", at(2)),
        (Action::Next, at(0), "1..", at(2)),
        (Action::Next, at(2), "1.3", Phase::Result),
        (Action::Next, at(2), "..3", at(0)),
        (Action::Back, at(2), "1..", at(0)),
        (Action::Back, at(0), "1..", Phase::Start),
        (Action::Back, Phase::Result, "1.3", at(2)),
        (Action::Skip(ItemIndex(2)), at(2), "1..", Phase::Result),
        // Whoever wants to answers one of them from the result.
        (Action::GoTo(ItemIndex(1)), Phase::Result, "1.3", at(1)),
        (Action::Next, at(1), "123", Phase::Result),
        // What was answered elsewhere stays.
        (Action::Start, Phase::Start, ".2.", at(0)),
    ] {
        let before = session(&catalogue, before, list);
        let next = before.update(&catalogue, action);
        assert_eq!(next.phase, after, "{action:?} at {before:?}");
        assert_eq!(next.asking.left_out, before.asking.left_out);
    }
}

#[test]
fn nothing_waits_for_what_is_left_out() {
    let catalogue = catalogue();
    let start = session(&catalogue, Phase::Start, "...");
    let items: Vec<u16> = start.items(&catalogue).iter().map(|item| item.0).collect();
    assert_eq!(items, [0, 2]);
    assert_eq!(start.remaining(&catalogue).len(), 2);
    assert!(session(&catalogue, at(2), "1..").is_unfinished(&catalogue));
    let done = session(&catalogue, Phase::Result, "1.3");
    assert!(!done.is_unfinished(&catalogue));
    let anew = done.update(&catalogue, Action::Restart);
    assert_eq!(anew.items(&catalogue).len(), 2);
}

/// Goal: what was answered elsewhere is no part of what is counted here.
#[test]
fn answers_of_other_areas_count_for_nothing() {
    let catalogue = catalogue();
    assert_eq!(session(&catalogue, at(0), "12-").counts(&catalogue), (1, 2));
    // Standing at one of them, its own item remains until it is left.
    let elsewhere = session(&catalogue, at(1), "1..").remaining(&catalogue);
    assert_eq!(elsewhere, [ItemIndex(1), ItemIndex(2)]);
}

/// Goal: what a page leaves out makes no other sitting: nothing is kept anew, and no other window is told of.
#[test]
fn two_pages_with_the_same_answers_have_the_same_sitting() {
    let catalogue = catalogue();
    let narrow = session(&catalogue, at(0), "1..");
    let mut wide = narrow.clone();
    wide.asking.left_out = 0;
    assert_eq!(narrow, wide);
}
