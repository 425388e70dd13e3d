//! Ids (what authors write) and indexes (how a checked catalogue is addressed).
//!
//! An id is lower-case ASCII words joined by `-`; a profile id joins its family and its tier by `.`.
//! An index is only meaningful for the catalogue that handed it out.

use serde::{Deserialize, Serialize};

/// The longest id, in bytes.
pub const ID_LENGTH_MAX: usize = 64;

/// Whether `text` is words of `a-z0-9` joined by `-`, where `dots` says how many `.` join such parts.
fn has_dots(text: &str, dots: usize) -> bool {
    text.split('.').count() == dots + 1 && is_dotted(text)
}

/// The same with any number of `.`.
fn is_dotted(text: &str) -> bool {
    text.len() <= ID_LENGTH_MAX
        && text.split('.').all(|part| {
            part.split('-').all(|word| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $grammar:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Wraps a text as an id; whether it is well formed is checked by the catalogue.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the id keeps the grammar of ids.
            #[must_use]
            pub fn is_well_formed(&self) -> bool {
                let keeps: fn(&str) -> bool = $grammar;
                keeps(&self.0)
            }
        }

        impl From<Box<str>> for $name {
            fn from(text: Box<str>) -> Self {
                Self(text)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names a catalogue, e.g. `social-media`.
    CatalogueId, |id| has_dots(id, 0);
    /// Names an area of competences, e.g. `analytics`.
    AreaId, |id| has_dots(id, 0);
    /// Names a competence, e.g. `crisis-communication`.
    CompetenceId, |id| has_dots(id, 0);
    /// Names an item.
    ItemId, |id| has_dots(id, 0);
    /// Names a family of profiles, e.g. `community-manager`.
    FamilyId, |id| has_dots(id, 0);
    /// Names a profile: its family and tier, e.g. `community-manager.senior`.
    ProfileId, |id| has_dots(id, 1);
    /// Names a form that modules are offered in, e.g. `evening-school`.
    FormatId, |id| has_dots(id, 0);
    /// Names a further-education module, e.g. `online-pr`.
    ModuleId, |id| has_dots(id, 0);
    /// Names an entry of what a catalogue has beside its scoring, e.g. a part of an exam.
    EntryId, |id| has_dots(id, 0);
    /// Names a country by its code in ISO 3166-1 alpha-2, e.g. `DE`.
    CountryId, |id| id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase());
    /// Names a public framework of competences with its version, e.g. `digcomp-2.2`.
    FrameworkId, is_dotted;
}

macro_rules! indexes {
    ($($(#[$doc:meta])* $name:ident($int:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $int);

        impl $name {
            /// The position as a slice index.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0 as usize
            }

            /// The index at a position below `count`; positions come from lists within the limits
            /// of the catalogue, which fit the integer.
            pub(crate) fn all(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                (0..count).map(|position| Self(position as $int))
            }
        }
    )*};
}

indexes! {
    /// Position of an area in its catalogue.
    AreaIndex(u8);
    /// Position of a competence in its catalogue.
    CompetenceIndex(u16);
    /// Position of an item in its catalogue.
    ItemIndex(u16);
    /// Position of a family in its catalogue.
    FamilyIndex(u8);
    /// Position of a profile in its catalogue.
    ProfileIndex(u8);
    /// Position of a format in its catalogue.
    FormatIndex(u8);
    /// Position of a module in its catalogue.
    ModuleIndex(u8);
    /// Position of a neighbouring role in its catalogue.
    NeighbourIndex(u8);
    /// Position of a statement of the knowledge check in its catalogue.
    StatementIndex(u8);
    /// Position of a country in its catalogue.
    CountryIndex(u8);
    /// Position of a framework in its catalogue.
    FrameworkIndex(u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_hyphens() {
        for good in ["pc", "online-pr", "a1", "x-2-y"] {
            assert!(AreaId::new(good).is_well_formed(), "{good}");
        }
        for bad in [
            "",
            "-",
            "a-",
            "A",
            "a_b",
            "a b",
            "ä",
            "a.b",
            &"a".repeat(65),
        ] {
            assert!(!AreaId::new(bad).is_well_formed(), "{bad}");
        }
    }

    #[test]
    fn countries_and_frameworks_have_grammars_of_their_own() {
        assert!(CountryId::new("DE").is_well_formed());
        for bad in ["", "de", "DEU", "D1", "Ä"] {
            assert!(!CountryId::new(bad).is_well_formed(), "{bad}");
        }
        for good in ["esco", "digcomp-2.2", "e-cf"] {
            assert!(FrameworkId::new(good).is_well_formed(), "{good}");
        }
        for bad in ["", "ESCO", "e.", "a b", "-"] {
            assert!(!FrameworkId::new(bad).is_well_formed(), "{bad}");
        }
    }

    #[test]
    fn a_profile_id_has_one_dot() {
        assert!(ProfileId::new("community-manager.senior").is_well_formed());
        for bad in ["senior", "a.b.c", ".senior", "a."] {
            assert!(!ProfileId::new(bad).is_well_formed(), "{bad}");
        }
    }
}
