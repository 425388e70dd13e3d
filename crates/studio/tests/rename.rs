//! Another id for an entry, in every file; people by forms; and how far a check has come.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments are written in place"
)]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use studio::{Files, run_telling};

use crate::common::{asked, begun};

/// The catalogue of ours that uses most of what there is: exam, neighbours, statements, formats, personas, a lock.
fn ours() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "toml" || end == "lock")
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn edit(files: &Files, edits: Value) -> Result<Files, String> {
    let given = asked("edit", json!({ "files": files, "edits": edits }));
    if let Some(error) = given["error"].as_str() {
        return Err(error.to_owned());
    }
    let changed: Files = serde_json::from_value(given["files"].clone()).unwrap();
    let mut after = files.clone();
    after.extend(changed);
    Ok(after)
}

fn renamed(files: &Files, list: &str, id: &str, to: &str) -> Result<Files, String> {
    edit(
        files,
        json!([{ "op": "rename", "list": list, "id": id, "to": to }]),
    )
}

fn ids(files: &Files, list: &str) -> Vec<String> {
    let table: toml::Table = files["catalogue.toml"].parse().unwrap();
    let list = table.get(list).and_then(toml::Value::as_array);
    list.into_iter()
        .flatten()
        .map(|entry| entry["id"].as_str().unwrap().to_owned())
        .collect()
}

/// What the check says, with `new` read as `old`.
fn said(files: &Files, new: &str, old: &str) -> Value {
    let mut said = asked("check", json!({ "files": files }));
    said.as_object_mut().unwrap().remove("sample");
    for persona in said["personas"].as_array_mut().unwrap() {
        persona.as_object_mut().unwrap().remove("code");
    }
    let text = said.to_string().replace(new, old);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_entry_gets_another_id_and_all_that_refers_to_it_follows() {
    for mut files in [begun(), ours()] {
        files.remove("links.lock");
        let before = said(&files, "renamed-entry", "renamed-entry");
        assert_eq!(before["in_order"], true);
        for list in ["areas", "competences", "families", "modules", "formats"] {
            // The first and the last of each: a check of ours takes its time without optimisation.
            let all = ids(&files, list);
            let ends: BTreeSet<String> =
                all.first().into_iter().chain(all.last()).cloned().collect();
            for id in ends {
                let to = "renamed-entry";
                let after = renamed(&files, list, &id, to).unwrap();
                assert!(ids(&after, list).contains(&to.to_owned()), "{list} {id}");
                assert_eq!(
                    asked("check", json!({ "files": after }))["summary"],
                    before["summary"],
                    "{list} {id}"
                );
                let own = said(&after, to, &id);
                assert_eq!(own["personas"], before["personas"], "{list} {id}");
                assert_eq!(own["measures"], before["measures"], "{list} {id}");
                // Lines change where the id stands, and there alone.
                for (name, text) in &files {
                    for (old, new) in text.lines().zip(after[name].lines()) {
                        assert!(
                            old == new
                                || old.contains(&id) && new.contains(to)
                                || new.starts_with("items = "),
                            "{list} {id}: {old} → {new}"
                        );
                    }
                }
                // And back again it is what it was, to the byte, but for a list of items that was none.
                let back = renamed(&after, list, to, &id).unwrap();
                if list != "competences" {
                    assert_eq!(back, files, "{list} {id}");
                }
            }
        }
    }
}

#[test]
fn an_item_keeps_its_texts_and_the_levels_of_people() {
    let files = begun();
    let after = renamed(&files, "items", "calendars", "diaries").unwrap();
    assert!(after["catalogue.toml"].contains("items = [\"diaries\"]"));
    for name in ["de.toml", "en.toml"] {
        assert!(after[name].contains("[items.diaries]"), "{name}");
        assert!(!after[name].contains("[items.calendars]"), "{name}");
        assert!(after[name].contains("[competences.calendars]"), "{name}");
    }
    let personas = |files: &Files| asked("check", json!({ "files": files }))["personas"].clone();
    let [before, now] = [personas(&files), personas(&after)];
    for (one, other) in before
        .as_array()
        .unwrap()
        .iter()
        .zip(now.as_array().unwrap())
    {
        assert_eq!(one["fits"], other["fits"]);
    }
}

#[test]
fn what_links_need_and_what_is_taken_stays() {
    let files = ours();
    let model = asked("model", json!({ "files": files }));
    let held = &model["held"];
    let family = held["families"][0].as_str().unwrap();
    let refused = renamed(&files, "families", family, "other").unwrap_err();
    assert!(refused.contains("links of revision"), "{refused}");
    let item = held["items"].as_object().unwrap().keys().next().unwrap();
    let refused = renamed(&files, "items", item, "other").unwrap_err();
    assert!(refused.contains("links of revision"), "{refused}");
    // A competence may change its name; the item that had its id keeps that.
    let competences = model["competences"].as_array().unwrap();
    let only = competences
        .iter()
        .find(|one| {
            one["items"] == json!([one["id"]])
                && !held["items"][one["id"].as_str().unwrap()].is_null()
        })
        .unwrap();
    let id = only["id"].as_str().unwrap();
    let after = renamed(&files, "competences", id, "other").unwrap();
    assert!(after["catalogue.toml"].contains(&format!("items = [\"{id}\"]")));
    // What a release froze has changed, which the next revision may.
    let checked = asked("check", json!({ "files": after }));
    let errors = checked["diagnostics"].as_array().unwrap().iter();
    let errors: Vec<&Value> = errors.filter(|one| one["severity"] == "error").collect();
    assert!(
        errors.iter().all(|one| one["code"] == "links-broken"),
        "{errors:?}"
    );
    let others = ids(&files, "areas");
    for (to, why) in [
        (&*others[1], "there is another"),
        ("No id", "can't be an id"),
    ] {
        let refused = renamed(&files, "areas", &others[0], to).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
    for (list, why) in [
        ("areas", "there is no"),
        ("profiles", "after its family"),
        ("exam", "in the text"),
    ] {
        let refused = renamed(&files, list, "nowhere", "other").unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn people_are_made_without_text() {
    let mut files = begun();
    let comment = files["personas.toml"]
        .lines()
        .find(|line| line.starts_with('#'));
    let comment = comment.unwrap().to_owned();
    let count = asked("model", json!({ "files": files }))["personas"]
        .as_array()
        .unwrap()
        .len();
    let item = "calendars";
    let after = edit(
        &files,
        json!([
            { "op": "add", "list": "personas", "id": "new-one", "parent": "front-office", "date": "" },
            { "op": "set", "file": "personas.toml", "path": ["personas", count, "who"], "value": "Somebody new" },
            { "op": "set", "file": "personas.toml", "path": ["personas", count, "levels", item], "value": 3 },
            { "op": "set", "file": "personas.toml", "path": ["personas", count, "rest"], "value": 1 },
        ]),
    )
    .unwrap();
    assert!(after["personas.toml"].contains(&comment));
    let shown = asked("model", json!({ "files": after }))["personas"][count].clone();
    assert_eq!(
        shown,
        json!({ "id": "new-one", "who": "Somebody new", "rest": 1, "levels": { item: 3 } })
    );
    let checked = asked("check", json!({ "files": after }));
    assert_eq!(checked["in_order"], true, "{checked}");
    assert_eq!(checked["personas"][count]["who"], "Somebody new");
    let add = json!([{ "op": "add", "list": "personas", "id": "new-one", "date": "" }]);
    assert!(edit(&after, add).unwrap_err().contains("there is another"));
    let gone = edit(
        &after,
        json!([{ "op": "remove", "list": "personas", "id": "new-one" }]),
    );
    assert_eq!(gone.unwrap(), files);
    // Where there is no file yet, it begins.
    files.remove("personas.toml");
    let add = json!([{ "op": "add", "list": "personas", "id": "first", "parent": "front-office", "date": "" }]);
    let after = edit(&files, add).unwrap();
    assert_eq!(asked("check", json!({ "files": after }))["in_order"], true);
}

#[test]
fn a_check_tells_how_far_it_has_come_and_its_report_is_compiled_without_another() {
    let mut files = begun();
    let broken = files["catalogue.toml"]
        .replace("\"front-office.senior\" = 4", "\"front-office.senior\" = 1");
    files.insert("catalogue.toml".to_owned(), broken);
    let mut heard = Vec::new();
    let arguments = json!({ "files": files }).to_string();
    let first = run_telling("check", &arguments, b"", &mut |progress| {
        heard.push(progress)
    });
    let steps: Vec<(u64, u64)> = heard
        .iter()
        .map(|one| {
            (
                one["done"].as_u64().unwrap(),
                one["total"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(steps, [(1, 3), (2, 3), (3, 3)]);
    // What is wrong in the first file is told before the others are looked at.
    assert_eq!(heard[0]["diagnostics"][0]["code"], "senior-easier");
    let mut again = 0;
    let second = run_telling("check", &arguments, b"", &mut |_| again += 1);
    assert_eq!(
        (second, again),
        (first, 0),
        "the same files are not checked again"
    );
}
