//! Archives of tar and gzip with the same bytes for the same files: sorted, one time for all, owned by nobody.

use std::collections::BTreeMap;
use std::io::Write as _;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};

/// A file as it is packed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) bytes: Vec<u8>,
    /// Whether it is a program.
    pub(super) runs: bool,
}

/// Packs files, by their path in the archive; `time` is in seconds since 1970.
pub(super) fn pack(files: &BTreeMap<String, Entry>, time: u64) -> Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, entry) in files {
        let mut head = tar::Header::new_ustar();
        head.set_size(u64::try_from(entry.bytes.len())?);
        head.set_mode(if entry.runs { 0o755 } else { 0o644 });
        head.set_mtime(time);
        head.set_uid(0);
        head.set_gid(0);
        archive
            .append_data(&mut head, path, entry.bytes.as_slice())
            .with_context(|| format!("{path} can't be packed"))?;
    }
    let archive = archive.into_inner().context("the archive has no end")?;
    // Without name and time, which gzip would have, too.
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(&archive).context("gzip failed")?;
    packed.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_is_the_same_each_time_and_comes_out_again() {
        let entry = |text: &str, runs| Entry {
            bytes: text.as_bytes().to_vec(),
            runs,
        };
        let long = format!("a/{}", "long/".repeat(30));
        let files = BTreeMap::from([
            ("a/program".to_owned(), entry("runs", true)),
            (format!("{long}text"), entry("is read", false)),
        ]);
        let packed = pack(&files, 1_700_000_000).unwrap();
        assert_eq!(packed, pack(&files, 1_700_000_000).unwrap());
        assert_ne!(packed, pack(&files, 1_700_000_001).unwrap());
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let found = archive.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let head = entry.header();
            assert_eq!(head.mtime().unwrap(), 1_700_000_000);
            assert_eq!([head.uid().unwrap(), head.gid().unwrap()], [0, 0]);
            let path = entry.path().unwrap().to_string_lossy().into_owned();
            (path, head.mode().unwrap(), text)
        });
        let found: Vec<_> = found.collect();
        let expected = [
            (format!("{long}text"), 0o644, "is read".to_owned()),
            ("a/program".to_owned(), 0o755, "runs".to_owned()),
        ];
        assert_eq!(found, expected);
    }
}
