//! Sums over people from which means, variances and covariances follow: one pass, whole numbers, any
//! number of people.

use nalgebra::DMatrix;

/// The mark for an item without an answer in a row of levels.
pub const NONE: u8 = u8::MAX;

/// Sums over pairs of items, each over the people who answered both.
#[derive(Clone, Debug)]
pub struct PairSums {
    items: usize,
    pairs: Vec<Pair>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    n: u64,
    first: u64,
    second: u64,
    product: u64,
}

impl PairSums {
    /// No people yet.
    #[must_use]
    pub fn new(items: usize) -> Self {
        let pairs = vec![Pair::default(); items * (items + 1) / 2];
        Self { items, pairs }
    }

    /// Counts a person, whose levels come one for each item, [`NONE`] for no answer; `times` over.
    pub fn take(&mut self, levels: &[u8], times: u64) {
        let mut pairs = self.pairs.iter_mut();
        for (place, &first) in levels.iter().enumerate() {
            for (&second, pair) in levels[place..].iter().zip(&mut pairs) {
                if first != NONE && second != NONE {
                    let (first, second) = (u64::from(first), u64::from(second));
                    pair.n += times;
                    pair.first += times * first;
                    pair.second += times * second;
                    pair.product += times * first * second;
                }
            }
        }
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        self.pairs.fill(Pair::default());
    }

    /// The fewest people that any pair of items has in common.
    #[must_use]
    pub fn least(&self) -> u64 {
        self.pairs.iter().map(|pair| pair.n).min().unwrap_or(0)
    }

    /// The covariance matrix, each entry over the people who answered both items, divided by `n - 1`: R's
    /// `cov(x, use = "pairwise")`. None if a pair has fewer than two people.
    #[must_use]
    pub fn covariance(&self) -> Option<DMatrix<f64>> {
        let mut matrix = DMatrix::zeros(self.items, self.items);
        let mut pairs = self.pairs.iter();
        for row in 0..self.items {
            for (column, pair) in (row..self.items).zip(&mut pairs) {
                if pair.n < 2 {
                    return None;
                }
                let n = pair.n as f64;
                // Whole numbers are subtracted, so nothing is lost however many people there are.
                let spread = i128::from(pair.n) * i128::from(pair.product)
                    - i128::from(pair.first) * i128::from(pair.second);
                let covariance = spread as f64 / (n * (n - 1.0));
                matrix[(row, column)] = covariance;
                matrix[(column, row)] = covariance;
            }
        }
        Some(matrix)
    }
}

/// Number, mean and spread of something, by Welford's updating, which loses nothing to large sums.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// How many there are.
    pub n: u64,
    /// Their mean.
    pub mean: f64,
    squares: f64,
}

impl Spread {
    /// Counts a value.
    pub fn take(&mut self, value: f64) {
        self.n += 1;
        let before = value - self.mean;
        self.mean += before / self.n as f64;
        self.squares += before * (value - self.mean);
    }

    /// The variance, divided by `n - 1`; not a number for fewer than two.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.squares / (self.n as f64 - 1.0)
    }

    /// The root of the variance.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        self.variance().sqrt()
    }
}

/// How two things go together, by the same updating.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Joint {
    /// The one.
    pub first: Spread,
    /// The other.
    pub second: Spread,
    products: f64,
}

impl Joint {
    /// Counts a pair of values.
    pub fn take(&mut self, first: f64, second: f64) {
        let before = first - self.first.mean;
        self.first.take(first);
        self.second.take(second);
        self.products += before * (second - self.second.mean);
    }

    /// The covariance, divided by `n - 1`.
    #[must_use]
    pub fn covariance(&self) -> f64 {
        self.products / (self.first.n as f64 - 1.0)
    }

    /// Pearson's correlation; not a number if one of the two doesn't vary.
    #[must_use]
    pub fn correlation(&self) -> f64 {
        let correlation = self.products / (self.first.squares * self.second.squares).sqrt();
        correlation.clamp(-1.0, 1.0)
    }
}
