//! One sort for everything that is put in order: each further key type would be a further copy of
//! the sorting code in the widget.

/// The positions of keys in ascending order; equal keys keep their order.
pub(crate) fn ascending(keys: impl Iterator<Item = u64>) -> Vec<usize> {
    let mut keyed: Vec<(u64, usize)> = keys.zip(0..).collect();
    // The position makes every key unique, so the order is the stable one.
    keyed.sort_unstable();
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
}
