//! A catalogue to begin with: small, complete, and commented for whoever replaces it piece by piece.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use assessment::id::CatalogueId;
use catalogue::Schema;

use crate::{ERRORS, FAILURE, Format, say, show};

/// The example's files. Ids and dates in them are replaced.
const FILES: [(&str, &str); 4] = [
    ("catalogue.toml", include_str!("../template/catalogue.toml")),
    ("de.toml", include_str!("../template/de.toml")),
    ("en.toml", include_str!("../template/en.toml")),
    ("personas.toml", include_str!("../template/personas.toml")),
];

/// What stands in the template for the catalogue's own id and for the day it is made.
const TEMPLATE_ID: &str = "id = \"front-office\"\nrevision";
const TEMPLATE_DATE: &str = "2026-11-23";

/// Writes the example to a folder that doesn't have a catalogue yet.
pub(crate) fn run(folder: &Path, id: Option<&str>) -> ExitCode {
    match write(folder, id) {
        Ok(()) => report(folder),
        Err(message) => {
            crate::complain(&message);
            ExitCode::from(FAILURE)
        }
    }
}

fn write(folder: &Path, id: Option<&str>) -> Result<(), String> {
    let id = match id {
        Some(id) => id.to_owned(),
        None => id_of(folder)?,
    };
    if !CatalogueId::new(&id).is_well_formed() {
        return Err(format!(
            "`{id}` can't be the catalogue's id: an id is lower-case words of a-z and 0-9 joined by hyphens; pass one with --id"
        ));
    }
    let today = today();
    let files = FILES.into_iter().map(|(name, text)| {
        let text = text
            .replacen(TEMPLATE_ID, &format!("id = \"{id}\"\nrevision"), 1)
            .replace(TEMPLATE_DATE, &today);
        (name.to_owned(), text)
    });
    write_files(folder, &files.collect())
}

/// The day, in the way that catalogues write it.
pub(crate) fn today() -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    now.date().to_string()
}

/// Writes a catalogue's files, and the schemas that they name, to a folder that has none of them.
pub(crate) fn write_files(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    if let Some(name) = files.keys().find(|name| folder.join(name).exists()) {
        return Err(format!(
            "{} is there already and stays as it is; name a new folder",
            folder.join(name).display()
        ));
    }
    fs::create_dir_all(folder)
        .map_err(|cause| format!("{} can't be created: {cause}", folder.display()))?;
    let schemas = Schema::ALL.map(|schema| (schema.file_name(), schema.text()));
    let files = files.iter().map(|(name, text)| (&**name, &**text));
    for (name, text) in files.chain(schemas) {
        let path = folder.join(name);
        crate::output::write(&path, text.as_bytes())
            .map_err(|cause| format!("{} can't be written: {cause}", path.display()))?;
    }
    Ok(())
}

/// The catalogue's id by the folder's name.
pub(crate) fn id_of(folder: &Path) -> Result<String, String> {
    // The name of `.` is known once the path is whole.
    let whole = std::path::absolute(folder)
        .map_err(|cause| format!("{} can't be found: {cause}", folder.display()))?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    Ok(name.to_lowercase().replace(['_', ' '], "-"))
}

/// Says what there is now and how to go on.
fn report(folder: &Path) -> ExitCode {
    let report = catalogue::load(folder);
    let Some(authored) = &report.authored else {
        show(&report, Format::Human);
        return ExitCode::from(ERRORS);
    };
    let shown = folder.display();
    say(&format!(
        "The catalogue `{}` is in {shown}: {} questions in {} languages, an example that works.",
        authored.definition().id,
        authored.catalogue().item_count(),
        authored.texts().len(),
    ));
    say(&format!(
        "Replace it piece by piece, beginning with {shown}/catalogue.toml, and check in between:"
    ));
    say(&format!("  cargo skill-check check {shown}"));
    say(&format!("  cargo skill-check preview {shown}"));
    say(&format!("  cargo skill-check compile {shown} -o OUT"));
    ExitCode::SUCCESS
}
