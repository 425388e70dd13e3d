//! `skill-check new`: what it writes checks clean and compiles, and what is there stays.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod common;

use std::fs;

use common::{Folder, run};

#[test]
fn a_new_catalogue_checks_clean_and_compiles() {
    let folder = Folder::new("clean");
    // As cargo calls the installed command.
    let (status, said) = run(&folder.0, &["skill-check", "new", "care_assistant"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("The catalogue `care-assistant`"), "{said}");
    let (status, said) = run(&folder.0, &["check", "care_assistant"]);
    assert_eq!(status, 0, "{said}");
    let (summary, measures) = said.split_once('\n').unwrap();
    assert_eq!(summary, "0 errors, 0 warnings, 0 notes");
    // German alone has a grade.
    let has_grade = |line: &str| line.contains(", Wiener Sachtextformel ");
    let measures: Vec<_> = measures
        .lines()
        .map(|line| (line.split_once(':').unwrap().0, has_grade(line)))
        .collect();
    assert_eq!(
        measures,
        [
            ("de, items", true),
            ("de, profiles and modules", true),
            ("en, items", false),
            ("en, profiles and modules", false),
            ("de, a whole check", false),
            ("en, a whole check", false),
        ]
    );
    for kind in ["catalogue", "locale", "personas"] {
        let (status, printed) = run(&folder.0, &["schema", kind]);
        let written = folder.0.join(format!("care_assistant/{kind}.schema.json"));
        assert_eq!(status, 0);
        assert_eq!(printed, fs::read_to_string(written).unwrap().trim_end());
    }
    let (status, said) = run(&folder.0, &["compile", "care_assistant", "-o", "out"]);
    assert_eq!(status, 0, "{said}");
    for locale in ["de", "en"] {
        let bytes = fs::read(folder.0.join(format!("out/care-assistant.{locale}.bin"))).unwrap();
        let (catalogue, texts) = assessment::compiled::decode(&bytes).unwrap();
        assert_eq!(*texts.locale, *locale);
        assert_eq!(catalogue.areas().len(), 4);
        assert_eq!(catalogue.competences().len(), 6);
        assert_eq!(catalogue.profiles().len(), 2);
        assert_eq!(catalogue.modules().len(), 2);
    }
}

#[test]
fn what_is_there_stays() {
    let folder = Folder::new("stays");
    fs::write(folder.0.join("en.toml"), "mine").unwrap();
    let (status, said) = run(&folder.0, &["new", ".", "--id", "mine"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("en.toml is there already"), "{said}");
    assert!(!folder.0.join("catalogue.toml").exists());
    assert_eq!(
        fs::read_to_string(folder.0.join("en.toml")).unwrap(),
        "mine"
    );
}

#[test]
fn an_id_has_to_be_one() {
    let folder = Folder::new("id");
    let (status, said) = run(&folder.0, &["new", "Pflege & mehr"]);
    assert_eq!(status, 2, "{said}");
    assert!(
        said.contains("`pflege-&-mehr` can't be the catalogue's id"),
        "{said}"
    );
    assert!(said.contains("--id"), "{said}");
    assert!(!folder.0.join("Pflege & mehr").exists());
}

#[test]
fn the_interface_s_strings_are_printed_to_translate() {
    let folder = Folder::new("strings");
    let (status, printed) = run(&folder.0, &["strings", "de"]);
    assert_eq!(status, 0);
    assert!(printed.starts_with("[interface]\n"), "{printed}");
    assert!(
        printed.contains("\n# {count}: a whole number\n"),
        "{printed}"
    );
    let (status, said) = run(&folder.0, &["strings", "xx"]);
    assert_eq!(status, 2);
    assert!(said.contains("no built-in strings for `xx`"), "{said}");
}
