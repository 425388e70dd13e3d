//! Outcomes to columns.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{Int8Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, UInt32Array, new_null_array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use assessment::Catalogue;
use batch::Outcome;
use batch::columns::{Column, Kind, Value, columns};

use crate::binding::{CATALOGUE, REVISION};

/// What stands in a column of responses for a skipped item; nothing stands for one that wasn't asked.
const SKIPPED: i8 = -1;

/// The schema of results, with an `id` of this type. All numbers are signed and every column may be
/// empty, since that is what all readers know.
#[must_use]
pub fn schema(catalogue: &Catalogue, id: &DataType) -> Schema {
    let fields: Vec<Field> = columns(catalogue)
        .into_iter()
        .map(|column| {
            let data_type = match column.kind {
                Kind::Line => DataType::Int64,
                Kind::Id => id.clone(),
                Kind::Text => DataType::Utf8,
                Kind::Small | Kind::Response => DataType::Int8,
                Kind::Points => DataType::Int32,
                Kind::Texts => DataType::new_list(DataType::Utf8, true),
                Kind::PointsEach => DataType::new_list(DataType::Int32, true),
            };
            Field::new(column.name, data_type, true)
        })
        .collect();
    let definition = catalogue.definition();
    let metadata = [
        (CATALOGUE, definition.id.to_string()),
        (REVISION, definition.revision.to_string()),
    ];
    let metadata: HashMap<String, String> = metadata
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    Schema::new(fields).with_metadata(metadata)
}

/// Maker: outcomes to batches of rows; each worker has its own.
pub(crate) struct Maker<'a> {
    catalogue: &'a Catalogue,
    schema: SchemaRef,
    columns: Vec<(Column, Builder)>,
    /// The places of the rows that were taken, in the batch that they come from.
    rows: Vec<u32>,
}

enum Builder {
    Long(Int64Builder),
    Whole(Int32Builder),
    Small(Int8Builder),
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Wholes(ListBuilder<Int32Builder>),
    /// Taken over from the table that was read.
    Taken,
}

impl Clone for Maker<'_> {
    /// One of the same schema, with nothing taken yet.
    fn clone(&self) -> Self {
        let is_taken = self
            .columns
            .iter()
            .any(|(_, builder)| matches!(builder, Builder::Taken));
        Self::new(self.catalogue, self.schema.clone(), is_taken)
    }
}

impl<'a> Maker<'a> {
    /// A maker of batches of this schema, which is one of [`schema`]; `takes_id` says that the column
    /// `id` is taken over from the rows that were read.
    pub(crate) fn new(catalogue: &'a Catalogue, schema: SchemaRef, takes_id: bool) -> Self {
        let builder = |column: &Column| match column.kind {
            Kind::Id if takes_id => Builder::Taken,
            Kind::Line => Builder::Long(Int64Builder::new()),
            Kind::Id | Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Small | Kind::Response => Builder::Small(Int8Builder::new()),
            Kind::Points => Builder::Whole(Int32Builder::new()),
            Kind::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::PointsEach => Builder::Wholes(ListBuilder::new(Int32Builder::new())),
        };
        let columns = columns(catalogue).into_iter().map(|column| {
            let builder = builder(&column);
            (column, builder)
        });
        Self {
            catalogue,
            schema,
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    /// Takes an outcome; `row` is its place in the batch that it comes from.
    pub(crate) fn take(&mut self, row: usize, outcome: &Outcome<'_>) {
        self.rows.push(row as u32);
        for (column, builder) in &mut self.columns {
            builder.push(self.catalogue, column.value(self.catalogue, outcome));
        }
    }

    /// The rows taken since the last time; `ids` is the column that they had it in.
    pub(crate) fn finish(&mut self, ids: Option<&ArrayRef>) -> Result<RecordBatch, ArrowError> {
        let rows = UInt32Array::from(std::mem::take(&mut self.rows));
        let fields = self.schema.fields().iter();
        let arrays = self
            .columns
            .iter_mut()
            .zip(fields)
            .map(|((_, builder), field)| {
                let array: ArrayRef = match builder {
                    Builder::Long(numbers) => Arc::new(numbers.finish()),
                    Builder::Whole(numbers) => Arc::new(numbers.finish()),
                    Builder::Small(numbers) => Arc::new(numbers.finish()),
                    Builder::Text(texts) => Arc::new(texts.finish()),
                    Builder::Texts(lists) => Arc::new(lists.finish()),
                    Builder::Wholes(lists) => Arc::new(lists.finish()),
                    Builder::Taken => match ids {
                        Some(ids) => arrow_select::take::take(ids, &rows, None)?,
                        None => new_null_array(field.data_type(), rows.values().len()),
                    },
                };
                Ok(array)
            });
        let arrays = arrays.collect::<Result<Vec<_>, ArrowError>>()?;
        RecordBatch::try_new(self.schema.clone(), arrays)
    }
}

impl Builder {
    #[inline]
    fn push(&mut self, catalogue: &Catalogue, value: Value<'_>) {
        match self {
            Self::Long(numbers) => numbers.append_option(number(value).map(|n| n as i64)),
            Self::Whole(numbers) => numbers.append_option(number(value).map(|n| n as i32)),
            Self::Small(numbers) => numbers.append_option(match value {
                Value::Skipped => Some(SKIPPED),
                other => number(other).map(|n| n as i8),
            }),
            Self::Text(texts) => match value {
                Value::Text(text) => texts.append_value(text),
                Value::Id(json) => texts.append_value(unquoted(json)),
                _ => texts.append_null(),
            },
            Self::Texts(lists) => {
                match value {
                    Value::Modules(modules) => modules.iter().for_each(|module| {
                        let id = catalogue.module(module.module).id.as_str();
                        lists.values().append_value(id);
                    }),
                    Value::Competences(list) => list.iter().for_each(|&competence| {
                        let id = catalogue.competence(competence).id.as_str();
                        lists.values().append_value(id);
                    }),
                    _ => {}
                }
                lists.append(true);
            }
            Self::Wholes(lists) => {
                if let Value::Modules(modules) = value {
                    for module in modules {
                        lists.values().append_value(module.points as i32);
                    }
                }
                lists.append(true);
            }
            Self::Taken => {}
        }
    }
}

fn number(value: Value<'_>) -> Option<u64> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// The text of a string of JSON; other JSON as it stands.
fn unquoted(json: &str) -> std::borrow::Cow<'_, str> {
    serde_json::from_str::<String>(json).map_or(json.into(), Into::into)
}
