//! From the rows of a table to areas, competences and items.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, Field, LEVELS_MAX};
use crate::outline::{Area, Competence, Item, Outline};
use crate::remarks::Remarks;
use crate::survey::{Texts, plain_texts};
use crate::written::slug;

/// Weights are 0 to 9.
const WEIGHT_MAX: u8 = 9;

/// Reads the rows, each with its number as the spreadsheet counts.
pub(super) fn read(
    rows: &[(u64, Vec<String>)],
    columns: &Columns,
    remarks: &mut Remarks,
) -> Outline {
    let mut reader = Reader {
        outline: Outline {
            source: "a spreadsheet".to_owned(),
            areas: Vec::new(),
        },
        taken: BTreeSet::new(),
        numbers: BTreeMap::new(),
        area: None,
        competence: None,
        remarks,
    };
    for (number, row) in rows {
        let row = reader.row(row, *number, columns);
        if !row.is_empty() {
            reader.add(row);
        }
    }
    for area in &mut reader.outline.areas {
        area.competences
            .retain(|competence| !competence.items.is_empty());
    }
    reader
        .outline
        .areas
        .retain(|area| !area.competences.is_empty());
    reader.outline
}

/// What a row says.
#[derive(Default)]
struct Row {
    number: u64,
    area: Texts,
    about: Texts,
    competence: Texts,
    practice: Texts,
    id: String,
    prompt: Texts,
    anchors: Vec<Texts>,
    weight: Option<u8>,
    required: [Option<u8>; 2],
}

impl Row {
    fn is_empty(&self) -> bool {
        let texts = [&self.area, &self.competence, &self.prompt];
        texts.iter().all(|texts| texts.is_empty()) && self.anchors.is_empty()
    }
}

struct Reader<'a> {
    outline: Outline,
    taken: BTreeSet<String>,
    /// How many have asked for an id.
    numbers: BTreeMap<String, u32>,
    /// The area and, in it, the competence that the last row was of.
    area: Option<usize>,
    competence: Option<usize>,
    remarks: &'a mut Remarks,
}

impl Reader<'_> {
    fn row(&mut self, cells: &[String], number: u64, columns: &Columns) -> Row {
        let mut row = Row {
            number,
            ..Row::default()
        };
        for (field, language, text) in columns.cells(cells) {
            let place = format!("row {number}");
            // What stands in a cell may have come from a web page.
            let plain = plain_texts(
                &place,
                vec![(language.to_owned(), text.to_owned())],
                self.remarks,
            );
            let texts = match field {
                Field::Area => &mut row.area,
                Field::AreaDescription => &mut row.about,
                Field::Competence => &mut row.competence,
                Field::Practice => &mut row.practice,
                Field::Prompt => &mut row.prompt,
                Field::Level(level) => {
                    if row.anchors.len() <= level {
                        row.anchors.resize(level + 1, Texts::new());
                    }
                    &mut row.anchors[level]
                }
                Field::Item => {
                    row.id = slug(text);
                    continue;
                }
                Field::Weight => {
                    row.weight = self.number(text, WEIGHT_MAX, "weight", number);
                    continue;
                }
                Field::Junior | Field::Senior => {
                    let at = usize::from(field == Field::Senior);
                    let highest = LEVELS_MAX as u8 - 1;
                    row.required[at] = self.number(text, highest, "required level", number);
                    continue;
                }
            };
            texts.extend(plain);
        }
        row
    }

    fn number(&mut self, text: &str, max: u8, what: &str, row: u64) -> Option<u8> {
        let number = text.parse().ok().filter(|number| *number <= max);
        if number.is_none() {
            self.remarks.left_out(format!(
                "row {row}: the {what} `{text}` is no whole number from 0 to {max}"
            ));
        }
        number
    }

    fn add(&mut self, row: Row) {
        let number = row.number;
        if let Some(why) = why_unfit(&row) {
            self.remarks.left_out(format!("row {number}: {why}"));
            // Rows below may belong to the same area and competence.
            self.place(&row);
            return;
        }
        let (area, competence) = self.place(&row);
        let levels = row.anchors.len();
        let wanted = self.outline.areas[area].competences[competence].level_count;
        if wanted != 0 && wanted != levels {
            self.remarks.left_out(format!(
                "row {number}: it has {levels} levels, and the items before it in its competence have {wanted}"
            ));
            return;
        }
        let base = self.outline.areas[area].competences[competence].id.clone();
        let wanted = if row.id.is_empty() { &base } else { &row.id };
        let id = self.free("item", wanted, "item");
        if !row.id.is_empty() && id != row.id {
            let place = format!("row {number}: `{}`, now `{id}`", row.id);
            self.remarks.changed("an id that was taken", place);
        }
        let competence = &mut self.outline.areas[area].competences[competence];
        competence.level_count = levels;
        competence.practice.extend(row.practice);
        competence.weight = competence.weight.or(row.weight);
        for (known, new) in competence.required.iter_mut().zip(row.required) {
            *known = known.or(new);
        }
        for (required, tier) in competence.required.iter_mut().zip(["junior", "senior"]) {
            if required.is_some_and(|level| usize::from(level) >= levels) {
                self.remarks.left_out(format!(
                    "row {number}: the level that {tier} requires, which is higher than the highest"
                ));
                *required = None;
            }
        }
        competence.items.push(Item {
            id,
            prompt: row.prompt,
            anchors: row.anchors,
        });
    }

    /// Area and competence of a row; new ones are added, and what is left empty is the one above.
    fn place(&mut self, row: &Row) -> (usize, usize) {
        let area = match self.known_area(&row.area) {
            Some(area) => area,
            None => {
                let id = self.free("area", first(&row.area), "area");
                self.outline.areas.push(Area {
                    id,
                    name: row.area.clone(),
                    description: Texts::new(),
                    competences: Vec::new(),
                });
                self.outline.areas.len() - 1
            }
        };
        if self.area != Some(area) {
            self.competence = None;
        }
        self.area = Some(area);
        let about = row.about.clone();
        self.outline.areas[area].description.extend(about);
        let known = self.outline.areas[area].competences.iter();
        let known = known
            .enumerate()
            .find(|(_, known)| same(&known.name, &row.competence))
            .map(|(at, _)| at);
        // A row without a competence's name is one of the competence above, or makes one of its own.
        let above = self.competence.filter(|_| row.competence.is_empty());
        let competence = known.or(above).unwrap_or_else(|| {
            let name = if row.competence.is_empty() {
                &row.prompt
            } else {
                &row.competence
            };
            let wanted = if row.id.is_empty() || !row.competence.is_empty() {
                first(name).to_owned()
            } else {
                row.id.clone()
            };
            let id = self.free("competence", &wanted, "competence");
            let competences = &mut self.outline.areas[area].competences;
            competences.push(Competence {
                id,
                name: name.clone(),
                practice: Texts::new(),
                level_count: 0,
                weight: None,
                required: [None, None],
                items: Vec::new(),
            });
            competences.len() - 1
        });
        self.competence = Some(competence);
        (area, competence)
    }

    fn known_area(&self, name: &Texts) -> Option<usize> {
        if name.is_empty() {
            return self.area;
        }
        self.outline
            .areas
            .iter()
            .position(|area| same(&area.name, name))
    }

    /// An id of its own among those of its kind.
    fn free(&mut self, kind: &str, text: &str, otherwise: &str) -> String {
        let id = match slug(text) {
            id if id.is_empty() => otherwise.to_owned(),
            id => id,
        };
        // From the last number on: of many with one name each would else try all before it.
        let number = self.numbers.entry(format!("{kind} {id}")).or_default();
        loop {
            *number += 1;
            let candidate = match *number {
                1 => id.clone(),
                number => format!("{id}-{number}"),
            };
            if self.taken.insert(format!("{kind} {candidate}")) {
                return candidate;
            }
        }
    }
}

fn first(texts: &Texts) -> &str {
    // Ids are read by people, and letters of other scripts don't survive.
    let english = texts.get("en");
    english
        .or_else(|| texts.values().next())
        .map_or("", String::as_str)
}

/// Whether two names are the same in a language that both have.
fn same(one: &Texts, other: &Texts) -> bool {
    let mut shared = one
        .iter()
        .filter_map(|(tag, text)| Some((text, other.get(tag)?)));
    shared.next().is_some_and(|(one, other)| one == other)
}

/// Why a row can't be an item.
fn why_unfit(row: &Row) -> Option<String> {
    if row.prompt.is_empty() {
        return Some("it has no prompt".to_owned());
    }
    let empty = row.anchors.iter().position(Texts::is_empty);
    if let Some(level) = empty {
        return Some(format!("level {level} is empty, and a higher one isn't"));
    }
    match row.anchors.len() {
        count @ (0 | 1) => Some(format!(
            "it has {count} levels, where 2 to {LEVELS_MAX} can be"
        )),
        _ => None,
    }
}
