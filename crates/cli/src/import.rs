//! `import`: a file becomes the draft of a catalogue in a folder, and what there is to say of it is said.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use import::{Draft, Kind, MAPPING_FILE, Remarks, slug};

use crate::new;
use crate::{FAILURE, complain, say};

/// Writes the draft to a folder, by default one that is named after the file.
pub(crate) fn run(file: &Path, output: Option<PathBuf>) -> ExitCode {
    let stem = slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    let folder = output.unwrap_or_else(|| PathBuf::from(&stem));
    let mut remarks = Remarks::default();
    let imported = imported(file, &folder, &mut remarks);
    for line in remarks.lines() {
        say(&line);
    }
    match imported {
        Ok(draft) => report(&draft, &folder, &remarks),
        Err(message) => {
            complain(&message);
            ExitCode::from(FAILURE)
        }
    }
}

fn imported(file: &Path, folder: &Path, remarks: &mut Remarks) -> Result<Draft, String> {
    let failed = |cause: String| format!("{}: {cause}", file.display());
    let bytes =
        std::fs::read(file).map_err(|cause| failed(format!("it can't be read: {cause}")))?;
    let id = slug(&new::id_of(folder).map_err(|cause| cause.to_string())?);
    let draft = import::import(&bytes, &id, &new::today(), remarks)
        .map_err(|refused| failed(refused.to_string()))?;
    new::write_files(folder, &draft.files).map_err(|cause| cause.to_string())?;
    Ok(draft)
}

/// Prints the table to fill in, to begin with a spreadsheet.
pub(crate) fn template(language: &str) -> ExitCode {
    let Some(table) = import::template(language) else {
        complain(&format!(
            "there is no table in `{language}`; there is one in de and en"
        ));
        return ExitCode::from(FAILURE);
    };
    say(table.trim_end());
    ExitCode::SUCCESS
}

/// Says what is still to do.
fn report(draft: &Draft, folder: &Path, remarks: &Remarks) -> ExitCode {
    let shown = folder.display();
    let source = match draft.kind {
        Kind::Spreadsheet => "spreadsheet",
        Kind::LimeSurvey | Kind::SurveyJs | Kind::Qti => "survey",
    };
    say(&format!(
        "\nThe draft is in {shown}; of the {source} there is listed above: {}.",
        remarks.summary()
    ));
    say(&format!(
        "Set weights and required levels in {shown}/catalogue.toml, and write what is \"to be written\"."
    ));
    if draft.kind == Kind::LimeSurvey {
        say(&format!(
            "{MAPPING_FILE} says which answers are which level: `cargo skill-check score {shown} --input limesurvey --responses FILE` scores the survey's responses by it."
        ));
    }
    let report = catalogue::load(folder);
    say(&format!(
        "`cargo skill-check check {shown}` says what else there is to mend: {}",
        catalogue::summary(&report.diagnostics)
    ));
    if report.shown().is_some() {
        say(&format!("`cargo skill-check preview {shown}` shows it."));
    }
    ExitCode::SUCCESS
}
