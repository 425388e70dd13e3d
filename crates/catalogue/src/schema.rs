//! The JSON Schemas of an author's files: what editors complete from, and what the check goes by.

/// A kind of file that an author writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Schema {
    /// `catalogue.toml`.
    Catalogue,
    /// A locale's file.
    Locale,
    /// `personas.toml`.
    Personas,
}

impl Schema {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Catalogue, Self::Locale, Self::Personas];

    /// The name of the schema's file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue.schema.json",
            Self::Locale => "locale.schema.json",
            Self::Personas => "personas.schema.json",
        }
    }

    /// The schema as a file.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Catalogue => include_str!("../schema/catalogue.schema.json"),
            Self::Locale => include_str!("../schema/locale.schema.json"),
            Self::Personas => include_str!("../schema/personas.schema.json"),
        }
    }

    /// The schema as data.
    pub(crate) fn json(self) -> serde_json::Value {
        // The files are part of this crate, and a test reads them; one that is broken allows nothing.
        serde_json::from_str(self.text()).unwrap_or_default()
    }
}
