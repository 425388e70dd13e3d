//! What becomes of what refers to an entry that is taken out, in every file.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments are written in place"
)]

use std::path::Path;

use serde_json::json;
use studio::Files;

use crate::common::{asked, begun, edited};

fn codes(files: &Files) -> Vec<String> {
    let said = asked("check", json!({ "files": files }));
    let all = said["diagnostics"].as_array().unwrap().iter();
    let errors = all.filter(|one| one["severity"] == "error");
    errors
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect()
}

/// A catalogue of ours, as if it had never been released.
fn ours(id: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../catalogues")
        .join(id);
    let names = ["catalogue.toml", "de.toml", "en.toml", "personas.toml"];
    names
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            (name.to_owned(), text)
        })
        .into()
}

#[test]
fn nothing_refers_to_what_is_gone() {
    let files = ours("social-media");
    let definition: toml::Table = files["catalogue.toml"].parse().unwrap();
    let ids = |list: &str| -> Vec<String> {
        let entries = definition[list].as_array().unwrap().iter();
        entries
            .map(|entry| entry["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (mut tried, mut referred) = (0, 0);
    for list in ["profiles", "competences", "modules", "formats"] {
        // Competences are many, and alike in what refers to them.
        let step = if list == "competences" { 5 } else { 1 };
        for id in ids(list).into_iter().step_by(step) {
            let edit = json!([{ "op": "remove", "list": list, "id": id }]);
            let given = asked("edit", json!({ "files": files, "edits": edit }));
            if let Some(why) = given["error"].as_str() {
                assert!(why.contains("in the text first"), "{why}");
                continue;
            }
            let after = edited(&files, edit);
            assert!(
                !codes(&after).contains(&"unknown-id".to_owned()),
                "{list} {id}"
            );
            tried += 1;
            referred += usize::from(after["personas.toml"] != files["personas.toml"]);
        }
    }
    assert!(tried > 12 && referred > 5, "{tried}, {referred}");
    let edit = json!({ "op": "remove", "list": "profiles", "id": "social-media-manager.junior" });
    let given = asked("edit", json!({ "files": files, "edits": [edit] }));
    let text = given["files"]["catalogue.toml"]
        .as_str()
        .unwrap_or_default();
    assert!(!text.contains("prerequisite"), "{given}");
}

#[test]
fn nobody_is_compared_with_a_person_who_is_gone() {
    let files = ours("social-media");
    let personas: toml::Table = files["personas.toml"].parse().unwrap();
    let all = personas["personas"].as_array().unwrap();
    let named = |person: &toml::Value| {
        Some(
            person["expect"]
                .get("same_statuses_as")?
                .as_str()?
                .to_owned(),
        )
    };
    let compared: Vec<String> = all.iter().filter_map(named).collect();
    assert!(!compared.is_empty());
    for id in compared {
        let after = edited(
            &files,
            json!([{ "op": "remove", "list": "personas", "id": id }]),
        );
        assert!(
            !after["personas.toml"].contains(&format!("\"{id}\"")),
            "{id}"
        );
        assert_eq!(codes(&after), codes(&files), "{id}");
    }
    // However the file is written.
    let mut files = begun();
    let table: toml::Table = files["personas.toml"].parse().unwrap();
    let first = table["personas"][0]["id"].as_str().unwrap();
    let other = format!(
        "[[personas]]\nid = \"other\"\nwho = \"Another\"\nexpect = {{ same_statuses_as = \"{first}\" }}\n"
    );
    files.get_mut("personas.toml").unwrap().push_str(&other);
    let edit = json!([{ "op": "remove", "list": "personas", "id": first }]);
    let after = edited(&files, edit);
    assert!(
        !after["personas.toml"].contains(first),
        "{}",
        after["personas.toml"]
    );
}

#[test]
fn figures_of_others_and_columns_of_a_survey_go_with_what_they_are_of() {
    let mut files = begun();
    let table: toml::Table = files["catalogue.toml"].parse().unwrap();
    let profile = table["profiles"][0]["id"].as_str().unwrap();
    let competence = table["competences"][0]["id"].as_str().unwrap();
    let figures = format!("[[profiles]]\nid = \"{profile}\"\n\n[[profiles]]\nid = \"another\"\n");
    files.insert("norms.toml".to_owned(), figures);
    let columns =
        format!("[items.{competence}]\ncolumn = \"A1\"\n\n[items.other]\ncolumn = \"A2\"\n");
    files.insert("limesurvey.toml".to_owned(), columns);
    let after = edited(
        &files,
        json!([
            { "op": "remove", "list": "profiles", "id": profile },
            { "op": "remove", "list": "competences", "id": competence },
        ]),
    );
    assert_eq!(after["norms.toml"].trim(), "[[profiles]]\nid = \"another\"");
    assert_eq!(
        after["limesurvey.toml"].trim(),
        "[items.other]\ncolumn = \"A2\""
    );
}
