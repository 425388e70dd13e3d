//! The author's `check` without Rust: what the native command prints for the same folders, byte for byte.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::Output;

/// What is asked for: folders that somebody else has read.
#[derive(Deserialize)]
pub(crate) struct Asked {
    folders: Vec<Named>,
    /// Whether each diagnostic is an object on a line.
    #[serde(default)]
    json: bool,
    /// Whether a terminal shows colours.
    #[serde(default)]
    coloured: bool,
}

/// A folder as it was named, with the files in it: where each begins in the bytes, and how long it is.
#[derive(Deserialize)]
struct Named {
    path: String,
    files: BTreeMap<String, [usize; 2]>,
}

impl Named {
    fn read(&self, bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.iter();
        let files = files.filter_map(|(name, [start, length])| {
            let content = bytes.get(*start..start.checked_add(*length)?)?;
            Some((name.clone(), content.to_vec()))
        });
        files.collect()
    }
}

impl Asked {
    /// What goes to the standard output and to that for errors, and the exit status.
    pub(crate) fn answered(&self, bytes: &[u8]) -> Output {
        let (mut output, mut errors, mut status) = (String::new(), String::new(), 0);
        for folder in &self.folders {
            let report = catalogue::load_bytes(Path::new(&folder.path), &folder.read(bytes));
            if report.authored.is_none() {
                status = 1;
            }
            for diagnostic in &report.diagnostics {
                if self.json {
                    output.push_str(&format!("{}\n", diagnostic.to_json()));
                } else if self.coloured {
                    output.push_str(&format!("{}\n\n", diagnostic.coloured()));
                } else {
                    output.push_str(&format!("{diagnostic}\n\n"));
                }
            }
            if !self.json {
                errors.push_str(&format!("{}\n", catalogue::summary(&report.diagnostics)));
                for line in report.authored.iter().flat_map(catalogue::measured) {
                    errors.push_str(&format!("{line}\n"));
                }
            }
        }
        json!({ "output": output, "errors": errors, "status": status }).into()
    }
}
