//! Mantel's test: whether an item works differently in two groups, by comparing people of equal rest score.
//!
//! Beside the models of [`crate::dif`] it assumes nothing about how level and rest score go together.
//! Within each rest score the second group's sum of levels has a mean and a variance if the groups are
//! alike (hypergeometric, margins given); what all sums are apart from their means is a χ² of one degree
//! (Mantel 1963, the Mantel-Haenszel test for ordered levels; with two levels it is that test itself,
//! without correction for continuity). How large the difference is says the standardised mean difference
//! (Zwick, Donoghue & Grima 1993), with the error that the same variances give
//! (Zwick & Thayer 1996).

use serde::Serialize;

use crate::dif::{GROUP_MIN, Table, tail};
use crate::figure::{Estimate, Refusal, enough};

/// What people of equal rest score differ by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mantel {
    /// χ² of a difference in levels, one degree of freedom.
    pub chi_squared: f64,
    /// The chance of such a χ² or a larger one if there is no difference.
    pub p: f64,
    /// By how many levels the second group's mean is higher than that of people of the first who have the
    /// same rest scores as the second; with the interval of its standard error.
    pub mean_difference: Estimate,
}

/// A rest score that people of both groups have.
struct Stratum {
    /// People of each group.
    people: [f64; 2],
    /// Their sums of levels.
    sums: [f64; 2],
    /// The variance of the second group's sum if the groups are alike.
    variance: f64,
}

impl Stratum {
    /// None if people of one group only have it, who can't be compared.
    fn of(counts: [&[u64]; 2]) -> Option<Self> {
        let power = |group: usize, power: i32| -> f64 {
            let levels = counts[group].iter().enumerate();
            levels
                .map(|(level, &count)| count as f64 * (level as f64).powi(power))
                .sum()
        };
        let people = [power(0, 0), power(1, 0)];
        if people[0] == 0.0 || people[1] == 0.0 {
            return None;
        }
        let sums = [power(0, 1), power(1, 1)];
        let n = people[0] + people[1];
        let squares = n * (power(0, 2) + power(1, 2)) - (sums[0] + sums[1]).powi(2);
        Some(Self {
            people,
            sums,
            variance: people[0] * people[1] * squares / (n * n * (n - 1.0)),
        })
    }

    /// What the second group's sum is above what it is if the groups are alike.
    fn excess(&self) -> f64 {
        let [first, second] = self.people;
        self.sums[1] - second * (self.sums[0] + self.sums[1]) / (first + second)
    }

    /// The difference between the groups' means.
    fn difference(&self) -> f64 {
        self.sums[1] / self.people[1] - self.sums[0] / self.people[0]
    }

    /// The variance of that difference if the groups are alike.
    fn difference_variance(&self) -> f64 {
        (1.0 / self.people[0] + 1.0 / self.people[1]).powi(2) * self.variance
    }
}

/// Compares the groups of a table. Whose rest score nobody in the other group has counts for nothing.
///
/// # Errors
/// A group is too small, or people of equal rest score gave the same level throughout.
pub fn mantel(table: &Table) -> Result<Mantel, Refusal> {
    let strata: Vec<Stratum> = table.strata().filter_map(Stratum::of).collect();
    let people = |group: usize| strata.iter().map(|stratum| stratum.people[group]).sum();
    let (first, second): (f64, f64) = (people(0), people(1));
    enough(first.min(second) as u64, GROUP_MIN)?;
    let variance: f64 = strata.iter().map(|stratum| stratum.variance).sum();
    if variance <= 0.0 {
        return Err(Refusal::Constant);
    }
    let excess: f64 = strata.iter().map(Stratum::excess).sum();
    let chi_squared = excess * excess / variance;
    let (mut difference, mut error) = (0.0, 0.0);
    for stratum in &strata {
        let share = stratum.people[1] / second;
        difference += share * stratum.difference();
        error += share * share * stratum.difference_variance();
    }
    Ok(Mantel {
        chi_squared,
        p: tail(chi_squared, 1.0)?,
        mean_difference: Estimate::normal(difference, error.sqrt()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_who_cannot_be_compared_count_for_nothing() {
        let mut table = Table::new(3, 3);
        for (rest, group, level, count) in
            [(1, 0, 0, 150), (1, 0, 1, 90), (1, 1, 1, 140), (1, 1, 2, 80)]
        {
            table.add(rest, group, level, count);
        }
        let found = mantel(&table).unwrap();
        // The means are (140 + 160) / 220 and 90 / 240.
        assert!((found.mean_difference.value - (300.0 / 220.0 - 0.375)).abs() < 1e-12);
        table.add(3, 0, 2, 1_000);
        assert_eq!(mantel(&table), Ok(found));
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        let mut table = Table::new(1, 3);
        table.add(0, 0, 1, 200);
        table.add(1, 1, 1, 200);
        // Enough people, but none to compare with.
        assert_eq!(mantel(&table), Err(Refusal::TooFew { needs: GROUP_MIN }));
        table.add(0, 1, 1, 200);
        assert_eq!(mantel(&table), Err(Refusal::Constant));
    }
}
