//! What result codes and saved sessions have in common: which catalogue, which target, which
//! responses.
//!
//! Layout: the revision (LEB128), four bytes of [`Identity`], a byte for the target, the responses
//! as an integer of mixed radix. The order of items is the catalogue's in that revision.

use std::borrow::Cow;

use super::identity::Identity;
use super::{Codec, LinkError};
use crate::catalogue::{RevisionTable, Tier};
use crate::codec::{Packing, read_number, write_number};
use crate::id::{FamilyIndex, ItemIndex};
use crate::level::NOT_ASKED;
use crate::response::Responses;

/// Levels that can be aimed at, and none.
const TARGET_LEVELS: u8 = 3;

/// What a body says.
pub(crate) struct Body {
    pub(crate) responses: Responses,
    pub(crate) family: FamilyIndex,
    pub(crate) level: Option<Tier>,
    pub(crate) revision: u16,
    /// Whether the definition check of that revision isn't today's.
    pub(crate) is_rescored: bool,
}

/// The items and families as a body counts them.
#[derive(Clone, Copy)]
pub(crate) struct Order<'a> {
    codec: &'a Codec<'a>,
    /// None if they are counted as the catalogue does today.
    table: Option<&'a RevisionTable>,
}

impl<'a> Order<'a> {
    /// The order of a revision.
    fn of(codec: &'a Codec<'a>, revision: u16, identity: Identity) -> Result<Self, LinkError> {
        let (catalogue, today) = (codec.catalogue, codec.identity);
        if identity.mark() != today.mark() {
            return Err(LinkError::OtherCatalogue);
        }
        let (table, expected) = if revision == catalogue.definition().revision {
            (None, today)
        } else {
            let table = catalogue
                .history()
                .iter()
                .find(|table| table.revision == revision)
                .ok_or(LinkError::RevisionUnknown { found: revision })?;
            (Some(table), today.with_check(table.definition_check))
        };
        if identity != expected {
            return Err(LinkError::DefinitionChanged);
        }
        Ok(Self { codec, table })
    }

    /// The item at a position, if there are that many.
    pub(crate) fn item(self, position: usize) -> Option<ItemIndex> {
        match self.table {
            None => {
                (position < self.codec.catalogue.item_count()).then_some(ItemIndex(position as u16))
            }
            Some(table) => table.items.get(position).copied(),
        }
    }

    /// How many items there are.
    pub(super) fn item_count(self) -> usize {
        match self.table {
            None => self.codec.catalogue.item_count(),
            Some(table) => table.items.len(),
        }
    }

    /// The family at a position, if there are that many.
    pub(super) fn family(self, position: u8) -> Option<FamilyIndex> {
        match self.table {
            None => self.codec.catalogue.families().nth(position.into()),
            Some(table) => table.families.get(usize::from(position)).copied(),
        }
    }

    fn packing(self, is_partial: bool) -> Cow<'a, Packing> {
        let today = self.codec.packing(is_partial);
        match self.table {
            None => Cow::Borrowed(today),
            Some(table) => {
                let items = table.items.iter();
                let level_counts: Vec<_> =
                    items.map(|item| today.level_count(item.get())).collect();
                Cow::Owned(Packing::new(&level_counts, Codec::mark_count(is_partial)))
            }
        }
    }
}

/// Whether some items weren't asked; the responses of a body that says so take more room.
pub(crate) fn is_partial(responses: &Responses) -> bool {
    responses.raw().contains(&NOT_ASKED)
}

/// Appends a body.
pub(crate) fn write(
    bytes: &mut Vec<u8>,
    codec: &Codec<'_>,
    responses: &Responses,
    family: FamilyIndex,
    level: Option<Tier>,
) {
    write_number(bytes, codec.catalogue.definition().revision.into());
    bytes.extend_from_slice(&codec.identity.bits().to_le_bytes());
    let level = match level {
        None => 0,
        Some(Tier::Junior) => 1,
        Some(Tier::Senior) => 2,
    };
    bytes.push(family.0 * TARGET_LEVELS + level);
    let is_partial = is_partial(responses);
    let packing = codec.packing(is_partial);
    let start = bytes.len();
    bytes.resize(start + packing.size().next_multiple_of(4), 0);
    packing.pack(&mut bytes[start..], responses.raw());
    debug_assert!(
        bytes[start + packing.size()..]
            .iter()
            .all(|&byte| byte == 0),
        "the size holds every value"
    );
    bytes.truncate(start + packing.size());
}

/// Reads which catalogue and revision a body is of.
pub(super) fn read_head<'a>(
    codec: &'a Codec<'a>,
    bytes: &mut &[u8],
) -> Result<(u16, Identity, Order<'a>), LinkError> {
    let revision = read_number(bytes)
        .and_then(|revision| u16::try_from(revision).ok())
        .ok_or(LinkError::Damaged)?;
    let (identity, rest) = bytes.split_first_chunk().ok_or(LinkError::Damaged)?;
    *bytes = rest;
    let identity = Identity::from_bits(u32::from_le_bytes(*identity));
    Ok((revision, identity, Order::of(codec, revision, identity)?))
}

/// How long a body is that begins like this, if that much of it is there and known.
pub(crate) fn expected_size(codec: &Codec<'_>, bytes: &[u8], is_partial: bool) -> Option<usize> {
    let mut rest = bytes;
    let (_, _, order) = read_head(codec, &mut rest).ok()?;
    let head_size = bytes.len() - rest.len() + 1;
    Some(head_size + order.packing(is_partial).size())
}

/// Reads a body that ends `padding` bytes before the end; they are at least three, and zero. The
/// bytes are used up.
pub(crate) fn read<'a>(
    codec: &'a Codec<'a>,
    bytes: &mut [u8],
    padding: usize,
    is_partial: bool,
) -> Result<(Body, Order<'a>), LinkError> {
    let mut rest = &*bytes;
    let (revision, identity, order) = read_head(codec, &mut rest)?;
    let (&target, rest) = rest.split_first().ok_or(LinkError::Damaged)?;
    let family = order
        .family(target / TARGET_LEVELS)
        .ok_or(LinkError::Damaged)?;
    let level = match target % TARGET_LEVELS {
        0 => None,
        1 => Some(Tier::Junior),
        _ => Some(Tier::Senior),
    };
    let packing = order.packing(is_partial);
    let size = packing.size();
    if rest.len() != size + padding {
        return Err(LinkError::Damaged);
    }
    let start = bytes.len() - rest.len();
    let integer = &mut bytes[start..start + size.next_multiple_of(4)];
    let body = Body {
        responses: read_responses(integer, order, &packing, is_partial)
            .ok_or(LinkError::Damaged)?,
        family,
        level,
        revision,
        is_rescored: identity != codec.identity,
    };
    Ok((body, order))
}

fn read_responses(
    integer: &mut [u8],
    order: Order<'_>,
    packing: &Packing,
    is_partial: bool,
) -> Option<Responses> {
    let mut values: Box<[u8]> = vec![NOT_ASKED; packing.len()].into();
    let is_made = packing.unpack(integer, &mut values);
    // The longer form is refused where the shorter one would do: one text per state. The shorter one
    // has no digit for what wasn't asked.
    if !is_made || (is_partial && !values.contains(&NOT_ASKED)) {
        return None;
    }
    let Some(table) = order.table else {
        return Some(Responses::from_raw(values));
    };
    let mut moved: Box<[u8]> = vec![NOT_ASKED; order.codec.catalogue.item_count()].into();
    for (item, value) in table.items.iter().zip(values) {
        moved[item.get()] = value;
    }
    Some(Responses::from_raw(moved))
}
