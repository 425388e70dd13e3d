//! What forms show of a large catalogue: its words page by page, and each number with what is said of it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments are written in place"
)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use studio::Files;

use crate::common::{asked, begun};

/// A catalogue of so many items, each a competence.
fn large(count: usize) -> Files {
    let mut table = "area,competence,prompt,level 0,level 1,level 2\n".to_owned();
    for item in 0..count {
        let area = item * 10 / count;
        table.push_str(&format!(
            "Area {area},Case {item},What did you do in case {item}?,I did nothing in {item}.,I did some of {item}.,I did all of {item}.\n"
        ));
    }
    let mut remarks = import::Remarks::default();
    let drafted = import::import(table.as_bytes(), "large", "2027-01-02", &mut remarks);
    drafted.unwrap().files
}

/// The words of a page, in the order in which they are shown.
fn paths(page: &Value) -> Vec<String> {
    let groups = page["groups"].as_array().unwrap().iter();
    let words = groups.flat_map(|group| group["words"].as_array().unwrap());
    words.map(|word| word["path"].to_string()).collect()
}

#[test]
fn every_word_is_on_one_page_and_no_page_grows_with_the_catalogue() {
    let files = large(1_000);
    for filter in [false, true] {
        let page = |number: usize| {
            let words = json!({ "page": number, "filter": filter });
            asked("words", json!({ "files": files, "words": words }))
        };
        let first = page(0);
        let count = usize::try_from(first["pages"].as_u64().unwrap()).unwrap();
        assert!(filter || count > 5, "{count} pages");
        let mut seen = BTreeSet::new();
        let mut left = 0;
        for number in 0..count {
            let page = page(number);
            assert_eq!(page["page"], number);
            assert_eq!(page["left"], first["left"]);
            let groups = page["groups"].as_array().unwrap();
            let own = groups.iter().map(|group| group["left"].as_u64().unwrap());
            left += own.sum::<u64>();
            let words = paths(&page);
            assert!(groups.len() <= 100 && words.len() <= 600, "page {number}");
            for word in words {
                assert!(seen.insert(word.clone()), "{word} is on two pages");
            }
        }
        // Whether all or only what is to do: that is on some page.
        assert_eq!(left, first["left"].as_u64().unwrap());
        let all = seen.iter().filter(|path| path.contains("\"prompt\""));
        assert!(filter || all.count() == 1_000);
        // Who asks for more than there is gets the last one.
        assert_eq!(page(count + 7)["page"], count - 1);
    }
}

#[test]
fn a_word_is_found_wherever_it_stands() {
    let files = large(1_000);
    let model = asked("model", json!({ "files": files }));
    let last = model["competences"][999]["id"].as_str().unwrap();
    let path = json!(["items", last, "anchors", 2]);
    let words = json!({ "find": path });
    let page = asked("words", json!({ "files": files, "words": words }));
    assert_eq!(page["found"], true);
    assert_ne!(page["page"], 0);
    assert!(paths(&page).contains(&path.to_string()));
    let words = json!({ "find": ["items", "nowhere", "prompt"], "page": 1 });
    let page = asked("words", json!({ "files": files, "words": words }));
    assert_eq!(page["found"], false);
    assert_eq!(page["page"], 1);
}

#[test]
fn a_competence_of_many_questions_is_shown_in_parts() {
    let mut files = begun();
    let ids: Vec<String> = (0..200).map(|at| format!("\"question-{at}\"")).collect();
    let text = files["catalogue.toml"].replacen(
        "id = \"calendars\"\n",
        &format!("id = \"calendars\"\nitems = [{}]\n", ids.join(", ")),
        1,
    );
    files.insert("catalogue.toml".to_owned(), text);
    let model = asked("model", json!({ "files": files }));
    let groups = model["words"]["groups"].as_array().unwrap();
    let own = groups
        .iter()
        .filter(|group| group["key"] == "competences calendars");
    let parts: Vec<&Value> = own.collect();
    assert!(parts.len() > 1, "{} parts", parts.len());
    for (at, part) in parts.iter().enumerate() {
        assert_eq!(part["part"], at);
        assert_eq!(part["several"], true);
        assert!(part["words"].as_array().unwrap().len() <= 120);
    }
}

/// Puts a mistake into a file, and expects its place in the forms.
#[track_caller]
fn placed(file: &str, from: &str, to: &str, code: &str, path: Value) {
    let mut files = begun();
    let text = files[file].replacen(from, to, 1);
    assert_ne!(text, files[file], "{from}");
    files.insert(file.to_owned(), text);
    let said = asked("check", json!({ "files": files }));
    let all = said["diagnostics"].as_array().unwrap();
    let one = all.iter().find(|one| one["code"] == code);
    let one = one.unwrap_or_else(|| panic!("{code}: {all:?}"));
    assert_eq!(one["path"], path, "{one}");
}

#[test]
fn what_is_said_of_a_number_has_the_place_of_its_cell() {
    let definition = "catalogue.toml";
    let senior = |field: &str| json!(["competences", 0, field, "front-office.senior"]);
    placed(
        definition,
        "required = { \"front-office.junior\" = 2, \"front-office.senior\" = 4 }",
        "required = { \"front-office.junior\" = 2, \"front-office.senior\" = 1 }",
        "senior-easier",
        senior("required"),
    );
    placed(
        definition,
        "\"front-office.senior\" = 4 }",
        "\"front-office.senior\" = 7 }",
        "unreachable-profile",
        senior("required"),
    );
    placed(
        definition,
        "\"front-office.senior\" = 3 }\nrequired",
        "\"front-office.senior\" = 0 }\nrequired",
        "required-uncounted",
        senior("required"),
    );
    placed(
        definition,
        "\"front-office.senior\" = 3 }\nrequired",
        "\"front-office.senior\" = 12 }\nrequired",
        "out-of-range",
        senior("weights"),
    );
    placed(
        definition,
        ", \"front-office.senior\" = 3 }\nrequired",
        " }\nrequired",
        "missing-entry",
        senior("weights"),
    );
    placed(
        definition,
        "weights = { \"front-office.junior\" = 3, \"front-office.senior\" = 3 }",
        "weights = { \"front-office.junior\" = 0, \"front-office.senior\" = 0 }",
        "weights-zero",
        json!(["competences", 0, "weights"]),
    );
    // Written as a table of its own, it is the same number.
    placed(
        definition,
        "required = { \"front-office.junior\" = 2, \"front-office.senior\" = 4 }\nprovenance = [{ kind = \"editorial\" }]",
        "provenance = [{ kind = \"editorial\" }]\n[competences.required]\n\"front-office.junior\" = 2\n\"front-office.senior\" = 1",
        "senior-easier",
        senior("required"),
    );
    placed(
        definition,
        "area = \"visitors\"\nweights",
        "area = \"visitors\"\nlevels = 9\nweights",
        "out-of-range",
        json!(["competences", 0, "levels"]),
    );
    placed(
        definition,
        "raises = { receiving-visitors = 3,",
        "raises = { receiving-visitors = 4,",
        "raises-to-top",
        json!(["modules", 0, "raises", "receiving-visitors"]),
    );
    placed(
        "personas.toml",
        "rest = 2\n",
        "rest = 2\nlevels = { calendars = 6 }\n",
        "out-of-range",
        json!(["personas", 1, "levels", "calendars"]),
    );
}

#[test]
fn numbers_that_are_said_of_can_be_mended_at_once() {
    for (from, to, key, number) in [
        (
            "\"front-office.senior\" = 3 }\nrequired",
            "\"front-office.senior\" = 0 }\nrequired",
            "choose",
            0,
        ),
        (
            "raises = { receiving-visitors = 3,",
            "raises = { receiving-visitors = 4,",
            "lower",
            3,
        ),
    ] {
        let mut files = begun();
        let text = files["catalogue.toml"].replacen(from, to, 1);
        files.insert("catalogue.toml".to_owned(), text);
        let said = asked("check", json!({ "files": files }));
        let fix = &said["diagnostics"][0]["fixes"][0];
        assert_eq!(fix["key"], key, "{said}");
        assert_eq!(fix["values"]["number"], number, "{said}");
    }
}

#[test]
fn a_block_of_numbers_is_one_change_in_its_order() {
    let files = begun();
    let path = |profile: &str| json!(["competences", 0, "weights", profile]);
    let set = |file: &str, path: Value, value: Value| json!({ "op": "set", "file": file, "path": path, "value": value });
    let edits = json!([
        set("catalogue.toml", path("front-office.junior"), json!(1)),
        set("catalogue.toml", path("front-office.senior"), json!(2)),
        set("de.toml", json!(["catalogue", "title"]), json!("Neu")),
        set("catalogue.toml", path("front-office.junior"), json!(4)),
    ]);
    let given = asked("edit", json!({ "files": files, "edits": edits }));
    let text = given["files"]["catalogue.toml"].as_str().unwrap();
    assert!(
        text.contains("weights = { \"front-office.junior\" = 4, \"front-office.senior\" = 2 }"),
        "{text}"
    );
    assert!(
        given["files"]["de.toml"]
            .as_str()
            .unwrap()
            .contains("title = \"Neu\"")
    );
    // One that can't be leaves all as it was.
    let edits = json!([
        set("catalogue.toml", path("front-office.junior"), json!(1)),
        set("catalogue.toml", json!([]), json!(1)),
    ]);
    let given = asked("edit", json!({ "files": files, "edits": edits }));
    assert!(given["error"].is_string(), "{given}");
}
