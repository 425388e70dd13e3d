//! The page for frames: what its operator allows, in `standalone/frame.json`, is in its policy as well.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::page::Page;

/// The template, and the operator's settings beside it.
const TEMPLATE: &str = "standalone/frame.html";
const SETTINGS: &str = "standalone/frame.json";

/// The part of the policy that says whom the page may ask for files.
const CONNECT: &str = "connect-src 'self'";

/// Adds page and settings to `dist/`. They have to come after the service worker, which keeps what
/// the standalone page needs.
pub(crate) fn add(page: &mut Page<'_>) -> Result<()> {
    let runner = page.bundler.runner;
    let html = page.process(&runner.path(TEMPLATE), "")?;
    let settings = std::fs::read_to_string(runner.path(SETTINGS))
        .with_context(|| format!("{SETTINGS} can't be read"))?;
    let html = allowed(&html, &settings).with_context(|| format!("in {SETTINGS}"))?;
    page.files.add("frame.html", html);
    page.files.add("frame.json", settings);
    Ok(())
}

/// The page with the settings' origins in its policy.
fn allowed(html: &str, settings: &str) -> Result<String> {
    let settings: Value = serde_json::from_str(settings).context("it is not JSON")?;
    let origins = settings["origins"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut connect = CONNECT.to_owned();
    for origin in origins {
        match origin.as_str().filter(|text| is_origin(text)) {
            Some(origin) => connect.extend([" ", origin]),
            None => {
                bail!("`origins` has {origin}: write an origin such as \"https://www.example\"")
            }
        }
    }
    if !html.contains(CONNECT) {
        bail!("{TEMPLATE} has no `{CONNECT}` to write the origins behind");
    }
    Ok(html.replace(CONNECT, &connect))
}

/// Whether a text is scheme, host and perhaps port, and so can't end the directive that it stands in.
fn is_origin(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_fine =
        |character: char| character.is_ascii_alphanumeric() || "-.:[]".contains(character);
    rest.is_some_and(|host| !host.is_empty() && host.chars().all(is_fine))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta content=\"img-src data:; connect-src 'self'; base-uri 'none'\">";

    #[test]
    fn the_policy_has_the_origins_and_nothing_else() {
        assert_eq!(allowed(PAGE, "{}").unwrap(), PAGE);
        let settings = r#"{ "origins": ["https://a.example", "http://localhost:8080"] }"#;
        let expected = "connect-src 'self' https://a.example http://localhost:8080; base";
        assert!(allowed(PAGE, settings).unwrap().contains(expected));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for wrong in [
            "\"*\"",
            "\"https:\"",
            "\"https://a.example/path\"",
            "\"https://a.example; script-src *\"",
            "\"javascript:alert(1)\"",
            "7",
        ] {
            let error = allowed(PAGE, &format!("{{ \"origins\": [{wrong}] }}")).unwrap_err();
            assert!(error.to_string().contains(wrong), "{error}");
        }
        assert!(allowed(PAGE, "no").is_err());
        assert!(allowed("<p>", "{}").is_err());
    }

    #[test]
    fn the_template_has_the_policy() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        let read = |path: &str| std::fs::read_to_string(format!("{root}{path}")).unwrap();
        allowed(&read(TEMPLATE), &read(SETTINGS)).unwrap();
    }
}
