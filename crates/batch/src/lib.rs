//! Scores any number of responses: lines in, lines out, in order, on all cores, in constant memory.
//!
//! It is for a career centre with a million results, and says exactly what the widget says: all
//! numbers come from [`assessment`]. `docs/batch.md` describes the formats for their readers.
//!
//! [`Batch::run`] reads chunks of whole lines, hands them round to one worker per core, and writes
//! what they make of them in the order in which it was read. Nothing is held but the chunks under
//! way, so a file may be of any size, and a pipe may never end.

#![forbid(unsafe_code)]

mod chunk;
pub mod columns;
mod flow;
mod input;
mod outcome;
mod output;
mod records;

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;

use assessment::Catalogue;
use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;

pub use chunk::Chunk;
use chunk::Chunks;
pub use flow::{Done, in_order};
pub use input::{InputError, InputFormat, Reader, family, level, set};
pub use outcome::{Outcome, Row};
pub use output::{OutputFormat, Writer};
pub use records::{Record, Records};

/// What is done to each line.
#[derive(Clone, Debug)]
pub struct Batch<'a> {
    /// The catalogue that was responded to.
    pub catalogue: &'a Catalogue,
    /// How responses are written; none looks at the first line.
    pub input: Option<InputFormat>,
    /// How results are written.
    pub output: OutputFormat,
    /// Whether results in CSV begin with their header.
    pub has_header: bool,
    /// The family aimed at where a line doesn't say.
    pub family: FamilyIndex,
    /// The level aimed at where a line doesn't say; none is the next one.
    pub level: Option<Tier>,
    /// How many workers there are.
    pub jobs: NonZeroUsize,
}

/// What came of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines that were scored.
    pub scored: u64,
    /// Lines that couldn't be.
    pub bad: u64,
    /// What the lines were taken for; none if there were none.
    pub input: Option<InputFormat>,
}

/// A line that couldn't be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the input, from 1.
    pub line: u64,
    /// How many lines that is, if those after it can't be scored for the same cause; else 1.
    pub count: u64,
    /// Why, and what to do about it.
    pub cause: String,
}

impl BadLine {
    /// A single one.
    #[must_use]
    pub fn new(line: u64, cause: impl Into<String>) -> Self {
        Self {
            line,
            count: 1,
            cause: cause.into(),
        }
    }
}

/// Why a batch ended before its input did.
#[derive(Debug)]
pub enum BatchError {
    /// The responses can't be read.
    Read(io::Error),
    /// The results can't be written.
    Write(io::Error),
    /// The header of a CSV file, which stands on this line, doesn't fit the catalogue.
    Header(u64, InputError),
}

impl core::fmt::Display for BatchError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Read(cause) => write!(f, "the responses can't be read: {cause}"),
            Self::Write(cause) => write!(f, "the results can't be written: {cause}"),
            Self::Header(line, cause) => write!(f, "line {line}: {cause}"),
        }
    }
}

impl core::error::Error for BatchError {}

/// Lines: responses as they are read, in chunks of whole lines.
pub struct Lines<R> {
    chunks: Chunks<R>,
    first: Option<Chunk>,
}

impl<R: Read> Lines<R> {
    /// The next chunk, or none at the end.
    ///
    /// # Errors
    /// If the responses can't be read.
    pub fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        match self.first.take() {
            Some(first) => Ok(Some(first)),
            None => self.chunks.next_chunk(),
        }
    }
}

/// Opened: lines with what reads them, and remarks on their header.
pub struct Opened<'a, R> {
    /// The lines behind the header.
    pub lines: Lines<R>,
    /// What reads them; none if there is nothing at all to read.
    pub reader: Option<Reader<'a>>,
    /// What is to be said of the header, with its line.
    pub remarks: Vec<BadLine>,
}

impl<'a> Batch<'a> {
    /// Reads so much that it is told how the lines are to be read.
    ///
    /// # Errors
    /// If they can't be read, or their header doesn't fit the catalogue.
    pub fn open<R: Read>(&self, responses: R) -> Result<Opened<'a, R>, BatchError> {
        let mut chunks = Chunks::new(responses);
        let Some(mut first) = chunks.next_chunk().map_err(BatchError::Read)? else {
            return Ok(Opened {
                lines: Lines {
                    chunks,
                    first: None,
                },
                reader: None,
                remarks: Vec::new(),
            });
        };
        if self.input.is_none() {
            self.read_until_told(&mut first, &mut chunks)
                .map_err(BatchError::Read)?;
        }
        let (reader, first, remarks) =
            Reader::new(self, first).map_err(|(line, cause)| BatchError::Header(line, cause))?;
        let lines = match reader.separator() {
            None => Lines {
                chunks,
                first: Some(first),
            },
            Some(separator) => Lines {
                chunks: chunks.into_rows(separator, first),
                first: None,
            },
        };
        Ok(Opened {
            lines,
            reader: Some(reader),
            remarks,
        })
    }

    /// Scores every line of `responses` and writes one line of results for each. Empty lines are
    /// passed over; `tell` is called for each line that can't be scored, in their order, and with
    /// remarks on the header.
    ///
    /// # Errors
    /// See [`BatchError`]. What was written before stands.
    pub fn run(
        &self,
        responses: impl Read + Send,
        mut results: impl Write,
        mut tell: impl FnMut(&BadLine),
    ) -> Result<Summary, BatchError> {
        let opened = self.open(responses)?;
        let Some(reader) = opened.reader else {
            return Ok(Summary::default());
        };
        opened.remarks.iter().for_each(&mut tell);
        let writer = Writer::new(self);
        if self.has_header {
            results
                .write_all(writer.header().as_bytes())
                .map_err(BatchError::Write)?;
        }
        let mut summary = Summary {
            input: Some(reader.input()),
            ..Summary::default()
        };
        let mut lines = opened.lines;
        let catalogue = self.catalogue;
        let mut reader = reader;
        let work = move |chunk: Chunk| {
            let mut done = Done::<Vec<u8>>::default();
            reader.each(&chunk, |line, row| match row {
                Ok(row) => {
                    writer.write(&mut done.made, &Outcome::of(catalogue, line, row));
                    done.scored += 1;
                }
                Err(cause) => done.bad.push(BadLine::new(line, cause.to_string())),
            });
            done
        };
        in_order(
            self.jobs,
            || lines.next_chunk(),
            work,
            |done| {
                results.write_all(&done.made)?;
                done.bad.iter().for_each(&mut tell);
                summary.scored += done.scored;
                summary.bad += done.bad.len() as u64;
                Ok(())
            },
        )?;
        results.flush().map_err(BatchError::Write)?;
        Ok(summary)
    }

    /// Reads on while no line tells the format, for as long as a chunk is.
    fn read_until_told(&self, first: &mut Chunk, chunks: &mut Chunks<impl Read>) -> io::Result<()> {
        while first.bytes.len() < chunk::CHUNK
            && input::recognised(self.catalogue, &first.bytes).is_none()
        {
            let Some(next) = chunks.next_chunk()? else {
                break;
            };
            first.extend(&next);
        }
        Ok(())
    }
}
