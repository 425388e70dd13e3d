//! Proficiency levels, and the marks that stand in their place where there is none.

/// A proficiency level, counted from 0.
///
/// How far it goes is the competence's: [`Catalogue::level_max`](crate::Catalogue::level_max), 4 in a
/// five-level scale.
pub type Level = u8;

/// What stands for a level where the item was skipped.
pub(crate) const SKIPPED: u8 = 0xfe;

/// What stands for a level where the item wasn't asked.
pub(crate) const NOT_ASKED: u8 = 0xff;
