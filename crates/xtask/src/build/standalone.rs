//! What makes the standalone page an app that works without a server: manifest and service worker.

use anyhow::{Context, Result, anyhow};
use serde_json::{Map, Value, json};

use super::content::Content;
use super::files::{Files, hash};
use super::licences;
use super::loader::{Build, Bundler};
use crate::run::Runner;

/// The manifest; its icons are named as they lie in the sources.
const MANIFEST: &str = "standalone/manifest.webmanifest";

/// What stands in the template for the room that the page takes.
const SIZE: &str = "0 kB";

/// The service workers of the standalone page and of the page for authors: sources and names.
const WORKER: [&str; 2] = ["standalone/sw.js", "sw.js"];
const STUDIO_WORKER: [&str; 2] = ["studio/sw.js", STUDIO_WORKER_NAME];

/// The name of the worker that keeps the page for authors.
pub(crate) const STUDIO_WORKER_NAME: &str = "studio-sw.js";

/// Adds the manifest, with the names that its icons got.
pub(crate) fn add_manifest(runner: &Runner, files: &mut Files) -> Result<()> {
    let text = std::fs::read_to_string(runner.path(MANIFEST))
        .with_context(|| format!("{MANIFEST} can't be read"))?;
    let mut manifest: Value =
        serde_json::from_str(&text).with_context(|| format!("{MANIFEST} is not JSON"))?;
    let icons = manifest["icons"]
        .as_array_mut()
        .with_context(|| format!("{MANIFEST} has no icons"))?;
    for icon in icons {
        let source = icon["src"].as_str().unwrap_or_default().to_owned();
        let bytes = std::fs::read(runner.path(&source))
            .with_context(|| format!("the icon `{source}` can't be read"))?;
        let name = source.rsplit('/').next().unwrap_or(&source);
        icon["src"] = Value::from(files.add_hashed(&format!("assets/{name}"), bytes));
    }
    files.add("manifest.webmanifest", format!("{manifest}\n"));
    Ok(())
}

/// The standalone page with the words that the default catalogue has for itself, in its default locale:
/// search engines and previews of links read them. They never carry a result.
///
/// # Errors
/// If the template has no place for one of them, or the catalogue can't be read.
pub(crate) fn introduced(html: &str, content: &Content) -> Result<String> {
    let first = content
        .catalogues
        .first()
        .context("there is no catalogue")?;
    let (_, texts) = assessment::compiled::open(&first.bytes)
        .map_err(|error| anyhow!("the default catalogue: {error}"))?;
    let locale = first.locale.replace('-', "_");
    let mut html = html.to_owned();
    for (before, value, after) in [
        ("<html lang=\"", &*first.locale, "\">"),
        ("<title>", &texts.title, "</title>"),
        ("<meta name=\"description\" content=\"", &texts.lead, "\">"),
        ("<meta property=\"og:locale\" content=\"", &locale, "\">"),
        (
            "<meta property=\"og:title\" content=\"",
            &texts.title,
            "\">",
        ),
        (
            "<meta property=\"og:description\" content=\"",
            &texts.lead,
            "\">",
        ),
    ] {
        let start = html.find(before).map(|start| start + before.len());
        let start = start.with_context(|| format!("index.html has no {before}"))?;
        let length = html[start..].find(after).context("index.html breaks off")?;
        html.replace_range(start..start + length, &escaped(value));
    }
    Ok(html)
}

/// The standalone page with the room that it takes on a device, as its offer to be kept there says. `files` holds
/// all but the page itself.
///
/// # Errors
/// If the template doesn't name it once in each language.
pub(crate) fn weighed(html: &str, files: &Files, catalogue: &str) -> Result<String> {
    let kept = files
        .all()
        .filter(|(path, _)| kept_as(path, catalogue).is_some());
    let bytes = html.len() + kept.map(|(_, bytes)| bytes.len()).sum::<usize>();
    let tenths = bytes.div_ceil(100_000);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let mut html = html.to_owned();
    for (locale, point) in [("de", ','), ("en", '.')] {
        let start = html
            .find(&format!("<div lang=\"{locale}\">"))
            .and_then(|start| Some(start + html[start..].find(SIZE)?))
            .with_context(|| format!("index.html does not say in `{locale}` what it takes"))?;
        html.replace_range(
            start..start + SIZE.len(),
            &format!("{whole}{point}{tenth} MB"),
        );
    }
    Ok(html)
}

/// A text as HTML, also in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Adds the service worker. It has to come last: it knows all that the page needs, the default
/// catalogue included.
pub(crate) fn add_worker(
    bundler: &Bundler<'_>,
    files: &mut Files,
    id: &str,
    catalogue: &str,
) -> Result<()> {
    // Where the build has drawn no first screen, the page has no loader of its own inside.
    let page = files.bytes("index.html").unwrap_or_default();
    let is_named = String::from_utf8_lossy(page).contains("src=\"skill-check.js\"");
    let kept = kept(files, |path| {
        let is_loader = is_named && path == "skill-check.js";
        kept_as(path, catalogue).or(is_loader.then_some(path))
    });
    worker(bundler, files, WORKER, &precache(kept, id))
}

/// Adds the service worker of the page for authors, which keeps its files and the widget's code for the preview,
/// but none of the compiled catalogues.
pub(crate) fn add_studio_worker(
    bundler: &Bundler<'_>,
    files: &mut Files,
    build: &Build,
) -> Result<()> {
    let kept = kept(files, |path| {
        let is_code = build.paths().any(|code| code == path);
        let is_own = path == "studio.html" || path.starts_with("studio/");
        let is_shown = path == "skill-check.js" || is_code || path.starts_with("assets/icon.");
        let is_needed = is_own || is_shown && !path.starts_with("catalogues/");
        (is_needed && path != licences::STUDIO_NOTICES).then_some(path)
    });
    worker(bundler, files, STUDIO_WORKER, &precache(kept, &build.id))
}

fn worker(
    bundler: &Bundler<'_>,
    files: &mut Files,
    [source, name]: [&str; 2],
    module: &str,
) -> Result<()> {
    let source = bundler.runner.path(source);
    let worker = bundler.worker(&source, "skill-check:precache", module)?;
    files.add(name, worker);
    Ok(())
}

/// The hashes of what is kept, by the path under which it is.
fn kept<'f>(files: &'f Files, kept_as: impl Fn(&'f str) -> Option<&'f str>) -> Map<String, Value> {
    let hashes = files.hashes();
    hashes
        .filter_map(|(path, hash)| Some((kept_as(path)?.to_owned(), Value::from(hash))))
        .collect()
}

/// The module with the files that are kept, each with its hash, a name for all of them, and the id
/// of the build.
fn precache(kept: Map<String, Value>, id: &str) -> String {
    let kept = Value::Object(kept);
    let mut version = hash([kept.to_string().as_bytes()]);
    version.truncate(12);
    let list = json!({ "build": id, "files": kept, "version": version });
    format!("export const {{ build, files, version }} = {list};\n")
}

/// The path under which a file is kept, if the page needs it.
fn kept_as<'a>(path: &'a str, catalogue: &str) -> Option<&'a str> {
    match path {
        "index.html" => Some("./"),
        "manifest.webmanifest" => Some(path),
        // The loader, for pages that pin it; this page has one of its own inside.
        _ if path.starts_with("assets/element.") => None,
        _ if path.starts_with("assets/") || is_catalogue(path, catalogue) => Some(path),
        _ => None,
    }
}

/// Whether a file is this catalogue, which the page shows; the others are for pages that name them.
fn is_catalogue(path: &str, id: &str) -> bool {
    path.strip_prefix("catalogues/")
        .map(|name| name.strip_prefix("later/").unwrap_or(name))
        .and_then(|name| name.strip_prefix(id))
        .is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_the_catalogue_says_of_itself() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let html = std::fs::read_to_string(root.join("index.html")).unwrap();
        let content = crate::build::content::read(&root.join("catalogues"), false).unwrap();
        let page = introduced(&html, &content).unwrap();
        let (_, texts) = assessment::compiled::open(&content.catalogues[0].bytes).unwrap();
        for expected in [
            format!("<title>{}</title>", texts.title),
            format!("<meta name=\"description\" content=\"{}\">", texts.lead),
            format!("<meta property=\"og:title\" content=\"{}\">", texts.title),
            format!(
                "<meta property=\"og:description\" content=\"{}\">",
                texts.lead
            ),
            "<meta property=\"og:locale\" content=\"de\">".to_owned(),
        ] {
            assert_eq!(page.matches(&expected).count(), 1, "{expected}");
        }
        assert!(introduced("<html lang=\"\">", &content).is_err());
        assert_eq!(escaped("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
    }

    #[test]
    fn the_page_says_what_room_it_takes() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let html = std::fs::read_to_string(root.join("index.html")).unwrap();
        let mut files = Files::default();
        files.add("assets/a.wasm", vec![0; 1_230_000]);
        files.add("skill-check-offline.de.html", vec![0; 5_000_000]);
        let page = weighed(&html, &files, "social-media").unwrap();
        assert!(
            page.contains("(1,3 MB, keine Antworten)") && page.contains("(1.3 MB, no answers)"),
            "{page}"
        );
        assert!(weighed("<div lang=\"de\">0 kB", &files, "social-media").is_err());
    }

    fn module(files: &Files) -> String {
        let kept = kept(files, |path| kept_as(path, "social-media"));
        precache(kept, "12ab")
    }

    #[test]
    fn the_page_and_all_that_it_needs_is_kept() {
        let mut files = Files::default();
        for path in [
            "index.html",
            "skill-check.js",
            "assets/a.wasm",
            "assets/element.js",
            "catalogues/social-media.de.bin",
            "catalogues/later/social-media.de.bin",
            "catalogues/data-analyst.de.bin",
            "catalogues/later/data-analyst.de.bin",
            "skill-check-offline.de.html",
            "dev/embedded.html",
        ] {
            files.add(path, "x");
        }
        let module = module(&files);
        let hash = hash([b"x".as_slice()]);
        for kept in [
            "./",
            "assets/a.wasm",
            "catalogues/social-media.de.bin",
            "catalogues/later/social-media.de.bin",
        ] {
            assert!(
                module.contains(&format!("\"{kept}\":\"{hash}\"")),
                "{module}"
            );
        }
        for left_out in [
            "offline",
            "dev/",
            "data-analyst",
            "element",
            "skill-check.js",
        ] {
            assert!(!module.contains(left_out), "{module}");
        }
        files.add("assets/a.wasm", "y");
        assert_ne!(module, self::module(&files));
    }
}
