//! Input in chunks of whole lines.

use std::io::{self, Read};

use crate::InputError;

/// A chunk is about so long. Large enough that handing it round costs nothing beside scoring it.
pub(crate) const CHUNK: usize = 256 * 1024;
/// A line that is longer is no responses: 10,000 items fit in a twentieth of it.
const LINE_MAX: usize = 4 * 1024 * 1024;

/// A row that is longer has a quote that nobody closed, so it ends with its first line.
const ROW_MAX: usize = 64 * 1024;

/// Where the first row of CSV ends, its line end included: a line end within quotes doesn't end it. None
/// if there is no more of it yet; `is_last` says that no more comes.
pub(crate) fn row_end(bytes: &[u8], separator: u8, is_last: bool) -> Option<usize> {
    let line_end = memchr::memchr(b'\n', bytes)? + 1;
    if memchr::memchr(b'"', &bytes[..line_end]).is_none() {
        return Some(line_end);
    }
    let mut is_quoted = false;
    let mut can_open = true;
    for (place, &byte) in bytes.iter().enumerate().take(ROW_MAX) {
        match byte {
            // Two quotes within quotes are one: closed and opened again.
            b'"' if is_quoted || can_open => {
                can_open = is_quoted;
                is_quoted = !is_quoted;
            }
            b'\n' if !is_quoted => return Some(place + 1),
            _ => can_open = byte == separator,
        }
    }
    (is_last || bytes.len() >= ROW_MAX).then_some(line_end)
}

/// Chunk: some whole lines.
#[derive(Debug)]
pub struct Chunk {
    /// The number of the first line.
    pub(crate) number: u64,
    /// The lines; the last may lack its end.
    pub(crate) bytes: Vec<u8>,
    /// The line was too long to be held: the bytes are only its beginning.
    is_cut: bool,
    /// Of CSV, whose rows may have several lines.
    separator: Option<u8>,
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
            let end = match self.separator {
                None => memchr::memchr(b'\n', rest).map(|end| end + 1),
                Some(separator) => row_end(rest, separator, true),
            };
            let (row, behind) = rest.split_at(end.unwrap_or(rest.len()));
            let line = row.strip_suffix(b"\n").unwrap_or(row);
            take(number, Ok(line.strip_suffix(b"\r").unwrap_or(line)));
            number += memchr::memchr_iter(b'\n', row).count() as u64;
            rest = behind;
        }
    }

    /// Takes the first bytes off, which are whole lines.
    pub(crate) fn take(&mut self, size: usize) -> Vec<u8> {
        let rest = self.bytes.split_off(size);
        let taken = std::mem::replace(&mut self.bytes, rest);
        self.number += memchr::memchr_iter(b'\n', &taken).count() as u64;
        taken
    }

    /// Has the lines of the next chunk, too. Of one that is too long only its place is kept.
    pub(crate) fn extend(&mut self, next: &Self) {
        self.bytes.extend_from_slice(&next.bytes);
        if next.is_cut {
            self.bytes.extend_from_slice(b"?\n");
        }
    }
}

/// Reads chunks.
pub(crate) struct Chunks<R> {
    source: R,
    /// What was read after the end of the last whole line.
    rest: Vec<u8>,
    number: u64,
    is_done: bool,
    separator: Option<u8>,
}

impl<R: Read> Chunks<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            rest: Vec::new(),
            number: 1,
            is_done: false,
            separator: None,
        }
    }

    /// Goes on with rows of CSV, first with those that were taken for lines.
    pub(crate) fn into_rows(mut self, separator: u8, mut first: Chunk) -> Self {
        self.separator = Some(separator);
        self.number = first.number;
        first.bytes.append(&mut self.rest);
        self.rest = first.bytes;
        self
    }

    /// How many of the bytes are whole lines or rows.
    fn whole(&self, bytes: &[u8]) -> Option<usize> {
        let last = memchr::memrchr(b'\n', bytes)? + 1;
        let Some(separator) = self.separator else {
            return Some(last);
        };
        if memchr::memchr(b'"', bytes).is_none() {
            return Some(last);
        }
        let mut end = 0;
        while let Some(size) = row_end(&bytes[end..], separator, self.is_done) {
            end += size;
        }
        (end > 0).then_some(end)
    }

    /// The next chunk, or none at the end.
    pub(crate) fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut end = self.whole(&bytes);
        while !self.is_done && end.is_none() {
            if bytes.len() >= LINE_MAX {
                return self.cut(bytes).map(Some);
            }
            let is_short = self.read(&mut bytes)? < CHUNK;
            // What a pipe has so far isn't kept waiting for more.
            if is_short || bytes.len() >= CHUNK {
                end = self.whole(&bytes);
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        if !self.is_done
            && let Some(end) = end
        {
            self.rest = bytes.split_off(end);
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
            separator: self.separator,
        }
    }

    /// Reads some more, and says how much; nothing more means that the input has ended.
    fn read(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
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
        Ok(count)
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

    #[test]
    fn a_row_ends_outside_quotes() {
        for (text, row) in [
            ("a,b\nc", "a,b\n"),
            ("\"a\nb\",c\nd\n", "\"a\nb\",c\n"),
            ("a,\"b\"\"\nc\"\nd\n", "a,\"b\"\"\nc\"\n"),
            // Within a field a quote is one.
            ("5\",b\nc\"\n", "5\",b\n"),
            // Nobody closed it.
            ("\"a\nb\n", "\"a\n"),
        ] {
            assert_eq!(
                row_end(text.as_bytes(), b',', true),
                Some(row.len()),
                "{text}"
            );
        }
        assert_eq!(row_end(b"\"a\nb\n", b',', false), None);
        let mut long = vec![b'"', b'\n'];
        long.resize(ROW_MAX, b'x');
        assert_eq!(row_end(&long, b',', false), Some(2));
    }

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
