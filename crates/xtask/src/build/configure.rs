//! The embedder's page: its strings, and what it has to know of the catalogues and the look.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use assessment::response::{Response, Responses};
use assessment::{compiled, id::FamilyIndex, link};
use serde_json::{Map, Value, json};

use super::content::{self, Content};
use super::loader::Bundler;
use super::page::Page;
use crate::run::Runner;

/// The folder with the page's sources.
const FOLDER: &str = "configure";

/// Its languages; the page is written in the first.
const LANGUAGES: [&str; 2] = ["de", "en"];

/// Its style sheets, in their order.
const SHEETS: [&str; 2] = ["configure.css", "preview.css"];

/// The colours that an embedder may set.
const COLOURS: [&str; 6] = [
    "surface",
    "raised",
    "text",
    "text-soft",
    "accent",
    "on-accent",
];

/// One language's strings.
type Strings = BTreeMap<String, String>;

/// Adds the page to `dist/`, for the catalogues in a folder. It has to come after the service
/// worker, which keeps what visitors need.
pub(crate) fn add(page: &mut Page<'_>, content: &Content, catalogues: &Path) -> Result<()> {
    let bundler = page.bundler;
    let runner = bundler.runner;
    let strings: BTreeMap<&str, Strings> = LANGUAGES
        .iter()
        .map(|language| Ok((*language, strings(runner, language)?)))
        .collect::<Result<_>>()?;
    let own = strings
        .get(LANGUAGES[0])
        .context("the page has no language")?;
    check(runner, &strings)?;

    let module = module(runner, content, catalogues, &strings)?;
    let script = bundler.with_module(
        &runner.path(&format!("{FOLDER}/main.js")),
        "skill-check:configure",
        &module,
    )?;
    let script = page.files.add_hashed("assets/configure.js", script);
    let styles = styles(bundler)?;
    let styles = page.files.add_hashed("assets/configure.css", styles);
    let template = format!("{FOLDER}/configure.html");
    let html = std::fs::read_to_string(runner.path(&template))
        .with_context(|| format!("{template} can't be read"))?
        .replace(&format!("{FOLDER}/main.js"), &script)
        .replace(&format!("{FOLDER}/configure.css"), &styles);
    let html = page
        .process_text(&html, "")
        .with_context(|| format!("in {template}"))?;
    page.files.add("configure.html", written(&html, own)?);
    Ok(())
}

/// The page's styles, on the widget's own tokens: the same house, so the same colours.
fn styles(bundler: &Bundler<'_>) -> Result<Vec<u8>> {
    let read = |path: &str| {
        std::fs::read_to_string(bundler.runner.path(path))
            .with_context(|| format!("{path} can't be read"))
    };
    // A page has no host element, and follows the system's scheme alone.
    let tokens = read("styles/tokens.css")?
        .replace(":host(:not([theme~=\"light\" i]))", ":root")
        .replace(":host([theme~=\"dark\" i])", ":root[data-theme=\"dark\"]")
        .replace(":host", ":root");
    let path = bundler.work.join("configure.css");
    let mut css = tokens;
    for sheet in SHEETS {
        css.push_str(&read(&format!("{FOLDER}/{sheet}"))?);
    }
    std::fs::write(&path, css).with_context(|| format!("{} can't be written", path.display()))?;
    bundler.styles(&path)
}

/// The strings in one language.
fn strings(runner: &Runner, language: &str) -> Result<Strings> {
    let table = table(&runner.path(&format!("{FOLDER}/{language}.toml")))?;
    let mut strings = Strings::new();
    flatten("", &table, &mut strings);
    Ok(strings)
}

fn table(path: &Path) -> Result<toml::Table> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} can't be read", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is not TOML", path.display()))
}

/// Nested tables as keys with dots.
fn flatten(prefix: &str, table: &toml::Table, strings: &mut Strings) {
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                strings.insert(format!("{prefix}{key}"), text.clone());
            }
            toml::Value::Table(inner) => flatten(&format!("{prefix}{key}."), inner, strings),
            _ => {}
        }
    }
}

/// Sees that every language has every string, that each is used, and that what is used is there.
fn check(runner: &Runner, strings: &BTreeMap<&str, Strings>) -> Result<()> {
    let mut sources = String::new();
    let folder = runner.path(FOLDER);
    for entry in std::fs::read_dir(&folder).with_context(|| format!("{FOLDER} can't be read"))? {
        let path = entry?.path();
        let is_source = path
            .extension()
            .is_some_and(|end| end == "js" || end == "html");
        if is_source {
            sources.push_str(&std::fs::read_to_string(&path)?);
        }
    }
    let problems = problems(strings, &sources);
    if !problems.is_empty() {
        bail!(
            "the strings in {FOLDER}/ are not in order:\n{}",
            problems.join("\n")
        );
    }
    Ok(())
}

fn problems(strings: &BTreeMap<&str, Strings>, sources: &str) -> Vec<String> {
    let all: BTreeSet<&String> = strings.values().flat_map(BTreeMap::keys).collect();
    let mut problems = Vec::new();
    for (language, own) in strings {
        for key in &all {
            match own.get(*key) {
                None => problems.push(format!("{language}: `{key}` is missing")),
                Some(text) if text.trim().is_empty() => {
                    problems.push(format!("{language}: `{key}` is empty"));
                }
                Some(text) => {
                    let differs = strings
                        .values()
                        .filter_map(|other| other.get(*key))
                        .any(|other| places(other) != places(text));
                    if differs {
                        problems.push(format!("{language}: `{key}` has other names in braces"));
                    }
                }
            }
        }
    }
    for key in used(sources) {
        if !all.contains(&key) {
            problems.push(format!("`{key}` is used, but no language has it"));
        }
    }
    problems
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The keys that stand as such in markup and scripts; others are put together while the page runs,
/// and are looked up in every state of the page by its test.
fn used(sources: &str) -> BTreeSet<String> {
    [
        "data-text=\"",
        "data-label=\"",
        "\"data-text\": \"",
        "text(\"",
    ]
    .iter()
    .flat_map(|mark| sources.split(mark).skip(1))
    .filter_map(|rest| rest.split_once('"').map(|(key, _)| key.to_owned()))
    .collect()
}

/// The page with the strings of its first language in place, so that it is readable at once.
fn written(html: &str, strings: &Strings) -> Result<String> {
    let mut result = html.to_owned();
    for key in used(html) {
        let text = strings
            .get(&key)
            .with_context(|| format!("there is no string `{key}`"))?;
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        result = result.replace(
            &format!("data-label=\"{key}\""),
            &format!("data-label=\"{key}\" aria-label=\"{text}\""),
        );
        let mark = format!("data-text=\"{key}\"");
        let mut parts = result.split(&mark);
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            filled.push_str(&mark);
            filled.push_str(&part.replacen('>', &format!(">{text}"), 1));
        }
        result = filled;
    }
    Ok(result)
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
    let tokens = std::fs::read_to_string(runner.path("styles/tokens.css"))
        .context("styles/tokens.css can't be read")?;
    let (light, dark) = tokens
        .split_once("prefers-color-scheme: dark")
        .context("styles/tokens.css has no dark colours")?;
    let radius = default_of(light, "radius").context("styles/tokens.css has no radius")?;
    let data = json!({
        "languages": LANGUAGES,
        "strings": strings,
        "locales": locales,
        "catalogues": catalogues,
        "colours": { "light": colours(light)?, "dark": colours(dark)? },
        "radius": radius.trim_end_matches("px"),
    });
    Ok(format!("export default {data};\n"))
}

/// What the page offers of a catalogue: its families and modules, with their names.
pub(super) fn catalogue(id: &str, folder: &Path) -> Result<Value> {
    let neutral = table(&folder.join("catalogue.toml"))?;
    let ids = |list: &str| -> Vec<String> {
        let entries = neutral.get(list).and_then(toml::Value::as_array);
        entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.get("id")?.as_str()?.to_owned()))
            .collect()
    };
    let locale = neutral
        .get("default_locale")
        .and_then(toml::Value::as_str)
        .with_context(|| format!("the catalogue `{id}` has no default locale"))?;
    let fallback = folder.join(format!("{locale}.toml"));
    let texts: Vec<(&str, toml::Table)> = LANGUAGES
        .iter()
        .map(|language| {
            let file = folder.join(format!("{language}.toml"));
            // Not every catalogue speaks every language of the page.
            let file = if file.is_file() { &file } else { &fallback };
            Ok((*language, table(file)?))
        })
        .collect::<Result<_>>()?;
    let names = |path: &[&str]| -> Result<Value> {
        let mut names = Map::new();
        for (language, table) in &texts {
            let mut entry = table.get(path[0]);
            for key in &path[1..] {
                entry = entry.and_then(|entry| entry.get(key));
            }
            let name = entry.and_then(toml::Value::as_str);
            let name =
                name.with_context(|| format!("{id}/{language}.toml has no {}", path.join(".")))?;
            names.insert((*language).to_owned(), Value::from(name));
        }
        Ok(Value::Object(names))
    };
    let families: Vec<Value> = ids("families")
        .iter()
        .map(|family| Ok(json!({ "id": family, "names": names(&["families", family, "name"])? })))
        .collect::<Result<_>>()?;
    Ok(json!({
        "id": id,
        "names": names(&["catalogue", "occupation"])?,
        "families": families,
        "modules": ids("modules"),
    }))
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

    fn language(pairs: &[(&str, &str)]) -> Strings {
        pairs
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn strings_that_are_missing_empty_or_differ_are_named() {
        let strings = BTreeMap::from([
            (
                "de",
                language(&[("a", "Ja"), ("b", "{count} Mal"), ("c", " ")]),
            ),
            ("en", language(&[("b", "times"), ("c", "C")])),
        ]);
        let found = problems(&strings, r#"<p data-text="a"></p> text("gone")"#);
        assert_eq!(
            found,
            [
                "de: `b` has other names in braces",
                "de: `c` is empty",
                "en: `a` is missing",
                "en: `b` has other names in braces",
                "`gone` is used, but no language has it",
            ]
        );
    }

    #[test]
    fn strings_come_into_the_markup_as_text() {
        let strings = language(&[("a", "x < \"y\" & z"), ("b", "B")]);
        let html = r#"<h1 data-text="a" id="h"></h1><p data-label="b" data-text="b"></p>"#;
        assert_eq!(
            written(html, &strings).unwrap(),
            "<h1 data-text=\"a\" id=\"h\">x &lt; &quot;y&quot; &amp; z</h1>\
             <p data-label=\"b\" aria-label=\"B\" data-text=\"b\">B</p>"
        );
    }

    #[test]
    fn defaults_are_read_from_the_tokens() {
        let css = "--sc-paper: var(--skill-check-surface, #fbfaf6); --sc-radius: var(--skill-check-radius, 6px);";
        assert_eq!(default_of(css, "surface"), Some("#fbfaf6"));
        assert_eq!(default_of(css, "radius"), Some("6px"));
        assert_eq!(default_of(css, "accent"), None);
    }
}
