//! Two groups, two times, two areas: effect sizes and correlations with their intervals.

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::brent::BrentRoot;
use statrs::distribution::{ContinuousCDF as _, FisherSnedecor, Normal};
use statrs::function::beta::beta_reg;

use crate::figure::{Estimate, Refusal, Z95, enough};
use crate::moments::{Joint, Spread};

/// People from whom on a correlation is given.
pub const CORRELATION_MIN: u64 = 50;
/// People in each group from whom on groups are compared.
pub const GROUP_MIN: u64 = 30;
/// People who came twice from whom on a retest is given: what COSMIN calls adequate.
pub const RETEST_MIN: u64 = 50;

/// Beyond this the series of the noncentral t is lost to rounding, and the normal interval is as good.
const NONCENTRAL_MAX: f64 = 30.0;
/// Terms of the series at most.
const TERMS_MAX: u32 = 2000;

/// Pearson's correlation with Fisher's interval (`stats::cor.test` in R).
///
/// # Errors
/// Too few people, or one of the two doesn't vary.
pub fn correlation(joint: &Joint) -> Result<Estimate, Refusal> {
    let n = joint.first.n;
    enough(n, CORRELATION_MIN)?;
    let value = joint.correlation();
    if !value.is_finite() {
        return Err(Refusal::Constant);
    }
    let error = 1.0 / (n as f64 - 3.0).sqrt();
    let bound = |sign: f64| (value.atanh() + sign * Z95 * error).tanh();
    Ok(Estimate {
        value,
        low: bound(-1.0),
        high: bound(1.0),
    })
}

/// Cohen's d of the second group over the first, in pooled standard deviations (`n1 + n2 - 2` in the
/// denominator), with the interval of the noncentral t (Cumming & Finch 2001; `psych::d.ci` in R).
///
/// # Errors
/// Too few people in a group, or nobody differs.
pub fn cohens_d(first: &Spread, second: &Spread) -> Result<Estimate, Refusal> {
    enough(first.n.min(second.n), GROUP_MIN)?;
    let (n1, n2) = (first.n as f64, second.n as f64);
    let freedom = n1 + n2 - 2.0;
    let pooled = ((n1 - 1.0) * first.variance() + (n2 - 1.0) * second.variance()) / freedom;
    if pooled <= 0.0 {
        return Err(Refusal::Constant);
    }
    let value = (second.mean - first.mean) / pooled.sqrt();
    let scale = (1.0 / n1 + 1.0 / n2).sqrt();
    let t = value / scale;
    if t.abs() > NONCENTRAL_MAX {
        let error = (scale.powi(2) + value.powi(2) / (2.0 * (n1 + n2))).sqrt();
        return Ok(Estimate::normal(value, error));
    }
    let bound = |tail: f64| noncentrality(t, freedom, tail).map(|place| place * scale);
    Ok(Estimate {
        value,
        low: bound(0.975).ok_or(Refusal::NoSolution)?,
        high: bound(0.025).ok_or(Refusal::NoSolution)?,
    })
}

/// The difference of a noncentral t's share below `t` from a share, by the noncentrality.
struct Tail {
    t: f64,
    freedom: f64,
    share: f64,
}

impl CostFunction for Tail {
    type Param = f64;
    type Output = f64;

    fn cost(&self, place: &f64) -> Result<f64, Error> {
        Ok(noncentral_t(self.t, self.freedom, *place) - self.share)
    }
}

/// The noncentrality at which a share of a t distribution lies below `t`.
fn noncentrality(t: f64, freedom: f64, share: f64) -> Option<f64> {
    let tail = Tail { t, freedom, share };
    let (low, high) = (t - 8.0, t + 8.0);
    let solver = BrentRoot::new(low, high, 1e-12);
    let found = Executor::new(tail, solver)
        .configure(|state| state.param(t).max_iters(200))
        .run()
        .ok()?;
    found.state.best_param
}

/// The distribution function of the noncentral t (Lenth 1989, algorithm AS 243).
fn noncentral_t(t: f64, freedom: f64, shift: f64) -> f64 {
    if t < 0.0 {
        return 1.0 - noncentral_t(-t, freedom, -shift);
    }
    let below = Normal::standard().cdf(-shift);
    let x = t * t / (t * t + freedom);
    if x <= 0.0 {
        return below;
    }
    let half = shift * shift / 2.0;
    let mut p = 0.5 * (-half).exp();
    let mut q = (2.0 / std::f64::consts::PI).sqrt() * p * shift;
    let mut sum = 0.0;
    let mut left = 0.5 - p;
    let b = freedom / 2.0;
    let (mut a_odd, mut a_even) = (0.5, 1.0);
    for term in 1..TERMS_MAX {
        let odd = beta_reg(a_odd, b, x);
        sum += p * odd + q * beta_reg(a_even, b, x);
        left -= p;
        if 2.0 * left.abs() * odd < 1e-15 && term > 3 {
            break;
        }
        a_odd += 1.0;
        a_even += 1.0;
        p *= half / f64::from(term);
        q *= half / (f64::from(term) + 0.5);
        if p == 0.0 && q == 0.0 {
            break;
        }
        left = left.max(0.0);
        if left == 0.0 {
            // The weights are summed up; the rest is rounding.
            if p * odd < 1e-16 {
                break;
            }
        }
    }
    (sum + below).clamp(0.0, 1.0)
}

/// What came of asking the same people twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retest {
    /// Pearson's correlation of the two times.
    pub correlation: Estimate,
    /// The intraclass correlation for absolute agreement of single scores, `ICC(2,1)` of Shrout & Fleiss
    /// (1979), with its F interval; `ICC2` of `psych::ICC`.
    pub agreement: Estimate,
    /// The mean of the second time less that of the first.
    pub change: f64,
    /// The standard error of measurement: the root of the error's variance within a person, in points.
    pub error: f64,
    /// The change that is more than error in 95 of 100: `1.96 √2` errors.
    pub smallest_change: f64,
}

/// Compares two times.
///
/// # Errors
/// Too few people who came twice, or nobody differs.
pub fn retest(joint: &Joint) -> Result<Retest, Refusal> {
    let n = joint.first.n;
    enough(n, RETEST_MIN)?;
    let people = n as f64;
    let (first, second) = (joint.first.variance(), joint.second.variance());
    let covariance = joint.covariance();
    // Two-way analysis of variance with two columns: rows, columns, rest.
    let rows = (first + second) / 2.0 + covariance;
    let rest = (first + second) / 2.0 - covariance;
    let change = joint.second.mean - joint.first.mean;
    let columns = people * change.powi(2) / 2.0;
    let within = rows + rest + 2.0 * (columns - rest) / people;
    if within <= 0.0 || rest <= 0.0 {
        return Err(Refusal::Constant);
    }
    let agreement = (rows - rest) / within;
    let (low, high) = agreement_bounds(people, rows, columns, rest, agreement)?;
    let error = rest.sqrt();
    Ok(Retest {
        correlation: correlation(joint)?,
        agreement: Estimate {
            value: agreement,
            low,
            high,
        },
        change,
        error,
        smallest_change: Z95 * 2.0_f64.sqrt() * error,
    })
}

/// The F interval of ICC(2,1) (Shrout & Fleiss 1979, p. 424), for two times.
fn agreement_bounds(
    people: f64,
    rows: f64,
    columns: f64,
    rest: f64,
    agreement: f64,
) -> Result<(f64, f64), Refusal> {
    let times = 2.0;
    let by_columns = columns / rest;
    let spread = 1.0 + (times - 1.0) * agreement;
    let between = people * spread - times * agreement;
    let above = (people - 1.0) * (times - 1.0) * (times * agreement * by_columns + between).powi(2);
    let below =
        (people - 1.0) * times.powi(2) * agreement.powi(2) * by_columns.powi(2) + between.powi(2);
    let freedom = above / below;
    let quantile = |one: f64, other: f64| -> Result<f64, Refusal> {
        let distribution = FisherSnedecor::new(one, other).map_err(|_| Refusal::NoSolution)?;
        Ok(distribution.inverse_cdf(0.975))
    };
    let upper = quantile(people - 1.0, freedom)?;
    let lower = quantile(freedom, people - 1.0)?;
    let mixed = times * columns + (times * people - times - people) * rest;
    Ok((
        people * (rows - upper * rest) / (upper * mixed + people * rows),
        people * (lower * rows - rest) / (mixed + people * lower * rows),
    ))
}
