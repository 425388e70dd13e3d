//! Codes of released versions open for ever, and say what they said.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use std::collections::{BTreeMap, BTreeSet};

use assessment::ladder::Asking;
use assessment::link::{
    LinkError, Opened, decode, decode_any, encode_session, encode_summary, open,
};
use assessment::session::{Phase, Session};
use link_support::{catalogue, corpus_line, responses_from_text, summary_line, verdicts_from_text};

const CODES: &str = include_str!("../../../tests/links/v1.txt");
const SUMMARIES: &str = include_str!("../../../tests/links/summaries.txt");
const FUTURE: &str = include_str!("../../../tests/links/future.txt");
const BROKEN: &str = include_str!("../../../tests/links/broken.txt");
const RELEASED: &str = include_str!("../../../tests/links/released.txt");

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn every_code_of_the_corpus_says_what_it_said() {
    let mut catalogues = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for line in lines(CODES) {
        let mut words = line.split(' ');
        let mut next = || words.next().unwrap();
        let (name, code, responses, family) = (next(), next(), next(), next());
        let (state, _) = line.split_once(" |").unwrap();
        let catalogue = catalogues.entry(name).or_insert_with(|| catalogue(name));
        let shared = decode(catalogue, code).unwrap();
        assert_eq!(corpus_line(name, catalogue, code, &shared), line);
        // The other way round: the answers as written make the code.
        let responses = responses_from_text(catalogue, responses);
        let session = Session {
            phase: Phase::Result,
            family: catalogue.family_by_id(family).unwrap(),
            level: shared.level,
            is_quick: state.contains(" quick"),
            asking: Asking::default(),
            responses,
            verdicts: verdicts_from_text(catalogue, state),
        };
        let again = encode_session(catalogue, &session);
        assert_eq!(again.as_deref(), Ok(code));
        codes.insert((name, code));
    }
    assert_eq!(
        codes.len(),
        lines(CODES).count(),
        "no code stands there twice"
    );
    assert!(codes.len() >= 200);
    assert!(catalogues.len() >= 40);
}

#[test]
fn every_summary_of_the_corpus_says_what_it_said() {
    let mut catalogues = BTreeMap::new();
    for line in lines(SUMMARIES) {
        let mut words = line.split(' ');
        let (name, code) = (words.next().unwrap(), words.next().unwrap());
        let catalogue = catalogues.entry(name).or_insert_with(|| catalogue(name));
        let Ok(Opened::Summary(shared)) = decode_any(catalogue, code) else {
            panic!("{code} is no summary of {name}");
        };
        assert_eq!(summary_line(name, catalogue, code, &shared), line);
        assert_eq!(encode_summary(catalogue, &shared.summary), code);
        assert_eq!(open(catalogue, code), Err(LinkError::NoAnswers));
    }
    assert!(lines(SUMMARIES).count() >= 100);
    assert!(catalogues.len() >= 5);
}

#[test]
fn codes_from_the_future_are_said_to_be_newer() {
    let catalogues = ["social-media-1", "several-items-1", "counted-1"].map(catalogue);
    for code in lines(FUTURE) {
        for catalogue in &catalogues {
            assert_eq!(open(catalogue, code), Err(LinkError::NewerFormat), "{code}");
        }
    }
    assert!(lines(FUTURE).count() >= 20);
}

#[test]
fn broken_codes_say_what_is_wrong() {
    let catalogue = catalogue("social-media-1");
    let mut errors = BTreeSet::new();
    for line in lines(BROKEN) {
        let (expected, text) = line.split_once(' ').unwrap();
        assert_eq!(
            open(&catalogue, text).unwrap_err().code(),
            expected,
            "{text}"
        );
        errors.insert(expected);
    }
    assert!(lines(BROKEN).count() >= 100);
    let all: BTreeSet<&str> = LinkError::ALL.iter().map(|error| error.code()).collect();
    assert!(
        errors.is_superset(&(&all - &BTreeSet::from(["link-newer-format"]))),
        "{errors:?}"
    );
}

/// Goal: what a release promised to open is never dropped or changed. Codes from the future are
/// no promise: some of them arrive.
///
/// Method: `released.txt` says for each release how many lines of a file it had, and their
/// checksum. Lines may only follow.
#[test]
fn releases_only_add_to_the_corpus() {
    let files = BTreeMap::from([
        ("v1.txt", CODES),
        ("summaries.txt", SUMMARIES),
        (
            "records.txt",
            include_str!("../../../tests/links/records.txt"),
        ),
        (
            "catalogues/social-media-1.txt",
            include_str!("../../../tests/links/catalogues/social-media-1.txt"),
        ),
        (
            "catalogues/several-items-1.txt",
            include_str!("../../../tests/links/catalogues/several-items-1.txt"),
        ),
        (
            "catalogues/data-analyst-1.txt",
            include_str!("../../../tests/links/catalogues/data-analyst-1.txt"),
        ),
    ]);
    let mut releases = 0;
    for line in lines(RELEASED) {
        let (release, rest) = line.split_once(' ').unwrap();
        let (file, expected) = rest.split_once(' ').unwrap();
        let line_count: usize = expected.split(' ').next().unwrap().parse().unwrap();
        let kept: String = files[file].split_inclusive('\n').take(line_count).collect();
        let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(kept.as_bytes());
        let found = format!("{} {checksum:08x}", kept.lines().count());
        assert_eq!(found, expected, "{file} isn't what release {release} had");
        releases += 1;
    }
    assert!(releases >= files.len());
}
