//! How a code knows its catalogue: a mark for the id, and a check over what scoring depends on.

use serde::{Deserialize, Serialize};

use super::checksum::{Checksum, checksum};
use super::radix::Packing;
use crate::catalogue::Definition;
use crate::id::{FamilyIndex, ItemIndex};

/// How many bits the definition check has.
const CHECK_BITS: u32 = 20;

/// What a released revision of a catalogue asked, in terms of today's catalogue: it opens the links
/// and saved sessions of that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTable {
    /// The revision.
    pub revision: u16,
    /// Its [`definition_check`].
    pub definition_check: u32,
    /// Its families, in its order.
    pub families: Vec<FamilyIndex>,
    /// Its items, in its order. None of them has changed its number of levels since.
    pub items: Vec<ItemIndex>,
}

impl LinkTable {
    /// Whether these are tables of earlier revisions in rising order that name what there is, and
    /// nothing twice.
    pub(crate) fn are_sound(tables: &[Self], definition: &Definition) -> bool {
        let later = tables.iter().skip(1).map(|table| table.revision);
        let rising = tables
            .iter()
            .zip(later.chain([definition.revision]))
            .all(|(table, next)| table.revision > 0 && table.revision < next);
        rising && tables.iter().all(|table| table.is_sound(definition))
    }

    fn is_sound(&self, definition: &Definition) -> bool {
        let families = self.families.iter().map(|family| family.get());
        let items = self.items.iter().map(|item| item.get());
        self.definition_check >> CHECK_BITS == 0
            && name_once(families, definition.families.len())
            && name_once(items, definition.items.len())
    }
}

/// Whether positions are below a limit, each at most once, and at least one.
fn name_once(positions: impl ExactSizeIterator<Item = usize>, limit: usize) -> bool {
    let mut seen = vec![false; limit];
    positions.len() > 0 && { positions }.all(|position| {
        seen.get_mut(position)
            .is_some_and(|seen| !core::mem::replace(seen, true))
    })
}

/// What the codes of one catalogue have in common. Kept, because it takes longer to work out than
/// a code takes to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(super) identity: Identity,
    /// The responses if all items were asked: no level only where one was skipped.
    pub(super) complete: Packing,
    /// The responses if some weren't asked.
    pub(super) partial: Packing,
}

impl Key {
    pub(crate) fn new(definition: &Definition) -> Self {
        let items = definition.items.iter();
        let level_counts: Vec<_> = items
            .map(|item| definition.competences[item.competence.get()].level_count)
            .collect();
        let packing = |is_partial| Packing::new(&level_counts, Self::mark_count(is_partial));
        Self {
            identity: Identity::new(definition),
            complete: packing(false),
            partial: packing(true),
        }
    }

    /// Whether another key is of the same catalogue, with the same definition.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        self.identity == other.identity
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
}

/// How a code names its catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The catalogue's mark in the upper 12 bits, the definition check in the lower 20.
    bits: u32,
}

impl Identity {
    fn new(definition: &Definition) -> Self {
        Self::from_parts(
            checksum(definition.id.as_str().as_bytes()) >> CHECK_BITS,
            definition_check(definition),
        )
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self { bits }
    }

    const fn from_parts(mark: u32, check: u32) -> Self {
        Self {
            bits: mark << CHECK_BITS | check,
        }
    }

    /// The same catalogue with another definition check.
    pub(super) const fn with_check(self, check: u32) -> Self {
        Self::from_parts(self.mark(), check)
    }

    pub(super) const fn bits(self) -> u32 {
        self.bits
    }

    pub(super) const fn mark(self) -> u32 {
        self.bits >> CHECK_BITS
    }
}

/// A number of 20 bits over all that scoring depends on.
///
/// That is the thresholds but those of the recommendation, and the areas, families, profiles,
/// competences and items with their order, levels, weights and requirements. Courses aren't part
/// of it, since they come and go, nor are texts.
#[must_use]
pub fn definition_check(definition: &Definition) -> u32 {
    let thresholds = &definition.thresholds;
    let mut sum = Checksum::new()
        .with(&[
            thresholds.reached_percent,
            thresholds.core_percent,
            thresholds.core_weight,
            thresholds.on_the_way_percent,
            thresholds.area_answered_percent,
        ])
        .with(&thresholds.straight_lining.to_le_bytes());
    sum = with_ids(sum, definition.areas.iter().map(|id| id.as_str()));
    sum = with_ids(sum, definition.families.iter().map(|id| id.as_str()));
    let profiles = definition.profiles.iter();
    sum = with_ids(sum, profiles.map(|profile| profile.id.as_str()));
    let competences = definition.competences.iter();
    sum = with_ids(sum, competences.map(|competence| competence.id.as_str()));
    for competence in &definition.competences {
        sum = sum
            .with(&[competence.area.0, competence.level_count])
            .with(&competence.weights)
            .with(&competence.required);
    }
    sum = with_ids(sum, definition.items.iter().map(|item| item.id.as_str()));
    for item in &definition.items {
        sum = sum.with(&item.competence.0.to_le_bytes());
    }
    sum.value() & ((1 << CHECK_BITS) - 1)
}

/// A list of ids: each is closed by a zero, the list by another.
fn with_ids<'a>(sum: Checksum, ids: impl Iterator<Item = &'a str>) -> Checksum {
    ids.fold(sum, |sum, id| sum.with(id.as_bytes()).with(&[0]))
        .with(&[0])
}
