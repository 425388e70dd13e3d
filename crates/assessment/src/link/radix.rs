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

/// How many bytes digits of these radices take.
pub(crate) fn packed_size(radices: impl Iterator<Item = u8>) -> usize {
    let information: u32 = radices
        .map(|radix| INFORMATION[usize::from(radix - RADIX_MIN)])
        .sum();
    information.div_ceil(8 << 16) as usize
}

/// Appends digits, given with their radices and last digit first, in `size` bytes.
pub(crate) fn pack(
    bytes: &mut Vec<u8>,
    size: usize,
    digits_backwards: impl Iterator<Item = (u8, u8)>,
) {
    let start = bytes.len();
    bytes.resize(start + size, 0);
    let integer = &mut bytes[start..];
    let (mut product, mut group) = (1_u32, 0_u32);
    for (digit, radix) in digits_backwards {
        product *= u32::from(radix);
        group = group * u32::from(radix) + u32::from(digit);
        if product > GROUP_LIMIT / u32::from(RADIX_MAX) {
            multiply_add(integer, product, group);
            (product, group) = (1, 0);
        }
    }
    multiply_add(integer, product, group);
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

/// Takes digits out of an integer, first digit first, and says whether the integer is one that
/// these radices can make.
///
/// The integer's bytes, a multiple of four, are used up.
#[must_use]
pub(crate) fn unpack(
    integer: &mut [u8],
    radices: impl Iterator<Item = u8> + Clone,
    mut take: impl FnMut(u8),
) -> bool {
    let (limbs, rest) = integer.as_chunks_mut();
    debug_assert!(rest.is_empty(), "the integer is padded to whole limbs");
    let mut limbs_left = limbs.len();
    let mut ahead = radices.clone();
    let (mut group, mut digits_left) = (0, 0);
    for radix in radices {
        if digits_left == 0 {
            let mut product = 1;
            while product <= GROUP_LIMIT / u32::from(RADIX_MAX)
                && let Some(radix) = ahead.next()
            {
                product *= u32::from(radix);
                digits_left += 1;
            }
            group = divide(&mut limbs[..limbs_left], product);
            while limbs_left > 0 && limbs[limbs_left - 1] == [0; 4] {
                limbs_left -= 1;
            }
        }
        let reciprocal = RECIPROCALS[usize::from(radix - RADIX_MIN)];
        let quotient = ((u64::from(group) * reciprocal) >> 36) as u32;
        take((group - quotient * u32::from(radix)) as u8);
        group = quotient;
        digits_left -= 1;
    }
    limbs_left == 0 || limbs.iter().all(|limb| *limb == [0; 4])
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

    fn unpacked(packed: &[u8], digits: &[(u8, u8)]) -> (Vec<u8>, bool) {
        let mut padded = packed.to_vec();
        padded.resize(packed.len().next_multiple_of(4), 0);
        let mut found = Vec::new();
        let radices = digits.iter().map(|&(_, radix)| radix);
        let is_made = unpack(&mut padded, radices, |digit| found.push(digit));
        (found, is_made)
    }

    proptest! {
        #[test]
        fn digits_come_back(digits in digits()) {
            let size = packed_size(digits.iter().map(|&(_, radix)| radix));
            let mut packed = Vec::new();
            pack(&mut packed, size, digits.iter().rev().copied());
            prop_assert_eq!(packed.len(), size);
            let (found, is_made) = unpacked(&packed, &digits);
            prop_assert!(is_made);
            let expected: Vec<u8> = digits.iter().map(|&(digit, _)| digit).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn an_integer_that_digits_make_is_made_by_no_others(
            digits in digits(),
            noise: [u8; 16],
        ) {
            let size = packed_size(digits.iter().map(|&(_, radix)| radix));
            let packed: Vec<u8> = noise.iter().cycle().copied().take(size).collect();
            let (found, is_made) = unpacked(&packed, &digits);
            let mut again = Vec::new();
            let repacked = found.iter().zip(&digits).rev().map(|(&digit, &(_, radix))| (digit, radix));
            pack(&mut again, size, repacked);
            prop_assert_eq!(is_made, again == packed);
        }
    }

    #[test]
    fn the_largest_and_the_smallest_digits_come_back_in_any_number() {
        for radix in RADIX_MIN..=RADIX_MAX {
            for count in 0..120 {
                for digit in [0, radix - 1] {
                    let digits = vec![(digit, radix); count];
                    let size = packed_size(digits.iter().map(|&(_, radix)| radix));
                    let mut packed = Vec::new();
                    pack(&mut packed, size, digits.iter().rev().copied());
                    assert_eq!(unpacked(&packed, &digits), (vec![digit; count], true));
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
        assert_eq!(packed_size([6; 36].into_iter()), 12);
        assert_eq!(packed_size([7; 36].into_iter()), 13);
    }
}
