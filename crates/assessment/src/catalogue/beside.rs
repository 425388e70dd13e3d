//! What a catalogue has beside its scoring, by places.

use super::{
    Catalogue, CountryDefinition, ExamDefinition, Extras, FrameworkDefinition, MappingDefinition,
    NeighbourDefinition, Norms, Provenance, StatementDefinition,
};
use crate::id::{CompetenceIndex, CountryIndex, FrameworkIndex, NeighbourIndex, StatementIndex};

impl Catalogue {
    /// The certificate exam, if it has one.
    #[must_use]
    pub fn exam(&self) -> Option<&ExamDefinition> {
        self.definition.extras.exam.as_ref()
    }

    /// All neighbouring roles, in order.
    pub fn neighbours(
        &self,
    ) -> impl DoubleEndedIterator<Item = NeighbourIndex> + ExactSizeIterator + Clone + use<> {
        NeighbourIndex::all(self.definition.extras.neighbours.len())
    }

    /// All countries for which there is something to say on how to go on, in order.
    pub fn countries(
        &self,
    ) -> impl DoubleEndedIterator<Item = CountryIndex> + ExactSizeIterator + Clone + use<> {
        CountryIndex::all(self.definition.extras.countries.len())
    }

    /// A country's definition.
    #[must_use]
    pub fn country(&self, country: CountryIndex) -> &CountryDefinition {
        &self.definition.extras.countries[country.get()]
    }

    /// All frameworks, in order.
    pub fn frameworks(
        &self,
    ) -> impl DoubleEndedIterator<Item = FrameworkIndex> + ExactSizeIterator + Clone + use<> {
        FrameworkIndex::all(self.definition.extras.frameworks.len())
    }

    /// The mappings of a competence to frameworks, each with its framework.
    pub fn mappings(
        &self,
        competence: CompetenceIndex,
    ) -> impl Iterator<Item = (&FrameworkDefinition, &MappingDefinition)> {
        let Extras {
            frameworks,
            mappings,
            ..
        } = &self.definition.extras;
        mappings
            .iter()
            .filter(move |mapping| mapping.competence == competence)
            .map(|mapping| (&frameworks[mapping.framework.get()], mapping))
    }

    /// Where a competence comes from; unknown where the catalogue was read without advice.
    #[must_use]
    pub fn provenance(&self, competence: CompetenceIndex) -> Option<&Provenance> {
        self.definition.extras.provenance.get(competence.get())
    }

    /// How others answered, if the catalogue has figures of them.
    #[must_use]
    pub fn norms(&self) -> Option<&Norms> {
        self.definition.extras.norms.as_ref()
    }

    /// All statements of the knowledge check, in order.
    pub fn statements(
        &self,
    ) -> impl DoubleEndedIterator<Item = StatementIndex> + ExactSizeIterator + Clone + use<> {
        StatementIndex::all(self.definition.extras.statements.len())
    }

    /// A statement's definition.
    #[must_use]
    pub fn statement(&self, statement: StatementIndex) -> &StatementDefinition {
        &self.definition.extras.statements[statement.get()]
    }

    /// A neighbouring role's definition.
    #[must_use]
    pub fn neighbour(&self, neighbour: NeighbourIndex) -> &NeighbourDefinition {
        &self.definition.extras.neighbours[neighbour.get()]
    }
}
