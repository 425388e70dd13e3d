//! The catalogues in `catalogues/`, checked and compiled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use assessment::compiled;

/// The catalogue that the element shows when its page names none, if it is among those built.
const DEFAULT: &str = "social-media";

/// The folder in `catalogues/` with the interface's strings; it is no catalogue.
const INTERFACE: &str = "interface";

/// The strings that the loader needs before there is a catalogue.
const LOADER: &str = "loader.";

/// One catalogue in one locale.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The catalogue's id.
    pub(crate) id: String,
    /// The locale of its texts.
    pub(crate) locale: String,
    /// What the widget reads.
    pub(crate) bytes: Vec<u8>,
}

impl Compiled {
    /// What the way to the last item needs, and what the result needs besides.
    pub(crate) fn parts(&self) -> (&[u8], &[u8]) {
        let first = compiled::first_size(&self.bytes).unwrap_or(self.bytes.len());
        self.bytes.split_at(first.min(self.bytes.len()))
    }
}

/// Everything that authors write.
#[derive(Debug)]
pub(crate) struct Content {
    /// Every catalogue in every locale; the default one comes first.
    pub(crate) catalogues: Vec<Compiled>,
    /// The locales of the default catalogue, in its order.
    pub(crate) locales: Vec<String>,
    /// The loader's strings by locale.
    pub(crate) messages: BTreeMap<String, BTreeMap<String, String>>,
}

impl Content {
    /// The catalogue that the element shows when its page names none.
    pub(crate) fn default_id(&self) -> &str {
        self.catalogues
            .first()
            .map_or(DEFAULT, |catalogue| &catalogue.id)
    }
}

/// The folders of the catalogues, by their name, which is the catalogue's id. The first is the
/// default: [`DEFAULT`] if it is there.
pub(crate) fn folders(parent: &Path) -> Result<Vec<(String, PathBuf)>> {
    let unreadable = || format!("{} can't be read", parent.display());
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(parent).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|name| path.is_dir() && name != INTERFACE) {
            folders.push((name, path));
        }
    }
    folders.sort_by(|(a, _), (b, _)| (a != DEFAULT, a).cmp(&(b != DEFAULT, b)));
    Ok(folders)
}

/// Checks and compiles all catalogues in a folder; if `strict`, a warning is an error.
pub(crate) fn read(parent: &Path, strict: bool) -> Result<Content> {
    let mut catalogues: Vec<Compiled> = Vec::new();
    for (id, folder) in folders(parent)? {
        let report = catalogue::load(&folder);
        let remarks: Vec<_> = report
            .diagnostics
            .iter()
            .map(|diagnostic| format!("{diagnostic}"))
            .collect();
        if !remarks.is_empty() {
            println!("\n{}", remarks.join("\n"));
        }
        let Some(authored) = report.authored.filter(|_| remarks.is_empty() || !strict) else {
            bail!("the catalogue in {} is not in order", folder.display());
        };
        catalogues.extend(authored.compile().into_iter().map(|compiled| Compiled {
            id: id.clone(),
            locale: compiled.locale,
            bytes: compiled.bytes,
        }));
    }
    let Some(default) = catalogues.first() else {
        bail!("there is no catalogue in {}", parent.display());
    };
    let locales: Vec<_> = catalogues
        .iter()
        .filter(|catalogue| catalogue.id == default.id)
        .map(|catalogue| catalogue.locale.clone())
        .collect();
    let messages = locales
        .iter()
        .map(|locale| Ok((locale.clone(), messages(locale)?)))
        .collect::<Result<_>>()?;
    Ok(Content {
        catalogues,
        locales,
        messages,
    })
}

/// The loader's strings in one locale.
fn messages(locale: &str) -> Result<BTreeMap<String, String>> {
    let strings = catalogue::interface(locale)
        .with_context(|| format!("there are no interface strings in `{locale}`"))?;
    let messages: BTreeMap<_, _> = strings
        .into_iter()
        .filter(|(key, _)| key.starts_with(LOADER))
        .collect();
    if messages.is_empty() {
        bail!("the interface strings in `{locale}` have none that begins with `{LOADER}`");
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folders: &[&str]) -> Vec<String> {
        let name = format!("xtask-content-{}-{}", std::process::id(), folders.len());
        let parent = std::env::temp_dir().join(name);
        for folder in folders {
            std::fs::create_dir_all(parent.join(folder)).unwrap();
        }
        let found = super::folders(&parent).unwrap();
        std::fs::remove_dir_all(&parent).unwrap();
        found.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_default_catalogue_comes_first() {
        assert_eq!(
            names(&["data-analyst", INTERFACE, "z", DEFAULT]),
            [DEFAULT, "data-analyst", "z"]
        );
        assert_eq!(names(&["b", "a"]), ["a", "b"]);
    }

    #[test]
    fn a_folder_without_catalogues_is_an_error() {
        let parent = std::env::temp_dir().join(format!("xtask-empty-{}", std::process::id()));
        std::fs::create_dir_all(parent.join(INTERFACE)).unwrap();
        let error = read(&parent, false).unwrap_err().to_string();
        std::fs::remove_dir_all(&parent).unwrap();
        assert!(error.starts_with("there is no catalogue in "), "{error}");
    }
}
