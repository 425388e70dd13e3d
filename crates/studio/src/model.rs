//! The structure and the words of a catalogue as forms show them: what the files say, in order or not.

use std::collections::BTreeMap;

use catalogue::CATALOGUE_FILE;
use serde_json::{Map, Value, json};

use crate::held::Held;
use crate::pages::{self, Wanted};
use crate::{Failure, Files, Output, personas};

/// Parsed files: the language-neutral one, and one for each locale, in the catalogue's order.
pub(crate) struct Parsed {
    pub(crate) definition: toml::Table,
    pub(crate) locales: Vec<(String, toml::Table)>,
}

impl Parsed {
    /// Parses the files.
    ///
    /// # Errors
    /// One of them isn't TOML: forms can't show it, the text can.
    pub(crate) fn of(files: &Files) -> Result<Self, Failure> {
        let table = |name: &str| -> Result<toml::Table, Failure> {
            let text = files
                .get(name)
                .ok_or_else(|| format!("there is no {name}"))?;
            let parsed = text.parse();
            parsed.map_err(|cause: toml::de::Error| format!("{name}: {}", cause.message()))
        };
        let definition = table(CATALOGUE_FILE)?;
        let tags = strings(definition.get("locales"));
        let mut locales = Vec::new();
        for tag in tags {
            let name = format!("{tag}.toml");
            let own = if files.contains_key(&name) {
                table(&name)?
            } else {
                toml::Table::new()
            };
            locales.push((tag, own));
        }
        Ok(Self {
            definition,
            locales,
        })
    }

    /// The tables of a list.
    pub(crate) fn list(&self, key: &str) -> Vec<&toml::Table> {
        let list = self.definition.get(key).and_then(toml::Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(toml::Value::as_table)
            .collect()
    }

    /// One table of a list.
    pub(crate) fn entry(&self, key: &str, at: usize) -> Option<&toml::Table> {
        self.definition.get(key)?.get(at)?.as_table()
    }

    /// The ids of a list's entries.
    pub(crate) fn ids(&self, key: &str) -> Vec<String> {
        let list = self.list(key).into_iter();
        list.map(|entry| text(entry, "id").to_owned()).collect()
    }
}

/// A text of a table, empty if there is none.
pub(crate) fn text<'t>(table: &'t toml::Table, key: &str) -> &'t str {
    table
        .get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
}

/// The texts of an array.
pub(crate) fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let array = value.and_then(toml::Value::as_array);
    let texts = array.into_iter().flatten().filter_map(toml::Value::as_str);
    texts.map(str::to_owned).collect()
}

/// The ids of a competence's items: its own id, if it names none.
pub(crate) fn items(competence: &toml::Table) -> Vec<String> {
    match competence.get("items") {
        Some(items) => strings(Some(items)),
        None => vec![text(competence, "id").to_owned()],
    }
}

/// How many levels a competence has.
pub(crate) fn levels(competence: &toml::Table) -> usize {
    let levels = competence.get("levels").and_then(toml::Value::as_integer);
    levels
        .and_then(|levels| usize::try_from(levels).ok())
        .unwrap_or(5)
}

/// What forms show, with one page of the words.
pub(crate) fn model(files: &Files, wanted: &Wanted) -> Result<Output, Failure> {
    let parsed = Parsed::of(files)?;
    let numbers = |entry: &toml::Table, key: &str| -> Value {
        let table = entry.get(key).and_then(toml::Value::as_table);
        let numbers = table.into_iter().flatten();
        let numbers =
            numbers.filter_map(|(id, number)| Some((id.clone(), number.as_integer()?.into())));
        Value::Object(numbers.collect::<Map<String, Value>>())
    };
    let competences = parsed.list("competences").into_iter().map(|entry| {
        json!({
            "id": text(entry, "id"),
            "area": text(entry, "area"),
            "levels": levels(entry),
            "items": items(entry),
            "weights": numbers(entry, "weights"),
            "required": numbers(entry, "required"),
            "to_decide": entry.get("to_decide").and_then(toml::Value::as_str),
        })
    });
    let profiles = parsed.list("profiles").into_iter().map(|entry| {
        json!({ "id": text(entry, "id"), "family": text(entry, "family"), "tier": text(entry, "tier") })
    });
    let modules = parsed.list("modules").into_iter().map(|entry| {
        let from = entry.get("from_level").and_then(toml::Value::as_integer);
        json!({ "id": text(entry, "id"), "raises": numbers(entry, "raises"), "from_level": from.unwrap_or(0) })
    });
    Ok(json!({
        "id": text(&parsed.definition, "id"),
        "revision": parsed.definition.get("revision").and_then(toml::Value::as_integer),
        "default_locale": text(&parsed.definition, "default_locale"),
        "locales": parsed.locales.iter().map(|(tag, own)| json!({
            "tag": tag,
            "name": text(own, "name"),
            "direction": text(own, "direction"),
        })).collect::<Vec<_>>(),
        "areas": parsed.ids("areas"),
        "families": parsed.ids("families"),
        "profiles": profiles.collect::<Vec<_>>(),
        "competences": competences.collect::<Vec<_>>(),
        "modules": modules.collect::<Vec<_>>(),
        "formats": parsed.ids("formats"),
        "names": names(&parsed),
        "words": pages::first(files, &parsed, wanted),
        "personas": personas::shown(files),
        "held": Held::of(files).json(),
    })
    .into())
}

/// The names of entries in the default locale, or in the first that has one, by list and id.
fn names(parsed: &Parsed) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    let default = text(&parsed.definition, "default_locale");
    let mut locales: Vec<&(String, toml::Table)> = parsed.locales.iter().collect();
    locales.sort_by_key(|(tag, _)| tag != default);
    let lists = [
        "areas",
        "families",
        "profiles",
        "competences",
        "modules",
        "formats",
    ];
    let named = lists.map(|list| {
        let of = |id: String| {
            let found = locales.iter().find_map(|(_, own)| {
                own.get(list)?
                    .get(&id)?
                    .get("name")?
                    .as_str()
                    .map(str::to_owned)
            });
            found.map(|name| (id, name))
        };
        (list, parsed.ids(list).into_iter().filter_map(of).collect())
    });
    named.into_iter().collect()
}
