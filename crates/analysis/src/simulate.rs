//! Cohorts of known structure, to see whether an analysis finds what was put in.
//!
//! People answer by a graded response model: in each area an ability of variance 1, part of it common to all
//! areas. The second group is more able by a known effect, and one item is harder for it than its ability
//! says. Some skip, some click through, some come again.

use assessment::Catalogue;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, StandardNormal};
use serde::Serialize;

use crate::randomised::Scheme;

/// What is put in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Structure {
    /// The correlation of the abilities in any two areas.
    pub common: f64,
    /// By how much the ability in group `b` is larger than in group `a`, in its standard deviations.
    pub effect: f64,
    /// The item that works differently in group `b`.
    pub biased: String,
    /// By how much its thresholds are higher there.
    pub bias: f64,
    /// The share of answers that are skipped.
    pub skipped: f64,
    /// The share of people who click the same level throughout, in less than a second each.
    pub careless: f64,
    /// The share of people who come again.
    pub again: f64,
    /// The correlation of their abilities at the two times.
    pub stability: f64,
    /// The budget with which levels are randomised, if they are.
    pub epsilon: Option<f64>,
    /// The items, in the catalogue's order.
    pub items: Vec<Item>,
}

/// An item of known parameters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Its id.
    pub id: String,
    /// How steeply the chance of a higher level rises with ability.
    pub discrimination: f64,
    /// Where the chances are a half.
    pub thresholds: Vec<f64>,
}

/// A sitting, as a line of the responses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Who it is.
    pub id: String,
    /// Group `a` or `b`.
    pub group: String,
    /// The person's first or second sitting.
    pub wave: u8,
    /// How long it took.
    pub seconds: f64,
    /// Levels in item order; none is skipped.
    pub responses: Vec<Option<u8>>,
    /// What was randomised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rr: Option<Budget>,
}

/// The budget of a randomised response.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Budget {
    /// ε.
    pub epsilon: f64,
}

impl Structure {
    /// A structure for a catalogue: items of all sorts, from dull to sharp and from easy to hard.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let items: Vec<Item> = catalogue
            .items()
            .enumerate()
            .map(|(place, item)| {
                let levels = catalogue.level_max(catalogue.competence_of(item));
                // Steps without a common measure, so that each area has easy and hard, sharp and dull.
                let sharpness = (place * 7 % 11) as f64 / 10.0;
                let hardness = (place * 5 % 9) as f64 / 8.0 - 0.5;
                let middle = f64::from(levels + 1) / 2.0;
                let threshold = |cut: u8| (f64::from(cut) - middle) * 0.9 + 1.2 * hardness;
                Item {
                    id: catalogue.item_id(item).to_string(),
                    discrimination: 1.0 + 1.2 * sharpness,
                    thresholds: (1..=levels).map(threshold).collect(),
                }
            })
            .collect();
        Self {
            common: 0.6,
            effect: 0.4,
            biased: items[items.len() / 3].id.clone(),
            bias: 0.8,
            skipped: 0.02,
            careless: 0.03,
            again: 0.1,
            stability: 0.9,
            epsilon: None,
            items,
        }
    }

    /// The lines of so many people; the same seed makes the same lines.
    pub fn lines<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        people: u64,
        seed: u64,
    ) -> impl Iterator<Item = Line> + 'a {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        (0..people).flat_map(move |person| self.person(catalogue, person, &mut random))
    }

    fn person(&self, catalogue: &Catalogue, person: u64, random: &mut ChaCha8Rng) -> Vec<Line> {
        let is_second = person % 2 == 1;
        let common: f64 = StandardNormal.sample(random);
        let shift = self.effect * if is_second { 0.5 } else { -0.5 };
        let abilities: Vec<f64> = catalogue
            .areas()
            .map(|_| {
                let own: f64 = StandardNormal.sample(random);
                self.common.sqrt() * common + (1.0 - self.common).sqrt() * own
            })
            .collect();
        let mut lines = vec![self.line(catalogue, person, 1, shift, &abilities, random)];
        if random.random::<f64>() < self.again {
            let noise = (1.0 - self.stability.powi(2)).sqrt();
            let abilities: Vec<f64> = abilities
                .iter()
                .map(|ability| {
                    let own: f64 = StandardNormal.sample(random);
                    self.stability * ability + noise * own
                })
                .collect();
            lines.push(self.line(catalogue, person, 2, shift, &abilities, random));
        }
        lines
    }

    fn line(
        &self,
        catalogue: &Catalogue,
        person: u64,
        wave: u8,
        shift: f64,
        abilities: &[f64],
        random: &mut ChaCha8Rng,
    ) -> Line {
        let is_careless = random.random::<f64>() < self.careless;
        let same: f64 = random.random();
        let mut responses: Vec<Option<u8>> = Vec::with_capacity(self.items.len());
        for (item, index) in self.items.iter().zip(catalogue.items()) {
            let levels = item.thresholds.len() + 1;
            let level = if is_careless {
                (same * levels as f64) as u8
            } else {
                let ability = abilities[catalogue.area_of(index).get()] + shift;
                let bias = if shift > 0.0 && item.id == self.biased {
                    self.bias
                } else {
                    0.0
                };
                let chance: f64 = random.random();
                let reached = |cut: &&f64| {
                    1.0 / (1.0 + (-item.discrimination * (ability - bias - **cut)).exp()) > chance
                };
                item.thresholds.iter().filter(reached).count() as u8
            };
            let is_skipped = !is_careless && random.random::<f64>() < self.skipped;
            responses.push((!is_skipped).then(|| self.randomise(level, levels, random)));
        }
        let pace = if is_careless {
            0.7
        } else {
            let spread: f64 = StandardNormal.sample(random);
            7.0 * (0.3 * spread).exp()
        };
        let seconds = (pace * self.items.len() as f64 * 10.0).round() / 10.0;
        Line {
            id: format!("p{person}"),
            group: if person % 2 == 1 { "b" } else { "a" }.to_owned(),
            wave,
            seconds,
            responses,
            rr: self.epsilon.map(|epsilon| Budget { epsilon }),
        }
    }

    /// Gives a level as k-ary randomised response does.
    fn randomise(&self, level: u8, levels: usize, random: &mut ChaCha8Rng) -> u8 {
        if self.epsilon.is_none() || levels < 2 {
            return level;
        }
        let scheme = Scheme::new(self.epsilon, levels);
        if random.random::<f64>() < scheme.kept {
            return level;
        }
        let other = random.random_range(0..levels as u8 - 1);
        other + u8::from(other >= level)
    }
}
