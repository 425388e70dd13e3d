//! The binary form of a catalogue with its texts in one locale: what the widget loads.
//!
//! Layout: the four bytes `SKC` and the format version, the mark of the interface
//! ([`Message::MARK`]), a CRC-32 of the rest (both little endian), then [`Definition`], [`Texts`] and
//! the [`LinkTable`]s of earlier revisions in postcard's wire format, which is stable since its
//! version 1.0.
//! A reader refuses what it can't read as a whole; nothing is guessed.

use crate::catalogue::{Catalogue, CatalogueProblem, Definition};
use crate::link::{LinkTable, checksum};
use crate::text::{Message, Texts};

/// The version of the layout that this crate writes, and the only one it reads.
pub const FORMAT_VERSION: u8 = 3;

/// The largest file that is read, in bytes: a catalogue at the limits of the model fits.
pub const SIZE_MAX: usize = 16 << 20;

const MAGIC: &[u8; 3] = b"SKC";
const HEAD_SIZE: usize = 12;

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
    /// It holds the strings of another version's interface, which mean something else here.
    OtherInterface,
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
            Self::OtherInterface => {
                f.write_str("compiled for another version of the widget; compile it again")
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
            Self::OtherInterface => "catalogue-other-interface",
            Self::Damaged => "catalogue-damaged",
            Self::TooLarge => "catalogue-too-large",
            Self::Inconsistent(_) => "catalogue-inconsistent",
            Self::TextsDontFit => "catalogue-texts",
        }
    }
}

/// Writes a definition and its texts, as a first revision.
///
/// # Errors
/// If postcard can't serialise them, which only running out of memory can cause.
pub fn encode(definition: &Definition, texts: &Texts) -> Result<Vec<u8>, postcard::Error> {
    encode_with_history(definition, texts, &[])
}

/// Writes a definition and its texts with what earlier revisions asked.
///
/// # Errors
/// If postcard can't serialise them, which only running out of memory can cause.
pub fn encode_with_history(
    definition: &Definition,
    texts: &Texts,
    history: &[LinkTable],
) -> Result<Vec<u8>, postcard::Error> {
    let payload = postcard::to_allocvec(&(definition, texts, history))?;
    let mut bytes = Vec::with_capacity(HEAD_SIZE + payload.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(FORMAT_VERSION);
    bytes.extend_from_slice(&Message::MARK.to_le_bytes());
    bytes.extend_from_slice(&checksum(&payload).to_le_bytes());
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
    let (mark, rest) = rest
        .split_first_chunk::<4>()
        .ok_or(CompiledError::Damaged)?;
    let (expected, payload) = rest
        .split_first_chunk::<4>()
        .ok_or(CompiledError::Damaged)?;
    if checksum(payload) != u32::from_le_bytes(*expected) {
        return Err(CompiledError::Damaged);
    }
    if u32::from_le_bytes(*mark) != Message::MARK {
        return Err(CompiledError::OtherInterface);
    }
    type Payload = (Definition, Texts, Vec<LinkTable>);
    let ((definition, texts, history), rest) =
        postcard::take_from_bytes::<Payload>(payload).map_err(|_| CompiledError::Damaged)?;
    if !rest.is_empty() {
        return Err(CompiledError::Damaged);
    }
    let catalogue =
        Catalogue::with_history(definition, history).map_err(CompiledError::Inconsistent)?;
    if !texts.fit(&catalogue) {
        return Err(CompiledError::TextsDontFit);
    }
    Ok((catalogue, texts))
}
