//! Archives (`.zip`): unpacked within limits whatever they say of themselves, and packed for an author to
//! take along.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Refused;
use super::limits::{Limits, too_large};

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path, with `/` between its parts, none of them `..`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Whether bytes begin as an archive does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The files of an archive, in its order. What unpacks to more than [`Limits::BYTES_MAX`] is refused as soon
/// as so much has come out, so an archive that lies about its size gains nothing.
///
/// # Errors
/// The archive is damaged, encrypted, or too large.
pub fn unpacked(bytes: &[u8]) -> Result<Vec<Entry>, Refused> {
    let damaged = |cause: &dyn std::fmt::Display| {
        Refused(format!(
            "the archive can't be read: {cause}; pack it again, without a password"
        ))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| damaged(&cause))?;
    if archive.len() > Limits::FILES_MAX {
        return Err(Refused(format!(
            "the archive holds more than {} files; pack the catalogue's own folder",
            Limits::FILES_MAX
        )));
    }
    let mut left = Limits::BYTES_MAX;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|cause| damaged(&cause))?;
        let Some(name) = file.enclosed_name().filter(|_| file.is_file()) else {
            continue;
        };
        let name = name.to_string_lossy().replace('\\', "/");
        let mut content = Vec::new();
        let limit = left as u64 + 1;
        let mut within = (&mut file).take(limit);
        within
            .read_to_end(&mut content)
            .map_err(|cause| damaged(&cause))?;
        left = left.checked_sub(content.len()).ok_or_else(too_large)?;
        entries.push(Entry {
            name,
            bytes: content,
        });
    }
    Ok(entries)
}

/// An archive of these files; the same files give the same bytes.
///
/// # Errors
/// Together they are larger than an archive can be.
pub fn packed<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> Result<Vec<u8>, Refused> {
    let failed =
        |cause: &dyn std::fmt::Display| Refused(format!("the archive can't be made: {cause}"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        archive
            .start_file(name, options)
            .map_err(|cause| failed(&cause))?;
        archive.write_all(bytes).map_err(|cause| failed(&cause))?;
    }
    let packed = archive.finish().map_err(|cause| failed(&cause))?;
    Ok(packed.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again_and_is_the_same_every_time() {
        let files = [("a/catalogue.toml", &b"id = 1"[..]), ("a/de.toml", b"")];
        let once = packed(files).unwrap();
        assert_eq!(once, packed(files).unwrap());
        let entries = unpacked(&once).unwrap();
        let names: Vec<&str> = entries.iter().map(|entry| &*entry.name).collect();
        assert_eq!(names, ["a/catalogue.toml", "a/de.toml"]);
        assert_eq!(entries[0].bytes, b"id = 1");
    }

    #[test]
    fn a_bomb_is_refused_and_so_is_what_is_torn() {
        let zeros = vec![0; Limits::BYTES_MAX / 2 + 1];
        let bomb = packed([("a", &*zeros), ("b", &*zeros)]).unwrap();
        assert!(bomb.len() < 1 << 20);
        let refused = unpacked(&bomb).unwrap_err().to_string();
        assert!(refused.contains("more than 64 MB"), "{refused}");
        let refused = unpacked(&bomb[..bomb.len() / 2]).unwrap_err().to_string();
        assert!(refused.contains("can't be read"), "{refused}");
    }

    #[test]
    fn paths_that_lead_out_are_left_alone() {
        let bytes = packed([("../a", &b"x"[..]), ("b/../../c", b"x"), ("d", b"x")]).unwrap();
        let entries = unpacked(&bytes).unwrap();
        let names: Vec<&str> = entries.iter().map(|entry| &*entry.name).collect();
        assert_eq!(names, ["d"]);
    }
}
