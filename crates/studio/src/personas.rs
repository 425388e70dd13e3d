//! The people of `personas.toml`: added, taken out, and shown to forms.

use catalogue::PERSONAS_FILE;
use serde_json::{Value as Json, json};
use toml_edit::{ArrayOfTables, Item, Table};

use crate::edit::{change, id_of, ids};
use crate::model::{Parsed, text};
use crate::references::{Fate, follow};
use crate::{Failure, Files};

/// What a file of personas begins with.
const HEAD: &str = "#:schema ./personas.schema.json\n";

/// Adds a person who has answered everything with level 0; who that is and what they answer is entered next.
///
/// # Errors
/// There is another one of this id, or the file isn't TOML.
pub(crate) fn add(files: &mut Files, id: &str, family: &str) -> Result<(), Failure> {
    let start = format!("{family}.");
    let profiles = Parsed::of(files)?.ids("profiles");
    let first = profiles.into_iter().find(|id| id.starts_with(&start));
    let known = files.contains_key(PERSONAS_FILE);
    if !known {
        files.insert(PERSONAS_FILE.to_owned(), HEAD.to_owned());
    }
    change(files, PERSONAS_FILE, |document| {
        if ids(document, "personas").iter().any(|own| own == id) {
            return Err(format!(
                "there is another `{id}` in `personas`; choose an id of its own"
            ));
        }
        let mut person = Table::new();
        person.insert("id", toml_edit::value(id));
        person.insert("who", toml_edit::value(id));
        if !family.is_empty() {
            person.insert("family", toml_edit::value(family));
        }
        person.insert("rest", toml_edit::value(0));
        // Who has done nothing yet hears of the first profile of the role.
        let mut expect = Table::new();
        if let Some(profile) = &first {
            expect.insert("headline", toml_edit::value(profile));
        }
        person.insert("expect", Item::Table(expect));
        let list = document
            .entry("personas")
            .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        let list = list.as_array_of_tables_mut().ok_or_else(|| {
            format!("`personas` is written as one value in {PERSONAS_FILE}, which forms can't add to; change it in the text")
        })?;
        list.push(person);
        Ok(())
    })
}

/// Takes a person out, and the expectations of others that name them.
///
/// # Errors
/// There is none of this id.
pub(crate) fn remove(files: &mut Files, id: &str) -> Result<(), Failure> {
    change(files, PERSONAS_FILE, |document| {
        let list = document
            .get_mut("personas")
            .and_then(Item::as_array_of_tables_mut);
        let missing = || format!("there is no `{id}` in `personas`");
        let list = list.ok_or_else(missing)?;
        let at = list.iter().position(|table| id_of(table) == id);
        list.remove(at.ok_or_else(missing)?);
        follow(PERSONAS_FILE, document, "personas", id, Fate::Gone);
        Ok(())
    })
}

/// The people as forms show them; none, where the file isn't there or isn't TOML.
pub(crate) fn shown(files: &Files) -> Json {
    let parsed = files
        .get(PERSONAS_FILE)
        .and_then(|text| text.parse::<toml::Table>().ok());
    let list = parsed.as_ref().and_then(|table| table.get("personas"));
    let people = list.and_then(toml::Value::as_array).into_iter().flatten();
    let people = people.filter_map(toml::Value::as_table).map(|person| {
        let levels = person.get("levels").and_then(toml::Value::as_table);
        let levels = levels.into_iter().flatten();
        let levels =
            levels.filter_map(|(item, level)| Some((item.clone(), level.as_integer()?.into())));
        json!({
            "id": text(person, "id"),
            "who": text(person, "who"),
            "rest": person.get("rest").and_then(toml::Value::as_integer),
            "levels": Json::Object(levels.collect()),
        })
    });
    people.collect()
}
