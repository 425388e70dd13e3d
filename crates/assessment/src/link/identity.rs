//! How a code knows its catalogue: a mark for the id, and a check over what scoring depends on.

use crate::catalogue::{CHECK_BITS, Catalogue};
use crate::codec::checksum;

/// How a code names its catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The catalogue's mark in the upper 12 bits, the definition check in the lower 20.
    bits: u32,
}

impl Identity {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        Self::from_parts(
            checksum(catalogue.id().as_str().as_bytes()) >> CHECK_BITS,
            catalogue.check(),
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
