//! Changes to a catalogue's text files that leave everything else as it was written, comments and order included.

use std::collections::BTreeSet;

use catalogue::{CATALOGUE_FILE, PERSONAS_FILE};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::held::Held;
use crate::{Failure, Files, Output, complete, personas, references, rename};

/// A change.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub(crate) enum Edit {
    /// Puts a value at a path; `null` takes it out.
    Set {
        file: String,
        path: Vec<Json>,
        value: Json,
    },
    /// Adds an entry to a list of the language-neutral file, with its texts to be written in each language.
    Add {
        list: String,
        id: String,
        /// What it belongs to: a competence's area, an item's competence, the family of a profile or persona.
        #[serde(default)]
        parent: String,
        /// A profile's tier.
        #[serde(default)]
        tier: String,
        date: String,
    },
    /// Takes an entry out of all files, and what refers to it. What can't be without it refuses that.
    Remove { list: String, id: String },
    /// Gives an entry another id, with all that refers to it.
    Rename {
        list: String,
        id: String,
        to: String,
    },
    /// Moves an entry by one place among those of its kind.
    Move {
        list: String,
        id: String,
        down: bool,
    },
    /// Adds what a language has to have and hasn't, to be written.
    Complete { file: String },
    /// Adds a language, or takes one out.
    Locale {
        tag: String,
        #[serde(default)]
        remove: bool,
    },
}

/// The files that change.
pub(crate) fn edited(files: &Files, edits: &[Edit]) -> Result<Output, Failure> {
    let mut after = files.clone();
    let mut rest = edits;
    while let Some(edit) = rest.first() {
        let count = edit.apply(rest, &mut after)?;
        rest = &rest[count..];
    }
    let changed: Files = after
        .iter()
        .filter(|(name, text)| files.get(*name) != Some(*text))
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect();
    let removed: Vec<&String> = files
        .keys()
        .filter(|name| !after.contains_key(*name))
        .collect();
    Ok(json!({ "files": changed, "removed": removed }).into())
}

impl Edit {
    /// Puts its value into a document, if it is one of this file.
    fn put(&self, name: &str, document: &mut DocumentMut) -> Option<Result<(), Failure>> {
        match self {
            Self::Set { file, path, value } if file == name => Some(set(document, path, value)),
            _ => None,
        }
    }

    /// Carries out the first of these changes, this one; values that follow for the same file go into the document
    /// that it was put into, since a block that is pasted can be large. Gives how many are done.
    fn apply(&self, all: &[Self], files: &mut Files) -> Result<usize, Failure> {
        match self {
            Self::Set { file, .. } => {
                let mut count = 0;
                change(files, file, |document| {
                    for edit in all {
                        let Some(put) = edit.put(file, document) else {
                            break;
                        };
                        put?;
                        count += 1;
                    }
                    Ok(())
                })?;
                return Ok(count);
            }
            Self::Add {
                list,
                id,
                parent,
                tier,
                date,
            } => add(files, list, id, parent, tier, date),
            Self::Remove { list, id } => remove(files, list, id),
            Self::Rename { list, id, to } => rename::rename(files, list, id, to),
            Self::Move { list, id, down } => {
                let list = list.clone();
                change(files, CATALOGUE_FILE, |document| {
                    shift(document, &list, id, *down)
                })
            }
            Self::Complete { file } => complete::complete(files, file),
            Self::Locale { tag, remove } => complete::locale(files, tag, *remove),
        }?;
        Ok(1)
    }
}

/// Changes a file by its document.
pub(crate) fn change(
    files: &mut Files,
    name: &str,
    edit: impl FnOnce(&mut DocumentMut) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let text = files
        .get(name)
        .ok_or_else(|| format!("there is no {name}"))?;
    let mut document: DocumentMut = text.parse().map_err(|cause: toml_edit::TomlError| {
        format!("{name} has a mistake, and changes by forms have to wait until it is mended in the text: {}", cause.message())
    })?;
    edit(&mut document)?;
    files.insert(name.to_owned(), document.to_string());
    Ok(())
}

/// A value of JSON as one of TOML.
fn value(json: &Json) -> Result<Value, Failure> {
    Ok(match json {
        Json::String(text) => text.as_str().into(),
        Json::Bool(flag) => (*flag).into(),
        Json::Number(number) => number
            .as_i64()
            .ok_or_else(|| format!("{number} is no whole number"))?
            .into(),
        Json::Array(values) => {
            let values: Result<Vec<Value>, Failure> = values.iter().map(value).collect();
            Value::Array(values?.into_iter().collect::<Array>())
        }
        Json::Object(fields) => {
            let mut table = InlineTable::new();
            for (key, field) in fields {
                table.insert(key, value(field)?);
            }
            Value::InlineTable(table)
        }
        Json::Null => return Err("nothing can't be a value".to_owned()),
    })
}

/// Puts a value at a path, between the blanks and comments of the one before it.
pub(crate) fn set(document: &mut DocumentMut, path: &[Json], json: &Json) -> Result<(), Failure> {
    let broken = || format!("there is no place {}", Json::from(path.to_vec()));
    let (last, way) = path.split_last().ok_or_else(broken)?;
    let mut place: Place<'_> = Place::Table(document.as_table_mut());
    for (at, step) in way.iter().enumerate() {
        let is_list = at == 0 && way.len() > 1;
        let next_is_index = path[at + 1].is_u64();
        place = place
            .step(step, is_list, next_is_index)
            .ok_or_else(broken)?;
    }
    place.put(last, json).ok_or_else(broken)?
}

/// Where a change is being made.
enum Place<'d> {
    Table(&'d mut dyn TableLike),
    Tables(&'d mut ArrayOfTables),
    Array(&'d mut Array),
}

impl<'d> Place<'d> {
    /// One step on; what isn't there yet is made. A list of tables has no head of its own.
    fn step(self, step: &Json, is_list: bool, is_array: bool) -> Option<Place<'d>> {
        match self {
            Place::Table(table) => {
                let key = step.as_str()?;
                if table.get(key).is_none() {
                    let mut new = Table::new();
                    new.set_implicit(is_list);
                    let new = if is_array {
                        Item::Value(Value::Array(Array::new()))
                    } else {
                        Item::Table(new)
                    };
                    table.insert(key, new);
                }
                Self::of(table.get_mut(key)?)
            }
            Place::Tables(tables) => {
                let index = usize::try_from(step.as_u64()?).ok()?;
                Some(Place::Table(tables.get_mut(index)?))
            }
            Place::Array(array) => {
                let index = usize::try_from(step.as_u64()?).ok()?;
                Self::of_value(array.get_mut(index)?)
            }
        }
    }

    fn of(item: &'d mut Item) -> Option<Place<'d>> {
        match item {
            Item::Table(table) => Some(Place::Table(table)),
            Item::ArrayOfTables(tables) => Some(Place::Tables(tables)),
            Item::Value(value) => Self::of_value(value),
            Item::None => None,
        }
    }

    fn of_value(value: &'d mut Value) -> Option<Place<'d>> {
        match value {
            Value::Array(array) => Some(Place::Array(array)),
            Value::InlineTable(table) => Some(Place::Table(table)),
            _ => None,
        }
    }

    fn put(self, step: &Json, json: &Json) -> Option<Result<(), Failure>> {
        if json.is_null() {
            match self {
                Place::Table(table) => drop(table.remove(step.as_str()?)),
                Place::Array(array) => {
                    let index = usize::try_from(step.as_u64()?).ok()?;
                    (index < array.len()).then(|| array.remove(index))?;
                }
                Place::Tables(_) => return None,
            }
            return Some(Ok(()));
        }
        let new = match value(json) {
            Ok(new) => new,
            Err(failure) => return Some(Err(failure)),
        };
        match self {
            Place::Table(table) => {
                let key = step.as_str()?;
                match table.get_mut(key).and_then(Item::as_value_mut) {
                    Some(old) => replace(old, new),
                    None => drop(table.insert(key, Item::Value(new))),
                }
            }
            Place::Array(array) => {
                let index = usize::try_from(step.as_u64()?).ok()?;
                let is_next = index == array.len();
                match array.get_mut(index) {
                    Some(old) => replace(old, new),
                    None if is_next => append(array, new),
                    None => return None,
                }
            }
            Place::Tables(_) => return None,
        }
        Some(Ok(()))
    }
}

/// A value in another one's place. Inside of arrays and tables that stay, so do their comments.
pub(crate) fn replace(old: &mut Value, mut new: Value) {
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

/// A value at the end of an array, written as the ones before it.
fn append(array: &mut Array, mut new: Value) {
    if let Some(last) = array.iter().last() {
        new.decor_mut()
            .set_prefix(last.decor().prefix().cloned().unwrap_or_default());
    }
    array.push_formatted(new);
}

fn tables<'d>(document: &'d mut DocumentMut, list: &str) -> Result<&'d mut ArrayOfTables, Failure> {
    let item = document
        .entry(list)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| {
        format!("`{list}` is written as one value in {CATALOGUE_FILE}, which forms can't add to; change it in the text")
    })
}

pub(crate) fn id_of(table: &Table) -> &str {
    table.get("id").and_then(Item::as_str).unwrap_or_default()
}

pub(crate) fn ids(document: &DocumentMut, list: &str) -> Vec<String> {
    let tables = document.get(list).and_then(Item::as_array_of_tables);
    tables
        .into_iter()
        .flatten()
        .map(|table| id_of(table).to_owned())
        .collect()
}

/// A table with the provenance of what an author adds.
fn editorial(table: &mut Table) {
    let mut source = InlineTable::new();
    source.insert("kind", "editorial".into());
    table.insert(
        "provenance",
        Item::Value(Value::Array(
            [Value::InlineTable(source)].into_iter().collect(),
        )),
    );
}

fn add(
    files: &mut Files,
    list: &str,
    id: &str,
    parent: &str,
    tier: &str,
    date: &str,
) -> Result<(), Failure> {
    let id = if list == "profiles" {
        format!("{parent}.{tier}")
    } else {
        id.to_owned()
    };
    let is_well_formed = id.split('.').all(catalogue::is_id);
    if !is_well_formed {
        return Err(format!(
            "`{id}` can't be an id: an id is lower-case words of a-z and 0-9 joined by hyphens"
        ));
    }
    if list == "personas" {
        return personas::add(files, &id, parent);
    }
    change(files, CATALOGUE_FILE, |document| {
        let taken = if list == "items" {
            all_items(document)
        } else {
            ids(document, list).into_iter().collect()
        };
        if taken.contains(&id) {
            return Err(format!(
                "there is another `{id}` in `{list}`; choose an id of its own"
            ));
        }
        if list == "items" {
            return add_item(document, &id, parent);
        }
        let (entry, at) = new_entry(document, list, &id, parent, tier, date)?;
        insert(tables(document, list)?, at, entry);
        if list == "profiles" {
            count_in(document, &id)?;
        }
        Ok(())
    })?;
    complete::all(files)
}

/// A new entry of a list, and its place there.
fn new_entry(
    document: &DocumentMut,
    list: &str,
    id: &str,
    parent: &str,
    tier: &str,
    date: &str,
) -> Result<(Table, usize), Failure> {
    let mut entry = Table::new();
    entry.insert("id", toml_edit::value(id));
    let profiles = ids(document, "profiles");
    let zeros = |level: i64| {
        let entries = profiles
            .iter()
            .map(|profile| (profile.as_str(), Value::from(level)));
        Item::Value(Value::InlineTable(entries.collect()))
    };
    let mut at = usize::MAX;
    match list {
        "competences" => {
            entry.insert("area", toml_edit::value(parent));
            entry.insert("weights", zeros(1));
            entry.insert("required", zeros(1));
            editorial(&mut entry);
            at = after(document, "competences", |table| {
                table.get("area").and_then(Item::as_str) == Some(parent)
            });
        }
        "profiles" => {
            entry.insert("family", toml_edit::value(parent));
            entry.insert("tier", toml_edit::value(tier));
            editorial(&mut entry);
            at = after(document, "profiles", |table| {
                table.get("family").and_then(Item::as_str) == Some(parent)
            });
        }
        "modules" => {
            entry.insert("raises", first_raised(document));
            let formats = ids(document, "formats").into_iter().take(1);
            entry.insert("formats", Item::Value(Value::Array(formats.collect())));
            editorial(&mut entry);
            entry.insert("as_of", toml_edit::value(date));
        }
        "formats" => {
            for (key, flag) in [
                ("beside_job", true),
                ("full_time", false),
                ("distance", false),
                ("academic", false),
            ] {
                entry.insert(key, toml_edit::value(flag));
            }
        }
        "areas" | "families" => {}
        _ => {
            return Err(format!(
                "forms add nothing to `{list}`; change it in the text"
            ));
        }
    }
    Ok((entry, at))
}

/// What a new module raises until its author has said it: the first competence, below its highest level.
fn first_raised(document: &DocumentMut) -> Item {
    let competences = document
        .get("competences")
        .and_then(Item::as_array_of_tables);
    let first = competences.and_then(|all| all.iter().next());
    let mut raises = InlineTable::new();
    if let Some(first) = first {
        let levels = first.get("levels").and_then(Item::as_integer).unwrap_or(5);
        raises.insert(id_of(first), (levels - 2).max(1).into());
    }
    Item::Value(Value::InlineTable(raises))
}

/// Gives each competence a weight and a level for a new profile.
fn count_in(document: &mut DocumentMut, id: &str) -> Result<(), Failure> {
    for competence in tables(document, "competences")?.iter_mut() {
        for key in ["weights", "required"] {
            if let Some(numbers) = competence.get_mut(key).and_then(Item::as_table_like_mut) {
                numbers.insert(id, toml_edit::value(1));
            }
        }
    }
    Ok(())
}

fn add_item(document: &mut DocumentMut, id: &str, competence: &str) -> Result<(), Failure> {
    let mut all = tables(document, "competences")?.iter_mut();
    let found = all.find(|table| id_of(table) == competence);
    let found = found.ok_or_else(|| format!("there is no competence `{competence}`"))?;
    if found.get("items").is_none() {
        let own: Array = [competence].into_iter().collect();
        found.insert("items", Item::Value(Value::Array(own)));
    }
    let items = found.get_mut("items").and_then(Item::as_array_mut);
    append(items.ok_or("`items` is no list")?, id.into());
    Ok(())
}

pub(crate) fn all_items(document: &DocumentMut) -> BTreeSet<String> {
    let competences = document
        .get("competences")
        .and_then(Item::as_array_of_tables);
    let competences = competences.into_iter().flatten();
    competences
        .flat_map(|table| match table.get("items").and_then(Item::as_array) {
            Some(items) => items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            None => vec![id_of(table).to_owned()],
        })
        .collect()
}

/// The place behind the last entry that something is true of.
fn after(document: &DocumentMut, list: &str, is_one: impl Fn(&Table) -> bool) -> usize {
    let tables = document.get(list).and_then(Item::as_array_of_tables);
    let mut tables: Vec<&Table> = tables.into_iter().flatten().collect();
    tables.reverse();
    let behind = tables.iter().position(|table| is_one(table));
    behind.map_or(usize::MAX, |behind| tables.len() - behind)
}

/// Puts a table at a place in a list. The order in the text is by where each table was read, so those behind it
/// hand their places on.
fn insert(list: &mut ArrayOfTables, at: usize, new: Table) {
    let mut all: Vec<Table> = std::mem::take(list).into_iter().collect();
    let mut places: Vec<Option<isize>> = all.iter().map(Table::position).collect();
    let last = places.iter().flatten().max().copied();
    all.insert(at.min(all.len()), new);
    places.push(last);
    place(list, all, &places);
}

/// Puts tables into a list, each where the one of its number was in the text.
fn place(list: &mut ArrayOfTables, all: Vec<Table>, places: &[Option<isize>]) {
    for (mut table, place) in all.into_iter().zip(places) {
        table.set_position(*place);
        list.push(table);
    }
}

fn remove(files: &mut Files, list: &str, id: &str) -> Result<(), Failure> {
    if list == "personas" {
        return personas::remove(files, id);
    }
    let held = Held::of(files);
    let mut gone: Vec<(&str, String)> = vec![(list, id.to_owned())];
    change(files, CATALOGUE_FILE, |document| {
        if list == "items" {
            return remove_item(document, id);
        }
        let all = tables(document, list)?;
        let at = all.iter().position(|table| id_of(table) == id);
        let at = at.ok_or_else(|| format!("there is no `{id}` in `{list}`"))?;
        match list {
            "areas" => {
                let mut competences = tables(document, "competences")?.iter();
                if competences.any(|table| table.get("area").and_then(Item::as_str) == Some(id)) {
                    return Err(format!(
                        "the area `{id}` has competences; take them out first"
                    ));
                }
            }
            "competences" => {
                let table = all.get(at).map(all_items_of).unwrap_or_default();
                gone.extend(table.into_iter().map(|item| ("items", item)));
            }
            "families" => {
                let mut profiles = tables(document, "profiles")?.iter();
                if profiles.any(|table| table.get("family").and_then(Item::as_str) == Some(id)) {
                    return Err(format!(
                        "the family `{id}` has profiles; take them out first"
                    ));
                }
            }
            _ => {}
        }
        tables(document, list)?.remove(at);
        if let Some(why) = references::refuses(document, list, id) {
            return Err(why);
        }
        forgotten(CATALOGUE_FILE, document, &gone);
        Ok(())
    })?;
    for (list, id) in &gone {
        if let Some(why) = held.refuses(list, id) {
            return Err(why);
        }
    }
    let others = files
        .keys()
        .filter(|name| name.ends_with(".toml") && *name != CATALOGUE_FILE);
    for name in others.cloned().collect::<Vec<_>>() {
        change(files, &name, |document| {
            forgotten(&name, document, &gone);
            Ok(())
        })?;
    }
    Ok(())
}

/// Takes out of a file what refers to entries that are gone.
fn forgotten(file: &str, document: &mut DocumentMut, gone: &[(&str, String)]) {
    for (list, id) in gone {
        references::follow(file, document, list, id, references::Fate::Gone);
    }
}

/// Whether a file holds the texts of a language.
pub(crate) fn is_locale(name: &str) -> bool {
    let others = [CATALOGUE_FILE, PERSONAS_FILE, import::MAPPING_FILE];
    name.ends_with(".toml") && !others.contains(&name)
}

fn all_items_of(table: &Table) -> Vec<String> {
    match table.get("items").and_then(Item::as_array) {
        Some(items) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        None => vec![id_of(table).to_owned()],
    }
}

fn remove_item(document: &mut DocumentMut, id: &str) -> Result<(), Failure> {
    for competence in tables(document, "competences")?.iter_mut() {
        let Some(items) = competence.get_mut("items").and_then(Item::as_array_mut) else {
            continue;
        };
        let Some(at) = items.iter().position(|item| item.as_str() == Some(id)) else {
            continue;
        };
        if items.len() == 1 {
            break;
        }
        items.remove(at);
        return Ok(());
    }
    Err(format!(
        "`{id}` is the only item of its competence; take the competence out"
    ))
}

fn shift(document: &mut DocumentMut, list: &str, id: &str, down: bool) -> Result<(), Failure> {
    let all = tables(document, list)?;
    let at = all.iter().position(|table| id_of(table) == id);
    let at = at.ok_or_else(|| format!("there is no `{id}` in `{list}`"))?;
    let other = if down {
        Some(at + 1)
    } else {
        at.checked_sub(1)
    };
    let Some(other) = other.filter(|other| *other < all.len()) else {
        return Ok(());
    };
    let area = |at: usize| {
        all.get(at)
            .and_then(|table| table.get("area"))
            .and_then(Item::as_str)
    };
    if list == "competences" && area(at) != area(other) {
        return Err(format!(
            "`{id}` stands at the edge of its area; competences stay together by area"
        ));
    }
    let mut tables: Vec<Table> = std::mem::take(all).into_iter().collect();
    let places: Vec<Option<isize>> = tables.iter().map(Table::position).collect();
    tables.swap(at, other);
    place(all, tables, &places);
    if list == "areas" {
        by_area(document)?;
    }
    Ok(())
}

/// Competences stand in the order of their areas.
fn by_area(document: &mut DocumentMut) -> Result<(), Failure> {
    let areas = ids(document, "areas");
    let all = tables(document, "competences")?;
    let mut tables: Vec<Table> = std::mem::take(all).into_iter().collect();
    let places: Vec<Option<isize>> = tables.iter().map(Table::position).collect();
    tables.sort_by_key(|table| {
        let area = table.get("area").and_then(Item::as_str);
        areas.iter().position(|one| Some(one.as_str()) == area)
    });
    place(all, tables, &places);
    Ok(())
}
