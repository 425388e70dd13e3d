//! Result links: what goes in comes out, and nothing else gets in.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use assessment::catalogue::{ItemDefinition, ProfileDefinition, Tier};
use assessment::catalogue::{RevisionTable, definition_check};
use assessment::id::{CompetenceIndex, FamilyId, FamilyIndex, ItemId, ItemIndex, ProfileId};
use assessment::knowledge::Verdicts;
use assessment::link::{CODE_LENGTH_MAX, LinkError, decode, encode, encode_session, open};
use assessment::session::Phase;
use assessment::{Catalogue, Response, Responses};
use data_encoding::BASE64URL_NOPAD;
use link_support::{Random, all_bytes, catalogue, counted, definition, sealed, unsealed};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn catalogues() -> Vec<Catalogue> {
    let names = ["social-media-1", "several-items-1", "counted-300"];
    let counts = (1..=40).map(|count| format!("counted-{count}"));
    let names = names.map(String::from).into_iter().chain(counts);
    names.map(|name| catalogue(&name)).collect()
}

fn random_code(random: &mut Random, catalogue: &Catalogue) -> String {
    let not_asked = [0, 0, 10, 50, 90, 100][random.below(6)];
    let responses = random.responses(catalogue, not_asked);
    let (family, level) = random.target(catalogue);
    encode(catalogue, &responses, family, level).unwrap()
}

/// The code of a state is the only one that opens, so whatever opens has to be that.
#[track_caller]
fn assert_canonical(catalogue: &Catalogue, code: &str) -> bool {
    let Ok(shared) = decode(catalogue, code) else {
        return false;
    };
    let again = encode_session(catalogue, &shared.session());
    assert_eq!(again.as_deref(), Ok(code));
    true
}

/// Goal: the way and the verdicts come along where there are any, and cost nothing where not.
///
/// Method: random sittings there and back; each on the long way and without verdicts has the code
/// that holds answers alone, and what is more is as long as the specification says.
#[test]
fn the_way_and_the_verdicts_come_along() {
    let catalogue = catalogue("social-media-1");
    let mut random = Random(6);
    for round in 0..5_000 {
        let mut session = random.saved(&catalogue).session;
        session.phase = Phase::Result;
        let plain = encode(
            &catalogue,
            &session.responses,
            session.family,
            session.level,
        )
        .unwrap();
        assert_eq!(encode_session(&catalogue, &session).unwrap(), plain);
        session.is_quick = round % 2 == 0;
        session.verdicts = random.verdicts(&catalogue, [0, 50, 90, 100][round % 4]);
        let code = encode_session(&catalogue, &session).unwrap();
        let has_verdicts = session.verdicts.answered_count() > 0;
        let more = if has_verdicts { 2 + 1 + 6 } else { 0 };
        assert_eq!(unsealed(&code).len(), unsealed(&plain).len() + more);
        assert!(code.len() <= 46);
        for length in 24..code.len() {
            let cut = decode(&catalogue, &code[..length]);
            assert!(
                matches!(cut, Err(LinkError::CutOff)),
                "{code} {length} {cut:?}"
            );
        }
        assert_eq!(decode(&catalogue, &code).unwrap().session(), session);
    }
}

/// Goal: statements may change without a new revision; a link with verdicts still opens.
#[test]
fn verdicts_on_statements_that_are_gone_are_forgotten() {
    let before = catalogue("social-media-1");
    let mut session = Random(7).saved(&before).session;
    session.phase = Phase::Result;
    session.verdicts = Random(7).verdicts(&before, 0);
    let code = encode_session(&before, &session).unwrap();
    let mut changed = definition("social-media-1");
    changed.extras.statements.swap(0, 1);
    let after = Catalogue::new(changed).unwrap();
    let opened = decode(&after, &code).unwrap();
    assert!(!opened.is_rescored);
    session.verdicts = Verdicts::new(&after);
    assert_eq!(opened.session(), session);
}

#[test]
fn every_state_comes_back() {
    let mut random = Random(1);
    let catalogues = catalogues();
    for round in 0..10_000 {
        let catalogue = &catalogues[round % catalogues.len()];
        let not_asked = [0, 0, 10, 50, 90, 100][random.below(6)];
        let responses = random.responses(catalogue, not_asked);
        let (family, level) = random.target(catalogue);
        let code = encode(catalogue, &responses, family, level).unwrap();
        let shared = decode(catalogue, &code).unwrap();
        assert_eq!(shared.responses, responses);
        assert_eq!((shared.family, shared.level), (family, level));
        assert_eq!((shared.revision, shared.is_rescored), (1, false));
        assert!(code.bytes().all(|byte| ALPHABET.contains(&byte)));
    }
}

#[test]
fn a_complete_result_of_39_items_takes_32_characters_and_a_partial_one_34() {
    let mut definition = definition("social-media-1");
    let mut random = Random(2);
    for (revision, complete, partial) in
        [(1, 32, 34), (127, 32, 34), (128, 34, 35), (16_383, 34, 35)]
    {
        definition.revision = revision;
        let catalogue = Catalogue::new(definition.clone()).unwrap();
        for (not_asked, length) in [(0, complete), (30, partial), (100, partial)] {
            let responses = random.responses(&catalogue, not_asked);
            for family in catalogue.families() {
                for level in [None, Some(Tier::Junior), Some(Tier::Senior)] {
                    let code = encode(&catalogue, &responses, family, level).unwrap();
                    let is_closed = code.len() % 4 == 1;
                    assert_eq!(code.len(), length + usize::from(is_closed));
                }
            }
        }
    }
}

/// Goal: programs that make links of addresses leave off punctuation; a code never loses by that.
///
/// Method: codes of all lengths; one in 32 whose bytes are whole groups would end in `-` or `_`.
#[test]
fn no_code_ends_in_what_programs_leave_off() {
    let mut random = Random(3);
    let mut closed = 0;
    let catalogues = catalogues();
    for round in 0..20_000 {
        let catalogue = &catalogues[round % catalogues.len()];
        let code = random_code(&mut random, catalogue);
        assert!(
            code.ends_with(|last: char| last.is_ascii_alphanumeric()),
            "{code}"
        );
        let Some(open) = code.strip_suffix('A').filter(|_| code.len() % 4 == 1) else {
            continue;
        };
        closed += 1;
        assert!(open.ends_with(['-', '_']));
        assert_eq!(decode(catalogue, open), Err(LinkError::CutOff));
    }
    assert!(closed > 100, "{closed}");
}

#[test]
fn every_changed_bit_and_every_cut_is_noticed() {
    let mut random = Random(4);
    let catalogues = catalogues();
    for round in 0..200 {
        let catalogue = &catalogues[round % catalogues.len()];
        let code = random_code(&mut random, catalogue);
        let bytes = all_bytes(&code);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let error = decode(catalogue, &BASE64URL_NOPAD.encode(&changed));
            // A changed length in the head can look like a missing end, nothing else is possible.
            assert!(matches!(error, Err(LinkError::Damaged | LinkError::CutOff)));
        }
        for bit in 0..code.len() * 8 {
            let mut changed = code.clone().into_bytes();
            changed[bit / 8] ^= 1 << (bit % 8);
            if let Ok(changed) = str::from_utf8(&changed) {
                assert!(decode(catalogue, changed).is_err(), "{changed}");
                assert!(open(catalogue, changed).is_err(), "{changed}");
            }
        }
        for length in 0..code.len() {
            let cut = &code[..length];
            assert_eq!(decode(catalogue, cut), Err(LinkError::CutOff), "{cut}");
            assert!(decode(catalogue, &code[code.len() - length..]).is_err());
        }
    }
}

#[test]
fn the_end_is_known_to_be_missing_as_far_as_can_be_told() {
    // Of a catalogue that isn't known here only what is shorter than any code is known to be cut.
    let code = random_code(&mut Random(16), &catalogue("counted-40"));
    let other = catalogue("social-media-1");
    for length in 0..code.len() {
        let expected = if length < 16 {
            LinkError::CutOff
        } else {
            LinkError::Damaged
        };
        assert_eq!(decode(&other, &code[..length]), Err(expected));
    }
}

#[test]
fn every_changed_character_and_every_swap_of_neighbours_is_noticed() {
    let mut random = Random(5);
    let catalogue = catalogue("social-media-1");
    for _ in 0..20 {
        let code = random_code(&mut random, &catalogue);
        for position in 0..code.len() {
            for &character in ALPHABET {
                let mut changed = code.clone().into_bytes();
                changed[position] = character;
                let changed = String::from_utf8(changed).unwrap();
                assert!(changed == code || decode(&catalogue, &changed).is_err());
            }
            let mut doubled = code.clone();
            doubled.insert(position, char::from(code.as_bytes()[position]));
            assert!(decode(&catalogue, &doubled).is_err());
            let mut lacking = code.clone();
            lacking.remove(position);
            assert!(decode(&catalogue, &lacking).is_err());
        }
        for position in 1..code.len() {
            let mut swapped = code.clone().into_bytes();
            swapped.swap(position - 1, position);
            let swapped = String::from_utf8(swapped).unwrap();
            assert!(swapped == code || decode(&catalogue, &swapped).is_err());
        }
    }
}

#[test]
fn what_is_added_is_noticed() {
    let mut random = Random(6);
    let catalogue = catalogue("several-items-1");
    let code = random_code(&mut random, &catalogue);
    for added in [
        "A", "AA", "AAA", "AAAA", "=", "==", " ", "\n", ".", "\0", "ä",
    ] {
        assert_eq!(
            decode(&catalogue, &format!("{code}{added}")),
            Err(LinkError::Damaged)
        );
        assert!(decode(&catalogue, &format!("{added}{code}")).is_err());
    }
}

#[test]
fn short_payloads_are_refused_whatever_they_hold() {
    let catalogue = catalogue("counted-1");
    for number in 0..=u16::MAX {
        let bytes = number.to_le_bytes();
        for bytes in [&bytes[..1], &bytes] {
            assert!(decode(&catalogue, &BASE64URL_NOPAD.encode(bytes)).is_err());
            assert!(decode(&catalogue, &sealed(bytes)).is_err());
        }
    }
}

/// Goal: whatever opens is the one code of its state, even with a right checksum.
///
/// Method: valid codes are taken apart, changed at random, and sealed again. The smallest
/// catalogues are among them, whose integers have the largest share of values that mean nothing.
#[test]
fn a_right_checksum_over_wrong_content_opens_nothing_that_has_another_code() {
    let mut random = Random(7);
    let catalogues = catalogues();
    let mut opened = 0;
    for round in 0..200_000 {
        let catalogue = &catalogues[round % catalogues.len()];
        let mut bytes = unsealed(&random_code(&mut random, catalogue));
        for _ in 0..1 + random.below(3) {
            let position = random.below(bytes.len());
            match random.below(5) {
                0 => bytes[position] = random.next() as u8,
                1 => bytes[position] ^= 1 << random.below(8),
                2 => bytes.insert(position, random.next() as u8),
                3 if bytes.len() > 1 => drop(bytes.remove(position)),
                _ => {
                    let last = bytes.len() - 1;
                    bytes[last] = random.next() as u8;
                }
            }
        }
        opened += u32::from(assert_canonical(catalogue, &sealed(&bytes)));
    }
    assert!(
        opened > 10_000,
        "{opened} opened: the changes are too coarse to test anything"
    );
}

#[test]
fn random_codes_open_nothing() {
    let mut random = Random(8);
    let catalogue = catalogue("social-media-1");
    for _ in 0..200_000 {
        let length = [31, 32, 31, random.below(64)][random.below(4)];
        let mut code: Vec<u8> = (0..length).map(|_| ALPHABET[random.below(64)]).collect();
        if let Some(first) = code.first_mut()
            && random.below(2) == 0
        {
            *first = b'E';
        }
        let code = String::from_utf8(code).unwrap();
        assert!(decode(&catalogue, &code).is_err(), "{code}");
    }
}

#[test]
fn text_of_any_kind_opens_nothing() {
    let catalogue = catalogue("social-media-1");
    for text in [
        "",
        "E",
        "-",
        "_",
        "=",
        "%",
        "%00",
        "\0",
        "ÄÖÜ",
        "🦀🦀🦀🦀",
        "EAE\u{ad}",
        "../../etc/passwd",
        "<script>",
    ] {
        assert!(decode(&catalogue, text).is_err());
        assert!(open(&catalogue, text).is_err());
    }
}

#[test]
fn a_code_that_is_too_long_is_not_looked_at() {
    let catalogue = catalogue("counted-1");
    let longest = "E".repeat(CODE_LENGTH_MAX);
    assert_eq!(decode(&catalogue, &longest), Err(LinkError::Damaged));
    let longer = "E".repeat(CODE_LENGTH_MAX + 1);
    assert_eq!(decode(&catalogue, &longer), Err(LinkError::TooLong));
    assert_eq!(open(&catalogue, &longer), Err(LinkError::TooLong));
    assert_eq!(
        open(&catalogue, &" ".repeat(1 << 20)),
        Err(LinkError::TooLong)
    );
}

#[test]
fn a_catalogue_with_thousands_of_items_has_codes_as_long_as_they_fit() {
    let mut random = Random(9);
    let large = Catalogue::new(counted(7_000)).unwrap();
    let code = random_code(&mut random, &large);
    assert!(code.len() <= CODE_LENGTH_MAX);
    assert!(assert_canonical(&large, &code));
    let too_large = Catalogue::new(counted(10_000)).unwrap();
    let responses = random.responses(&too_large, 10);
    let code = encode(&too_large, &responses, FamilyIndex(0), None);
    assert_eq!(code, Err(LinkError::TooLong));
}

#[test]
fn other_catalogues_and_changed_ones_are_told_apart() {
    let mut random = Random(10);
    let catalogue = catalogue("several-items-1");
    let code = random_code(&mut random, &catalogue);
    let with = |change: &dyn Fn(&mut assessment::Definition)| {
        let mut definition = definition("several-items-1");
        change(&mut definition);
        decode(&Catalogue::new(definition).unwrap(), &code)
    };
    let other = with(&|definition| definition.id = assessment::id::CatalogueId::new("other"));
    assert_eq!(other, Err(LinkError::OtherCatalogue));
    let later = with(&|definition| definition.revision = 2);
    assert_eq!(later, Err(LinkError::RevisionUnknown { found: 1 }));
    let changed = with(&|definition| definition.competences[0].weights[1] = 1);
    assert_eq!(changed, Err(LinkError::DefinitionChanged));
    let renamed = with(&|definition| definition.as_of = "2027-01-01".into());
    assert!(renamed.is_ok());
}

/// The catalogue `several-items` after two more revisions: items and families were moved, and some
/// came in between.
fn grown() -> (assessment::Definition, Vec<RevisionTable>) {
    let mut grown = definition("several-items-1");
    let first = grown.clone();
    grown.revision = 3;
    grown.families.insert(0, FamilyId::new("miller"));
    grown.profiles.insert(
        0,
        ProfileDefinition {
            id: ProfileId::new("miller.junior"),
            family: FamilyIndex(0),
            tier: Tier::Junior,
        },
    );
    grown.profiles[1..]
        .iter_mut()
        .for_each(|profile| profile.family.0 += 1);
    for competence in &mut grown.competences {
        competence.weights.insert(0, 1);
        competence.required.insert(0, 1);
    }
    let item = |id, competence| ItemDefinition {
        id: ItemId::new(id),
        competence: CompetenceIndex(competence),
    };
    grown.items.swap(0, 1);
    grown.items.insert(5, item("dough-spelt", 2));
    grown.items.push(item("sugar-spinning", 4));
    let position = |id: &ItemId| grown.items.iter().position(|item| item.id == *id);
    let items = first.items.iter();
    let items = items.map(|item| ItemIndex(position(&item.id).unwrap() as u16));
    let table = |revision, definition_check| RevisionTable {
        revision,
        definition_check,
        families: vec![FamilyIndex(1), FamilyIndex(2)],
        items: items.clone().collect(),
    };
    let history = vec![
        table(1, definition_check(&first)),
        table(2, definition_check(&first) ^ 1),
    ];
    (grown, history)
}

#[test]
fn a_link_of_an_earlier_revision_opens_with_its_answers() {
    let first = catalogue("several-items-1");
    let (definition, history) = grown();
    let grown = Catalogue::with_history(definition, history).unwrap();
    let mut random = Random(13);
    for _ in 0..1_000 {
        let not_asked = [0, 30, 100][random.below(3)];
        let responses = random.responses(&first, not_asked);
        let (family, level) = random.target(&first);
        let code = encode(&first, &responses, family, level).unwrap();
        let shared = decode(&grown, &code).unwrap();
        assert_eq!((shared.revision, shared.is_rescored), (1, true));
        assert_eq!(grown.family_id(shared.family), first.family_id(family));
        assert_eq!(shared.level, level);
        for item in grown.items() {
            let id = grown.item_id(item);
            let before = first.items().find(|before| first.item_id(*before) == id);
            let expected = before.map_or(Response::NotAsked, |before| responses.get(before));
            assert_eq!(shared.responses.get(item), expected, "{id}");
        }
        // From here on it is a state of today's revision.
        let again = encode(&grown, &shared.responses, shared.family, shared.level).unwrap();
        assert!(!decode(&grown, &again).unwrap().is_rescored);
    }
}

#[test]
fn damage_to_a_link_of_an_earlier_revision_is_noticed_too() {
    let first = catalogue("several-items-1");
    let (definition, history) = grown();
    let grown = Catalogue::with_history(definition, history).unwrap();
    let mut random = Random(14);
    for _ in 0..50 {
        let code = random_code(&mut random, &first);
        for length in 0..code.len() {
            assert_eq!(decode(&grown, &code[..length]), Err(LinkError::CutOff));
        }
        let bytes = unsealed(&code);
        for position in 1..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 1 << random.below(8);
            let opened = decode(&grown, &sealed(&changed));
            // What still opens is what the first revision would have written.
            if let Ok(shared) = opened {
                let before = decode(&first, &sealed(&changed)).unwrap();
                assert_eq!(shared.level, before.level);
            }
        }
    }
}

#[test]
fn revisions_that_are_unknown_or_were_changed_are_told_apart() {
    let (grown, history) = grown();
    let today = Catalogue::with_history(grown, history).unwrap();
    let mut random = Random(15);
    let mut code_of = |change: &dyn Fn(&mut assessment::Definition)| {
        let mut other = definition("several-items-1");
        change(&mut other);
        random_code(&mut random, &Catalogue::new(other).unwrap())
    };
    let later = code_of(&|definition| definition.revision = 4);
    let found = Err(LinkError::RevisionUnknown { found: 4 });
    assert_eq!(decode(&today, &later), found);
    let changed = code_of(&|definition| definition.thresholds.core_weight = 2);
    assert_eq!(decode(&today, &changed), Err(LinkError::DefinitionChanged));
    let changed = code_of(&|definition| definition.revision = 3);
    assert_eq!(decode(&today, &changed), Err(LinkError::DefinitionChanged));
    let second = code_of(&|definition| definition.revision = 2);
    assert_eq!(decode(&today, &second), Err(LinkError::DefinitionChanged));
}

#[test]
fn a_history_that_makes_no_sense_is_refused() {
    let changes: [fn(&mut Vec<RevisionTable>); 9] = [
        |history| history.swap(0, 1),
        |history| history[0].revision = 0,
        |history| history[1].revision = 3,
        |history| history[0].definition_check = 1 << 20,
        |history| history[0].items[3] = ItemIndex(11),
        |history| history[0].items[3] = history[0].items[4],
        |history| history[0].families[0] = FamilyIndex(3),
        |history| history[0].items.clear(),
        |history| history[1].families.clear(),
    ];
    let (grown, history) = grown();
    assert!(Catalogue::with_history(grown.clone(), history.clone()).is_ok());
    for (number, change) in changes.into_iter().enumerate() {
        let mut changed = history.clone();
        change(&mut changed);
        let problems = Catalogue::with_history(grown.clone(), changed).unwrap_err();
        assert_eq!(problems.len(), 1, "change {number}");
    }
}

#[test]
fn the_definition_check_covers_what_scoring_depends_on() {
    let before = definition_check(&definition("several-items-1"));
    let changes: [fn(&mut assessment::Definition); 16] = [
        |definition| definition.thresholds.reached_percent -= 1,
        |definition| definition.thresholds.core_percent -= 1,
        |definition| definition.thresholds.core_weight -= 1,
        |definition| definition.thresholds.area_answered_percent -= 1,
        |definition| definition.thresholds.straight_lining -= 1,
        |definition| definition.areas.swap(0, 1),
        |definition| definition.families.swap(0, 1),
        |definition| definition.profiles.swap(0, 1),
        |definition| definition.competences.swap(0, 1),
        |definition| definition.competences[2].level_count -= 1,
        |definition| definition.competences[1].weights[0] -= 1,
        |definition| definition.competences[1].required[0] -= 1,
        |definition| definition.competences[1].area.0 += 1,
        |definition| definition.items.swap(0, 1),
        |definition| definition.items[2].competence.0 -= 1,
        |definition| drop(definition.items.pop()),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut changed = definition("several-items-1");
        change(&mut changed);
        assert_ne!(definition_check(&changed), before, "change {number}");
    }
    let mut changed = definition("several-items-1");
    changed.as_of = "2027-01-01".into();
    changed.revision = 9;
    changed.thresholds.module_points = 9;
    assert_eq!(definition_check(&changed), before);
}

#[test]
fn formats_to_come_are_told_from_damage() {
    let catalogue = catalogue("several-items-1");
    let mut random = Random(11);
    let bytes = unsealed(&random_code(&mut random, &catalogue));
    for head in 0..=u8::MAX {
        let mut changed = bytes.clone();
        changed[0] = head;
        let result = decode(&catalogue, &sealed(&changed));
        match (head >> 4, head & 0xf) {
            (0, _) => assert_eq!(result, Err(LinkError::Damaged)),
            (1, 0..8) => assert!(matches!(result, Ok(_) | Err(LinkError::Damaged))),
            // Answers are no summary, whatever their first byte says.
            (2, 0) => assert_eq!(result, Err(LinkError::Damaged)),
            _ => assert_eq!(result, Err(LinkError::NewerFormat)),
        }
    }
}

#[test]
fn the_longer_form_is_refused_where_the_shorter_one_would_do() {
    // One item of two levels: the form for complete results has the values 0 to 2, the other one 0
    // to 3, of which only 3 says that the item wasn't asked.
    let catalogue = catalogue("counted-1");
    let not_asked = Responses::new(&catalogue);
    let code = encode(&catalogue, &not_asked, FamilyIndex(0), None).unwrap();
    let mut bytes = unsealed(&code);
    let last = bytes.len() - 1;
    assert_eq!((bytes[0], bytes[last]), (0x11, 3));
    for value in 0..=u8::MAX {
        bytes[last] = value;
        assert_eq!(decode(&catalogue, &sealed(&bytes)).is_ok(), value == 3);
    }
    bytes[0] = 0x10;
    for value in 0..=u8::MAX {
        bytes[last] = value;
        assert_eq!(decode(&catalogue, &sealed(&bytes)).is_ok(), value < 3);
    }
}

#[test]
fn what_mailers_do_to_a_code_is_mended() {
    let catalogue = catalogue("social-media-1");
    let mut random = Random(12);
    for _ in 0..200 {
        let code = random_code(&mut random, &catalogue);
        let shared = decode(&catalogue, &code);
        assert!(shared.is_ok());
        let (start, end) = code.split_at(random.below(code.len()));
        for mangled in [
            format!("{code}."),
            format!("<{code}>"),
            format!("({code}),"),
            format!("{code}=="),
            format!("{start}\r\n{end}"),
            format!("{start}=\r\n{end}"),
            format!("{start}\u{ad}{end}"),
            format!("{start}\u{200b}{end}\u{feff}"),
            code.replace('-', "%2D").replace('_', "%5f"),
            code.replace('-', "\u{2011}"),
            code.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        ] {
            assert_eq!(open(&catalogue, &mangled), shared, "{mangled}");
        }
    }
}

#[test]
fn each_failure_has_its_own_name_and_sentence() {
    let mut names: Vec<&str> = LinkError::ALL.iter().map(|error| error.code()).collect();
    let mut sentences: Vec<String> = LinkError::ALL.iter().map(ToString::to_string).collect();
    names.sort_unstable();
    names.dedup();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!((names.len(), sentences.len()), (8, 8));
    assert!(names.iter().all(|name| name.starts_with("link-")));
}

#[test]
fn the_worked_example_of_the_specification_holds() {
    let catalogue = catalogue("several-items-1");
    let mut responses = Responses::new(&catalogue);
    for (item, response) in [
        Response::Level(2),
        Response::Skipped,
        Response::Level(1),
        Response::Level(6),
        Response::Level(0),
        Response::Level(3),
        Response::Skipped,
        Response::Level(3),
        Response::Level(0),
    ]
    .into_iter()
    .enumerate()
    {
        let item = ItemIndex(item as u16);
        responses.set(&catalogue, item, response).unwrap();
    }
    let code = encode(&catalogue, &responses, FamilyIndex(1), Some(Tier::Junior)).unwrap();
    println!("{code} {:02x?}", all_bytes(&code));
    let document = include_str!("../../../docs/result-links.md");
    assert!(document.contains(&code), "{code}");
}
