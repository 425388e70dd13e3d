//! A code comes back out of whatever mail, chat and gateways make of its link.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;
use crate::wrappers;

use std::collections::BTreeMap;

use assessment::link::{
    LinkError, TEXT_LENGTH_MAX, decode, decode_any, encoded, find, from_text, open, open_any,
};
use link_support::{Random, catalogue};
use wrappers::{FORMS, WRAPPERS, form};

const CODES: &str = include_str!("../../../tests/links/v1.txt");
const SUMMARIES: &str = include_str!("../../../tests/links/summaries.txt");

/// How many random chains each frozen code goes through.
const CHAINS_PER_CODE: usize = 12;

/// How many wrappers a chain has at most.
const CHAIN_LENGTH_MAX: usize = 4;

/// How many chains all codes go through together, or more.
const CHAINS_MIN: usize = 8_000;

/// How many random texts are looked through for a code that isn't there; so many of them are long, or more.
const RANDOM_TEXTS: usize = 20_000;
const RANDOM_LONG_MIN: usize = 5_000;

fn frozen() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES
        .lines()
        .chain(SUMMARIES.lines())
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split(' ');
            (words.next().unwrap(), words.next().unwrap())
        })
}

/// Goal: what strangers' reports showed of pasted links opens.
#[test]
fn every_form_that_was_seen_opens_the_same_answers() {
    let catalogue = catalogue("social-media-1");
    let (_, code) = frozen()
        .find(|(name, _)| *name == "social-media-1")
        .unwrap();
    let expected = decode(&catalogue, code);
    assert!(expected.is_ok());
    for pattern in FORMS {
        let text = form(pattern, code);
        assert_eq!(open(&catalogue, &text), expected, "{text}");
        assert_eq!(find(&text).as_deref(), Some(code), "{text}");
        assert_eq!(from_text(&text), code, "{text}");
    }
    assert!(FORMS.len() >= 17);
}

/// Goal: whatever is done to a link, in whatever order, its code comes back.
///
/// Method: every code of the corpus, [`CHAINS_PER_CODE`] times, in random chains of wrappers.
#[test]
fn every_frozen_code_comes_back_from_random_chains() {
    let mut random = Random(21);
    let mut catalogues = BTreeMap::new();
    let mut used = BTreeMap::<&str, usize>::new();
    let mut count = 0;
    for (name, code) in frozen() {
        let catalogue = catalogues.entry(name).or_insert_with(|| catalogue(name));
        let expected = decode_any(catalogue, code);
        for _ in 0..CHAINS_PER_CODE {
            let mut text = format!("https://careers.example/check#skill-check={code}");
            let mut chain = Vec::new();
            for _ in 0..=random.below(CHAIN_LENGTH_MAX) {
                let (name, wrap) = WRAPPERS[random.below(WRAPPERS.len())];
                let wrapped = wrap(&text, &mut random);
                // What no reader takes; it is said to be too long.
                if wrapped.len() > TEXT_LENGTH_MAX {
                    break;
                }
                text = wrapped;
                chain.push(name);
                *used.entry(name).or_default() += 1;
            }
            assert_eq!(find(&text).as_deref(), Some(code), "{chain:?} {text}");
            assert_eq!(open_any(catalogue, &text), expected, "{chain:?} {text}");
            count += 1;
        }
    }
    assert_eq!(used.len(), WRAPPERS.len());
    assert!(count > CHAINS_MIN, "{count}");
}

/// Goal: what is entered opens the same whether the code that finds links is loaded yet or not.
///
/// Method: every code of the corpus in every wrapper; without that code, the loader hands the whole entry on, encoded
/// as `encodeURIComponent` does.
#[test]
fn an_entry_opens_the_same_before_its_reader_is_there() {
    let mut random = Random(5);
    let mut count = 0;
    for (name, code) in frozen() {
        let catalogue = catalogue(name);
        let link = format!("https://careers.example/check#skill-check={code}");
        for (wrapper, wrap) in WRAPPERS {
            let text = wrap(&link, &mut random);
            let found = open_any(&catalogue, &from_text(&text));
            assert_eq!(found, decode_any(&catalogue, code), "{wrapper}: {text}");
            let handed = encoded(text.trim());
            assert_eq!(open_any(&catalogue, &handed), found, "{wrapper}: {text}");
            count += 1;
        }
    }
    assert!(count > CHAINS_MIN / 4, "{count}");
}

/// Goal: no text without a link has a code.
///
/// Method: [`RANDOM_TEXTS`] texts of pieces of links and noise, some of them wrapped.
#[test]
fn random_text_has_no_code() {
    let mut random = Random(22);
    let ours = catalogue("social-media-1");
    let pieces = [
        "skill-check=",
        "#",
        "E",
        "EAE",
        "IAE",
        "%3D",
        "%23",
        "=\n",
        "&amp;",
        " ",
        "\n",
        "-",
        "_",
        "–",
        "<",
        ">",
        "https://careers.example/check",
        "?url=",
        "-3D",
        "v3/__",
        "__;",
        "!",
        "*",
        "Hier ist es.",
        "ä",
        "\u{200b}",
    ];
    let mut long = 0;
    for _ in 0..RANDOM_TEXTS {
        let mut text = String::new();
        for _ in 0..random.below(60) {
            match random.below(3) {
                0 => text.push_str(pieces[random.below(pieces.len())]),
                1 => text.push(char::from(random.next() as u8)),
                _ => (0..random.below(40)).for_each(|_| {
                    text.push(char::from(b"EFGHI0123456789-_abcxyz"[random.below(23)]))
                }),
            }
        }
        let mut wrapped = text.clone();
        for _ in 0..random.below(3) {
            wrapped = WRAPPERS[random.below(WRAPPERS.len())].1(&wrapped, &mut random);
        }
        assert_eq!(find(&wrapped), None, "{wrapped}");
        assert!(open_any(&ours, &wrapped).is_err(), "{wrapped}");
        long += usize::from(text.len() > 200);
    }
    assert!(long > RANDOM_LONG_MIN, "{long}");
}

/// Goal: a text made to be costly is refused; it takes no longer for that.
#[test]
fn hostile_text_is_refused_in_words() {
    let catalogue = catalogue("social-media-1");
    let full = |piece: &str| piece.repeat(TEXT_LENGTH_MAX / piece.len());
    for piece in [
        "E",
        "E-",
        "E ",
        "E=\n",
        "%25",
        "&amp;",
        "=3D",
        "-2D-3D",
        "skill-check=E ",
        "%2525=3D3D-3D&amp;#61;",
        "<",
        "v3/__*__;JQ!",
        "\\u0025",
    ] {
        assert_eq!(
            open(&catalogue, &full(piece)),
            Err(LinkError::TooLong),
            "{piece}"
        );
        assert_eq!(find(&full(piece)), None, "{piece}");
    }
    let longer = " ".repeat(TEXT_LENGTH_MAX + 1);
    assert_eq!(open(&catalogue, &longer), Err(LinkError::TooLong));
}

#[test]
fn of_several_codes_the_one_that_opens_here_counts() {
    let ours = catalogue("social-media-1");
    let code_of = |wanted| frozen().find(|(name, _)| *name == wanted).unwrap().1;
    let (own, other) = (code_of("social-media-1"), code_of("several-items-1"));
    let text = format!("a#skill-check={other} und b#skill-check={own}");
    assert_eq!(open(&ours, &text), decode(&ours, own));
    let text = format!("a#skill-check={other}");
    assert_eq!(open(&ours, &text), Err(LinkError::OtherCatalogue));
}
