//! Tables as they are read: Parquet, and Arrow as a file or a stream.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, SchemaRef};
use batch::BadLine;

use crate::TableError;
use crate::groups::{Groups, Parquet};

/// So many rows are worked on at a time.
pub(crate) const ROWS: usize = 4096;

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
    Parquet(Box<Parquet>),
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
                let parquet = Parquet::open(file)?;
                Ok(Self {
                    schema: parquet.schema().clone(),
                    rows: Some(parquet.rows()),
                    first: 1,
                    inside: Inside::Parquet(Box::new(parquet)),
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
    pub(crate) fn read(self, columns: Vec<usize>) -> Pieces {
        let source = match self.inside {
            Inside::Parquet(parquet) => Source::Groups(Box::new(parquet.read(columns))),
            Inside::Batches(batches) => Source::Batches(Box::new(
                batches.map(move |batch| batch.and_then(|batch| batch.project(&columns))),
            )),
        };
        Pieces {
            source,
            rest: None,
            number: self.first,
        }
    }
}

/// Part: the next rows of a table with the number of the first, or that they can't be read.
pub(crate) enum Part {
    Rows(u64, RecordBatch),
    Unread(Unread),
}

/// Unread: rows that the bytes of a table don't give. Those after them do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The number of the first.
    pub first: u64,
    /// How many.
    pub count: u64,
    /// Why, and in which column.
    pub cause: String,
}

impl Unread {
    /// What is to be said of them.
    #[must_use]
    pub fn told(&self) -> BadLine {
        let Self {
            first,
            count,
            cause,
        } = self;
        let last = first.saturating_add(count.saturating_sub(1));
        let rows = match count {
            1 => "this row".to_owned(),
            _ => format!("the rows from here to {last}"),
        };
        BadLine {
            line: *first,
            count: *count,
            cause: format!("{rows} can't be read: {cause}"),
        }
    }
}

/// Pieces: the rows of a table, some at a time.
pub(crate) struct Pieces {
    source: Source,
    rest: Option<RecordBatch>,
    number: u64,
}

enum Source {
    Groups(Box<Groups>),
    Batches(Batches),
}

impl Source {
    /// The next rows, or how many can't be read and why; none at the end.
    fn next(&mut self) -> io::Result<Option<Result<RecordBatch, (u64, String)>>> {
        match self {
            Self::Groups(groups) => Ok(groups.next()),
            Self::Batches(batches) => guarded(|| batches.next().transpose())
                .map(|rows| rows.map(Ok))
                .map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause)),
        }
    }
}

impl Pieces {
    /// The next rows; none at the end.
    pub(crate) fn next_piece(&mut self) -> io::Result<Option<Part>> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => loop {
                match self.source.next()? {
                    None => return Ok(None),
                    Some(Ok(batch)) if batch.num_rows() == 0 => {}
                    Some(Ok(batch)) => break batch,
                    Some(Err((count, cause))) => {
                        let first = self.number;
                        self.number = first.saturating_add(count);
                        return Ok(Some(Part::Unread(Unread {
                            first,
                            count,
                            cause,
                        })));
                    }
                }
            },
        };
        let number = self.number;
        let count = batch.num_rows().min(ROWS);
        self.number = number.saturating_add(count as u64);
        if batch.num_rows() > ROWS {
            self.rest = Some(batch.slice(ROWS, batch.num_rows() - ROWS));
        }
        Ok(Some(Part::Rows(number, batch.slice(0, count))))
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
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, TableError> {
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
