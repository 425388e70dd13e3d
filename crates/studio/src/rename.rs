//! Another id for an entry, with all that refers to it: one change, in every file.

use std::collections::BTreeSet;

use catalogue::{CATALOGUE_FILE, PERSONAS_FILE};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::edit::{all_items, change, id_of, ids};
use crate::held::Held;
use crate::references::{Fate, each, follow, value};
use crate::{Failure, Files};

/// An id and what becomes of it.
struct Renamed {
    list: &'static str,
    from: String,
    to: String,
}

impl Renamed {
    /// The entry in its own file, and what refers to it there.
    fn carried_out(&self, file: &str, document: &mut DocumentMut) {
        let fate = Fate::Renamed(&self.to);
        each(document.as_table_mut(), &[self.list], &mut |table| {
            value(table, "id", &self.from, fate);
        });
        self.followed(file, document);
    }

    /// What refers to it in a file.
    fn followed(&self, file: &str, document: &mut DocumentMut) {
        follow(
            file,
            document,
            self.list,
            &self.from,
            Fate::Renamed(&self.to),
        );
    }
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
        all.iter().for_each(|one| one.carried_out(own, document));
        Ok(())
    })?;
    let others: Vec<String> = files.keys().filter(|name| *name != own).cloned().collect();
    for name in others.iter().filter(|name| name.ends_with(".toml")) {
        change(files, name, |document| {
            all.iter().for_each(|one| one.followed(name, document));
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
    let competences = document
        .get_mut("competences")
        .and_then(Item::as_array_of_tables_mut);
    let mut competences = competences.into_iter().flat_map(ArrayOfTables::iter_mut);
    competences.find(|table| id_of(table) == id && table.get("items").is_none())
}

fn listed(id: &str) -> Item {
    Item::Value(Value::Array([id].into_iter().collect::<Array>()))
}
