//! The binary form of a catalogue with its texts in one locale: what the widget loads.
//!
//! A file has two parts, and the second may be loaded later. The first has all that the way to the last
//! item needs:
//! the four bytes `SKC` and the format version, the mark of the interface ([`TextKey::MARK`]), the
//! length of the payload, a CRC-32 of it (all little endian), then the [`Definition`] without what only
//! advice needs, the texts of start and items and the [`RevisionTable`]s of earlier revisions.
//! The second has a CRC-32 of the first part's and of what follows, then the rest of the definition and
//! the texts of the result. All is in postcard's wire format, which is stable since its version 1.0.
//! A reader refuses what it can't read as a whole; nothing is guessed.

mod read;

use crate::catalogue::{Catalogue, CatalogueProblem, Definition, Extras, RevisionTable};
use crate::codec::{Checksum, checksum};
use crate::text::{CompetenceText, ExtraTexts, ProfileText, TextKey, Texts};
use read::{Read, Reader, keeps_its_direction};

/// The version of the layout that this crate writes, and the only one it reads.
pub const FORMAT_VERSION: u8 = 9;

/// The largest file that is read, in bytes: a catalogue at the limits of the model fits.
pub const SIZE_MAX: usize = 16 << 20;

const MAGIC: &[u8; 3] = b"SKC";
const HEAD_SIZE: usize = 16;

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
    history: &[RevisionTable],
) -> Result<Vec<u8>, postcard::Error> {
    let Definition { extras, .. } = definition;
    let first = (
        (
            &definition.id,
            definition.revision,
            &definition.as_of,
            definition.thresholds,
        ),
        (
            &definition.areas,
            &definition.families,
            &definition.profiles,
        ),
        (
            &definition.competences,
            &definition.items,
            &extras.statements,
        ),
        (
            &texts.locale,
            &texts.locale_name,
            texts.direction,
            &texts.plurals,
            texts.words_per_minute,
        ),
        (&texts.title, &texts.occupation, &texts.lead, &texts.levels),
        (&texts.areas, &texts.families),
        names(&texts.profiles, |profile| &profile.short),
        names(&texts.competences, |competence| &competence.name),
        &texts.items,
        first_messages(texts),
        history,
    );
    let (first, later) = (
        postcard::to_allocvec(&first)?,
        written_later(definition, texts)?,
    );
    let mark = checksum(&first).to_le_bytes();
    let mut bytes = Vec::with_capacity(HEAD_SIZE + first.len() + 4 + later.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(FORMAT_VERSION);
    bytes.extend_from_slice(&TextKey::MARK.to_le_bytes());
    // A payload of 4 GiB doesn't fit into the memory that was needed to write it.
    bytes.extend_from_slice(&(first.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&mark);
    bytes.extend_from_slice(&first);
    bytes.extend_from_slice(&sealed(mark, &later).to_le_bytes());
    bytes.extend_from_slice(&later);
    Ok(bytes)
}

/// The second part, without its checksum.
fn written_later(definition: &Definition, texts: &Texts) -> Result<Vec<u8>, postcard::Error> {
    let extras = &definition.extras;
    postcard::to_allocvec(&(
        (
            &definition.formats,
            &definition.modules,
            &extras.exam,
            &extras.neighbours,
        ),
        (
            &extras.countries,
            &extras.frameworks,
            &extras.mappings,
            &extras.provenance,
            &extras.norms,
        ),
        (&texts.profiles, &texts.competences),
        (&texts.formats, &texts.modules, &texts.extras),
        texts.interface.get(TextKey::FIRST..).unwrap_or_default(),
    ))
}

/// What an item and the choice of a goal name.
fn names<T>(entries: &[T], name: impl Fn(&T) -> &str) -> Vec<&str> {
    entries.iter().map(name).collect()
}

fn first_messages(texts: &Texts) -> &[Box<str>] {
    texts
        .interface
        .get(..TextKey::FIRST)
        .unwrap_or(&texts.interface)
}

/// The checksum of the second part, which belongs to one first part and no other.
fn sealed(mark: [u8; 4], later: &[u8]) -> u32 {
    Checksum::new().with(&mark).with(later).value()
}

/// The pieces of a file.
struct Parts<'a> {
    first: &'a [u8],
    mark: [u8; 4],
    rest: &'a [u8],
}

/// The next four bytes, and what follows.
fn word(bytes: &[u8]) -> Result<([u8; 4], &[u8]), CompiledError> {
    let (word, rest) = bytes.split_first_chunk().ok_or(CompiledError::Damaged)?;
    Ok((*word, rest))
}

/// Takes a file apart, and sees that the first part is whole.
fn parts(bytes: &[u8]) -> Result<Parts<'_>, CompiledError> {
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
    let (interface, rest) = word(rest)?;
    let (length, rest) = word(rest)?;
    let (mark, rest) = word(rest)?;
    let (first, rest) = rest
        .split_at_checked(u32::from_le_bytes(length) as usize)
        .ok_or(CompiledError::Damaged)?;
    if checksum(first) != u32::from_le_bytes(mark) {
        return Err(CompiledError::Damaged);
    }
    if u32::from_le_bytes(interface) != TextKey::MARK {
        return Err(CompiledError::OtherInterface);
    }
    Ok(Parts { first, mark, rest })
}

/// How many bytes the first part of a file takes; the rest may be loaded later.
///
/// # Errors
/// If there is no first part, or it is damaged.
pub fn first_size(bytes: &[u8]) -> Result<usize, CompiledError> {
    Ok(HEAD_SIZE + parts(bytes)?.first.len())
}

type First = (Definition, Texts, Vec<RevisionTable>);

fn read_first(first: &[u8], is_allowed: fn(&str) -> bool) -> Result<First, CompiledError> {
    let mut reader = Reader::new(first, is_allowed);
    let reader = &mut reader;
    let mut definition = Definition {
        id: Read::read(reader),
        revision: Read::read(reader),
        as_of: Read::read(reader),
        thresholds: Read::read(reader),
        areas: Read::read(reader),
        families: Read::read(reader),
        profiles: Read::read(reader),
        competences: Read::read(reader),
        items: Read::read(reader),
        formats: Vec::new(),
        modules: Vec::new(),
        extras: Extras::default(),
    };
    definition.extras.statements = Read::read(reader);
    let mut texts = Texts {
        locale: Read::read(reader),
        locale_name: Read::read(reader),
        direction: Read::read(reader),
        plurals: Read::read(reader),
        words_per_minute: Read::read(reader),
        title: Read::read(reader),
        occupation: Read::read(reader),
        lead: Read::read(reader),
        levels: Read::read(reader),
        areas: Read::read(reader),
        families: Read::read(reader),
        profiles: Vec::new(),
        competences: Vec::new(),
        items: Vec::new(),
        formats: Vec::new(),
        modules: Vec::new(),
        extras: ExtraTexts::default(),
        interface: Vec::new(),
    };
    let shorts: Vec<Box<str>> = Read::read(reader);
    texts.profiles = shorts
        .into_iter()
        .map(|short| ProfileText {
            short,
            ..ProfileText::default()
        })
        .collect();
    let names: Vec<Box<str>> = Read::read(reader);
    texts.competences = names
        .into_iter()
        .map(|name| CompetenceText {
            name,
            ..CompetenceText::default()
        })
        .collect();
    texts.items = Read::read(reader);
    texts.interface = Read::read(reader);
    let history = Read::read(reader);
    if reader.is_done() {
        Ok((definition, texts, history))
    } else {
        Err(CompiledError::Damaged)
    }
}

/// Reads the first part of a file that comes with the widget's own build, and doesn't check it: the
/// build has. What a result needs is missing: its texts, formats, modules, exam and neighbouring roles.
///
/// ```
/// use assessment::{compiled, example};
///
/// let file = compiled::encode(&example::definition(), &example::texts())?;
/// let first = &file[..compiled::first_size(&file)?];
///
/// let (catalogue, texts) = compiled::open(first)?;
/// assert_eq!(catalogue.item_count(), 2);
/// assert!(catalogue.asks_the_same(&example::catalogue()) && !texts.are_complete());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// See [`CompiledError`].
///
/// # Panics
/// If the file contradicts itself, which [`decode`] would have told.
pub fn open(bytes: &[u8]) -> Result<(Catalogue, Texts), CompiledError> {
    let (definition, texts, history) = read_first(parts(bytes)?.first, |_| true)?;
    Ok((Catalogue::resolved(definition, history), texts))
}

/// Reads and checks a compiled catalogue.
///
/// ```
/// use assessment::compiled::{self, CompiledError};
/// use assessment::example;
///
/// let file = compiled::encode(&example::definition(), &example::texts())?;
/// assert_eq!(compiled::decode(&file)?, (example::catalogue(), example::texts()));
///
/// let last = file.len() - 1;
/// assert_eq!(compiled::decode(&file[..last]), Err(CompiledError::Damaged));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// See [`CompiledError`]; a catalogue that is returned is consistent and has all its texts.
pub fn decode(bytes: &[u8]) -> Result<(Catalogue, Texts), CompiledError> {
    let Parts { first, mark, rest } = parts(bytes)?;
    let (mut definition, mut texts, history) = read_first(first, keeps_its_direction)?;
    let (expected, later) = word(rest)?;
    if sealed(mark, later) != u32::from_le_bytes(expected) {
        return Err(CompiledError::Damaged);
    }
    let mut reader = Reader::new(later, keeps_its_direction);
    definition.formats = Read::read(&mut reader);
    definition.modules = Read::read(&mut reader);
    definition.extras.exam = Read::read(&mut reader);
    definition.extras.neighbours = Read::read(&mut reader);
    definition.extras.countries = Read::read(&mut reader);
    definition.extras.frameworks = Read::read(&mut reader);
    definition.extras.mappings = Read::read(&mut reader);
    definition.extras.provenance = Read::read(&mut reader);
    definition.extras.norms = Read::read(&mut reader);
    let (profiles, competences) = (texts.profiles, texts.competences);
    texts.profiles = Read::read(&mut reader);
    texts.competences = Read::read(&mut reader);
    texts.formats = Read::read(&mut reader);
    texts.modules = Read::read(&mut reader);
    texts.extras = Read::read(&mut reader);
    let messages: Vec<Box<str>> = Read::read(&mut reader);
    let counted = texts.interface.len();
    texts.interface.extend(messages);
    let shorts = [&profiles, &texts.profiles].map(|list| names(list, |profile| &profile.short));
    let named = [&competences, &texts.competences].map(|list| names(list, |one| &one.name));
    let agree = shorts[0] == shorts[1] && named[0] == named[1];
    if !reader.is_done() || !agree {
        return Err(CompiledError::Damaged);
    }
    let (areas, profiles) = (definition.areas.len(), definition.profiles.len());
    let norms = definition.extras.norms.as_ref();
    if norms.is_some_and(|norms| !norms.fit(areas, profiles)) {
        return Err(CompiledError::Damaged);
    }
    let catalogue =
        Catalogue::with_history(definition, history).map_err(CompiledError::Inconsistent)?;
    if counted != TextKey::FIRST || !texts.fit(&catalogue) {
        return Err(CompiledError::TextsDontFit);
    }
    Ok((catalogue, texts))
}
