//! Digits of mixed radix in one large integer: the packing of responses.
//!
//! Digit 0 is the least significant. The integer stands in as many little-endian bytes as the
//! radices call for, whatever its value. Digits are handled in groups that fit 28 bits, so that the
//! large integer is touched once a group, and a digit costs a multiplication.

/// The smallest radix: two levels, and skipped.
pub(crate) const RADIX_MIN: u8 = 3;
/// The largest radix: seven levels, skipped, and not asked.
pub(crate) const RADIX_MAX: u8 = 9;

/// The information of one digit in 1/65,536 bits, rounded up, by radix from [`RADIX_MIN`] on.
const INFORMATION: [u32; 7] = [
    103_873, 131_072, 152_170, 169_409, 183_983, 196_608, 207_745,
];

/// How far a group of digits goes. With it, a division by a small radix is exact as a
/// multiplication by [`RECIPROCALS`].
const GROUP_LIMIT: u32 = 1 << 28;

/// 2^36 divided by each radix, rounded up.
const RECIPROCALS: [u64; 7] = reciprocals();

const fn reciprocals() -> [u64; 7] {
    let mut reciprocals = [0; 7];
    let mut position = 0;
    while position < 7 {
        let radix = position as u64 + RADIX_MIN as u64;
        reciprocals[position] = (1_u64 << 36).div_ceil(radix);
        position += 1;
    }
    reciprocals
}

/// How digits of certain radices are packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packing {
    radices: Box<[u8]>,
    groups: Box<[Group]>,
    size: usize,
}

/// Digits that are handled together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    /// Where the digits end; they start where those of the group before end.
    end: u16,
    /// The product of their radices, at most [`GROUP_LIMIT`].
    product: u32,
}

impl Packing {
    /// For digits of these radices.
    pub(crate) fn new(radices: Box<[u8]>) -> Self {
        let mut groups = Vec::new();
        let mut information = 0;
        let mut group = Group { end: 0, product: 1 };
        for &radix in &radices {
            if group.product > GROUP_LIMIT / u32::from(RADIX_MAX) {
                groups.push(group);
                group.product = 1;
            }
            group.end += 1;
            group.product *= u32::from(radix);
            information += INFORMATION[usize::from(radix - RADIX_MIN)];
        }
        groups.push(group);
        Self {
            radices,
            groups: groups.into(),
            size: information.div_ceil(8 << 16) as usize,
        }
    }

    /// How many bytes the integer takes.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// The radix of a digit.
    pub(crate) fn radix(&self, position: usize) -> u8 {
        self.radices[position]
    }

    /// Writes the digits into an integer that is 0.
    pub(crate) fn pack(&self, integer: &mut [u8], digit: impl Fn(usize) -> u8) {
        let mut end = self.radices.len();
        let starts = self.groups.iter().rev().skip(1).map(|group| group.end);
        for (group, start) in self.groups.iter().rev().zip(starts.chain([0])) {
            let start = usize::from(start);
            let mut value = 0;
            for position in (start..end).rev() {
                value = value * u32::from(self.radices[position]) + u32::from(digit(position));
            }
            multiply_add(integer, group.product, value);
            end = start;
        }
    }

    /// Takes the digits out of an integer, first digit first, and says whether the integer is one
    /// that these radices can make.
    ///
    /// The integer's bytes, a multiple of four, are used up. `take` gets the position of a digit,
    /// its radix and the digit.
    #[must_use]
    pub(crate) fn unpack(&self, integer: &mut [u8], mut take: impl FnMut(usize, u8, u8)) -> bool {
        let (limbs, rest) = integer.as_chunks_mut();
        debug_assert!(rest.is_empty(), "the integer is padded to whole limbs");
        let mut limbs_left = limbs.len();
        let mut start = 0;
        for group in &self.groups {
            let mut value = divide(&mut limbs[..limbs_left], group.product);
            while limbs_left > 0 && limbs[limbs_left - 1] == [0; 4] {
                limbs_left -= 1;
            }
            let end = usize::from(group.end);
            for (position, &radix) in (start..end).zip(&self.radices[start..end]) {
                let reciprocal = RECIPROCALS[usize::from(radix - RADIX_MIN)];
                let quotient = ((u64::from(value) * reciprocal) >> 36) as u32;
                take(position, radix, (value - quotient * u32::from(radix)) as u8);
                value = quotient;
            }
            start = end;
        }
        limbs_left == 0
    }
}

fn multiply_add(integer: &mut [u8], factor: u32, summand: u32) {
    let mut carry = u64::from(summand);
    for byte in integer {
        carry += u64::from(*byte) * u64::from(factor);
        *byte = carry as u8;
        carry >>= 8;
    }
    debug_assert_eq!(carry, 0, "the size holds every value");
}

/// Divides an integer and returns the remainder.
fn divide(limbs: &mut [[u8; 4]], divisor: u32) -> u32 {
    let divisor = u64::from(divisor);
    let mut remainder = 0;
    for limb in limbs.iter_mut().rev() {
        let dividend = remainder << 32 | u64::from(u32::from_le_bytes(*limb));
        *limb = ((dividend / divisor) as u32).to_le_bytes();
        remainder = dividend % divisor;
    }
    remainder as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digits() -> impl Strategy<Value = Vec<(u8, u8)>> {
        let digit = (RADIX_MIN..=RADIX_MAX).prop_flat_map(|radix| (0..radix, Just(radix)));
        proptest::collection::vec(digit, 0..200)
    }

    fn packing(digits: &[(u8, u8)]) -> Packing {
        Packing::new(digits.iter().map(|&(_, radix)| radix).collect())
    }

    fn packed(digits: &[(u8, u8)]) -> Vec<u8> {
        let packing = packing(digits);
        let mut integer = vec![0; packing.size()];
        packing.pack(&mut integer, |position| digits[position].0);
        integer
    }

    fn unpacked(integer: &[u8], digits: &[(u8, u8)]) -> (Vec<u8>, bool) {
        let mut padded = integer.to_vec();
        padded.resize(integer.len().next_multiple_of(4), 0);
        let mut found = Vec::new();
        let is_made = packing(digits).unpack(&mut padded, |position, radix, digit| {
            assert_eq!((position, radix), (found.len(), digits[position].1));
            found.push(digit);
        });
        (found, is_made)
    }

    proptest! {
        #[test]
        fn digits_come_back(digits in digits()) {
            let (found, is_made) = unpacked(&packed(&digits), &digits);
            prop_assert!(is_made);
            let expected: Vec<u8> = digits.iter().map(|&(digit, _)| digit).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn an_integer_that_digits_make_is_made_by_no_others(
            mut digits in digits(),
            noise: [u8; 16],
        ) {
            let size = packed(&digits).len();
            let integer: Vec<u8> = noise.iter().cycle().copied().take(size).collect();
            let (found, is_made) = unpacked(&integer, &digits);
            for ((digit, _), found) in digits.iter_mut().zip(found) {
                *digit = found;
            }
            prop_assert_eq!(is_made, packed(&digits) == integer);
        }
    }

    #[test]
    fn the_largest_and_the_smallest_digits_come_back_in_any_number() {
        for radix in RADIX_MIN..=RADIX_MAX {
            for count in 0..120 {
                for digit in [0, radix - 1] {
                    let digits = vec![(digit, radix); count];
                    assert_eq!(
                        unpacked(&packed(&digits), &digits),
                        (vec![digit; count], true)
                    );
                }
            }
        }
    }

    #[test]
    fn a_multiplication_divides_exactly() {
        for radix in RADIX_MIN..=RADIX_MAX {
            let reciprocal = RECIPROCALS[usize::from(radix - RADIX_MIN)];
            let edges = (1..GROUP_LIMIT / u32::from(radix))
                .step_by(9_973)
                .chain([GROUP_LIMIT / u32::from(radix)])
                .map(|quotient| quotient * u32::from(radix));
            for value in edges.flat_map(|edge| [edge - 1, edge]) {
                let quotient = ((u64::from(value) * reciprocal) >> 36) as u32;
                assert_eq!(quotient, value / u32::from(radix), "{value} / {radix}");
            }
        }
    }

    #[test]
    fn information_is_rounded_up() {
        for (information, radix) in INFORMATION.into_iter().zip(RADIX_MIN..) {
            let exact = f64::from(radix).log2() * 65_536.0;
            assert_eq!(f64::from(information), exact.ceil());
        }
    }

    #[test]
    fn thirty_six_items_of_five_levels_take_twelve_bytes() {
        assert_eq!(Packing::new([6; 36].into()).size(), 12);
        assert_eq!(Packing::new([7; 36].into()).size(), 13);
    }
}
