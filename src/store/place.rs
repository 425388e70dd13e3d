//! Where a sitting stands, as the browser's history names it.

use assessment::session::Phase;

use super::Store;
use crate::picked::Picked;

/// A place of the visitor's own sitting that the browser's history leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The screen.
    pub phase: Phase,
    /// Which parts of a result are open.
    pub parts: Picked,
}

impl Place {
    /// So many parts, from the first on, are places of their own.
    const PARTS: usize = 4;
    /// Marks the numbers of results with open parts; all others are lower.
    const OPEN: u32 = 0x8000;

    /// A number for it of 16 bits, by which the history names it.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self.parts.bits() {
            0 => self.phase.number(),
            parts => Self::OPEN | parts,
        }
    }

    /// The one with a number, whether or not there is such an item.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        if number & Self::OPEN == 0 {
            return Self {
                phase: Phase::from_number(number),
                parts: Picked::from_bits(0),
            };
        }
        Self {
            phase: Phase::Result,
            parts: Picked::from_bits(number).first(Self::PARTS),
        }
    }
}

const _: () = assert!(2 * assessment::catalogue::ITEM_LIMIT + 2 < Place::OPEN as usize);

impl Store {
    /// Where the visitor's own sitting stands.
    #[must_use]
    pub fn place(&self) -> Place {
        let phase = self.session.phase;
        let parts = if phase == Phase::Result && self.shared.is_none() {
            self.unfolded.first(Place::PARTS)
        } else {
            Picked::default()
        };
        Place { phase, parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_one_of_its_number() {
        let parts = |bits| Picked::from_bits(bits);
        let phases = [0, 1, 2, 3, 20_001].map(Phase::from_number);
        let mut places: Vec<_> = phases.map(|phase| (phase, parts(0))).to_vec();
        places.extend((1..16).map(|bits| (Phase::Result, parts(bits))));
        for (phase, parts) in places {
            let place = Place { phase, parts };
            assert!(place.number() <= 0xffff, "{place:?}");
            assert_eq!(Place::from_number(place.number()), place);
        }
        // What no part has a bit for is none.
        assert_eq!(Place::from_number(0xffff).parts, parts(15));
    }
}
