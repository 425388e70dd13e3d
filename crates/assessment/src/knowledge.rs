//! The knowledge check: statements that are true, false or made up, beside a self-rating.
//!
//! It changes no score. Per area it may say that the statements suggest a lower or a higher
//! self-rating than the one given, and which made-up term was taken for known.

use crate::catalogue::{Catalogue, StatementKind};
use crate::id::{AreaIndex, StatementIndex};
use crate::response::Responses;

/// So many statements of an area, foils aside, have to be answered before it gets a hint.
pub const ANSWERED_MIN: u8 = 3;

/// What a visitor says of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is true.
    True,
    /// It is false.
    False,
    /// They don't know.
    DontKnow,
}

/// The verdicts on all statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verdicts(Vec<Option<Verdict>>);

impl Verdicts {
    /// No verdict yet.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Self(vec![None; catalogue.statements().len()])
    }

    /// The verdict on a statement, if there is one.
    #[must_use]
    pub fn get(&self, statement: StatementIndex) -> Option<Verdict> {
        self.0.get(statement.get()).copied().flatten()
    }

    /// Replaces the verdict on a statement; one that isn't there is passed over.
    pub fn set(&mut self, statement: StatementIndex, verdict: Option<Verdict>) {
        if let Some(place) = self.0.get_mut(statement.get()) {
            *place = verdict;
        }
    }

    /// How many statements have a verdict.
    #[must_use]
    pub fn answered_count(&self) -> usize {
        self.0.iter().flatten().count()
    }
}

impl Verdicts {
    /// Two bits for each statement, low ones first; none at all if there is no verdict.
    pub(crate) fn packed(&self) -> Vec<u8> {
        if self.answered_count() == 0 {
            return Vec::new();
        }
        let mut bytes = vec![0_u8; self.0.len().div_ceil(4)];
        for (position, verdict) in self.0.iter().enumerate() {
            let bits = match verdict {
                None => 0,
                Some(Verdict::True) => 1,
                Some(Verdict::False) => 2,
                Some(Verdict::DontKnow) => 3,
            };
            bytes[position / 4] |= bits << (2 * (position % 4));
        }
        bytes
    }

    /// Reads what [`Verdicts::packed`] wrote for so many statements.
    pub(crate) fn unpacked(catalogue: &Catalogue, bytes: &[u8]) -> Option<Self> {
        let mut verdicts = Self::new(catalogue);
        for (position, verdict) in verdicts.0.iter_mut().enumerate() {
            *verdict = match bytes.get(position / 4)? >> (2 * (position % 4)) & 3 {
                0 => None,
                1 => Some(Verdict::True),
                2 => Some(Verdict::False),
                _ => Some(Verdict::DontKnow),
            };
        }
        // One form for each state: no surplus bits or bytes, and nothing where there is no verdict.
        (verdicts.packed() == bytes).then_some(verdicts)
    }
}

/// What the statements say of a self-rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The self-rating is high, and at most one statement was judged rightly.
    SuggestsLower,
    /// The self-rating is low, and all statements were judged rightly.
    SuggestsHigher,
}

/// What the check says of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCheck {
    /// The area.
    pub area: AreaIndex,
    /// Its statements, foils aside.
    pub statement_count: u8,
    /// Of these, those with a verdict.
    pub answered_count: u8,
    /// Of these, those judged rightly. Not to know is never right, nor is it held against anybody.
    pub right_count: u8,
    /// What follows for the self-rating.
    pub hint: Option<Hint>,
    /// The foils that were taken for true.
    pub claimed: Vec<StatementIndex>,
}

/// What the knowledge check says, for each area that has statements.
#[must_use]
pub fn check(catalogue: &Catalogue, responses: &Responses, verdicts: &Verdicts) -> Vec<AreaCheck> {
    let mut checks: Vec<AreaCheck> = Vec::new();
    for statement in catalogue.statements() {
        let definition = catalogue.statement(statement);
        // Statements stand grouped by area.
        if checks
            .last()
            .is_none_or(|last| last.area != definition.area)
        {
            checks.push(AreaCheck {
                area: definition.area,
                statement_count: 0,
                answered_count: 0,
                right_count: 0,
                hint: None,
                claimed: Vec::new(),
            });
        }
        let Some(check) = checks.last_mut() else {
            continue;
        };
        let verdict = verdicts.get(statement);
        let right = match definition.kind {
            StatementKind::True => Verdict::True,
            StatementKind::False => Verdict::False,
            StatementKind::Foil => {
                if verdict == Some(Verdict::True) {
                    check.claimed.push(statement);
                }
                continue;
            }
        };
        check.statement_count += 1;
        check.answered_count += u8::from(verdict.is_some());
        check.right_count += u8::from(verdict == Some(right));
    }
    for check in &mut checks {
        check.hint = hint(catalogue, responses, check);
    }
    checks
}

/// A high self-rating is three quarters of the highest levels of what was answered or more, a low
/// one a quarter or less: means of 3 and of 1 where levels run to 4.
fn hint(catalogue: &Catalogue, responses: &Responses, check: &AreaCheck) -> Option<Hint> {
    let (mut sum, mut max) = (0_u32, 0_u32);
    for item in catalogue.items_in(check.area) {
        if let Some(level) = responses.get(item).level() {
            sum += u32::from(level);
            max += u32::from(catalogue.level_max(catalogue.competence_of(item)));
        }
    }
    if max == 0 || check.answered_count < ANSWERED_MIN {
        None
    } else if 4 * sum >= 3 * max && check.right_count <= 1 {
        Some(Hint::SuggestsLower)
    } else if 4 * sum <= max && check.right_count == check.answered_count {
        Some(Hint::SuggestsHigher)
    } else {
        None
    }
}
