//! What tells revisions of a catalogue apart, and what earlier ones asked.

use serde::{Deserialize, Serialize};

use super::Definition;
use crate::codec::Checksum;
use crate::id::{FamilyIndex, ItemIndex};

/// How many bits the definition check has.
pub(crate) const CHECK_BITS: u32 = 20;

/// What a released revision of a catalogue asked, in terms of today's catalogue: it opens the links
/// and saved sessions of that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionTable {
    /// The revision.
    pub revision: u16,
    /// Its [`definition_check`].
    pub definition_check: u32,
    /// Its families, in its order.
    pub families: Vec<FamilyIndex>,
    /// Its items, in its order. None of them has changed its number of levels since.
    pub items: Vec<ItemIndex>,
}

impl RevisionTable {
    /// Whether these are tables of earlier revisions in rising order that name what there is, and
    /// nothing twice.
    pub(super) fn are_sound(tables: &[Self], definition: &Definition) -> bool {
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
