//! Scores responses in tables: Parquet and Arrow, in and out, on all cores, in constant memory.
//!
//! It is [`batch`] for columns instead of lines: each row says what a line would say, and the columns
//! of the results are those of [`batch::columns`]. `docs/batch.md` describes them for their readers.
//!
//! [`run`] takes lines or a [`Table`] and writes lines, Arrow or Parquet. A table's bytes may come from
//! anybody: whatever they say, the answer is rows or a [`TableError`], never a panic.

#![forbid(unsafe_code)]

mod binding;
mod cells;
mod engine;
mod groups;
mod maker;
mod reader;
mod source;
mod text;

use std::fmt;

use batch::{BatchError, InputError};

pub use binding::Binding;
pub use engine::{Format, Responses, run, score};
pub use maker::schema;
pub use source::{Table, TableKind, Unread, hush};
pub use text::{Gaps, Text};

/// Why a table can't be scored.
#[derive(Debug)]
pub enum TableError {
    /// It isn't what it begins as, or ends too early.
    Damaged(String),
    /// Its columns don't fit the catalogue.
    Columns(InputError),
    /// The batch ended before its input did.
    Batch(BatchError),
    /// The results can't be put into a table.
    Results(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(cause) => write!(
                f,
                "the table can't be read: {cause}; write it anew, or try it as CSV"
            ),
            Self::Columns(cause) => write!(f, "{cause}"),
            Self::Batch(cause) => write!(f, "{cause}"),
            Self::Results(cause) => write!(f, "the results can't be put into a table: {cause}"),
        }
    }
}

impl std::error::Error for TableError {}

impl From<BatchError> for TableError {
    fn from(cause: BatchError) -> Self {
        Self::Batch(cause)
    }
}
