//! One sort for everything that is put in order: each further key type would be a further copy of
//! the sorting code in the widget.

/// So many are sorted sooner by insertion; almost every catalogue has no more.
const FEW: usize = 48;

/// Sorts by insertion: the standard library's sort for size takes several times as long for a few.
fn insert(keyed: &mut [(u64, usize)]) {
    for sorted in 1..keyed.len() {
        let new = keyed[sorted];
        let mut place = sorted;
        // Keys come in their order, so of equals the earlier one stays before.
        while place > 0 && keyed[place - 1].0 > new.0 {
            keyed[place] = keyed[place - 1];
            place -= 1;
        }
        keyed[place] = new;
    }
}

/// The positions of keys in ascending order; equal keys keep their order.
pub(crate) fn ascending(keys: impl Iterator<Item = u64>) -> Vec<usize> {
    let mut keyed: Vec<(u64, usize)> = keys.zip(0..).collect();
    // The position makes every key unique, so the order is the stable one.
    if keyed.len() <= FEW {
        insert(&mut keyed);
    } else {
        keyed.sort_unstable();
    }
    keyed.into_iter().map(|(_, position)| position).collect()
}

/// The positions of keys in descending order; equal keys keep their order.
pub(crate) fn descending(keys: impl Iterator<Item = u64>) -> Vec<usize> {
    ascending(keys.map(|key| !key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        assert_eq!(ascending([3, 1, 3, 2].into_iter()), [1, 3, 0, 2]);
        assert_eq!(descending([3, 1, 3, 2].into_iter()), [0, 2, 3, 1]);
        assert!(ascending([].into_iter()).is_empty());
    }

    #[test]
    fn few_and_many_are_put_in_the_same_order() {
        for count in [FEW - 1, FEW, FEW + 1, 3 * FEW] {
            let keys = || (0..count as u64).map(|place| place * 7919 % 13);
            let mut expected: Vec<_> = (0..count).collect();
            expected.sort_by_key(|&place| keys().nth(place));
            assert_eq!(ascending(keys()), expected, "{count}");
        }
    }
}
