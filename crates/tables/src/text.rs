//! A table as the text of CSV, for what reads lines only.

use std::io::{self, Read};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use assessment::{Catalogue, Response};
use batch::columns::RESPONSE;

use crate::TableError;
use crate::cells::{Cell, Names, cells, has_responses, has_texts};
use crate::source::{Pieces, Table};

/// Text: the rows of a table as CSV under a header, a line each.
pub struct Text {
    pieces: Pieces,
    /// Whether a column has responses, by its place.
    items: Vec<bool>,
    text: Vec<u8>,
    /// How much of the text is read.
    read: usize,
}

impl Table {
    /// The rows as CSV, and the names of columns that are left out, since no text stands for what they
    /// hold. A row has no line break, so its line is its number and one for the header.
    ///
    /// # Errors
    /// If the table can't be read.
    pub fn into_text(self, catalogue: &Catalogue) -> Result<(Text, Vec<String>), TableError> {
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
            pieces: self.read(used)?,
            items,
            text: header,
            read: 0,
        };
        Ok((text, left_out))
    }
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.text.len() {
            self.text.clear();
            self.read = 0;
            if let Some((_, rows)) = self.pieces.next_piece()? {
                write(&mut self.text, &rows, &self.items);
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
