//! From responses to scores: areas, fits, statuses and the headline.
//!
//! Everything is counted in whole points and compared by cross-multiplication; a percentage is only
//! ever the last step, for showing. What is unknown (skipped or not asked yet) is carried as an
//! interval that contains the score under every possible completion, so no assumption is made about
//! missing responses. `docs/method.md` gives the formulas and the reasons for them.

mod area;
mod area_fit;
mod attainment;
mod fit;
mod gaps;
mod headline;
mod share;

use crate::catalogue::Catalogue;
use crate::id::ModuleIndex;
use crate::level::Level;
use crate::response::{Response, Responses};
use area::area_score;
use attainment::known;

pub use area::{AreaScore, area_requirement};
pub use area_fit::{AreaFit, area_fit, met_by};
pub use attainment::Attainment;
pub use fit::{Fit, Status};
pub use gaps::{Gap, deciding_competences, gaps, open_competences, requirements, strengths};
pub use headline::{Headline, Standing, headline, reached_elsewhere, target};
pub use share::Share;

pub(crate) use attainment::attainments;
pub(crate) use fit::fit;
pub(crate) use share::{at_least, percent_down};

/// All that follows from responses before anything is recommended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// One per area.
    pub areas: Vec<AreaScore>,
    /// One per competence.
    pub attainments: Vec<Attainment>,
    /// One per profile.
    pub fits: Vec<Fit>,
    /// The level chosen everywhere, if it is the same in remarkably many items and no other was chosen.
    pub straight_lining: Option<Level>,
}

/// Scores responses.
///
/// ```
/// use assessment::scoring::{Status, score};
/// use assessment::{Response, Responses, example};
///
/// let catalogue = example::catalogue();
/// // Level 3 in the first item, which is what a senior needs, and level 1 in the second.
/// let answers = [Response::Level(3), Response::Level(1)];
/// let responses = Responses::from_list(&catalogue, &answers)?;
///
/// let scores = score(&catalogue, &responses);
/// let [junior, senior] = [&scores.fits[0], &scores.fits[1]];
/// assert_eq!((junior.status, junior.low_percent()), (Status::Reached, 100));
/// assert_eq!((senior.status, senior.low_percent()), (Status::NotReached, 66));
/// # Ok::<(), assessment::response::ResponseError>(())
/// ```
///
/// # Panics
/// If the responses are those to a catalogue with fewer items.
#[must_use]
pub fn score(catalogue: &Catalogue, responses: &Responses) -> Scores {
    scores(catalogue, responses, attainments(catalogue, responses))
}

/// The scores as they would be after some modules: each lifts its competences as [`lifted`] says, from
/// where one stands today, and takes nothing from what is higher. What is unknown stays unknown.
///
/// The fit to a profile grows by exactly what [`crate::recommendation::benefit`] says of the set.
///
/// # Panics
/// If the responses are those to a catalogue with fewer items.
#[must_use]
pub fn score_after(catalogue: &Catalogue, responses: &Responses, set: &[ModuleIndex]) -> Scores {
    let today = attainments(catalogue, responses);
    let mut attainments = today.clone();
    let mut after = responses.clone();
    for &module in set {
        for &(competence, raise) in &catalogue.module(module).raises {
            let Some(level) = today[competence.get()].level() else {
                continue;
            };
            let to = lifted(catalogue, module, level, raise);
            let attainment = &mut attainments[competence.get()];
            if attainment.low >= to {
                continue;
            }
            attainment.low = to;
            attainment.high = to;
            for item in catalogue.items_of(competence) {
                if after.get(item).level().is_some_and(|level| level < to) {
                    // A module raises no competence above its highest level.
                    let _ = after.set(catalogue, item, Response::Level(to));
                }
            }
        }
    }
    scores(catalogue, &after, attainments)
}

/// The level that a module lifts a competence to which it raises to `raise`, from the level attained.
///
/// Nothing is taken away; below the level that it builds on it lifts nothing; and by more than
/// [`crate::catalogue::Thresholds::module_lift`] levels no course lifts anybody.
#[must_use]
pub fn lifted(catalogue: &Catalogue, module: ModuleIndex, level: Level, raise: Level) -> Level {
    if level < catalogue.module(module).from_level {
        return level;
    }
    raise
        .min(level + catalogue.thresholds().module_lift)
        .max(level)
}

fn scores(catalogue: &Catalogue, responses: &Responses, attainments: Vec<Attainment>) -> Scores {
    let fits: Vec<Fit> = catalogue
        .profiles()
        .map(|profile| fit(catalogue, &attainments, profile))
        .collect();
    Scores {
        areas: catalogue
            .areas()
            .map(|area| area_score(catalogue, responses, area))
            .collect(),
        straight_lining: straight_lining(catalogue, responses),
        attainments,
        fits,
    }
}

fn straight_lining(catalogue: &Catalogue, responses: &Responses) -> Option<Level> {
    let (mut first, mut count) = (None, 0);
    for level in responses.raw().iter().copied().filter_map(known) {
        if *first.get_or_insert(level) != level {
            return None;
        }
        count += 1;
    }
    let first = first?;
    (count >= usize::from(catalogue.thresholds().straight_lining)).then_some(first)
}
