//! What leaves the studio: compiled files with their manifest, and archives.

use catalogue::{CATALOGUE_FILE, Schema, lock};
use import::{packed as zipped, unpacked as unzipped};
use serde_json::json;

use crate::{Failure, Files, Output, check};

/// The compiled files one behind the other, with where each of them stands, and their manifest.
pub(crate) fn compiled(files: &Files, draft: bool) -> Result<Output, Failure> {
    let report = check::report(files, &mut |_| {});
    let authored = report
        .authored
        .as_ref()
        .or(report.draft.as_ref().filter(|_| draft));
    let Some(authored) = authored else {
        return Err(catalogue::summary(&report.diagnostics));
    };
    let mut bytes = Vec::new();
    let mut places = Vec::new();
    for compiled in authored.compile() {
        let name = format!("{}.{}.bin", authored.definition().id, compiled.locale);
        let length = compiled.bytes.len();
        places.push(json!({
            "name": name,
            "locale": compiled.locale,
            "start": bytes.len(),
            "length": length,
        }));
        bytes.extend(compiled.bytes);
    }
    let manifest = catalogue::manifest(authored, &held(files));
    let text = json!({ "files": places, "manifest": manifest }).to_string();
    Ok(Output { text, bytes })
}

/// An archive of what `compile` writes: the binaries and the manifest.
pub(crate) fn taken(files: &Files) -> Result<Output, Failure> {
    let report = check::report(files, &mut |_| {});
    let Some(authored) = &report.authored else {
        return Err(catalogue::summary(&report.diagnostics));
    };
    let id = &authored.definition().id;
    let mut made: Vec<(String, Vec<u8>)> = authored
        .compile()
        .into_iter()
        .map(|compiled| (format!("{id}.{}.bin", compiled.locale), compiled.bytes))
        .collect();
    let manifest = catalogue::manifest(authored, &held(files));
    made.push((format!("{id}.json"), format!("{manifest:#}\n").into_bytes()));
    let bytes = zipped(made.iter().map(|(name, bytes)| (&**name, &**bytes)))
        .map_err(|refused| refused.to_string())?;
    let text = json!({ "name": format!("{id}-compiled.zip") }).to_string();
    Ok(Output { text, bytes })
}

fn held(files: &Files) -> lock::Lock {
    let text = files.get(lock::FILE_NAME).map_or("", String::as_str);
    lock::Lock::parse(text).unwrap_or_default()
}

/// An archive of the files in a folder of this name, with the schemas that they name.
pub(crate) fn packed(folder: &str, files: &Files) -> Result<Output, Failure> {
    let schemas = Schema::ALL.map(|schema| (schema.file_name(), schema.text()));
    let files = files.iter().map(|(name, text)| (&**name, &**text));
    let all: Vec<(String, &str)> = files
        .chain(schemas)
        .map(|(name, text)| (format!("{folder}/{name}"), text))
        .collect();
    let bytes = zipped(all.iter().map(|(name, text)| (&**name, text.as_bytes())))
        .map_err(|refused| refused.to_string())?;
    let text = json!({ "name": format!("{folder}.zip") }).to_string();
    Ok(Output { text, bytes })
}

/// Whether a file is one of a catalogue.
fn is_own(name: &str) -> bool {
    name.ends_with(".toml") || name == lock::FILE_NAME
}

/// The files of a catalogue in an archive: those beside its `catalogue.toml`. What else is in it is named.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<Output, Failure> {
    let entries = unzipped(bytes).map_err(|refused| refused.to_string())?;
    let is_definition = |name: &str| name.rsplit('/').next() == Some(CATALOGUE_FILE);
    let found = entries
        .iter()
        .filter(|entry| is_definition(&entry.name))
        .min_by_key(|entry| entry.name.matches('/').count());
    let Some(found) = found else {
        return Err(format!(
            "the archive holds no {CATALOGUE_FILE}; pack the folder of a catalogue, or import what is in it"
        ));
    };
    let folder = found.name.strip_suffix(CATALOGUE_FILE).unwrap_or_default();
    let (mut files, mut others) = (Files::new(), Vec::new());
    for entry in &entries {
        let name = entry.name.strip_prefix(folder).filter(|name| is_own(name));
        match name.filter(|name| !name.contains('/')) {
            Some(name) => {
                // Without it, or with what is left of its letters, the catalogue would be another one.
                let text = String::from_utf8(entry.bytes.clone()).map_err(|_| {
                    format!("{name} isn't UTF-8, as the files of a catalogue are; save it in this encoding, and pack it again")
                })?;
                files.insert(name.to_owned(), text);
            }
            // The schemas are the same everywhere.
            _ if entry.name.ends_with(".schema.json") => {}
            _ => others.push(entry.name.clone()),
        }
    }
    Ok(json!({ "files": files, "others": others }).into())
}
