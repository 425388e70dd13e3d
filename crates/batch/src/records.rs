//! Lines to records, for whoever makes something else of them than results.

use std::io::Read;
use std::num::NonZeroUsize;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::{Catalogue, Responses};

use crate::chunk::Chunks;
use crate::input::{InputFormat, Reader};
use crate::{BadLine, Batch, BatchError, OutputFormat, Summary};

/// How lines are read; their formats are those of [`Batch`].
#[derive(Clone, Debug)]
pub struct Records<'a> {
    /// The catalogue that was responded to.
    pub catalogue: &'a Catalogue,
    /// How responses are written; none looks at the first line.
    pub input: Option<InputFormat>,
    /// The family aimed at where a line doesn't say.
    pub family: FamilyIndex,
    /// The level aimed at where a line doesn't say; none is the next one.
    pub level: Option<Tier>,
    /// Names of columns or keys whose values are passed through as they are.
    pub passed: &'a [String],
}

/// What a line says.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its number in the input, from 1.
    pub line: u64,
    /// What the line calls itself, as JSON.
    pub id: Option<&'a str>,
    /// The responses.
    pub responses: &'a Responses,
    /// The family aimed at.
    pub family: FamilyIndex,
    /// The level aimed at; none is the next one.
    pub level: Option<Tier>,
    /// The values of [`Records::passed`], in that order: a text, or else JSON.
    pub passed: &'a [Option<String>],
}

impl Records<'_> {
    /// Calls `take` with what each line says, in their order, and `tell` with each line that says nothing
    /// that can be used, and with remarks on the header. No line is held longer than that.
    ///
    /// # Errors
    /// See [`BatchError`]; nothing is written.
    pub fn read(
        &self,
        responses: impl Read,
        mut take: impl FnMut(&Record<'_>),
        mut tell: impl FnMut(&BadLine),
    ) -> Result<Summary, BatchError> {
        let batch = Batch {
            catalogue: self.catalogue,
            input: self.input,
            output: OutputFormat::Json,
            has_header: false,
            family: self.family,
            level: self.level,
            jobs: NonZeroUsize::MIN,
        };
        let mut chunks = Chunks::new(responses);
        let Some(mut first) = chunks.next_chunk().map_err(BatchError::Read)? else {
            return Ok(Summary::default());
        };
        if self.input.is_none() {
            batch
                .read_until_told(&mut first, &mut chunks)
                .map_err(BatchError::Read)?;
        }
        let (mut reader, first, remarks) = Reader::passing(&batch, first, self.passed)
            .map_err(|(line, cause)| BatchError::Header(line, cause))?;
        remarks.iter().for_each(&mut tell);
        let mut summary = Summary {
            input: Some(reader.input()),
            ..Summary::default()
        };
        let mut chunk = Some(first);
        if let Some(separator) = reader.separator()
            && let Some(rows) = chunk.take()
        {
            chunks = chunks.into_rows(separator, rows);
            chunk = chunks.next_chunk().map_err(BatchError::Read)?;
        }
        while let Some(lines) = chunk {
            reader.each(&lines, |line, row| match row {
                Ok(row) => {
                    summary.scored += 1;
                    take(&Record {
                        line,
                        id: row.id,
                        responses: row.responses,
                        family: row.family,
                        level: row.level,
                        passed: row.passed,
                    });
                }
                Err(cause) => {
                    summary.bad += 1;
                    tell(&BadLine::new(line, cause.to_string()));
                }
            });
            chunk = chunks.next_chunk().map_err(BatchError::Read)?;
        }
        Ok(summary)
    }
}
