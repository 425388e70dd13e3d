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
pub(crate) const ARCHIVE: &str = "wordpress/skill-check.zip";

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
    let screens = files.all().map(|(path, _)| path);
    let screens = screens.filter(|path| path.starts_with("screens/"));
    let loaded = build.paths().map(String::as_str).chain([ELEMENT]);
    let loaded = loaded.chain(screens);
    for path in loaded {
        let bytes = files.bytes(path);
        let bytes = bytes.with_context(|| format!("`{path}` is not built"))?;
        plugin.insert(format!("check/{path}"), bytes.to_vec());
    }
    plugin.insert("choices.json".to_owned(), choices(runner, catalogues)?);
    let archive = plugin
        .into_iter()
        .map(|(path, bytes)| (format!("{PLUGIN}/{path}"), bytes))
        .collect();
    Ok((ARCHIVE.to_owned(), zip::pack(&archive)?))
}

/// Pictures for the page in WordPress's directory, which wants them beside the plugin and not in it.
const PICTURES: &str = "assets";

/// The plugin's own files, with the version in place and translations compiled.
fn add_sources(folder: &Path, prefix: &str, plugin: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let unreadable = || format!("{} can't be read", folder.display());
    for entry in std::fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            bail!("{} has no readable name", path.display());
        };
        if prefix.is_empty() && name == PICTURES {
            continue;
        }
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

/// The catalogues with their families and modules, for the settings to choose from, the build's first one
/// first; and the check's own colours, to compare with.
fn choices(runner: &Runner, catalogues: &Path) -> Result<Vec<u8>> {
    let mut list = Vec::new();
    for (id, folder) in content::folders(catalogues)? {
        let described = configure::catalogue(&id, &folder)?;
        let modules = configure::modules(&id, &folder)?;
        let catalogue = json!({
            "id": id,
            "names": described["names"],
            "families": described["families"],
            "modules": modules,
        });
        if id == content::DEFAULT {
            list.insert(0, catalogue);
        } else {
            list.push(catalogue);
        }
    }
    let [light, dark] = configure::own_colours(runner)?;
    let choices = json!({ "catalogues": list, "colours": { "light": light, "dark": dark } });
    Ok(format!("{choices:#}\n").into_bytes())
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

    /// The plugin's own files, as they are packed.
    fn plugin() -> BTreeMap<String, Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut plugin = BTreeMap::new();
        add_sources(&root.join(FOLDER), "", &mut plugin).unwrap();
        plugin
    }

    fn text(plugin: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
        String::from_utf8(plugin[path].clone()).unwrap()
    }

    /// A line of the readme's head, or of the plugin's.
    fn said<'a>(head: &'a str, name: &str) -> &'a str {
        head.lines()
            .find_map(|line| {
                line.trim_start_matches(" * ")
                    .strip_prefix(name)?
                    .strip_prefix(':')
            })
            .unwrap_or_default()
            .trim()
    }

    /// The part of a readme below a heading.
    fn part<'a>(readme: &'a str, heading: &str) -> &'a str {
        let (_, rest) = readme.split_once(&format!("\n== {heading} ==\n")).unwrap();
        rest.split("\n== ").next().unwrap()
    }

    /// What the directory's own checker (plugin-check) asks of a readme and the plugin's head.
    #[test]
    fn the_readme_is_as_the_directory_wants_it() {
        let plugin = plugin();
        let (readme, head) = (
            text(&plugin, "readme.txt"),
            text(&plugin, "skill-check.php"),
        );
        assert!(readme.starts_with(&format!("=== {} ===\n", said(&head, "Plugin Name"))));
        for name in [
            "Requires at least",
            "Requires PHP",
            "License",
            "License URI",
        ] {
            assert!(!said(&head, name).is_empty(), "{name}");
            assert_eq!(said(&readme, name), said(&head, name), "{name}");
        }
        assert_eq!(said(&readme, "Stable tag"), said(&head, "Version"));
        assert_eq!(said(&head, "Text Domain"), PLUGIN);
        // A stranger's plugin of this name must not come as an update.
        assert_eq!(said(&head, "Update URI"), "false");
        let tags = said(&readme, "Tags").split(", ").count();
        assert!((1..=5).contains(&tags), "{tags} tags");
        assert!(!said(&readme, "Contributors").is_empty());
        let tested: Vec<u32> = said(&readme, "Tested up to")
            .split('.')
            .map(|part| part.parse().unwrap())
            .collect();
        assert_eq!(tested.len(), 2, "major and minor alone: {tested:?}");
        let (_, rest) = readme.split_once("\n\n").unwrap();
        let short = rest.lines().next().unwrap();
        assert!(short.len() <= 150, "{} bytes: {short}", short.len());
        let version = format!("= {} =", env!("CARGO_PKG_VERSION"));
        assert!(part(&readme, "Changelog").contains(&version));
        let notice = part(&readme, "Upgrade Notice");
        assert!(notice.contains(&version) && notice.len() <= 300, "{notice}");
        for heading in ["Description", "Installation", "Frequently Asked Questions"] {
            assert!(part(&readme, heading).len() > 80, "{heading}");
        }
    }

    #[test]
    fn each_picture_has_its_line_in_the_readme_and_stays_out_of_the_plugin() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let plugin = plugin();
        let readme = text(&plugin, "readme.txt");
        let lines = part(&readme, "Screenshots").trim().lines().count();
        let folder = root.join(FOLDER).join(PICTURES);
        for number in 1..=lines {
            let picture = std::fs::read(folder.join(format!("screenshot-{number}.png"))).unwrap();
            assert!(picture.starts_with(b"\x89PNG"), "{number}");
            assert!(picture.len() < 150_000, "{number}: {} bytes", picture.len());
        }
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), lines);
        assert!(plugin.keys().all(|path| !path.ends_with(".png")));
    }

    /// What plugin-check and the directory's reviewers look for in code, as far as a look at the text can tell.
    #[test]
    fn the_code_is_as_the_directory_wants_it() {
        let plugin = plugin();
        for path in plugin.keys() {
            let name = path.rsplit('/').next().unwrap();
            assert!(!name.starts_with('.'), "{path} is hidden");
            let fine = |sign: char| sign.is_ascii_alphanumeric() || "-_./".contains(sign);
            assert!(path.chars().all(fine), "{path}");
        }
        let guards = [
            "defined( 'ABSPATH' ) || exit;",
            "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;",
        ];
        let banned = [
            "<?=",
            "<<<",
            "eval(",
            "base64_decode",
            "create_function",
            "curl_",
            "error_log(",
            "var_dump(",
            "print_r(",
            "file_get_contents(",
            "move_uploaded_file",
            "localhost",
            "$_POST",
            "$_REQUEST",
            "query_posts",
            "error_reporting(",
            "set_time_limit(",
        ];
        for (path, _) in plugin.iter().filter(|(path, _)| path.ends_with(".php")) {
            let code = text(&plugin, path);
            assert!(
                guards.iter().any(|guard| code.contains(guard)),
                "{path} has no guard"
            );
            for word in banned {
                assert!(!code.contains(word), "{path}: {word}");
            }
            for line in code.lines() {
                // One of all plugins' names is the plugin's alone by what it begins with.
                for kind in ["function ", "const "] {
                    let name = line.strip_prefix(kind).unwrap_or("skill_check_");
                    let is_own = name.to_lowercase().starts_with("skill_check_");
                    assert!(is_own, "{path}: {line}");
                }
            }
            let lines: Vec<_> = code.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                let asks = line.contains("__( '") && line.contains('%');
                let texts = texts(line)
                    .into_iter()
                    .filter(|text| text.contains('%'))
                    .count();
                let explained = at > 0 && lines[at - 1].contains("/* translators: ");
                assert!(!asks || texts == 0 || explained, "{path}: {line}");
            }
        }
    }
}
