//! Writes results plain, or compressed as the name of their file says.

use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// How results are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    Plain,
    /// By gzip: `.gz`.
    Gzip,
    /// By Zstandard: `.zst`.
    Zstandard,
}

impl Packing {
    /// What the name of a file says, and what it ends in before that, in lower case.
    pub(crate) fn of(path: &Path) -> (Self, String) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_ascii_lowercase();
        let (packing, rest) = if let Some(rest) = name.strip_suffix(".gz") {
            (Self::Gzip, rest)
        } else if let Some(rest) = name.strip_suffix(".zst") {
            (Self::Zstandard, rest)
        } else {
            (Self::Plain, &*name)
        };
        let ending = rest.rsplit_once('.').map_or("", |(_, ending)| ending);
        (packing, ending.to_owned())
    }
}

/// Packed: what packs bytes on their way.
pub(crate) enum Packed<W: Write> {
    Plain(W),
    Gzip(GzEncoder<W>),
    Zstandard(zstd::Encoder<'static, W>),
}

impl<W: Write> Packed<W> {
    pub(crate) fn new(target: W, packing: Packing) -> io::Result<Self> {
        Ok(match packing {
            Packing::Plain => Self::Plain(target),
            Packing::Gzip => Self::Gzip(GzEncoder::new(target, Compression::fast())),
            Packing::Zstandard => Self::Zstandard(zstd::Encoder::new(target, 1)?),
        })
    }

    /// Writes what is behind the last byte.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(target) => Ok(target),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstandard(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(target) => target.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstandard(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(target) => target.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstandard(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_how_it_is_packed() {
        let of = |name: &str| Packing::of(Path::new(name));
        assert_eq!(of("a/b.csv"), (Packing::Plain, "csv".to_owned()));
        assert_eq!(of("b.JSONL.GZ"), (Packing::Gzip, "jsonl".to_owned()));
        assert_eq!(
            of("b.parquet.zst"),
            (Packing::Zstandard, "parquet".to_owned())
        );
        assert_eq!(of("gz"), (Packing::Plain, String::new()));
        assert_eq!(of("b.gz"), (Packing::Gzip, String::new()));
    }
}
