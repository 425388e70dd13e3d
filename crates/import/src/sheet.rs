//! A spreadsheet with a row for each item and a column for each level, from CSV or from a workbook.
//!
//! The first row names the columns, in German or English and in any order: area, competence, item, prompt,
//! level 0, level 1 …; a language in brackets makes a column one of that language, as in `Frage [en]`. An
//! area or a competence that is left empty is the one above. Formulas count with the values that the
//! spreadsheet has saved for them.

mod columns;
mod rows;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::Refused;
use super::limits::Limits;
use super::remarks::Remarks;
use super::words::locales;
use columns::Columns;

/// The tables to begin with, by language.
const TEMPLATES: [(&str, &str); 2] = [
    ("de", include_str!("../template/spreadsheet.de.csv")),
    ("en", include_str!("../template/spreadsheet.en.csv")),
];

/// What the first row has to name.
const WANTED: &str = "the first row names the columns: area, competence, item, prompt, level 0, level 1 and so on (in German: Bereich, Kompetenz, Kennung, Frage, Stufe 0 …)";

/// A table to fill in, with two rows as an example; there is one in German and one in English.
#[must_use]
pub fn template(language: &str) -> Option<&'static str> {
    let found = TEMPLATES.iter().find(|(own, _)| *own == language);
    found.map(|(_, text)| *text)
}

/// A table: a name, and its rows of cells, each with its number in the spreadsheet, counted from 1.
struct Table {
    name: String,
    rows: Vec<(u64, Vec<String>)>,
}

/// Whether a text begins with a row that names the columns.
pub(super) fn is_one(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|first| {
        let cells = first.split(separator(first) as char);
        let cells: Vec<String> = cells
            .map(|cell| cell.trim_matches('"').to_owned())
            .collect();
        Columns::find(&cells).is_ok() || cells.len() > 2
    })
}

/// What parts the cells of a row: whichever of the usual there is most of.
fn separator(first: &str) -> u8 {
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    let usual = *b"\t;,";
    usual
        .into_iter()
        .rev()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// The lines without anything before a row, which the reader leaves out and a spreadsheet counts; `start` is the
/// place in bytes where the row before has ended.
fn blank_lines(text: &[u8], start: u64) -> u64 {
    let (before, mut rest) = usize::try_from(start)
        .ok()
        .and_then(|start| text.split_at_checked(start))
        .unwrap_or((text, &[]));
    if before.ends_with(b"\r") {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut blank = 0;
    while let Some(after) = [&b"\r\n"[..], b"\n", b"\r"]
        .iter()
        .find_map(|end| rest.strip_prefix(*end))
    {
        rest = after;
        blank += 1;
    }
    blank
}

/// The draft from comma-separated values.
pub(super) fn from_text(
    text: &str,
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, Refused> {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(first.unwrap_or_default()))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    for row in reader.records() {
        let row = row.map_err(|cause| Refused(format!("a row can't be read: {cause}")))?;
        if rows.len() > Limits::ROWS_MAX {
            return Err(too_many_rows());
        }
        let cells = row.iter().take(Limits::COLUMNS_MAX).map(str::to_owned);
        let cells: Vec<String> = cells.collect();
        let start = row.position().map_or(0, csv::Position::byte);
        number += 1 + blank_lines(text.as_bytes(), start);
        rows.push((number, cells));
    }
    let name = "a spreadsheet".to_owned();
    drafted(&[Table { name, rows }], id, date, remarks)
}

/// The draft from a workbook: from the first sheet whose first row names the columns.
pub(super) fn from_workbook(
    bytes: &[u8],
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, Refused> {
    let damaged = |cause: &dyn std::fmt::Display| {
        Refused(format!(
            "the workbook can't be read: {cause}; save it again as .xlsx, without a password, or as .csv"
        ))
    };
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|cause: calamine::XlsxError| damaged(&cause))?;
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        // A sheet may say that it reaches to its last cell, which then is made of nothing: cells are read
        // one after the other, and only what has a place in the table is kept.
        let mut cells = workbook
            .worksheet_cells_reader(&name)
            .map_err(|cause| damaged(&cause))?;
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(|cause| damaged(&cause))? {
            let (row, column) = cell.get_position();
            let column = column as usize;
            let text = shown(cell.get_value().clone().into());
            if column >= Limits::COLUMNS_MAX || text.is_empty() {
                continue;
            }
            if rows.len() > Limits::ROWS_MAX && !rows.contains_key(&row) {
                return Err(too_many_rows());
            }
            let cells = rows.entry(row).or_default();
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
        let rows = rows.into_iter();
        let rows = rows
            .map(|(row, cells)| (u64::from(row) + 1, cells))
            .collect();
        tables.push(Table { name, rows });
    }
    drafted(&tables, id, date, remarks)
}

/// A cell as a spreadsheet shows it. Whole numbers have no decimals.
fn shown(data: Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string(),
    }
}

fn too_many_rows() -> Refused {
    Refused(format!(
        "it has more than {} rows, and no catalogue has more items; take rows out, or make several catalogues of them",
        Limits::ROWS_MAX
    ))
}

fn drafted(
    tables: &[Table],
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, Refused> {
    let mut found = None;
    let mut why = WANTED.to_owned();
    for table in tables {
        let head = table
            .rows
            .iter()
            .position(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
        let Some(head) = head else { continue };
        match Columns::find(&table.rows[head].1) {
            Ok(columns) if found.is_none() => found = Some((table, head, columns)),
            Ok(_) => remarks.left_out(format!("sheet {}: there is one before it", table.name)),
            Err(missing) => {
                why = format!("{missing}; {WANTED}");
                remarks.left_out(format!("sheet {}: {missing}", table.name));
            }
        }
    }
    let Some((table, head, columns)) = found else {
        return Err(Refused(format!("it is no table of items: {why}")));
    };
    for name in columns.unknown() {
        remarks.left_out(format!("column {name}: nothing here corresponds to it"));
    }
    let locales = locales(columns.languages(), remarks);
    if locales.is_empty() {
        return Err(Refused(
            "none of the columns' languages is a language tag such as de or pt-BR".to_owned(),
        ));
    }
    let outline = rows::read(&table.rows[head + 1..], &columns, remarks);
    if outline.areas.is_empty() {
        return Err(Refused(
            "no row of the table can be an item: each needs a prompt and the texts of 2 to 7 levels".to_owned(),
        ));
    }
    Ok(outline.files(id, date, &locales, remarks))
}
