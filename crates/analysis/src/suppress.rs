//! Counts of so few people that they could be known are withheld.

/// Withholds small cells of a row whose sum is known: each count from 1 to `least - 1`, and more of the
/// smallest until the withheld ones are at least two and hold `least` people together, so that none follows
/// from the sum and the others. A count of nobody tells of nobody and stays.
#[must_use]
pub fn row(counts: &[u64], least: u64) -> Vec<Option<u64>> {
    let mut shown: Vec<Option<u64>> = counts.iter().copied().map(Some).collect();
    let small = |count: u64| count > 0 && count < least;
    if !counts.iter().any(|&count| small(count)) {
        return shown;
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|&cell| counts[cell] > 0).collect();
    order.sort_by_key(|&cell| counts[cell]);
    let (mut cells, mut people) = (0, 0);
    for cell in order {
        if !small(counts[cell]) && cells >= 2 && people >= least {
            break;
        }
        shown[cell] = None;
        cells += 1;
        people += counts[cell];
    }
    shown
}

/// A number of people out of a known number, withheld if it, or the rest, is small.
#[must_use]
pub const fn part(count: u64, whole: u64, least: u64) -> Option<u64> {
    let rest = whole.saturating_sub(count);
    let is_small = (count > 0 && count < least) || (rest > 0 && rest < least);
    if is_small { None } else { Some(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In how many ways the withheld cells can be filled, up to two, when it is known which are small.
    fn completions(shown: &[Option<u64>], counts: &[u64], cell: usize, least: u64) -> usize {
        let hidden: Vec<usize> = (0..counts.len())
            .filter(|&cell| shown[cell].is_none())
            .collect();
        let whole: u64 = hidden.iter().map(|&cell| counts[cell]).sum();
        (0..=whole.min(least + 1))
            .filter(|&guess| {
                let rest = whole - guess;
                (hidden.len() as u64 > 1 || rest == 0) && guess != counts[cell]
            })
            .count()
    }

    #[test]
    fn what_is_withheld_does_not_follow_from_the_rest() {
        let mut cases = 0;
        for a in 0..8 {
            for b in 0..8 {
                for c in [0, 1, 4, 5, 30] {
                    for d in [0, 3, 100] {
                        let counts = [a, b, c, d];
                        let shown = row(&counts, 5);
                        for (cell, &count) in counts.iter().enumerate() {
                            assert!(shown[cell].is_none_or(|kept| kept == 0 || kept >= 5));
                            assert!(shown[cell].is_none() || shown[cell] == Some(count));
                        }
                        let whole: u64 = counts.iter().sum();
                        let hidden = (0..4).filter(|&cell| shown[cell].is_none());
                        let hidden: Vec<usize> = hidden.collect();
                        // With fewer than five people, or all in one cell, there is nothing to hide behind.
                        let others = counts.iter().filter(|&&count| count > 0).count();
                        if whole >= 5 && others > 1 {
                            for &cell in &hidden {
                                cases += 1;
                                assert!(completions(&shown, &counts, cell, 5) > 0, "{counts:?}");
                                let people: u64 = hidden.iter().map(|&cell| counts[cell]).sum();
                                assert!(people >= 5, "{counts:?} {shown:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(cases > 1000, "{cases}");
    }

    #[test]
    fn rows_and_parts_without_small_cells_stay() {
        assert_eq!(row(&[0, 5, 7], 5), [Some(0), Some(5), Some(7)]);
        assert_eq!(row(&[3, 5, 70], 5), [None, None, Some(70)]);
        assert_eq!(row(&[3, 70, 0], 1), [Some(3), Some(70), Some(0)]);
        assert_eq!(part(0, 9, 5), Some(0));
        assert_eq!(part(4, 90, 5), None);
        assert_eq!(part(86, 90, 5), None);
        assert_eq!(part(90, 90, 5), Some(90));
    }
}
