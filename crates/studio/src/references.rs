//! What refers to an entry, in every file: told once, for an id that changes and for an entry that is taken out.

use catalogue::norms::NORMS_FILE;
use catalogue::{CATALOGUE_FILE, PERSONAS_FILE};
use toml_edit::{Array, DocumentMut, Item, Key, TableLike, Value};

use crate::edit::{is_locale, replace};

/// What becomes of an entry, and so of what refers to it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate<'a> {
    /// It has another id.
    Renamed(&'a str),
    /// It is taken out.
    Gone,
}

/// How an id stands in a table.
#[derive(Clone, Copy)]
enum Stands {
    /// As the value of a field.
    Value(&'static str),
    /// As one of a list.
    Element(&'static str),
    /// As a key of a table.
    Key(&'static str),
}

use Stands::{Element, Key as AsKey, Value as AsValue};

/// A reference: the list that its ids are of, the way to the tables that have it, and how it stands there.
type Reference = (&'static str, &'static [&'static str], Stands);

const IN_DEFINITION: [Reference; 13] = [
    ("areas", &["competences"], AsValue("area")),
    ("areas", &["statements"], AsValue("area")),
    ("families", &["profiles"], AsValue("family")),
    ("profiles", &["competences"], AsKey("weights")),
    ("profiles", &["competences"], AsKey("required")),
    ("profiles", &["modules"], AsValue("prerequisite")),
    ("profiles", &["exam"], AsValue("profile")),
    ("competences", &["modules"], AsKey("raises")),
    ("competences", &["neighbours"], AsKey("levels")),
    ("competences", &["exam", "fields"], Element("competences")),
    (
        "competences",
        &["exam", "today", "fields"],
        Element("competences"),
    ),
    ("items", &["competences"], Element("items")),
    ("formats", &["modules"], Element("formats")),
];

const IN_PERSONAS: [Reference; 10] = [
    ("families", &["personas"], AsValue("family")),
    ("items", &["personas"], AsKey("levels")),
    ("items", &["personas"], Element("skipped")),
    ("profiles", &["personas", "expect"], AsValue("headline")),
    ("profiles", &["personas", "expect"], AsKey("statuses")),
    ("profiles", &["personas", "expect"], Element("unreachable")),
    ("modules", &["personas", "expect"], Element("modules")),
    ("modules", &["personas", "expect"], Element("no_modules")),
    ("competences", &["personas", "expect"], Element("strengths")),
    (
        "personas",
        &["personas", "expect"],
        AsValue("same_statuses_as"),
    ),
];

/// Has all that refers to an entry in a file follow what becomes of it.
pub(crate) fn follow(file: &str, document: &mut DocumentMut, list: &str, id: &str, fate: Fate<'_>) {
    let references: &[Reference] = match file {
        CATALOGUE_FILE => &IN_DEFINITION,
        PERSONAS_FILE => &IN_PERSONAS,
        // How others answered is told in entries of the same ids.
        NORMS_FILE => return follow_figures(document, list, id, fate),
        // The texts of a language, and the columns of a survey's responses, stand in tables of the ids.
        name if is_locale(name) || name == import::MAPPING_FILE => {
            return key(document.as_table_mut(), list, id, fate);
        }
        _ => return,
    };
    for (_, way, stands) in references.iter().filter(|(own, ..)| *own == list) {
        each(document.as_table_mut(), way, &mut |table| match *stands {
            AsValue(name) => value(table, name, id, fate),
            Element(name) => element(table, name, id, fate),
            AsKey(name) => key(table, name, id, fate),
        });
    }
}

fn follow_figures(document: &mut DocumentMut, list: &str, id: &str, fate: Fate<'_>) {
    if !matches!(list, "areas" | "profiles") {
        return;
    }
    match fate {
        Fate::Renamed(_) => each(document.as_table_mut(), &[list], &mut |table| {
            value(table, "id", id, fate);
        }),
        Fate::Gone => {
            let figures = document
                .get_mut(list)
                .and_then(Item::as_array_of_tables_mut);
            if let Some(figures) = figures {
                figures.retain(|table| table.get("id").and_then(Item::as_str) != Some(id));
            }
        }
    }
}

/// Why an entry can't be taken out: what would be left has to have one of its kind.
pub(crate) fn refuses(document: &DocumentMut, list: &str, id: &str) -> Option<String> {
    let is_this = |item: Option<&Item>| item.and_then(Item::as_str) == Some(id);
    match list {
        "profiles" => {
            let exam = document.get("exam").and_then(Item::as_table_like)?;
            is_this(exam.get("profile")).then(|| {
                format!("the exam is one for `{id}`; change its profile in the text first")
            })
        }
        "areas" => {
            let statements = document.get("statements");
            let statements = statements.and_then(Item::as_array_of_tables)?;
            let mut areas = statements.iter().map(|table| table.get("area"));
            areas
                .any(is_this)
                .then(|| format!("the area `{id}` has statements; take them out in the text first"))
        }
        _ => None,
    }
}

/// Goes to all tables at the end of a way, through lists of them, in whichever form they are written.
pub(crate) fn each(
    table: &mut dyn TableLike,
    way: &[&str],
    act: &mut dyn FnMut(&mut dyn TableLike),
) {
    let Some((first, rest)) = way.split_first() else {
        return act(table);
    };
    match table.get_mut(first) {
        Some(Item::ArrayOfTables(list)) => {
            list.iter_mut().for_each(|inner| each(inner, rest, act));
        }
        Some(Item::Value(Value::Array(list))) => {
            let tables = list.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.for_each(|inner| each(inner, rest, act));
        }
        Some(inner) => {
            if let Some(inner) = inner.as_table_like_mut() {
                each(inner, rest, act);
            }
        }
        None => {}
    }
}

/// A value of a table, if it is this id.
pub(crate) fn value(table: &mut dyn TableLike, name: &str, id: &str, fate: Fate<'_>) {
    let found = table.get_mut(name).and_then(Item::as_value_mut);
    let Some(found) = found.filter(|found| found.as_str() == Some(id)) else {
        return;
    };
    match fate {
        Fate::Renamed(to) => replace(found, to.into()),
        Fate::Gone => {
            table.remove(name);
        }
    }
}

/// An element of a list of a table.
fn element(table: &mut dyn TableLike, name: &str, id: &str, fate: Fate<'_>) {
    let Some(array) = table.get_mut(name).and_then(Item::as_array_mut) else {
        return;
    };
    match fate {
        Fate::Renamed(to) => {
            let found = array.iter_mut().filter(|one| one.as_str() == Some(id));
            found.for_each(|one| replace(one, to.into()));
        }
        Fate::Gone => drop_element(array, id),
    }
}

fn drop_element(array: &mut Array, id: &str) {
    array.retain(|one| one.as_str() != Some(id));
}

/// A key of a table of a table. For another id all of its entries are put in anew, so that each keeps its place.
fn key(table: &mut dyn TableLike, name: &str, id: &str, fate: Fate<'_>) {
    let Some(inner) = table.get_mut(name) else {
        return;
    };
    let to = match fate {
        Fate::Renamed(to) => to,
        Fate::Gone => {
            inner.as_table_like_mut().and_then(|inner| inner.remove(id));
            return;
        }
    };
    let named = |key: Key| {
        if key.get() != id {
            return key;
        }
        Key::new(to)
            .with_leaf_decor(key.leaf_decor().clone())
            .with_dotted_decor(key.dotted_decor().clone())
    };
    match inner {
        Item::Table(inner) if inner.contains_key(id) => {
            let keys: Vec<String> = inner.iter().map(|(key, _)| key.to_owned()).collect();
            let entries = keys.iter().filter_map(|key| inner.remove_entry(key));
            for (key, item) in entries.collect::<Vec<_>>() {
                inner.insert_formatted(&named(key), item);
            }
        }
        Item::Value(Value::InlineTable(inner)) if inner.contains_key(id) => {
            let keys: Vec<String> = inner.iter().map(|(key, _)| key.to_owned()).collect();
            let entries = keys.iter().filter_map(|key| inner.remove_entry(key));
            for (key, value) in entries.collect::<Vec<_>>() {
                inner.insert_formatted(&named(key), value);
            }
        }
        _ => {}
    }
}
