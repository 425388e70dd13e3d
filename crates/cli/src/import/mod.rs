//! A LimeSurvey survey as the draft of a catalogue: groups become areas, questions with answers to
//! choose one from become competences, the rows of an array become items, and answers become levels.
//! What doesn't fit is said, and what stands for which level in exported responses is written down.

mod draft;
mod mapping;
mod plain;
mod remarks;
mod scale;
mod survey;
mod tables;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::new;
use crate::{FAILURE, complain, say, summary};
use remarks::Remarks;

pub(crate) use mapping::FILE_NAME as MAPPING_FILE;

/// Writes the draft to a folder, by default one that is named after the file.
pub(crate) fn run(file: &Path, output: Option<PathBuf>) -> ExitCode {
    let stem = draft::slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    let folder = output.unwrap_or_else(|| PathBuf::from(&stem));
    let mut remarks = Remarks::default();
    let imported = import(file, &folder, &mut remarks);
    for line in remarks.lines() {
        say(&line);
    }
    match imported {
        Ok(()) => report(&folder, &remarks),
        Err(message) => {
            complain(&message);
            ExitCode::from(FAILURE)
        }
    }
}

fn import(file: &Path, folder: &Path, remarks: &mut Remarks) -> Result<(), String> {
    let failed = |cause: String| format!("{}: {cause}", file.display());
    let bytes =
        std::fs::read(file).map_err(|cause| failed(format!("it can't be read: {cause}")))?;
    if let Some(what) = foreign(&bytes) {
        return Err(failed(format!("{what}; {STRUCTURE}")));
    }
    let xml = String::from_utf8(bytes).map_err(|_| {
        failed(format!(
            "it isn't UTF-8, as a survey's structure is; {STRUCTURE}"
        ))
    })?;
    let id = new::id_of(folder)?;
    let id = draft::slug(&id);
    let files = drafted(&xml, &id, &new::today(), remarks).map_err(failed)?;
    new::write_files(folder, &files)
}

/// Where the file comes from that can be imported.
const STRUCTURE: &str =
    "in LimeSurvey, \"Display/Export\" and \"Survey structure (.lss)\" write the file to import";

/// What a file is that LimeSurvey writes as well, but that isn't a survey's structure.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]);
    let first = start.trim_start_matches('\u{feff}').lines().next();
    let first = first.unwrap_or_default();
    let columns: Vec<&str> = first
        .split('\t')
        .map(|column| column.trim_matches('"'))
        .collect();
    if bytes.starts_with(b"PK\x03\x04") {
        Some(
            "it is an archive, as LimeSurvey's survey archives (.lsa) are; the survey's structure (.lss) is one of the files in it",
        )
    } else if columns.contains(&"class") && columns.contains(&"name") {
        Some("it is a survey as tab-separated values (.txt)")
    } else if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        Some("it is UTF-16, as LimeSurvey writes no structure")
    } else {
        None
    }
}

/// The draft's files.
fn drafted(
    xml: &str,
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, String> {
    let tables = tables::Tables::parse(xml)?;
    let survey = survey::read(&tables, remarks)?;
    draft::files(&survey, id, date, remarks)
}

/// Says what is still to do.
fn report(folder: &Path, remarks: &Remarks) -> ExitCode {
    let shown = folder.display();
    say(&format!(
        "\nThe draft is in {shown}; of the survey there is listed above: {}.",
        remarks.summary()
    ));
    say(&format!(
        "Set weights and required levels in {shown}/catalogue.toml, and write what is \"to be written\"."
    ));
    say(&format!(
        "{MAPPING_FILE} says which answers are which level: `cargo skill-check score {shown} --input limesurvey --responses FILE` scores the survey's responses by it."
    ));
    let report = catalogue::load(folder);
    say(&format!(
        "`cargo skill-check check {shown}` says what else there is to mend: {}",
        summary(&report.diagnostics)
    ));
    if report.shown().is_some() {
        say(&format!("`cargo skill-check preview {shown}` shows it."));
    }
    ExitCode::SUCCESS
}
