//! What stands before the body only if there is any: the verdicts of the knowledge check.
//!
//! Layout: two bytes of a checksum over the ids of the statements, how many bytes follow (LEB128),
//! and these: two bits for each statement.

use super::body::is_partial;
use super::{FLAG_PARTIAL, FLAG_QUICK, FLAG_VERDICTS};
use crate::catalogue::Catalogue;
use crate::codec::{checksum, read_number, write_number};
use crate::knowledge::Verdicts;
use crate::response::Responses;

/// The flags that announce what a code or a record holds.
pub(crate) fn flags(responses: &Responses, is_quick: bool, verdicts: &Verdicts) -> u8 {
    let flag = |is_set, flag| if is_set { flag } else { 0 };
    flag(is_partial(responses), FLAG_PARTIAL)
        | flag(is_quick, FLAG_QUICK)
        | flag(verdicts.answered_count() > 0, FLAG_VERDICTS)
}

/// Appends the section, if there is a verdict.
pub(crate) fn write_verdicts(bytes: &mut Vec<u8>, catalogue: &Catalogue, verdicts: &Verdicts) {
    let packed = verdicts.packed();
    if packed.is_empty() {
        return;
    }
    bytes.extend_from_slice(&statements_mark(catalogue));
    write_number(bytes, packed.len() as u64);
    bytes.extend_from_slice(&packed);
}

/// Takes the section off the front, if the flags announce one. Verdicts on other statements are
/// forgotten: they may change without a new revision.
pub(crate) fn read_verdicts(
    catalogue: &Catalogue,
    bytes: &mut &[u8],
    flags: u8,
) -> Option<Verdicts> {
    if flags & FLAG_VERDICTS == 0 {
        return Some(Verdicts::new(catalogue));
    }
    let (mark, packed) = take(bytes)?;
    if mark != statements_mark(catalogue) {
        return Some(Verdicts::new(catalogue));
    }
    let verdicts = Verdicts::unpacked(catalogue, packed)?;
    (!packed.is_empty()).then_some(verdicts)
}

/// Takes the section off the front without reading it, if the flags announce one.
pub(crate) fn skip_verdicts(bytes: &mut &[u8], flags: u8) -> Option<()> {
    if flags & FLAG_VERDICTS != 0 {
        take(bytes)?;
    }
    Some(())
}

/// The mark and the verdicts of a section.
fn take<'a>(bytes: &mut &'a [u8]) -> Option<([u8; 2], &'a [u8])> {
    let (mark, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    let size = usize::try_from(read_number(bytes)?).ok()?;
    let (packed, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some((*mark, packed))
}

/// Says which statements verdicts are on.
fn statements_mark(catalogue: &Catalogue) -> [u8; 2] {
    let mut ids = Vec::new();
    for statement in catalogue.statements() {
        ids.extend_from_slice(catalogue.statement(statement).id.as_str().as_bytes());
        ids.push(0);
    }
    (checksum(&ids) as u16).to_le_bytes()
}
