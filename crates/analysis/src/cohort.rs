//! A cohort, counted while it passes by: sums from which most figures follow whatever the number of
//! people, and an even sample of rows for what needs rows.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use assessment::catalogue::Tier;
use assessment::id::{AreaIndex, FamilyIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::scoring::{self, Gap, Scores};
use assessment::{Catalogue, Response, Responses, recommendation};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::moments::{Joint, NONE, PairSums, Spread};
use crate::randomised::Scheme;

/// Groups that a column may have: more are ids or free text, and each costs memory.
const GROUPS_MAX: usize = 40;
/// Privacy budgets that one file may have.
const BUDGETS_MAX: usize = 16;
/// People who are remembered by their id until they come again.
const REMEMBERED_MAX: usize = 1_000_000;
/// A row is uniform if it has one level in so many percent of its answers, or more.
const UNIFORM_PERCENT: usize = 90;

/// How a cohort is analysed.
#[derive(Clone, Debug)]
pub struct Options {
    /// Counts of fewer people are withheld.
    pub least: u64,
    /// Rows that are kept for what needs rows.
    pub sample: usize,
    /// Samples that a bootstrap draws.
    pub draws: usize,
    /// What chance begins with: the same seed and lines give the same report.
    pub seed: u64,
    /// Who took fewer seconds for each answer can't have read (Huang et al. 2012 have 2).
    pub seconds: f64,
    /// Whether uniform and implausibly fast rows are left out.
    pub leaves_out: bool,
    /// Whether lines with an id met before are the same people once more.
    pub has_retest: bool,
    /// The two groups to be compared; none are the two largest.
    pub groups: Option<[String; 2]>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            least: 5,
            sample: 10_000,
            draws: 1000,
            seed: 1,
            seconds: 2.0,
            leaves_out: false,
            has_retest: false,
            groups: None,
        }
    }
}

/// One sitting of the cohort.
#[derive(Clone, Copy, Debug)]
pub struct Sitting<'a> {
    /// The responses.
    pub responses: &'a Responses,
    /// The family aimed at.
    pub family: FamilyIndex,
    /// The level aimed at; none is the next one.
    pub level: Option<Tier>,
    /// What the person is compared by.
    pub group: Option<&'a str>,
    /// Who it is, to be found again at a retest.
    pub id: Option<&'a str>,
    /// Which of a person's sittings it is, in the order of the text; without it their order counts.
    pub wave: Option<&'a str>,
    /// How long it took.
    pub seconds: Option<f64>,
    /// The budget with which the levels were randomised, if they were.
    pub epsilon: Option<f64>,
}

/// Why a sitting can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeError {
    /// There are more groups than can be told apart.
    Groups,
    /// There are more privacy budgets than can be told apart.
    Budgets,
}

impl fmt::Display for TakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Groups => write!(
                f,
                "more than {GROUPS_MAX} groups: compare by something that few people share"
            ),
            Self::Budgets => write!(
                f,
                "there are {BUDGETS_MAX} other privacy budgets before it, and more can't be told apart: analyse it by itself"
            ),
        }
    }
}

impl std::error::Error for TakeError {}

/// An area's sums.
pub(crate) struct Area {
    pub(crate) items: Vec<ItemIndex>,
    pub(crate) sums: PairSums,
    /// Percent of the highest levels, of whom enough is answered.
    pub(crate) score: Spread,
    /// People by whole percent, as the result shows it.
    pub(crate) percents: Vec<u64>,
    /// The same, corrected of whose answers are randomised.
    pub(crate) corrected: Spread,
}

/// A group's sums.
pub(crate) struct Group {
    pub(crate) n: u64,
    pub(crate) items: Vec<Spread>,
    pub(crate) areas: Vec<Spread>,
    /// By item: people by the sum of the area's other levels, then by level.
    pub(crate) by_rest: Vec<Vec<u64>>,
}

/// What a person said the first time.
struct First {
    wave: Option<String>,
    scores: Box<[f64]>,
    is_paired: bool,
}

/// Rows that don't look like answers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Careless {
    /// Rows looked at.
    pub(crate) n: u64,
    pub(crate) straight: u64,
    pub(crate) uniform: u64,
    pub(crate) timed: u64,
    pub(crate) fast: u64,
    pub(crate) any: u64,
}

/// A cohort that is being counted.
pub struct Study<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) options: Options,
    pub(crate) n: u64,
    pub(crate) careless: Careless,
    /// By item: people by level, then skipped, then not asked.
    pub(crate) items: Vec<Vec<u64>>,
    pub(crate) areas: Vec<Area>,
    /// Pairs of areas, the first before the second.
    pub(crate) pairs: Vec<Joint>,
    /// By profile: not reached, open, reached.
    pub(crate) statuses: Vec<[u64; 3]>,
    /// By profile: people by their fit in percent, of whom it is certain.
    pub(crate) fits: Vec<Vec<u64>>,
    /// By profile, then competence: people whose level is decided, and how many lack how much.
    pub(crate) gaps: Vec<Vec<[u64; 3]>>,
    pub(crate) modules: Modules,
    pub(crate) groups: BTreeMap<String, Group>,
    /// Whether any sitting has a group, counted in it or not.
    pub(crate) has_groups: bool,
    pub(crate) again: Vec<Joint>,
    pub(crate) came_again: u64,
    known: HashMap<String, First>,
    /// By budget, then item: people by level.
    pub(crate) randomised: Vec<(f64, Vec<Vec<u64>>)>,
    pub(crate) randomised_n: u64,
    pub(crate) rows: Vec<Box<[u8]>>,
    seen: u64,
    random: ChaCha8Rng,
    levels: Vec<u8>,
}

/// What modules would close, over all.
pub(crate) struct Modules {
    pub(crate) gap_points: u64,
    /// People by the profile aimed at, then competence, then level, where there is a gap.
    pub(crate) gaps: Vec<Vec<Vec<u64>>>,
    /// By module: people whose gap it would make smaller.
    pub(crate) helped: Vec<u64>,
    /// By module: people to whom it is recommended.
    pub(crate) recommended: Vec<u64>,
}

impl<'a> Study<'a> {
    /// A cohort of nobody.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, options: Options) -> Self {
        let levels_of = |item| usize::from(catalogue.level_max(catalogue.competence_of(item))) + 1;
        let areas: Vec<Area> = catalogue
            .areas()
            .map(|area| {
                let items: Vec<ItemIndex> = catalogue
                    .items()
                    .filter(|&item| catalogue.area_of(item) == area)
                    .collect();
                Area {
                    sums: PairSums::new(items.len()),
                    items,
                    score: Spread::default(),
                    percents: vec![0; 101],
                    corrected: Spread::default(),
                }
            })
            .collect();
        let profiles = catalogue.profiles().count();
        let competences = catalogue.competence_count();
        let modules = catalogue.modules().count();
        let by_level: Vec<Vec<u64>> = catalogue
            .competences()
            .map(|competence| vec![0; usize::from(catalogue.level_max(competence)) + 1])
            .collect();
        Self {
            catalogue,
            n: 0,
            careless: Careless::default(),
            items: catalogue
                .items()
                .map(|item| vec![0; levels_of(item) + 2])
                .collect(),
            pairs: vec![Joint::default(); areas.len() * areas.len().saturating_sub(1) / 2],
            again: vec![Joint::default(); areas.len()],
            areas,
            statuses: vec![[0; 3]; profiles],
            fits: vec![vec![0; 101]; profiles],
            gaps: vec![vec![[0; 3]; competences]; profiles],
            modules: Modules {
                gap_points: 0,
                gaps: vec![by_level; profiles],
                helped: vec![0; modules],
                recommended: vec![0; modules],
            },
            groups: BTreeMap::new(),
            has_groups: false,
            came_again: 0,
            known: HashMap::new(),
            randomised: Vec::new(),
            randomised_n: 0,
            rows: Vec::new(),
            seen: 0,
            random: ChaCha8Rng::seed_from_u64(options.seed),
            levels: vec![NONE; catalogue.item_count()],
            options,
        }
    }

    /// Counts a sitting.
    ///
    /// # Errors
    /// [`TakeError`]; what was counted stays.
    pub fn take(&mut self, sitting: &Sitting<'_>) -> Result<(), TakeError> {
        for (level, response) in self.levels.iter_mut().zip(sitting.responses.iter()) {
            *level = response.level().unwrap_or(NONE);
        }
        self.has_groups |= sitting.group.is_some();
        if let Some(epsilon) = sitting.epsilon {
            return self.take_randomised(epsilon, sitting.responses);
        }
        let scores = scoring::score(self.catalogue, sitting.responses);
        let is_careless = self.look(sitting, &scores);
        if is_careless && self.options.leaves_out {
            return Ok(());
        }
        let percents: Vec<Option<f64>> = scores
            .areas
            .iter()
            .map(|score| {
                let share = f64::from(score.points) / f64::from(score.answered_max);
                score.percent.map(|_| 100.0 * share)
            })
            .collect();
        if self.options.has_retest
            && let Some(id) = sitting.id
            && self.meets_again(id, sitting.wave, &percents)
        {
            return Ok(());
        }
        if let Some(group) = sitting.group {
            self.take_group(group, &percents)?;
        }
        self.n += 1;
        self.take_items(sitting.responses);
        self.take_areas(&scores, &percents);
        self.take_profiles(sitting, &scores);
        self.keep_row();
        Ok(())
    }

    fn take_items(&mut self, responses: &Responses) {
        for (counts, response) in self.items.iter_mut().zip(responses.iter()) {
            let levels = counts.len() - 2;
            let cell = match response {
                Response::Level(level) => usize::from(level),
                Response::Skipped => levels,
                Response::NotAsked => levels + 1,
            };
            counts[cell] += 1;
        }
    }

    fn take_areas(&mut self, scores: &Scores, percents: &[Option<f64>]) {
        let mut row = Vec::new();
        for ((area, score), percent) in self.areas.iter_mut().zip(&scores.areas).zip(percents) {
            row.clear();
            row.extend(area.items.iter().map(|item| self.levels[item.get()]));
            area.sums.take(&row, 1);
            if let (Some(percent), Some(whole)) = (percent, score.percent) {
                area.score.take(*percent);
                area.corrected.take(*percent);
                area.percents[usize::from(whole)] += 1;
            }
        }
        let mut pairs = self.pairs.iter_mut();
        for (place, first) in percents.iter().enumerate() {
            for (second, pair) in percents[place + 1..].iter().zip(&mut pairs) {
                if let (Some(first), Some(second)) = (first, second) {
                    pair.take(*first, *second);
                }
            }
        }
    }

    fn take_profiles(&mut self, sitting: &Sitting<'_>, scores: &Scores) {
        let catalogue = self.catalogue;
        for profile in catalogue.profiles() {
            let fit = &scores.fits[profile.get()];
            self.statuses[profile.get()][fit.status as usize] += 1;
            if fit.low == fit.high {
                self.fits[profile.get()][usize::from(fit.low_percent())] += 1;
            }
            let required = catalogue.required(profile);
            for (competence, attainment) in scores.attainments.iter().enumerate() {
                if let Some(level) = attainment.level().filter(|_| required[competence] > 0) {
                    let missing = u64::from(required[competence].saturating_sub(level));
                    let gap = &mut self.gaps[profile.get()][competence];
                    gap[0] += 1;
                    gap[1] += u64::from(missing > 0);
                    gap[2] += missing;
                }
            }
        }
        let target = scoring::target(catalogue, scores, sitting.family, sitting.level);
        self.take_modules(scores, target);
    }

    fn take_modules(&mut self, scores: &Scores, target: ProfileIndex) {
        let catalogue = self.catalogue;
        let gaps = scoring::gaps(catalogue, scores, target);
        let points: u32 = gaps.iter().map(Gap::points).sum();
        self.modules.gap_points += u64::from(points);
        for gap in &gaps {
            let cells = &mut self.modules.gaps[target.get()][gap.competence.get()];
            cells[usize::from(gap.level)] += 1;
        }
        for module in catalogue.modules() {
            let helps = |gap: &Gap| lift(catalogue, module, gap) > 0;
            self.modules.helped[module.get()] += u64::from(gaps.iter().any(helps));
        }
        for advice in recommendation::recommend(catalogue, scores, target).modules {
            self.modules.recommended[advice.module.get()] += 1;
        }
    }

    /// Looks whether a row doesn't look like answers.
    fn look(&mut self, sitting: &Sitting<'_>, scores: &Scores) -> bool {
        let answers = self.levels.iter().filter(|&&level| level != NONE);
        let answered = answers.clone().count();
        let is_straight = scores.straight_lining.is_some();
        let mut by_level = [0; NONE as usize];
        answers.for_each(|&level| by_level[usize::from(level)] += 1);
        let most = by_level.iter().copied().max().unwrap_or(0);
        let enough = usize::from(self.catalogue.thresholds().straight_lining);
        let is_uniform =
            !is_straight && answered >= enough && most * 100 >= answered * UNIFORM_PERCENT;
        let is_fast = sitting.seconds.is_some_and(|seconds| {
            answered > 0 && seconds < self.options.seconds * answered as f64
        });
        let careless = &mut self.careless;
        careless.n += 1;
        careless.straight += u64::from(is_straight);
        careless.uniform += u64::from(is_uniform);
        careless.timed += u64::from(sitting.seconds.is_some());
        careless.fast += u64::from(is_fast);
        let is_any = is_straight || is_uniform || is_fast;
        careless.any += u64::from(is_any);
        is_any
    }

    /// Whether a person was met before; if so for the first time, the two times are compared.
    fn meets_again(&mut self, id: &str, wave: Option<&str>, percents: &[Option<f64>]) -> bool {
        let scores = || percents.iter().map(|percent| percent.unwrap_or(f64::NAN));
        let Some(first) = self.known.get_mut(id) else {
            if self.known.len() < REMEMBERED_MAX {
                let first = First {
                    wave: wave.map(str::to_owned),
                    scores: scores().collect(),
                    is_paired: false,
                };
                self.known.insert(id.to_owned(), first);
            }
            return false;
        };
        if first.is_paired || wave.is_some() && first.wave.as_deref() == wave {
            return true;
        }
        first.is_paired = true;
        self.came_again += 1;
        let is_earlier = wave.is_some() && wave < first.wave.as_deref();
        for ((joint, &before), after) in self.again.iter_mut().zip(&first.scores).zip(scores()) {
            if before.is_nan() || after.is_nan() {
                continue;
            }
            let (before, after) = if is_earlier {
                (after, before)
            } else {
                (before, after)
            };
            joint.take(before, after);
        }
        true
    }

    fn take_group(&mut self, name: &str, percents: &[Option<f64>]) -> Result<(), TakeError> {
        if !self.groups.contains_key(name) {
            if self.groups.len() == GROUPS_MAX {
                return Err(TakeError::Groups);
            }
            let group = self.new_group();
            self.groups.insert(name.to_owned(), group);
        }
        let Some(group) = self.groups.get_mut(name) else {
            return Ok(());
        };
        group.n += 1;
        for (spread, percent) in group.areas.iter_mut().zip(percents) {
            percent.iter().for_each(|&percent| spread.take(percent));
        }
        for (spread, &level) in group.items.iter_mut().zip(&self.levels) {
            if level != NONE {
                spread.take(f64::from(level));
            }
        }
        for area in &self.areas {
            let levels = || area.items.iter().map(|item| self.levels[item.get()]);
            if levels().any(|level| level == NONE) {
                continue;
            }
            let sum: usize = levels().map(usize::from).sum();
            for (item, level) in area.items.iter().zip(levels().map(usize::from)) {
                let width = self.items[item.get()].len() - 2;
                group.by_rest[item.get()][(sum - level) * width + level] += 1;
            }
        }
        Ok(())
    }

    fn new_group(&self) -> Group {
        let width = |item: &ItemIndex| self.items[item.get()].len() - 2;
        let mut by_rest = vec![Vec::new(); self.items.len()];
        for area in &self.areas {
            let whole: usize = area.items.iter().map(|item| width(item) - 1).sum();
            for item in &area.items {
                let own = width(item);
                by_rest[item.get()] = vec![0; (whole - (own - 1) + 1) * own];
            }
        }
        Group {
            n: 0,
            items: vec![Spread::default(); self.items.len()],
            areas: vec![Spread::default(); self.areas.len()],
            by_rest,
        }
    }

    fn take_randomised(&mut self, epsilon: f64, responses: &Responses) -> Result<(), TakeError> {
        let place = self
            .randomised
            .iter()
            .position(|(known, _)| *known == epsilon);
        let place = match place {
            Some(place) => place,
            None if self.randomised.len() == BUDGETS_MAX => return Err(TakeError::Budgets),
            None => {
                let counts = self.items.iter().map(|counts| vec![0; counts.len() - 2]);
                self.randomised.push((epsilon, counts.collect()));
                self.randomised.len() - 1
            }
        };
        self.n += 1;
        self.randomised_n += 1;
        self.take_items(responses);
        let counts = &mut self.randomised[place].1;
        for (counts, &level) in counts
            .iter_mut()
            .zip(&self.levels)
            .filter(|(_, level)| **level != NONE)
        {
            counts[usize::from(level)] += 1;
        }
        for area in &mut self.areas {
            let (mut points, mut most, mut answered) = (0.0, 0.0, 0);
            for item in &area.items {
                let level = self.levels[item.get()];
                let levels = self.items[item.get()].len() - 2;
                if level != NONE {
                    points += Scheme::new(Some(epsilon), levels).corrected_level(level, levels);
                    most += levels as f64 - 1.0;
                    answered += 1;
                }
            }
            let enough = usize::from(self.catalogue.thresholds().area_answered_percent);
            if most > 0.0 && 100 * answered >= enough * area.items.len() {
                area.corrected.take(100.0 * points / most);
            }
        }
        Ok(())
    }

    /// Keeps the row with the chance that makes all rows alike (Vitter 1985, algorithm R).
    fn keep_row(&mut self) {
        self.seen += 1;
        if self.rows.len() < self.options.sample {
            self.rows.push(self.levels.clone().into());
            return;
        }
        let place = self.random.random_range(0..self.seen);
        if let Ok(place) = usize::try_from(place)
            && let Some(row) = self.rows.get_mut(place)
        {
            row.copy_from_slice(&self.levels);
        }
    }

    /// The counts from which quartiles follow.
    #[must_use]
    pub fn percents_of(&self, area: AreaIndex) -> &[u64] {
        &self.areas[area.get()].percents
    }

    /// The same of the fit to a profile, of whom it is certain.
    #[must_use]
    pub fn fits_of(&self, profile: ProfileIndex) -> &[u64] {
        &self.fits[profile.get()]
    }

    /// People counted.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.n
    }

    /// People whose answers were randomised.
    #[must_use]
    pub const fn randomised_people(&self) -> u64 {
        self.randomised_n
    }
}

/// The weighted points that a module closes of a gap.
pub(crate) fn lift(catalogue: &Catalogue, module: ModuleIndex, gap: &Gap) -> u64 {
    let raises = &catalogue.module(module).raises;
    let raise = raises
        .iter()
        .find(|(competence, _)| *competence == gap.competence);
    raise.map_or(0, |&(_, to)| {
        let reached = scoring::lifted(catalogue, module, gap.level, to);
        let levels = reached.min(gap.required).saturating_sub(gap.level);
        u64::from(gap.weight) * u64::from(levels)
    })
}

/// The quartiles of people counted by whole percent: the least percentages that a quarter, a half and
/// three quarters of them don't exceed. None of nobody.
#[must_use]
pub fn quartiles(percents: &[u64]) -> Option<[u8; 3]> {
    let whole: u64 = percents.iter().sum();
    let at = |quarters: u64| {
        let mut below = 0;
        percents
            .iter()
            .position(|&count| {
                below += count;
                4 * below >= quarters * whole
            })
            .map(|place| place as u8)
    };
    if whole == 0 {
        return None;
    }
    Some([at(1)?, at(2)?, at(3)?])
}
