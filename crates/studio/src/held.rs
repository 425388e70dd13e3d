//! What is out: which revisions were released, and what of them has to stay.

use std::collections::BTreeMap;

use catalogue::lock::{self, Lock};
use serde_json::{Value, json};

use crate::{Failure, Files, Output, check};

/// What released revisions hold on to.
#[derive(Debug, Default)]
pub(crate) struct Held(Lock);

impl Held {
    /// By the lock file beside the others; one that is broken is said by the check.
    pub(crate) fn of(files: &Files) -> Self {
        let text = files.get(lock::FILE_NAME).map_or("", String::as_str);
        Self(Lock::parse(text).unwrap_or_default())
    }

    /// The released revisions.
    pub(crate) fn revisions(&self) -> Vec<u16> {
        self.0
            .releases
            .iter()
            .map(|release| release.revision)
            .collect()
    }

    /// Items with their number of levels, families and profiles that have to stay.
    pub(crate) fn json(&self) -> Value {
        let releases = || self.0.releases.iter();
        let items: BTreeMap<String, u8> = releases()
            .flat_map(|release| &release.items)
            .map(|(item, levels)| (item.to_string(), *levels))
            .collect();
        let families = releases().flat_map(|release| &release.families);
        let profiles = releases().flat_map(|release| &release.profiles);
        json!({
            "revisions": self.revisions(),
            "items": items,
            "families": families.map(ToString::to_string).collect::<Vec<_>>(),
            "profiles": profiles.map(ToString::to_string).collect::<Vec<_>>(),
        })
    }

    /// Why an entry has to stay, if it has to.
    pub(crate) fn refuses(&self, kind: &str, id: &str) -> Option<String> {
        let revision = self.0.releases.iter().find_map(|release| {
            let is_held = match kind {
                "items" => release.items.iter().any(|(item, _)| item.as_str() == id),
                "families" => release.families.iter().any(|family| family.as_str() == id),
                "profiles" => release
                    .profiles
                    .iter()
                    .any(|profile| profile.as_str() == id),
                _ => false,
            };
            is_held.then_some(release.revision)
        })?;
        Some(format!(
            "links of revision {revision} need `{id}`, so it stays; begin a catalogue with a new id to be without it"
        ))
    }
}

/// The files with the lock file that holds this revision, too, as `links lock` writes it.
pub(crate) fn locked(files: &Files) -> Result<Output, Failure> {
    let report = check::report(files, &mut |_| {});
    let Some(authored) = &report.authored else {
        return Err(catalogue::summary(&report.diagnostics));
    };
    let before = files.get(lock::FILE_NAME).map_or("", String::as_str);
    let after = lock::locked_with_texts(before, authored.definition(), &authored.texts()[0]);
    let after = after.map_err(|problems| {
        let lines = problems
            .iter()
            .map(|problem| format!("{problem}: {}", problem.help()));
        lines.collect::<Vec<_>>().join("\n")
    })?;
    let changed = Files::from([(lock::FILE_NAME.to_owned(), after)]);
    Ok(json!({ "files": changed, "revision": authored.definition().revision }).into())
}
