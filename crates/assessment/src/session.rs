//! One sitting: where the visitor is, what they aim at and what they answered.
//!
//! [`Session::update`] is the only place where a sitting changes. It is pure; what follows from a
//! change, such as saving it or telling the host page, is decided by comparing two sessions.

mod phase;
mod statements;
mod way;

use crate::catalogue::{Catalogue, Tier};
use crate::id::{FamilyIndex, ItemIndex, StatementIndex};
use crate::knowledge::{Verdict, Verdicts};
use crate::ladder::{Asking, Ladder};
use crate::level::Level;
use crate::response::{Response, Responses};

pub use phase::Phase;

/// Something a visitor, or the host page for them, does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Begin with all items, or go on the way that was begun with the next item that wasn't asked.
    Start,
    /// Begin, or go on, the short way: only until nothing is open any more.
    StartQuick,
    /// Leave the short way and go on with the first of all items that wasn't asked.
    Complete,
    /// Choose the anchor of a level of the item on show, which stays on show.
    Respond(ItemIndex, Level),
    /// Say whether the statement of a level fits, of the item on show: the next statement, or the next item.
    Answer(ItemIndex, Level, bool),
    /// Ask the levels of items in another way from now on.
    ShowLadder(Ladder),
    /// Skip the item on show and go on.
    Skip(ItemIndex),
    /// Go on from the item on show; nothing happens while it has no response.
    Next,
    /// Go back by one step.
    Back,
    /// Go to an item.
    GoTo(ItemIndex),
    /// Go back to a screen where one has been, or on to it again, as the browser's history does.
    Return(Phase),
    /// See the result before every item was asked; needs at least one response.
    Finish,
    /// Delete all responses and go to the start; the goal stays.
    Restart,
    /// Aim at another family.
    ChooseFamily(FamilyIndex),
    /// Judge a statement of the knowledge check, or take that back.
    Judge(StatementIndex, Option<Verdict>),
    /// Forget all verdicts of the knowledge check.
    ForgetVerdicts,
    /// Aim at a level, or at the next one not reached.
    ChooseLevel(Option<Tier>),
}

/// A sitting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// Where the visitor is.
    pub phase: Phase,
    /// The family of profiles they aim at.
    pub family: FamilyIndex,
    /// The level they aim at; none means the next one not reached.
    pub level: Option<Tier>,
    /// Whether they are asked the short way, see [`quick`](crate::quick).
    pub is_quick: bool,
    /// How they are asked.
    pub asking: Asking,
    /// What they answered.
    pub responses: Responses,
    /// What they said of the statements of the knowledge check.
    pub verdicts: Verdicts,
}

impl Session {
    /// A sitting at its start.
    #[must_use]
    pub fn new(catalogue: &Catalogue, family: FamilyIndex, level: Option<Tier>) -> Self {
        Self {
            phase: Phase::Start,
            family,
            level,
            is_quick: false,
            asking: Asking::default(),
            responses: Responses::new(catalogue),
            verdicts: Verdicts::new(catalogue),
        }
    }

    /// The sitting after an action. An action that makes no sense where the sitting is, or that names
    /// what the catalogue doesn't have, changes nothing.
    ///
    /// ```
    /// use assessment::session::{Action, Phase, Session};
    /// use assessment::{Response, example};
    ///
    /// let catalogue = example::catalogue();
    /// let family = catalogue.family_by_id("sales").unwrap();
    /// let mut session = Session::new(&catalogue, family, None).update(&catalogue, Action::Start);
    /// for item in catalogue.items() {
    ///     assert!(matches!(session.phase, Phase::Item { item: shown, .. } if shown == item));
    ///     let respond = Action::Respond(item, 2);
    ///     session = session.update(&catalogue, respond).update(&catalogue, Action::Next);
    /// }
    /// assert_eq!(session.phase, Phase::Result);
    /// assert!(session.responses.iter().all(|response| response == Response::Level(2)));
    /// ```
    #[must_use]
    pub fn update(&self, catalogue: &Catalogue, action: Action) -> Self {
        let mut next = self.clone();
        let has = |item: ItemIndex| item.get() < catalogue.item_count();
        match action {
            Action::Start if self.phase == Phase::Start => {
                next.is_quick &= self.responses.asked_count() > 0;
                next.phase = next.first_open(catalogue);
            }
            Action::StartQuick if self.phase == Phase::Start => {
                next.is_quick = true;
                next.phase = next.first_open(catalogue);
            }
            Action::Complete if self.phase != Phase::Start => {
                next.is_quick = false;
                next.phase = next.first_open(catalogue);
            }
            Action::Respond(item, level) if self.shows(item) => {
                // A level that the item doesn't have leaves the responses as they are.
                let _ = next.responses.set(catalogue, item, Response::Level(level));
            }
            Action::Answer(item, level, fits) if self.shows(item) => {
                next.answer(catalogue, item, level, fits);
            }
            Action::ShowLadder(ladder) => {
                next.asking.ladder = ladder;
                next.asking.is_chosen = true;
            }
            Action::Skip(item) if self.shows(item) => {
                let set = next.responses.set(catalogue, item, Response::Skipped);
                if set.is_ok() {
                    next.phase = next.after(catalogue);
                }
            }
            Action::Next => next.phase = self.after(catalogue),
            Action::Back => next.back(catalogue),
            Action::GoTo(item) if has(item) => {
                let revisit = self.revisits(item);
                next.phase = Phase::Item { item, revisit };
            }
            Action::Return(phase) if self.leads_to(catalogue, phase) => {
                next.phase = phase;
                next.stand_at_last(catalogue);
            }
            Action::Finish if self.responses.asked_count() > 0 => next.phase = Phase::Result,
            Action::Restart => return self.restarted(catalogue),
            Action::ChooseFamily(family) if family.get() < catalogue.families().len() => {
                next.family = family;
            }
            Action::Judge(statement, verdict) => next.verdicts.set(statement, verdict),
            Action::ForgetVerdicts => next.verdicts = Verdicts::new(catalogue),
            Action::ChooseLevel(level) => next.level = level,
            Action::Start
            | Action::StartQuick
            | Action::Complete
            | Action::Respond(..)
            | Action::Answer(..)
            | Action::Skip(_)
            | Action::GoTo(_)
            | Action::Return(_)
            | Action::Finish
            | Action::ChooseFamily(_) => {}
        }
        // Another item begins at its first statement, unless the way back has led into it.
        let leads_back = matches!(action, Action::Back | Action::Return(_));
        if next.phase != self.phase && !leads_back || next.asking.ladder != self.asking.ladder {
            next.asking.statement = None;
        }
        next
    }

    /// Whether an item that is gone to leads back to the result. Whoever stopped early goes on from one that
    /// wasn't asked, instead of being led back after each.
    fn revisits(&self, item: ItemIndex) -> bool {
        self.responses.get(item) != Response::NotAsked
            && matches!(
                self.phase,
                Phase::Result | Phase::Item { revisit: true, .. }
            )
    }

    /// The sitting begun anew: the goal stays, and how items are asked.
    fn restarted(&self, catalogue: &Catalogue) -> Self {
        let mut fresh = Self::new(catalogue, self.family, self.level);
        fresh.asking = Asking {
            statement: None,
            ..self.asking
        };
        fresh
    }

    fn shows(&self, wanted: ItemIndex) -> bool {
        matches!(self.phase, Phase::Item { item, .. } if item == wanted)
    }
}
