//! What lies beside compiled catalogues: which files there are, and whether their links were locked.

use std::path::{Path, PathBuf};

use catalogue::{Authored, lock};
use serde_json::Value;

/// Where the manifest of a catalogue lies in the folder of its compiled files.
pub(crate) fn place(target: &Path, authored: &Authored) -> PathBuf {
    target.join(format!("{}.json", authored.definition().id))
}

/// The manifest of what is about to be compiled.
///
/// # Errors
/// The folder holds what was compiled with a lock that is gone.
pub(crate) fn of(folder: &Path, target: &Path, authored: &Authored) -> Result<Value, String> {
    let text = std::fs::read_to_string(folder.join(lock::FILE_NAME)).unwrap_or_default();
    let lock = lock::Lock::parse(&text).unwrap_or_default();
    let path = place(target, authored);
    let before = std::fs::read_to_string(&path).ok();
    let before: Option<Value> = before.and_then(|text| serde_json::from_str(&text).ok());
    if let Some(before) = before.filter(|before| before["locked"] == true) {
        let revision = before["revision"]
            .as_u64()
            .and_then(|number| u16::try_from(number).ok());
        if let Some(revision) = revision.filter(|revision| !lock.holds(*revision)) {
            return Err(format!(
                "{} says that revision {revision} was locked, and {} doesn't hold it: links that are out may break; restore links.lock as it was released, or take the file away if nothing is out",
                path.display(),
                folder.join(lock::FILE_NAME).display()
            ));
        }
    }
    Ok(catalogue::manifest(authored, &lock))
}
