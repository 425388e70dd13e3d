//! The graded response model: what each item tells, and which few items would tell most of it.
//!
//! Samejima's (1969) model in the form that R's `mirt` prints as `a` and `b`: a person at `θ` reaches level `l`
//! of an item or a higher one with the chance `1 / (1 + exp(-a (θ - b_l)))`. Estimated by marginal maximum
//! likelihood with an EM algorithm (Bock & Aitkin 1981): `θ` is normal with mean 0 and variance 1, on 61 points
//! from -6 to 6. What a person left out is left out of their likelihood.

use std::collections::BTreeMap;

use nalgebra::DMatrix;

use crate::figure::{Refusal, enough};
use crate::moments::NONE;
use crate::optimise::{Smooth, minimise};

/// People from whom on the model is estimated (Reise & Yu 1990).
pub const PEOPLE_MIN: u64 = 500;
/// Items from which on there is something in common to be found.
pub const ITEMS_MIN: usize = 3;
/// People that each level of an item needs; a rarer one counts as its neighbour nearer the middle.
pub const LEVEL_MIN: u64 = 10;

/// Points that the ability is summed over, and how far they reach.
const POINTS: usize = 61;
const REACH: f64 = 6.0;
/// An EM step that changes no parameter by more than this is the last.
const STILL: f64 = 1e-5;
const STEPS_MAX: usize = 3000;
/// How flat an item's likelihood has to be at its maximum.
const FLAT: f64 = 1e-5;
/// A discrimination outside this isn't found in answers of people.
const DISCRIMINATION: std::ops::Range<f64> = 0.05..15.0;

/// An item of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// How steeply the chance of a higher level rises with ability.
    pub discrimination: f64,
    /// Where the chance of each level or a higher one is a half, from level 1 on; fewer than the item has
    /// levels if some are hardly ever given.
    pub thresholds: Vec<f64>,
}

impl Item {
    /// The chances of each level or a higher one, with 1 before and 0 behind them.
    fn reached(&self, ability: f64) -> Vec<f64> {
        let inner = self.thresholds.iter();
        let inner = inner.map(|cut| 1.0 / (1.0 + (-self.discrimination * (ability - cut)).exp()));
        std::iter::once(1.0).chain(inner).chain([0.0]).collect()
    }

    /// What the item tells of people at an ability (Samejima 1969).
    #[must_use]
    pub fn information(&self, ability: f64) -> f64 {
        let reached = self.reached(ability);
        let slopes: Vec<f64> = reached.iter().map(|share| share * (1.0 - share)).collect();
        let levels = reached.windows(2).zip(slopes.windows(2));
        let sum: f64 = levels
            .map(|(share, slope)| {
                let chance = (share[0] - share[1]).max(f64::MIN_POSITIVE);
                (slope[0] - slope[1]).powi(2) / chance
            })
            .sum();
        self.discrimination.powi(2) * sum
    }
}

/// A short form: the items of the most information.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortForm {
    /// Which items, most informative first.
    pub items: Vec<usize>,
    /// Their share of the information of all.
    pub information: f64,
    /// How reliably they place a person: the mean over people of `I / (I + 1)`.
    pub reliability: f64,
}

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The items, in their order.
    pub items: Vec<Item>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// People whom it is estimated from.
    pub people: u64,
    /// By item, what each level counts as: rare ones are merged.
    pub counts_as: Vec<Vec<u8>>,
    /// By item, the standard errors of its discrimination and then of its thresholds, from the observed
    /// information; none if they weren't asked for.
    pub errors: Option<Vec<Vec<f64>>>,
}

impl Model {
    /// What a form of some items tells: its mean information, and its reliability.
    fn told_by(&self, items: &[usize]) -> (f64, f64) {
        let (points, weights) = points();
        let at = points.iter().zip(&weights).map(|(&point, weight)| {
            let information: f64 = items
                .iter()
                .map(|&item| self.items[item].information(point))
                .sum();
            (
                weight * information,
                weight * information / (information + 1.0),
            )
        });
        at.fold((0.0, 0.0), |sum, here| (sum.0 + here.0, sum.1 + here.1))
    }

    /// The mean information of each item over people.
    #[must_use]
    pub fn informations(&self) -> Vec<f64> {
        (0..self.items.len())
            .map(|item| self.told_by(&[item]).0)
            .collect()
    }

    /// For each number of items, the form that keeps most information. Information adds up, so it is the
    /// items with the most of it.
    #[must_use]
    pub fn short_forms(&self) -> Vec<ShortForm> {
        let informations = self.informations();
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by(|&one, &other| informations[other].total_cmp(&informations[one]));
        let whole: f64 = informations.iter().sum();
        (1..=order.len())
            .map(|size| {
                let items = order[..size].to_vec();
                let (information, reliability) = self.told_by(&items);
                ShortForm {
                    items,
                    information: information / whole,
                    reliability,
                }
            })
            .collect()
    }
}

/// The points of the ability and their weights.
fn points() -> (Vec<f64>, Vec<f64>) {
    let points: Vec<f64> = (0..POINTS)
        .map(|point| REACH * (2.0 * point as f64 / (POINTS - 1) as f64 - 1.0))
        .collect();
    let densities: Vec<f64> = points
        .iter()
        .map(|point| (-point * point / 2.0).exp())
        .collect();
    let whole: f64 = densities.iter().sum();
    let weights = densities.iter().map(|density| density / whole).collect();
    (points, weights)
}

/// An item's likelihood when it is known how many people of each ability gave each level. The place holds the
/// logarithm of the discrimination, the lowest threshold, and the logarithms of the thresholds' distances.
struct OneItem<'a> {
    points: &'a [f64],
    /// By point, then level.
    people: &'a [f64],
    levels: usize,
    whole: f64,
}

impl OneItem<'_> {
    /// The likelihood with its sign turned, and its slopes by the logarithm of the discrimination and by each
    /// threshold.
    fn turned(&self, item: &Item) -> (f64, f64, Vec<f64>) {
        let a = item.discrimination;
        let (mut value, mut by_logarithm) = (0.0, 0.0);
        let mut by_threshold = vec![0.0; self.levels - 1];
        for (&point, people) in self.points.iter().zip(self.people.chunks(self.levels)) {
            let reached = item.reached(point);
            for (level, &people) in people.iter().enumerate() {
                if people <= 0.0 {
                    continue;
                }
                let share = (reached[level] - reached[level + 1]).max(f64::MIN_POSITIVE);
                value -= people * share.ln();
                for (cut, sign) in [(level, 1.0), (level + 1, -1.0)] {
                    if cut == 0 || cut == self.levels {
                        continue;
                    }
                    let here = sign * people * reached[cut] * (1.0 - reached[cut]) / share;
                    by_threshold[cut - 1] += here * a;
                    by_logarithm -= here * a * (point - item.thresholds[cut - 1]);
                }
            }
        }
        (value, by_logarithm, by_threshold)
    }
}

impl Smooth for OneItem<'_> {
    fn at(&self, place: &[f64], slope: &mut [f64]) -> f64 {
        let (value, by_logarithm, by_threshold) = self.turned(&opened(place));
        slope[0] = by_logarithm;
        // The lowest threshold moves all, a distance all from its own on.
        let mut above = 0.0;
        for cut in (0..by_threshold.len()).rev() {
            above += by_threshold[cut];
            slope[1 + cut] = above * if cut == 0 { 1.0 } else { place[1 + cut].exp() };
        }
        slope.iter_mut().for_each(|part| *part /= self.whole);
        value / self.whole
    }
}

fn opened(place: &[f64]) -> Item {
    let mut thresholds = vec![place[1]];
    for distance in &place[2..] {
        thresholds.push(thresholds[thresholds.len() - 1] + distance.exp());
    }
    Item {
        discrimination: place[0].exp(),
        thresholds,
    }
}

/// Levels by what they count as, so that each is given by enough people.
fn merged(counts: &[u64]) -> Vec<u8> {
    let mut cells: Vec<(Vec<usize>, u64)> = counts
        .iter()
        .enumerate()
        .map(|(level, &count)| (vec![level], count))
        .collect();
    while cells.len() > 1
        && let Some(place) = cells.iter().position(|(_, count)| *count < LEVEL_MIN)
    {
        let (levels, count) = cells.remove(place);
        // Towards the middle: the lower half goes up, the upper half down.
        let to = if place < cells.len().div_ceil(2) {
            place
        } else {
            place - 1
        };
        cells[to].0.extend(levels);
        cells[to].1 += count;
    }
    let mut counts_as = vec![0; counts.len()];
    for (place, (levels, _)) in cells.iter().enumerate() {
        for &level in levels {
            counts_as[level] = place as u8;
        }
    }
    counts_as
}

/// People who answered alike.
struct Patterns {
    rows: Vec<(Vec<u8>, f64)>,
    /// Levels of each item, rare ones merged.
    levels: Vec<usize>,
    /// By item, what each of its own levels counts as.
    counts_as: Vec<Vec<u8>>,
}

impl Patterns {
    /// `levels` is by item how many it has.
    fn new(rows: &[&[u8]], levels: &[usize]) -> Self {
        let counts_as: Vec<Vec<u8>> = levels
            .iter()
            .enumerate()
            .map(|(item, &levels)| {
                let mut counts = vec![0; levels];
                for row in rows {
                    if let Some(count) = counts.get_mut(usize::from(row[item])) {
                        *count += 1;
                    }
                }
                merged(&counts)
            })
            .collect();
        let mut alike: BTreeMap<Vec<u8>, f64> = BTreeMap::new();
        for row in rows {
            let row = row.iter().zip(&counts_as).map(|(&level, counts_as)| {
                let known = counts_as.get(usize::from(level));
                known.copied().unwrap_or(NONE)
            });
            *alike.entry(row.collect()).or_default() += 1.0;
        }
        let top = |counts_as: &Vec<u8>| {
            counts_as
                .iter()
                .max()
                .map_or(1, |&top| usize::from(top) + 1)
        };
        Self {
            rows: alike.into_iter().collect(),
            levels: counts_as.iter().map(top).collect(),
            counts_as,
        }
    }

    /// Where the search begins: the thresholds that the shares of the levels suggest.
    fn start(&self, item: usize) -> Vec<f64> {
        let levels = self.levels[item];
        let mut counts = vec![0.0; levels];
        for (row, count) in self.rows.iter().filter(|(row, _)| row[item] != NONE) {
            counts[usize::from(row[item])] += count;
        }
        let whole: f64 = counts.iter().sum();
        let mut below = 0.0;
        let cuts: Vec<f64> = counts[..levels - 1]
            .iter()
            .map(|count| {
                below += count;
                (below / (whole - below)).ln() / 1.2
            })
            .collect();
        let mut place = vec![0.3, cuts[0]];
        place.extend(
            cuts.windows(2)
                .map(|pair| (pair[1] - pair[0]).max(1e-3).ln()),
        );
        place
    }
}

/// Estimates the model from people, each with a level or [`NONE`] for each item, of which `levels` says how many
/// levels it has; with standard errors, which take as long as two steps for each parameter.
///
/// # Errors
/// Too few people or items, an item that everybody answers alike, or no maximum inside what is possible.
pub fn fit(rows: &[&[u8]], levels: &[usize], has_errors: bool) -> Result<Model, Refusal> {
    enough(rows.len() as u64, PEOPLE_MIN)?;
    let items = levels.len();
    let patterns = Patterns::new(rows, levels);
    let varying = patterns.levels.iter().filter(|&&levels| levels > 1).count();
    if varying < items || items < ITEMS_MIN {
        return Err(Refusal::TooFewItems {
            items: varying as u64,
            needs: ITEMS_MIN as u64,
        });
    }
    let mut places: Vec<Vec<f64>> = (0..items).map(|item| patterns.start(item)).collect();
    for _ in 0..STEPS_MAX {
        let moved = step(&patterns, &mut places)?;
        if moved >= STILL {
            continue;
        }
        let items: Vec<Item> = places.iter().map(|place| opened(place)).collect();
        let (_, log_likelihood) = expect(&patterns, &items);
        let errors = if has_errors {
            Some(errors(&patterns, &items).ok_or(Refusal::NoSolution)?)
        } else {
            None
        };
        return Ok(Model {
            items,
            log_likelihood,
            people: rows.len() as u64,
            counts_as: patterns.counts_as,
            errors,
        });
    }
    Err(Refusal::NoSolution)
}

/// A step of the EM algorithm, and how far it moved any parameter.
fn step(patterns: &Patterns, places: &mut [Vec<f64>]) -> Result<f64, Refusal> {
    let (points, _) = points();
    let items: Vec<Item> = places.iter().map(|place| opened(place)).collect();
    let (expected, _) = expect(patterns, &items);
    let mut moved = 0.0_f64;
    for (item, place) in places.iter_mut().enumerate() {
        let likelihood = OneItem {
            points: &points,
            people: &expected[item],
            levels: patterns.levels[item],
            whole: expected[item].iter().sum(),
        };
        let found = minimise(&likelihood, place.clone(), FLAT);
        let (_, found) = found.ok_or(Refusal::NoSolution)?;
        let (before, after) = (&items[item], opened(&found));
        moved = moved.max((before.discrimination - after.discrimination).abs());
        let cuts = before.thresholds.iter().zip(&after.thresholds);
        moved = cuts.fold(moved, |most, (one, other)| most.max((one - other).abs()));
        if !DISCRIMINATION.contains(&after.discrimination) {
            return Err(Refusal::NoSolution);
        }
        *place = found;
    }
    Ok(moved)
}

/// Standard errors by item: the root of the diagonal of the inverse of the observed information, which is made
/// of differences of the likelihood's slope. That slope is the one of the completed likelihood (Louis 1982).
fn errors(patterns: &Patterns, items: &[Item]) -> Option<Vec<Vec<f64>>> {
    const STEP: f64 = 1e-4;
    let (points, _) = points();
    let slope_at = |items: &[Item]| -> Vec<f64> {
        let (expected, _) = expect(patterns, items);
        let by_item = items.iter().enumerate().flat_map(|(place, item)| {
            let likelihood = OneItem {
                points: &points,
                people: &expected[place],
                levels: patterns.levels[place],
                whole: 1.0,
            };
            let (_, by_logarithm, by_threshold) = likelihood.turned(item);
            std::iter::once(by_logarithm / item.discrimination).chain(by_threshold)
        });
        by_item.collect()
    };
    let mut rows = Vec::new();
    for item in 0..items.len() {
        for parameter in 0..=items[item].thresholds.len() {
            let moved = |by: f64| {
                let mut items = items.to_vec();
                match parameter.checked_sub(1) {
                    None => items[item].discrimination += by,
                    Some(cut) => items[item].thresholds[cut] += by,
                }
                slope_at(&items)
            };
            let (above, below) = (moved(STEP), moved(-STEP));
            let both = above.iter().zip(&below);
            rows.push(
                both.map(|(above, below)| (above - below) / (2.0 * STEP))
                    .collect::<Vec<_>>(),
            );
        }
    }
    let information = DMatrix::from_fn(rows.len(), rows.len(), |row, column| {
        (rows[row][column] + rows[column][row]) / 2.0
    });
    let inverse = information.cholesky()?.inverse();
    let mut variances = inverse
        .diagonal()
        .iter()
        .map(|variance| variance.sqrt())
        .collect::<Vec<_>>()
        .into_iter();
    let of = |item: &Item| variances.by_ref().take(1 + item.thresholds.len()).collect();
    Some(items.iter().map(of).collect())
}

/// How many people of each ability gave each level of each item, as far as the parameters tell; and the
/// logarithm of their likelihood.
fn expect(patterns: &Patterns, items: &[Item]) -> (Vec<Vec<f64>>, f64) {
    let (points, weights) = points();
    // Chances by item, then level, then point, so that the loops below run over points.
    let chances: Vec<Vec<f64>> = items
        .iter()
        .zip(&patterns.levels)
        .map(|(item, &levels)| {
            let mut chances = vec![0.0; levels * POINTS];
            for (at, &point) in points.iter().enumerate() {
                let reached = item.reached(point);
                for level in 0..levels {
                    chances[level * POINTS + at] = reached[level] - reached[level + 1];
                }
            }
            chances
        })
        .collect();
    let mut by_level: Vec<Vec<f64>> = chances.iter().map(|list| vec![0.0; list.len()]).collect();
    let mut log_likelihood = 0.0;
    let mut here = vec![0.0; POINTS];
    for (row, count) in &patterns.rows {
        here.copy_from_slice(&weights);
        for (&level, chances) in row
            .iter()
            .zip(&chances)
            .filter(|(level, _)| **level != NONE)
        {
            let start = usize::from(level) * POINTS;
            let chances = &chances[start..start + POINTS];
            here.iter_mut()
                .zip(chances)
                .for_each(|(here, chance)| *here *= chance);
        }
        let whole: f64 = here.iter().sum();
        log_likelihood += count * whole.max(f64::MIN_POSITIVE).ln();
        let scale = count / whole.max(f64::MIN_POSITIVE);
        here.iter_mut().for_each(|here| *here *= scale);
        for (&level, people) in row
            .iter()
            .zip(&mut by_level)
            .filter(|(level, _)| **level != NONE)
        {
            let start = usize::from(level) * POINTS;
            let people = &mut people[start..start + POINTS];
            people
                .iter_mut()
                .zip(&here)
                .for_each(|(people, here)| *people += here);
        }
    }
    let turned = by_level
        .iter()
        .zip(&patterns.levels)
        .map(|(people, &levels)| {
            let mut turned = vec![0.0; people.len()];
            for level in 0..levels {
                for at in 0..POINTS {
                    turned[at * levels + level] = people[level * POINTS + at];
                }
            }
            turned
        });
    (turned.collect(), log_likelihood)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goal: the middle is that of an item's own levels, however many another item has.
    #[test]
    fn rare_levels_merge_towards_the_middle_of_their_own_item() {
        let people: [(u8, u16); 4] = [(0, 12), (1, 300), (2, 5), (3, 12)];
        let rows: Vec<[u8; 3]> = people
            .iter()
            .flat_map(|&(level, count)| {
                (0..count).map(move |other| [(other % 7) as u8, level, NONE])
            })
            .collect();
        let rows: Vec<&[u8]> = rows.iter().map(|row| &row[..]).collect();
        let patterns = Patterns::new(&rows, &[7, 4, 2]);
        assert_eq!(patterns.counts_as[0], [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(patterns.counts_as[1], [0, 1, 1, 2]);
        assert_eq!(patterns.counts_as[2], [0, 0]);
        assert_eq!(patterns.levels, [7, 3, 1]);
        assert!(patterns.rows.iter().all(|(row, _)| row[2] == NONE));
    }
}
