//! Another id for an entry, with all that refers to it: one change, in every file.

use std::collections::BTreeSet;

use catalogue::norms::NORMS_FILE;
use catalogue::{CATALOGUE_FILE, PERSONAS_FILE};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Key, Table, TableLike, Value};

use crate::edit::{all_items, change, id_of, ids, is_locale, replace};
use crate::held::Held;
use crate::references::all;
use crate::{Failure, Files};

/// An id and what becomes of it.
struct Renamed {
    list: &'static str,
    from: String,
    to: String,
}

/// Gives an entry another id.
///
/// # Errors
/// The id can't be one, is taken, or released links need the one that there is.
pub(crate) fn rename(files: &mut Files, list: &str, from: &str, to: &str) -> Result<(), Failure> {
    if !catalogue::is_id(to) {
        return Err(format!(
            "`{to}` can't be an id: an id is lower-case words of a-z and 0-9 joined by hyphens"
        ));
    }
    if from == to {
        return Ok(());
    }
    let held = Held::of(files);
    let mut all = Vec::new();
    let own = if list == "personas" {
        PERSONAS_FILE
    } else {
        CATALOGUE_FILE
    };
    change(files, own, |document| {
        is_free(document, list, from, to)?;
        all = renamed(document, &held, list, from, to)?;
        for one in &all {
            if let Some(why) = held.refuses(one.list, &one.from) {
                return Err(why);
            }
        }
        all.iter().for_each(|one| in_definition(document, one));
        Ok(())
    })?;
    let names: Vec<String> = files.keys().cloned().collect();
    for name in names {
        let act: fn(&mut DocumentMut, &Renamed) = match &*name {
            PERSONAS_FILE => in_personas,
            NORMS_FILE => in_norms,
            import::MAPPING_FILE => in_texts,
            name if is_locale(name) => in_texts,
            _ => continue,
        };
        change(files, &name, |document| {
            all.iter().for_each(|one| act(document, one));
            Ok(())
        })?;
    }
    Ok(())
}

fn is_free(document: &DocumentMut, list: &str, from: &str, to: &str) -> Result<(), Failure> {
    let taken: BTreeSet<String> = match list {
        "items" => all_items(document),
        "areas" | "competences" | "families" | "modules" | "formats" | "personas" => {
            ids(document, list).into_iter().collect()
        }
        "profiles" => {
            return Err(format!(
                "the profile `{from}` is called after its family; rename that"
            ));
        }
        _ => {
            return Err(format!(
                "forms rename nothing in `{list}`; change it in the text"
            ));
        }
    };
    if !taken.contains(from) {
        return Err(format!("there is no `{from}` in `{list}`"));
    }
    if taken.contains(to) {
        return Err(format!(
            "there is another `{to}` in `{list}`; choose an id of its own"
        ));
    }
    Ok(())
}

/// All that gets another id with this one: the profiles of a family, and the only item of a competence.
fn renamed(
    document: &mut DocumentMut,
    held: &Held,
    list: &str,
    from: &str,
    to: &str,
) -> Result<Vec<Renamed>, Failure> {
    let one = |list, from: &str, to: &str| Renamed {
        list,
        from: from.to_owned(),
        to: to.to_owned(),
    };
    Ok(match list {
        "areas" => vec![one("areas", from, to)],
        "modules" => vec![one("modules", from, to)],
        "formats" => vec![one("formats", from, to)],
        "personas" => vec![one("personas", from, to)],
        "items" => {
            // An item that goes by its competence's id gets one of its own.
            if let Some(table) = implicit(document, from) {
                table.insert("items", listed(from));
            }
            vec![one("items", from, to)]
        }
        "competences" => {
            let mut all = vec![one("competences", from, to)];
            let is_taken = all_items(document).contains(to);
            let is_held = held.refuses("items", from).is_some();
            if let Some(table) = implicit(document, from) {
                if is_held || is_taken {
                    table.insert("items", listed(from));
                } else {
                    all.push(one("items", from, to));
                }
            }
            all
        }
        _ => {
            let start = format!("{from}.");
            let profiles = ids(document, "profiles").into_iter();
            let profiles = profiles.filter_map(|id| {
                let tier = id.strip_prefix(&start)?;
                Some(one("profiles", &id, &format!("{to}.{tier}")))
            });
            let family = one("families", from, to);
            std::iter::once(family).chain(profiles).collect()
        }
    })
}

/// The competence that has no list of items, and so an item of its own id.
fn implicit<'d>(document: &'d mut DocumentMut, id: &str) -> Option<&'d mut Table> {
    let mut competences = all(document, "competences");
    competences.find(|table| id_of(table) == id && table.get("items").is_none())
}

fn listed(id: &str) -> Item {
    Item::Value(Value::Array([id].into_iter().collect::<Array>()))
}

fn in_definition(document: &mut DocumentMut, one: &Renamed) {
    for table in all(document, one.list) {
        value(table, "id", one);
    }
    match one.list {
        "areas" => {
            for list in ["competences", "statements"] {
                all(document, list).for_each(|table| value(table, "area", one));
            }
        }
        "families" => all(document, "profiles").for_each(|table| value(table, "family", one)),
        "profiles" => {
            for table in all(document, "competences") {
                key(table, "weights", one);
                key(table, "required", one);
            }
            all(document, "modules").for_each(|table| value(table, "prerequisite", one));
            if let Some(exam) = document.get_mut("exam").and_then(Item::as_table_like_mut) {
                value(exam, "profile", one);
            }
        }
        "competences" => {
            all(document, "modules").for_each(|table| key(table, "raises", one));
            all(document, "neighbours").for_each(|table| key(table, "levels", one));
            if let Some(exam) = document.get_mut("exam").and_then(Item::as_table_like_mut) {
                of_fields(exam, one);
                if let Some(today) = exam.get_mut("today").and_then(Item::as_table_like_mut) {
                    of_fields(today, one);
                }
            }
        }
        "items" => all(document, "competences").for_each(|table| element(table, "items", one)),
        "formats" => all(document, "modules").for_each(|table| element(table, "formats", one)),
        _ => {}
    }
}

fn of_fields(exam: &mut dyn TableLike, one: &Renamed) {
    let fields = exam
        .get_mut("fields")
        .and_then(Item::as_array_of_tables_mut);
    for field in fields.into_iter().flat_map(ArrayOfTables::iter_mut) {
        element(field, "competences", one);
    }
}

fn in_personas(document: &mut DocumentMut, one: &Renamed) {
    for persona in all(document, "personas") {
        match one.list {
            "families" => value(persona, "family", one),
            "items" => {
                key(persona, "levels", one);
                element(persona, "skipped", one);
            }
            _ => {}
        }
        let expect = persona.get_mut("expect").and_then(Item::as_table_like_mut);
        let Some(expect) = expect else { continue };
        match one.list {
            "profiles" => {
                value(expect, "headline", one);
                key(expect, "statuses", one);
                element(expect, "unreachable", one);
            }
            "modules" => {
                element(expect, "modules", one);
                element(expect, "no_modules", one);
            }
            "competences" => element(expect, "strengths", one),
            "personas" => value(expect, "same_statuses_as", one),
            _ => {}
        }
    }
}

/// How others answered is told by area and profile.
fn in_norms(document: &mut DocumentMut, one: &Renamed) {
    if matches!(one.list, "areas" | "profiles") {
        all(document, one.list).for_each(|table| value(table, "id", one));
    }
}

/// The texts of a language, and the columns of a survey's responses, stand in tables of the ids.
fn in_texts(document: &mut DocumentMut, one: &Renamed) {
    key(document.as_table_mut(), one.list, one);
}

/// A value of a table, if it is this id.
fn value(table: &mut dyn TableLike, name: &str, one: &Renamed) {
    let found = table.get_mut(name).and_then(Item::as_value_mut);
    if let Some(found) = found.filter(|found| found.as_str() == Some(&one.from)) {
        replace(found, one.to.as_str().into());
    }
}

/// An element of a list of a table.
fn element(table: &mut dyn TableLike, name: &str, one: &Renamed) {
    let elements = table.get_mut(name).and_then(Item::as_array_mut);
    for found in elements.into_iter().flat_map(Array::iter_mut) {
        if found.as_str() == Some(&one.from) {
            replace(found, one.to.as_str().into());
        }
    }
}

/// A key of a table of a table. All of its entries are put in anew, so that each keeps its place.
fn key(table: &mut dyn TableLike, name: &str, one: &Renamed) {
    let named = |key: Key| {
        if key.get() != one.from {
            return key;
        }
        Key::new(&one.to)
            .with_leaf_decor(key.leaf_decor().clone())
            .with_dotted_decor(key.dotted_decor().clone())
    };
    match table.get_mut(name) {
        Some(Item::Table(inner)) if inner.contains_key(&one.from) => {
            let keys: Vec<String> = inner.iter().map(|(key, _)| key.to_owned()).collect();
            let entries = keys.iter().filter_map(|key| inner.remove_entry(key));
            for (key, item) in entries.collect::<Vec<_>>() {
                inner.insert_formatted(&named(key), item);
            }
        }
        Some(Item::Value(Value::InlineTable(inner))) if inner.contains_key(&one.from) => {
            let keys: Vec<String> = inner.iter().map(|(key, _)| key.to_owned()).collect();
            let entries = keys.iter().filter_map(|key| inner.remove_entry(key));
            for (key, value) in entries.collect::<Vec<_>>() {
                inner.insert_formatted(&named(key), value);
            }
        }
        _ => {}
    }
}
