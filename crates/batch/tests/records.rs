//! Lines as records: responses, and whatever else a line says under names that are asked for.

use std::path::Path;

use assessment::id::FamilyIndex;
use batch::{InputFormat, Records};

/// What is read of some lines: their numbers, first levels, ids and passed values, and what is told.
fn read(text: &str, names: &[&str]) -> (Vec<String>, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let authored = catalogue::load(&folder).authored.expect("it is in order");
    let passed: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let records = Records {
        catalogue: authored.catalogue(),
        input: None,
        family: FamilyIndex(0),
        level: None,
        passed: &passed,
    };
    let (mut found, mut told) = (Vec::new(), Vec::new());
    let take = |record: &batch::Record<'_>| {
        let level = record
            .responses
            .iter()
            .next()
            .and_then(|first| first.level());
        found.push(format!(
            "{} {level:?} {:?} {:?}",
            record.line, record.id, record.passed
        ));
    };
    let summary = records
        .read(text.as_bytes(), take, |bad| told.push(bad.cause.clone()))
        .expect("memory can be read");
    assert_eq!(summary.scored, found.len() as u64);
    assert_ne!(summary.input, Some(InputFormat::Code));
    (found, told)
}

#[test]
fn keys_are_passed_through() {
    let text = concat!(
        "{\"responses\":[2],\"group\":\"b\",\"rr\":{\"epsilon\":1.5},\"week\":\"2026-W48\",\"id\":7}\n",
        "[1]\n",
        "{\"responses\":[0],\"group\":null,\"rr\":3}\n",
    );
    let (found, told) = read(text, &["group", "rr"]);
    assert_eq!(
        found,
        [
            r#"1 Some(2) Some("7") [Some("b"), Some("{\"epsilon\":1.5}")]"#,
            r#"2 Some(1) None [None, None]"#,
            r#"3 Some(0) None [None, Some("3")]"#,
        ]
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn columns_are_passed_through_and_no_more_called_unknown() {
    let text = "research,group,note\n3,\"a, b\",x\n2,,y\n9,c,z\n";
    let (found, told) = read(text, &["group"]);
    // `research` isn't the first item.
    assert_eq!(
        found,
        [r#"2 None None [Some("a, b")]"#, r#"3 None None [None]"#]
    );
    assert_eq!(told[0], "columns passed over: note");
    assert!(told[1].starts_with("items without a column"), "{told:?}");
    assert!(
        told[2].starts_with("level 9 at item `research`"),
        "{told:?}"
    );
}
