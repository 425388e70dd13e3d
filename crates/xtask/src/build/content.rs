//! The catalogues in `catalogues/`, checked and compiled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use assessment::compiled;

/// The catalogue that the element shows when its page names none, if it is among those built.
pub(super) const DEFAULT: &str = "social-media";

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
    /// These, and those that only other catalogues come in.
    pub(crate) all_locales: Vec<String>,
    /// What a page gets whose language there is no file for, by catalogue.
    pub(crate) defaults: BTreeMap<String, String>,
    /// The loader's strings by locale; the default catalogue's where several have some.
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
        if let Some(name) = name.filter(|_| path.is_dir()) {
            folders.push((name, path));
        }
    }
    folders.sort_by(|(a, _), (b, _)| (a != DEFAULT, a).cmp(&(b != DEFAULT, b)));
    Ok(folders)
}

/// Checks and compiles all catalogues in a folder; if `strict`, a warning is an error.
pub(crate) fn read(parent: &Path, strict: bool) -> Result<Content> {
    let mut catalogues: Vec<Compiled> = Vec::new();
    let mut defaults = BTreeMap::new();
    let mut all_locales: Vec<String> = Vec::new();
    let mut messages = BTreeMap::new();
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
        defaults.insert(id.clone(), authored.default_locale().to_owned());
        for (texts, strings) in authored.texts().iter().zip(authored.loader()) {
            let locale = texts.locale.to_string();
            if !all_locales.contains(&locale) {
                all_locales.push(locale.clone());
            }
            messages.entry(locale).or_insert_with(|| strings.clone());
        }
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
    Ok(Content {
        catalogues,
        locales,
        all_locales,
        defaults,
        messages,
    })
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
            names(&["data-analyst", "z", DEFAULT]),
            [DEFAULT, "data-analyst", "z"]
        );
        assert_eq!(names(&["b", "a"]), ["a", "b"]);
    }

    #[test]
    fn a_language_of_an_author_s_own_comes_with_what_the_loader_says() {
        let parent = std::env::temp_dir().join(format!("xtask-dutch-{}", std::process::id()));
        let folder = parent.join("office");
        std::fs::create_dir_all(&folder).unwrap();
        let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/template/new");
        let read = |name| std::fs::read_to_string(template.join(name)).unwrap();
        let neutral = read("catalogue.toml")
            .replace("locales = [\"de\", \"en\"]", "locales = [\"en\", \"nl\"]")
            .replace("default_locale = \"de\"", "default_locale = \"nl\"");
        let dutch = read("en.toml")
            .replace("locale = \"en\"", "locale = \"nl\"")
            .replace("name = \"English\"", "name = \"Nederlands\"");
        let own = "\n[interface]\n\"loader.retry\" = \"Opnieuw proberen\"\n";
        std::fs::write(folder.join("catalogue.toml"), neutral).unwrap();
        std::fs::write(folder.join("en.toml"), read("en.toml")).unwrap();
        std::fs::write(folder.join("nl.toml"), format!("{dutch}{own}")).unwrap();
        let content = super::read(&parent, false);
        std::fs::remove_dir_all(&parent).unwrap();
        let content = content.unwrap();
        assert_eq!(content.defaults["office"], "nl");
        assert_eq!(content.all_locales, ["en", "nl"]);
        let dutch = &content.messages["nl"];
        assert_eq!(dutch["loader.retry"], "Opnieuw proberen");
        assert_eq!(dutch["loader.locale-name"], "Nederlands");
        // What isn't translated is said in English.
        assert_eq!(
            dutch["loader.failed"],
            content.messages["en"]["loader.failed"]
        );
    }

    #[test]
    fn a_folder_without_catalogues_is_an_error() {
        let parent = std::env::temp_dir().join(format!("xtask-empty-{}", std::process::id()));
        std::fs::create_dir_all(&parent).unwrap();
        let error = read(&parent, false).unwrap_err().to_string();
        std::fs::remove_dir_all(&parent).unwrap();
        assert!(error.starts_with("there is no catalogue in "), "{error}");
    }
}
