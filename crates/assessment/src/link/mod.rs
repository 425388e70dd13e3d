//! Result links: responses and target as a short text that opens for ever.
//!
//! A code is what stands behind `#skill-check=` in a link. It holds responses and no result, which is
//! worked out again from them; or, as a summary, what the result comes to and no responses. `docs/result-links.md` specifies it byte by byte.
//! The checksum finds damage, not forgery: anyone can make a code that says what they like.
//!
//! - [`encode`] and [`decode`] are exact: there is one code for one state, and no other is read.
//! - [`open`] reads what a person pasted or a mailer passed on: it looks for the code in whatever holds
//!   one, and lets the checksum decide.
//! - [`from_fragment`] and [`with_code`] keep to our own part of the address.

pub(crate) mod base64;
mod body;
mod checksum;
mod clean;
mod found;
mod fragment;
mod identity;
mod radix;
mod section;
mod summary;
mod wrapped;

pub use clean::clean;
pub use found::{TEXT_LENGTH_MAX, find};
pub use fragment::{encoded, from_fragment, from_text, with_code, without_code};
pub(crate) use identity::Key;
pub use identity::{LinkTable, definition_check};
pub use summary::{SharedSummary, encode_summary};

pub(crate) use body::{Order, read, read_number, write, write_number};
pub(crate) use checksum::{Checksum, checksum};
pub(crate) use section::{flags, read_verdicts, write_verdicts};

use crate::catalogue::{Catalogue, Tier};
use crate::id::FamilyIndex;
use crate::knowledge::Verdicts;
use crate::ladder::Asking;
use crate::response::Responses;
use crate::session::{Phase, Session};

/// The version of the format for answers.
pub const FORMAT_VERSION: u8 = 1;

/// The version of the format for summaries.
pub const SUMMARY_VERSION: u8 = 2;

/// The longest code that is read or written, in characters.
pub const CODE_LENGTH_MAX: usize = 4_096;

/// The shortest code there can be, in characters: one item.
const CODE_LENGTH_MIN: usize = 16;

/// What stands behind a code that would else end in `-` or `_`: programs that make links of addresses
/// leave off punctuation at their end.
const CLOSING: char = 'A';

/// Set if some items weren't asked.
pub(crate) const FLAG_PARTIAL: u8 = 1;
/// Set if the sitting was on the short way.
pub(crate) const FLAG_QUICK: u8 = 2;
/// Set if there are verdicts of the knowledge check.
pub(crate) const FLAG_VERDICTS: u8 = 4;
/// All flags of this version; others announce content that it doesn't know.
pub(crate) const FLAGS_KNOWN: u8 = FLAG_PARTIAL | FLAG_QUICK | FLAG_VERDICTS;

/// How many bytes the checksum has, which stands at the end in every version.
pub(crate) const CHECKSUM_SIZE: usize = 4;

/// A result that someone shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What was answered. Items that came later count as not asked.
    pub responses: Responses,
    /// The family that was aimed at.
    pub family: FamilyIndex,
    /// The level that was aimed at, if one was chosen.
    pub level: Option<Tier>,
    /// Whether the sitting was on the short way.
    pub is_quick: bool,
    /// The verdicts of the knowledge check; none if its statements aren't the catalogue's any more.
    pub verdicts: Verdicts,
    /// The revision of the catalogue that the link was made with.
    pub revision: u16,
    /// Whether what scoring depends on has changed since. The result is then today's, not the one
    /// seen at the time, and has to be shown as such.
    pub is_rescored: bool,
}

impl Shared {
    /// The sitting, at its result.
    #[must_use]
    pub fn session(self) -> Session {
        Session {
            phase: Phase::Result,
            family: self.family,
            level: self.level,
            is_quick: self.is_quick,
            asking: Asking::default(),
            responses: self.responses,
            verdicts: self.verdicts,
        }
    }
}

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Everything that was answered.
    Answers(Shared),
    /// What it comes to.
    Summary(SharedSummary),
}

impl Opened {
    /// The answers.
    ///
    /// # Errors
    /// [`LinkError::NoAnswers`] of a summary.
    pub fn answers(self) -> Result<Shared, LinkError> {
        match self {
            Self::Answers(shared) => Ok(shared),
            Self::Summary(_) => Err(LinkError::NoAnswers),
        }
    }
}

/// Why a code can't be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkError {
    /// It is longer than any code. Nothing was decoded.
    TooLong,
    /// Characters were changed, lost or added, or it never was a code.
    Damaged,
    /// Its end is missing.
    CutOff,
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
    /// It is a summary, and answers were asked for.
    NoAnswers,
}

impl LinkError {
    /// All of them, one for each code; for texts and tests.
    pub const ALL: [Self; 8] = [
        Self::TooLong,
        Self::Damaged,
        Self::CutOff,
        Self::NewerFormat,
        Self::OtherCatalogue,
        Self::RevisionUnknown { found: 0 },
        Self::DefinitionChanged,
        Self::NoAnswers,
    ];

    /// A short stable name, for the host page's error event.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "link-too-long",
            Self::Damaged => "link-damaged",
            Self::CutOff => "link-cut-off",
            Self::NewerFormat => "link-newer-format",
            Self::OtherCatalogue => "link-other-catalogue",
            Self::RevisionUnknown { .. } => "link-revision-unknown",
            Self::DefinitionChanged => "link-definition-changed",
            Self::NoAnswers => "link-no-answers",
        }
    }
}

impl core::fmt::Display for LinkError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::TooLong => "longer than any result code",
            Self::Damaged => "characters are changed, missing or added",
            Self::CutOff => "the end is missing",
            Self::NewerFormat => "made by a newer version",
            Self::OtherCatalogue => "made for another catalogue",
            Self::RevisionUnknown { found } => {
                return write!(
                    f,
                    "made with revision {found} of the catalogue, which is unknown here"
                );
            }
            Self::DefinitionChanged => {
                "made before the catalogue was changed without a new revision"
            }
            Self::NoAnswers => {
                "a summary, which holds no answers: ask for the link with all answers"
            }
        })
    }
}

impl core::error::Error for LinkError {}

/// The code of responses and a target.
///
/// # Errors
/// [`LinkError::TooLong`] if the catalogue has so many items that no code may hold them, which
/// takes more than 7,000 of them.
pub fn encode(
    catalogue: &Catalogue,
    responses: &Responses,
    family: FamilyIndex,
    level: Option<Tier>,
) -> Result<String, LinkError> {
    let none = Verdicts::default();
    encode_all(catalogue, responses, family, level, false, &none)
}

/// The code of a sitting: what was answered, on which way, and the verdicts of the knowledge check.
///
/// # Errors
/// As for [`encode`].
pub fn encode_session(catalogue: &Catalogue, session: &Session) -> Result<String, LinkError> {
    encode_all(
        catalogue,
        &session.responses,
        session.family,
        session.level,
        session.is_quick,
        &session.verdicts,
    )
}

fn encode_all(
    catalogue: &Catalogue,
    responses: &Responses,
    family: FamilyIndex,
    level: Option<Tier>,
    is_quick: bool,
    verdicts: &Verdicts,
) -> Result<String, LinkError> {
    // Room for 36 items without growing.
    let mut bytes = Vec::with_capacity(32);
    bytes.push(FORMAT_VERSION << 4 | flags(responses, is_quick, verdicts));
    write_verdicts(&mut bytes, catalogue, verdicts);
    write(&mut bytes, catalogue, responses, family, level);
    let code = sealed(bytes);
    if code.len() > CODE_LENGTH_MAX {
        return Err(LinkError::TooLong);
    }
    Ok(code)
}

/// The code of bytes that lack their checksum yet.
fn sealed(mut bytes: Vec<u8>) -> String {
    bytes.extend_from_slice(&checksum(&bytes).to_le_bytes());
    // One more for the closing character.
    let mut code = String::with_capacity(base64::length(bytes.len()) + 1);
    base64::encode(&bytes, &mut code);
    if code.ends_with(['-', '_']) {
        code.push(CLOSING);
    }
    code
}

/// A code without its closing character; none if it lacks the one that it needs.
fn unclosed(code: &str) -> Option<&str> {
    let is_open = |code: &str| code.ends_with(['-', '_']);
    match code.strip_suffix(CLOSING) {
        // Only whole groups end in six bits of content; at other lengths the last bits are zero.
        Some(rest) if is_open(rest) && rest.len().is_multiple_of(4) => Some(rest),
        _ => (!is_open(code)).then_some(code),
    }
}

/// The answers that a code says. It has to be exact to the character.
///
/// # Errors
/// See [`LinkError`].
pub fn decode(catalogue: &Catalogue, code: &str) -> Result<Shared, LinkError> {
    decode_any(catalogue, code)?.answers()
}

/// What a code says, answers or a summary. It has to be exact to the character.
///
/// # Errors
/// See [`LinkError`].
pub fn decode_any(catalogue: &Catalogue, code: &str) -> Result<Opened, LinkError> {
    if code.len() > CODE_LENGTH_MAX {
        return Err(LinkError::TooLong);
    }
    let Some(bytes) = unclosed(code).and_then(intact_bytes) else {
        return Err(tell_damage(catalogue, code));
    };
    let (&head, rest) = bytes.split_first().ok_or(LinkError::Damaged)?;
    match (head >> 4, head & 0xf) {
        (0, _) => Err(LinkError::Damaged),
        (FORMAT_VERSION, flags) if flags & !FLAGS_KNOWN == 0 => {
            read_answers(catalogue, bytes).map(Opened::Answers)
        }
        (SUMMARY_VERSION, 0) => summary::read_summary(catalogue, rest).map(Opened::Summary),
        _ => Err(LinkError::NewerFormat),
    }
}

fn read_answers(catalogue: &Catalogue, mut bytes: Vec<u8>) -> Result<Shared, LinkError> {
    let (&head, mut rest) = bytes.split_first().ok_or(LinkError::Damaged)?;
    let verdicts = read_verdicts(catalogue, &mut rest, head).ok_or(LinkError::Damaged)?;
    let start = bytes.len() - rest.len();
    let is_partial = head & FLAG_PARTIAL != 0;
    let (body, _) = read(catalogue, &mut bytes[start..], CHECKSUM_SIZE, is_partial)?;
    Ok(Shared {
        responses: body.responses,
        family: body.family,
        level: body.level,
        is_quick: head & FLAG_QUICK != 0,
        verdicts,
        revision: body.revision,
        is_rescored: body.is_rescored,
    })
}

/// The answers that the code in a text says, whatever became of it on its way: see [`open_any`].
///
/// # Errors
/// See [`LinkError`]; of a code that is intact, what keeps it from opening here.
pub fn open(catalogue: &Catalogue, text: &str) -> Result<Shared, LinkError> {
    open_any(catalogue, text)?.answers()
}

/// What the code in a text says, whatever became of it on its way: the text may be a code, a link, a
/// message around one, or what a gateway made of it. If there are several codes, the first that opens
/// counts.
///
/// # Errors
/// See [`LinkError`]; of a code that is intact, what keeps it from opening here.
pub fn open_any(catalogue: &Catalogue, text: &str) -> Result<Opened, LinkError> {
    let mut opened = decode_any(catalogue, text.trim());
    if opened.is_ok() {
        return opened;
    }
    let mut is_intact = !matches!(
        opened,
        Err(LinkError::TooLong | LinkError::Damaged | LinkError::CutOff)
    );
    let is_found = found::search(text, &mut |code| {
        let result = decode_any(catalogue, code);
        if result.is_ok() || !is_intact {
            opened = result;
        }
        is_intact = true;
        opened.is_ok()
    });
    if is_found || is_intact {
        return opened;
    }
    let code = clean(fragment::likeliest(text));
    if text.len() > CODE_LENGTH_MAX || code.len() > CODE_LENGTH_MAX {
        return Err(LinkError::TooLong);
    }
    Err(tell_damage(catalogue, &code))
}

/// The bytes behind a text if their checksum is right; it is zeroed then.
pub(crate) fn intact_bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = base64::decode(text.as_bytes())?;
    let (content, found) = bytes.split_last_chunk_mut::<CHECKSUM_SIZE>()?;
    if checksum(content) != u32::from_le_bytes(*found) {
        return None;
    }
    *found = [0; CHECKSUM_SIZE];
    Some(bytes)
}

/// Whether a damaged code is cut off, as far as its beginning tells.
#[cold]
fn tell_damage(catalogue: &Catalogue, code: &str) -> LinkError {
    let whole = &code.as_bytes()[..code.len() & !3];
    let Some(bytes) = base64::decode(whole) else {
        return LinkError::Damaged;
    };
    let expected = bytes
        .split_first()
        .and_then(|(&head, rest)| expected_size(catalogue, head, rest))
        .map_or(CODE_LENGTH_MIN, |size| {
            base64::length(1 + size + CHECKSUM_SIZE)
        });
    let lacks_closing = code.len() == expected && unclosed(code).is_none();
    if code.len() < expected || lacks_closing && intact_bytes(code).is_some() {
        LinkError::CutOff
    } else {
        LinkError::Damaged
    }
}

/// How many bytes stand between the first and the checksum of a code, if its beginning tells.
fn expected_size(catalogue: &Catalogue, head: u8, rest: &[u8]) -> Option<usize> {
    match (head >> 4, head & 0xf) {
        (FORMAT_VERSION, flags) if flags & !FLAGS_KNOWN == 0 => {
            let mut body = rest;
            section::skip_verdicts(&mut body, head)?;
            let size = body::expected_size(catalogue, body, head & FLAG_PARTIAL != 0)?;
            Some(rest.len() - body.len() + size)
        }
        (SUMMARY_VERSION, 0) => summary::expected_size(catalogue, rest),
        _ => None,
    }
}
