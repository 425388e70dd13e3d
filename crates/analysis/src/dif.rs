//! Whether an item works differently in two groups (differential item functioning).
//!
//! Ordinal logistic regression (Zumbo 1999; Crane et al. 2006): the levels of an item on what the same
//! people say in the area's other items, then on the group as well, then on how the two go together.
//! What the likelihood gains is a χ²: of one degree for a shift that is the same everywhere (uniform), of
//! two for any difference. The models are those of R's `MASS::polr`. With whole answers to the area, a
//! table of rest score, group and level holds all there is to know, so any number of people will do.

use nalgebra::DMatrix;
use statrs::distribution::{ChiSquared, ContinuousCDF as _};

use crate::figure::{Estimate, Refusal, enough};
use crate::optimise::{Smooth, minimise};

/// People in each group from whom on items are looked at (Scott et al. 2009 ask for 200).
pub const GROUP_MIN: u64 = 200;

/// How much Nagelkerke's R² has to gain for a difference to matter (Jodoin & Gierl 2001).
pub const GAIN_MIN: f64 = 0.035;

/// How flat the likelihood has to be at its maximum.
const FLAT: f64 = 1e-7;

/// How many people of each group gave each level, by their score in the rest of the area.
#[derive(Clone, Debug)]
pub struct Table {
    levels: usize,
    /// By rest score, then group (two), then level.
    counts: Vec<u64>,
}

impl Table {
    /// A table with nobody in it.
    #[must_use]
    pub fn new(rest_max: usize, levels: usize) -> Self {
        let counts = vec![0; (rest_max + 1) * 2 * levels];
        Self { levels, counts }
    }

    /// Adds people.
    pub fn add(&mut self, rest: usize, group: usize, level: usize, count: u64) {
        self.counts[(rest * 2 + group) * self.levels + level] += count;
    }

    /// Cells with somebody in them: rest score, group, level, people.
    fn cells(&self) -> impl Iterator<Item = (usize, usize, usize, f64)> + '_ {
        let cells = self.counts.iter().enumerate();
        cells
            .filter(|&(_, &count)| count > 0)
            .map(|(place, &count)| {
                let row = place / self.levels;
                (row / 2, row % 2, place % self.levels, count as f64)
            })
    }

    /// For each rest score how many people of each group gave each level.
    pub(crate) fn strata(&self) -> impl Iterator<Item = [&[u64]; 2]> {
        self.counts
            .chunks_exact(2 * self.levels)
            .map(|counts| counts.split_at(self.levels).into())
    }

    /// People of a group.
    fn people(&self, group: usize) -> u64 {
        let rows = self.counts.chunks(self.levels).enumerate();
        rows.filter(|(row, _)| row % 2 == group)
            .map(|(_, row)| row.iter().sum::<u64>())
            .sum()
    }
}

/// How an item differs between two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// χ² of a shift that is the same everywhere, one degree of freedom.
    pub uniform: f64,
    /// The chance of such a χ² or a larger one if there is no shift.
    pub uniform_p: f64,
    /// χ² of any difference, two degrees of freedom.
    pub both: f64,
    /// The chance of such a χ² or a larger one if there is no difference.
    pub both_p: f64,
    /// By how much the logarithm of the odds of a higher level is larger in the second group, among people
    /// of the same rest score; with the interval of its standard error.
    pub log_odds: Estimate,
    /// What Nagelkerke's R² gains by the group: how much it matters.
    pub gain: f64,
}

impl Difference {
    /// Whether there is a difference that matters.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.both_p < 0.01 && self.gain >= GAIN_MIN
    }
}

/// A person's place on each of what the levels depend on, their level, and how many are alike.
struct Cell {
    features: [f64; 3],
    level: usize,
    count: f64,
}

/// The cumulative logit model: the place holds the lowest cut, the logarithms of the cuts' distances, and a
/// slope for each feature in use.
struct Cumulative<'a> {
    cells: &'a [Cell],
    levels: usize,
    features: usize,
}

impl Smooth for Cumulative<'_> {
    fn at(&self, place: &[f64], slope: &mut [f64]) -> f64 {
        let (cut_places, slopes) = place.split_at(self.levels - 1);
        let mut cuts = vec![cut_places[0]];
        for distance in &cut_places[1..] {
            cuts.push(cuts[cuts.len() - 1] + distance.exp());
        }
        slope.fill(0.0);
        let mut by_cut = vec![0.0; cuts.len()];
        let mut value = 0.0;
        let total: f64 = self.cells.iter().map(|cell| cell.count).sum();
        for cell in self.cells {
            let features = &cell.features[..self.features];
            let linear: f64 = features.iter().zip(slopes).map(|(x, b)| x * b).sum();
            let below = |cut: usize| 1.0 / (1.0 + (linear - cuts[cut]).exp());
            let upper = if cell.level < cuts.len() {
                below(cell.level)
            } else {
                1.0
            };
            let lower = if cell.level > 0 {
                below(cell.level - 1)
            } else {
                0.0
            };
            let share = (upper - lower).max(f64::MIN_POSITIVE);
            let weight = cell.count / total;
            value -= weight * share.ln();
            // Slopes of the two cumulative shares.
            let (upper_slope, lower_slope) = (upper * (1.0 - upper), lower * (1.0 - lower));
            if cell.level < cuts.len() {
                by_cut[cell.level] -= weight * upper_slope / share;
            }
            if cell.level > 0 {
                by_cut[cell.level - 1] += weight * lower_slope / share;
            }
            let by_linear = weight * (upper_slope - lower_slope) / share;
            for (feature, x) in features.iter().enumerate() {
                slope[self.levels - 1 + feature] += by_linear * x;
            }
        }
        // The lowest cut moves all, a distance all from its own on.
        let mut above = 0.0;
        for cut in (0..cuts.len()).rev() {
            above += by_cut[cut];
            slope[cut] = above * if cut == 0 { 1.0 } else { cut_places[cut].exp() };
        }
        value
    }
}

/// A fitted model: its deviance, the slopes, and how sharply the likelihood bends at its maximum.
struct Fitted {
    deviance: f64,
    slopes: Vec<f64>,
    information: DMatrix<f64>,
}

impl Fitted {
    /// The standard error of a slope, from the observed information.
    fn error(&self, slope: usize) -> Option<f64> {
        let inverse = self.information.clone().cholesky()?.inverse();
        let place = self.information.nrows() - self.slopes.len() + slope;
        Some(inverse[(place, place)].sqrt())
    }
}

/// The second derivatives of a sum over people, from differences of its slope.
fn information(model: &Cumulative<'_>, place: &[f64], people: f64) -> DMatrix<f64> {
    const STEP: f64 = 1e-5;
    let size = place.len();
    let slope_at = |parameter: usize, step: f64| {
        let mut moved = place.to_vec();
        moved[parameter] += step;
        let mut slope = vec![0.0; size];
        model.at(&moved, &mut slope);
        slope
    };
    let mut matrix = DMatrix::zeros(size, size);
    for parameter in 0..size {
        let (above, below) = (slope_at(parameter, STEP), slope_at(parameter, -STEP));
        for other in 0..size {
            matrix[(parameter, other)] = people * (above[other] - below[other]) / (2.0 * STEP);
        }
    }
    (&matrix + matrix.transpose()) / 2.0
}

fn fit(cells: &[Cell], levels: usize, features: usize) -> Result<Fitted, Refusal> {
    let total: f64 = cells.iter().map(|cell| cell.count).sum();
    // The cuts of the whole are where to begin.
    let mut below = 0.0;
    let mut cuts = Vec::new();
    for level in 0..levels - 1 {
        let here = cells.iter().filter(|cell| cell.level == level);
        below += here.map(|cell| cell.count).sum::<f64>();
        cuts.push((below / (total - below)).ln());
    }
    let mut place = vec![cuts[0]];
    place.extend(cuts.windows(2).map(|pair| (pair[1] - pair[0]).ln()));
    place.resize(levels - 1 + features, 0.0);
    let model = Cumulative {
        cells,
        levels,
        features,
    };
    let (value, place) = minimise(&model, place, FLAT).ok_or(Refusal::NoSolution)?;
    Ok(Fitted {
        deviance: 2.0 * value * total,
        slopes: place[levels - 1..].to_vec(),
        information: information(&model, &place, total),
    })
}

/// Looks for a difference.
///
/// # Errors
/// A group is too small, or everybody gave the same level.
pub fn difference(table: &Table) -> Result<Difference, Refusal> {
    enough(table.people(0).min(table.people(1)), GROUP_MIN)?;
    // Levels that nobody gave aren't there, for the model.
    let mut used = vec![None; table.levels];
    for (_, _, level, _) in table.cells() {
        used[level] = Some(0);
    }
    let mut levels = 0;
    for place in used.iter_mut().flatten() {
        *place = levels;
        levels += 1;
    }
    if levels < 2 {
        return Err(Refusal::Constant);
    }
    let people: f64 = table.cells().map(|(.., count)| count).sum();
    let mean = |power: i32, centre: f64| {
        let sums = table.cells();
        sums.map(|(rest, .., count)| count * (rest as f64 - centre).powi(power))
            .sum::<f64>()
            / people
    };
    let centre = mean(1, 0.0);
    let scale = mean(2, centre).sqrt();
    if scale <= 0.0 {
        return Err(Refusal::Constant);
    }
    let cells: Vec<Cell> = table
        .cells()
        .map(|(rest, group, level, count)| {
            let rest = (rest as f64 - centre) / scale;
            Cell {
                features: [rest, group as f64, rest * group as f64],
                level: used[level].unwrap_or(0),
                count,
            }
        })
        .collect();
    let models: Vec<Fitted> = (0..=3)
        .map(|features| fit(&cells, levels, features))
        .collect::<Result<_, _>>()?;
    let gain = |model: &Fitted| {
        let share = |deviance: f64| 1.0 - (deviance / people).exp();
        let none = models[0].deviance;
        share(model.deviance - none) / share(-none)
    };
    let uniform = (models[1].deviance - models[2].deviance).max(0.0);
    let both = (models[1].deviance - models[3].deviance).max(0.0);
    let log_odds = models[2].slopes[1];
    Ok(Difference {
        uniform,
        uniform_p: tail(uniform, 1.0)?,
        both,
        both_p: tail(both, 2.0)?,
        log_odds: Estimate::normal(log_odds, models[2].error(1).ok_or(Refusal::NoSolution)?),
        gain: gain(&models[3]) - gain(&models[1]),
    })
}

/// The chance of such a χ² or a larger one.
pub(crate) fn tail(chi_squared: f64, freedom: f64) -> Result<f64, Refusal> {
    let distribution = ChiSquared::new(freedom).map_err(|_| Refusal::NoSolution)?;
    Ok(distribution.sf(chi_squared))
}
