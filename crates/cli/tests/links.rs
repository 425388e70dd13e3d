//! `skill-check links`: what is written is read, and every failure has its exit status.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn social_media() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media")
}

/// Exit status, and what was printed to the one or the other.
fn run(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
        .arg("links")
        .args(arguments)
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).unwrap();
    (output.status.code().unwrap(), printed.trim_end().to_owned())
}

fn with_catalogue(arguments: &[&str]) -> (i32, String) {
    let folder = social_media();
    run(&[arguments, &["--catalogue", folder.to_str().unwrap()]].concat())
}

#[test]
fn what_was_encoded_is_decoded() {
    let input = r#"{"responses":[2,1,null,4],"family":"community-manager","level":"senior"}"#;
    let (status, code) = with_catalogue(&["encode", input]);
    assert_eq!((status, code.len()), (0, 34));
    let address = format!("https://careers.example/check?a=b#c=d&skill-check={code}).");
    for text in [&code, &address, &format!("<{code}>")] {
        let (status, said) = with_catalogue(&["decode", text]);
        assert_eq!(status, 0, "{said}");
        assert!(said.ends_with(
            r#""family":"community-manager","level":"senior","responses":{"files-and-cloud":2,"tables-and-data":1,"research":null,"image-editing":4}}"#
        ));
        assert_eq!(with_catalogue(&["encode", &said]), (0, code.clone()));
    }
}

/// Goal: what mail, chat and gateways make of a link is read by every command as by the widget.
#[test]
fn links_are_read_as_they_were_passed_on() {
    let (status, code) = with_catalogue(&["encode", r#"{"responses":[2,1,null,4]}"#]);
    assert_eq!(status, 0);
    let (_, expected) = with_catalogue(&["decode", &code]);
    let forms = [
        format!(
            "https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3D{code}&data=05%7C02&reserved=0"
        ),
        format!(
            "https://urldefense.com/v3/__https://careers.example/check*skill-check={code}__;Iw!!A!b$"
        ),
        format!(
            "https://l.example/l.php?u=https%253A%252F%252Fcareers.example%252Fcheck%2523skill-check%253D{code}&h=AT"
        ),
        format!("<a href=\"https://careers.example/check#skill-check&#61;{code}\">Ergebnis</a>"),
    ];
    for form in &forms {
        assert_eq!(
            with_catalogue(&["decode", form]),
            (0, expected.clone()),
            "{form}"
        );
    }
    let folder = std::env::temp_dir().join(format!("skill-check-passed-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let scored = |lines: &[String]| {
        let path = folder.join("codes.txt");
        fs::write(&path, lines.join("\n")).unwrap();
        let catalogue = social_media();
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
            .args(["score", catalogue.to_str().unwrap(), "--input", "codes"])
            .args(["--format", "csv", "--no-header", "--responses"])
            .arg(&path)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = scored(std::slice::from_ref(&code));
    let (_, plain) = plain.trim_end().split_once(',').unwrap();
    let passed = scored(&forms);
    let results: Vec<&str> = passed
        .lines()
        .map(|line| line.split_once(',').unwrap().1)
        .collect();
    assert_eq!(results, [plain; 4], "{passed}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_summary_is_encoded_and_decoded_without_responses() {
    let input = r#"{"responses":[2,1,null,4],"family":"community-manager","summary":true}"#;
    let (status, code) = with_catalogue(&["encode", input]);
    assert_eq!((status, code.len()), (0, 56), "{code}");
    let (status, said) = with_catalogue(&["decode", &format!("<{code}>")]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains(r#""answered":3"#) && said.contains(r#""skipped":1"#));
    assert!(
        !said.contains("responses") && said.contains(r#""profile":"community-manager.junior""#)
    );
    let wrong = with_catalogue(&["encode", r#"{"responses":[2],"summary":1}"#]);
    assert_eq!(wrong.0, 2);
    assert!(wrong.1.contains("`summary` is neither true nor false"));
}

#[test]
fn the_way_and_the_verdicts_are_encoded_and_decoded() {
    let input =
        r#"{"responses":[2],"quick":true,"verdicts":{"alt-text":true,"merowin-rule":null}}"#;
    let (status, code) = with_catalogue(&["encode", input]);
    assert_eq!((status, code.len()), (0, 46));
    let (status, said) = with_catalogue(&["decode", &code]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains(
            r#""quick":true,"verdicts":{"alt-text":true,"merowin-rule":null},"responses""#
        )
    );
    assert_eq!(with_catalogue(&["encode", &said]), (0, code));
    for (more, expected) in [
        (r#""quick":1"#, "`quick` is neither true nor false"),
        (r#""verdicts":[]"#, "`verdicts` is no object"),
        (r#""verdicts":{"no":true}"#, "no such statement: no"),
        (r#""verdicts":{"alt-text":1}"#, "no verdict: 1"),
    ] {
        let input = format!(r#"{{"responses":[2],{more}}}"#);
        let (status, said) = with_catalogue(&["encode", &input]);
        assert_ne!(status, 0);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (arguments, status, said) in [
        (["decode", "EAE"], 1, "link-cut-off: the end is missing"),
        (["decode", "hello, world, how are you?"], 1, "link-damaged"),
        (["encode", "{}"], 2, "`responses` is neither"),
        (["encode", "[]"], 2, "not a JSON object"),
        (
            ["encode", r#"{"responses":[9]}"#],
            2,
            "level 9 at item 0, where 4 is the highest",
        ),
        (["encode", r#"{"responses":[1.5]}"#], 2, "not a level: 1.5"),
        (
            ["encode", r#"{"responses":{"nothing":1}}"#],
            2,
            "no such item: nothing",
        ),
        (
            ["encode", r#"{"responses":[],"family":"x"}"#],
            2,
            "no such family",
        ),
        (
            ["encode", r#"{"responses":[],"level":"x"}"#],
            2,
            "no such level",
        ),
    ] {
        let (found, printed) = with_catalogue(&arguments);
        assert_eq!(found, status, "{printed}");
        assert!(printed.starts_with(said), "{printed}");
    }
}

#[test]
fn a_revision_is_locked_once() {
    let folder = std::env::temp_dir().join(format!("skill-check-lock-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for file in ["catalogue.toml", "de.toml", "en.toml"] {
        fs::copy(social_media().join(file), folder.join(file)).unwrap();
    }
    let path = folder.to_str().unwrap();
    let (status, said) = run(&["lock", path]);
    assert_eq!(status, 0, "{said}");
    let locked = fs::read_to_string(folder.join("links.lock")).unwrap();
    let (status, said) = run(&["lock", path]);
    assert!(status == 0 && said.ends_with("is locked already"), "{said}");
    assert_eq!(
        fs::read_to_string(folder.join("links.lock")).unwrap(),
        locked
    );
    fs::write(folder.join("links.lock"), locked.replace("item", "atom")).unwrap();
    let (status, said) = run(&["lock", path]);
    assert!(status == 1 && said.contains("links.lock"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_lock_that_was_deleted_is_missed_where_it_was_compiled() {
    let folder = std::env::temp_dir().join(format!("skill-check-unlocked-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for file in ["catalogue.toml", "de.toml", "en.toml"] {
        fs::copy(social_media().join(file), folder.join(file)).unwrap();
    }
    let (path, out) = (folder.to_str().unwrap(), folder.join("out"));
    let compile = || {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
            .args(["compile", path, "-o", out.to_str().unwrap()])
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(said).unwrap(),
        )
    };
    let (status, said) = compile();
    assert!(status == 0 && said.contains("isn't locked"), "{said}");
    let manifest = fs::read_to_string(out.join("social-media.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["default_locale"], "de");
    assert_eq!(manifest["locales"][1]["file"], "social-media.en.bin");
    assert_eq!(manifest["locked"], false);
    assert_eq!(run(&["lock", path]).0, 0);
    let (status, said) = compile();
    assert!(status == 0 && !said.contains("isn't locked"), "{said}");
    // At revision 1 nothing in the catalogue tells that there was a lock; what was compiled does.
    fs::remove_file(folder.join("links.lock")).unwrap();
    let (status, said) = compile();
    assert!(status == 1 && said.contains("restore links.lock"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}
