//! The first screens of the default catalogue, drawn natively by the widget's own views, so that
//! the loader can show them before the widget is there.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::content::Content;
use super::loader::Bundler;
use crate::run::{Runner, cargo};

/// The string with a locale's name in itself.
const LOCALE_NAME: &str = "loader.locale-name";

/// The first screens of the default catalogue, by locale.
#[derive(Debug)]
pub(crate) struct Screens {
    catalogue: String,
    first: String,
    drawn: Map<String, Value>,
}

/// The first screens in one locale, as HTML.
#[derive(Debug)]
pub(crate) struct Drawn<'a> {
    pub(crate) catalogue: &'a str,
    pub(crate) locale: &'a str,
    pub(crate) start: &'a str,
    pub(crate) item: &'a str,
}

impl Screens {
    /// Those of the first locale; nothing where none are drawn.
    pub(crate) fn declared(&self) -> Option<Drawn<'_>> {
        self.each().find(|drawn| drawn.locale == self.first)
    }

    /// Those of each locale.
    pub(crate) fn each(&self) -> impl Iterator<Item = Drawn<'_>> {
        self.drawn.iter().filter_map(|(locale, screens)| {
            Some(Drawn {
                catalogue: &self.catalogue,
                locale,
                start: screens["start"].as_str()?,
                item: screens["item"].as_str()?,
            })
        })
    }

    /// The module `skill-check:screens` with all of them, for builds that fetch nothing beside.
    pub(crate) fn all(&self) -> Vec<u8> {
        self.module(|_| true)
    }

    /// The same with those of the first locale alone.
    pub(crate) fn first(&self) -> Vec<u8> {
        self.module(|locale| locale == self.first)
    }

    /// The script with all others, which is fetched by whoever reads another language; nothing where there
    /// is only one.
    pub(crate) fn others(&self) -> Option<Vec<u8>> {
        let others = self.some(|locale| locale != self.first);
        (!others.is_empty()).then(|| exported(&others.into()))
    }

    fn some(&self, is_wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
        let drawn = self.drawn.iter().filter(|(locale, _)| is_wanted(locale));
        drawn
            .map(|(locale, screens)| (locale.clone(), screens.clone()))
            .collect()
    }

    fn module(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<u8> {
        exported(&json!({ "catalogue": self.catalogue, "drawn": self.some(is_wanted) }))
    }
}

/// A character reference that `embed/prerendered.js` doesn't resolve.
fn unknown_entity(text: &str) -> Option<&str> {
    let entities = text.match_indices('&').map(|(at, _)| {
        let rest = &text[at..];
        rest.split_inclusive(';').next().unwrap_or(rest)
    });
    let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
    entities.into_iter().find(|entity| !known.contains(entity))
}

fn exported(value: &Value) -> Vec<u8> {
    format!("export default {value};\n").into_bytes()
}

/// How cargo is asked for the program that draws them.
fn drawing(command: &str) -> Command {
    let mut cargo = cargo();
    cargo.args([command, "--quiet", "--locked", "--package", "skill-check"]);
    cargo.args(["--example", "screens"]);
    cargo
}

/// Compiles what draws them, which takes as long as the widget does and may be done beside it.
pub(crate) fn compile(runner: &Runner) -> Result<()> {
    runner.run(&mut drawing("build")).map(drop)
}

/// Draws them, unless the build is one without.
pub(crate) fn draw(bundler: &Bundler<'_>, content: &Content) -> Result<Screens> {
    let (runner, default) = (bundler.runner, content.default_id());
    let screens = |drawn| Screens {
        catalogue: default.to_owned(),
        first: content.locales.first().cloned().unwrap_or_default(),
        drawn,
    };
    if !bundler.mode.has_screens() {
        return Ok(screens(Map::new()));
    }
    let mut command = drawing("run");
    command.arg("--");
    for catalogue in content.catalogues.iter().filter(|one| one.id == default) {
        let locale = &catalogue.locale;
        let path = bundler.work.join(format!("first.{locale}.bin"));
        std::fs::write(&path, &catalogue.bytes)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let name = content.messages[locale]
            .get(LOCALE_NAME)
            .with_context(|| format!("`{locale}` has no string {LOCALE_NAME}"))?;
        command.arg(format!("{locale}={name}={}", path.display()));
    }
    let text = runner.run(&mut command)?;
    // Cargo may have something to say before.
    let json = text.lines().rfind(|line| line.starts_with('{'));
    let drawn = json
        .and_then(|json| serde_json::from_str(json).ok())
        .context("the first screens were not drawn as JSON")?;
    if let Some(entity) = json.and_then(unknown_entity) {
        bail!("the first screens have {entity}, which embed/prerendered.js doesn't know");
    }
    Ok(screens(drawn))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screens(locales: &[&str]) -> Screens {
        let drawn = locales
            .iter()
            .map(|&locale| (locale.to_owned(), json!({ "start": locale })));
        Screens {
            catalogue: "a".to_owned(),
            first: "de".to_owned(),
            drawn: drawn.collect(),
        }
    }

    #[test]
    fn only_entities_that_the_script_knows_are_drawn() {
        assert_eq!(unknown_entity("a &amp; b &lt;&gt; &quot;c&quot;"), None);
        assert_eq!(unknown_entity("a &#x27;b"), Some("&#x27;"));
        assert_eq!(unknown_entity("a & b; c"), Some("& b;"));
    }

    #[test]
    fn other_languages_have_a_script_of_their_own() {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let two = screens(&["de", "en"]);
        assert_eq!(
            text(two.first()),
            "export default {\"catalogue\":\"a\",\"drawn\":{\"de\":{\"start\":\"de\"}}};\n"
        );
        assert_eq!(
            text(two.others().unwrap()),
            "export default {\"en\":{\"start\":\"en\"}};\n"
        );
        assert!(text(two.all()).contains("\"en\":"));
        assert_eq!(screens(&["de"]).others(), None);
    }
}
