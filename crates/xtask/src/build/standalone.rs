//! What makes the standalone page an app that works without a server: manifest and service worker.

use anyhow::{Context, Result, anyhow};
use serde_json::{Map, Value, json};

use super::content::Content;
use super::files::{Files, hash};
use super::loader::Bundler;
use crate::run::Runner;

/// The manifest; its icons are named as they lie in the sources.
const MANIFEST: &str = "standalone/manifest.webmanifest";

/// The service worker.
const WORKER: &str = "standalone/sw.js";

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
    let module = precache(files, id, catalogue);
    let worker = bundler.worker(
        &bundler.runner.path(WORKER),
        "skill-check:precache",
        &module,
    )?;
    files.add("sw.js", worker);
    Ok(())
}

/// The module with the files that are kept, each with its hash, a name for all of them, and the id
/// of the build.
fn precache(files: &Files, id: &str, catalogue: &str) -> String {
    let kept: Map<String, Value> = files
        .hashes()
        .filter_map(|(path, hash)| Some((kept_as(path, catalogue)?.to_owned(), Value::from(hash))))
        .collect();
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
        "skill-check.js" | "manifest.webmanifest" => Some(path),
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
    fn the_page_and_all_that_it_needs_is_kept() {
        let mut files = Files::default();
        for path in [
            "index.html",
            "skill-check.js",
            "assets/a.wasm",
            "catalogues/social-media.de.bin",
            "catalogues/later/social-media.de.bin",
            "catalogues/data-analyst.de.bin",
            "catalogues/later/data-analyst.de.bin",
            "skill-check-offline.de.html",
            "dev/embedded.html",
        ] {
            files.add(path, "x");
        }
        let module = precache(&files, "12ab", "social-media");
        let hash = hash([b"x".as_slice()]);
        for kept in [
            "./",
            "skill-check.js",
            "assets/a.wasm",
            "catalogues/social-media.de.bin",
            "catalogues/later/social-media.de.bin",
        ] {
            assert!(
                module.contains(&format!("\"{kept}\":\"{hash}\"")),
                "{module}"
            );
        }
        for left_out in ["offline", "dev/", "data-analyst"] {
            assert!(!module.contains(left_out), "{module}");
        }
        files.add("assets/a.wasm", "y");
        assert_ne!(module, precache(&files, "12ab", "social-media"));
    }
}
