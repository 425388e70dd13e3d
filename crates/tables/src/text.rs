//! A table as the text of CSV, for what reads lines only.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use assessment::{Catalogue, Response};
use batch::columns::RESPONSE;

use crate::binding::other_revision;
use crate::cells::{Cell, Names, cells, has_responses, has_texts};
use crate::source::{Part, Pieces, Table, Unread};

/// Text: the rows of a table as CSV under a header, a line each.
pub struct Text {
    pieces: Pieces,
    /// Whether a column has responses, by its place.
    items: Vec<bool>,
    text: Vec<u8>,
    /// How much of the text is read.
    read: usize,
    gaps: Gaps,
}

/// Gaps: the rows that a [`Text`] leaves out because they can't be read, as far as it is read.
#[derive(Clone, Debug, Default)]
pub struct Gaps(Arc<Mutex<Vec<Unread>>>);

impl Gaps {
    /// All of them, in their order.
    #[must_use]
    pub fn all(&self) -> Vec<Unread> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The number of a row of the table, by its number among those that are in the text.
    #[must_use]
    pub fn number(&self, row: u64) -> u64 {
        let gaps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gaps.iter().fold(row, |number, gap| {
            if gap.first <= number {
                number.saturating_add(gap.count)
            } else {
                number
            }
        })
    }
}

impl Text {
    /// What it leaves out.
    #[must_use]
    pub fn gaps(&self) -> Gaps {
        self.gaps.clone()
    }
}

impl Table {
    /// The rows as CSV, and what is to be said of the table: columns that are left out, since no text stands
    /// for what they hold, and another revision that it is of. A row has no line break, so its line is its
    /// number and one for the header; [`Gaps`] says which rows there are no lines for.
    #[must_use]
    pub fn into_text(self, catalogue: &Catalogue) -> (Text, Vec<String>) {
        let mut remarks = Vec::from_iter(other_revision(catalogue, self.schema()));
        let (mut used, mut items, mut header, mut left_out) = (vec![], vec![], vec![], vec![]);
        for (place, field) in self.schema().fields().iter().enumerate() {
            let name = field.name().as_str();
            let id = name.strip_suffix(RESPONSE).unwrap_or(name);
            let mut all = catalogue.items();
            let is_item = all.any(|item| catalogue.item_id(item).as_str() == id);
            let data_type = field.data_type();
            let is_known = has_responses(data_type) || *data_type == DataType::Boolean && !is_item;
            if !is_known {
                left_out.push(name.to_owned());
                continue;
            }
            if !used.is_empty() {
                header.push(b',');
            }
            quote(&mut header, name);
            used.push(place);
            items.push(is_item);
        }
        header.push(b'\n');
        let text = Text {
            pieces: self.read(used),
            items,
            text: header,
            read: 0,
            gaps: Gaps::default(),
        };
        if !left_out.is_empty() {
            remarks.push(format!(
                "columns passed over, since they are neither numbers nor text: {}",
                left_out.join(", ")
            ));
        }
        (text, remarks)
    }
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.text.len() {
            self.text.clear();
            self.read = 0;
            while self.text.is_empty()
                && let Some(part) = self.pieces.next_piece()?
            {
                match part {
                    Part::Rows(_, rows) => write(&mut self.text, &rows, &self.items),
                    Part::Unread(unread) => {
                        let mut gaps = self.gaps.0.lock().unwrap_or_else(PoisonError::into_inner);
                        gaps.push(unread);
                    }
                }
            }
        }
        let count = buffer.len().min(self.text.len() - self.read);
        buffer[..count].copy_from_slice(&self.text[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}

fn write(text: &mut Vec<u8>, rows: &RecordBatch, items: &[bool]) {
    let columns = rows.columns().iter().zip(items);
    let columns: Vec<Vec<String>> = columns
        .map(|(column, &is_item)| words(column.as_ref(), is_item))
        .collect();
    for row in 0..rows.num_rows() {
        for (place, column) in columns.iter().enumerate() {
            if place > 0 {
                text.push(b',');
            }
            quote(text, &column[row]);
        }
        text.push(b'\n');
    }
}

/// What stands in a column, as words of CSV.
fn words(column: &dyn Array, is_item: bool) -> Vec<String> {
    let mut words = Vec::with_capacity(column.len());
    if is_item {
        cells(column, |cell| {
            words.push(match cell {
                Cell::Response(Response::NotAsked) => String::new(),
                Cell::Response(Response::Skipped) => "-".to_owned(),
                Cell::Response(Response::Level(level)) => level.to_string(),
                Cell::Other(text) => text,
            });
        });
        return words;
    }
    let all = 0..column.len();
    match column.data_type() {
        DataType::Boolean => {
            let flags = column.as_boolean().iter();
            words.extend(flags.map(|flag| flag.map_or(String::new(), |flag| flag.to_string())));
        }
        DataType::Float32 => words.extend(numbers(column.as_primitive::<Float32Type>().iter())),
        DataType::Float64 => words.extend(numbers(column.as_primitive::<Float64Type>().iter())),
        other if has_texts(other) || other.is_integer() => {
            let names = Names::of(column);
            words.extend(all.map(|row| {
                names
                    .as_ref()
                    .and_then(|names| names.word(row))
                    .unwrap_or_default()
            }));
        }
        _ => words.extend(all.map(|_| String::new())),
    }
    words
}

fn numbers<T: Into<f64>>(values: impl Iterator<Item = Option<T>>) -> impl Iterator<Item = String> {
    values.map(|value| {
        let value: Option<f64> = value.map(Into::into);
        let value = value.filter(|value| !value.is_nan());
        value.map_or(String::new(), |value| value.to_string())
    })
}

/// A field, in quotes if it needs them.
fn quote(text: &mut Vec<u8>, word: &str) {
    if !word.contains(['"', ',', ';', '\t', '\n', '\r']) {
        text.extend_from_slice(word.as_bytes());
        return;
    }
    text.push(b'"');
    let line = word.replace(['\n', '\r'], " ").replace('"', "\"\"");
    text.extend_from_slice(line.as_bytes());
    text.push(b'"');
}
