//! The catalogues in `catalogues/`, checked and compiled.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::run::Runner;

/// The catalogue that the element shows when its page names none.
pub(crate) const DEFAULT: &str = "social-media";

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

/// Everything that authors write.
#[derive(Debug)]
pub(crate) struct Content {
    /// Every catalogue in every locale.
    pub(crate) catalogues: Vec<Compiled>,
    /// The locales of the default catalogue, in its order.
    pub(crate) locales: Vec<String>,
    /// The loader's strings by locale.
    pub(crate) messages: BTreeMap<String, BTreeMap<String, String>>,
}

/// The folders of the catalogues, by their name, which is the catalogue's id.
pub(crate) fn folders(runner: &Runner) -> Result<Vec<(String, PathBuf)>> {
    let parent = runner.path("catalogues");
    let mut folders = Vec::new();
    for entry in
        std::fs::read_dir(&parent).with_context(|| format!("{} can't be read", parent.display()))?
    {
        let path = entry.context("catalogues/ can't be read")?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|name| path.is_dir() && name != INTERFACE) {
            folders.push((name, path));
        }
    }
    folders.sort();
    Ok(folders)
}

/// Checks and compiles all catalogues; if `strict`, a warning is an error.
pub(crate) fn read(runner: &Runner, strict: bool) -> Result<Content> {
    let mut catalogues = Vec::new();
    for (id, folder) in folders(runner)? {
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
            bail!("the catalogue in catalogues/{id} is not in order");
        };
        catalogues.extend(authored.compile().into_iter().map(|compiled| Compiled {
            id: id.clone(),
            locale: compiled.locale,
            bytes: compiled.bytes,
        }));
    }
    let locales: Vec<_> = catalogues
        .iter()
        .filter(|catalogue| catalogue.id == DEFAULT)
        .map(|catalogue| catalogue.locale.clone())
        .collect();
    if locales.is_empty() {
        bail!("there is no catalogue catalogues/{DEFAULT}, which the element shows by default");
    }
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
