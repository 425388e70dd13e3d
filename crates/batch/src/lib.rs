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
mod input;
mod output;

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use assessment::Catalogue;
use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::{recommendation, scoring};

use chunk::{Chunk, Chunks};
use input::Reader;
pub use input::{InputError, InputFormat};
pub use output::OutputFormat;
use output::Writer;

/// Chunks that wait for each worker, and for the writer from each.
const QUEUE: usize = 2;

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
    /// Why, and what to do about it.
    pub cause: String,
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

/// What a worker makes of a chunk.
#[derive(Default)]
struct Done {
    results: Vec<u8>,
    bad: Vec<BadLine>,
    scored: u64,
}

impl Batch<'_> {
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
        let mut chunks = Chunks::new(responses);
        let Some(mut first) = chunks.next_chunk().map_err(BatchError::Read)? else {
            return Ok(Summary::default());
        };
        if self.input.is_none() {
            self.read_until_told(&mut first, &mut chunks)
                .map_err(BatchError::Read)?;
        }
        let (reader, mut first, remarks) =
            Reader::new(self, first).map_err(|(line, cause)| BatchError::Header(line, cause))?;
        remarks.iter().for_each(&mut tell);
        let writer = Writer::new(self);
        if self.has_header {
            results
                .write_all(writer.header().as_bytes())
                .map_err(BatchError::Write)?;
        }
        let input = Some(reader.input());
        if let Some(separator) = reader.separator() {
            chunks = chunks.into_rows(separator, first);
            match chunks.next_chunk().map_err(BatchError::Read)? {
                Some(rows) => first = rows,
                None => {
                    results.flush().map_err(BatchError::Write)?;
                    return Ok(Summary {
                        input,
                        ..Summary::default()
                    });
                }
            }
        }
        let jobs = self.jobs.get();
        std::thread::scope(|scope| {
            let mut to_workers = Vec::with_capacity(jobs);
            let mut from_workers = Vec::with_capacity(jobs);
            for _ in 0..jobs {
                let (to_worker, chunks) = sync_channel(QUEUE);
                let (done, from_worker) = sync_channel(QUEUE);
                let (reader, writer) = (reader.clone(), writer.clone());
                scope.spawn(move || self.work(reader, writer, &chunks, &done));
                to_workers.push(to_worker);
                from_workers.push(from_worker);
            }
            let reading = scope.spawn(move || hand_round(first, chunks, &to_workers));
            let written = collect(&from_workers, &mut results, &mut tell);
            // What isn't taken any more ends the workers, and they the reading.
            drop(from_workers);
            let read = reading.join();
            let summary = written.map_err(BatchError::Write)?;
            match read {
                Ok(read) => read.map_err(BatchError::Read)?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
            results.flush().map_err(BatchError::Write)?;
            Ok(Summary { input, ..summary })
        })
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

    fn work(
        &self,
        mut reader: Reader<'_>,
        mut writer: Writer<'_>,
        chunks: &Receiver<Chunk>,
        results: &SyncSender<Done>,
    ) {
        for chunk in chunks {
            let mut done = Done::default();
            chunk.lines(|number, line| {
                let row = match line.map(|line| reader.read(line)) {
                    Ok(Ok(Some(row))) => row,
                    Ok(Ok(None)) => return,
                    Ok(Err(cause)) | Err(cause) => {
                        let cause = cause.to_string();
                        done.bad.push(BadLine {
                            line: number,
                            cause,
                        });
                        return;
                    }
                };
                let scores = scoring::score(self.catalogue, row.responses);
                let headline = scoring::headline(self.catalogue, &scores, row.family);
                let target = scoring::target(self.catalogue, &scores, row.family, row.level);
                let advice = recommendation::recommend(self.catalogue, &scores, target);
                writer.write(
                    &mut done.results,
                    number,
                    row.id,
                    &scores,
                    headline,
                    &advice,
                );
                done.scored += 1;
            });
            // Nobody takes it when writing has failed.
            if results.send(done).is_err() {
                return;
            }
        }
    }
}

/// Gives each worker in turn a chunk, so that the results can be taken in turn as well.
fn hand_round(
    first: Chunk,
    mut chunks: Chunks<impl Read>,
    workers: &[SyncSender<Chunk>],
) -> io::Result<()> {
    let mut chunk = Some(first);
    for worker in workers.iter().cycle() {
        let Some(next) = chunk else { break };
        if worker.send(next).is_err() {
            break;
        }
        chunk = chunks.next_chunk()?;
    }
    Ok(())
}

fn collect(
    workers: &[Receiver<Done>],
    results: &mut impl Write,
    tell: &mut impl FnMut(&BadLine),
) -> io::Result<Summary> {
    let mut summary = Summary::default();
    for worker in workers.iter().cycle() {
        // The one whose turn it is has ended, so there is no chunk left for any.
        let Ok(done) = worker.recv() else { break };
        results.write_all(&done.results)?;
        done.bad.iter().for_each(&mut *tell);
        summary.scored += done.scored;
        summary.bad += done.bad.len() as u64;
    }
    Ok(summary)
}
