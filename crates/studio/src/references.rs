//! What refers to an entry, in the language-neutral file and in what personas do and expect.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike};

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

/// Takes what refers to an entry that is gone out of the language-neutral file.
pub(crate) fn forget(document: &mut DocumentMut, list: &str, id: &str) {
    match list {
        "profiles" => {
            for table in all(document, "competences") {
                drop_key(table, "weights", id);
                drop_key(table, "required", id);
            }
            for module in all(document, "modules") {
                drop_value(module, "prerequisite", id);
            }
        }
        "competences" => {
            for module in all(document, "modules") {
                drop_key(module, "raises", id);
            }
            for neighbour in all(document, "neighbours") {
                drop_key(neighbour, "levels", id);
            }
            let exam = document.get_mut("exam").and_then(Item::as_table_like_mut);
            if let Some(exam) = exam {
                drop_of_fields(exam, id);
                let today = exam.get_mut("today").and_then(Item::as_table_like_mut);
                if let Some(today) = today {
                    drop_of_fields(today, id);
                }
            }
        }
        "formats" => {
            for module in all(document, "modules") {
                drop_element(module, "formats", id);
            }
        }
        _ => {}
    }
}

/// Takes what refers to an entry that is gone out of the personas: how they answer, and what they must get.
pub(crate) fn forget_in_personas(document: &mut DocumentMut, list: &str, id: &str) {
    for persona in all(document, "personas") {
        match list {
            "families" => drop_value(persona, "family", id),
            "items" => {
                drop_key(persona, "levels", id);
                drop_element(persona, "skipped", id);
            }
            _ => {}
        }
        let expect = persona.get_mut("expect").and_then(Item::as_table_like_mut);
        let Some(expect) = expect else { continue };
        match list {
            "profiles" => {
                drop_value(expect, "headline", id);
                drop_key(expect, "statuses", id);
                drop_element(expect, "unreachable", id);
            }
            "modules" => {
                drop_element(expect, "modules", id);
                drop_element(expect, "no_modules", id);
            }
            "competences" => drop_element(expect, "strengths", id),
            _ => {}
        }
    }
}

/// The entries of a list.
pub(crate) fn all<'d>(
    document: &'d mut DocumentMut,
    list: &str,
) -> impl Iterator<Item = &'d mut Table> {
    let tables = document
        .get_mut(list)
        .and_then(Item::as_array_of_tables_mut);
    tables.into_iter().flat_map(ArrayOfTables::iter_mut)
}

fn drop_of_fields(table: &mut dyn TableLike, id: &str) {
    let fields = table
        .get_mut("fields")
        .and_then(Item::as_array_of_tables_mut);
    for field in fields.into_iter().flat_map(ArrayOfTables::iter_mut) {
        drop_element(field, "competences", id);
    }
}

/// Takes a key out of a table of a table.
fn drop_key(table: &mut dyn TableLike, name: &str, id: &str) {
    let inner = table.get_mut(name).and_then(Item::as_table_like_mut);
    inner.and_then(|inner| inner.remove(id));
}

/// Takes an element out of a list of a table.
fn drop_element(table: &mut dyn TableLike, name: &str, id: &str) {
    if let Some(array) = table.get_mut(name).and_then(Item::as_array_mut) {
        array.retain(|element| element.as_str() != Some(id));
    }
}

/// Takes a value out of a table if it is this one.
fn drop_value(table: &mut dyn TableLike, name: &str, id: &str) {
    if table.get(name).and_then(Item::as_str) == Some(id) {
        table.remove(name);
    }
}
