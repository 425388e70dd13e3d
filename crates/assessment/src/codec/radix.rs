//! The packing of responses: digits of mixed radix in one large integer.
//!
//! Digit 0 is the least significant. The integer stands in as many little-endian bytes as the
//! radices call for, whatever its value. An item's radix is the number of its levels and of the
//! marks; a digit is a level, or above them *skipped*, or above that *not asked*.
//!
//! Digits are handled in groups that fit 31 bits, so that the large integer is touched once a group.
//! Within a group no digit waits for another: each is made of two quotients by products of radices,
//! and a quotient is a multiplication.

use crate::level::SKIPPED;

/// The smallest radix: two levels, and skipped.
const RADIX_MIN: u8 = 3;

/// The information of one digit in 1/65,536 bits, rounded up, by radix from [`RADIX_MIN`] to the
/// largest, which is 9: seven levels, skipped, and not asked.
const INFORMATION: [u32; 7] = [
    103_873, 131_072, 152_170, 169_409, 183_983, 196_608, 207_745,
];

/// How far a group of digits goes.
const GROUP_LIMIT: u32 = 1 << 31;

/// How the responses to certain items are packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packing {
    columns: Box<[Column]>,
    groups: Box<[Group]>,
    size: usize,
}

/// Where an item's digit stands in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    /// Divides by what the digits above it count: the product of the radices up to its own.
    above: Divisor,
    radix: u8,
    /// From the digit that stands for [`SKIPPED`], which is above the levels, to the mark itself.
    lift: u8,
}

impl Column {
    const fn digit(self, response: u8) -> u8 {
        if response >= SKIPPED {
            response - self.lift
        } else {
            response
        }
    }

    const fn response(self, digit: u8) -> u8 {
        // It never wraps; this way nothing checks whether it does.
        let lifted = digit.wrapping_add(self.lift);
        if lifted >= SKIPPED { lifted } else { digit }
    }
}

/// Digits that are handled together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Group {
    /// Where the digits end; they start where those of the group before end.
    end: u16,
    /// The product of their radices, at most [`GROUP_LIMIT`].
    product: u32,
}

/// A number to divide by: exactly, for what is at most [`GROUP_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Divisor {
    /// 2^`shift` divided by the number, rounded up.
    reciprocal: u32,
    shift: u8,
}

impl Divisor {
    /// Of a number from 2 to [`GROUP_LIMIT`].
    ///
    /// Rounding up makes a quotient of `value` too large by less than `value` / 2^`shift`, which is at
    /// most one part of the number (Granlund and Montgomery, *Division by invariant integers using
    /// multiplication*, 1994, theorem 4.2).
    const fn new(number: u32) -> Self {
        let shift = 31 + (u32::BITS - (number - 1).leading_zeros());
        Self {
            reciprocal: (1_u64 << shift).div_ceil(number as u64) as u32,
            shift: shift as u8,
        }
    }

    const fn quotient(self, value: u32) -> u32 {
        ((value as u64 * self.reciprocal as u64) >> self.shift) as u32
    }
}

impl Packing {
    /// For items with so many levels, and so many marks: one if all are asked, otherwise two.
    pub(crate) fn new(level_counts: &[u8], mark_count: u8) -> Self {
        let mut groups = Vec::new();
        let mut information = 0;
        let mut group = Group { end: 0, product: 1 };
        let column = |level_count: &u8| {
            let radix = level_count + mark_count;
            if group.product > GROUP_LIMIT / u32::from(radix) {
                groups.push(group);
                group.product = 1;
            }
            group.end += 1;
            group.product *= u32::from(radix);
            information += INFORMATION[usize::from(radix - RADIX_MIN)];
            Column {
                above: Divisor::new(group.product),
                radix,
                lift: SKIPPED - level_count,
            }
        };
        let columns = level_counts.iter().map(column).collect();
        groups.push(group);
        Self {
            columns,
            groups: groups.into(),
            size: information.div_ceil(8 << 16) as usize,
        }
    }

    /// How many bytes the integer takes.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// How many items there are.
    pub(crate) const fn len(&self) -> usize {
        self.columns.len()
    }

    /// How many levels an item has.
    pub(crate) fn level_count(&self, position: usize) -> u8 {
        SKIPPED - self.columns[position].lift
    }

    /// Writes raw responses into an integer that is 0, and whose bytes are a multiple of four.
    pub(crate) fn pack(&self, integer: &mut [u8], responses: &[u8]) {
        let (limbs, rest) = integer.as_chunks_mut();
        debug_assert!(rest.is_empty(), "the integer is padded to whole limbs");
        let mut end = self.columns.len();
        let starts = self.groups.iter().rev().skip(1).map(|group| group.end);
        for (group, start) in self.groups.iter().rev().zip(starts.chain([0])) {
            let start = usize::from(start);
            let mut value = 0;
            for position in (start..end).rev() {
                let column = self.columns[position];
                let digit = column.digit(responses[position]);
                value = value * u32::from(column.radix) + u32::from(digit);
            }
            multiply_add(limbs, group.product, value);
            end = start;
        }
    }

    /// Takes raw responses out of an integer, and says whether the integer is one that these radices
    /// can make. The integer's bytes, a multiple of four, are used up.
    #[must_use]
    pub(crate) fn unpack(&self, integer: &mut [u8], responses: &mut [u8]) -> bool {
        let (limbs, rest) = integer.as_chunks_mut();
        debug_assert!(rest.is_empty(), "the integer is padded to whole limbs");
        let mut limbs_left = limbs.len();
        let mut start = 0;
        for group in &self.groups {
            let value = divide(&mut limbs[..limbs_left], group.product);
            while limbs_left > 0 && limbs[limbs_left - 1] == [0; 4] {
                limbs_left -= 1;
            }
            let end = usize::from(group.end);
            let mut rest = value;
            for (response, column) in responses[start..end]
                .iter_mut()
                .zip(&self.columns[start..end])
            {
                let above = column.above.quotient(value);
                *response = column.response((rest - above * u32::from(column.radix)) as u8);
                rest = above;
            }
            start = end;
        }
        limbs_left == 0
    }
}

fn multiply_add(limbs: &mut [[u8; 4]], factor: u32, summand: u32) {
    let mut carry = u64::from(summand);
    for limb in limbs {
        carry += u64::from(u32::from_le_bytes(*limb)) * u64::from(factor);
        *limb = (carry as u32).to_le_bytes();
        carry >>= 32;
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
    use crate::level::NOT_ASKED;

    const LEVEL_COUNTS: core::ops::RangeInclusive<u8> = 2..=7;

    /// What can be said of an item, by its digit.
    fn responses(level_count: u8, mark_count: u8) -> impl Iterator<Item = u8> {
        (0..level_count).chain([SKIPPED, NOT_ASKED].into_iter().take(mark_count.into()))
    }

    /// Items with their level counts and responses, and a mark count.
    fn items() -> impl Strategy<Value = (Vec<(u8, u8)>, u8)> {
        (1..=2_u8).prop_flat_map(|mark_count| {
            let item = LEVEL_COUNTS.prop_flat_map(move |level_count| {
                let responses: Vec<_> = responses(level_count, mark_count).collect();
                (Just(level_count), proptest::sample::select(responses))
            });
            (proptest::collection::vec(item, 0..200), Just(mark_count))
        })
    }

    fn packing(items: &[(u8, u8)], mark_count: u8) -> Packing {
        let level_counts: Vec<_> = items.iter().map(|&(level_count, _)| level_count).collect();
        Packing::new(&level_counts, mark_count)
    }

    fn packed(items: &[(u8, u8)], mark_count: u8) -> Vec<u8> {
        let packing = packing(items, mark_count);
        let responses: Vec<_> = items.iter().map(|&(_, response)| response).collect();
        let mut integer = vec![0; packing.size().next_multiple_of(4)];
        packing.pack(&mut integer, &responses);
        assert!(integer[packing.size()..].iter().all(|&byte| byte == 0));
        integer.truncate(packing.size());
        integer
    }

    /// The items with the responses that an integer holds, and whether they can make it.
    fn unpacked(integer: &[u8], items: &[(u8, u8)], mark_count: u8) -> (Vec<(u8, u8)>, bool) {
        let mut padded = integer.to_vec();
        padded.resize(integer.len().next_multiple_of(4), 0);
        let mut found = vec![0; items.len()];
        let is_made = packing(items, mark_count).unpack(&mut padded, &mut found);
        let level_counts = items.iter().map(|&(level_count, _)| level_count);
        (level_counts.zip(found).collect(), is_made)
    }

    proptest! {
        #[test]
        fn responses_come_back((items, mark_count) in items()) {
            let integer = packed(&items, mark_count);
            prop_assert_eq!(unpacked(&integer, &items, mark_count), (items, true));
        }

        #[test]
        fn an_integer_that_responses_make_is_made_by_no_others(
            (items, mark_count) in items(),
            noise: [u8; 16],
        ) {
            let size = packed(&items, mark_count).len();
            let integer: Vec<u8> = noise.iter().cycle().copied().take(size).collect();
            let (found, is_made) = unpacked(&integer, &items, mark_count);
            prop_assert_eq!(is_made, packed(&found, mark_count) == integer);
        }

        #[test]
        fn a_multiplication_divides_exactly(number in 2..=GROUP_LIMIT, value in 0..=GROUP_LIMIT) {
            prop_assert_eq!(Divisor::new(number).quotient(value), value / number);
        }
    }

    #[test]
    fn every_response_comes_back_in_any_number() {
        for (level_count, mark_count) in LEVEL_COUNTS.flat_map(|count| [(count, 1), (count, 2)]) {
            for response in responses(level_count, mark_count) {
                for count in 0..120 {
                    let items = vec![(level_count, response); count];
                    let integer = packed(&items, mark_count);
                    assert_eq!(unpacked(&integer, &items, mark_count), (items, true));
                }
            }
        }
    }

    #[test]
    fn a_multiplication_divides_exactly_at_the_edges() {
        let powers = (1..=31).flat_map(|exponent| {
            let power = 1_u32 << exponent;
            [power - 1, power, power + 1]
        });
        // What is divided by: products of radices.
        let products = (RADIX_MIN..=9).flat_map(|radix| {
            let radix = u32::from(radix);
            core::iter::successors(Some(radix), move |product| product.checked_mul(radix))
        });
        let numbers = (2..1_000).chain(powers).chain(products);
        for number in numbers.filter(|number| (2..=GROUP_LIMIT).contains(number)) {
            let divisor = Divisor::new(number);
            let last = GROUP_LIMIT / number;
            let edges = (1..=last).step_by(last as usize / 50 + 1).chain([last]);
            for value in edges.flat_map(|edge| [edge * number - 1, edge * number]) {
                assert_eq!(
                    divisor.quotient(value),
                    value / number,
                    "{value} / {number}"
                );
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
        assert_eq!(Packing::new(&[5; 36], 1).size(), 12);
        assert_eq!(Packing::new(&[5; 36], 2).size(), 13);
    }
}
