//! Reads and writes the codes of one catalogue.

use super::body::{self, read, write};
use super::identity::Identity;
use super::section::{self, flags, read_verdicts, write_verdicts};
use super::summary::{self, read_summary, write_summary};
use super::{
    CLOSING, CODE_LENGTH_MAX, CODE_LENGTH_MIN, FLAG_PARTIAL, FLAG_QUICK, FLAGS_KNOWN,
    FORMAT_VERSION, LinkError, Opened, SUMMARY_VERSION, Shared, clean, found, fragment,
};
use crate::catalogue::{Catalogue, Tier};
use crate::codec::{CHECKSUM_SIZE, Packing, base64, checksum, intact_bytes};
use crate::id::FamilyIndex;
use crate::knowledge::Verdicts;
use crate::response::Responses;
use crate::session::Session;
use crate::summary::Summary;

/// Reads and writes the codes of one catalogue: what they have in common, worked out once. That takes
/// longer than a code takes to read; whoever has many codes keeps it.
///
/// ```
/// use assessment::link::Codec;
/// use assessment::{Response, Responses, example};
///
/// let catalogue = example::catalogue();
/// let codec = Codec::new(&catalogue);
/// let answers = [Response::Level(3), Response::Skipped];
/// let responses = Responses::from_list(&catalogue, &answers)?;
/// let family = catalogue.family_by_id("sales").unwrap();
///
/// let code = codec.encode(&responses, family, None)?;
/// assert_eq!(codec.decode(&code)?.responses, responses);
/// // From whatever a mailer has made of a link.
/// let shared = codec.open(&format!("see <https://example.org/#skill-check={code}>."))?;
/// assert_eq!(shared.responses, responses);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Codec<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) identity: Identity,
    /// The responses if all items were asked: no level only where one was skipped.
    complete: Packing,
    /// The responses if some weren't asked.
    partial: Packing,
}

impl<'a> Codec<'a> {
    /// The codec of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let definition = catalogue.definition();
        let items = definition.items.iter();
        let level_counts: Vec<_> = items
            .map(|item| definition.competences[item.competence.get()].level_count)
            .collect();
        let packing = |is_partial| Packing::new(&level_counts, Self::mark_count(is_partial));
        Self {
            catalogue,
            identity: Identity::new(catalogue),
            complete: packing(false),
            partial: packing(true),
        }
    }

    /// How many digits stand for no level.
    pub(super) const fn mark_count(is_partial: bool) -> u8 {
        if is_partial { 2 } else { 1 }
    }

    pub(super) const fn packing(&self, is_partial: bool) -> &Packing {
        if is_partial {
            &self.partial
        } else {
            &self.complete
        }
    }

    /// The code of responses and a target.
    ///
    /// # Errors
    /// [`LinkError::TooLong`] if the catalogue has so many items that no code may hold them, which
    /// takes more than 7,000 of them.
    pub fn encode(
        &self,
        responses: &Responses,
        family: FamilyIndex,
        level: Option<Tier>,
    ) -> Result<String, LinkError> {
        let none = Verdicts::default();
        self.encode_all(responses, family, level, false, &none)
    }

    /// The code of a sitting: what was answered, on which way, and the verdicts of the knowledge check.
    ///
    /// # Errors
    /// As for [`Self::encode`].
    pub fn encode_session(&self, session: &Session) -> Result<String, LinkError> {
        self.encode_all(
            &session.responses,
            session.family,
            session.level,
            session.is_quick,
            &session.verdicts,
        )
    }

    /// The code of a summary.
    #[must_use]
    pub fn encode_summary(&self, summary: &Summary) -> String {
        write_summary(self, summary)
    }

    fn encode_all(
        &self,
        responses: &Responses,
        family: FamilyIndex,
        level: Option<Tier>,
        is_quick: bool,
        verdicts: &Verdicts,
    ) -> Result<String, LinkError> {
        // Room for 36 items without growing.
        let mut bytes = Vec::with_capacity(32);
        bytes.push(FORMAT_VERSION << 4 | flags(responses, is_quick, verdicts));
        write_verdicts(&mut bytes, self.catalogue, verdicts);
        write(&mut bytes, self, responses, family, level);
        let code = sealed(bytes);
        if code.len() > CODE_LENGTH_MAX {
            return Err(LinkError::TooLong);
        }
        Ok(code)
    }

    /// The answers that a code says. It has to be exact to the character.
    ///
    /// # Errors
    /// See [`LinkError`].
    pub fn decode(&self, code: &str) -> Result<Shared, LinkError> {
        self.decode_any(code)?.answers()
    }

    /// What a code says, answers or a summary. It has to be exact to the character.
    ///
    /// # Errors
    /// See [`LinkError`].
    pub fn decode_any(&self, code: &str) -> Result<Opened, LinkError> {
        if code.len() > CODE_LENGTH_MAX {
            return Err(LinkError::TooLong);
        }
        let Some(bytes) = unclosed(code).and_then(intact_bytes) else {
            return Err(self.damage(code));
        };
        let (&head, rest) = bytes.split_first().ok_or(LinkError::Damaged)?;
        match (head >> 4, head & 0xf) {
            (0, _) => Err(LinkError::Damaged),
            (FORMAT_VERSION, flags) if flags & !FLAGS_KNOWN == 0 => {
                self.read_answers(bytes).map(Opened::Answers)
            }
            (SUMMARY_VERSION, 0) => read_summary(self, rest).map(Opened::Summary),
            _ => Err(LinkError::NewerFormat),
        }
    }

    fn read_answers(&self, mut bytes: Vec<u8>) -> Result<Shared, LinkError> {
        let (&head, mut rest) = bytes.split_first().ok_or(LinkError::Damaged)?;
        let verdicts = read_verdicts(self.catalogue, &mut rest, head).ok_or(LinkError::Damaged)?;
        let start = bytes.len() - rest.len();
        let is_partial = head & FLAG_PARTIAL != 0;
        let (body, _) = read(self, &mut bytes[start..], CHECKSUM_SIZE, is_partial)?;
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

    /// The answers that the code in a text says, whatever became of it on its way: see [`Self::open_any`].
    ///
    /// # Errors
    /// See [`LinkError`]; of a code that is intact, what keeps it from opening here.
    pub fn open(&self, text: &str) -> Result<Shared, LinkError> {
        self.open_any(text)?.answers()
    }

    /// What the code in a text says, whatever became of it on its way: the text may be a code, a link, a
    /// message around one, or what a gateway made of it. If there are several codes, the first that opens
    /// counts.
    ///
    /// # Errors
    /// See [`LinkError`]; of a code that is intact, what keeps it from opening here.
    pub fn open_any(&self, text: &str) -> Result<Opened, LinkError> {
        let mut opened = self.decode_any(text.trim());
        if opened.is_ok() {
            return opened;
        }
        let mut is_intact = !matches!(
            opened,
            Err(LinkError::TooLong | LinkError::Damaged | LinkError::CutOff)
        );
        let is_found = found::search(text, &mut |code| {
            let result = self.decode_any(code);
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
        Err(self.damage(&code))
    }

    /// Whether a damaged code is cut off, as far as its beginning tells.
    #[cold]
    fn damage(&self, code: &str) -> LinkError {
        let whole = &code.as_bytes()[..code.len() & !3];
        let Some(bytes) = base64::decode(whole) else {
            return LinkError::Damaged;
        };
        let expected = bytes
            .split_first()
            .and_then(|(&head, rest)| self.expected_size(head, rest))
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
    fn expected_size(&self, head: u8, rest: &[u8]) -> Option<usize> {
        match (head >> 4, head & 0xf) {
            (FORMAT_VERSION, flags) if flags & !FLAGS_KNOWN == 0 => {
                let mut body = rest;
                section::skip_verdicts(&mut body, head)?;
                let size = body::expected_size(self, body, head & FLAG_PARTIAL != 0)?;
                Some(rest.len() - body.len() + size)
            }
            (SUMMARY_VERSION, 0) => summary::expected_size(self, rest),
            _ => None,
        }
    }
}

/// The code of bytes that lack their checksum yet.
pub(super) fn sealed(mut bytes: Vec<u8>) -> String {
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
