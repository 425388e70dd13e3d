//! The binary form: what is written is read again, and whatever else comes is refused.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::catalogue::RevisionTable;
use assessment::catalogue::{CatalogueProblem, Definition, ProblemPlace};
use assessment::compiled::{
    CompiledError, FORMAT_VERSION, SIZE_MAX, decode, encode, encode_with_history, first_size, open,
};
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::link;
use assessment::session::Session;
use assessment::text::{TextKey, Texts};
use common::texts;
use crc::{CRC_32_ISO_HDLC, Crc};
use proptest::prelude::*;

/// Two competences of two areas, with the modules that raise them.
fn definition() -> Definition {
    common::definition_of(&["a1", "c1"])
}

/// A first revision that asked the items in another order.
fn history() -> Vec<RevisionTable> {
    vec![RevisionTable {
        revision: 1,
        definition_check: 0x123,
        families: (0..3).map(FamilyIndex).collect(),
        items: vec![ItemIndex(1), ItemIndex(0)],
    }]
}

/// A second revision, with what the first one asked.
fn compiled() -> Vec<u8> {
    let mut definition = definition();
    definition.revision = 2;
    encode_with_history(&definition, &texts(&definition), &history()).unwrap()
}

/// A file with these payloads and checksums that fit them.
fn sealed(first: &[u8], later: &[u8]) -> Vec<u8> {
    let crc = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let first_sum = crc.checksum(first).to_le_bytes();
    let later_sum = crc.checksum(&[&first_sum, later].concat()).to_le_bytes();
    let head = [b'S', b'K', b'C', FORMAT_VERSION];
    let (mark, length) = (
        TextKey::MARK.to_le_bytes(),
        (first.len() as u32).to_le_bytes(),
    );
    [
        &head[..],
        &mark,
        &length,
        &first_sum,
        first,
        &later_sum,
        later,
    ]
    .concat()
}

/// The two payloads of a file.
fn payloads(bytes: &[u8]) -> (&[u8], &[u8]) {
    let first = first_size(bytes).unwrap();
    (&bytes[16..first], &bytes[first + 4..])
}

#[test]
fn what_is_written_is_read_again() {
    for definition in [definition(), common::definition()] {
        let texts = texts(&definition);
        let bytes = encode(&definition, &texts).unwrap();
        let (catalogue, read) = decode(&bytes).unwrap();
        assert_eq!(catalogue.definition(), &definition);
        assert_eq!(read, texts);
        assert_eq!(encode(catalogue.definition(), &read).unwrap(), bytes);
    }
}

#[test]
fn what_earlier_revisions_asked_is_read_again() {
    let (catalogue, _) = decode(&compiled()).unwrap();
    assert_eq!(catalogue.definition().revision, 2);
    assert_eq!(catalogue.history(), history());
}

#[test]
fn the_head_is_laid_out_as_specified() {
    let bytes = compiled();
    assert_eq!(bytes[..4], [b'S', b'K', b'C', FORMAT_VERSION]);
    assert_eq!(bytes[4..8], TextKey::MARK.to_le_bytes());
    let (first, later) = payloads(&bytes);
    assert_eq!(sealed(first, later), bytes);
}

#[test]
fn every_truncation_is_refused() {
    let bytes = compiled();
    for length in 0..bytes.len() {
        let expected = match length {
            0..3 => CompiledError::NotACatalogue,
            _ => CompiledError::Damaged,
        };
        assert_eq!(decode(&bytes[..length]).unwrap_err(), expected, "{length}");
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let mut bytes = compiled();
    for bit in 0..8 * bytes.len() {
        bytes[bit / 8] ^= 1 << (bit % 8);
        let error = decode(&bytes).unwrap_err();
        match bit / 8 {
            0..3 => assert_eq!(error, CompiledError::NotACatalogue),
            3 => assert_eq!(error, CompiledError::NewerFormat { found: bytes[3] }),
            4..8 => assert_eq!(error, CompiledError::OtherInterface),
            _ => assert_eq!(error, CompiledError::Damaged, "bit {bit}"),
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    assert!(decode(&bytes).is_ok());
}

#[test]
fn surplus_bytes_are_refused_even_with_a_checksum_that_fits() {
    let mut bytes = compiled();
    let (first, later) = payloads(&bytes);
    for (first, later) in [
        (&[first, &[0]].concat()[..], later),
        (first, &[later, &[0]].concat()),
    ] {
        assert_eq!(
            decode(&sealed(first, later)).unwrap_err(),
            CompiledError::Damaged
        );
    }
    bytes.push(0);
    assert_eq!(decode(&bytes).unwrap_err(), CompiledError::Damaged);
}

#[test]
fn a_payload_cut_short_is_refused_even_with_a_checksum_that_fits() {
    let bytes = compiled();
    let (first, later) = payloads(&bytes);
    for length in 0..first.len() {
        let cut = sealed(&first[..length], later);
        assert_eq!(decode(&cut).unwrap_err(), CompiledError::Damaged);
        assert_eq!(open(&cut).unwrap_err(), CompiledError::Damaged);
    }
    for length in 0..later.len() {
        let cut = sealed(first, &later[..length]);
        assert_eq!(decode(&cut).unwrap_err(), CompiledError::Damaged);
    }
}

#[test]
fn the_first_part_is_enough_until_there_is_a_result() {
    let bytes = compiled();
    let (catalogue, whole) = decode(&bytes).unwrap();
    for part in [&bytes[..], &bytes[..first_size(&bytes).unwrap()]] {
        let (opened, texts) = open(part).unwrap();
        let (part, all) = (opened.definition(), catalogue.definition());
        assert!(opened.asks_the_same(&catalogue) && !part.advises_the_same(all));
        assert!(part.modules.is_empty() && part.formats.is_empty());
        // What was answered with either is one and the same.
        let session = Session::new(&catalogue, FamilyIndex(0), None);
        let code = |catalogue| link::encode_session(catalogue, &session).unwrap();
        assert_eq!(code(&opened), code(&catalogue));
        assert!(!texts.are_complete() && whole.are_complete());
        assert_eq!(texts.items, whole.items);
        assert_eq!(texts.interface, whole.interface[..TextKey::FIRST]);
        assert_eq!(texts.get(TextKey::ALL[TextKey::FIRST].0), "");
        assert!(texts.modules.is_empty());
    }
    assert_eq!(
        decode(&bytes[..first_size(&bytes).unwrap()]).unwrap_err(),
        CompiledError::Damaged
    );
}

#[test]
fn parts_of_two_files_dont_go_together() {
    let bytes = compiled();
    let mut other = definition();
    other.revision = 3;
    let other = encode(&other, &texts(&other)).unwrap();
    let [first, later] = [
        &bytes[..first_size(&bytes).unwrap()],
        &other[first_size(&other).unwrap()..],
    ];
    assert_eq!(
        decode(&[first, later].concat()).unwrap_err(),
        CompiledError::Damaged
    );
}

/// A number of more bytes than it needs, and one that is too large for its place.
#[test]
fn numbers_have_one_way_to_be_written() {
    let bytes = compiled();
    let (first, later) = payloads(&bytes);
    // The first byte is the length of the catalogue's id, the revision follows the id.
    let id = usize::from(first[0]);
    let long = [&[first[0] | 0x80, 0], &first[1..]].concat();
    let large = [&first[..=id], &[0xff, 0xff, 0x04], &first[id + 2..]].concat();
    assert_eq!(first[id + 1], 2, "the revision");
    for first in [long, large] {
        assert_eq!(
            decode(&sealed(&first, later)).unwrap_err(),
            CompiledError::Damaged
        );
    }
}

#[test]
fn another_file_is_no_catalogue() {
    for bytes in [
        b"".as_slice(),
        b"SK",
        b"<!doctype html><title>404</title>",
        b"\0asm\x01\0\0\0",
        b"skc\x01",
    ] {
        assert_eq!(decode(bytes).unwrap_err(), CompiledError::NotACatalogue);
    }
}

#[test]
fn a_newer_format_is_named() {
    for found in (0..FORMAT_VERSION).chain([FORMAT_VERSION + 1, 255]) {
        let mut bytes = compiled();
        bytes[3] = found;
        let error = decode(&bytes).unwrap_err();
        assert_eq!(error, CompiledError::NewerFormat { found });
        // Whatever follows: how long it is and how it is sealed is the newer format's.
        assert_eq!(decode(&bytes[..4]).unwrap_err(), error);
    }
    let error = CompiledError::NewerFormat { found: 9 };
    assert_eq!(
        error.to_string(),
        format!("written in format 9, where {FORMAT_VERSION} is known")
    );
}

#[test]
fn what_is_too_large_is_not_read() {
    let mut bytes = compiled();
    bytes.resize(SIZE_MAX + 1, 0);
    assert_eq!(decode(&bytes).unwrap_err(), CompiledError::TooLarge);
    bytes.truncate(SIZE_MAX);
    assert_eq!(decode(&bytes).unwrap_err(), CompiledError::Damaged);
}

#[test]
fn a_length_that_lies_costs_no_memory() {
    // The catalogue's id is announced with four gigabytes.
    let payload = [0xff, 0xff, 0xff, 0xff, 0x0f, b'a'];
    assert_eq!(
        decode(&sealed(&payload, &payload)).unwrap_err(),
        CompiledError::Damaged
    );
}

/// Five million empty texts are five megabytes to send and eighty to hold; a text of a megabyte is one to lay out.
#[test]
fn what_would_take_a_device_down_is_refused_before_it_takes_memory() {
    let definition = definition();
    let refused = |change: &dyn Fn(&mut Texts), error: &CompiledError| {
        let mut texts = texts(&definition);
        change(&mut texts);
        let bytes = encode(&definition, &texts).unwrap();
        assert_eq!(&decode(&bytes).unwrap_err(), error);
    };
    let damaged = &CompiledError::Damaged;
    refused(&|texts| texts.levels = vec!["".into(); 5_000_000], damaged);
    refused(
        &|texts| texts.modules[0].covers = vec!["".into(); 5_000_000],
        damaged,
    );
    refused(&|texts| texts.lead = "x".repeat(20_001).into(), damaged);
    let unfit = &CompiledError::TextsDontFit;
    refused(&|texts| texts.levels = vec!["".into(); 8], unfit);
    refused(
        &|texts| texts.modules[0].covers = vec!["".into(); 101],
        unfit,
    );
    refused(
        &|texts| texts.modules[0].search = vec!["".into(); 101],
        unfit,
    );
    refused(&|texts| texts.modules[0].ask = vec!["".into(); 101], unfit);
}

/// A mark that turns the direction of writing would turn the sentences and files that a text is put into.
#[test]
fn a_text_that_turns_the_direction_is_refused() {
    let definition = definition();
    for mark in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
        let changes: [fn(&mut Texts, &str); 3] = [
            |texts, text| texts.title = text.into(),
            |texts, text| texts.modules[0].name = text.into(),
            |texts, text| texts.extras.credit = text.into(),
        ];
        for change in changes {
            let mut texts = texts(&definition);
            change(&mut texts, &format!("a{mark}b"));
            let bytes = encode(&definition, &texts).unwrap();
            assert_eq!(decode(&bytes).unwrap_err(), CompiledError::Damaged);
            change(&mut texts, "a\u{200f}b");
            decode(&encode(&definition, &texts).unwrap()).unwrap();
        }
    }
}

#[test]
fn a_catalogue_that_contradicts_itself_is_refused_with_its_problems() {
    let texts = texts(&definition());
    let mut definition = definition();
    definition.revision = 0;
    definition.thresholds.module_count = 9;
    let error = decode(&encode(&definition, &texts).unwrap()).unwrap_err();
    let range = |place, field, found, min, max| CatalogueProblem::Range {
        place,
        field,
        found,
        min,
        max,
    };
    assert_eq!(
        error,
        CompiledError::Inconsistent(vec![
            range(ProblemPlace::Catalogue, "revision", 0, 1, 65_535),
            range(ProblemPlace::Thresholds, "module_count", 9, 1, 3),
        ])
    );
    assert_eq!(
        error.to_string(),
        "inconsistent; the catalogue: revision is 0, where 1 to 65535 is allowed; \
         the thresholds: module_count is 9, where 1 to 3 is allowed"
    );
}

#[test]
fn texts_that_miss_an_entry_or_have_one_too_many_are_refused() {
    let definition = definition();
    let refused = |change: &dyn Fn(&mut Texts)| {
        let mut texts = texts(&definition);
        change(&mut texts);
        let bytes = encode(&definition, &texts).unwrap();
        assert_eq!(decode(&bytes).unwrap_err(), CompiledError::TextsDontFit);
    };
    macro_rules! one_less_and_one_more {
        ($($list:ident)*) => {$(
            refused(&|texts| drop(texts.$list.pop()));
            refused(&|texts| texts.$list.push(texts.$list[0].clone()));
        )*};
    }
    one_less_and_one_more!(areas families profiles competences items formats modules interface);
    refused(&|texts| drop(texts.items[1].anchors.pop()));
    refused(&|texts| texts.items[0].anchors.push("".into()));
}

#[test]
fn each_error_has_its_own_code() {
    let errors = [
        CompiledError::NotACatalogue,
        CompiledError::NewerFormat { found: 2 },
        CompiledError::Damaged,
        CompiledError::TooLarge,
        CompiledError::Inconsistent(Vec::new()),
        CompiledError::TextsDontFit,
    ];
    let codes: std::collections::BTreeSet<_> = errors.iter().map(CompiledError::code).collect();
    assert_eq!(codes.len(), errors.len());
    assert!(codes.iter().all(|code| code.starts_with("catalogue-")));
    let messages: std::collections::BTreeSet<_> =
        errors.iter().map(CompiledError::to_string).collect();
    assert_eq!(messages.len(), errors.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
        prop_assert!(decode(&sealed(&bytes, &bytes)).is_err());
        prop_assert!(open(&sealed(&bytes, &bytes)).is_err());
    }

    #[test]
    fn changed_bytes_under_a_fitting_checksum_give_a_sound_catalogue_or_none(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let bytes = compiled();
        let (first, later) = payloads(&bytes);
        let mut payload = [first, later].concat();
        for (place, byte) in changes {
            let place = place.index(payload.len());
            payload[place] = byte;
        }
        let (first, later) = payload.split_at(first.len());
        if let Ok((catalogue, texts)) = decode(&sealed(first, later)) {
            prop_assert!(texts.fit(&catalogue));
            // What was accepted can be scored.
            let responses = assessment::Responses::new(&catalogue);
            let scores = assessment::scoring::score(&catalogue, &responses);
            for profile in catalogue.profiles() {
                let advice = assessment::recommendation::recommend(&catalogue, &scores, profile);
                prop_assert!(advice.benefit <= advice.gap_points);
            }
        }
    }
}
