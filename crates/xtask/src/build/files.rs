//! The files of `dist/`, in memory until all of them are known to be good.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// How many hexadecimal digits of a hash a name carries: 128 bits. The loader compares them with what
/// it gets, see `embed/transfer.js`.
const DIGITS: usize = 32;

/// One file of `dist/`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    bytes: Vec<u8>,
    gzip: Option<Vec<u8>>,
    brotli: Option<Vec<u8>>,
}

/// The files of `dist/` by their path in it.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_path: BTreeMap<String, File>,
    /// The paths of what a script of the page asks for at once.
    at_once: BTreeSet<String>,
}

impl Files {
    /// Adds a file under its own name.
    pub(crate) fn add(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.by_path.insert(
            path.to_owned(),
            File {
                bytes: bytes.into(),
                gzip: None,
                brotli: None,
            },
        );
    }

    /// Adds a file under a name that carries the hash of its content, and returns that name.
    pub(crate) fn add_hashed(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let name = hashed_name(path, &hash([bytes.as_slice()]));
        self.add(&name, bytes);
        name
    }

    /// Whether there is a file of this path.
    pub(crate) fn contains(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// What a file holds.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.by_path.get(path).map(|file| file.bytes.as_slice())
    }

    /// All files, by path.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.by_path
            .iter()
            .map(|(path, file)| (path.as_str(), file.bytes.as_slice()))
    }

    /// The paths of all files with the hash of each.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (&str, String)> {
        self.by_path
            .iter()
            .map(|(path, file)| (path.as_str(), hash([file.bytes.as_slice()])))
    }

    /// Makes the precompressed twins, where they are smaller than the file.
    pub(crate) fn compress(&mut self) -> Result<()> {
        std::thread::scope(|scope| {
            let work: Vec<_> = self
                .by_path
                .iter_mut()
                .filter(|(path, _)| compressible(path))
                .map(|(_, file)| {
                    scope.spawn(move || -> Result<()> {
                        let length = file.bytes.len();
                        let smaller = |twin: Vec<u8>| Some(twin).filter(|twin| twin.len() < length);
                        file.gzip = smaller(gzip(&file.bytes)?);
                        file.brotli = smaller(brotli(&file.bytes)?);
                        Ok(())
                    })
                })
                .collect();
            for thread in work {
                match thread.join() {
                    Ok(result) => result?,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            Ok(())
        })
    }

    /// Writes all of them, and nothing else, into a folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)
                .with_context(|| format!("{} can't be emptied", folder.display()))?;
        }
        for (path, file) in &self.by_path {
            put(folder, path, &file.bytes)?;
            if let Some(twin) = &file.gzip {
                put(folder, &format!("{path}.gz"), twin)?;
            }
            if let Some(twin) = &file.brotli {
                put(folder, &format!("{path}.br"), twin)?;
            }
        }
        Ok(())
    }

    /// The sizes, as a table to read, with the sums of all and of what a first visit loads.
    pub(crate) fn table(&self) -> String {
        const FIRST: &str = "first visit";
        let width = self.by_path.keys().map(String::len).max().unwrap_or(0);
        let width = width.max(FIRST.len());
        let mut table = format!(
            "{:width$}  {:>9}  {:>9}  {:>9}\n",
            "file", "raw", "gzip", "brotli"
        );
        let (mut all, mut first) = ([0; 3], [0; 3]);
        for (path, file) in &self.by_path {
            row(&mut table, width, path, file.sizes());
            add(&mut all, file.sizes());
            if self.is_first(path) {
                add(&mut first, file.sizes());
            }
        }
        row(&mut table, width, "all", all);
        row(&mut table, width, FIRST, first);
        table
    }

    /// Says that a first visit asks for a file that the page doesn't name.
    pub(crate) fn is_asked_at_once(&mut self, path: &str) {
        self.at_once.insert(path.to_owned());
    }

    /// Whether a first visit asks for this file: it is the page, the page names it, or a script does.
    fn is_first(&self, path: &str) -> bool {
        const PAGE: &str = "index.html";
        path == PAGE
            || self.at_once.contains(path)
            || self.by_path.get(PAGE).is_some_and(|page| {
                String::from_utf8_lossy(&page.bytes).contains(&format!("=\"{path}\""))
            })
    }
}

impl File {
    /// Its length raw, in gzip and in brotli.
    fn sizes(&self) -> [usize; 3] {
        let raw = self.bytes.len();
        [
            raw,
            self.gzip.as_ref().map_or(raw, Vec::len),
            self.brotli.as_ref().map_or(raw, Vec::len),
        ]
    }
}

/// Adds sizes to sums.
fn add(sums: &mut [usize; 3], sizes: [usize; 3]) {
    for (sum, size) in sums.iter_mut().zip(sizes) {
        *sum += size;
    }
}

/// One line of the table.
fn row(table: &mut String, width: usize, name: &str, sizes: [usize; 3]) {
    let [raw, gzip, brotli] = sizes.map(grouped);
    // Writing to a string can't fail.
    let _ = writeln!(table, "{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
}

/// A number with its thousands set apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Writes one file, with its folders.
fn put(folder: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let file = folder.join(path);
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)
            .with_context(|| format!("{} can't be created", parent.display()))?;
    }
    std::fs::write(&file, bytes).with_context(|| format!("{} can't be written", file.display()))
}

/// The SHA-256 of some byte strings, each with its length, in hexadecimal digits.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    let mut several = false;
    for part in parts {
        // The lengths keep apart what would read the same when strung together.
        if several {
            hasher.update(part.len().to_le_bytes());
        }
        hasher.update(part);
        several = true;
    }
    let mut text = String::new();
    for byte in hasher.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// `a/b.js` with a hash: `a/b.<hash>.js`.
fn hashed_name(path: &str, hash: &str) -> String {
    let hash = &hash[..DIGITS.min(hash.len())];
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => {
            format!("{stem}.{hash}.{extension}")
        }
        _ => format!("{path}.{hash}"),
    }
}

/// Whether a twin is worth a try: images and fonts are compressed already.
fn compressible(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    !matches!(extension, "png" | "jpg" | "webp" | "ico" | "woff2" | "zip")
}

/// Gzip at its best, without name and time.
pub(super) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

/// Brotli at its best.
pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut twin = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut twin, &parameters).context("brotli failed")?;
    Ok(twin)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn names_carry_the_hash_of_the_content() {
        let mut files = Files::default();
        let first = files.add_hashed("assets/a.js", "one");
        let second = files.add_hashed("assets/a.js", "two");
        assert_eq!(first, "assets/a.7692c3ad3540bb803c020b3aee66cd88.js");
        assert_ne!(first, second);
        assert!(files.contains(&first) && files.contains(&second));
        assert_eq!(hashed_name("a.b/c", "0123456789ab"), "a.b/c.0123456789ab");
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(
            hashed_name("x.de.bin", &hash),
            "x.de.0123456789abcdef0123456789abcdef.bin"
        );
    }

    #[test]
    fn a_hash_tells_the_parts_apart() {
        let parts = |list: &[&'static str]| hash(list.iter().map(|part| part.as_bytes()));
        assert_ne!(parts(&["ab", "c"]), parts(&["a", "bc"]));
        assert_ne!(parts(&["ab"]), parts(&["ab", ""]));
        assert_eq!(
            parts(&["abc"]),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn twins_give_the_file_back_and_are_left_out_where_they_are_no_smaller() {
        let text = "a widget, a widget, a widget, a widget, a widget".repeat(20);
        let mut files = Files::default();
        files.add("a.js", text.as_bytes());
        files.add("b.js", "x");
        files.add("c.png", text.as_bytes());
        files.compress().unwrap();

        let file = &files.by_path["a.js"];
        let mut back = String::new();
        flate2::read::GzDecoder::new(file.gzip.as_deref().unwrap())
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut file.brotli.as_deref().unwrap(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        for path in ["b.js", "c.png"] {
            assert!(
                files.by_path[path].gzip.is_none() && files.by_path[path].brotli.is_none(),
                "{path}"
            );
        }
    }

    #[test]
    fn a_folder_holds_what_was_written_and_nothing_older() {
        let folder = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("old")).unwrap();
        std::fs::write(folder.join("old/a.js"), "old").unwrap();
        let mut files = Files::default();
        files.add("assets/b.js", "new");
        files.write(&folder).unwrap();
        assert!(!folder.join("old").exists());
        assert_eq!(std::fs::read(folder.join("assets/b.js")).unwrap(), b"new");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_table_adds_up() {
        let mut files = Files::default();
        files.add("a.js", vec![0; 1_234_567]);
        files.add("b.js", vec![0; 1]);
        files.add("c.wasm", vec![0; 20]);
        files.add("index.html", "<script src=\"b.js\"></script>");
        files.is_asked_at_once("c.wasm");
        let table = files.table();
        let last: Vec<_> = table.lines().rev().take(2).collect();
        assert!(last[0].starts_with("first visit         49 "), "{table}");
        assert!(last[1].starts_with("all          1,234,616 "), "{table}");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
    }
}
