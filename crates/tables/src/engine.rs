//! Lines or tables in, lines or tables out.

use std::io::{self, Read, Write};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{DataType, SchemaRef};
use assessment::Catalogue;
use batch::{
    BadLine, Batch, Chunk, Done, InputError, Lines, Outcome, Row, Summary, Writer, in_order,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::TableError;
use crate::binding::Binding;
use crate::cells::has_texts;
use crate::maker::{Maker, schema};
use crate::reader::Reader;
use crate::source::{Part, Pieces, Table, Unread};

/// So many pieces make a row group of Parquet; of a table that is 65,536 rows.
const GROUP: usize = 16;

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines, as the batch says.
    Lines,
    /// Arrow as a file.
    ArrowFile,
    /// Arrow as a stream.
    ArrowStream,
    /// Parquet.
    Parquet,
}

/// Where responses come from.
pub enum Responses<R> {
    /// Lines.
    Lines(R),
    /// A table.
    Table(Table),
}

/// What is worked on at a time.
enum Piece {
    Lines(Chunk),
    Rows(u64, RecordBatch),
    Unread(Unread),
}

/// What gives the pieces.
enum Feed<R> {
    Lines(Lines<R>),
    Table(Pieces),
    Nothing,
}

impl<R: Read> Feed<R> {
    fn next(&mut self) -> io::Result<Option<Piece>> {
        match self {
            Self::Lines(lines) => Ok(lines.next_chunk()?.map(Piece::Lines)),
            Self::Table(pieces) => Ok(pieces.next_piece()?.map(|piece| match piece {
                Part::Rows(first, rows) => Piece::Rows(first, rows),
                Part::Unread(unread) => Piece::Unread(unread),
            })),
            Self::Nothing => Ok(None),
        }
    }

    /// Up to so many pieces, or none at the end.
    fn next_some(&mut self, count: usize) -> io::Result<Option<Vec<Piece>>> {
        let mut pieces = Vec::new();
        while pieces.len() < count
            && let Some(piece) = self.next()?
        {
            pieces.push(piece);
        }
        Ok((!pieces.is_empty()).then_some(pieces))
    }
}

/// What reads the pieces.
#[derive(Clone)]
enum Scorer<'a> {
    Lines(batch::Reader<'a>),
    Table(Reader<'a>, Option<usize>),
    Nothing,
}

impl Scorer<'_> {
    /// Scores a piece, calls back with each outcome and the place of its row, and counts.
    fn score<T>(
        &mut self,
        catalogue: &Catalogue,
        piece: &Piece,
        done: &mut Done<T>,
        mut take: impl FnMut(&mut T, usize, &Outcome<'_>),
    ) {
        let mut each = |line: u64, place: usize, row: Result<Row<'_>, InputError>| match row {
            Ok(row) => {
                take(&mut done.made, place, &Outcome::of(catalogue, line, row));
                done.scored += 1;
            }
            Err(cause) => done.bad.push(BadLine::new(line, cause.to_string())),
        };
        match (self, piece) {
            (Self::Lines(reader), Piece::Lines(chunk)) => {
                reader.each(chunk, |line, row| each(line, 0, row));
            }
            (Self::Table(reader, _), Piece::Rows(first, rows)) => {
                let numbers = reader.numbers(rows, *first);
                reader.each(rows, |place, row| each(numbers[place], place, row));
            }
            (_, Piece::Unread(unread)) => done.bad.push(unread.told()),
            _ => {}
        }
    }

    /// The column of a piece in which rows say what they call themselves.
    fn ids<'p>(&self, piece: &'p Piece) -> Option<&'p ArrayRef> {
        match (self, piece) {
            (Self::Table(_, Some(place)), Piece::Rows(_, rows)) => Some(rows.column(*place)),
            _ => None,
        }
    }

    /// Makes a batch of rows of a piece.
    fn rows(
        &mut self,
        maker: &mut Maker<'_>,
        catalogue: &Catalogue,
        piece: &Piece,
        done: &mut Done<()>,
    ) -> io::Result<RecordBatch> {
        self.score(catalogue, piece, done, |(), place, outcome| {
            maker.take(place, outcome);
        });
        maker.finish(self.ids(piece)).map_err(io::Error::other)
    }
}

/// Opened: responses of whatever kind, ready to be worked on.
struct Opened<'a, R> {
    feed: Feed<R>,
    scorer: Scorer<'a>,
    /// The type of the column `id`.
    id: DataType,
    /// Whether that column is taken over from the table.
    takes_id: bool,
    summary: Summary,
}

fn open<'a, R: Read + Send>(
    batch: &Batch<'a>,
    responses: Responses<R>,
    format: Format,
    tell: &mut impl FnMut(&BadLine),
) -> Result<Opened<'a, R>, TableError> {
    let mut summary = Summary::default();
    match responses {
        Responses::Lines(lines) => {
            let opened = batch.open(lines)?;
            opened.remarks.iter().for_each(tell);
            let feed = Feed::Lines(opened.lines);
            let (feed, scorer) = match opened.reader {
                None => (Feed::Nothing, Scorer::Nothing),
                Some(reader) => {
                    summary.input = Some(reader.input());
                    (feed, Scorer::Lines(reader))
                }
            };
            Ok(Opened {
                feed,
                scorer,
                id: DataType::Utf8,
                takes_id: false,
                summary,
            })
        }
        Responses::Table(table) => {
            let (mut binding, mut remarks) =
                Binding::new(batch.catalogue, table.schema()).map_err(TableError::Columns)?;
            let used = binding.used.clone();
            let is_lines = format == Format::Lines;
            let id = binding.id.map(|place| table.schema().field(used[place]));
            let id = id.map(|field| field.data_type().clone());
            if let Some(id) = id.as_ref().filter(|_| is_lines)
                && !(id.is_integer() || has_texts(id))
            {
                remarks.push(format!(
                    "the column `id` is of type {id}, which lines can't have; it is left out"
                ));
                binding.id = None;
            }
            let says = |cause: String| BadLine::new(0, cause);
            remarks.into_iter().map(says).for_each(|bad| tell(&bad));
            let place = binding.id;
            Ok(Opened {
                feed: Feed::Table(table.read(used)),
                scorer: Scorer::Table(Reader::new(batch, binding, is_lines), place),
                takes_id: id.is_some(),
                id: id.unwrap_or(DataType::Utf8),
                summary,
            })
        }
    }
}

/// Scores every line or row of `responses` and writes one of results for each. `tell` is called for
/// each that can't be scored, in their order, and with remarks on header or columns, whose line is 0 in
/// tables; `count` as it goes on, with how many more are scored.
///
/// # Errors
/// See [`TableError`]. What was written before stands.
pub fn run<R: Read + Send>(
    batch: &Batch<'_>,
    responses: Responses<R>,
    format: Format,
    results: impl Write + Send,
    mut tell: impl FnMut(&BadLine),
    mut count: impl FnMut(u64),
) -> Result<Summary, TableError> {
    let opened = open(batch, responses, format, &mut tell)?;
    let mut summary = opened.summary;
    let counted = |bad: &[BadLine], scored: u64| {
        bad.iter().for_each(&mut tell);
        summary.scored += scored;
        summary.bad += counted_bad(bad);
        count(scored);
    };
    match format {
        Format::Lines => lines(batch, opened, results, counted)?,
        Format::ArrowFile | Format::ArrowStream => arrow(batch, opened, format, results, counted)?,
        Format::Parquet => parquet(batch, opened, results, counted)?,
    }
    Ok(summary)
}

/// How many rows bad ones are, told by themselves or many at once.
fn counted_bad(bad: &[BadLine]) -> u64 {
    bad.iter()
        .fold(0, |sum: u64, bad| sum.saturating_add(bad.count))
}

/// Scores the rows of a table in memory: batches of results with their schema, and what [`run`] tells.
///
/// # Errors
/// See [`TableError`].
pub fn score(
    batch: &Batch<'_>,
    table: Table,
    mut tell: impl FnMut(&BadLine),
) -> Result<(SchemaRef, Vec<RecordBatch>, Summary), TableError> {
    let responses: Responses<io::Empty> = Responses::Table(table);
    let opened = open(batch, responses, Format::ArrowStream, &mut tell)?;
    let mut summary = opened.summary;
    let schema = Arc::new(schema(batch.catalogue, &opened.id));
    let mut batches = Vec::new();
    let counted = |bad: &[BadLine], scored: u64| {
        bad.iter().for_each(&mut tell);
        summary.scored += scored;
        summary.bad += counted_bad(bad);
    };
    each_batch(batch, opened, &schema, counted, |rows| {
        batches.push(rows);
        Ok(())
    })?;
    Ok((schema, batches, summary))
}

fn lines<R: Read + Send>(
    batch: &Batch<'_>,
    opened: Opened<'_, R>,
    mut results: impl Write,
    mut counted: impl FnMut(&[BadLine], u64),
) -> Result<(), TableError> {
    let Opened {
        mut feed,
        mut scorer,
        ..
    } = opened;
    let writer = Writer::new(batch);
    let catalogue = batch.catalogue;
    let failed = |cause| TableError::Batch(batch::BatchError::Write(cause));
    if batch.has_header {
        results
            .write_all(writer.header().as_bytes())
            .map_err(failed)?;
    }
    let work = move |piece: Piece| {
        let mut done = Done::<Vec<u8>>::default();
        scorer.score(catalogue, &piece, &mut done, |out, _, outcome| {
            writer.write(out, outcome);
        });
        done
    };
    in_order(
        batch.jobs,
        || feed.next(),
        work,
        |done| {
            results.write_all(&done.made)?;
            counted(&done.bad, done.scored);
            Ok(())
        },
    )?;
    results.flush().map_err(failed)
}

/// Works on all pieces and hands the rows of each on.
fn each_batch<R: Read + Send>(
    batch: &Batch<'_>,
    opened: Opened<'_, R>,
    schema: &SchemaRef,
    mut counted: impl FnMut(&[BadLine], u64),
    mut take: impl FnMut(RecordBatch) -> io::Result<()>,
) -> Result<(), TableError> {
    let Opened {
        mut feed,
        mut scorer,
        takes_id,
        ..
    } = opened;
    let catalogue = batch.catalogue;
    let mut maker = Maker::new(catalogue, schema.clone(), takes_id);
    let work = move |piece: Piece| {
        let mut done = Done::default();
        let rows = scorer.rows(&mut maker, catalogue, &piece, &mut done);
        (rows, done)
    };
    in_order(
        batch.jobs,
        || feed.next(),
        work,
        |(rows, done)| {
            let rows = rows?;
            if rows.num_rows() > 0 {
                take(rows)?;
            }
            counted(&done.bad, done.scored);
            Ok(())
        },
    )?;
    Ok(())
}

fn arrow<R: Read + Send>(
    batch: &Batch<'_>,
    opened: Opened<'_, R>,
    format: Format,
    results: impl Write,
    counted: impl FnMut(&[BadLine], u64),
) -> Result<(), TableError> {
    let schema = Arc::new(schema(batch.catalogue, &opened.id));
    let failed = |cause: arrow_schema::ArrowError| TableError::Results(cause.to_string());
    if format == Format::ArrowFile {
        let mut writer = FileWriter::try_new_buffered(results, &schema).map_err(failed)?;
        each_batch(batch, opened, &schema, counted, |rows| {
            writer.write(&rows).map_err(io::Error::other)
        })?;
        return writer.finish().map_err(failed);
    }
    let mut writer = StreamWriter::try_new_buffered(results, &schema).map_err(failed)?;
    each_batch(batch, opened, &schema, counted, |rows| {
        writer.write(&rows).map_err(io::Error::other)
    })?;
    writer.finish().map_err(failed)
}

/// A row group, encoded: its columns and how many rows they have.
type Group = (Vec<ArrowColumnChunk>, usize);

fn parquet<R: Read + Send>(
    batch: &Batch<'_>,
    opened: Opened<'_, R>,
    results: impl Write + Send,
    mut counted: impl FnMut(&[BadLine], u64),
) -> Result<(), TableError> {
    let Opened {
        mut feed,
        mut scorer,
        id,
        takes_id,
        ..
    } = opened;
    let schema = Arc::new(schema(batch.catalogue, &id));
    let failed = |cause: parquet::errors::ParquetError| TableError::Results(cause.to_string());
    let writer =
        ArrowWriter::try_new(results, schema.clone(), Some(properties(&schema))).map_err(failed)?;
    let (mut writer, factory) = writer.into_serialized_writer().map_err(failed)?;
    let factory = Arc::new(factory);
    let catalogue = batch.catalogue;
    let mut maker = Maker::new(catalogue, schema, takes_id);
    // Each worker encodes and compresses a row group of its own; only appending them goes through
    // one hand.
    let work = move |pieces: Vec<Piece>| {
        let mut done = Done::default();
        let group = group(&factory, &mut maker, &pieces, |maker, piece| {
            scorer.rows(maker, catalogue, piece, &mut done)
        });
        (group, done)
    };
    in_order(
        batch.jobs,
        || feed.next_some(GROUP),
        work,
        |(group, done)| {
            let (columns, rows) = group?;
            if rows > 0 {
                let mut row_group = writer.next_row_group().map_err(io::Error::other)?;
                for column in columns {
                    column
                        .append_to_row_group(&mut row_group)
                        .map_err(io::Error::other)?;
                }
                row_group.close().map_err(io::Error::other)?;
            }
            counted(&done.bad, done.scored);
            Ok(())
        },
    )?;
    writer.close().map_err(failed)?;
    Ok(())
}

/// Encodes the rows of some pieces.
fn group<'a>(
    factory: &ArrowRowGroupWriterFactory,
    maker: &mut Maker<'a>,
    pieces: &[Piece],
    mut rows: impl FnMut(&mut Maker<'a>, &Piece) -> io::Result<RecordBatch>,
) -> io::Result<Group> {
    let mut columns = factory.create_column_writers(0).map_err(io::Error::other)?;
    let mut count = 0;
    for piece in pieces {
        let rows = rows(maker, piece)?;
        if rows.num_rows() == 0 {
            continue;
        }
        count += rows.num_rows();
        let mut writers = columns.iter_mut();
        for (field, column) in rows.schema_ref().fields().iter().zip(rows.columns()) {
            for leaf in compute_leaves(field, column).map_err(io::Error::other)? {
                if let Some(writer) = writers.next() {
                    writer.write(&leaf).map_err(io::Error::other)?;
                }
            }
        }
    }
    let columns = columns.into_iter().map(|column| column.close());
    let columns = columns
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    Ok((columns, count))
}

/// How results become Parquet. Most columns have few different values, which a dictionary makes so small that a
/// slower compression than Snappy gains less than a tenth.
fn properties(schema: &SchemaRef) -> WriterProperties {
    let mut said: Vec<KeyValue> = schema
        .metadata()
        .iter()
        .map(|(key, value)| KeyValue::new(key.clone(), value.clone()))
        .collect();
    said.sort_by(|a, b| a.key.cmp(&b.key));
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by("skill-check".to_owned())
        .set_key_value_metadata(Some(said));
    // What is another in each row gains nothing by a dictionary; numbers that rise are next to nothing as
    // their differences.
    for field in ["line", "id"]
        .iter()
        .filter_map(|name| schema.field_with_name(name).ok())
    {
        let path = ColumnPath::from(field.name().as_str());
        properties = properties.set_column_dictionary_enabled(path.clone(), false);
        if field.data_type().is_integer() {
            properties = properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
        }
    }
    properties.build()
}
