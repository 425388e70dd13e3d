//! Summaries as codes: what they say, what they keep to themselves, and what damage is noticed.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use std::collections::BTreeMap;

use assessment::catalogue::Tier;
use assessment::catalogue::{RevisionTable, definition_check};
use assessment::id::AreaId;
use assessment::link::{
    LinkError, Opened, SharedSummary, decode, decode_any, encode, encode_summary, open_any,
};
use assessment::scoring::{self, Status};
use assessment::summary::Summary;
use assessment::{Catalogue, Response, Responses};
use link_support::{Random, catalogue, definition, sealed, unsealed};

const NAMES: [&str; 4] = [
    "social-media-1",
    "data-analyst-1",
    "several-items-1",
    "counted-7",
];

fn summary_of(catalogue: &Catalogue, code: &str) -> Result<SharedSummary, LinkError> {
    match decode_any(catalogue, code)? {
        Opened::Summary(shared) => Ok(shared),
        Opened::Answers(_) => panic!("{code} holds answers"),
    }
}

/// Goal: what comes out is what went in, and answers are told from summaries.
#[test]
fn a_summary_comes_back() {
    let mut random = Random(41);
    for name in NAMES {
        let catalogue = catalogue(name);
        for _ in 0..500 {
            let session = random.result(&catalogue);
            let summary = Summary::of(&catalogue, &session);
            let code = encode_summary(&catalogue, &summary);
            assert!(code.ends_with(|last: char| last.is_ascii_alphanumeric()));
            let shared = summary_of(&catalogue, &code).unwrap();
            assert_eq!(shared.summary, summary, "{code}");
            assert_eq!((shared.revision, shared.is_earlier_scoring), (1, false));
            assert_eq!(decode(&catalogue, &code), Err(LinkError::NoAnswers));
            let link = format!("https://careers.example/check#skill-check={code}.");
            assert_eq!(open_any(&catalogue, &link), decode_any(&catalogue, &code));
        }
    }
}

/// Goal: the figures of a summary are those of the scores.
#[test]
fn a_summary_says_what_the_scores_say() {
    let mut random = Random(42);
    for name in NAMES {
        let catalogue = catalogue(name);
        for _ in 0..200 {
            let session = random.result(&catalogue);
            let summary = Summary::of(&catalogue, &session);
            let scores = scoring::score(&catalogue, &session.responses);
            for one in &summary.profiles {
                let fit = &scores.fits[one.profile.get()];
                assert_eq!(one.status, fit.status);
                assert_eq!(one.share, fit.share());
                assert!(one.share.low <= one.share.high);
                let is_reached = one.share.low >= catalogue.thresholds().reached_percent;
                assert!(one.status != Status::Reached || is_reached);
            }
            assert_eq!(
                summary.headline,
                scoring::headline(&catalogue, &scores, session.family)
            );
            assert_eq!(
                summary.target,
                scoring::target(&catalogue, &scores, session.family, session.level)
            );
            assert_eq!(summary.share(), scores.fits[summary.target.get()].share());
            let asked = usize::from(summary.answered + summary.skipped);
            assert_eq!(asked, session.responses.asked_count());
        }
    }
}

/// Goal: a summary doesn't tell answers: many different ones make the same code.
///
/// Method: of the answers of one item to a competence that the target doesn't ask for, or asks less of,
/// nothing is seen; and the code is as long for all.
#[test]
fn different_answers_make_the_same_summary() {
    let catalogue = catalogue("social-media-1");
    let mut random = Random(43);
    let mut by_code: BTreeMap<String, Responses> = BTreeMap::new();
    let mut twins = 0;
    for _ in 0..300 {
        let mut session = random.result(&catalogue);
        session.responses = random.responses(&catalogue, 0);
        let code = encode_summary(&catalogue, &Summary::of(&catalogue, &session));
        for item in catalogue.items() {
            let competence = catalogue.competence_of(item);
            let max = catalogue.level_max(competence);
            if session.responses.get(item) != Response::Level(max) {
                continue;
            }
            let mut other = session.clone();
            other
                .responses
                .set(&catalogue, item, Response::Level(max - 1))
                .unwrap();
            let twin = encode_summary(&catalogue, &Summary::of(&catalogue, &other));
            twins += usize::from(twin == code);
        }
        by_code.insert(code, session.responses);
    }
    assert!(twins > 500, "{twins}");
    let lengths: Vec<usize> = by_code.keys().map(String::len).collect();
    assert!(lengths.iter().all(|length| (56..=57).contains(length)));
}

#[test]
fn every_cut_and_every_changed_character_is_noticed() {
    let mut random = Random(44);
    for name in NAMES {
        let catalogue = catalogue(name);
        let summary = Summary::of(&catalogue, &random.result(&catalogue));
        let code = encode_summary(&catalogue, &summary);
        for length in 0..code.len() {
            assert_eq!(
                decode_any(&catalogue, &code[..length]),
                Err(LinkError::CutOff),
                "{code} to {length}"
            );
        }
        for position in 0..code.len() {
            for other in ["A", "B", "q", "7", "-", "_"] {
                if &code[position..=position] == other {
                    continue;
                }
                let mut changed = code.clone();
                changed.replace_range(position..=position, other);
                assert!(decode_any(&catalogue, &changed).is_err(), "{changed}");
            }
        }
    }
}

/// Goal: there is one code for one summary, and nothing that can't be one is read.
#[test]
fn what_no_summary_says_is_refused() {
    let mut random = Random(45);
    let mut opened = 0;
    for name in NAMES {
        let catalogue = catalogue(name);
        for _ in 0..200 {
            let summary = Summary::of(&catalogue, &random.result(&catalogue));
            let bytes = unsealed(&encode_summary(&catalogue, &summary));
            for position in 1..bytes.len() {
                let mut changed = bytes.clone();
                changed[position] = random.next() as u8;
                let code = sealed(&changed);
                let Ok(shared) = summary_of(&catalogue, &code) else {
                    continue;
                };
                assert_eq!(encode_summary(&catalogue, &shared.summary), code);
                opened += 1;
            }
            let longer = [&bytes[..], &[0]].concat();
            assert_eq!(
                decode_any(&catalogue, &sealed(&longer)),
                Err(LinkError::Damaged)
            );
        }
    }
    assert!(opened > 1_000, "{opened}");
}

#[test]
fn summaries_of_other_catalogues_and_later_revisions_are_named() {
    let mut random = Random(46);
    let ours = catalogue("several-items-1");
    let other = catalogue("social-media-1");
    let code = encode_summary(&other, &Summary::of(&other, &random.result(&other)));
    assert_eq!(decode_any(&ours, &code), Err(LinkError::OtherCatalogue));
    let mut later = definition("several-items-1");
    later.revision = 2;
    let later = Catalogue::new(later).unwrap();
    let code = encode_summary(&later, &Summary::of(&later, &random.result(&later)));
    let unknown = LinkError::RevisionUnknown { found: 2 };
    assert_eq!(decode_any(&ours, &code), Err(unknown));
}

/// Goal: a summary of an earlier revision says today what it said then, but for areas that are gone.
#[test]
fn a_summary_of_an_earlier_revision_opens() {
    let first = catalogue("several-items-1");
    let mut definition = definition("several-items-1");
    let table = RevisionTable {
        revision: 1,
        definition_check: definition_check(&definition),
        families: first.families().collect(),
        items: first.items().collect(),
    };
    definition.revision = 2;
    // The areas change places, and the first of today is another one than was there.
    definition.areas.reverse();
    let last = definition.areas.len() as u8 - 1;
    for competence in &mut definition.competences {
        competence.area.0 = last - competence.area.0;
    }
    definition.areas[0] = AreaId::new("quite-new");
    let gone = first.area_id(first.areas().last().unwrap()).clone();
    definition
        .competences
        .sort_by_key(|competence| competence.area);
    let today = match Catalogue::with_history(definition.clone(), vec![table.clone()]) {
        Ok(today) => today,
        Err(problems) => panic!("{problems:?}"),
    };
    let mut random = Random(47);
    for _ in 0..100 {
        let before = Summary::of(&first, &random.result(&first));
        let code = encode_summary(&first, &before);
        let shared = summary_of(&today, &code).unwrap();
        assert_eq!((shared.revision, shared.is_earlier_scoring), (1, true));
        let after = &shared.summary;
        assert_eq!(after.profiles, before.profiles);
        assert_eq!(after.headline, before.headline);
        let named = |catalogue: &Catalogue, summary: &Summary| -> BTreeMap<String, u8> {
            let areas = summary.areas.iter();
            areas
                .map(|one| (catalogue.area_id(one.area).to_string(), one.share.low))
                .collect()
        };
        let mut expected = named(&first, &before);
        expected.remove(gone.as_str());
        assert_eq!(named(&today, after), expected);
    }
}

/// Goal: old readers, which know answers only, and new ones tell the two apart by the first byte.
#[test]
fn the_first_byte_tells_answers_from_summaries() {
    let catalogue = catalogue("counted-7");
    let mut random = Random(48);
    let session = random.result(&catalogue);
    let summary = encode_summary(&catalogue, &Summary::of(&catalogue, &session));
    let answers = encode(
        &catalogue,
        &session.responses,
        session.family,
        Some(Tier::Junior),
    )
    .unwrap();
    assert_eq!(unsealed(&summary)[0], 0x20);
    assert_eq!(unsealed(&answers)[0] >> 4, 1);
    assert!(summary.starts_with('I'));
}
