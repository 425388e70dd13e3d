//! CRC-32 (ISO HDLC, the one of zip and PNG).
//!
//! Its tables are 256 bytes together, which the widget can carry, where the usual one has 1,024. Natively what is longer
//! than a code, a compiled catalogue, is left to `crc32fast`, which takes a twentieth of the time.
//! That it is the same checksum as the `crc` crate's is tested.

const POLYNOMIAL: u32 = 0xedb8_8320;

/// What half a byte does to the checksum, by its place in the next two bytes. The checksum is
/// linear, so two bytes do what their four halves do.
const EFFECTS: [[u32; 16]; 4] = [table(0), table(4), table(8), table(12)];

const fn table(shift: u32) -> [u32; 16] {
    let mut table = [0; 16];
    let mut value = 0;
    while value < 16 {
        let mut remainder = (value as u32) << shift;
        let mut bit = 0;
        while bit < 16 {
            let carry = remainder & 1;
            remainder >>= 1;
            if carry == 1 {
                remainder ^= POLYNOMIAL;
            }
            bit += 1;
        }
        table[value] = remainder;
        value += 1;
    }
    table
}

/// The longest that few bytes are: for them, to set up more would take longer than it saves.
#[cfg(not(target_arch = "wasm32"))]
const CODE_SIZE_MAX: usize = 128;

/// A checksum in the making.
#[derive(Clone, Copy)]
pub(crate) struct Checksum(u32);

impl Checksum {
    /// Of nothing yet.
    pub(crate) const fn new() -> Self {
        Self(!0)
    }

    /// With further bytes.
    #[must_use]
    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        if bytes.len() > CODE_SIZE_MAX {
            return self.with_many(bytes);
        }
        self.with_few(bytes)
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[cold]
    fn with_many(self, bytes: &[u8]) -> Self {
        let mut hasher = crc32fast::Hasher::new_with_initial(self.value());
        hasher.update(bytes);
        Self(!hasher.finalize())
    }

    #[inline]
    fn with_few(mut self, bytes: &[u8]) -> Self {
        let (pairs, rest) = bytes.as_chunks();
        for pair in pairs {
            let index = self.0 ^ u32::from(u16::from_le_bytes(*pair));
            let effect = |half: usize| EFFECTS[half][(index >> (4 * half) & 15) as usize];
            self.0 = self.0 >> 16 ^ effect(0) ^ effect(1) ^ effect(2) ^ effect(3);
        }
        for byte in rest {
            let index = self.0 ^ u32::from(*byte);
            // A single byte takes the place of the second one.
            let effect = |half: usize| EFFECTS[half + 2][(index >> (4 * half) & 15) as usize];
            self.0 = self.0 >> 8 ^ effect(0) ^ effect(1);
        }
        self
    }

    /// The checksum of all bytes.
    pub(crate) const fn value(self) -> u32 {
        !self.0
    }
}

/// The checksum of some bytes.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    Checksum::new().with(bytes).value()
}

#[cfg(test)]
mod tests {
    use crc::{CRC_32_ISO_HDLC, Crc};
    use proptest::prelude::*;
    use std::collections::HashSet;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_checksum_that_everyone_knows(
            start: Vec<u8>,
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let known = Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(&[&start[..], &bytes].concat());
            let begun = Checksum::new().with(&start);
            prop_assert_eq!(begun.with(&bytes).value(), known);
            prop_assert_eq!(begun.with_few(&bytes).value(), known);
        }
    }

    /// Goal: in a code of 32 characters any six changed bits are noticed, whichever they are.
    ///
    /// Method: the checksum is linear, so what a set of changed bits does to it is the exclusive or
    /// of what each bit does alone. Six bits go unnoticed only if two different sets of at most
    /// three bits do the same. All such sets are compared.
    #[test]
    fn six_changed_bits_of_a_32_character_code_are_noticed() {
        const SIZE: usize = 24;
        let zeros = checksum(&[0; SIZE - 4]);
        let mut effects = Vec::new();
        for bit in 0..(SIZE - 4) * 8 {
            let mut bytes = [0; SIZE - 4];
            bytes[bit / 8] = 1 << (bit % 8);
            effects.push(checksum(&bytes) ^ zeros);
        }
        effects.extend((0..32).map(|bit| 1_u32 << bit));
        let mut seen = HashSet::from([0]);
        for (first, one) in effects.iter().enumerate() {
            assert!(seen.insert(*one));
            for (second, two) in effects.iter().enumerate().skip(first + 1) {
                assert!(seen.insert(one ^ two));
                for three in &effects[second + 1..] {
                    assert!(seen.insert(one ^ two ^ three));
                }
            }
        }
    }
}
