//! The door of the studio, as the page uses it: files in, files out.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments are written in place"
)]

use std::path::Path;

use serde_json::{Value, json};
use studio::{Files, run};

use crate::common::{DAY, asked, asked_with, begun, edited};

fn refused(files: &Files, edit: Value) -> String {
    let given = asked("edit", json!({ "files": files, "edits": [edit] }));
    given["error"].as_str().unwrap().to_owned()
}

fn codes(files: &Files) -> Vec<String> {
    let said = asked("check", json!({ "files": files }));
    let all = said["diagnostics"].as_array().unwrap().iter();
    let errors = all.filter(|one| one["severity"] == "error");
    errors
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The lines that two texts don't share.
fn difference(before: &str, after: &str) -> Vec<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let gone = before
        .iter()
        .filter(|line| !after.contains(line))
        .map(|line| format!("-{line}"));
    let new = after
        .iter()
        .filter(|line| !before.contains(line))
        .map(|line| format!("+{line}"));
    gone.chain(new).collect()
}

#[test]
fn what_begins_is_in_order_and_shows_personas_and_a_result() {
    let said = asked("check", json!({ "files": begun() }));
    assert_eq!(said["summary"], "0 errors, 0 warnings, 0 notes");
    assert_eq!(said["in_order"], true);
    assert_eq!(said["items"], 6);
    assert_eq!(said["personas"][1]["standing"], "reached");
    assert!(said["sample"].as_str().unwrap().len() > 10);
    assert!(said["personas"][0]["code"].is_string());
}

#[test]
fn diagnostics_are_those_of_the_command_word_for_word() {
    let mut files = begun();
    let text = files["catalogue.toml"]
        .replace("\"front-office.senior\" = 4", "\"front-office.senior\" = 1");
    files.insert("catalogue.toml".to_owned(), text);
    files.insert("fr.toml".to_owned(), files["en.toml"].clone());
    let folder = std::env::temp_dir().join(format!("skill-check-studio-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in &files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let native = catalogue::load(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let path = folder.to_string_lossy();
    let native: String = native
        .diagnostics
        .iter()
        .map(|one| format!("{one}\n\n"))
        .collect();
    let mut bytes = Vec::new();
    let mut places = serde_json::Map::new();
    for (name, text) in &files {
        places.insert(name.clone(), json!([bytes.len(), text.len()]));
        bytes.extend_from_slice(text.as_bytes());
    }
    let arguments = json!({ "folders": [{ "path": path, "files": places }] });
    let (said, _) = asked_with("command", arguments, &bytes);
    assert_eq!(said["output"], native);
    assert_eq!(said["status"], 1);
    assert!(
        native.contains("senior-easier") && native.contains("unused-file"),
        "{native}"
    );
}

#[test]
fn a_number_changes_and_nothing_else_does() {
    let files = begun();
    let path = json!(["competences", 0, "required", "front-office.junior"]);
    let after = edited(
        &files,
        json!([{ "op": "set", "file": "catalogue.toml", "path": path, "value": 3 }]),
    );
    assert_eq!(
        difference(&files["catalogue.toml"], &after["catalogue.toml"]),
        ["+required = { \"front-office.junior\" = 3, \"front-office.senior\" = 4 }"]
    );
    let path = json!(["items", "receiving-visitors", "anchors", 1]);
    let after = edited(
        &files,
        json!([{ "op": "set", "file": "de.toml", "path": path, "value": "Ich \"habe\"\nes" }]),
    );
    let lines = difference(&files["de.toml"], &after["de.toml"]);
    assert_eq!(
        lines.iter().filter(|line| line.starts_with('-')).count(),
        1,
        "{lines:?}"
    );
    let parsed: toml::Table = after["de.toml"].parse().unwrap();
    let anchor = &parsed["items"]["receiving-visitors"]["anchors"][1];
    assert_eq!(anchor.as_str(), Some("Ich \"habe\"\nes"));
    // A comment behind a value stays there.
    let after = edited(
        &files,
        json!([{ "op": "set", "file": "catalogue.toml", "path": ["revision"], "value": 2 }]),
    );
    assert!(after["catalogue.toml"].contains("revision = 2                  # raise it"));
}

#[test]
fn what_is_added_has_its_texts_to_be_written_in_every_language() {
    let files = begun();
    let after = edited(
        &files,
        json!([
            { "op": "add", "list": "areas", "id": "archive", "date": DAY },
            { "op": "add", "list": "competences", "id": "filing", "parent": "archive", "date": DAY },
            { "op": "add", "list": "items", "id": "scanning", "parent": "filing", "date": DAY },
            { "op": "add", "list": "competences", "id": "parking", "parent": "visitors", "date": DAY },
            { "op": "add", "list": "modules", "id": "filing-course", "date": DAY },
            { "op": "add", "list": "families", "id": "archivist", "date": DAY },
            { "op": "add", "list": "profiles", "id": "", "parent": "archivist", "tier": "junior", "date": DAY },
        ]),
    );
    let model = asked("model", json!({ "files": after }));
    let ids: Vec<&str> = model["competences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids[..3],
        ["receiving-visitors", "difficult-conversations", "parking"]
    );
    assert_eq!(ids.last(), Some(&"filing"));
    assert_eq!(
        model["competences"][7]["items"],
        json!(["filing", "scanning"])
    );
    assert_eq!(model["competences"][0]["required"]["archivist.junior"], 1);
    assert!(after["catalogue.toml"].contains("# Forms that modules are offered in."));
    let codes = codes(&after);
    assert!(codes.iter().all(|code| code == "unwritten"), "{codes:?}");
    let said = asked("check", json!({ "files": after }));
    assert_eq!(said["shown"], true, "a draft can be looked at");
    for twice in [
        json!({ "op": "add", "list": "areas", "id": "archive", "date": DAY }),
        json!({ "op": "add", "list": "items", "id": "filing", "parent": "parking", "date": DAY }),
    ] {
        assert!(refused(&after, twice).contains("choose an id of its own"));
    }
    assert!(
        refused(
            &after,
            json!({ "op": "add", "list": "areas", "id": "No!", "date": DAY })
        )
        .contains("can't be an id")
    );
}

#[test]
fn what_is_taken_out_is_gone_everywhere() {
    let files = begun();
    let after = edited(
        &files,
        json!([{ "op": "remove", "list": "competences", "id": "phone-calls" }]),
    );
    for text in after.values() {
        assert!(!text.contains("phone-calls"), "{text}");
    }
    assert!(
        refused(
            &after,
            json!({ "op": "remove", "list": "areas", "id": "visitors" })
        )
        .contains("has competences")
    );
    let after = edited(
        &after,
        json!([{ "op": "remove", "list": "areas", "id": "phone" }, { "op": "remove", "list": "formats", "id": "distance-learning" }]),
    );
    assert_eq!(codes(&after), Vec::<String>::new());
    assert!(
        refused(
            &files,
            json!({ "op": "remove", "list": "items", "id": "calendars" })
        )
        .contains("only item")
    );
}

#[test]
fn areas_take_their_competences_along() {
    let files = begun();
    let after = edited(
        &files,
        json!([{ "op": "move", "list": "areas", "id": "phone", "down": false }]),
    );
    let model = asked("model", json!({ "files": after }));
    assert_eq!(model["areas"][0], "phone");
    assert_eq!(model["competences"][0]["id"], "phone-calls");
    assert_eq!(codes(&after), Vec::<String>::new());
    assert!(
        refused(
            &files,
            json!({ "op": "move", "list": "competences", "id": "phone-calls", "down": true })
        )
        .contains("stay together")
    );
}

#[test]
fn a_language_comes_and_goes() {
    let files = begun();
    let after = edited(&files, json!([{ "op": "locale", "tag": "ar" }]));
    assert!(after["ar.toml"].contains("direction = \"rtl\""));
    let all = codes(&after);
    assert!(all.iter().all(|code| code == "unwritten"), "{all:?}");
    let back = edited(
        &after,
        json!([{ "op": "locale", "tag": "ar", "remove": true }]),
    );
    assert!(!back.contains_key("ar.toml"));
    assert_eq!(codes(&back), Vec::<String>::new());
    assert!(
        refused(&files, json!({ "op": "locale", "tag": "../x" })).contains("names no language")
    );
}

/// Puts a mistake into the files and takes the first way to mend it.
#[track_caller]
fn mended(file: &str, from: &str, to: &str, code: &str, key: &str) {
    let mut files = begun();
    let text = files[file].replacen(from, to, 1);
    assert_ne!(text, files[file], "{from}");
    files.insert(file.to_owned(), text);
    let said = asked("check", json!({ "files": files }));
    let all = said["diagnostics"].as_array().unwrap();
    let one = all
        .iter()
        .find(|one| one["code"] == code)
        .unwrap_or_else(|| panic!("{code}: {all:?}"));
    let fix = &one["fixes"][0];
    assert_eq!(fix["key"], key, "{one}");
    let after = edited(&files, fix["edits"].clone());
    assert!(
        !codes(&after).iter().any(|other| other == code),
        "{code} is still there"
    );
}

#[test]
fn what_can_be_mended_at_once_is() {
    let definition = "catalogue.toml";
    mended(
        definition,
        "{ \"front-office.junior\" = 2, \"front-office.senior\" = 4 }",
        "{ \"front-office.junior\" = 4, \"front-office.senior\" = 3 }",
        "senior-easier",
        "junior",
    );
    mended(
        definition,
        "required = { \"front-office.junior\" = 2, ",
        "required = { ",
        "missing-entry",
        "zero",
    );
    mended(
        definition,
        "\"front-office.senior\" = 4 }",
        "\"front-office.senior\" = 7 }",
        "unreachable-profile",
        "choose",
    );
    mended(
        definition,
        "reached_percent = 80",
        "reached_percent = 120",
        "out-of-range",
        "choose",
    );
    mended(
        "de.toml",
        "\n[areas.phone]\nname = \"Telefon\"\nshort = \"Telefon\"\ndescription = \"Anrufe annehmen, verbinden und so notieren, dass andere damit weiterarbeiten können.\"\n",
        "",
        "missing-text",
        "complete",
    );
    mended(
        "en.toml",
        "locale = \"en\"",
        "locale = \"fr\"",
        "wrong-locale",
        "locale",
    );
}

#[test]
fn what_is_released_stays_and_the_next_revision_is_one_click() {
    let files = begun();
    let locked = asked("lock", json!({ "files": files }));
    assert_eq!(locked["revision"], 1);
    let mut files = files;
    files.insert(
        "links.lock".to_owned(),
        locked["files"]["links.lock"].as_str().unwrap().to_owned(),
    );
    let model = asked("model", json!({ "files": files }));
    assert_eq!(model["held"]["revisions"], json!([1]));
    assert_eq!(model["held"]["items"]["calendars"], 5);
    let why = refused(
        &files,
        json!({ "op": "remove", "list": "competences", "id": "calendars" }),
    );
    assert!(
        why.contains("links of revision 1 need `calendars`"),
        "{why}"
    );
    let path = json!(["competences", 0, "weights", "front-office.junior"]);
    let changed = edited(
        &files,
        json!([{ "op": "set", "file": "catalogue.toml", "path": path, "value": 1 }]),
    );
    let said = asked("check", json!({ "files": changed }));
    let fix = &said["diagnostics"][0]["fixes"][0];
    assert_eq!(
        (fix["key"].as_str(), &fix["values"]["number"]),
        (Some("revision"), &json!(2))
    );
    let after = edited(&changed, fix["edits"].clone());
    assert_eq!(codes(&after), Vec::<String>::new());
    let locked = asked("lock", json!({ "files": after }));
    assert!(
        locked["files"]["links.lock"]
            .as_str()
            .unwrap()
            .contains("revision 2 ")
    );
}

#[test]
fn a_translator_gets_notes_and_limits_and_gives_texts_back() {
    let files = begun();
    let (said, bytes) = asked_with("export", json!({ "files": files, "locale": "en" }), b"");
    assert_eq!(said["name"], "care.de-en.xlf");
    let xml = String::from_utf8(bytes).unwrap();
    let unit = "<unit id=\"areas:visitors:short\" slr:sizeRestriction=\"0,12\">";
    assert!(xml.contains(unit), "{xml}");
    assert!(xml.contains("<note>at most 12 characters</note>"));
    let (same, _) = asked_with("translated", json!({ "files": files }), xml.as_bytes());
    assert_eq!(same["files"], json!({}));
    let changed = xml.replace(
        "<target>Where do you stand at the front desk?</target>",
        "<target>Where &amp; how?</target>",
    );
    assert_ne!(changed, xml);
    let changed = changed.replace("id=\"areas:phone:name\"", "id=\"areas:gone:name\"");
    let (given, _) = asked_with("translated", json!({ "files": files }), changed.as_bytes());
    let text = given["files"]["en.toml"].as_str().unwrap();
    assert!(text.contains("title = \"Where & how?\""), "{text}");
    assert!(
        given["remarks"]["left_out"][0]
            .as_str()
            .unwrap()
            .starts_with("areas:gone:name: ")
    );
    for (bytes, expected) in [
        (&b"<xliff version='1.2'/>"[..], "no XLIFF 2"),
        (b"<xliff trgLang='fr'/>", "has no language `fr`"),
        (b"<a", "isn't sound XML"),
        (b"\xff", "isn't UTF-8"),
    ] {
        let (given, _) = asked_with("translated", json!({ "files": files }), bytes);
        assert!(
            given["error"].as_str().unwrap().contains(expected),
            "{given}"
        );
    }
}

/// A language file of XLIFF with these units.
fn translated(files: &Files, units: &str) -> Value {
    let xml = format!(
        "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0' version='2.1' srcLang='de' trgLang='en'><file id='care'>{units}</file></xliff>"
    );
    asked_with("translated", json!({ "files": files }), xml.as_bytes()).0
}

#[test]
fn a_text_that_is_to_be_written_is_no_translation() {
    let title = json!(["catalogue", "title"]);
    let edit = json!([{ "op": "set", "file": "en.toml", "path": title, "value": "To be written" }]);
    let files = edited(&begun(), edit);
    let (_, bytes) = asked_with("export", json!({ "files": files, "locale": "en" }), b"");
    let xml = String::from_utf8(bytes).unwrap();
    let (_, unit) = xml.split_once("<unit id=\"catalogue:title\"").unwrap();
    let (unit, _) = unit.split_once("</unit>").unwrap();
    assert!(unit.contains("<segment state=\"initial\">"), "{unit}");
    assert!(!unit.contains("<target>"), "{unit}");
    let (given, _) = asked_with("translated", json!({ "files": files }), xml.as_bytes());
    let left_out = &given["remarks"]["left_out"];
    assert_eq!(*left_out, json!(["catalogue:title: it isn't translated"]));
    let given = translated(
        &files,
        "<unit id='catalogue:title'><segment><source>a</source><target>TBD: a title</target></segment></unit>",
    );
    let left_out = &given["remarks"]["left_out"];
    assert_eq!(
        *left_out,
        json!(["catalogue:title: it is still to be written"])
    );
    assert_eq!(given["files"], json!({}));
}

#[test]
fn a_translation_is_what_its_segments_say() {
    let files = begun();
    let given = translated(
        &files,
        "<unit id='catalogue:title'>
          <mtc:matches><mtc:match ref='#1'><source>from</source><target>a memory</target></mtc:match></mtc:matches>
          <segment><source>Wo?</source><target>Where?</target></segment>
          <ignorable><source> </source></ignorable>
          <segment><source>Wie?</source><target>How <pc id='1'>so</pc>?</target></segment>
        </unit>
        <unit id='catalogue:lead'><segment><source>Eins.</source><target>One.</target></segment><segment><source>Zwei.</source></segment></unit>",
    );
    let text = given["files"]["en.toml"].as_str().unwrap();
    assert!(text.contains("title = \"Where? How so?\""), "{text}");
    let left_out = &given["remarks"]["left_out"];
    assert_eq!(*left_out, json!(["catalogue:lead: it isn't translated"]));
}

#[test]
fn a_text_without_a_place_is_left_out_and_the_others_are_taken() {
    let mut files = begun();
    // German has five names of levels, and English only begins to have them.
    let mut english: toml::Table = files["en.toml"].parse().unwrap();
    let head = english["catalogue"].as_table_mut().unwrap();
    head.insert("levels".to_owned(), toml::Value::Array(Vec::new()));
    files.insert("en.toml".to_owned(), english.to_string());
    let unit = |id: &str, text: &str| {
        format!(
            "<unit id='{id}'><segment><source>a</source><target>{text}</target></segment></unit>"
        )
    };
    let units = [
        unit("catalogue:levels:3", "Alone"),
        unit("catalogue:title", "Taken"),
    ];
    let given = translated(&files, &units.concat());
    let text = given["files"]["en.toml"].as_str().unwrap();
    assert!(text.contains("title = \"Taken\""), "{text}");
    assert!(!text.contains("Alone"), "{text}");
    assert_eq!(given["count"], 1);
    let left_out = given["remarks"]["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1);
    let why = left_out[0].as_str().unwrap();
    assert!(
        why.starts_with("catalogue:levels:3: there is no place"),
        "{why}"
    );
}

#[test]
fn a_language_whose_file_is_there_keeps_its_texts() {
    let mut files = edited(
        &begun(),
        json!([{ "op": "locale", "tag": "en", "remove": true }]),
    );
    let own = begun()["en.toml"].replace(
        "\n[areas.phone]\nname = \"Telephone\"\n",
        "\n# By hand.\n[areas.phone]\n",
    );
    assert!(own.contains("# By hand.\n[areas.phone]\nshort"), "{own}");
    files.insert("en.toml".to_owned(), own.clone());
    let files = edited(&files, json!([{ "op": "locale", "tag": "en" }]));
    assert_eq!(
        difference(&own, &files["en.toml"]),
        ["+name = \"To be written\""]
    );
    assert!(files["catalogue.toml"].contains("locales = [\"de\", \"en\"]"));
}

#[test]
fn what_is_packed_comes_out_again() {
    let files = begun();
    let (said, bytes) = asked_with("pack", json!({ "files": files, "folder": "care" }), b"");
    assert_eq!(said["name"], "care.zip");
    let (given, _) = asked_with("unpack", json!({}), &bytes);
    assert_eq!(given["files"], json!(files));
    assert_eq!(given["others"], json!([]));
    let empty = import::packed([("a/readme.txt", &b"x"[..])]).unwrap();
    let (given, _) = asked_with("unpack", json!({}), &empty);
    assert!(
        given["error"]
            .as_str()
            .unwrap()
            .contains("holds no catalogue.toml")
    );
}

#[test]
fn a_file_that_is_no_utf8_is_named_and_not_left_out() {
    let latin = &b"title = \"R\xe4der\"\n"[..];
    let own = ("care/catalogue.toml", &b"id = \"care\"\n"[..]);
    let archive = import::packed([own, ("care/de.toml", latin)]).unwrap();
    let (said, _) = asked_with("unpack", json!({}), &archive);
    let error = said["error"].as_str().unwrap();
    assert!(error.starts_with("de.toml isn't UTF-8"), "{error}");
    // What isn't the catalogue's may be in any encoding.
    let archive = import::packed([own, ("care/notes.txt", latin)]).unwrap();
    let (said, _) = asked_with("unpack", json!({}), &archive);
    assert_eq!(said["others"], json!(["care/notes.txt"]));
}

#[test]
fn what_is_compiled_is_what_the_core_compiles() {
    let files = begun();
    let (said, bytes) = asked_with("compile", json!({ "files": files }), b"");
    let report = catalogue::load_files(Path::new(""), &files);
    let compiled = report.authored.unwrap().compile();
    for (place, own) in said["files"].as_array().unwrap().iter().zip(compiled) {
        let start = usize::try_from(place["start"].as_u64().unwrap()).unwrap();
        let length = usize::try_from(place["length"].as_u64().unwrap()).unwrap();
        assert_eq!(bytes[start..start + length], own.bytes);
    }
    assert_eq!(said["manifest"]["locales"][1]["file"], "care.en.bin");
}

#[test]
fn nothing_ends_the_program() {
    for name in [
        "check",
        "edit",
        "import",
        "unpack",
        "nothing",
        "translated",
        "model",
    ] {
        for arguments in [
            "",
            "{}",
            "{\"files\":{\"catalogue.toml\":\"[\"},\"edits\":[],\"name\":\"a\",\"date\":\"\"}",
        ] {
            let given = run(name, arguments, b"PK\x03\x04");
            let said: Value = serde_json::from_str(&given.text).unwrap();
            assert!(
                said["error"].is_string()
                    || said["diagnostics"].is_array()
                    || said["files"].is_object(),
                "{name} {arguments}"
            );
        }
    }
}
