//! Opens responses, whatever they are packed in: plain, gzip or Zstandard; lines or a table.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use tables::{Table, TableKind};

/// How a file compressed by gzip begins.
const GZIP: &[u8] = &[0x1f, 0x8b];
/// How one compressed by Zstandard begins.
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Every beginning that tells something.
const BEGINNINGS: [&[u8]; 5] = [GZIP, ZSTANDARD, b"PAR1", b"ARROW1", &[0xff; 4]];

type Source = Box<dyn Read + Send>;

/// Opened: responses with how far they are read.
pub(crate) struct Opened {
    pub(crate) inside: Inside,
    pub(crate) extent: Extent,
}

/// What responses are.
pub(crate) enum Inside {
    Lines(Source),
    Table(TableKind, Table),
}

/// Extent: how much there is to read.
pub(crate) enum Extent {
    /// Bytes of a file, and how many of them are read.
    Bytes(u64, Arc<AtomicU64>),
    /// Rows of a table.
    Rows(u64),
    /// Nobody knows: a pipe.
    Unknown,
}

/// What is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Whatever it is.
    Anything,
    /// Lines.
    Lines,
    /// Parquet.
    Parquet,
    /// Arrow.
    Arrow,
}

/// Opens a file, or standard input if the path is `-`.
///
/// # Errors
/// If it can't be read, or isn't what is expected; said in a sentence.
pub(crate) fn open(path: &Path, expected: Expected) -> Result<Opened, String> {
    let failed = |cause: io::Error| format!("{} can't be read: {cause}", path.display());
    if path.as_os_str() == "-" {
        let read = Arc::default();
        let inside = told(Box::new(io::stdin()), None, expected, path)?;
        return Ok(Opened::new(inside, None, read));
    }
    let file = File::open(path).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    let length = found.is_file().then_some(found.len());
    let whole = length.and_then(|_| file.try_clone().ok());
    let read = Arc::<AtomicU64>::default();
    let counted = Counted(file, read.clone());
    let inside = told(Box::new(counted), whole, expected, path)?;
    Ok(Opened::new(inside, length, read))
}

impl Opened {
    fn new(inside: Inside, length: Option<u64>, read: Arc<AtomicU64>) -> Self {
        let rows = match &inside {
            Inside::Table(_, table) => table.rows(),
            Inside::Lines(_) => None,
        };
        let extent = match (rows, length) {
            (Some(rows), _) => Extent::Rows(rows),
            (None, Some(length)) => Extent::Bytes(length, read),
            (None, None) => Extent::Unknown,
        };
        Self { inside, extent }
    }
}

/// What the first bytes tell; `whole` is the file, if that can be read from its end as well.
fn told(
    source: Source,
    whole: Option<File>,
    expected: Expected,
    path: &Path,
) -> Result<Inside, String> {
    let failed = |cause: io::Error| format!("{} can't be read: {cause}", path.display());
    let (first, source) = peeked(source).map_err(failed)?;
    if first.starts_with(GZIP) {
        let unpacked = Box::new(MultiGzDecoder::new(source));
        return told(unpacked, None, expected, path);
    }
    if first.starts_with(ZSTANDARD) {
        let unpacked = zstd::Decoder::new(source).map_err(failed)?;
        return told(Box::new(unpacked), None, expected, path);
    }
    let kind = TableKind::told_by(&first);
    let kind = match (expected, kind) {
        (Expected::Lines, _) | (Expected::Anything, None) => return Ok(Inside::Lines(source)),
        (Expected::Anything, Some(kind)) => kind,
        (Expected::Parquet, Some(TableKind::Parquet)) => TableKind::Parquet,
        (Expected::Arrow, Some(kind @ (TableKind::ArrowFile | TableKind::ArrowStream))) => kind,
        (Expected::Parquet | Expected::Arrow, _) => {
            let name = match expected {
                Expected::Parquet => "Parquet",
                _ => "Arrow",
            };
            return Err(format!(
                "{} doesn't begin as {name} does; leave `--input` out to have its first bytes tell what it is",
                path.display()
            ));
        }
    };
    let said = |cause: tables::TableError| format!("{}: {cause}", path.display());
    let table = match (kind, whole) {
        (TableKind::ArrowStream, _) => Table::of_stream(source).map_err(said)?,
        (_, Some(mut file)) => {
            file.rewind().map_err(failed)?;
            Table::open(kind, file).map_err(said)?
        }
        // They are read from their end, which a pipe doesn't have yet.
        (_, None) => Table::open(kind, kept(source).map_err(failed)?).map_err(said)?,
    };
    Ok(Inside::Table(kind, table))
}

/// The bytes of a pipe in a file that nobody else sees, and that is gone with the run.
fn kept(mut source: Source) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut source, &mut file)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}

/// So many first bytes as tell what it is, and all of it. A pipe isn't kept waiting for more than that.
fn peeked(mut source: Source) -> io::Result<(Vec<u8>, Source)> {
    let mut first = Vec::new();
    let may_tell = |first: &[u8]| {
        let mut beginnings = BEGINNINGS.iter();
        beginnings.any(|beginning| first.len() < beginning.len() && beginning.starts_with(first))
    };
    let mut byte = [0];
    while may_tell(&first) {
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => first.push(byte[0]),
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    let whole = Box::new(Cursor::new(first.clone()).chain(source));
    Ok((first, whole))
}

/// Counts the bytes that are read.
struct Counted<R>(R, Arc<AtomicU64>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes, and fails where a pipe would wait.
    struct Pipe(&'static [u8]);

    impl Read for Pipe {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::Error::other("it would wait"));
            }
            let count = buffer.len().min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn no_more_is_read_than_tells() {
        for (text, told) in [
            (&b"[1]\n"[..], &b"["[..]),
            (b"\n", b"\n"),
            (b"PA;1\n", b"PA;"),
            (b"PAR1", b"PAR1"),
            (b"\x1f\x8b", b"\x1f\x8b"),
        ] {
            let (first, mut whole) = peeked(Box::new(Pipe(text))).unwrap();
            assert_eq!(first, told);
            let mut all = vec![0; text.len()];
            whole.read_exact(&mut all).unwrap();
            assert_eq!(all, text);
        }
        assert_eq!(peeked(Box::new(io::empty())).unwrap().0, b"");
    }
}
