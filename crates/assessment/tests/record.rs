//! The saved session: nothing is lost, nothing is read wrongly, and two tabs agree.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use assessment::Catalogue;
use assessment::catalogue::{RevisionTable, definition_check};
use assessment::catalogue::{StatementDefinition, StatementKind};
use assessment::id::{AreaIndex, EntryId, ItemIndex};
use assessment::knowledge::{Verdict, Verdicts};
use assessment::record::{RecordError, Saved, decode, encode, merge};
use assessment::session::{Action, Phase};
use data_encoding::BASE64URL_NOPAD;
use link_support::{Random, catalogue, definition, record_line, sealed_record, unsealed};

const NAMES: [&str; 5] = [
    "social-media-1",
    "several-items-1",
    "counted-1",
    "counted-7",
    "counted-40",
];

fn text(catalogue: &Catalogue, saved: &Saved) -> String {
    encode(catalogue, &saved.session, saved.counter)
}

#[test]
fn every_session_comes_back() {
    let catalogues = NAMES.map(catalogue);
    let mut random = Random(21);
    for round in 0..10_000 {
        let catalogue = &catalogues[round % catalogues.len()];
        let mut saved = random.saved(catalogue);
        saved.session.is_quick = round % 3 == 0;
        let text = text(catalogue, &saved);
        assert!(text.len() <= 60, "{}", text.len());
        assert_eq!(decode(catalogue, &text), Ok(saved));
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let catalogues = NAMES.map(catalogue);
    let mut random = Random(22);
    for catalogue in &catalogues {
        let saved = random.saved(catalogue);
        let text = text(catalogue, &saved);
        for position in 0..text.len() {
            for change in 1..=u8::MAX {
                let mut changed = text.clone().into_bytes();
                changed[position] ^= change;
                if let Ok(changed) = str::from_utf8(&changed) {
                    let error = decode(catalogue, changed);
                    assert!(matches!(
                        error,
                        Err(RecordError::NotARecord | RecordError::Damaged)
                    ));
                }
            }
        }
        let bytes = BASE64URL_NOPAD.decode(&text.as_bytes()[3..]).unwrap();
        for position in 0..bytes.len() {
            for change in 1..=u8::MAX {
                let mut changed = bytes.clone();
                changed[position] ^= change;
                let changed = format!("skc{}", BASE64URL_NOPAD.encode(&changed));
                assert_eq!(decode(catalogue, &changed), Err(RecordError::Damaged));
            }
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_noticed() {
    let catalogues = NAMES.map(catalogue);
    let mut random = Random(23);
    for round in 0..50 {
        let catalogue = &catalogues[round % catalogues.len()];
        let text = text(catalogue, &random.saved(catalogue));
        for length in 0..text.len() {
            assert!(decode(catalogue, &text[..length]).is_err());
            assert!(decode(catalogue, &format!("{text}{}", &text[..=length])).is_err());
        }
    }
}

#[test]
fn a_right_checksum_over_wrong_content_opens_nothing_that_has_another_record() {
    let catalogues = NAMES.map(catalogue);
    let mut random = Random(24);
    let mut opened = 0;
    for round in 0..100_000 {
        let catalogue = &catalogues[round % catalogues.len()];
        let text = text(catalogue, &random.saved(catalogue));
        let mut bytes = unsealed(&text[3..]);
        for _ in 0..1 + random.below(2) {
            let position = random.below(bytes.len());
            match random.below(3) {
                0 => bytes[position] = random.next() as u8,
                1 => bytes[position] ^= 1 << random.below(8),
                _ => bytes.insert(position, random.next() as u8),
            }
        }
        let changed = sealed_record(&bytes);
        if let Ok(saved) = decode(catalogue, &changed) {
            let again = encode(catalogue, &saved.session, saved.counter);
            // Verdicts on statements that the catalogue hasn't are forgotten.
            if again != changed {
                assert_eq!(saved.session.verdicts.answered_count(), 0);
                assert_eq!(decode(catalogue, &again), Ok(saved));
            }
            opened += 1;
        }
    }
    assert!(
        opened > 5_000,
        "{opened} opened: the changes are too coarse to test anything"
    );
}

#[test]
fn what_is_something_else_is_said_to_be() {
    let catalogue = catalogue("several-items-1");
    for foreign in [
        "",
        "{}",
        "null",
        "[object Object]",
        "EAE",
        "sk",
        "\u{feff}skc",
        "SKC",
        "undefined",
    ] {
        assert_eq!(
            decode(&catalogue, foreign),
            Err(RecordError::NotARecord),
            "{foreign}"
        );
    }
    let endless = format!("skc{}", "A".repeat(9_000));
    assert_eq!(decode(&catalogue, &endless), Err(RecordError::NotARecord));
    for broken in ["skc", "skc?", "skcAAAA", "skc AAAAAAAAAAAA"] {
        assert_eq!(
            decode(&catalogue, broken),
            Err(RecordError::Damaged),
            "{broken}"
        );
    }
}

#[test]
fn the_short_way_costs_no_byte() {
    let catalogue = catalogue("several-items-1");
    let mut saved = Random(28).saved(&catalogue);
    let long = text(&catalogue, &saved);
    saved.session.is_quick = true;
    let short = text(&catalogue, &saved);
    assert_ne!(long, short);
    assert_eq!(long.len(), short.len());
}

#[test]
fn newer_foreign_and_changed_ones_are_told_apart() {
    let original = catalogue("several-items-1");
    let mut random = Random(25);
    let saved = random.saved(&original);
    let text = text(&original, &saved);
    let mut newer = unsealed(&text[3..]);
    newer[0] |= 0x20;
    let newer = sealed_record(&newer);
    assert_eq!(decode(&original, &newer), Err(RecordError::NewerFormat));
    assert_eq!(
        decode(&catalogue("counted-9"), &text),
        Err(RecordError::OtherCatalogue)
    );
    let mut changed = definition("several-items-1");
    changed.thresholds.reached_percent += 1;
    let changed_catalogue = Catalogue::new(changed.clone()).unwrap();
    assert_eq!(
        decode(&changed_catalogue, &text),
        Err(RecordError::DefinitionChanged)
    );
    changed.revision = 5;
    let later = Catalogue::new(changed).unwrap();
    assert_eq!(
        decode(&later, &text),
        Err(RecordError::RevisionUnknown { found: 1 })
    );
}

#[test]
fn an_item_that_is_not_there_is_refused() {
    let catalogue = catalogue("counted-1");
    let saved = Random(28).saved(&catalogue);
    let mut bytes = unsealed(&encode(&catalogue, &saved.session, 0)[3..]);
    for phase in 0..128 {
        // After the head and the counter: start, result, the item, the item on a revisit, no more.
        bytes[2] = phase;
        let text = sealed_record(&bytes);
        assert_eq!(decode(&catalogue, &text).is_ok(), phase < 4, "{phase}");
    }
}

#[test]
fn every_record_of_the_corpus_says_what_it_said() {
    let lines: Vec<&str> = include_str!("../../../tests/links/records.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    for line in &lines {
        let (name, rest) = line.split_once(' ').unwrap();
        let (text, _) = rest.split_once(' ').unwrap();
        let catalogue = catalogue(name);
        let saved = decode(&catalogue, text).unwrap();
        assert_eq!(record_line(name, &catalogue, text, &saved), *line);
        assert_eq!(encode(&catalogue, &saved.session, saved.counter), text);
    }
    assert!(lines.len() >= 50);
}

#[test]
fn broken_records_say_what_is_wrong() {
    let catalogue = catalogue("social-media-1");
    let lines: Vec<&str> = include_str!("../../../tests/links/broken-records.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    for line in &lines {
        let (expected, text) = line.split_once(' ').unwrap();
        assert_eq!(
            decode(&catalogue, text).unwrap_err().code(),
            expected,
            "{text}"
        );
    }
    assert!(lines.len() >= 60);
}

#[test]
fn a_session_of_an_earlier_revision_goes_on_at_the_same_item() {
    let first = catalogue("several-items-1");
    let mut later = definition("several-items-1");
    later.items.swap(0, 1);
    later.revision = 2;
    let history = vec![RevisionTable {
        revision: 1,
        definition_check: definition_check(first.definition()),
        families: first.families().collect(),
        items: [1, 0, 2, 3, 4, 5, 6, 7, 8].map(ItemIndex).into(),
    }];
    let later = Catalogue::with_history(later, history).unwrap();
    let mut random = Random(27);
    for _ in 0..500 {
        let before = random.saved(&first);
        let after = decode(&later, &text(&first, &before)).unwrap();
        assert_eq!(after.counter, before.counter);
        for item in first.items() {
            let moved = ItemIndex([1, 0, 2, 3, 4, 5, 6, 7, 8][item.get()]);
            let response = after.session.responses.get(moved);
            assert_eq!(response, before.session.responses.get(item));
        }
        if let Phase::Item { item, .. } = before.session.phase {
            let Phase::Item { item: now, .. } = after.session.phase else {
                panic!("the session is at an item");
            };
            assert_eq!(later.item_id(now), first.item_id(item));
        } else {
            assert_eq!(after.session.phase, before.session.phase);
        }
    }
}

#[test]
fn tabs_agree_whatever_the_order_in_which_they_see_the_records() {
    let catalogue = catalogue("counted-7");
    let mut random = Random(26);
    for _ in 0..10_000 {
        let [a, b, c] = [(); 3].map(|()| {
            let mut saved = random.saved(&catalogue);
            // Often the same counter, so that the further rules decide.
            saved.session.is_quick = saved.counter.is_multiple_of(3);
            saved.counter %= 2;
            saved
        });
        assert_eq!(merge(a.clone(), a.clone()), a);
        let ab = merge(a.clone(), b.clone());
        assert_eq!(ab, merge(b.clone(), a.clone()));
        let left = merge(ab.clone(), c.clone());
        assert_eq!(left, merge(a.clone(), merge(b.clone(), c.clone())));
        if a.counter != b.counter {
            assert_eq!(ab.counter, a.counter.max(b.counter));
        } else {
            let asked = |saved: &Saved| saved.session.responses.asked_count();
            assert_eq!(asked(&ab), asked(&a).max(asked(&b)));
        }
    }
}

/// The catalogue with statements of these ids, all in its first area.
fn with_statements(ids: &[&str]) -> Catalogue {
    let mut definition = definition("several-items-1");
    let statement = |id: &&str| StatementDefinition {
        id: EntryId::new(id),
        area: AreaIndex(0),
        kind: StatementKind::True,
    };
    definition.extras.statements = ids.iter().map(statement).collect();
    Catalogue::new(definition).unwrap()
}

const STATEMENTS: [&str; 5] = ["one", "two", "three", "four", "five"];

/// A session with every combination of verdicts on five statements by its number.
fn judged(catalogue: &Catalogue, number: usize) -> Saved {
    let mut saved = Random(29).saved(catalogue);
    for (statement, place) in catalogue.statements().zip(0..) {
        let verdict = [
            None,
            Some(Verdict::True),
            Some(Verdict::False),
            Some(Verdict::DontKnow),
        ][number >> (2 * place) & 3];
        let judge = Action::Judge(statement, verdict);
        saved.session = saved.session.update(catalogue, judge);
        assert_eq!(saved.session.verdicts.get(statement), verdict);
    }
    saved
}

#[test]
fn verdicts_come_back_and_without_any_the_record_is_as_before() {
    let catalogue = with_statements(&STATEMENTS);
    for number in 0..1024 {
        let saved = judged(&catalogue, number);
        assert_eq!(decode(&catalogue, &text(&catalogue, &saved)), Ok(saved));
    }
    let plain = with_statements(&[]);
    assert_eq!(
        text(&catalogue, &judged(&catalogue, 0)),
        text(&plain, &judged(&plain, 0))
    );
}

#[test]
fn verdicts_on_other_statements_are_forgotten_and_the_rest_is_kept() {
    let catalogue = with_statements(&STATEMENTS);
    let saved = judged(&catalogue, 1000);
    let record = text(&catalogue, &saved);
    for other in [
        &["one", "two", "three", "four"][..],
        &["one", "two", "four", "three", "five"],
        &[],
    ] {
        let other = with_statements(other);
        let mut expected = saved.clone();
        expected.session.verdicts = Verdicts::new(&other);
        assert_eq!(decode(&other, &record), Ok(expected));
    }
}

#[test]
fn the_section_with_verdicts_has_one_form() {
    let catalogue = with_statements(&STATEMENTS);
    let mut saved = judged(&catalogue, 0b11_10_01_00_01);
    saved.counter = 1;
    saved.session.phase = Phase::Result;
    let bytes = unsealed(&text(&catalogue, &saved)[3..]);
    assert_eq!(bytes[0] & 4, 4);
    // The counter, the result, and that nothing was chosen of how items are asked.
    assert_eq!(bytes[1..4], [1, 1, 0]);
    // Behind the mark of the statements: two bytes, the first statement lowest.
    assert_eq!(bytes[6..9], [2, 0b1001_0001, 0b11]);
    let refused = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = bytes.clone();
        change(&mut bytes);
        let text = sealed_record(&bytes);
        assert_eq!(decode(&catalogue, &text), Err(RecordError::Damaged));
    };
    // No verdict, one on a sixth statement, a byte too many, one too few, an endless section.
    refused(&|bytes| bytes[7..9].fill(0));
    refused(&|bytes| bytes[8] |= 0b1100);
    refused(&|bytes| {
        bytes[6] = 3;
        bytes.insert(9, 0);
    });
    refused(&|bytes| {
        bytes[6] = 1;
        bytes.remove(8);
    });
    refused(&|bytes| bytes[6] = 127);
    refused(&|bytes| {
        bytes[6] = 0;
        bytes.drain(7..9);
    });

    // A statement that nobody can stand at: at the result, and an item's that it doesn't have.
    for asking in [3 * 3, 24, 2, 1, 3] {
        let mut bytes = bytes.clone();
        bytes[3] = asking;
        let text = sealed_record(&bytes);
        assert_eq!(decode(&catalogue, &text).is_ok(), asking < 3, "{asking}");
    }
}
