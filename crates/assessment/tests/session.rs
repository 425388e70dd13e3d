//! One sitting, step by step: what each action does in each phase.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::Response;
use assessment::catalogue::Tier;
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::ladder::Ladder;
use assessment::record;
use assessment::session::{Action, Phase, Session};
use common::{CM, SMC, SMM, definition_of, responses};
use proptest::prelude::*;

/// Three items of five levels.
fn catalogue() -> Catalogue {
    Catalogue::new(definition_of(&["a1", "b1", "c1"])).unwrap()
}

/// A sitting as text: `start`, `result` or an item counted from 0, with `!` for a revisit; then the
/// responses as [`common::list`] reads them.
fn session(catalogue: &Catalogue, text: &str) -> Session {
    let (phase, list) = text.split_once(' ').unwrap();
    let mut session = Session::new(catalogue, SMM, None);
    session.asking.ladder = Ladder::All;
    session.responses = responses(catalogue, list);
    session.phase = match phase {
        "start" => Phase::Start,
        "result" => Phase::Result,
        item => Phase::Item {
            item: ItemIndex(item.trim_end_matches('!').parse().unwrap()),
            revisit: item.ends_with('!'),
        },
    };
    session
}

/// A sitting as the text that [`session`] reads.
fn text(session: &Session) -> String {
    let phase = match session.phase {
        Phase::Start => "start".to_owned(),
        Phase::Result => "result".to_owned(),
        Phase::Item { item, revisit } => format!("{}{}", item.0, if revisit { "!" } else { "" }),
    };
    let responses = session.responses.iter().map(|response| match response {
        Response::NotAsked => '.',
        Response::Skipped => '-',
        Response::Level(level) => char::from(b'0' + level),
    });
    format!("{phase} {}", responses.collect::<String>())
}

#[track_caller]
fn check(action: Action, steps: &[(&str, &str)]) {
    let catalogue = catalogue();
    for &(before, after) in steps {
        let next = session(&catalogue, before).update(&catalogue, action);
        assert_eq!(text(&next), after, "{action:?} at {before}");
        assert_eq!((next.family, next.level), (SMM, None));
    }
}

#[test]
fn start_goes_to_the_first_item_without_response() {
    check(
        Action::Start,
        &[
            ("start ...", "0 ..."),
            ("start 1..", "1 1.."),
            ("start 1-.", "2 1-."),
            ("start .1.", "0 .1."),
            ("start 1-2", "result 1-2"),
            // Only at the start.
            ("1 1..", "1 1.."),
            ("1! 1..", "1! 1.."),
            ("result 1..", "result 1.."),
        ],
    );
}

#[test]
fn respond_keeps_the_item_on_show() {
    check(
        Action::Respond(ItemIndex(1), 3),
        &[
            ("1 1..", "1 13."),
            ("1 12.", "1 13."),
            ("1 1-.", "1 13."),
            ("1! 122", "1! 132"),
            // Another item, or none, is on show.
            ("0 ...", "0 ..."),
            ("2! 122", "2! 122"),
            ("start 1..", "start 1.."),
            ("result 1..", "result 1.."),
        ],
    );
}

#[test]
fn a_level_that_an_item_lacks_is_ignored() {
    for level in [5, 6, 7, 0xfe, 0xff] {
        check(
            Action::Respond(ItemIndex(0), level),
            &[("0 ...", "0 ..."), ("0! 1-2", "0! 1-2")],
        );
    }
}

#[test]
fn skip_marks_the_item_and_goes_on() {
    check(
        Action::Skip(ItemIndex(1)),
        &[
            ("1 1..", "2 1-."),
            ("1 12.", "2 1-."),
            ("1! 122", "result 1-2"),
            ("0 ...", "0 ..."),
            ("2 ...", "2 ..."),
            ("start ...", "start ..."),
            ("result 1..", "result 1.."),
        ],
    );
    check(
        Action::Skip(ItemIndex(2)),
        &[("2 12.", "result 12-"), ("2 .2.", "0 .2-")],
    );
}

#[test]
fn next_waits_for_a_response() {
    check(
        Action::Next,
        &[
            ("0 ...", "0 ..."),
            ("2 12.", "2 12."),
            ("1! 1..", "1! 1.."),
            ("0 1..", "1 1.."),
            ("0 -..", "1 -.."),
            ("1 .2.", "2 .2."),
            // Items answered already are gone through again, as long as some weren't asked.
            ("0 12.", "1 12."),
            // With everything asked there is nothing to wait for.
            ("0 123", "result 123"),
            ("start 123", "start 123"),
            ("result 123", "result 123"),
        ],
    );
}

#[test]
fn next_at_the_end_goes_to_what_is_missing_or_to_the_result() {
    check(
        Action::Next,
        &[
            ("2 123", "result 123"),
            ("2 ---", "result ---"),
            ("2 1.3", "1 1.3"),
            ("2 ..3", "0 ..3"),
            ("2! 1.3", "result 1.3"),
            ("0! 123", "result 123"),
        ],
    );
}

#[test]
fn back_leads_to_where_one_came_from() {
    check(
        Action::Back,
        &[
            ("2 ...", "1 ..."),
            ("1 12.", "0 12."),
            ("0 1..", "start 1.."),
            ("start 1..", "start 1.."),
            ("0! 1..", "result 1.."),
            ("2! 123", "result 123"),
            ("result 123", "2 123"),
            ("result 1..", "2 1.."),
        ],
    );
}

#[test]
fn go_to_is_a_revisit_when_it_comes_from_the_result() {
    check(
        Action::GoTo(ItemIndex(1)),
        &[
            ("start ...", "1 ..."),
            ("0 ...", "1 ..."),
            ("result 12.", "1! 12."),
            ("result 1-.", "1! 1-."),
            // Whoever stopped early goes on from there.
            ("result 1..", "1 1.."),
            // From one revisit to another the way on still leads to the result.
            ("2! 123", "1! 123"),
            ("1 ...", "1 ..."),
        ],
    );
    check(
        Action::GoTo(ItemIndex(3)),
        &[("start ...", "start ..."), ("result 1..", "result 1..")],
    );
}

#[test]
fn finish_needs_one_response() {
    check(
        Action::Finish,
        &[
            ("0 ...", "0 ..."),
            ("start ...", "start ..."),
            ("0 1..", "result 1.."),
            ("1 -..", "result -.."),
            ("start ..1", "result ..1"),
            ("1! 123", "result 123"),
            ("result 1..", "result 1.."),
        ],
    );
}

#[test]
fn restart_forgets_the_responses_and_keeps_the_goal() {
    check(
        Action::Restart,
        &[
            ("start 1..", "start ..."),
            ("1 1..", "start ..."),
            ("2! 123", "start ..."),
            ("result 123", "start ..."),
        ],
    );
    let catalogue = catalogue();
    let aimed = Session {
        family: SMC,
        level: Some(Tier::Senior),
        ..session(&catalogue, "result 123")
    };
    let next = aimed.update(&catalogue, Action::Restart);
    let mut fresh = Session::new(&catalogue, SMC, Some(Tier::Senior));
    fresh.asking.ladder = Ladder::All;
    assert_eq!(next, fresh);
}

#[test]
fn the_goal_can_be_changed_anywhere_and_changes_nothing_else() {
    let catalogue = catalogue();
    for before in ["start ...", "1 1..", "2! 123", "result 123"] {
        let start = session(&catalogue, before);
        let aimed = start
            .update(&catalogue, Action::ChooseFamily(CM))
            .update(&catalogue, Action::ChooseLevel(Some(Tier::Junior)));
        assert_eq!(text(&aimed), before);
        assert_eq!((aimed.family, aimed.level), (CM, Some(Tier::Junior)));
        let next = aimed.update(&catalogue, Action::ChooseLevel(None));
        assert_eq!((next.family, next.level), (CM, None));
        let same = aimed.update(&catalogue, Action::ChooseFamily(FamilyIndex(3)));
        assert_eq!(same, aimed);
    }
}

#[test]
fn an_index_that_the_catalogue_lacks_changes_nothing() {
    for item in [3, u16::MAX].map(ItemIndex) {
        for action in [
            Action::Respond(item, 0),
            Action::Skip(item),
            Action::GoTo(item),
        ] {
            check(
                action,
                &[
                    ("start 1..", "start 1.."),
                    ("2 1..", "2 1.."),
                    ("2! 1..", "2! 1.."),
                    ("result 1..", "result 1.."),
                ],
            );
        }
    }
}

fn action() -> impl Strategy<Value = Action> {
    let item = (0_u16..5).prop_map(ItemIndex);
    prop_oneof![
        Just(Action::Start),
        Just(Action::StartQuick),
        Just(Action::Complete),
        (item.clone(), 0_u8..7).prop_map(|(item, level)| Action::Respond(item, level)),
        (item.clone(), 0_u8..7, any::<bool>())
            .prop_map(|(item, level, fits)| Action::Answer(item, level, fits)),
        prop_oneof![Just(Ladder::Steps), Just(Ladder::All)].prop_map(Action::ShowLadder),
        item.clone().prop_map(Action::Skip),
        Just(Action::Next),
        Just(Action::Back),
        item.prop_map(Action::GoTo),
        Just(Action::Finish),
        Just(Action::Restart),
        (0_u8..5).prop_map(|family| Action::ChooseFamily(FamilyIndex(family))),
        prop::option::of(prop_oneof![Just(Tier::Junior), Just(Tier::Senior)])
            .prop_map(Action::ChooseLevel),
    ]
}

/// The whole fixture, and a visitor on the short way of a community manager.
fn quick() -> (Catalogue, Session) {
    let catalogue = common::catalogue();
    let mut session = Session::new(&catalogue, CM, None).update(&catalogue, Action::StartQuick);
    session.asking.ladder = Ladder::All;
    (catalogue, session)
}

fn shown(catalogue: &Catalogue, session: &Session) -> String {
    match session.phase {
        Phase::Item { item, .. } => catalogue.item_id(item).to_string(),
        Phase::Start => "start".to_owned(),
        Phase::Result => "result".to_owned(),
    }
}

fn answer(catalogue: &Catalogue, session: &Session, level: u8) -> Session {
    let Phase::Item { item, .. } = session.phase else {
        panic!("an item is on show");
    };
    session
        .update(catalogue, Action::Respond(item, level))
        .update(catalogue, Action::Next)
}

#[test]
fn the_short_way_asks_what_decides_and_stops() {
    let (catalogue, mut session) = quick();
    assert!(session.is_quick);
    // What counts most for a community manager: dialogue, rules, crises.
    let mut asked = Vec::new();
    while session.phase != Phase::Result {
        asked.push(shown(&catalogue, &session));
        session = answer(&catalogue, &session, 1);
    }
    assert_eq!(asked, ["c4", "c5"]);
    assert_eq!(session.responses.asked_count(), 2);
    // Going on for all gaps asks the rest, in the order of the catalogue.
    let all = session.update(&catalogue, Action::Complete);
    assert!(!all.is_quick);
    assert_eq!(shown(&catalogue, &all), "a1");
    let next = answer(&catalogue, &all, 1);
    assert_eq!(shown(&catalogue, &next), "a2");
}

#[test]
fn on_the_short_way_back_leads_the_way_it_came() {
    let (catalogue, session) = quick();
    assert_eq!(
        shown(&catalogue, &session.update(&catalogue, Action::Back)),
        "start"
    );
    let second = answer(&catalogue, &session, 2);
    assert_eq!(shown(&catalogue, &second), "c5");
    let third = answer(&catalogue, &second, 4);
    assert_eq!(shown(&catalogue, &third), "d4");
    let back = third.update(&catalogue, Action::Back);
    assert_eq!(shown(&catalogue, &back), "c5");
    let first = back.update(&catalogue, Action::Back);
    assert_eq!(shown(&catalogue, &first), "c4");
    // On from there leads to what is still to be asked.
    let next = first.update(&catalogue, Action::Next);
    assert_eq!(shown(&catalogue, &next), "d4");
    let mut done = next;
    let mut before = String::new();
    while done.phase != Phase::Result {
        before = shown(&catalogue, &done);
        done = answer(&catalogue, &done, 0);
    }
    let last = done.update(&catalogue, Action::Back);
    assert_eq!(shown(&catalogue, &last), before);
    let looked_at = done.update(&catalogue, Action::GoTo(ItemIndex(0)));
    assert_eq!(shown(&catalogue, &looked_at), "a1");
    assert_eq!(answer(&catalogue, &looked_at, 2).phase, Phase::Result);
}

#[test]
fn who_comes_back_goes_on_the_way_they_began() {
    let (catalogue, session) = quick();
    let answered = answer(&catalogue, &session, 2);
    let mut waiting = answered.clone();
    waiting.phase = Phase::Start;
    assert_eq!(waiting.update(&catalogue, Action::Start), answered);
    assert_eq!(waiting.update(&catalogue, Action::StartQuick), answered);
    assert_eq!(waiting.update(&catalogue, Action::Complete), waiting);
    assert_eq!(answered.update(&catalogue, Action::StartQuick), answered);
    // With nothing answered, the choice is free again.
    let start = session.update(&catalogue, Action::Back);
    let long = start.update(&catalogue, Action::Start);
    assert!(!long.is_quick);
    assert_eq!(shown(&catalogue, &long), "a1");
    assert!(!answered.update(&catalogue, Action::Restart).is_quick);
    // Another goal asks for something else.
    let other = answered.update(&catalogue, Action::ChooseFamily(SMM));
    assert_eq!(shown(&catalogue, &answer(&catalogue, &other, 2)), "c1");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn responses_change_only_where_the_visitor_changes_them(
        actions in prop::collection::vec(action(), 0..40),
    ) {
        let catalogue = catalogue();
        let mut session = Session::new(&catalogue, SMM, None);
        for action in actions {
            let next = session.update(&catalogue, action);
            let changed: Vec<ItemIndex> = catalogue
                .items()
                .filter(|&item| session.responses.get(item) != next.responses.get(item))
                .collect();
            match action {
                Action::Respond(item, level) if !changed.is_empty() => {
                    prop_assert_eq!(changed, [item]);
                    prop_assert_eq!(next.responses.get(item), Response::Level(level));
                    prop_assert_eq!(next.phase, session.phase);
                }
                // What somebody says of the statements ends in a level.
                Action::Answer(item, ..) if !changed.is_empty() => {
                    prop_assert_eq!(changed, [item]);
                    prop_assert!(matches!(next.responses.get(item), Response::Level(_)));
                }
                Action::Skip(item) if !changed.is_empty() => {
                    prop_assert_eq!(changed, [item]);
                    prop_assert_eq!(next.responses.get(item), Response::Skipped);
                }
                Action::Restart => prop_assert_eq!(next.responses.asked_count(), 0),
                _ => prop_assert!(changed.is_empty(), "{action:?}"),
            }
            if let Phase::Item { item, .. } = next.phase {
                prop_assert!(item.get() < catalogue.item_count());
            }
            prop_assert!(next.family.get() < catalogue.families().len());
            session = next;
        }
    }

    #[test]
    fn every_sitting_can_be_finished_by_answering_what_is_shown(
        actions in prop::collection::vec(action(), 0..40),
        skips in any::<bool>(),
    ) {
        let catalogue = catalogue();
        let mut session = Session::new(&catalogue, SMM, None);
        for action in actions {
            session = session.update(&catalogue, action);
        }
        // Each item at most twice: once from where it stands to the end, once what is missing.
        let mut steps_left = 2 * catalogue.item_count() + 1;
        while session.phase != Phase::Result {
            prop_assert!(steps_left > 0, "{}", text(&session));
            steps_left -= 1;
            session = match session.phase {
                Phase::Item { item, .. } if skips => session.update(&catalogue, Action::Skip(item)),
                Phase::Item { item, .. } => session
                    .update(&catalogue, Action::Respond(item, 1))
                    .update(&catalogue, Action::Next),
                Phase::Start | Phase::Result => session.update(&catalogue, Action::Start),
            };
        }
    }
}

// Statement by statement

/// Goes through items by whether each statement fits, and says where that leads: item, statement and
/// responses.
fn walked(catalogue: &Catalogue, fits: &[bool]) -> Session {
    let begun = Session::new(catalogue, CM, None).update(catalogue, Action::Start);
    fits.iter().fold(begun, |session, &fits| {
        let level = session.statement_on_show(catalogue).expect("at an item");
        let Phase::Item { item, .. } = session.phase else {
            panic!("at an item");
        };
        session.update(catalogue, Action::Answer(item, level, fits))
    })
}

/// The item and the statement on show.
fn place(catalogue: &Catalogue, session: &Session) -> (usize, u8) {
    let Phase::Item { item, .. } = session.phase else {
        panic!("at an item: {:?}", session.phase);
    };
    let level = session.statement_on_show(catalogue);
    (item.get(), level.expect("statement by statement"))
}

#[test]
fn statements_lead_to_a_level_and_on_to_the_next_item() {
    let catalogue = common::catalogue();
    let begun = walked(&catalogue, &[]);
    assert_eq!(place(&catalogue, &begun), (0, 2));
    for (fits, level) in [
        (&[false, false][..], 0),
        (&[false, true], 1),
        (&[true, false], 2),
        (&[true, true, false], 3),
        (&[true, true, true], 4),
    ] {
        let found = walked(&catalogue, fits);
        assert_eq!(found.responses.get(ItemIndex(0)), Response::Level(level));
        let first = if level >= 3 { 3 } else { 2 };
        assert_eq!(place(&catalogue, &found), (1, first));
    }
    // On the way nothing is answered yet.
    let between = walked(&catalogue, &[true]);
    assert_eq!(between.responses.get(ItemIndex(0)), Response::NotAsked);
    assert_eq!(place(&catalogue, &between), (0, 3));
}

#[test]
fn back_undoes_one_statement_also_over_items() {
    let catalogue = common::catalogue();
    let fits = [true, true, false, false, false, true, true];
    let mut session = walked(&catalogue, &fits);
    let answers = session.responses.clone();
    let mut places = vec![place(&catalogue, &session)];
    for _ in 0..fits.len() {
        session = session.update(&catalogue, Action::Back);
        places.push(place(&catalogue, &session));
    }
    assert_eq!(
        places,
        [
            (2, 3),
            (2, 2),
            (1, 1),
            (1, 2),
            (1, 3),
            (0, 4),
            (0, 3),
            (0, 2)
        ]
    );
    // Nothing is lost by looking back.
    assert_eq!(session.responses, answers);
    let start = session.update(&catalogue, Action::Back);
    assert_eq!(start.phase, Phase::Start);
}

#[test]
fn a_second_tap_on_the_same_statement_answers_nothing() {
    let catalogue = common::catalogue();
    let begun = walked(&catalogue, &[]);
    let tap = Action::Answer(ItemIndex(0), 2, true);
    let once = begun.update(&catalogue, tap);
    assert_eq!(once.update(&catalogue, tap), once);
    let elsewhere = Action::Answer(ItemIndex(1), 2, true);
    assert_eq!(once.update(&catalogue, elsewhere), once);
}

#[test]
fn the_whole_ladder_stays_for_who_chose_it_and_a_revisit_has_it() {
    let catalogue = common::catalogue();
    let between = walked(&catalogue, &[true]);
    let whole = between.update(&catalogue, Action::ShowLadder(Ladder::All));
    assert_eq!(whole.statement_on_show(&catalogue), None);
    assert!(whole.asking.is_chosen);
    let again = whole.update(&catalogue, Action::Restart);
    assert_eq!(again.asking, whole.asking);
    let steps = whole.update(&catalogue, Action::ShowLadder(Ladder::Steps));
    assert_eq!(place(&catalogue, &steps), (0, 2));
    let result = walked(&catalogue, &[false, false]).update(&catalogue, Action::Finish);
    let revisit = result.update(&catalogue, Action::GoTo(ItemIndex(0)));
    assert_eq!(revisit.statement_on_show(&catalogue), None);
}

/// The statements that lead from one that is on show to the end of an item, by somebody of a level, and
/// where that leads.
fn answered(catalogue: &Catalogue, mut session: Session, level: u8) -> (Vec<(usize, u8)>, Session) {
    let (item, _) = place(catalogue, &session);
    let mut asked = Vec::new();
    loop {
        match session.phase {
            Phase::Item { item: shown, .. } if shown.get() == item => {}
            _ => return (asked, session),
        }
        let (_, statement) = place(catalogue, &session);
        asked.push((item, statement));
        // What was kept opens at the same statement.
        let kept = record::encode(catalogue, &session, 1);
        let opened = record::decode(catalogue, &kept).expect("it was just written");
        assert_eq!(opened.session, session);
        let action = Action::Answer(ItemIndex(item as u16), statement, statement <= level);
        session = session.update(catalogue, action);
    }
}

/// Goal: who stood above the middle begins the next item one statement higher, in both ways through the
/// check; the level is found all the same, and back leads through the same statements.
#[test]
fn who_stood_high_begins_higher_and_back_is_the_same_way() {
    let catalogue = common::catalogue();
    for begin in [Action::Start, Action::StartQuick] {
        for levels in (0..5_u8.pow(3)).map(|number| [number % 5, number / 5 % 5, number / 25]) {
            let mut session = Session::new(&catalogue, SMM, None).update(&catalogue, begin);
            let mut way = Vec::new();
            for (place, &level) in levels.iter().enumerate() {
                // The short way may be at its end.
                if session.phase == Phase::Result {
                    break;
                }
                let (asked, next) = answered(&catalogue, session, level);
                let is_high = place > 0 && levels[place - 1] >= 3;
                assert_eq!(asked[0].1, if is_high { 3 } else { 2 }, "{levels:?}");
                let item = ItemIndex(asked[0].0 as u16);
                assert_eq!(next.responses.get(item), Response::Level(level));
                way.extend(asked);
                session = next;
            }
            while let Some(last) = way.pop() {
                session = session.update(&catalogue, Action::Back);
                assert_eq!(place(&catalogue, &session), last, "{levels:?}");
            }
        }
    }
}

#[test]
fn a_skipped_item_says_nothing_of_where_to_begin() {
    let catalogue = common::catalogue();
    let high = walked(&catalogue, &[true; 4]);
    assert_eq!(place(&catalogue, &high), (1, 4));
    let skipped = high.update(&catalogue, Action::Skip(ItemIndex(1)));
    assert_eq!(place(&catalogue, &skipped), (2, 2));
}

/// Goal: the browser's history leads to screens where one has been, and to the item that is next; to none
/// that a new beginning has taken away, nor to one that isn't there.
#[test]
fn the_history_leads_only_to_where_one_has_been() {
    let catalogue = common::catalogue();
    let item = |place, revisit| Phase::Item {
        item: ItemIndex(place),
        revisit,
    };
    let walked = walked(&catalogue, &[true, false, false, false]);
    for (phase, found) in [
        (item(0, false), Some((0, 3))),
        (item(1, false), Some((1, 1))),
        (item(2, false), Some((2, 2))),
    ] {
        let there = walked.update(&catalogue, Action::Return(phase));
        assert_eq!(Some(place(&catalogue, &there)), found);
        assert_eq!(there.responses, walked.responses);
        assert_eq!(Phase::from_number(phase.number()), phase);
    }
    for (phase, leads) in [
        (Phase::Start, true),
        (Phase::Result, true),
        (item(0, true), true),
        (item(3, false), false),
        (item(900, false), false),
        (item(u16::MAX, true), false),
    ] {
        let there = walked.update(&catalogue, Action::Return(phase));
        assert_eq!(there.phase == phase, leads, "{phase:?}");
        assert_eq!(Phase::from_number(phase.number()), phase);
        let anew = there.update(&catalogue, Action::Restart);
        let again = anew.update(&catalogue, Action::Return(phase));
        assert_eq!(again.phase, Phase::Start, "{phase:?}");
    }
}

#[test]
fn an_item_remains_until_it_is_left() {
    let catalogue = catalogue();
    let remaining = |at: &str, is_quick| {
        let mut session = session(&catalogue, at);
        session.is_quick = is_quick;
        let items = session.remaining(&catalogue);
        items.iter().map(|item| item.0).collect::<Vec<_>>()
    };
    // With a response or without, what is said of the rest stays.
    assert_eq!(remaining("1 2..", false), [1, 2]);
    assert_eq!(remaining("1 23.", false), [1, 2]);
    assert_eq!(remaining("2 23.", false), [2]);
    assert_eq!(remaining("start 2..", false), [1, 2]);
    assert_eq!(remaining("result 234", false), [0_u16; 0]);
    // The short way, too; whoever has come back to what decides nothing stands at it.
    assert_eq!(remaining("1 2..", true), remaining("1 23.", true));
    assert!(remaining("0 444", true).contains(&0));
}
