//! The binary form of a catalogue with its texts in one locale: what the widget loads.
//!
//! Layout: the four bytes `SKC` and the format version, a CRC-32 of the rest (little endian), then
//! [`Definition`] and [`Texts`] in postcard's wire format, which is stable since its version 1.0.
//! A reader refuses what it can't read as a whole; nothing is guessed.

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

use crate::catalogue::{Catalogue, CatalogueProblem, Definition};
use crate::text::Texts;

/// The version of the layout that this crate writes, and the only one it reads.
pub const FORMAT_VERSION: u8 = 1;

/// The largest file that is read, in bytes: a catalogue at the limits of the model fits.
pub const SIZE_MAX: usize = 16 << 20;

const MAGIC: &[u8; 3] = b"SKC";
const HEAD_SIZE: usize = 8;
// The table would cost more in the widget than it saves in time.
const CHECKSUM: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// Why a compiled catalogue can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompiledError {
    /// The bytes are something else, for instance a web page.
    NotACatalogue,
    /// It was written in a layout that this version doesn't know.
    NewerFormat {
        /// The version found.
        found: u8,
    },
    /// Bytes are missing or changed.
    Damaged,
    /// It is larger than any catalogue may be.
    TooLarge,
    /// It says things that contradict each other.
    Inconsistent(Vec<CatalogueProblem>),
    /// A text is missing or surplus.
    TextsDontFit,
}

impl core::fmt::Display for CompiledError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NotACatalogue => f.write_str("not a compiled catalogue"),
            Self::NewerFormat { found } => {
                write!(
                    f,
                    "written in format {found}, where {FORMAT_VERSION} is known"
                )
            }
            Self::Damaged => f.write_str("bytes are missing or changed"),
            Self::TooLarge => write!(f, "larger than {SIZE_MAX} bytes"),
            Self::Inconsistent(problems) => {
                f.write_str("inconsistent")?;
                problems
                    .iter()
                    .try_for_each(|problem| write!(f, "; {problem}"))
            }
            Self::TextsDontFit => f.write_str("the texts don't match the entries"),
        }
    }
}

impl core::error::Error for CompiledError {}

impl CompiledError {
    /// A short stable name, for the host page's error event.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotACatalogue => "catalogue-not-a-catalogue",
            Self::NewerFormat { .. } => "catalogue-newer-format",
            Self::Damaged => "catalogue-damaged",
            Self::TooLarge => "catalogue-too-large",
            Self::Inconsistent(_) => "catalogue-inconsistent",
            Self::TextsDontFit => "catalogue-texts",
        }
    }
}

/// Writes a definition and its texts.
///
/// # Errors
/// If postcard can't serialise them, which only running out of memory can cause.
pub fn encode(definition: &Definition, texts: &Texts) -> Result<Vec<u8>, postcard::Error> {
    let payload = postcard::to_allocvec(&(definition, texts))?;
    let mut bytes = Vec::with_capacity(HEAD_SIZE + payload.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(FORMAT_VERSION);
    bytes.extend_from_slice(&CHECKSUM.checksum(&payload).to_le_bytes());
    bytes.extend_from_slice(&payload);
    Ok(bytes)
}

/// Reads and checks a compiled catalogue.
///
/// # Errors
/// See [`CompiledError`]; a catalogue that is returned is consistent and has all its texts.
pub fn decode(bytes: &[u8]) -> Result<(Catalogue, Texts), CompiledError> {
    if bytes.len() > SIZE_MAX {
        return Err(CompiledError::TooLarge);
    }
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return Err(CompiledError::NotACatalogue);
    };
    let (&version, rest) = rest.split_first().ok_or(CompiledError::Damaged)?;
    if version != FORMAT_VERSION {
        return Err(CompiledError::NewerFormat { found: version });
    }
    let (checksum, payload) = rest
        .split_first_chunk::<4>()
        .ok_or(CompiledError::Damaged)?;
    if CHECKSUM.checksum(payload) != u32::from_le_bytes(*checksum) {
        return Err(CompiledError::Damaged);
    }
    let ((definition, texts), rest) = postcard::take_from_bytes::<(Definition, Texts)>(payload)
        .map_err(|_| CompiledError::Damaged)?;
    if !rest.is_empty() {
        return Err(CompiledError::Damaged);
    }
    let catalogue = Catalogue::new(definition).map_err(CompiledError::Inconsistent)?;
    if !texts.fit(&catalogue) {
        return Err(CompiledError::TextsDontFit);
    }
    Ok((catalogue, texts))
}
