//! The whole check in one file, which runs without a server: from a USB stick, or an archive.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Assets;
use super::content::Content;
use super::files::gzip;
use super::loader::{Build, Bundler};

/// The template of the file.
const TEMPLATE: &str = "standalone/offline.html";

/// What a file is made from.
pub(crate) struct Parts<'a> {
    pub(crate) bundler: &'a Bundler<'a>,
    pub(crate) build: &'a Build,
    pub(crate) content: &'a Content,
    pub(crate) assets: &'a Assets,
}

impl Parts<'_> {
    /// The files by their names in `dist/`, one a locale; each has all locales inside.
    pub(crate) fn files(&self, notices: &str) -> Result<Vec<(String, String)>> {
        let runner = self.bundler.runner;
        let path = runner.path(TEMPLATE);
        let template =
            std::fs::read_to_string(&path).with_context(|| format!("{TEMPLATE} can't be read"))?;
        let script = self.bundler.element_inline(&self.module()?, self.assets)?;
        let script = String::from_utf8(script).context("the bundler wrote no UTF-8")?;
        let style = self.bundler.styles(&runner.path("styles/page.css"))?;
        let style = String::from_utf8(style).context("the bundler wrote no UTF-8")?;
        Ok(self
            .content
            .locales
            .iter()
            .map(|locale| {
                let html = fill(&template, locale, &script, &style, notices);
                (format!("skill-check-offline.{locale}.html"), html)
            })
            .collect())
    }

    /// The module `skill-check:build` with code and the default catalogue inside, packed.
    fn module(&self) -> Result<String> {
        let mut packed = serde_json::Map::new();
        let build = Build {
            catalogues: self
                .build
                .catalogues
                .iter()
                .filter(|one| one.id == self.content.default_id())
                .cloned()
                .collect(),
            ..self.build.clone()
        };
        let catalogues = self
            .content
            .catalogues
            .iter()
            .filter(|one| one.id == self.content.default_id())
            .flat_map(|one| <[_; 2]>::from(one.parts()));
        let paths = build.catalogues.iter();
        let paths = paths.flat_map(|one| [&one.first, &one.later]);
        let assets = self.assets;
        let code = [
            (&build.wasm, &assets.wasm[..]),
            (&build.later, &assets.later[..]),
        ];
        let all = paths.zip(catalogues).chain(code);
        for (path, bytes) in all {
            packed.insert(path.clone(), Value::from(base64(&gzip(bytes)?)));
        }
        let mut description = build.description(self.content);
        description["packed"] = Value::Object(packed);
        Ok(format!("export default {description};\n"))
    }
}

/// The template with everything in its place. The policy allows just these two, and no request.
fn fill(template: &str, locale: &str, script: &str, style: &str, notices: &str) -> String {
    template
        .replace("{locale}", locale)
        .replace("{script-hash}", &base64(&Sha256::digest(script)))
        .replace("{style-hash}", &base64(&Sha256::digest(style)))
        // No text ends what it stands in.
        .replace("{notices}", &notices.replace("</", "< /"))
        .replace("{style}", style)
        .replace("{script}", script)
}

/// Base64 with padding, as policies and `atob` want it.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_usual_one() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd, 0xfc]), "//79/A==");
    }

    #[test]
    fn the_policy_names_what_is_inside() {
        let template = "{locale} {script-hash} <{script}>{style} {notices}";
        let html = fill(template, "de", "abc", "x", "MIT </script>");
        assert_eq!(
            html,
            "de ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= <abc>x MIT < /script>"
        );
    }
}
