//! The method once more, in the plainest words, to compare with.
//!
//! Nothing is shared with the crate but the definition and the types of the answers: no tables, no
//! early exits, sets tried as bit masks, sums in 64 bits.

use core::cmp::Reverse;

use assessment::Response;
use assessment::catalogue::Definition;
use assessment::id::{CompetenceIndex, FamilyIndex, ModuleIndex, ProfileIndex};
use assessment::recommendation::{ModuleAdvice, Reason, Recommendation};
use assessment::scoring::{AreaScore, Attainment, Fit, Headline, Scores, Standing, Status};

/// `n / d`, halves rounded up.
pub(crate) fn rd(n: u64, d: u64) -> u64 {
    (2 * n + d) / (2 * d)
}

/// `n / d`, rounded down.
pub(crate) fn fl(n: u64, d: u64) -> u64 {
    n / d
}

/// `n / d`, rounded up.
pub(crate) fn ce(n: u64, d: u64) -> u64 {
    n.div_ceil(d)
}

/// A definition with responses, one per item.
pub(crate) struct Naive<'a> {
    definition: &'a Definition,
    responses: &'a [Response],
    /// The levels of each competence's items.
    levels: Vec<Vec<Option<u64>>>,
}

impl<'a> Naive<'a> {
    pub(crate) fn new(definition: &'a Definition, responses: &'a [Response]) -> Self {
        let of = |competence: usize| {
            let items = definition.items.iter().zip(responses);
            items
                .filter(|(item, _)| item.competence.get() == competence)
                .map(|(_, response)| response.level().map(u64::from))
                .collect()
        };
        Self {
            definition,
            responses,
            levels: (0..definition.competences.len()).map(of).collect(),
        }
    }

    fn max(&self, competence: usize) -> u64 {
        u64::from(self.definition.competences[competence].level_count) - 1
    }

    fn required(&self, competence: usize, profile: usize) -> u64 {
        self.definition.competences[competence].required[profile].into()
    }

    fn weight(&self, competence: usize, profile: usize) -> u64 {
        self.definition.competences[competence].weights[profile].into()
    }

    fn competences(&self) -> core::ops::Range<usize> {
        0..self.definition.competences.len()
    }

    /// The level with every unknown response replaced, and whether there was one.
    fn level(&self, competence: usize, unknown: u64) -> u64 {
        let responses = &self.levels[competence];
        let sum: u64 = responses.iter().map(|level| level.unwrap_or(unknown)).sum();
        sum / responses.len() as u64
    }

    fn is_decided(&self, competence: usize) -> bool {
        self.levels[competence].iter().all(Option::is_some)
    }

    fn attainment(&self, competence: usize) -> Attainment {
        Attainment {
            low: self.level(competence, 0) as u8,
            high: self.level(competence, self.max(competence)) as u8,
            is_decided: self.is_decided(competence),
        }
    }

    fn area(&self, area: usize) -> AreaScore {
        let items: Vec<(u64, Option<u64>)> = self
            .competences()
            .filter(|&competence| self.definition.competences[competence].area.get() == area)
            .flat_map(|competence| {
                let max = self.max(competence);
                self.levels[competence]
                    .iter()
                    .map(move |&level| (max, level))
            })
            .collect();
        let answered: Vec<(u64, u64)> = items
            .iter()
            .filter_map(|&(max, level)| Some((max, level?)))
            .collect();
        let (all, some) = (items.len() as u64, answered.len() as u64);
        let sum: u64 = answered.iter().map(|(_, level)| level).sum();
        let answered_max: u64 = answered.iter().map(|(max, _)| max).sum();
        let max: u64 = items.iter().map(|(max, _)| max).sum();
        let enough = u64::from(self.definition.thresholds.area_answered_percent);
        let percent = (some > 0 && 100 * some >= enough * all).then(|| rd(100 * sum, answered_max));
        let (low, high) = if some == all {
            (rd(100 * sum, max), rd(100 * sum, max))
        } else {
            (
                fl(100 * sum, max),
                ce(100 * (sum + max - answered_max), max),
            )
        };
        AreaScore {
            item_count: all as u16,
            answered_count: some as u16,
            points: sum as u32,
            answered_max: answered_max as u32,
            max: max as u32,
            percent: percent.map(|percent| percent as u8),
            low: low as u8,
            high: high as u8,
        }
    }

    fn fit(&self, profile: usize) -> Fit {
        let thresholds = self.definition.thresholds;
        let is_core =
            |competence: &usize| self.weight(*competence, profile) >= thresholds.core_weight.into();
        let points = |competence: usize, level: u64| {
            self.weight(competence, profile) * level.min(self.required(competence, profile))
        };
        let low = |competence: usize| self.level(competence, 0);
        let high = |competence: usize| self.level(competence, self.max(competence));
        let core = |level: &dyn Fn(usize) -> u64| -> u64 {
            self.competences()
                .filter(is_core)
                .map(|competence| level(competence).min(self.required(competence, profile)))
                .sum()
        };
        let all = |level: &dyn Fn(usize) -> u64| -> u64 {
            self.competences()
                .map(|competence| points(competence, level(competence)))
                .sum()
        };
        let [low, high, max, core_low, core_high, core_max] = [
            all(&low),
            all(&high),
            all(&|_| u64::MAX),
            core(&low),
            core(&high),
            core(&|_| u64::MAX),
        ];
        let (share, core_share) = (
            u64::from(thresholds.reached_percent),
            u64::from(thresholds.core_percent),
        );
        let status = if 100 * low >= share * max && 100 * core_low >= core_share * core_max {
            Status::Reached
        } else if 100 * high < share * max || 100 * core_high < core_share * core_max {
            Status::NotReached
        } else {
            Status::Open
        };
        Fit {
            low: low as u32,
            high: high as u32,
            max: max as u32,
            core_low: core_low as u32,
            core_high: core_high as u32,
            core_max: core_max as u32,
            status,
        }
    }

    /// Every profile of a family, each with what it would mean as a headline: the highest tier that is
    /// reached, else the lowest.
    pub(crate) fn headline(&self, fits: &[Fit], family: FamilyIndex) -> Headline {
        let mut own: Vec<usize> = (0..fits.len())
            .filter(|&profile| self.definition.profiles[profile].family == family)
            .collect();
        own.sort_by_key(|&profile| self.definition.profiles[profile].tier);
        let mut reached = own
            .iter()
            .filter(|&&profile| fits[profile].status == Status::Reached);
        let (profile, standing) = match reached.next_back() {
            Some(&profile) => (profile, Standing::Reached),
            None => {
                let fit = &fits[own[0]];
                let share = |points: u32| 100.0 * f64::from(points) / f64::from(fit.max);
                let enough = f64::from(self.definition.thresholds.on_the_way_percent);
                let standing = match (share(fit.low) < enough, share(fit.high) < enough) {
                    (false, _) => Standing::OnTheWay,
                    (true, false) => Standing::NotReached,
                    (true, true) => Standing::Beginning,
                };
                (own[0], standing)
            }
        };
        Headline {
            profile: ProfileIndex(profile as u8),
            standing,
        }
    }

    pub(crate) fn score(&self) -> Scores {
        let fits: Vec<Fit> = (0..self.definition.profiles.len())
            .map(|profile| self.fit(profile))
            .collect();
        let mut levels: Vec<u8> = self.responses.iter().filter_map(|r| r.level()).collect();
        let answered = levels.len();
        levels.dedup();
        let is_straight = levels.len() == 1
            && answered >= usize::from(self.definition.thresholds.straight_lining);
        Scores {
            areas: (0..self.definition.areas.len())
                .map(|area| self.area(area))
                .collect(),
            attainments: self
                .competences()
                .map(|competence| self.attainment(competence))
                .collect(),
            fits,
            straight_lining: is_straight.then(|| levels[0]),
        }
    }

    /// The level that a module raises to in the long run.
    fn raise(&self, module: usize, competence: usize) -> u64 {
        let raises = &self.definition.modules[module].raises;
        raises
            .iter()
            .filter(|(raised, _)| raised.get() == competence)
            .map(|&(_, level)| level.into())
            .max()
            .unwrap_or(0)
    }

    /// The level after a module, one step at a time from where one stands.
    fn after(&self, module: usize, competence: usize) -> u64 {
        let start = self.level(competence, 0);
        if start < u64::from(self.definition.modules[module].from_level) {
            return start;
        }
        let mut level = start;
        for _ in 0..self.definition.thresholds.module_lift {
            if level < self.raise(module, competence) {
                level += 1;
            }
        }
        level
    }

    /// B(S), for a set of modules as a bit mask.
    pub(crate) fn benefit(&self, profile: usize, set: u32) -> u64 {
        self.competences()
            .filter(|&competence| self.is_decided(competence))
            .map(|competence| {
                let required = self.required(competence, profile);
                let attained = self.level(competence, 0);
                let raised = (0..self.definition.modules.len())
                    .filter(|module| set & (1 << module) != 0)
                    .map(|module| self.after(module, competence))
                    .fold(attained, u64::max);
                self.weight(competence, profile) * (required.min(raised) - required.min(attained))
            })
            .sum()
    }

    /// The points by which a competence falls short.
    fn gap(&self, profile: usize, competence: usize) -> u64 {
        if !self.is_decided(competence) {
            return 0;
        }
        let short = self
            .required(competence, profile)
            .saturating_sub(self.level(competence, 0));
        self.weight(competence, profile) * short
    }

    pub(crate) fn recommend(&self, target: ProfileIndex) -> Recommendation {
        let profile = target.get();
        let thresholds = self.definition.thresholds;
        let module_count = self.definition.modules.len();
        let gap_points: u64 = self.competences().map(|c| self.gap(profile, c)).sum();
        let is_offered = |module: &usize| {
            self.definition.modules[*module]
                .prerequisite
                .is_none_or(|needed| self.fit(needed.get()).status == Status::Reached)
        };
        let helps = |module: &usize| self.benefit(profile, 1 << module) > 0;
        let offered: u32 = (0..module_count)
            .filter(|module| is_offered(module))
            .map(|module| 1 << module)
            .sum();
        let members = |set: u32| -> Vec<usize> {
            (0..module_count).filter(|m| set & (1 << m) != 0).collect()
        };
        let mut set = (0..1_u32 << module_count)
            .filter(|set| set & !offered == 0)
            .filter(|set| set.count_ones() <= thresholds.module_count.into())
            .min_by_key(|&set| {
                (
                    Reverse(self.benefit(profile, set)),
                    set.count_ones(),
                    members(set),
                )
            })
            .expect("the empty set is one");
        let marginal = |set: u32, m: usize| {
            self.benefit(profile, set) - self.benefit(profile, set & !(1 << m))
        };
        loop {
            let weak = members(set)
                .into_iter()
                .map(|module| (marginal(set, module), Reverse(module)))
                .min()
                .filter(|&(points, _)| {
                    points < thresholds.module_points.into()
                        || 100 * points < u64::from(thresholds.module_gap_percent) * gap_points
                });
            match weak {
                Some((_, Reverse(module))) => set &= !(1 << module),
                None => break,
            }
        }
        let mut by_gap: Vec<usize> = self
            .competences()
            .filter(|&c| self.gap(profile, c) > 0)
            .collect();
        by_gap.sort_by_key(|&c| Reverse(self.gap(profile, c)));
        Recommendation {
            target,
            gap_points: gap_points as u32,
            benefit: self.benefit(profile, set) as u32,
            modules: members(set)
                .into_iter()
                .map(|module| ModuleAdvice {
                    module: ModuleIndex(module as u8),
                    points: marginal(set, module) as u32,
                    reasons: self.reasons(profile, module),
                })
                .collect(),
            practice: by_gap
                .into_iter()
                .filter(|&c| {
                    (0..module_count).all(|m| self.raise(m, c) < self.required(c, profile))
                })
                .map(|c| CompetenceIndex(c as u16))
                .collect(),
            withheld: (0..module_count)
                .filter(|module| helps(module) && !is_offered(module))
                .map(|module| ModuleIndex(module as u8))
                .collect(),
        }
    }

    fn reasons(&self, profile: usize, module: usize) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self
            .competences()
            .filter(|&competence| self.gap(profile, competence) > 0)
            .filter(|&competence| self.after(module, competence) > self.level(competence, 0))
            .map(|competence| {
                let (from, to) = (self.level(competence, 0), self.after(module, competence));
                let required = self.required(competence, profile);
                Reason {
                    competence: CompetenceIndex(competence as u16),
                    from: from as u8,
                    to: to as u8,
                    required: required as u8,
                    points: (self.weight(competence, profile) * (to.min(required) - from)) as u32,
                }
            })
            .collect();
        reasons.sort_by_key(|reason| Reverse(reason.points));
        reasons.truncate(3);
        reasons
    }
}
