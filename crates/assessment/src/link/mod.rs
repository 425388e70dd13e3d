//! Result links: responses and target as a short text that opens for ever.
//!
//! A code is what stands behind `#skill-check=` in a link. It holds responses and no result, which is
//! worked out again from them; or, as a summary, what the result comes to and no responses. `docs/result-links.md` specifies it byte by byte.
//! The checksum finds damage, not forgery: anyone can make a code that says what they like.
//!
//! - [`Codec::encode`] and [`Codec::decode`] are exact: there is one code for one state, and no other is read.
//! - [`Codec::open`] reads what a person pasted or a mailer passed on: it looks for the code in whatever holds
//!   one, and lets the checksum decide.
//! - [`from_fragment`] and [`with_code`] keep to our own part of the address.
//!
//! [`encode`], [`decode`] and [`open`] do the same for one code: they make a codec and drop it.

mod body;
mod clean;
mod codec;
mod error;
mod found;
mod fragment;
mod identity;
mod section;
mod summary;
mod wrapped;

pub use clean::clean;
pub use codec::Codec;
pub use error::LinkError;
pub use found::{TEXT_LENGTH_MAX, find};
pub use fragment::{encoded, from_fragment, from_text, with_code, without_code};
pub use summary::SharedSummary;

pub(crate) use body::{Order, read, write};
pub(crate) use section::{flags, read_verdicts, write_verdicts};

use codec::sealed;

use crate::catalogue::{Catalogue, Tier};
use crate::id::FamilyIndex;
use crate::knowledge::Verdicts;
use crate::ladder::Asking;
use crate::response::Responses;
use crate::session::{Phase, Session};
use crate::summary::Summary;

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

/// Writes one code: see [`Codec::encode`].
///
/// # Errors
/// As there.
pub fn encode(
    catalogue: &Catalogue,
    responses: &Responses,
    family: FamilyIndex,
    level: Option<Tier>,
) -> Result<String, LinkError> {
    Codec::new(catalogue).encode(responses, family, level)
}

/// Writes one code: see [`Codec::encode_session`].
///
/// # Errors
/// As there.
pub fn encode_session(catalogue: &Catalogue, session: &Session) -> Result<String, LinkError> {
    Codec::new(catalogue).encode_session(session)
}

/// Writes one code: see [`Codec::encode_summary`].
#[must_use]
pub fn encode_summary(catalogue: &Catalogue, summary: &Summary) -> String {
    Codec::new(catalogue).encode_summary(summary)
}

/// Reads one code: see [`Codec::decode`].
///
/// # Errors
/// As there.
pub fn decode(catalogue: &Catalogue, code: &str) -> Result<Shared, LinkError> {
    Codec::new(catalogue).decode(code)
}

/// Reads one code: see [`Codec::decode_any`].
///
/// # Errors
/// As there.
pub fn decode_any(catalogue: &Catalogue, code: &str) -> Result<Opened, LinkError> {
    Codec::new(catalogue).decode_any(code)
}

/// Reads the code in one text: see [`Codec::open`].
///
/// # Errors
/// As there.
pub fn open(catalogue: &Catalogue, text: &str) -> Result<Shared, LinkError> {
    Codec::new(catalogue).open(text)
}

/// Reads the code in one text: see [`Codec::open_any`].
///
/// # Errors
/// As there.
pub fn open_any(catalogue: &Catalogue, text: &str) -> Result<Opened, LinkError> {
    Codec::new(catalogue).open_any(text)
}
