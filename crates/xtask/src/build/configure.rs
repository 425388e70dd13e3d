//! The embedder's page: its strings, and what it has to know of the catalogues and the look.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use assessment::response::{Response, Responses};
use assessment::{compiled, id::FamilyIndex, link};
use serde_json::{Map, Value, json};

use super::content::{self, Content};
use super::page::Page;
use super::strings::{self, LANGUAGES, Strings, table};
use crate::run::Runner;

/// The folder with the page's sources.
const FOLDER: &str = "configure";

/// Its style sheets, in their order.
const SHEETS: [&str; 3] = ["base.css", "configure.css", "preview.css"];

/// The colours that an embedder may set.
const COLOURS: [&str; 6] = [
    "surface",
    "raised",
    "text",
    "text-soft",
    "accent",
    "on-accent",
];

/// Adds the page to `dist/`, for the catalogues in a folder. It has to come after the service
/// worker, which keeps what visitors need.
pub(crate) fn add(page: &mut Page<'_>, content: &Content, catalogues: &Path) -> Result<()> {
    let bundler = page.bundler;
    let runner = bundler.runner;
    let strings = strings::read(runner, FOLDER)?;
    let own = strings
        .get(LANGUAGES[0])
        .context("the page has no language")?;

    let module = module(runner, content, catalogues, &strings)?;
    let script = bundler.with_module(
        &runner.path(&format!("{FOLDER}/main.js")),
        "skill-check:configure",
        &module,
    )?;
    let script = page.files.add_hashed("assets/configure.js", script);
    let styles = strings::styles(bundler, FOLDER, &SHEETS)?;
    let styles = page.files.add_hashed("assets/configure.css", styles);
    let template = format!("{FOLDER}/configure.html");
    let html = std::fs::read_to_string(runner.path(&template))
        .with_context(|| format!("{template} can't be read"))?
        .replace(&format!("{FOLDER}/main.js"), &script)
        .replace(&format!("{FOLDER}/configure.css"), &styles);
    let html = page
        .process_text(&html, "")
        .with_context(|| format!("in {template}"))?;
    page.files
        .add("configure.html", strings::written(&html, own)?);
    Ok(())
}

/// The module `skill-check:configure`.
fn module(
    runner: &Runner,
    content: &Content,
    folder: &Path,
    strings: &BTreeMap<&str, Strings>,
) -> Result<String> {
    let locales: Vec<Value> = content
        .locales
        .iter()
        .map(|locale| {
            let name = content
                .messages
                .get(locale)
                .and_then(|own| own.get("loader.locale-name"));
            json!({ "tag": locale, "name": name })
        })
        .collect();
    let mut catalogues = Vec::new();
    for (id, folder) in content::folders(folder)? {
        let mut described = catalogue(&id, &folder)?;
        described["sample"] = Value::from(sample(content, &id)?);
        catalogues.push(described);
    }
    let tokens = tokens(runner)?;
    let radius =
        default_of(&tokens, "radius").with_context(|| format!("{TOKENS} has no radius"))?;
    let [light, dark] = own_colours(runner)?;
    let data = json!({
        "languages": LANGUAGES,
        "strings": strings,
        "locales": locales,
        "catalogues": catalogues,
        "colours": { "light": light, "dark": dark },
        "radius": radius.trim_end_matches("px"),
    });
    Ok(format!("export default {data};\n"))
}

/// A catalogue's files, as far as pages for embedders name what is in it.
struct Named {
    id: String,
    neutral: toml::Table,
    /// The texts of each language of the page.
    texts: Vec<(&'static str, toml::Table)>,
}

impl Named {
    fn read(id: &str, folder: &Path) -> Result<Self> {
        let neutral = table(&folder.join("catalogue.toml"))?;
        let locale = neutral
            .get("default_locale")
            .and_then(toml::Value::as_str)
            .with_context(|| format!("the catalogue `{id}` has no default locale"))?;
        let fallback = folder.join(format!("{locale}.toml"));
        let texts = LANGUAGES
            .iter()
            .map(|language| {
                let file = folder.join(format!("{language}.toml"));
                // Not every catalogue speaks every language of the page.
                let file = if file.is_file() { &file } else { &fallback };
                Ok((*language, table(file)?))
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            id: id.to_owned(),
            neutral,
            texts,
        })
    }

    /// The ids in a list, in its order.
    fn ids(&self, list: &str) -> Vec<String> {
        let entries = self.neutral.get(list).and_then(toml::Value::as_array);
        entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.get("id")?.as_str()?.to_owned()))
            .collect()
    }

    /// What something is called in each language.
    fn names(&self, path: &[&str]) -> Result<Value> {
        let mut names = Map::new();
        for (language, table) in &self.texts {
            let mut entry = table.get(path[0]);
            for key in &path[1..] {
                entry = entry.and_then(|entry| entry.get(key));
            }
            let name = entry.and_then(toml::Value::as_str).with_context(|| {
                format!("{}/{language}.toml has no {}", self.id, path.join("."))
            })?;
            names.insert((*language).to_owned(), Value::from(name));
        }
        Ok(Value::Object(names))
    }

    /// The entries of a list with their ids and names.
    fn entries(&self, list: &str) -> Result<Vec<Value>> {
        self.ids(list)
            .iter()
            .map(|id| Ok(json!({ "id": id, "names": self.names(&[list, id, "name"])? })))
            .collect()
    }
}

/// What the page offers of a catalogue: its families and modules, with their names.
pub(super) fn catalogue(id: &str, folder: &Path) -> Result<Value> {
    let named = Named::read(id, folder)?;
    Ok(json!({
        "id": id,
        "names": named.names(&["catalogue", "occupation"])?,
        "families": named.entries("families")?,
        "modules": named.ids("modules"),
    }))
}

/// A catalogue's modules with their names.
pub(super) fn modules(id: &str, folder: &Path) -> Result<Vec<Value>> {
    Named::read(id, folder)?.entries("modules")
}

/// A result code to show what a result looks like: somebody who does much, but leads little yet.
fn sample(content: &Content, id: &str) -> Result<String> {
    /// Levels that an ordinary result is made of, over and over.
    const LEVELS: [u8; 7] = [3, 2, 2, 1, 3, 2, 1];
    let compiled = content.catalogues.iter().find(|one| one.id == id);
    let compiled = compiled.with_context(|| format!("the catalogue `{id}` is not compiled"))?;
    let (catalogue, _) = compiled::decode(&compiled.bytes)
        .map_err(|error| anyhow::anyhow!("the catalogue `{id}`: {error}"))?;
    let list: Vec<Response> = LEVELS
        .iter()
        .cycle()
        .take(catalogue.item_count())
        .map(|level| Response::Level(*level))
        .collect();
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The file with the widget's own look.
const TOKENS: &str = "styles/tokens.css";

fn tokens(runner: &Runner) -> Result<String> {
    std::fs::read_to_string(runner.path(TOKENS)).with_context(|| format!("{TOKENS} can't be read"))
}

/// The widget's own colours in light and in dark.
pub(super) fn own_colours(runner: &Runner) -> Result<[Value; 2]> {
    let tokens = tokens(runner)?;
    let (light, dark) = tokens
        .split_once("prefers-color-scheme: dark")
        .with_context(|| format!("{TOKENS} has no dark colours"))?;
    Ok([colours(light)?, colours(dark)?])
}

/// The widget's own colours in one scheme.
fn colours(css: &str) -> Result<Value> {
    let mut colours = Map::new();
    for name in COLOURS {
        let colour = default_of(css, name)
            .filter(|colour| colour.len() == 7 && colour.starts_with('#'))
            .with_context(|| {
                format!(
                    "styles/tokens.css has no `var(--skill-check-{name}, #rrggbb)` in each scheme"
                )
            })?;
        colours.insert(name.to_owned(), Value::from(colour));
    }
    Ok(Value::Object(colours))
}

/// What a custom property is where the embedder doesn't set it.
fn default_of<'a>(css: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = css.split_once(&format!("var(--skill-check-{name}, "))?;
    rest.split_once(')').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_read_from_the_tokens() {
        let css = "--sc-paper: var(--skill-check-surface, #fbfaf6); --sc-radius: var(--skill-check-radius, 6px);";
        assert_eq!(default_of(css, "surface"), Some("#fbfaf6"));
        assert_eq!(default_of(css, "radius"), Some("6px"));
        assert_eq!(default_of(css, "accent"), None);
    }
}
