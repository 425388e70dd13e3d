//! Answers that were randomised before they were given, and what can still be said of all of them.
//!
//! k-ary randomised response (Warner 1965; Kairouz et al. 2016): of an item with `k` levels the true one is
//! given with the chance `p = e^ε / (e^ε + k - 1)`, each other one with `q = 1 / (e^ε + k - 1)`, for each answered
//! item by itself. Nobody can tell a person's answers from theirs, but `(share - q) / (p - q)` has the true share
//! of a level as its mean, and a sum over levels is corrected the same way.

use crate::figure::{Estimate, Refusal, enough};

/// People from whom on corrected figures are given.
pub const PEOPLE_MIN: u64 = 50;

/// How much was randomised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scheme {
    /// The chance of the true level.
    pub kept: f64,
    /// The chance of each other level.
    pub other: f64,
}

impl Scheme {
    /// k-RR over so many levels with a privacy budget; none is what isn't randomised at all.
    #[must_use]
    pub fn new(epsilon: Option<f64>, levels: usize) -> Self {
        let Some(epsilon) = epsilon else {
            return Self {
                kept: 1.0,
                other: 0.0,
            };
        };
        // As written in the head of this file, divided by e^ε: large budgets don't overflow.
        let one = (-epsilon).exp();
        let whole = 1.0 + (levels as f64 - 1.0) * one;
        Self {
            kept: 1.0 / whole,
            other: one / whole,
        }
    }

    /// What a true difference is shrunk by.
    fn shrink(self) -> f64 {
        self.kept - self.other
    }

    /// A level, corrected: its mean over the randomisation is the true level.
    #[must_use]
    pub fn corrected_level(self, given: u8, levels: usize) -> f64 {
        let all = (levels * (levels - 1) / 2) as f64;
        (f64::from(given) - self.other * all) / self.shrink()
    }
}

/// The shares of an item's levels and its mean, as they were before randomisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// By level; a share of few may come out below 0.
    pub shares: Vec<Estimate>,
    /// The mean level.
    pub mean: Estimate,
}

/// Corrects an item's counts, which come with what was done to them: one list of counts by level for each
/// scheme in use. Standard errors are those of the corrected shares: of whom was asked, and of what chance did
/// to their answers.
///
/// # Errors
/// Too few people.
pub fn corrected(counts: &[(Scheme, &[u64])]) -> Result<Corrected, Refusal> {
    let levels = counts
        .iter()
        .map(|(_, counts)| counts.len())
        .max()
        .unwrap_or(0);
    let people: u64 = counts.iter().flat_map(|(_, counts)| *counts).sum();
    enough(people, PEOPLE_MIN)?;
    let (mut shares, mut variances) = (vec![0.0; levels], vec![0.0; levels]);
    let (mut mean, mut variance) = (0.0, 0.0);
    for (scheme, counts) in counts {
        let here = counts.iter().sum::<u64>() as f64;
        if here == 0.0 {
            continue;
        }
        let weight = here / people as f64;
        let shrink = scheme.shrink();
        let (mut first, mut second) = (0.0, 0.0);
        for (level, &count) in counts.iter().enumerate() {
            let share = count as f64 / here;
            shares[level] += weight * (share - scheme.other) / shrink;
            variances[level] += weight.powi(2) * share * (1.0 - share) / here / shrink.powi(2);
            first += share * level as f64;
            second += share * (level as f64).powi(2);
        }
        let all = (levels * (levels - 1) / 2) as f64;
        mean += weight * (first - scheme.other * all) / shrink;
        variance += weight.powi(2) * (second - first * first) / here / shrink.powi(2);
    }
    let shares = shares.iter().zip(&variances);
    Ok(Corrected {
        shares: shares
            .map(|(&share, variance)| Estimate::normal(share, variance.sqrt()))
            .collect(),
        mean: Estimate::normal(mean, variance.sqrt()),
    })
}
