//! The WordPress plugin, as the archive that is uploaded.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::files::Files;
use super::loader::Build;
use super::{configure, content, licences, po, zip};
use crate::run::Runner;

/// The folder with the plugin's sources.
const FOLDER: &str = "wordpress";

/// The folder in the archive, which is the plugin's name.
const PLUGIN: &str = "skill-check";

/// The archive in `dist/`.
const ARCHIVE: &str = "wordpress/skill-check.zip";

/// The script of the element, which has a stable name.
const ELEMENT: &str = "skill-check.js";

/// The plugin with the files of the check inside, and its path in `dist/`.
pub(crate) fn pack(
    runner: &Runner,
    build: &Build,
    catalogues: &Path,
    files: &Files,
) -> Result<(String, Vec<u8>)> {
    let mut plugin = BTreeMap::new();
    add_sources(&runner.path(FOLDER), "", &mut plugin)?;
    for name in licences::SHIPPED {
        let bytes = files.bytes(name);
        let bytes = bytes.with_context(|| format!("`{name}` is not built"))?;
        plugin.insert(name.to_owned(), bytes.to_vec());
    }
    let loaded = build.paths().map(String::as_str).chain([ELEMENT]);
    for path in loaded {
        let bytes = files.bytes(path);
        let bytes = bytes.with_context(|| format!("`{path}` is not built"))?;
        plugin.insert(format!("check/{path}"), bytes.to_vec());
    }
    plugin.insert("choices.json".to_owned(), choices(catalogues)?);
    let archive = plugin
        .into_iter()
        .map(|(path, bytes)| (format!("{PLUGIN}/{path}"), bytes))
        .collect();
    Ok((ARCHIVE.to_owned(), zip::pack(&archive)?))
}

/// The plugin's own files, with the version in place and translations compiled.
fn add_sources(folder: &Path, prefix: &str, plugin: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let unreadable = || format!("{} can't be read", folder.display());
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            bail!("{} has no readable name", path.display());
        };
        if path.is_dir() {
            add_sources(&path, &format!("{prefix}{name}/"), plugin)?;
            continue;
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} can't be read as text", path.display()))?;
        if let Some(stem) = name.strip_suffix(".po") {
            let compiled = po::read(&text).and_then(|texts| po::compile(&texts));
            let compiled = compiled.with_context(|| format!("in {}", path.display()))?;
            plugin.insert(format!("{prefix}{stem}.mo"), compiled);
        }
        let text = text.replace("{version}", env!("CARGO_PKG_VERSION"));
        plugin.insert(format!("{prefix}{name}"), text.into_bytes());
    }
    Ok(())
}

/// The catalogues and their families, for the settings to choose from.
fn choices(catalogues: &Path) -> Result<Vec<u8>> {
    let mut list = Vec::new();
    for (id, folder) in content::folders(catalogues)? {
        let described = configure::catalogue(&id, &folder)?;
        list.push(json!({
            "id": id,
            "names": described["names"],
            "families": described["families"],
        }));
    }
    Ok(format!("{:#}\n", json!(list)).into_bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The texts that a PHP file asks a translation for.
    fn texts(source: &str) -> Vec<String> {
        ["__( '", "esc_html__( '", "_e( '"]
            .iter()
            .flat_map(|call| source.split(call).skip(1))
            .filter_map(|rest| rest.split_once("', 'skill-check'"))
            .map(|(text, _)| text.replace("\\'", "'"))
            .collect()
    }

    #[test]
    fn every_text_of_the_plugin_is_translated_and_no_other() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut plugin = BTreeMap::new();
        add_sources(&root.join(FOLDER), "", &mut plugin).unwrap();
        let text = |path: &str| String::from_utf8(plugin[path].clone()).unwrap();
        let wanted: BTreeSet<_> = plugin
            .keys()
            .filter(|path| path.ends_with(".php"))
            .flat_map(|path| texts(&text(path)))
            .collect();
        assert!(wanted.len() > 40, "only {} texts were found", wanted.len());
        let translated = po::read(&text("languages/skill-check-de_DE.po")).unwrap();
        let missing: Vec<_> = wanted
            .iter()
            .filter(|text| !translated.contains_key(*text))
            .collect();
        assert!(missing.is_empty(), "not translated: {missing:#?}");
        // Beside them there are the head, and what WordPress reads out of the plugin's own heads.
        let heads = ["skill-check.php", "block/block.json"].map(text).concat();
        let unused: Vec<_> = translated
            .keys()
            .filter(|key| !key.is_empty() && !wanted.contains(*key))
            .filter(|key| !heads.contains(key.rsplit('\u{4}').next().unwrap()))
            .collect();
        assert!(unused.is_empty(), "translated for nothing: {unused:#?}");
    }

    #[test]
    fn the_version_is_the_workspaces() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut plugin = BTreeMap::new();
        add_sources(&root.join(FOLDER), "", &mut plugin).unwrap();
        for path in ["skill-check.php", "readme.txt"] {
            let text = String::from_utf8_lossy(&plugin[path]).into_owned();
            assert!(text.contains(env!("CARGO_PKG_VERSION")), "{path}");
            assert!(!text.contains("{version}"), "{path}");
        }
        assert!(plugin.contains_key("languages/skill-check-de_DE.mo"));
    }
}
