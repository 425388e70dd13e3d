//! `skill-check import`: two surveys with every quirk of their kind, and files that are none.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::common;

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
    assert_eq!(status, 1, "what is to be written doesn't pass: {said}");
    for name in ["ar.toml", "en.toml"] {
        let path = folder.0.join("bakery").join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("To be written: ", "")).unwrap();
    }
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
            if !definition.contains(&id) {
                let is_said = said.contains(&format!("\n  question {code}: "));
                assert!(is_said, "{name}: question {code}");
                left_out.push(field(row, "qid"));
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
        (
            "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>catalogue</language></languages></document>",
            "none of the survey's languages is a language tag",
        ),
        ("PK\u{3}\u{4}…", "the archive can't be read"),
        (
            "\"id\"\t\"class\"\t\"type/scale\"\t\"name\"\n\"1\"\t\"S\"\t\"\"\t\"sid\"\n",
            "doesn't say its language",
        ),
    ] {
        fs::write(folder.0.join("a.lss"), text).unwrap();
        let (status, said) = run(&folder.0, &["import", "a.lss"]);
        assert_eq!(status, 2, "{said}");
        assert!(
            said.contains("a.lss: ") && said.contains(expected),
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

/// A survey of one group in one language; questions are rows of XML.
fn made(answers: &str, questions: &str, rows: &str, id: &str) -> String {
    format!(
        "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>de</language></languages>\
         <answers><rows>{answers}</rows></answers><groups><rows><row><gid>1</gid><group_name>Planung</group_name></row></rows></groups>\
         <questions><rows>{questions}</rows></questions><subquestions><rows>{rows}</rows></subquestions>\
         <surveys><rows><row><sid>{id}</sid><language>de</language></row></rows></surveys>\
         <surveys_languagesettings><rows><row><surveyls_language>de</surveyls_language><surveyls_title>Probe</surveyls_title></row></rows></surveys_languagesettings></document>"
    )
}

fn answers(question: &str, answers: &[(&str, &str)]) -> String {
    let rows = answers.iter().zip(1..).map(|((code, text), order)| {
        format!("<row><qid>{question}</qid><code>{code}</code><answer><![CDATA[{text}]]></answer><sortorder>{order}</sortorder></row>")
    });
    rows.collect()
}

fn question(id: &str, kind: &str, code: &str, text: &str) -> String {
    format!(
        "<row><qid>{id}</qid><parent_qid>0</parent_qid><gid>1</gid><type>{kind}</type><title>{code}</title><question>{text}</question></row>"
    )
}

fn row(id: &str, parent: &str, code: &str, text: &str) -> String {
    format!(
        "<row><qid>{id}</qid><parent_qid>{parent}</parent_qid><title>{code}</title><question>{text}</question></row>"
    )
}

fn imported(name: &str, xml: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    fs::write(folder.0.join("bakery.lss"), xml).unwrap();
    let (_, said) = run(&folder.0, &["import", "bakery.lss"]);
    (folder, said)
}

const SCALE: [(&str, &str); 3] = [("A1", "stimmt nicht"), ("A2", "teils"), ("A3", "stimmt")];

#[test]
fn codes_up_to_100_are_levels_and_letters_are_held_until_somebody_has_looked() {
    let percent = [
        ("0", "nie"),
        ("25", "selten"),
        ("50", "halb"),
        ("75", "meist"),
        ("100", "immer"),
    ];
    let letters = [
        ("N", "Never"),
        ("L", "Little"),
        ("E", "Expert"),
        ("X", "Keine Angabe"),
    ];
    let xml = made(
        &(answers("1", &percent) + &answers("2", &letters)),
        &(question("1", "L", "P", "Wie oft?") + &question("2", "L", "Z", "Wie gut?")),
        "",
        "9",
    );
    let (folder, said) = imported("percent", &xml);
    let definition = file(&folder, "catalogue.toml");
    assert!(
        definition.contains("# Levels by number of the code: 0, 25, 50, 75, 100\n"),
        "{definition}"
    );
    assert!(
        definition.contains("# Levels by the survey's order: N, L, E\n"),
        "{definition}"
    );
    assert!(
        said.contains("question Z, answer X: it looks like no answer"),
        "{said}"
    );
    let (status, said) = run(&folder.0, &["check", "bakery"]);
    assert_eq!(status, 1);
    assert!(
        said.contains("undecided") && said.contains("N, L, E carry no order"),
        "{said}"
    );
    assert!(said.contains("unwritten"), "{said}");
}

#[test]
fn rows_of_an_array_are_drafted_alike_and_two_ends_are_told_apart() {
    let long = "Bitte geben Sie an, wie weit die folgenden Aussagen auf Ihre Arbeit im letzten Jahr zutreffen.";
    let xml = made(
        &(answers("1", &SCALE) + &answers("2", &SCALE)),
        &(question("1", "F", "Q1", long) + &question("2", "F", "Q2", "Wie arbeiten Sie?")),
        &(row("10", "1", "A", "Ich plane.")
            + &row("11", "1", "B", "Ich plane Beiträge für mehrere Kanäle ab.")
            + &row("12", "2", "A", "allein|im Team")),
        "9",
    );
    let (folder, said) = imported("rows", &xml);
    let texts = file(&folder, "de.toml");
    assert!(texts.contains("prompt = \"Ich plane.\""), "{texts}");
    assert!(texts.contains("prompt = \"Ich plane Beiträge"), "{texts}");
    assert!(
        texts.contains("prompt = \"Wie arbeiten Sie? allein – im Team\""),
        "{texts}"
    );
    assert!(
        said.contains("question Q2, row A: its two ends are written as"),
        "{said}"
    );
}

#[test]
fn pictures_leave_their_words_or_are_left_out() {
    let worded = [
        ("1", "<img src='a.png' alt='rot'/>"),
        ("2", "<img src='b.png' alt='grün'/>"),
    ];
    let silent = [
        ("1", "<img src='a.png' alt='rot'/>"),
        ("2", "<img src='b.png'/>"),
    ];
    let xml = made(
        &(answers("1", &worded) + &answers("2", &silent)),
        &(question("1", "L", "Q1", "Welches?") + &question("2", "L", "Q2", "Welches Bild?")),
        "",
        "9",
    );
    let (folder, said) = imported("pictures", &xml);
    let texts = file(&folder, "de.toml");
    assert!(texts.contains("\"rot\",\n  \"grün\","), "{texts}");
    assert!(
        said.contains("question Q2: its answer 2 is a picture"),
        "{said}"
    );
    // Where nothing is left, the reasons are said all the same.
    let xml = made(
        &answers("2", &silent),
        &question("2", "L", "Q2", "Welches Bild?"),
        "",
        "9",
    );
    let (folder, said) = imported("pictures-only", &xml);
    assert!(
        said.contains("question Q2: its answer 2 is a picture"),
        "{said}"
    );
    assert!(
        said.contains("no question of the survey can be an item"),
        "{said}"
    );
    assert!(!folder.0.join("bakery").exists());
}

#[test]
fn a_survey_s_ids_add_no_lines_to_the_draft() {
    let xml = made(
        &answers("1", &[("A1\nid = \"x\"", "nie"), ("A2", "oft")]),
        &question("1", "L", "Q1\nTo decide (9):", "Wie oft?"),
        "",
        "9\nid = \"stolen\"",
    );
    let (folder, said) = imported("lines", &xml);
    let definition = file(&folder, "catalogue.toml");
    let ids = definition.lines().filter(|line| line.starts_with("id = "));
    assert_eq!(ids.count(), 5, "{definition}");
    assert!(definition.contains("id = \"bakery\"\n"), "{definition}");
    assert!(!said.contains("\nTo decide (9):"), "{said}");
    let parsed: Result<toml::Table, _> = definition.parse();
    assert!(parsed.is_ok(), "{definition}");
}

#[test]
fn exported_responses_are_scored_by_the_mapping() {
    let scale = [
        ("A1", "stimmt nicht"),
        ("A2", "teils"),
        ("A3", "stimmt"),
        ("A9", "weiß nicht"),
    ];
    let xml = made(
        &answers("1", &scale),
        &question("1", "F", "Q01", "Wie arbeiten Sie?"),
        &(row("10", "1", "SQ001", "Ich plane.") + &row("11", "1", "SQ002", "Ich stimme ab.")),
        "9",
    );
    let (folder, said) = imported("answers", &xml);
    assert!(said.contains("limesurvey.toml"), "{said}");
    let score = |name: &str, text: &str, rest: &[&str]| {
        fs::write(folder.0.join(name), text).unwrap();
        let arguments = [&["score", "bakery", "--responses", name][..], rest].concat();
        run(&folder.0, &arguments)
    };
    let coded = "\"id\",\"submitdate\",\"Q01[SQ001]\",\"Q01[SQ002]\"\n\"1\",\"2026-01-05\",\"A1\",\"A3\"\n\"2\",\"\",\"A2\",\"A9\"\n";
    let full = "\u{feff}id;Q01[SQ001]. Ich plane.;Q01_SQ002\n1;stimmt nicht;stimmt\n2;\"teils\";weiß nicht\n";
    let (status, by_code) = score("coded.csv", coded, &["--input", "limesurvey"]);
    assert_eq!(status, 0, "{by_code}");
    let (status, by_text) = score("full.csv", full, &["--input", "limesurvey"]);
    assert_eq!(status, 0, "{by_text}");
    let results = |said: &str| -> Vec<String> {
        said.lines()
            .filter(|line| line.starts_with('{'))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(results(&by_code), results(&by_text));
    assert_eq!(results(&by_code).len(), 2);
    // An answer that the mapping doesn't know is no level, whatever digit it is.
    let odd = "id,Q01[SQ001],Q01[SQ002]\n1,A1,2\n2,A1,A2\n";
    let (status, said) = score("odd.csv", odd, &["--input", "limesurvey"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("odd.csv:2: ") && said.contains("answer 2"),
        "{said}"
    );
    let (status, said) = score("none.csv", "id,G1\n1,A1\n", &["--input", "limesurvey"]);
    assert!(status == 2 && said.contains("question codes"), "{said}");
    // Whose anchors were turned round needs the mapping turned round.
    let path = folder.0.join("bakery/de.toml");
    let texts = fs::read_to_string(&path).unwrap();
    let turned = "  \"stimmt\",\n  \"teils\",\n  \"stimmt nicht\",";
    fs::write(
        path,
        texts.replace("  \"stimmt nicht\",\n  \"teils\",\n  \"stimmt\",", turned),
    )
    .unwrap();
    let (status, said) = score("coded.csv", coded, &["--input", "limesurvey"]);
    assert!(
        status == 2 && said.contains("order of the anchors"),
        "{said}"
    );
}
