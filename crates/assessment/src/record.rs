//! The saved session: what is kept in the browser so that nothing answered is lost.
//!
//! A record is a short text, `skc` and base64url, so that it can lie in any store. It says where the
//! visitor was, and it shares its layout with result links ([`crate::link`]), revisions included.
//! Any changed character, and any missing one, makes it unreadable; it is never read wrongly.
//!
//! Each save has a higher counter than the one it followed, so two tabs agree by [`merge`] on which
//! of two records stays, in whatever order they see them.

use crate::catalogue::{Catalogue, LEVEL_LIMIT};
use crate::codec::{CHECKSUM_SIZE, base64, checksum, intact_bytes, read_number, write_number};
use crate::id::ItemIndex;
use crate::ladder::{Asking, Ladder};
use crate::link::{
    Codec, FLAG_PARTIAL, FLAG_QUICK, FLAGS_KNOWN, LinkError, Order, flags, read, read_verdicts,
    write, write_verdicts,
};
use crate::session::{Phase, Session};

/// The version of the format that is written, and the only one so far.
pub const FORMAT_VERSION: u8 = 1;

/// The longest record that is read, in characters; the largest catalogue's fits.
pub const RECORD_LENGTH_MAX: usize = 8_192;

const PREFIX: &str = "skc";

/// A session with the counter of its save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The session.
    pub session: Session,
    /// How many saves led to it.
    pub counter: u64,
}

/// Why a record can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordError {
    /// It is something else.
    NotARecord,
    /// Characters are changed, missing or added.
    Damaged,
    /// It is intact, but in a format that this version doesn't know.
    NewerFormat,
    /// It is about another catalogue.
    OtherCatalogue,
    /// It was made with a revision of the catalogue that this one doesn't know.
    RevisionUnknown {
        /// That revision.
        found: u16,
    },
    /// It was made with this revision when that still asked or counted differently.
    DefinitionChanged,
}

impl RecordError {
    /// A short stable name, for the host page's error event.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotARecord => "record-not-a-record",
            Self::Damaged => "record-damaged",
            Self::NewerFormat => "record-newer-format",
            Self::OtherCatalogue => "record-other-catalogue",
            Self::RevisionUnknown { .. } => "record-revision-unknown",
            Self::DefinitionChanged => "record-definition-changed",
        }
    }
}

impl core::fmt::Display for RecordError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::NotARecord => "not a saved session",
            Self::Damaged => "characters are changed, missing or added",
            Self::NewerFormat => "saved by a newer version",
            Self::OtherCatalogue => "saved for another catalogue",
            Self::RevisionUnknown { found } => {
                return write!(
                    f,
                    "saved with revision {found} of the catalogue, which is unknown here"
                );
            }
            Self::DefinitionChanged => {
                "saved before the catalogue was changed without a new revision"
            }
        })
    }
}

impl core::error::Error for RecordError {}

impl From<LinkError> for RecordError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::TooLong | LinkError::Damaged | LinkError::CutOff | LinkError::NoAnswers => {
                Self::Damaged
            }
            LinkError::NewerFormat => Self::NewerFormat,
            LinkError::OtherCatalogue => Self::OtherCatalogue,
            LinkError::RevisionUnknown { found } => Self::RevisionUnknown { found },
            LinkError::DefinitionChanged => Self::DefinitionChanged,
        }
    }
}

/// The record of a session.
///
/// ```
/// use assessment::session::{Action, Session};
/// use assessment::{example, record};
///
/// let catalogue = example::catalogue();
/// let family = catalogue.family_by_id("sales").unwrap();
/// let session = Session::new(&catalogue, family, None).update(&catalogue, Action::Start);
///
/// let text = record::encode(&catalogue, &session, 1);
/// assert!(text.starts_with("skc"));
/// assert_eq!(record::decode(&catalogue, &text)?.session, session);
/// # Ok::<(), assessment::record::RecordError>(())
/// ```
#[must_use]
pub fn encode(catalogue: &Catalogue, session: &Session, counter: u64) -> String {
    // Room for 36 items without growing.
    let mut bytes = Vec::with_capacity(40);
    let flags = flags(&session.responses, session.is_quick, &session.verdicts);
    bytes.push(FORMAT_VERSION << 4 | flags);
    write_number(&mut bytes, counter);
    write_number(&mut bytes, session.phase.number().into());
    write_number(&mut bytes, asking_number(session.asking));
    write_verdicts(&mut bytes, catalogue, &session.verdicts);
    write(
        &mut bytes,
        &Codec::new(catalogue),
        &session.responses,
        session.family,
        session.level,
    );
    bytes.extend_from_slice(&checksum(&bytes).to_le_bytes());
    let mut text = String::with_capacity(PREFIX.len() + base64::length(bytes.len()));
    text.push_str(PREFIX);
    base64::encode(&bytes, &mut text);
    text
}

/// What a record says.
///
/// # Errors
/// See [`RecordError`].
pub fn decode(catalogue: &Catalogue, text: &str) -> Result<Saved, RecordError> {
    let text = text
        .strip_prefix(PREFIX)
        .filter(|text| text.len() <= RECORD_LENGTH_MAX)
        .ok_or(RecordError::NotARecord)?;
    let mut bytes = intact_bytes(text).ok_or(RecordError::Damaged)?;
    let mut rest = &bytes[..];
    let (&head, after) = rest.split_first().ok_or(RecordError::Damaged)?;
    match head >> 4 {
        0 => return Err(RecordError::Damaged),
        FORMAT_VERSION if head & 0xf & !FLAGS_KNOWN == 0 => {}
        _ => return Err(RecordError::NewerFormat),
    }
    rest = after;
    let counter = read_number(&mut rest).ok_or(RecordError::Damaged)?;
    let phase = read_number(&mut rest).ok_or(RecordError::Damaged)?;
    let asking = read_number(&mut rest).and_then(asking_of);
    let asking = asking.ok_or(RecordError::Damaged)?;
    let verdicts = read_verdicts(catalogue, &mut rest, head).ok_or(RecordError::Damaged)?;
    let start = bytes.len() - rest.len();
    let is_partial = head & FLAG_PARTIAL != 0;
    let codec = Codec::new(catalogue);
    let (body, order) = read(&codec, &mut bytes[start..], CHECKSUM_SIZE, is_partial)?;
    let phase = phase_of(phase, order).ok_or(RecordError::Damaged)?;
    if !stands(catalogue, phase, asking) {
        return Err(RecordError::Damaged);
    }
    let session = Session {
        phase,
        family: body.family,
        level: body.level,
        is_quick: head & FLAG_QUICK != 0,
        asking,
        responses: body.responses,
        verdicts,
    };
    Ok(Saved { session, counter })
}

/// Which of two saves stays: the one with the higher counter, else with more responses, else the
/// one that comes later in a fixed order.
///
/// Every tab decides alike, whatever the order in which it sees them.
#[must_use]
pub fn merge(one: Saved, other: Saved) -> Saved {
    if rank(&one) >= rank(&other) {
        one
    } else {
        other
    }
}

/// What saves are compared by; two with the same rank are the same.
fn rank(saved: &Saved) -> impl Ord + '_ {
    let session = &saved.session;
    (
        saved.counter,
        session.responses.asked_count(),
        session.responses.raw(),
        session.family,
        session.level,
        session.phase.number(),
        session.is_quick,
        asking_number(session.asking),
        &session.verdicts,
    )
}

/// How items are asked, as a number below 24: the level whose statement is on show and one, or none, and
/// what the visitor has chosen, if anything.
fn asking_number(asking: Asking) -> u64 {
    let statement = asking.statement.map_or(0, |level| u64::from(level) + 1);
    let choice = match (asking.is_chosen, asking.ladder) {
        (false, _) => 0,
        (true, Ladder::Steps) => 1,
        (true, Ladder::All) => 2,
    };
    3 * statement + choice
}

fn asking_of(number: u64) -> Option<Asking> {
    let statement = match u8::try_from(number / 3).ok()? {
        0 => None,
        level => Some(level - 1).filter(|level| *level < LEVEL_LIMIT),
    };
    if number >= 3 && statement.is_none() {
        return None;
    }
    Some(Asking {
        statement,
        left_out: 0,
        is_chosen: !number.is_multiple_of(3),
        ladder: if number % 3 == 2 {
            Ladder::All
        } else {
            Ladder::Steps
        },
    })
}

/// Whether somebody can stand at a statement: at an item that has it, and that isn't seen again.
fn stands(catalogue: &Catalogue, phase: Phase, asking: Asking) -> bool {
    match (asking.statement, phase) {
        (None, _) => true,
        (
            Some(level),
            Phase::Item {
                item,
                revisit: false,
            },
        ) => (1..=catalogue.level_max(catalogue.competence_of(item))).contains(&level),
        (Some(_), _) => false,
    }
}

fn phase_of(number: u64, order: Order<'_>) -> Option<Phase> {
    let item_max = u64::from(
        Phase::Item {
            item: ItemIndex(u16::MAX),
            revisit: true,
        }
        .number(),
    );
    let number = u32::try_from(number)
        .ok()
        .filter(|&number| u64::from(number) <= item_max)?;
    Some(match Phase::from_number(number) {
        Phase::Item { item, revisit } => Phase::Item {
            item: order.item(item.get())?,
            revisit,
        },
        phase => phase,
    })
}
