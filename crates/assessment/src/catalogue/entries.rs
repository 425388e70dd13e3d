//! The entries of a catalogue, by their places and ids.

use super::{
    Catalogue, CompetenceDefinition, FormatDefinition, ModuleDefinition, ProfileDefinition, Tier,
};
use crate::id::{
    AreaId, AreaIndex, CompetenceIndex, FamilyId, FamilyIndex, FormatIndex, ItemId, ItemIndex,
    ModuleIndex, ProfileIndex,
};

impl Catalogue {
    /// All areas, in order.
    pub fn areas(
        &self,
    ) -> impl DoubleEndedIterator<Item = AreaIndex> + ExactSizeIterator + Clone + use<> {
        AreaIndex::all(self.definition.areas.len())
    }

    /// All competences, in order.
    pub fn competences(
        &self,
    ) -> impl DoubleEndedIterator<Item = CompetenceIndex> + ExactSizeIterator + Clone + use<> {
        CompetenceIndex::all(self.definition.competences.len())
    }

    /// All items, in order.
    pub fn items(
        &self,
    ) -> impl DoubleEndedIterator<Item = ItemIndex> + ExactSizeIterator + Clone + use<> {
        ItemIndex::all(self.definition.items.len())
    }

    /// All families, in order.
    pub fn families(
        &self,
    ) -> impl DoubleEndedIterator<Item = FamilyIndex> + ExactSizeIterator + Clone + use<> {
        FamilyIndex::all(self.definition.families.len())
    }

    /// All profiles, in their fixed order.
    pub fn profiles(
        &self,
    ) -> impl DoubleEndedIterator<Item = ProfileIndex> + ExactSizeIterator + Clone + use<> {
        ProfileIndex::all(self.definition.profiles.len())
    }

    /// All modules, in their fixed order.
    pub fn modules(
        &self,
    ) -> impl DoubleEndedIterator<Item = ModuleIndex> + ExactSizeIterator + Clone + use<> {
        ModuleIndex::all(self.definition.modules.len())
    }

    /// All formats, in order.
    pub fn formats(
        &self,
    ) -> impl DoubleEndedIterator<Item = FormatIndex> + ExactSizeIterator + Clone + use<> {
        FormatIndex::all(self.definition.formats.len())
    }

    /// How many items there are.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.definition.items.len()
    }

    /// How many competences there are.
    #[must_use]
    pub fn competence_count(&self) -> usize {
        self.definition.competences.len()
    }

    /// A profile's definition.
    #[must_use]
    pub fn profile(&self, profile: ProfileIndex) -> &ProfileDefinition {
        &self.definition.profiles[profile.get()]
    }

    /// A module's definition.
    #[must_use]
    pub fn module(&self, module: ModuleIndex) -> &ModuleDefinition {
        &self.definition.modules[module.get()]
    }

    /// A format's definition.
    #[must_use]
    pub fn format(&self, format: FormatIndex) -> &FormatDefinition {
        &self.definition.formats[format.get()]
    }

    /// A competence's definition.
    #[must_use]
    pub fn competence(&self, competence: CompetenceIndex) -> &CompetenceDefinition {
        &self.definition.competences[competence.get()]
    }

    /// An item's id.
    #[must_use]
    pub fn item_id(&self, item: ItemIndex) -> &ItemId {
        &self.definition.items[item.get()].id
    }

    /// An area's id.
    #[must_use]
    pub fn area_id(&self, area: AreaIndex) -> &AreaId {
        &self.definition.areas[area.get()]
    }

    /// A family's id.
    #[must_use]
    pub fn family_id(&self, family: FamilyIndex) -> &FamilyId {
        &self.definition.families[family.get()]
    }

    /// The family of this id.
    #[must_use]
    pub fn family_by_id(&self, id: &str) -> Option<FamilyIndex> {
        self.families()
            .find(|&family| self.family_id(family).as_str() == id)
    }

    /// The profile of a family in a tier, if the family has one there.
    #[must_use]
    pub fn profile_of(&self, family: FamilyIndex, tier: Tier) -> Option<ProfileIndex> {
        self.profiles().find(|&profile| {
            let profile = self.profile(profile);
            profile.family == family && profile.tier == tier
        })
    }
}
