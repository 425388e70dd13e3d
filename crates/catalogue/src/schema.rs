//! The JSON Schemas of an author's files: what editors complete from, and what the check goes by.

use std::sync::OnceLock;

/// A kind of file that an author writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Schema {
    /// `catalogue.toml`.
    Catalogue,
    /// A locale's file.
    Locale,
    /// `personas.toml`.
    Personas,
    /// `norms.toml`.
    Norms,
}

impl Schema {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Catalogue, Self::Locale, Self::Personas, Self::Norms];

    /// The name of the schema's file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue.schema.json",
            Self::Locale => "locale.schema.json",
            Self::Personas => "personas.schema.json",
            Self::Norms => "norms.schema.json",
        }
    }

    /// The schema as a file.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Catalogue => include_str!("../schema/catalogue.schema.json"),
            Self::Locale => include_str!("../schema/locale.schema.json"),
            Self::Personas => include_str!("../schema/personas.schema.json"),
            Self::Norms => include_str!("../schema/norms.schema.json"),
        }
    }

    /// The schema as data, read once.
    pub(crate) fn json(self) -> &'static serde_json::Value {
        static READ: [OnceLock<serde_json::Value>; 4] = [const { OnceLock::new() }; 4];
        // The files are part of this crate, and a test reads them; one that is broken allows nothing.
        READ[self as usize].get_or_init(|| serde_json::from_str(self.text()).unwrap_or_default())
    }
}
