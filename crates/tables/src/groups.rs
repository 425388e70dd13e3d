//! Parquet, read so that what is damaged in one place spoils no other.
//!
//! A file has groups of rows, each of which can be read without the others. Several small ones are read
//! at once, as long as that goes well; where it doesn't, each is read by itself.

use std::collections::VecDeque;
use std::fs::File;
use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};

use crate::TableError;
use crate::source::{ROWS, guarded};

/// Groups are read at once until they have so many rows: those of other programs may have few.
const AT_ONCE: u64 = 16 * ROWS as u64;

/// Parquet: a file whose description is read.
pub(crate) struct Parquet {
    file: File,
    metadata: ArrowReaderMetadata,
    /// How many rows each group says that it has.
    groups: Vec<u64>,
}

impl Parquet {
    /// Opens a file.
    ///
    /// # Errors
    /// If its description can't be read, or contradicts itself. Some of what `parquet` does panics.
    pub(crate) fn open(file: File) -> Result<Self, ArrowError> {
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
        let said = metadata.metadata();
        let groups = said.row_groups().iter().map(|group| group.num_rows());
        let groups: Option<Vec<u64>> = groups.map(|rows| u64::try_from(rows).ok()).collect();
        let whole = u64::try_from(said.file_metadata().num_rows()).ok();
        let is_sum = |groups: &Vec<u64>| {
            let sum = groups
                .iter()
                .try_fold(0_u64, |sum, &rows| sum.checked_add(rows));
            sum.is_some() && sum == whole
        };
        let groups = groups.filter(is_sum).ok_or_else(|| {
            let cause = "its groups of rows have other numbers than the whole";
            ArrowError::ParquetError(cause.to_owned())
        })?;
        Ok(Self {
            file,
            metadata,
            groups,
        })
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    pub(crate) fn rows(&self) -> u64 {
        self.groups.iter().sum()
    }

    /// The rows, with these columns only.
    pub(crate) fn read(self, columns: Vec<usize>) -> Groups {
        Groups {
            parquet: self,
            columns,
            group: 0,
            open: None,
            alone: VecDeque::new(),
        }
    }

    /// A reader of groups, from a row of theirs on.
    fn reader(
        &self,
        groups: Range<usize>,
        skipped: u64,
        columns: &[usize],
    ) -> Result<ParquetRecordBatchReader, ArrowError> {
        let file = self.file.try_clone()?;
        let metadata = self.metadata.clone();
        let mask = ProjectionMask::roots(metadata.parquet_schema(), columns.iter().copied());
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata)
            .with_batch_size(ROWS)
            .with_projection(mask)
            .with_row_groups(groups.collect());
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        let builder = match skipped {
            0 => builder,
            _ => builder.with_offset(skipped),
        };
        Ok(builder.build()?)
    }

    /// Which of some columns keeps a group from being read.
    fn damaged(&self, group: usize, columns: &[usize]) -> Option<&str> {
        let is_read = |column: usize| {
            let read = guarded(|| {
                let rows = self.reader(group..group + 1, 0, &[column])?;
                rows.map(|rows| rows.map(|rows| rows.num_rows() as u64))
                    .sum::<Result<u64, _>>()
            });
            read.is_ok_and(|rows| Some(&rows) == self.groups.get(group))
        };
        let found = columns.iter().copied().find(|&column| !is_read(column))?;
        Some(self.schema().fields().get(found)?.name())
    }
}

/// Groups: the rows of a file of Parquet, group by group.
pub(crate) struct Groups {
    parquet: Parquet,
    columns: Vec<usize>,
    /// The next group that isn't open yet.
    group: usize,
    open: Option<Open>,
    /// Groups that are read alone, each with the rows of it that were read before.
    alone: VecDeque<(usize, u64)>,
}

/// Open: groups that are being read.
struct Open {
    groups: Range<usize>,
    reader: ParquetRecordBatchReader,
    /// How many of their rows were read.
    read: u64,
}

impl Groups {
    /// The next rows, or how many can't be read and why; none at the end.
    pub(crate) fn next(&mut self) -> Option<Result<RecordBatch, (u64, String)>> {
        loop {
            if self.open.is_none() {
                let (groups, skipped) = self.following()?;
                match guarded(|| self.parquet.reader(groups.clone(), skipped, &self.columns)) {
                    Ok(reader) => {
                        self.open = Some(Open {
                            groups,
                            reader,
                            read: skipped,
                        });
                    }
                    Err(cause) => match self.failed(groups, skipped, cause) {
                        None => continue,
                        Some(unread) => return Some(Err(unread)),
                    },
                }
            }
            let Some(mut open) = self.open.take() else {
                continue;
            };
            let expected = self.sum(&open.groups);
            let failure = match guarded(|| open.reader.next().transpose()) {
                Ok(Some(rows)) if open.read + rows.num_rows() as u64 <= expected => {
                    open.read += rows.num_rows() as u64;
                    self.open = Some(open);
                    return Some(Ok(rows));
                }
                Ok(None) if open.read == expected => continue,
                Ok(_) => TableError::Damaged("it has another number of rows than it says".into()),
                Err(cause) => cause,
            };
            if let Some(unread) = self.failed(open.groups, open.read, failure) {
                return Some(Err(unread));
            }
        }
    }

    /// The groups to read next, and how many of their rows were read before.
    fn following(&mut self) -> Option<(Range<usize>, u64)> {
        if let Some((group, read)) = self.alone.pop_front() {
            return Some((group..group + 1, read));
        }
        let first = self.group;
        let mut rows = *self.parquet.groups.get(first)?;
        self.group += 1;
        while let Some(more) = self.parquet.groups.get(self.group)
            && rows + more <= AT_ONCE
        {
            rows += more;
            self.group += 1;
        }
        Some((first..self.group, 0))
    }

    fn sum(&self, groups: &Range<usize>) -> u64 {
        self.parquet
            .groups
            .get(groups.clone())
            .into_iter()
            .flatten()
            .sum()
    }

    /// Several groups that can't be read are read one by one, from where they were read to. What is left of a
    /// single one can't be read.
    fn failed(
        &mut self,
        groups: Range<usize>,
        read: u64,
        cause: TableError,
    ) -> Option<(u64, String)> {
        if groups.len() == 1 {
            let cause = match cause {
                TableError::Damaged(cause) => cause,
                other => other.to_string(),
            };
            let column = self.parquet.damaged(groups.start, &self.columns);
            let place = column.map_or_else(String::new, |name| format!("the column `{name}`: "));
            let left = self.sum(&groups).saturating_sub(read);
            return (left > 0).then(|| (left, format!("{place}{cause}")));
        }
        let mut before = read;
        for group in groups {
            let rows = self.parquet.groups[group];
            if before < rows {
                self.alone.push_back((group, before));
                before = 0;
            } else {
                before -= rows;
            }
        }
        None
    }
}
