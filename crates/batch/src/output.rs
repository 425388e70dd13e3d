//! Outcomes to lines.

use assessment::Catalogue;

use crate::columns::{Column, Kind, Value, columns};
use crate::{Batch, Outcome};

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// A JSON object a line.
    #[default]
    Json,
    /// CSV with a header.
    Csv,
}

/// Writer: outcomes to lines; each worker has its own. What is the same in every line is made once.
#[derive(Clone, Debug)]
pub struct Writer<'a> {
    catalogue: &'a Catalogue,
    format: OutputFormat,
    columns: Vec<Column>,
    /// For lines of JSON, one for each column that they have.
    keys: Vec<Key>,
}

/// What a line of JSON has before the value of a column.
#[derive(Clone, Debug)]
struct Key {
    /// The column's place among all.
    column: usize,
    /// Braces that close objects and open the next, with the keys of those; then the column's own key,
    /// unless it may be left out.
    start: String,
    /// The key of a column that is left out where there is nothing, instead of being `null`.
    optional: Option<String>,
}

fn keys(columns: &[Column]) -> Vec<Key> {
    let mut keys = Vec::new();
    // The line itself is the first object.
    let mut within: &[String] = &[];
    for (place, column) in columns.iter().enumerate() {
        let Some((name, parents)) = column.path.split_last() else {
            continue;
        };
        let shared = within.iter().zip(parents).take_while(|(a, b)| a == b);
        let shared = shared.count();
        let mut start = "}".repeat(within.len() - shared);
        for (depth, parent) in parents.iter().enumerate().skip(shared) {
            // The first within an object that was opened just now has no comma before it.
            let comma = if depth > shared { "" } else { "," };
            start += &format!("{comma}\"{parent}\":{{");
        }
        let is_first = keys.is_empty() || parents.len() > shared;
        within = parents;
        let name = format!("\"{name}\":");
        let optional = matches!(column.kind, Kind::Id | Kind::Response).then(|| name.clone());
        if optional.is_none() {
            start += if is_first { "" } else { "," };
            start += &name;
        }
        keys.push(Key {
            column: place,
            start,
            optional,
        });
    }
    keys
}

impl<'a> Writer<'a> {
    /// A writer of what a batch asks for.
    #[must_use]
    pub fn new(batch: &Batch<'a>) -> Self {
        let columns = columns(batch.catalogue);
        Self {
            catalogue: batch.catalogue,
            format: batch.output,
            keys: keys(&columns),
            columns,
        }
    }

    /// The line before all others; empty where there is none.
    #[must_use]
    pub fn header(&self) -> String {
        if self.format == OutputFormat::Json {
            return String::new();
        }
        let names: Vec<&str> = self.columns.iter().map(|column| &*column.name).collect();
        names.join(",") + "\n"
    }

    /// Writes a line, its end included.
    pub fn write(&self, out: &mut Vec<u8>, outcome: &Outcome<'_>) {
        match self.format {
            OutputFormat::Json => self.json(out, outcome),
            OutputFormat::Csv => self.csv(out, outcome),
        }
    }

    fn json(&self, out: &mut Vec<u8>, outcome: &Outcome<'_>) {
        out.push(b'{');
        for key in &self.keys {
            out.extend_from_slice(key.start.as_bytes());
            let value = self.columns[key.column].value(self.catalogue, outcome);
            if let Some(name) = &key.optional {
                if matches!(value, Value::Nothing) {
                    continue;
                }
                if out.last() != Some(&b'{') {
                    out.push(b',');
                }
                out.extend_from_slice(name.as_bytes());
            }
            self.json_value(out, value);
        }
        let depth = self
            .keys
            .last()
            .map_or(0, |key| self.columns[key.column].path.len());
        out.extend(std::iter::repeat_n(b'}', depth));
        out.push(b'\n');
    }

    fn json_value(&self, out: &mut Vec<u8>, value: Value<'_>) {
        match value {
            Value::Nothing | Value::Skipped => text(out, &["null"]),
            Value::Number(value) => number(out, value),
            Value::Text(value) => text(out, &["\"", value, "\""]),
            Value::Id(json) => text(out, &[json]),
            Value::Modules(modules) => {
                out.push(b'[');
                for (place, module) in modules.iter().enumerate() {
                    separate(out, place, b',');
                    let id = self.catalogue.module(module.module).id.as_str();
                    text(out, &["{\"id\":\"", id, "\",\"points\":"]);
                    number(out, module.points);
                    out.push(b'}');
                }
                out.push(b']');
            }
            Value::Competences(competences) => {
                out.push(b'[');
                for (place, &competence) in competences.iter().enumerate() {
                    separate(out, place, b',');
                    let id = self.catalogue.competence(competence).id.as_str();
                    text(out, &["\"", id, "\""]);
                }
                out.push(b']');
            }
        }
    }

    fn csv(&self, out: &mut Vec<u8>, outcome: &Outcome<'_>) {
        for (place, column) in self.columns.iter().enumerate() {
            separate(out, place, b',');
            match column.value(self.catalogue, outcome) {
                Value::Nothing => {}
                Value::Skipped => out.push(b'-'),
                Value::Number(value) => number(out, value),
                Value::Text(value) => text(out, &[value]),
                Value::Id(json) => quoted(out, json),
                Value::Modules(modules) => {
                    for (place, module) in modules.iter().enumerate() {
                        separate(out, place, b' ');
                        if column.kind == Kind::PointsEach {
                            number(out, module.points);
                        } else {
                            let id = self.catalogue.module(module.module).id.as_str();
                            text(out, &[id]);
                        }
                    }
                }
                Value::Competences(competences) => {
                    for (place, &competence) in competences.iter().enumerate() {
                        separate(out, place, b' ');
                        let id = self.catalogue.competence(competence).id.as_str();
                        text(out, &[id]);
                    }
                }
            }
        }
        out.push(b'\n');
    }
}

fn text(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

fn number(out: &mut Vec<u8>, number: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn separate(out: &mut Vec<u8>, place: usize, by: u8) {
    if place > 0 {
        out.push(by);
    }
}

/// An id, which comes as JSON, as a field.
fn quoted(out: &mut Vec<u8>, json: &str) {
    let string: Option<String> = serde_json::from_str(json).ok();
    let value = string.as_deref().unwrap_or(json);
    out.push(b'"');
    // What begins like this a spreadsheet would take for a formula.
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        out.push(b'\'');
    }
    for character in value.chars() {
        if character == '"' {
            out.push(b'"');
        }
        // A row is a line, and a terminal takes other control characters for commands.
        let shown = if character.is_control() {
            ' '
        } else {
            character
        };
        out.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes());
    }
    out.push(b'"');
}
