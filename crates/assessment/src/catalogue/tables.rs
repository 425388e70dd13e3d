//! What scoring reads of a catalogue: dense tables.

use super::Catalogue;
use crate::id::{AreaIndex, CompetenceIndex, ItemIndex, ProfileIndex};
use crate::level::Level;

impl Catalogue {
    /// The highest level of a competence.
    #[must_use]
    pub fn level_max(&self, competence: CompetenceIndex) -> Level {
        self.level_max[competence.get()]
    }

    /// The items of a competence.
    pub fn items_of(
        &self,
        competence: CompetenceIndex,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        range(&self.item_starts, competence.get()).map(ItemIndex)
    }

    /// Where the items of a competence stand among all. Plain numbers are counted without a call for
    /// each, compiled for size as well.
    #[inline(always)]
    pub(crate) fn item_places(&self, competence: usize) -> core::ops::Range<usize> {
        let items = range(&self.item_starts, competence);
        items.start.into()..items.end.into()
    }

    /// Where the competences of an area stand among all.
    #[inline(always)]
    pub(crate) fn competence_places(&self, area: AreaIndex) -> core::ops::Range<usize> {
        let competences = range(&self.competence_starts, area.get());
        competences.start.into()..competences.end.into()
    }

    /// The competences of an area.
    pub fn competences_of(
        &self,
        area: AreaIndex,
    ) -> impl DoubleEndedIterator<Item = CompetenceIndex> + ExactSizeIterator + Clone + use<> {
        range(&self.competence_starts, area.get()).map(CompetenceIndex)
    }

    /// The items of an area.
    pub fn items_in(
        &self,
        area: AreaIndex,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        let competences = range(&self.competence_starts, area.get());
        (self.item_starts[usize::from(competences.start)]
            ..self.item_starts[usize::from(competences.end)])
            .map(ItemIndex)
    }

    /// The levels that a profile requires, one per competence.
    #[must_use]
    pub fn required(&self, profile: ProfileIndex) -> &[Level] {
        row(&self.required, self.competence_count(), profile.get())
    }

    /// The weights that a profile gives, one per competence.
    #[must_use]
    pub fn weights(&self, profile: ProfileIndex) -> &[u8] {
        row(&self.weights, self.competence_count(), profile.get())
    }

    /// The highest levels, one per competence.
    #[must_use]
    pub fn level_maxima(&self) -> &[Level] {
        &self.level_max
    }

    /// The competence an item asks about.
    #[must_use]
    pub fn competence_of(&self, item: ItemIndex) -> CompetenceIndex {
        self.definition.items[item.get()].competence
    }

    /// The area an item belongs to.
    #[must_use]
    pub fn area_of(&self, item: ItemIndex) -> AreaIndex {
        self.competence(self.competence_of(item)).area
    }
}

fn row(table: &[u8], width: usize, row: usize) -> &[u8] {
    &table[row * width..(row + 1) * width]
}

#[inline(always)]
fn range(starts: &[u16], group: usize) -> core::ops::Range<u16> {
    starts[group]..starts[group + 1]
}

/// Where each of `groups` groups starts in a list sorted by group, and the length at the end.
pub(super) fn starts(groups: usize, members: impl Iterator<Item = usize>) -> Box<[u16]> {
    let mut starts = vec![0_u16; groups + 1];
    for group in members {
        starts[group + 1] += 1;
    }
    for group in 0..groups {
        starts[group + 1] += starts[group];
    }
    starts.into()
}
