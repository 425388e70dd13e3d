//! Reads what postcard writes.
//!
//! Postcard's own reader goes through serde, which takes 21 kB in the widget's code; this one takes 5.
//! Writing, which no widget does, is postcard's, and the tests compare the two.
//!
//! The wire format: integers wider than a byte are varints, seven bits a byte, lowest first; texts and
//! lists begin with their length; an option is a 0, or a 1 and the value; a variant is its position.

use core::str;

use crate::catalogue::{
    Band, CertificateKind, CompetenceDefinition, CostBand, CountryDefinition, ExamDefinition,
    ExamFieldDefinition, ExamTodayDefinition, FormatDefinition, FrameworkDefinition, FundingKind,
    ItemDefinition, MappingDefinition, MatchKind, ModuleDefinition, NeighbourDefinition, Norms,
    Offer, ProfileDefinition, Provenance, ProviderKind, Quartiles, RevisionTable,
    StatementDefinition, StatementKind, StepDefinition, Thresholds, Tier, Weeks,
};
use crate::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, CountryId, EntryId, FamilyId,
    FamilyIndex, FormatId, FormatIndex, FrameworkId, FrameworkIndex, ItemId, ItemIndex, ModuleId,
    ProfileId, ProfileIndex,
};
use crate::text::{
    AreaText, CompetenceText, CountryText, Direction, EntryText, ExamText, ExamTodayText,
    ExtraTexts, FamilyText, FormatText, FrameworkText, ItemText, ModuleText, PluralCategory,
    PluralForm, Plurals, ProfileText, StatementText, StepText,
};

/// How much memory the entries of all lists may take: the largest catalogue that the model allows takes a
/// sixteenth of it. A list of empty texts would else take twenty times what it has in bytes.
const LISTS_SIZE_MAX: usize = 32 << 20;

/// The longest text, in bytes: what is longer is nothing that anybody reads, and a browser lays it out for
/// minutes.
const TEXT_SIZE_MAX: usize = 20_000;

/// Where reading stands. After a failure it goes on with nothing, so that only the end has to ask.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    has_failed: bool,
    /// How much memory lists may still take.
    lists_size: usize,
    /// Whether a text may be what it is.
    is_allowed: fn(&str) -> bool,
}

/// Whether a text has no mark that turns the direction of what is written after it: it stands in the middle of
/// sentences and files that aren't its author's.
pub(super) fn keeps_its_direction(text: &str) -> bool {
    let bytes = text.as_bytes();
    // All such marks begin with this byte. Without a way out in the middle many bytes are looked at at once.
    let is_clear = !bytes
        .iter()
        .fold(false, |found, &byte| found | (byte == 0xe2));
    let turns = |mark: &[u8]| matches!(mark, [0xe2, 0x80, 0xaa..=0xae] | [0xe2, 0x81, 0xa6..=0xa9]);
    is_clear || !bytes.windows(3).any(turns)
}

impl<'a> Reader<'a> {
    /// A reader that asks of each text whether it is allowed.
    pub(super) const fn new(bytes: &'a [u8], is_allowed: fn(&str) -> bool) -> Self {
        Self {
            rest: bytes,
            has_failed: false,
            lists_size: LISTS_SIZE_MAX,
            is_allowed,
        }
    }

    /// Whether all was read, and as it should be.
    pub(super) const fn is_done(&self) -> bool {
        self.rest.is_empty() && !self.has_failed
    }

    #[inline(never)]
    fn fail(&mut self) {
        self.rest = &[];
        self.has_failed = true;
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        first
    }

    /// A varint of at most 32 bits, as short as it can be.
    #[inline(never)]
    fn number(&mut self) -> u32 {
        let mut number = 0_u64;
        for position in 0..5 {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << (7 * position);
            if byte < 0x80 {
                if byte == 0 && position > 0 {
                    break;
                }
                return u32::try_from(number).unwrap_or_else(|_| {
                    self.fail();
                    0
                });
            }
        }
        self.fail();
        0
    }

    /// How many entries or bytes follow: no more than there are bytes.
    fn count(&mut self) -> usize {
        let count = self.number() as usize;
        if count > self.rest.len() {
            self.fail();
            return 0;
        }
        count
    }

    /// How many entries of this size follow: no more than there is memory for, before any is taken.
    #[inline(never)]
    fn entries(&mut self, size: usize) -> usize {
        let count = self.count();
        match self.lists_size.checked_sub(count.saturating_mul(size)) {
            Some(left) => {
                self.lists_size = left;
                count
            }
            None => {
                self.fail();
                0
            }
        }
    }

    #[inline(never)]
    fn text(&mut self) -> Box<str> {
        let (text, rest) = self.rest_after_count();
        self.rest = rest;
        match str::from_utf8(text) {
            Ok(text) if text.len() <= TEXT_SIZE_MAX && (self.is_allowed)(text) => text.into(),
            _ => {
                self.fail();
                Box::default()
            }
        }
    }

    fn rest_after_count(&mut self) -> (&'a [u8], &'a [u8]) {
        let count = self.count();
        self.rest.split_at(count.min(self.rest.len()))
    }

    /// The position of a variant, of so many.
    fn variant(&mut self, count: u32) -> u32 {
        let variant = self.number();
        if variant >= count {
            self.fail();
        }
        variant
    }
}

/// What can be read.
pub(super) trait Read {
    /// The next value; something empty if reading has failed.
    fn read(reader: &mut Reader<'_>) -> Self;
}

impl Read for u8 {
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.byte()
    }
}

impl Read for u16 {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self::try_from(reader.number()).unwrap_or_else(|_| {
            reader.fail();
            0
        })
    }
}

impl Read for u32 {
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.number()
    }
}

impl Read for bool {
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.variant_byte() == 1
    }
}

impl Reader<'_> {
    /// A byte that is 0 or 1.
    fn variant_byte(&mut self) -> u8 {
        let byte = self.byte();
        if byte > 1 {
            self.fail();
        }
        byte
    }
}

impl Read for Box<str> {
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.text()
    }
}

impl<T: Read> Read for Vec<T> {
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let count = reader.entries(size_of::<T>());
        // In the widget, which reads one, to ask for it beforehand takes 0.1 kB.
        let room = if cfg!(target_arch = "wasm32") {
            0
        } else {
            count
        };
        let mut list = Self::with_capacity(room);
        for _ in 0..count {
            if reader.has_failed {
                break;
            }
            list.push(T::read(reader));
        }
        list
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        (reader.variant_byte() == 1).then(|| T::read(reader))
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(reader: &mut Reader<'_>) -> Self {
        (A::read(reader), B::read(reader))
    }
}

/// A struct is its fields, in the order of their declaration.
macro_rules! fields {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {
        $(impl Read for $name {
            fn read(reader: &mut Reader<'_>) -> Self {
                Self { $($field: Read::read(reader)),+ }
            }
        })+
    };
}

/// What wraps a text or a number is that.
macro_rules! wrapped {
    ($($name:ident)+) => {
        $(impl Read for $name {
            fn read(reader: &mut Reader<'_>) -> Self {
                Self(Read::read(reader))
            }
        })+
    };
}

macro_rules! ids {
    ($($name:ident)+) => {
        $(impl Read for $name {
            fn read(reader: &mut Reader<'_>) -> Self {
                Self::from(reader.text())
            }
        })+
    };
}

/// Variants, in the order of their declaration; the last one stands for what isn't one.
macro_rules! variants {
    ($($name:ident [$($variant:ident),+] $last:ident;)+) => {
        $(impl Read for $name {
            fn read(reader: &mut Reader<'_>) -> Self {
                const KNOWN: &[$name] = &[$($name::$variant),+];
                let variant = reader.variant(KNOWN.len() as u32 + 1);
                KNOWN.get(variant as usize).copied().unwrap_or(Self::$last)
            }
        })+
    };
}

ids! { AreaId CatalogueId CompetenceId CountryId EntryId FrameworkId FamilyId FormatId ItemId ModuleId ProfileId }
wrapped! { AreaIndex CompetenceIndex FamilyIndex FormatIndex FrameworkIndex ItemIndex ProfileIndex Provenance }
variants! {
    Tier [Junior] Senior;
    StatementKind [True, False] Foil;
    CostBand [Free, Under500, From500, From2500] Over6000;
    CertificateKind [Attendance, Provider, Chamber, Association, Regulated] University;
    ProviderKind [AdultEducation, Chamber, Association, Academy, AppliedUniversity] University;
    FundingKind [Voucher, Employer, Leave, State] Advancement;
    MatchKind [Exact, Close, Broad, Narrow] Related;
    Direction [Ltr] Rtl;
    PluralCategory [Zero, One, Two, Few, Many] Other;
}
fields! {
    Thresholds {
        reached_percent, core_percent, core_weight, on_the_way_percent, area_answered_percent,
        module_count, module_points, module_gap_percent, module_lift, straight_lining,
    }
    ProfileDefinition { id, family, tier }
    CompetenceDefinition { id, area, level_count, weights, required }
    ItemDefinition { id, competence }
    FormatDefinition { id, beside_job, full_time, distance, academic }
    ModuleDefinition { id, raises, from_level, formats, prerequisite, provenance, as_of, offer }
    Band { from, to }
    Weeks { beside_job, full_time }
    Offer { hours, weeks, cost, providers, certificates, funding, distance_approval, self_study }
    ExamFieldDefinition { id, competences }
    ExamDefinition { profile, is_held, parts, fields, provenance, as_of, today }
    ExamTodayDefinition { fields, provenance, as_of }
    StepDefinition { id, links }
    CountryDefinition { id, steps }
    FrameworkDefinition { id, uri }
    MappingDefinition { competence, framework, code, fit }
    Norms { people, date, source, quartiles }
    Quartiles { is_profile, place, people, lower, median, upper }
    NeighbourDefinition { id, levels, provenance }
    StatementDefinition { id, area, kind }
    RevisionTable { revision, definition_check, families, items }
    PluralForm { message, category, text }
    Plurals { table, forms }
    AreaText { name, short, description }
    FamilyText { name, description }
    ProfileText { name, short, description, note }
    CompetenceText { name, practice }
    ItemText { prompt, anchors }
    FormatText { name }
    ModuleText { name, summary, covers, note, search, ask, project }
    EntryText { name, description }
    StatementText { statement, explanation }
    ExamText { name, summary, status, parts, fields, today }
    ExamTodayText { name, summary, fields }
    StepText { title, text, links }
    CountryText { name, steps }
    FrameworkText { name, attribution }
    ExtraTexts { exam, neighbours, statements, countries, frameworks, credit }
}

#[cfg(test)]
mod tests {
    use super::keeps_its_direction;

    #[test]
    fn marks_that_turn_the_direction_are_found_and_no_others() {
        for mark in char::MIN..=char::MAX {
            let turns = matches!(mark, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            for text in [format!("{mark}"), format!("a\u{2013}{mark}\u{e2}b")] {
                assert_eq!(keeps_its_direction(&text), !turns, "{text:?}");
            }
        }
        assert!(keeps_its_direction("") && keeps_its_direction("ä"));
    }
}
