//! An archive with the same bytes for the same files: sorted, without an owner or comment, with one time for all.
//!
//! By hand, for it is 100 lines: `zip` has 11,700, two crates more before `serve` has its first page, and by its usual
//! feature `deflate` another compressor for all else that is built.

use std::collections::BTreeMap;
use std::io::Write as _;

use anyhow::{Context, Result};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// What begins a file in the archive, its entry in the directory, and the directory's end.
const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// The version of the format: deflate needs 2.0.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATE: u16 = 8;
/// The first year that the format knows.
const FIRST_YEAR: u64 = 1980;
/// Its first day at midnight, as the format has a time.
const TIME: [u16; 2] = [0, 0x21];
/// A file that its owner writes and all read.
const MODE: u32 = 0o100_644 << 16;
/// Made on a system where such modes mean something.
const UNIX: u16 = 3 << 8;

/// Packs files, by their path in the archive, without a time.
pub(crate) fn pack(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    pack_at(files, TIME)
}

/// A time in seconds since 1970, as the format has it: to two seconds, and in no zone, here in UTC.
pub(crate) fn time(seconds: u64) -> Result<[u16; 2]> {
    const DAY: u64 = 86_400;
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let (mut days, second) = (seconds / DAY, seconds % DAY);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let year = year.checked_sub(FIRST_YEAR).filter(|year| *year < 1 << 7);
    let year = year.context("an archive has times from 1980 to 2107 only")?;
    let clock = (second / 3600) << 11 | (second / 60 % 60) << 5 | (second % 60 / 2);
    let day = year << 9 | month << 5 | (days + 1);
    Ok([u16::try_from(clock)?, u16::try_from(day)?])
}

/// Packs files, by their path in the archive, with one time for all.
pub(crate) fn pack_at(files: &BTreeMap<String, Vec<u8>>, time: [u16; 2]) -> Result<Vec<u8>> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (path, bytes) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).context("deflate failed")?;
        let packed = encoder.finish().context("deflate failed")?;
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut head = Vec::new();
        for word in [VERSION, FLAGS, DEFLATE, time[0], time[1]] {
            head.extend_from_slice(&word.to_le_bytes());
        }
        for size in [crc.sum(), size(packed.len())?, size(bytes.len())?] {
            head.extend_from_slice(&size.to_le_bytes());
        }
        let length = u16::try_from(path.len()).context("a path is too long for an archive")?;
        head.extend_from_slice(&length.to_le_bytes());
        // No extra field.
        head.extend_from_slice(&0_u16.to_le_bytes());

        let offset = size(archive.len())?;
        for part in [LOCAL, &head, path.as_bytes(), &packed] {
            archive.extend_from_slice(part);
        }
        directory.extend_from_slice(CENTRAL);
        directory.extend_from_slice(&(UNIX | VERSION).to_le_bytes());
        directory.extend_from_slice(&head);
        // No comment, the first disk, nothing said about the content.
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&MODE.to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(path.as_bytes());
    }
    let start = size(archive.len())?;
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(END);
    archive.extend_from_slice(&[0; 4]);
    let count = u16::try_from(files.len()).context("too many files for an archive")?;
    for count in [count, count] {
        archive.extend_from_slice(&count.to_le_bytes());
    }
    for size in [size(directory.len())?, start] {
        archive.extend_from_slice(&size.to_le_bytes());
    }
    // No comment.
    archive.extend_from_slice(&[0; 2]);
    Ok(archive)
}

fn size(length: usize) -> Result<u32> {
    u32::try_from(length).context("too much for an archive")
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_is_the_same_each_time_and_comes_out_again() {
        let text = "a widget, a widget, a widget".repeat(9);
        let files = BTreeMap::from([
            ("b/ü.txt".to_owned(), text.clone().into_bytes()),
            ("a".to_owned(), Vec::new()),
        ]);
        let archive = pack(&files).unwrap();
        assert_eq!(archive, pack(&files).unwrap());
        // The first entry is `a`; deflate makes two bytes of nothing.
        assert_eq!(&archive[..8], b"PK\x03\x04\x14\0\0\x08");
        assert_eq!(&archive[30..31], b"a");
        let second = 30 + 1 + 2;
        let name = second + 30;
        assert_eq!(&archive[name..name + 8], "b/ü.txt".as_bytes());
        let packed = u32::from_le_bytes(archive[second + 18..second + 22].try_into().unwrap());
        let bytes = &archive[name + 8..][..packed as usize];
        let mut out = String::new();
        flate2::read::DeflateDecoder::new(bytes)
            .read_to_string(&mut out)
            .unwrap();
        assert_eq!(out, text);
        assert_eq!(&archive[archive.len() - 22..][..4], END);
        assert_eq!(archive[archive.len() - 12], 2);
    }

    #[test]
    fn times_are_as_the_format_has_them() {
        assert_eq!(time(315_532_800).unwrap(), TIME);
        // 29 February 2024, 23:59:58.
        let [clock, day] = time(1_709_251_198).unwrap();
        assert_eq!(clock, 23 << 11 | 59 << 5 | 29);
        assert_eq!(day, 44 << 9 | 2 << 5 | 29);
        // 31 December 2026, noon.
        let [clock, day] = time(1_798_718_400).unwrap();
        assert_eq!([clock, day], [12 << 11, 46 << 9 | 12 << 5 | 31]);
        assert!(time(0).is_err());
        assert!(time(5_000_000_000).is_err());
    }
}
