//! Input in chunks of whole lines.

use std::io::{self, Read};

use crate::InputError;

/// A chunk is about so long. Large enough that handing it round costs nothing beside scoring it.
const CHUNK: usize = 256 * 1024;
/// A line that is longer is no responses: 10,000 items fit in a twentieth of it.
const LINE_MAX: usize = 4 * 1024 * 1024;

/// Some whole lines.
pub(crate) struct Chunk {
    /// The number of the first line.
    pub(crate) number: u64,
    /// The lines; the last may lack its end.
    pub(crate) bytes: Vec<u8>,
    /// The line was too long to be held: the bytes are only its beginning.
    is_cut: bool,
}

impl Chunk {
    /// Calls back with each line without its end, and its number.
    pub(crate) fn lines(&self, mut take: impl FnMut(u64, Result<&[u8], InputError>)) {
        if self.is_cut {
            take(self.number, Err(InputError::TooLong { max: LINE_MAX }));
            return;
        }
        let mut number = self.number;
        let mut rest = &*self.bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..end];
            take(number, Ok(line.strip_suffix(b"\r").unwrap_or(line)));
            rest = rest.get(end + 1..).unwrap_or_default();
            number += 1;
        }
    }

    /// Takes the first line off.
    pub(crate) fn take_line(&mut self) -> Vec<u8> {
        let end = memchr::memchr(b'\n', &self.bytes).map_or(self.bytes.len(), |end| end + 1);
        let rest = self.bytes.split_off(end);
        self.number += 1;
        std::mem::replace(&mut self.bytes, rest)
    }
}

/// Reads chunks.
pub(crate) struct Chunks<R> {
    source: R,
    /// What was read after the end of the last whole line.
    rest: Vec<u8>,
    number: u64,
    is_done: bool,
}

impl<R: Read> Chunks<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            rest: Vec::new(),
            number: 1,
            is_done: false,
        }
    }

    /// The next chunk, or none at the end.
    pub(crate) fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = std::mem::take(&mut self.rest);
        while !self.is_done {
            if bytes.len() >= CHUNK && memchr::memrchr(b'\n', &bytes).is_some() {
                break;
            }
            if bytes.len() >= LINE_MAX {
                return self.cut(bytes).map(Some);
            }
            self.read(&mut bytes)?;
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        if !self.is_done
            && let Some(end) = memchr::memrchr(b'\n', &bytes)
        {
            self.rest = bytes.split_off(end + 1);
        }
        Ok(Some(self.chunk(bytes, false)))
    }

    fn chunk(&mut self, bytes: Vec<u8>, is_cut: bool) -> Chunk {
        let number = self.number;
        let ends = memchr::memchr_iter(b'\n', &bytes).count() as u64;
        self.number += ends + u64::from(is_cut);
        Chunk {
            number,
            bytes,
            is_cut,
        }
    }

    /// Reads some more; nothing more means that the input has ended.
    fn read(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let start = bytes.len();
        bytes.resize(start + CHUNK, 0);
        let count = loop {
            match self.source.read(&mut bytes[start..]) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        bytes.truncate(start + count);
        self.is_done = count == 0;
        Ok(())
    }

    /// Passes over the rest of a line that is too long.
    fn cut(&mut self, mut bytes: Vec<u8>) -> io::Result<Chunk> {
        bytes.clear();
        while !self.is_done {
            bytes.clear();
            self.read(&mut bytes)?;
            if let Some(end) = memchr::memchr(b'\n', &bytes) {
                self.rest = bytes.split_off(end + 1);
                break;
            }
        }
        Ok(self.chunk(Vec::new(), true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its text in pieces of a few bytes.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    #[track_caller]
    fn check(text: &[u8], piece: usize, expected: &[(u64, &str)]) {
        let mut chunks = Chunks::new(Trickle(text, piece));
        let mut found = Vec::new();
        while let Some(chunk) = chunks.next_chunk().expect("memory can be read") {
            chunk.lines(|number, line| {
                let line = line.map_or("too long".to_owned(), |line| {
                    String::from_utf8_lossy(line).into_owned()
                });
                found.push((number, line));
            });
        }
        let found: Vec<(u64, &str)> = found
            .iter()
            .map(|(number, line)| (*number, &**line))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_whole_however_they_arrive() {
        for piece in [1, 2, 3, 1000] {
            check(b"", piece, &[]);
            check(b"a", piece, &[(1, "a")]);
            check(b"a\n", piece, &[(1, "a")]);
            check(b"a\r\n\nbc\n", piece, &[(1, "a"), (2, ""), (3, "bc")]);
            check(b"\n\na", piece, &[(1, ""), (2, ""), (3, "a")]);
        }
    }

    #[test]
    fn numbers_go_on_over_chunks() {
        let line = "x".repeat(CHUNK / 3);
        let text = [&line, "\n", &line, "\n", &line, "\n", &line, "\nend"].concat();
        let expected = [(1, &*line), (2, &line), (3, &line), (4, &line), (5, "end")];
        check(text.as_bytes(), 10_000, &expected);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(LINE_MAX + CHUNK);
        let text = ["a\n", &long, "\nb\n"].concat();
        check(
            text.as_bytes(),
            100_000,
            &[(1, "a"), (2, "too long"), (3, "b")],
        );
        check(long.as_bytes(), 100_000, &[(1, "too long")]);
    }
}
