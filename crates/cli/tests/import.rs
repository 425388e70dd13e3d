//! `skill-check import`: two surveys with every quirk of their kind, and files that are none.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, run};

fn survey(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/lss")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// Imports a survey; what is said, with the day left out, and the draft's files.
fn import(name: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    fs::write(folder.0.join("bakery.lss"), survey(name)).unwrap();
    let (status, said) = run(&folder.0, &["import", "bakery.lss"]);
    assert_eq!(status, 0, "{said}");
    (folder, said)
}

fn file(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.0.join("bakery").join(name)).unwrap()
}

/// A file without the line that changes from day to day.
fn undated(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("as_of = "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_survey_of_the_older_kind() {
    let (folder, said) = import("limesurvey-3.lss");
    insta::assert_snapshot!("limesurvey-3-said", said);
    insta::assert_snapshot!(
        "limesurvey-3-catalogue",
        undated(&file(&folder, "catalogue.toml"))
    );
    insta::assert_snapshot!("limesurvey-3-de", file(&folder, "de.toml"));
    insta::assert_snapshot!("limesurvey-3-en", file(&folder, "en.toml"));
}

#[test]
fn a_survey_of_the_newer_kind_in_a_language_from_right_to_left() {
    let (folder, said) = import("limesurvey-6.lss");
    insta::assert_snapshot!("limesurvey-6-said", said);
    insta::assert_snapshot!(
        "limesurvey-6-catalogue",
        undated(&file(&folder, "catalogue.toml"))
    );
    let arabic = file(&folder, "ar.toml");
    let (texts, strings) = arabic.split_once("[interface]").unwrap();
    insta::assert_snapshot!("limesurvey-6-ar", texts);
    assert!(strings.lines().count() > 100);
    let (status, said) = run(&folder.0, &["compile", "bakery", "-o", "out"]);
    assert_eq!(status, 0, "{said}");
    let bytes = fs::read(folder.0.join("out/bakery.ar.bin")).unwrap();
    let (catalogue, texts) = assessment::compiled::decode(&bytes).unwrap();
    assert_eq!(catalogue.item_count(), 3);
    assert_eq!(texts.direction.as_str(), "rtl");
    assert_eq!(&*texts.items[0].anchors[4], "أعلّم الآخرين");
}

/// Every question is an item or said to be left out, and every word of what is an item is in the draft
/// or said.
#[test]
fn nothing_is_dropped_in_silence() {
    for name in ["limesurvey-3.lss", "limesurvey-6.lss"] {
        let (folder, said) = import(name);
        let definition = file(&folder, "catalogue.toml");
        let mut kept = said.clone();
        for entry in fs::read_dir(folder.0.join("bakery")).unwrap() {
            kept.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
        }
        let xml = survey(name);
        let document = roxmltree::Document::parse(&xml).unwrap();
        let field = |row: roxmltree::Node<'_, '_>, field: &str| {
            let node = row.children().find(|node| node.has_tag_name(field));
            node.and_then(|node| node.text())
                .unwrap_or_default()
                .to_owned()
        };
        let rows = || {
            document
                .descendants()
                .filter(|node| node.has_tag_name("row"))
        };
        let mut left_out = Vec::new();
        for row in rows().filter(|row| field(*row, "parent_qid") == "0") {
            let code = field(row, "title");
            let id = format!("id = \"{}\"", code.to_lowercase().replace('_', "-"));
            if said.contains(&format!("question {code} is left out: ")) {
                left_out.push(field(row, "qid"));
            } else {
                assert!(definition.contains(&id), "{name}: question {code}");
            }
        }
        let mut count = 0;
        for row in rows().filter(|row| {
            !left_out.contains(&field(*row, "qid"))
                && !left_out.contains(&field(*row, "parent_qid"))
        }) {
            let texts = ["question", "answer", "group_name", "description", "help"];
            for html in texts.map(|text| field(row, text)) {
                for word in words(&html) {
                    count += 1;
                    assert!(
                        kept.contains(&word),
                        "{name}: {word} is neither in the draft nor said"
                    );
                }
            }
        }
        assert!(count > 80, "{count} words");
    }
}

/// The words outside of tags.
fn words(html: &str) -> Vec<String> {
    let mut in_tag = false;
    let text = html.replace("&nbsp;", " ").replace("&amp;", "&");
    let text: String = text
        .chars()
        .map(|character| {
            in_tag = (in_tag || character == '<') && character != '>';
            let is_outside = !in_tag && character != '>';
            if is_outside { character } else { ' ' }
        })
        .collect();
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(['"', ':', '.']).to_owned())
        .collect()
}

#[test]
fn what_is_no_survey_is_refused() {
    let folder = Folder::new("no-survey");
    for (text, expected) in [
        ("not XML", "isn't sound XML"),
        ("<document><rows/></document>", "no LimeSurvey export"),
        (
            "<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
            "holds a LimeSurvey group, not a whole survey",
        ),
        (
            "<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>",
            "doesn't say its language",
        ),
        (
            "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>de</language></languages></document>",
            "no question of the survey can be an item",
        ),
    ] {
        fs::write(folder.0.join("a.lss"), text).unwrap();
        let (status, said) = run(&folder.0, &["import", "a.lss"]);
        assert_eq!(status, 2, "{said}");
        assert!(
            said.starts_with("a.lss: ") && said.contains(expected),
            "{said}"
        );
        assert!(!folder.0.join("a").exists());
    }
    let (status, said) = run(&folder.0, &["import", "b.lss"]);
    assert!(status == 2 && said.contains("can't be read"), "{said}");
}

#[test]
fn a_draft_overwrites_nothing() {
    let (folder, _) = import("limesurvey-6.lss");
    let (status, said) = run(&folder.0, &["import", "bakery.lss"]);
    assert!(status == 2 && said.contains("is there already"), "{said}");
    let (status, said) = run(&folder.0, &["import", "bakery.lss", "--output", "second"]);
    assert_eq!(status, 0, "{said}");
    assert!(folder.0.join("second/ar.toml").is_file());
}
