//! What a visitor hands over of the built-in catalogue: it keeps to its schema, holds no more than was agreed to, and
//! its noise is what it says.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;
use std::sync::LazyLock;

use assessment::handover::{Handover, HandoverError, Noise, RANDOM_BYTES, Scope};
use assessment::id::FamilyIndex;
use assessment::session::Session;
use assessment::text::Texts;
use assessment::{Catalogue, Response, Responses, compiled, link};
use serde_json::{Value, json};

fn content(locale: &str) -> (Catalogue, Texts) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let authored = catalogue::load(&folder).authored.unwrap();
    let compiled = authored.compile();
    let one = compiled.iter().find(|one| one.locale == locale).unwrap();
    compiled::decode(&one.bytes).unwrap()
}

/// Every fifth item is skipped, and the last ten weren't asked.
fn session(catalogue: &Catalogue) -> Session {
    let mut session = Session::new(catalogue, FamilyIndex(0), None);
    let count = catalogue.item_count();
    let list: Vec<Response> = (0..count)
        .map(|place| match place {
            _ if place + 10 >= count => Response::NotAsked,
            _ if place % 5 == 4 => Response::Skipped,
            _ => Response::Level((place % 5) as u8),
        })
        .collect();
    session.responses = Responses::from_list(catalogue, &list).unwrap();
    session
}

fn handed(scope: Scope, note: &str, random: &[u8]) -> Result<Value, HandoverError> {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| content("de").0);
    let catalogue = &*CATALOGUE;
    let text = Handover {
        catalogue,
        session: &session(catalogue),
        scope,
        date: "2026-11-29",
        note,
        random,
    }
    .json()?;
    assert!(!text.contains('\n'), "one line");
    Ok(serde_json::from_str(&text).unwrap())
}

#[test]
fn the_json_keeps_to_its_schema_and_to_what_was_agreed_to() {
    let schema = include_str!("../../../docs/handover.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let random = vec![7; 39 * RANDOM_BYTES];
    let noise = Noise::new(2);
    for (scope, keys) in [
        (
            Scope::Areas,
            vec![
                "areas",
                "catalogue",
                "date",
                "family",
                "format",
                "headline",
                "level",
                "note",
                "scope",
                "standing",
                "target",
            ],
        ),
        (
            Scope::Everything,
            vec![
                "areas",
                "catalogue",
                "code",
                "date",
                "family",
                "format",
                "headline",
                "level",
                "note",
                "responses",
                "scope",
                "standing",
                "target",
            ],
        ),
        (
            Scope::Statistics(None),
            vec!["catalogue", "format", "responses", "scope", "week"],
        ),
        (
            Scope::Statistics(noise),
            vec!["catalogue", "format", "responses", "rr", "scope", "week"],
        ),
    ] {
        let mut json = handed(scope, " Anna \"<b>\n", &random).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{scope:?}: {errors:?}");
        // In which order they stand depends on what else is compiled with the test.
        let mut found: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        found.sort_unstable();
        assert_eq!(found, keys, "{scope:?}");
        if keys.contains(&"note") {
            assert_eq!(json["note"], "Anna \"<b>");
        }
        // The validator does look: what was not agreed to is refused.
        let other = if keys.contains(&"week") { "note" } else { "rr" };
        json[other] = if other == "rr" {
            json!({ "epsilon": 2 })
        } else {
            json!("Anna")
        };
        assert!(!validator.is_valid(&json), "{scope:?}");
    }
}

#[test]
fn the_answers_and_the_code_are_those_of_the_sitting() {
    let (catalogue, _) = content("de");
    let json = handed(Scope::Everything, "", &[]).unwrap();
    let responses = json["responses"].as_object().unwrap();
    assert_eq!(responses.len(), catalogue.item_count() - 10);
    for (place, item) in catalogue.items().enumerate().take(responses.len()) {
        let expected = if place % 5 == 4 {
            Value::Null
        } else {
            json!(place % 5)
        };
        assert_eq!(responses[catalogue.item_id(item).as_str()], expected);
    }
    let opened = link::decode_any(&catalogue, json["code"].as_str().unwrap());
    assert!(opened.is_ok(), "{opened:?}");
    assert!(json.get("note").is_none());
}

#[test]
fn noise_changes_as_many_answers_as_it_says_and_needs_chance() {
    let noise = Noise::new(1).unwrap();
    let scope = Scope::Statistics(Some(noise));
    assert_eq!(handed(scope, "", &[0; 8]), Err(HandoverError::NoRandomness));
    // A generator of its own, as the test has to give the same everywhere (SplitMix64, Steele et al. 2014).
    let mut state = 42_u64;
    let mut random = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let truth = handed(Scope::Statistics(None), "", &[]).unwrap();
    let (mut kept, mut all) = (0_u32, 0_u32);
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..39).flat_map(|_| random().to_le_bytes()).collect();
        let json = handed(scope, "", &bytes).unwrap();
        assert_eq!(json["rr"], json!({ "epsilon": 1 }));
        for (item, level) in truth["responses"].as_object().unwrap() {
            // That something was skipped stays.
            assert_eq!(json["responses"][item].is_null(), level.is_null());
            if !level.is_null() {
                kept += u32::from(json["responses"][item] == *level);
                all += 1;
            }
        }
    }
    // 40.5 % of some 9,600: within four standard errors.
    let percent = kept * 1000 / all;
    assert!((385..=425).contains(&percent), "{percent} of a thousand");
    assert_eq!(noise.kept_percent(5), 40);
}

#[test]
fn a_letter_has_the_areas_in_words_and_no_answer() {
    let (catalogue, texts) = content("de");
    let words = Handover {
        catalogue: &catalogue,
        session: &session(&catalogue),
        scope: Scope::Areas,
        date: "2026-11-29",
        note: "Guten Tag",
        random: &[],
    }
    .words(&texts);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines[0], "Guten Tag");
    assert_eq!(lines.len(), 4 + catalogue.areas().count());
    for (line, area) in lines[4..].iter().zip(catalogue.areas()) {
        assert!(
            line.starts_with(&*texts.area(area).name) && line.ends_with('%'),
            "{line}"
        );
    }
}
