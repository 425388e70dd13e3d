//! The element's script, with what it has to know about this build and with the styles.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::Mode;
use super::content::{Content, DEFAULT};
use super::files::hash;
use crate::run::Runner;

/// The oldest browsers: what they lack is written in an older way.
const BROWSERS: &str = "--target=chrome111,firefox113,safari16.4";

/// What the loader has to know about a build; paths are relative to the loader.
#[derive(Debug)]
pub(crate) struct Build {
    /// Tells this build from every other.
    pub(crate) id: String,
    /// The path of the glue.
    pub(crate) glue: String,
    /// The path of the Wasm.
    pub(crate) wasm: String,
    /// The path of the script that draws QR codes, loaded when one is asked for.
    pub(crate) qr: String,
    /// Id, locale and path of each compiled catalogue.
    pub(crate) catalogues: Vec<(String, String, String)>,
}

impl Build {
    /// The path of the default catalogue in a locale.
    pub(crate) fn catalogue(&self, locale: &str) -> Option<&str> {
        self.catalogues
            .iter()
            .find(|(id, other, _)| id == DEFAULT && other == locale)
            .map(|(_, _, path)| path.as_str())
    }

    /// The module `skill-check:build`.
    pub(crate) fn module(&self, content: &Content) -> String {
        let mut catalogues = Map::new();
        for (id, locale, path) in &self.catalogues {
            catalogues
                .entry(id)
                .or_insert_with(|| Value::Object(Map::new()))[locale] = Value::from(path.as_str());
        }
        let build = json!({
            "id": self.id,
            "glue": self.glue,
            "wasm": self.wasm,
            "qr": self.qr,
            "catalogue": DEFAULT,
            "locales": content.locales,
            "catalogues": catalogues,
            "messages": content.messages,
        });
        format!("export default {build};\n")
    }
}

/// The id of a build: what the loader loads decides on it.
pub(crate) fn build_id(glue: &[u8], wasm: &[u8], content: &Content) -> String {
    let catalogues = content
        .catalogues
        .iter()
        .map(|catalogue| catalogue.bytes.as_slice());
    let mut id = hash([glue, wasm].into_iter().chain(catalogues));
    id.truncate(12);
    id
}

/// The bundler for scripts and styles.
pub(crate) struct Bundler<'a> {
    pub(crate) runner: &'a Runner,
    pub(crate) mode: Mode,
    /// A folder for what is on its way.
    pub(crate) work: &'a Path,
}

impl Bundler<'_> {
    /// A script as an ES module, with all that it imports.
    pub(crate) fn script(&self, script: &Path) -> Result<Vec<u8>> {
        self.bundle(script, &["--format=esm".to_owned()])
    }

    /// A style sheet with all that it imports.
    pub(crate) fn styles(&self, sheet: &Path) -> Result<Vec<u8>> {
        self.bundle(sheet, &[])
    }

    /// The element's script: `embed/element.js` with what it imports by `skill-check:…`.
    pub(crate) fn element(&self, build: &str, css: &[u8]) -> Result<Vec<u8>> {
        let mut options = vec!["--format=esm".to_owned()];
        for (name, file, bytes) in [
            ("skill-check:build", "build.js", build.as_bytes()),
            ("skill-check:styles", "styles.txt", css),
        ] {
            let path = self.work.join(file);
            std::fs::write(&path, bytes)
                .with_context(|| format!("{} can't be written", path.display()))?;
            options.push(format!("--alias:{name}={}", path.display()));
        }
        self.bundle(&self.runner.path("embed/element.js"), &options)
    }

    /// Runs the bundler on a file and returns what it makes of it. A warning is an error: it tells
    /// of code that does not do what it seems to.
    fn bundle(&self, entry: &Path, options: &[String]) -> Result<Vec<u8>> {
        let output = self.work.join("bundled");
        let mut outfile = OsString::from("--outfile=");
        outfile.push(&output);
        let mut command = Command::new(self.runner.path("tools/node_modules/.bin/esbuild"));
        command
            .args(["--bundle", "--charset=utf8", "--legal-comments=none"])
            .args(["--log-level=warning", BROWSERS])
            .args(options)
            .arg(entry)
            .arg(outfile);
        if self.mode == Mode::Production {
            command.arg("--minify");
        }
        let text = self.runner.run(&mut command)?;
        if text.contains("[WARNING]") {
            self.runner.show(&text);
            bail!("the bundler warns about {}", entry.display());
        }
        std::fs::read(&output).with_context(|| format!("{} can't be read", output.display()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::build::content::Compiled;

    fn content(bytes: &[u8]) -> Content {
        let messages = BTreeMap::from([("loader.retry".to_owned(), "Nöch \"mal\"".to_owned())]);
        Content {
            catalogues: vec![Compiled {
                id: DEFAULT.to_owned(),
                locale: "de".to_owned(),
                bytes: bytes.to_vec(),
            }],
            locales: vec!["de".to_owned()],
            messages: BTreeMap::from([("de".to_owned(), messages)]),
        }
    }

    #[test]
    fn the_loader_gets_paths_and_messages() {
        let build = Build {
            id: "12ab".to_owned(),
            glue: "assets/g.js".to_owned(),
            wasm: "assets/w.wasm".to_owned(),
            qr: "assets/q.js".to_owned(),
            catalogues: vec![(
                DEFAULT.to_owned(),
                "de".to_owned(),
                "catalogues/d.bin".to_owned(),
            )],
        };
        let module = build.module(&content(b"x"));
        let json = module.strip_prefix("export default ").unwrap();
        let json: Value = serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap();
        assert_eq!(
            json,
            json!({
                "id": "12ab",
                "glue": "assets/g.js",
                "wasm": "assets/w.wasm",
                "qr": "assets/q.js",
                "catalogue": "social-media",
                "locales": ["de"],
                "catalogues": { "social-media": { "de": "catalogues/d.bin" } },
                "messages": { "de": { "loader.retry": "Nöch \"mal\"" } },
            })
        );
    }

    #[test]
    fn the_id_changes_with_each_part() {
        let id = build_id(b"glue", b"wasm", &content(b"x"));
        assert_eq!(id.len(), 12);
        assert_eq!(id, build_id(b"glue", b"wasm", &content(b"x")));
        assert_ne!(id, build_id(b"glue2", b"wasm", &content(b"x")));
        assert_ne!(id, build_id(b"glue", b"wasm2", &content(b"x")));
        assert_ne!(id, build_id(b"glue", b"wasm", &content(b"y")));
    }
}
