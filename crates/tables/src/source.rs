//! Tables as they are read: Parquet, and Arrow as a file or a stream.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::TableError;

/// So many rows are worked on at a time.
const ROWS: usize = 4096;

/// Kind of table, told by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Parquet, which is read from its end.
    Parquet,
    /// Arrow as a file, which is read from its end.
    ArrowFile,
    /// Arrow as a stream.
    ArrowStream,
}

impl TableKind {
    /// So many bytes tell the kind.
    pub const LOOK: usize = 6;

    /// The kind that the first bytes tell; none is no table.
    #[must_use]
    pub fn told_by(first: &[u8]) -> Option<Self> {
        match first {
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Parquet),
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Some(Self::ArrowFile),
            [0xff, 0xff, 0xff, 0xff, ..] => Some(Self::ArrowStream),
            _ => None,
        }
    }
}

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// Table: responses in columns.
pub struct Table {
    schema: SchemaRef,
    rows: Option<u64>,
    first: u64,
    inside: Inside,
}

enum Inside {
    Parquet(Box<ParquetRecordBatchReaderBuilder<File>>),
    Batches(Batches),
}

impl Table {
    /// Opens a file with Parquet or Arrow.
    ///
    /// # Errors
    /// If it isn't what it is said to be.
    pub fn open(kind: TableKind, file: File) -> Result<Self, TableError> {
        guarded(|| match kind {
            TableKind::Parquet => {
                let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
                let rows = builder.metadata().file_metadata().num_rows();
                Ok(Self {
                    schema: builder.schema().clone(),
                    rows: u64::try_from(rows).ok(),
                    first: 1,
                    inside: Inside::Parquet(Box::new(builder.with_batch_size(ROWS))),
                })
            }
            TableKind::ArrowFile => {
                let reader = FileReader::try_new(BufReader::new(file), None)?;
                Ok(Self::new(reader.schema(), Box::new(reader)))
            }
            TableKind::ArrowStream => Self::stream(file),
        })
    }

    /// Reads a stream of Arrow.
    ///
    /// # Errors
    /// If it isn't one.
    pub fn of_stream(stream: impl Read + Send + 'static) -> Result<Self, TableError> {
        guarded(|| Self::stream(stream))
    }

    fn stream(stream: impl Read + Send + 'static) -> Result<Self, ArrowError> {
        let reader = StreamReader::try_new(BufReader::new(stream), None)?;
        Ok(Self::new(reader.schema(), Box::new(reader)))
    }

    /// A table in memory, or one that somebody else reads.
    #[must_use]
    pub fn new(schema: SchemaRef, batches: Batches) -> Self {
        Self {
            schema,
            rows: None,
            first: 1,
            inside: Inside::Batches(batches),
        }
    }

    /// This table, with another number for its first row than 1.
    #[must_use]
    pub fn counted_from(self, first: u64) -> Self {
        Self { first, ..self }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How many rows there are, if the table says so.
    #[must_use]
    pub fn rows(&self) -> Option<u64> {
        self.rows
    }

    /// The rows, with these columns only, whose places are in ascending order.
    pub(crate) fn read(self, columns: Vec<usize>) -> Result<Pieces, TableError> {
        let batches = match self.inside {
            Inside::Parquet(builder) => guarded(|| {
                let mask = ProjectionMask::roots(builder.parquet_schema(), columns.iter().copied());
                let reader = builder.with_projection(mask).build()?;
                Ok(Box::new(reader) as Batches)
            })?,
            Inside::Batches(batches) => {
                Box::new(batches.map(move |batch| batch.and_then(|batch| batch.project(&columns))))
            }
        };
        Ok(Pieces {
            batches,
            rest: None,
            number: self.first,
        })
    }
}

/// Pieces: the rows of a table, some at a time.
pub(crate) struct Pieces {
    batches: Batches,
    rest: Option<RecordBatch>,
    number: u64,
}

impl Pieces {
    /// The next rows, with the number of the first; none at the end.
    pub(crate) fn next_piece(&mut self) -> io::Result<Option<(u64, RecordBatch)>> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => loop {
                let next = guarded(|| self.batches.next().transpose())
                    .map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))?;
                match next {
                    None => return Ok(None),
                    Some(batch) if batch.num_rows() == 0 => {}
                    Some(batch) => break batch,
                }
            },
        };
        let number = self.number;
        let count = batch.num_rows().min(ROWS);
        self.number += count as u64;
        if batch.num_rows() > ROWS {
            self.rest = Some(batch.slice(ROWS, batch.num_rows() - ROWS));
        }
        Ok(Some((number, batch.slice(0, count))))
    }
}

thread_local! {
    /// Whether bytes are read that may come from anybody.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics that a damaged table causes, and that become a [`TableError`], off standard error. To be
/// called once by a program, which alone may say what panics print.
pub fn hush() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !GUARDED.get() {
            usual(panic);
        }
    }));
}

/// Has bytes read that may come from anybody. The readers of Arrow and Parquet panic on some that are
/// no table; a panic ends this table alone.
fn guarded<T>(read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, TableError> {
    GUARDED.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    match read {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(cause)) => Err(TableError::Damaged(cause.to_string())),
        Err(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied());
            Err(TableError::Damaged(format!(
                "its bytes contradict themselves ({})",
                said.unwrap_or("the reader broke off")
            )))
        }
    }
}
