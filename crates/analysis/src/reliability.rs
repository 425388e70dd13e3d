//! How reliably an area is measured: Cronbach's α, McDonald's ω, item-rest correlations.
//!
//! α is Cronbach's (1951) of the covariance matrix, as R's `psych::alpha` has it (`raw_alpha`, `r.drop`). ω is
//! McDonald's (1999) `ω_total` of one factor, `(Σλ)² / ((Σλ)² + Σψ)`, by maximum likelihood on the correlation
//! matrix and brought back to the items' units: the loadings of `lavaan::cfa`.

use nalgebra::{DMatrix, DVector};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::figure::{Estimate, Figure, Refusal, enough};
use crate::moments::PairSums;
use crate::optimise::{Smooth, minimise};

/// People from whom on α and ω are given: below, intervals are so wide that they say nothing
/// (Yurdugül 2008 has 100 for a first eigenvalue below 3).
pub const PEOPLE_MIN: u64 = 100;
/// People from whom on an item-rest correlation is given.
pub const REST_MIN: u64 = 50;
/// Items from which on there is a factor: with two its loadings aren't determined.
pub const FACTOR_ITEMS_MIN: usize = 3;

/// A uniqueness below this share of an item's variance is none (a Heywood case).
const UNIQUENESS_MIN: f64 = 0.001;
/// How flat the likelihood has to be at its maximum, and in the samples of a bootstrap, where the last digits
/// are lost in the interval.
const FLAT: f64 = 1e-6;
const FLAT_IN_SAMPLES: f64 = 1e-4;

/// Cronbach's α of a covariance matrix; none for fewer than two items or a sum that doesn't vary.
#[must_use]
pub fn alpha(covariance: &DMatrix<f64>) -> Option<f64> {
    let items = covariance.nrows() as f64;
    let whole = covariance.sum();
    (items >= 2.0 && whole > 0.0)
        .then(|| items / (items - 1.0) * (1.0 - covariance.trace() / whole))
}

/// The correlation of an item with the sum of the others; none if one of them doesn't vary.
#[must_use]
pub fn item_rest(covariance: &DMatrix<f64>, item: usize) -> Option<f64> {
    let own = covariance[(item, item)];
    let with_rest = covariance.row(item).sum() - own;
    let rest = covariance.sum() - own - 2.0 * with_rest;
    (own > 0.0 && rest > 0.0).then(|| with_rest / (own * rest).sqrt())
}

/// A factor behind the items: their loadings and what is their own, in the items' units.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What a standard deviation of the factor makes of each item.
    pub loadings: Vec<f64>,
    /// The variance of each item that the factor doesn't explain.
    pub uniquenesses: Vec<f64>,
}

impl Factor {
    /// McDonald's ω.
    #[must_use]
    pub fn omega(&self) -> f64 {
        let common = self.loadings.iter().sum::<f64>().powi(2);
        common / (common + self.uniquenesses.iter().sum::<f64>())
    }
}

/// The likelihood of one factor, up to constants: `ln|Σ| + tr(RΣ⁻¹)` at `Σ = λλ' + Ψ`. The place holds the
/// loadings, then the logarithms of the uniquenesses.
struct OneFactor<'a>(&'a DMatrix<f64>);

impl Smooth for OneFactor<'_> {
    /// With `u = Ψ⁻¹λ` and `s = 1 + λ'u`, `Σ⁻¹` is `Ψ⁻¹ - uu'/s` (Sherman & Morrison 1950), so that nothing but
    /// `Ru` takes more than a pass over the items.
    fn at(&self, place: &[f64], slope: &mut [f64]) -> f64 {
        let items = self.0.nrows();
        let (loadings, own) = place.split_at(items);
        let loadings = DVector::from_column_slice(loadings);
        let precision = DVector::from_iterator(items, own.iter().map(|log| (-log).exp()));
        let u = precision.component_mul(&loadings);
        let s = 1.0 + loadings.dot(&u);
        let v = self.0 * &u;
        let uv = u.dot(&v);
        let inverse_v = precision.component_mul(&v) - &u * (uv / s);
        let mut trace = -uv / s;
        for item in 0..items {
            let (d, u, r) = (precision[item], u[item], self.0[(item, item)]);
            trace += d * r;
            slope[item] = 2.0 * (u - inverse_v[item]) / s;
            let both = d * d * r - 2.0 * d * v[item] * u / s + u * u * uv / (s * s);
            slope[items + item] = (d - u * u / s - both) / d;
        }
        own.iter().sum::<f64>() + s.ln() + trace
    }
}

/// One factor by maximum likelihood.
///
/// # Errors
/// [`Refusal`]: fewer than three items vary, or there is no maximum inside what is possible.
pub fn factor(covariance: &DMatrix<f64>) -> Result<Factor, Refusal> {
    factor_from(covariance, None, FLAT)
}

fn factor_from(
    covariance: &DMatrix<f64>,
    start: Option<&Factor>,
    flat: f64,
) -> Result<Factor, Refusal> {
    let items = covariance.nrows();
    let deviations: Vec<f64> = covariance.diagonal().iter().map(|own| own.sqrt()).collect();
    let varying = deviations.iter().filter(|&&deviation| deviation > 0.0);
    let varying = varying.count();
    if varying < items || items < FACTOR_ITEMS_MIN {
        return Err(Refusal::TooFewItems {
            items: varying as u64,
            needs: FACTOR_ITEMS_MIN as u64,
        });
    }
    let correlation = DMatrix::from_fn(items, items, |row, column| {
        covariance[(row, column)] / (deviations[row] * deviations[column])
    });
    let place = match start {
        Some(factor) => {
            let loadings = factor.loadings.iter().zip(&deviations);
            let own = factor.uniquenesses.iter().zip(&deviations);
            let own = own.map(|(own, deviation)| (own / deviation.powi(2)).ln());
            loadings
                .map(|(loading, deviation)| loading / deviation)
                .chain(own)
                .collect()
        }
        None => [vec![0.6; items], vec![0.64_f64.ln(); items]].concat(),
    };
    let (_, place) = minimise(&OneFactor(&correlation), place, flat).ok_or(Refusal::NoSolution)?;
    let (loadings, own) = place.split_at(items);
    if own.iter().any(|own| own.exp() < UNIQUENESS_MIN) {
        return Err(Refusal::NoSolution);
    }
    // Turned round it is the same factor.
    let sign = if loadings.iter().sum::<f64>() < 0.0 {
        -1.0
    } else {
        1.0
    };
    Ok(Factor {
        loadings: loadings
            .iter()
            .zip(&deviations)
            .map(|(loading, deviation)| sign * loading * deviation)
            .collect(),
        uniquenesses: own
            .iter()
            .zip(&deviations)
            .map(|(own, deviation)| own.exp() * deviation.powi(2))
            .collect(),
    })
}

/// α and ω of an area with the intervals of a bootstrap.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Cronbach's α.
    pub alpha: Figure<Estimate>,
    /// McDonald's ω.
    pub omega: Figure<Estimate>,
}

/// α and ω of all people, with percentile intervals of `draws` samples of `rows`, drawn with
/// replacement (Efron & Tibshirani 1993).
///
/// `rows` are people of the area, each with a level or [`crate::moments::NONE`] for each item.
#[must_use]
pub fn reliability(sums: &PairSums, rows: &[&[u8]], draws: usize, seed: u64) -> Reliability {
    let refused = |refusal: Refusal| Reliability {
        alpha: Figure::none(refusal.clone()),
        omega: Figure::none(refusal),
    };
    if let Err(refusal) = enough(sums.least(), PEOPLE_MIN) {
        return refused(refusal);
    }
    let Some(covariance) = sums.covariance() else {
        return refused(Refusal::Constant);
    };
    let whole_alpha = alpha(&covariance).ok_or(Refusal::Constant);
    let whole_factor = factor(&covariance);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut alphas, mut omegas) = (Vec::new(), Vec::new());
    let mut times = vec![0_u64; rows.len()];
    let mut drawn = PairSums::new(covariance.nrows());
    for _ in 0..draws {
        draw(&mut times, &mut random);
        drawn.clear();
        for (row, &times) in rows.iter().zip(&times) {
            if times > 0 {
                drawn.take(row, times);
            }
        }
        let Some(covariance) = drawn.covariance() else {
            continue;
        };
        alphas.extend(alpha(&covariance));
        if let Ok(whole) = &whole_factor {
            let found = factor_from(&covariance, Some(whole), FLAT_IN_SAMPLES);
            omegas.extend(found.map(|factor| factor.omega()));
        }
    }
    let with_interval = |value, mut values: Vec<f64>| -> Result<Estimate, Refusal> {
        // What can't be computed of a tenth of the samples isn't sure enough to be given.
        if values.len() * 10 < draws * 9 {
            return Err(Refusal::NoSolution);
        }
        let (low, high) = percentiles(&mut values).ok_or(Refusal::NoSolution)?;
        Ok(Estimate { value, low, high })
    };
    Reliability {
        alpha: whole_alpha
            .and_then(|value| with_interval(value, alphas))
            .into(),
        omega: whole_factor
            .and_then(|factor| with_interval(factor.omega(), omegas))
            .into(),
    }
}

/// How often each of the rows is in a sample that is drawn with replacement.
fn draw(times: &mut [u64], random: &mut ChaCha8Rng) {
    times.fill(0);
    for _ in 0..times.len() {
        let place = random.random_range(0..times.len());
        times[place] += 1;
    }
}

/// The middle 95 % of values.
fn percentiles(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (values.len() as f64 - 1.0);
        let below = values.get(place.floor() as usize)?;
        let above = values.get(place.ceil() as usize)?;
        Some(below + (above - below) * place.fract())
    };
    Some((at(0.025)?, at(0.975)?))
}
