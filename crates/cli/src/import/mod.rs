//! A LimeSurvey survey as the draft of a catalogue: groups become areas, questions with answers to
//! choose one from become competences, the rows of an array become items, and answers become levels in
//! the order of their codes. What doesn't fit is said, entry by entry.

mod draft;
mod plain;
mod survey;
mod tables;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalogue::Severity;

use crate::new;
use crate::{FAILURE, say, summary};

/// Writes the draft to a folder, by default one that is named after the file.
pub(crate) fn run(file: &Path, output: Option<PathBuf>) -> ExitCode {
    let stem = draft::slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    let folder = output.unwrap_or_else(|| PathBuf::from(&stem));
    match import(file, &folder) {
        Ok(remarks) => report(&folder, &remarks),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(FAILURE)
        }
    }
}

fn import(file: &Path, folder: &Path) -> Result<Vec<String>, String> {
    let failed = |cause: String| format!("{}: {cause}", file.display());
    let bytes =
        std::fs::read(file).map_err(|cause| failed(format!("it can't be read: {cause}")))?;
    let xml = String::from_utf8(bytes).map_err(|_| failed("it isn't UTF-8".to_owned()))?;
    let id = new::id_of(folder)?;
    let (files, remarks) = drafted(&xml, &draft::slug(&id), &new::today()).map_err(failed)?;
    new::write_files(folder, &files)?;
    Ok(remarks)
}

/// The draft's files, and what has no place in them.
fn drafted(
    xml: &str,
    id: &str,
    date: &str,
) -> Result<(BTreeMap<String, String>, Vec<String>), String> {
    let tables = tables::Tables::parse(xml)?;
    let mut remarks = Vec::new();
    let survey = survey::read(&tables, &mut remarks)?;
    let files = draft::files(&survey, id, date, &mut remarks)?;
    Ok((files, remarks))
}

/// Says what doesn't fit, and what is still to do.
fn report(folder: &Path, remarks: &[String]) -> ExitCode {
    let shown = folder.display();
    for remark in remarks {
        say(remark);
    }
    say(&format!(
        "\nThe draft is in {shown}; {} remarks are above.",
        remarks.len()
    ));
    say(
        "The lowest code counts as level 0: where a survey counts downwards, turn the anchors round.",
    );
    say(&format!(
        "Set weights and required levels in {shown}/catalogue.toml, and write what is \"to be written\"."
    ));
    let report = catalogue::load(folder);
    say(&format!(
        "`cargo skill-check check {shown}` says what else there is to mend: {}",
        summary(&report.diagnostics)
    ));
    let has_error = |severity| {
        report
            .diagnostics
            .iter()
            .any(|said| said.severity == severity)
    };
    if !has_error(Severity::Error) {
        say(&format!("`cargo skill-check preview {shown}` shows it."));
    }
    ExitCode::SUCCESS
}
