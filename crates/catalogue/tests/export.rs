//! Exports of the built-in catalogue: the JSON keeps to its schema, the CSV to RFC 4180.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;

use assessment::compiled;
use assessment::export::Export;
use assessment::id::FamilyIndex;
use assessment::session::Session;
use assessment::text::{TextKey, Texts};
use assessment::{Catalogue, Response, Responses};
use serde_json::{Value, json};

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

fn content(locale: &str) -> (Catalogue, Texts) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let authored = catalogue::load(&folder).authored.unwrap();
    let compiled = authored.compile();
    let one = compiled.iter().find(|one| one.locale == locale).unwrap();
    compiled::decode(&one.bytes).unwrap()
}

fn responses(catalogue: &Catalogue, levels: &str) -> Responses {
    let list: Vec<Response> = levels
        .chars()
        .map(|level| match level.to_digit(10) {
            Some(level) => Response::Level(level as u8),
            None => Response::Skipped,
        })
        .collect();
    Responses::from_list(catalogue, &list).unwrap()
}

/// The exports of some levels, in item order: JSON, CSV and the file name.
fn export(locale: &str, levels: &str) -> (Value, String, String) {
    let (catalogue, texts) = content(locale);
    let mut session = Session::new(&catalogue, FamilyIndex(0), None);
    session.responses = responses(&catalogue, levels);
    let export = Export {
        catalogue: &catalogue,
        texts: &texts,
        session: &session,
        date: "2026-11-23",
    };
    let json = serde_json::from_str(&export.json()).unwrap();
    (json, export.csv(), export.file_name())
}

#[test]
fn the_json_keeps_to_its_schema() {
    let schema = include_str!("../../../docs/result.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for locale in ["de", "en"] {
        for levels in [EXAMPLE, "", "444", &"0".repeat(39), &"4".repeat(39)] {
            let (json, ..) = export(locale, levels);
            let errors: Vec<_> = validator
                .iter_errors(&json)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{locale} {levels}: {errors:?}");
        }
    }
    // The validator does look.
    let (mut json, ..) = export("de", EXAMPLE);
    json["areas"][0]["low"] = json!(101);
    assert!(!validator.is_valid(&json));
}

#[test]
fn the_worked_example_is_exported_with_its_numbers() {
    let (json, _, name) = export("de", EXAMPLE);
    assert_eq!(name, "social-media_2026-11-23_de");
    let fits: Vec<_> = json["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|profile| (profile["low"].clone(), profile["high"].clone()))
        .collect();
    let expected = [(86, 94), (47, 57), (72, 76), (46, 54), (69, 83), (44, 57)];
    assert_eq!(fits, expected.map(|(low, high)| (json!(low), json!(high))));
    assert_eq!(json["target"], "social-media-manager.junior");
    assert_eq!(json["standing"], "on-the-way");
    assert_eq!(json["responses"][31]["level"], "skipped");
    assert_eq!(json["responses"][0]["level"], 2);
}

#[test]
fn the_csv_has_a_row_for_each_item() {
    for (locale, separator) in [("de", "\";\""), ("en", "\",\"")] {
        let (_, csv, _) = export(locale, EXAMPLE);
        let rows: Vec<_> = csv
            .strip_prefix('\u{feff}')
            .unwrap()
            .strip_suffix("\r\n")
            .unwrap()
            .split("\r\n")
            .collect();
        assert_eq!(rows.len(), 40);
        for row in rows {
            assert!(row.starts_with('"') && row.ends_with('"'), "{row}");
            assert_eq!(row.matches(separator).count(), 6, "{row}");
        }
    }
}

/// A catalogue from anywhere may say what stands between fields; what is no separator would begin a formula.
#[test]
fn nothing_but_a_separator_stands_between_fields() {
    let (catalogue, mut texts) = content("en");
    let mut session = Session::new(&catalogue, FamilyIndex(0), None);
    session.responses = responses(&catalogue, EXAMPLE);
    let place = TextKey::ALL
        .iter()
        .position(|&(message, _)| message == TextKey::ExportSeparator);
    let mut csv = |separator: &str| {
        texts.interface[place.unwrap()] = separator.into();
        let export = Export {
            catalogue: &catalogue,
            texts: &texts,
            session: &session,
            date: "2026-11-29",
        };
        export.csv()
    };
    let usual = csv(",");
    assert!(csv(";").contains("\";\""));
    assert!(csv("\t").contains("\"\t\""));
    for hostile in [
        "",
        "\n",
        ",=1+1,",
        "=HYPERLINK(\"https://a.example\")",
        "\"",
    ] {
        assert_eq!(csv(hostile), usual, "{hostile:?}");
    }
}
