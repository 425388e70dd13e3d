//! From gaps to the modules that close most of them, with reasons.
//!
//! The best set is found by looking at every set of up to three modules, not by adding the best one
//! at a time: modules overlap, and the greedy choice falls short of the best in one case out of
//! twenty (`docs/method.md`). For `m` modules that is at most `m³/6` sets, 2,324 at the limit of 24.

use crate::catalogue::Catalogue;
use crate::id::{CompetenceIndex, ModuleIndex, ProfileIndex};
use crate::level::Level;
use crate::order;
use crate::scoring::{self, Gap, Scores, Status};

/// Reasons given for a module at most.
pub const REASON_COUNT: usize = 3;

/// What to learn, and what only practice gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The profile that the gaps are measured against.
    pub target: ProfileIndex,
    /// The weighted points missing in all decided competences.
    pub gap_points: u32,
    /// The points that the recommended modules close together.
    pub benefit: u32,
    /// The recommended modules, in catalogue order.
    pub modules: Vec<ModuleAdvice>,
    /// Competences with a gap whose required level no module of the catalogue raises them to.
    pub practice: Vec<CompetenceIndex>,
    /// Modules that would close gaps, but whose prerequisite profile isn't reached.
    pub withheld: Vec<ModuleIndex>,
}

/// A recommended module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleAdvice {
    /// The module.
    pub module: ModuleIndex,
    /// Its marginal benefit: the points that the set would lose without it.
    pub points: u32,
    /// The competences it lifts most, most points first, then catalogue order; at most
    /// [`REASON_COUNT`].
    pub reasons: Vec<Reason>,
}

/// One competence that a module lifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The competence.
    pub competence: CompetenceIndex,
    /// The level attained.
    pub from: Level,
    /// The level that the module lifts it to from there.
    pub to: Level,
    /// The level required.
    pub required: Level,
    /// The points that the module closes here by itself.
    pub points: u32,
}

/// The lifts of modules over the gaps to one profile.
struct Lifts {
    gaps: Vec<Gap>,
    /// Points by module, one per gap; rows lie end to end.
    points: Vec<u32>,
    /// The highest level that any module raises to in the long run, one per gap.
    highest: Vec<Level>,
}

impl Lifts {
    fn new(catalogue: &Catalogue, gaps: Vec<Gap>) -> Self {
        // Where a competence's gap lies in the list, for the modules' raises to find it.
        let mut places = vec![None; catalogue.competence_count()];
        for (place, gap) in gaps.iter().enumerate() {
            places[gap.competence.get()] = Some(place);
        }
        let mut points = vec![0; catalogue.modules().len() * gaps.len()];
        let mut highest = vec![0; gaps.len()];
        for module in catalogue.modules() {
            let row = module.get() * gaps.len();
            for &(competence, to) in &catalogue.module(module).raises {
                let Some(place) = places[competence.get()] else {
                    continue;
                };
                let gap: &Gap = &gaps[place];
                let reached = scoring::lifted(catalogue, module, gap.level, to);
                let lift = reached.min(gap.required).saturating_sub(gap.level);
                points[row + place] = u32::from(gap.weight) * u32::from(lift);
                highest[place] = to.max(highest[place]);
            }
        }
        Self {
            gaps,
            points,
            highest,
        }
    }

    fn row(&self, module: ModuleIndex) -> &[u32] {
        let width = self.gaps.len();
        &self.points[module.get() * width..(module.get() + 1) * width]
    }

    /// What a set closes: in each competence its best module counts, since a course starts where the
    /// visitor stands and doesn't add to another course.
    fn benefit(&self, set: &[ModuleIndex]) -> u32 {
        let mut best = vec![0; self.gaps.len()];
        for &module in set {
            for (best, &points) in best.iter_mut().zip(self.row(module)) {
                *best = points.max(*best);
            }
        }
        best.iter().sum()
    }

    /// What a set loses without one of its members.
    fn marginal(&self, set: &[ModuleIndex], module: ModuleIndex) -> u32 {
        let rest: Vec<ModuleIndex> = set
            .iter()
            .copied()
            .filter(|&other| other != module)
            .collect();
        self.benefit(set) - self.benefit(&rest)
    }

    /// The set of at most `limit` candidates with the largest benefit; ties go to fewer modules, then
    /// to the catalogue's order.
    fn best(&self, candidates: &[ModuleIndex], limit: u8) -> Vec<ModuleIndex> {
        let mut best = Best {
            points: 0,
            set: Vec::new(),
        };
        // One row of best lifts for each size of set, from the empty one on.
        let mut rows = vec![0; (usize::from(limit) + 1) * self.gaps.len()];
        self.extend(&mut rows, candidates, &mut Vec::new(), &mut best);
        best.set
    }

    /// Tries every set that adds candidates to `set`. The first of `rows` holds the set's best lifts,
    /// the others are to be written; there is one for each module that may be added.
    fn extend(
        &self,
        rows: &mut [u32],
        candidates: &[ModuleIndex],
        set: &mut Vec<ModuleIndex>,
        best: &mut Best,
    ) {
        let (reached, rest) = rows.split_at_mut(self.gaps.len());
        if rest.is_empty() {
            return;
        }
        for (position, &module) in candidates.iter().enumerate() {
            let lifts = reached.iter().zip(self.row(module));
            let mut points = 0;
            for (raised, (&held, &new)) in rest.iter_mut().zip(lifts) {
                *raised = held.max(new);
                points += *raised;
            }
            set.push(module);
            // Sets of a size come in the catalogue's order, but not all small ones before large ones.
            if points > best.points || points == best.points && set.len() < best.set.len() {
                best.points = points;
                best.set.clone_from(set);
            }
            self.extend(rest, &candidates[position + 1..], set, best);
            set.pop();
        }
    }

    /// What a module lifts, most points first.
    fn reasons(&self, catalogue: &Catalogue, module: ModuleIndex, count: usize) -> Vec<Reason> {
        let row = self.row(module);
        // Most points first; of equals the one that comes first in the catalogue.
        let keys = row
            .iter()
            .zip(&self.gaps)
            .map(|(&points, gap)| u64::from(points) << 16 | u64::from(u16::MAX - gap.competence.0));
        order::descending(keys)
            .into_iter()
            .take_while(|&place| row[place] > 0)
            .take(count)
            .map(|place| {
                let gap = &self.gaps[place];
                Reason {
                    competence: gap.competence,
                    from: gap.level,
                    to: raise(catalogue, module, gap.competence).map_or(gap.level, |to| {
                        scoring::lifted(catalogue, module, gap.level, to)
                    }),
                    required: gap.required,
                    points: row[place],
                }
            })
            .collect()
    }
}

struct Best {
    points: u32,
    set: Vec<ModuleIndex>,
}

/// The level that a module raises a competence to, if it does.
fn raise(catalogue: &Catalogue, module: ModuleIndex, competence: CompetenceIndex) -> Option<Level> {
    let raises = &catalogue.module(module).raises;
    raises
        .iter()
        .find(|&&(raised, _)| raised == competence)
        .map(|&(_, level)| level)
}

/// Whether a module's prerequisite, if it has one, is reached.
#[must_use]
pub fn is_offered(catalogue: &Catalogue, scores: &Scores, module: ModuleIndex) -> bool {
    catalogue
        .module(module)
        .prerequisite
        .is_none_or(|profile| scores.fits[profile.get()].status == Status::Reached)
}

/// The weighted points that any set of modules closes on the way to a profile, over the decided
/// competences.
#[must_use]
pub fn benefit(
    catalogue: &Catalogue,
    scores: &Scores,
    target: ProfileIndex,
    set: &[ModuleIndex],
) -> u32 {
    Lifts::new(catalogue, scoring::gaps(catalogue, scores, target)).benefit(set)
}

/// Every competence in which a module closes points on the way to a profile, most points first.
#[must_use]
pub fn lifts(
    catalogue: &Catalogue,
    scores: &Scores,
    target: ProfileIndex,
    module: ModuleIndex,
) -> Vec<Reason> {
    let lifts = Lifts::new(catalogue, scoring::gaps(catalogue, scores, target));
    lifts.reasons(catalogue, module, usize::MAX)
}

/// The best set of modules for a profile, and what no module gives.
///
/// ```
/// use assessment::catalogue::Tier;
/// use assessment::recommendation::recommend;
/// use assessment::scoring::{score, target};
/// use assessment::{Response, Responses, example};
///
/// let catalogue = example::catalogue();
/// let answers = [Response::Level(3), Response::Level(1)];
/// let scores = score(&catalogue, &Responses::from_list(&catalogue, &answers)?);
/// let family = catalogue.family_by_id("sales").unwrap();
///
/// let senior = target(&catalogue, &scores, family, Some(Tier::Senior));
/// let found = recommend(&catalogue, &scores, senior);
/// // Two levels at the till are missing, each with the weight 3; the course gives both.
/// assert_eq!((found.gap_points, found.benefit), (6, 6));
/// let course = catalogue.module(found.modules[0].module);
/// assert_eq!(course.id.as_str(), "till-course");
/// # Ok::<(), assessment::response::ResponseError>(())
/// ```
#[must_use]
pub fn recommend(catalogue: &Catalogue, scores: &Scores, target: ProfileIndex) -> Recommendation {
    recommend_among(catalogue, scores, target, &|_| true)
}

/// The best set among the modules that are wanted, such as those offered in some format. What only
/// practice gives is what none of the catalogue's modules gives, wanted or not.
#[must_use]
pub fn recommend_among(
    catalogue: &Catalogue,
    scores: &Scores,
    target: ProfileIndex,
    is_wanted: &dyn Fn(ModuleIndex) -> bool,
) -> Recommendation {
    let lifts = Lifts::new(catalogue, scoring::gaps(catalogue, scores, target));
    let gap_points = lifts.gaps.iter().map(Gap::points).sum();
    let (offered, withheld): (Vec<_>, Vec<_>) = catalogue
        .modules()
        .filter(|&module| lifts.row(module).iter().any(|&points| points > 0) && is_wanted(module))
        .partition(|&module| is_offered(catalogue, scores, module));
    let mut set = lifts.best(&offered, catalogue.thresholds().module_count);
    drop_weak(catalogue, &lifts, gap_points, &mut set);
    let modules = set
        .iter()
        .map(|&module| ModuleAdvice {
            module,
            points: lifts.marginal(&set, module),
            reasons: lifts.reasons(catalogue, module, REASON_COUNT),
        })
        .collect();
    let practice = lifts
        .gaps
        .iter()
        .zip(&lifts.highest)
        .filter(|&(gap, &highest)| highest < gap.required)
        .map(|(gap, _)| gap.competence)
        .collect();
    Recommendation {
        target,
        gap_points,
        benefit: lifts.benefit(&set),
        modules,
        practice,
        withheld,
    }
}

/// Takes modules out that add too little, the weakest first: with it gone, the others may add more.
fn drop_weak(catalogue: &Catalogue, lifts: &Lifts, gap_points: u32, set: &mut Vec<ModuleIndex>) {
    let thresholds = catalogue.thresholds();
    loop {
        let weakest = set
            .iter()
            .map(|&module| (lifts.marginal(set, module), module))
            // Of equals the one that comes last in the catalogue goes.
            .min_by_key(|&(points, module)| (points, core::cmp::Reverse(module)));
        let Some((points, module)) = weakest else {
            return;
        };
        let is_weak = points < u32::from(thresholds.module_points)
            || 100 * points < u32::from(thresholds.module_gap_percent) * gap_points;
        if !is_weak {
            return;
        }
        set.retain(|&other| other != module);
    }
}
