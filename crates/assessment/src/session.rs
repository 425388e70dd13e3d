//! One sitting: where the visitor is, what they aim at and what they answered.
//!
//! [`Session::update`] is the only place where a sitting changes. It is pure; what follows from a
//! change, such as saving it or telling the host page, is decided by comparing two sessions.

use crate::catalogue::{Catalogue, Tier};
use crate::id::{AreaIndex, FamilyIndex, ItemIndex, StatementIndex};
use crate::knowledge::{Verdict, Verdicts};
use crate::ladder::{self, Asking, Ladder, Walk};
use crate::level::Level;
use crate::quick;
use crate::response::{Response, Responses};

/// The screen a sitting is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the first item, or back from it.
    Start,
    /// At an item.
    Item {
        /// The item.
        item: ItemIndex,
        /// Whether the visitor came from the result, to which the way on leads back.
        revisit: bool,
    },
    /// At the result.
    Result,
}

/// The screens as numbers: two, then two for each item, the second one on a revisit.
const NUMBER_START: u32 = 0;
const NUMBER_RESULT: u32 = 1;
const NUMBER_ITEMS: u32 = 2;

impl Phase {
    /// A number for it, by which records and the browser's history name it.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Start => NUMBER_START,
            Self::Result => NUMBER_RESULT,
            Self::Item { item, revisit } => NUMBER_ITEMS + 2 * item.0 as u32 + revisit as u32,
        }
    }

    /// The one with a number, whether or not there is such an item.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        match number {
            NUMBER_START => Self::Start,
            NUMBER_RESULT => Self::Result,
            _ => Self::Item {
                item: ItemIndex(((number - NUMBER_ITEMS) / 2) as u16),
                revisit: number % 2 == 1,
            },
        }
    }
}

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
                if next
                    .responses
                    .set(catalogue, item, Response::Skipped)
                    .is_ok()
                {
                    next.phase = next.after(catalogue);
                }
            }
            Action::Next => next.phase = self.after(catalogue),
            Action::Back => next.back(catalogue),
            Action::GoTo(item) if has(item) => {
                // Whoever stopped early goes on from an item that wasn't asked, instead of being
                // led back to the result after each.
                let revisit = self.responses.get(item) != Response::NotAsked
                    && matches!(
                        self.phase,
                        Phase::Result | Phase::Item { revisit: true, .. }
                    );
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

    /// The sitting begun anew: the goal stays, and how items are asked.
    fn restarted(&self, catalogue: &Catalogue) -> Self {
        let mut fresh = Self::new(catalogue, self.family, self.level);
        fresh.asking = Asking {
            statement: None,
            ..self.asking
        };
        fresh
    }

    /// The level whose statement is on show, where items are asked statement by statement. On a revisit
    /// from the result all levels are.
    #[must_use]
    pub fn statement_on_show(&self, catalogue: &Catalogue) -> Option<Level> {
        match self.phase {
            Phase::Item {
                item,
                revisit: false,
            } if self.asking.ladder == Ladder::Steps => {
                let shown = self.asking.statement;
                Some(shown.unwrap_or_else(|| self.first_statement(catalogue, item)))
            }
            _ => None,
        }
    }

    /// The level whose statement is asked first of an item: it depends on the item before on the way alone,
    /// so it is the same on the way back and after a reload.
    #[must_use]
    pub fn first_statement(&self, catalogue: &Catalogue, item: ItemIndex) -> Level {
        let before = self.item_before(catalogue, Some(item));
        let stood_high = before.is_some_and(|before| {
            let level = self.responses.get(before).level();
            level.is_some_and(|level| ladder::is_high(level_max(catalogue, before), level))
        });
        ladder::first(level_max(catalogue, item), stood_high)
    }

    /// Whether items of an area are asked.
    #[must_use]
    pub fn asks(&self, area: AreaIndex) -> bool {
        self.asking.left_out & (1 << area.0) == 0
    }

    /// The items that are asked, in their order; the short way may ask all of them.
    #[must_use]
    pub fn items(&self, catalogue: &Catalogue) -> Vec<ItemIndex> {
        if self.is_quick {
            return quick::order(catalogue, self.family);
        }
        let items = catalogue.items();
        items
            .filter(|&item| self.asks(catalogue.area_of(item)))
            .collect()
    }

    /// How many of these are answered, and how many they are.
    #[must_use]
    pub fn counts(&self, catalogue: &Catalogue) -> (u32, u32) {
        let items = self.items(catalogue);
        let answered = items
            .iter()
            .filter(|&&item| self.responses.get(item).level().is_some());
        (answered.count() as u32, items.len() as u32)
    }

    /// The item before one on the way, or the last one of it; the short way is made of what was asked.
    fn item_before(&self, catalogue: &Catalogue, item: Option<ItemIndex>) -> Option<ItemIndex> {
        let way = self.items(catalogue).into_iter();
        let before = way.take_while(|&other| Some(other) != item);
        let is_way =
            |&other: &ItemIndex| !self.is_quick || self.responses.get(other) != Response::NotAsked;
        before.filter(is_way).last()
    }

    /// Goes on from a statement; one that isn't on show any more was meant by an earlier tap.
    fn answer(&mut self, catalogue: &Catalogue, item: ItemIndex, level: Level, fits: bool) {
        if self.statement_on_show(catalogue) != Some(level) {
            return;
        }
        let first = self.first_statement(catalogue, item);
        match ladder::walk(level_max(catalogue, item), first, level, fits) {
            Walk::Statement(level) => self.asking.statement = Some(level),
            Walk::Found(level) => {
                // A level that the item has.
                let _ = self.responses.set(catalogue, item, Response::Level(level));
                self.phase = self.after(catalogue);
            }
        }
    }

    /// Goes back by one statement, or by one item where there is none before.
    fn back(&mut self, catalogue: &Catalogue) {
        if let (Some(level), Phase::Item { item, .. }) =
            (self.statement_on_show(catalogue), self.phase)
            && let Some(level) = ladder::before(self.first_statement(catalogue, item), level)
        {
            self.asking.statement = Some(level);
            return;
        }
        self.phase = self.before(catalogue);
        self.stand_at_last(catalogue);
    }

    /// Stands where the response of the item on show was found.
    fn stand_at_last(&mut self, catalogue: &Catalogue) {
        self.asking.statement = None;
        if let Phase::Item {
            item,
            revisit: false,
        } = self.phase
            && self.asking.ladder == Ladder::Steps
            && let Some(found) = self.responses.get(item).level()
        {
            let first = self.first_statement(catalogue, item);
            self.asking.statement = Some(ladder::last(level_max(catalogue, item), first, found));
        }
    }

    /// Whether the history may lead to a screen: to an item only if it was asked, or is to be asked next.
    fn leads_to(&self, catalogue: &Catalogue, phase: Phase) -> bool {
        let was_asked = |item: ItemIndex| {
            item.get() < catalogue.item_count() && self.responses.get(item) != Response::NotAsked
        };
        match phase {
            Phase::Start => true,
            Phase::Result => self.responses.asked_count() > 0,
            Phase::Item { item, .. } => was_asked(item) || phase == self.first_open(catalogue),
        }
    }

    /// Whether it was begun and has items still to be asked, on its way.
    #[must_use]
    pub fn is_unfinished(&self, catalogue: &Catalogue) -> bool {
        self.responses.asked_count() > 0 && self.first_open(catalogue) != Phase::Result
    }

    /// The items still to be asked on the way. The one on show is among them until it is left, also with
    /// a response: what is said of the rest stays while it is answered.
    #[must_use]
    pub fn remaining(&self, catalogue: &Catalogue) -> Vec<ItemIndex> {
        if !self.is_quick {
            let is_open = |&item: &ItemIndex| {
                let is_left = self.responses.get(item) == Response::NotAsked;
                self.shows(item) || is_left && self.asks(catalogue.area_of(item))
            };
            return catalogue.items().filter(is_open).collect();
        }
        let Phase::Item { item: shown, .. } = self.phase else {
            return quick::remaining(catalogue, &self.responses, self.family);
        };
        let mut responses = self.responses.clone();
        // No response fits every item.
        let _ = responses.set(catalogue, shown, Response::NotAsked);
        let mut items = quick::remaining(catalogue, &responses, self.family);
        // Whoever has come back to an item that decides nothing any more still stands at it.
        if !items.contains(&shown) {
            items.push(shown);
        }
        items
    }

    fn shows(&self, wanted: ItemIndex) -> bool {
        matches!(self.phase, Phase::Item { item, .. } if item == wanted)
    }

    /// The first item that wasn't asked, or the result when there is none; the short way only asks
    /// what can still decide something.
    fn first_open(&self, catalogue: &Catalogue) -> Phase {
        let open = if self.is_quick {
            let remaining = quick::remaining(catalogue, &self.responses, self.family);
            remaining.first().copied()
        } else {
            let mut items = self.items(catalogue).into_iter();
            items.find(|&item| self.responses.get(item) == Response::NotAsked)
        };
        open.map_or(Phase::Result, at)
    }

    /// Where the way on leads.
    fn after(&self, catalogue: &Catalogue) -> Phase {
        match self.phase {
            Phase::Item { item, .. } if self.responses.get(item) == Response::NotAsked => {
                self.phase
            }
            Phase::Item { revisit: true, .. } => Phase::Result,
            Phase::Item { item, .. } => {
                let open = self.first_open(catalogue);
                // With everything asked the way on leads to the result, from wherever one stands.
                if self.is_quick || open == Phase::Result {
                    return open;
                }
                let mut items = self.items(catalogue).into_iter();
                items.find(|&other| other > item).map_or(open, at)
            }
            Phase::Start | Phase::Result => self.phase,
        }
    }

    /// Where the way back leads.
    fn before(&self, catalogue: &Catalogue) -> Phase {
        match self.phase {
            Phase::Item { revisit: true, .. } => Phase::Result,
            Phase::Start => Phase::Start,
            Phase::Item { item, .. } => self
                .item_before(catalogue, Some(item))
                .map_or(Phase::Start, at),
            Phase::Result => self.item_before(catalogue, None).map_or(Phase::Start, at),
        }
    }
}

/// At an item, on the way.
const fn at(item: ItemIndex) -> Phase {
    Phase::Item {
        item,
        revisit: false,
    }
}

/// The highest level of an item.
fn level_max(catalogue: &Catalogue, item: ItemIndex) -> Level {
    catalogue.level_max(catalogue.competence_of(item))
}
