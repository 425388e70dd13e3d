//! The door of the studio, as the page uses it, for all of its tests.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments are written in place"
)]

use serde_json::{Value, json};
use studio::{Files, run};

/// The day on which catalogues are begun.
pub(crate) const DAY: &str = "2027-01-02";

pub(crate) fn asked(name: &str, arguments: Value) -> Value {
    asked_with(name, arguments, b"").0
}

pub(crate) fn asked_with(name: &str, arguments: Value, bytes: &[u8]) -> (Value, Vec<u8>) {
    let output = run(name, &arguments.to_string(), bytes);
    (serde_json::from_str(&output.text).unwrap(), output.bytes)
}

/// A catalogue that was just begun.
pub(crate) fn begun() -> Files {
    let begun = asked(
        "begin",
        json!({ "id": "care", "date": DAY, "locales": ["de", "en"] }),
    );
    serde_json::from_value(begun["files"].clone()).unwrap()
}

/// The files after changes.
pub(crate) fn edited(files: &Files, edits: Value) -> Files {
    let given = asked("edit", json!({ "files": files, "edits": edits }));
    assert_eq!(given["error"], Value::Null, "{edits}");
    let changed: Files = serde_json::from_value(given["files"].clone()).unwrap();
    let mut after = files.clone();
    after.extend(changed);
    for name in given["removed"].as_array().unwrap() {
        after.remove(name.as_str().unwrap());
    }
    after
}
