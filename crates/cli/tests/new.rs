//! `skill-check new`: what it writes checks clean and compiles, and what is there stays.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::common;

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
fn a_new_catalogue_comes_in_the_languages_that_are_asked_for() {
    let folder = Folder::new("locales");
    let (status, said) = run(&folder.0, &["new", "care", "--locales", "en,fr"]);
    assert_eq!(status, 0, "{said}");
    for line in [
        "  catalogue.toml  the same in every language: ids, levels, weights, requirements",
        "  en.toml         the words in `en`, the default language",
        "  fr.toml         the words in `fr`: still English, to be translated",
        "  personas.toml   people whom it is tested with, and what each must get",
        "  *.schema.json   what belongs where, for editors",
        "  cargo skill-check check care   names what is wrong, and what is still to be translated",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}\n{said}");
    }
    let french = fs::read_to_string(folder.0.join("care/fr.toml")).unwrap();
    assert!(
        french.contains("name = \"français\"") || french.contains("name = \"Français\""),
        "{french}"
    );
    // Each text is there, and the check says which are to be translated: ours, and the interface's.
    let english = fs::read_to_string(folder.0.join("care/en.toml")).unwrap();
    let keys = |text: &str| {
        let keys = text.lines().filter_map(|line| line.split_once(" = "));
        keys.map(|(key, _)| key.to_owned()).collect::<Vec<_>>()
    };
    assert!(keys(&french).starts_with(&keys(&english)), "{french}");
    let (status, said) = run(&folder.0, &["check", "care"]);
    assert_eq!(status, 0, "{said}");
    for text in [
        " texts read as in `en`: `catalogue.title`, ",
        " strings of the interface read as in the original: ",
        "\n0 errors, 2 warnings, 0 notes",
    ] {
        assert!(said.contains(text), "{text}\n{said}");
    }
}

#[test]
fn languages_that_are_none_or_named_twice_are_refused() {
    let folder = Folder::new("no-locales");
    for (locales, expected) in [
        (
            "de,../x",
            "`../x` names no language: write tags such as de or pt-BR",
        ),
        ("", "`` names no language"),
        ("de,,en", "`` names no language"),
        ("de,catalogue", "`catalogue` names no language"),
        ("de,en,DE", "the language `DE` is named twice"),
    ] {
        let (status, said) = run(&folder.0, &["new", "other", "--locales", locales]);
        assert_eq!(status, 2, "{locales}: {said}");
        assert!(said.contains(expected), "{locales}: {said}");
        assert!(!folder.0.join("other").exists());
    }
}

#[test]
fn a_table_to_fill_in_is_imported_as_it_is() {
    let folder = Folder::new("table");
    let (status, printed) = run(&folder.0, &["table", "de"]);
    assert_eq!(status, 0, "{printed}");
    fs::write(folder.0.join("desk.csv"), printed).unwrap();
    let (status, said) = run(&folder.0, &["import", "desk.csv"]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("of the spreadsheet there is listed above: 0 to decide, 0 left out"),
        "{said}"
    );
    let (status, said) = run(&folder.0, &["table", "fr"]);
    assert!(
        status == 2 && said.contains("there is one in de and en"),
        "{said}"
    );
}

#[test]
fn what_is_there_stays() {
    let folder = Folder::new("stays");
    fs::write(folder.0.join("en.toml"), "mine").unwrap();
    let (status, said) = run(&folder.0, &["new", ".", "--id", "mine"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains(". isn't empty, en.toml is in it"), "{said}");
    assert!(!folder.0.join("catalogue.toml").exists());
    assert_eq!(
        fs::read_to_string(folder.0.join("en.toml")).unwrap(),
        "mine"
    );
    // A folder that is kept in a repository begins with what is hidden.
    let folder = Folder::new("hidden");
    fs::create_dir(folder.0.join(".git")).unwrap();
    let (status, said) = run(&folder.0, &["new", ".", "--id", "mine"]);
    assert_eq!(status, 0, "{said}");
    let (status, said) = run(&folder.0, &["new", ".", "--id", "mine"]);
    assert!(
        status == 2 && said.contains("catalogue.schema.json is in it"),
        "{said}"
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
