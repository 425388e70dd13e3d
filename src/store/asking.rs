//! How items are asked, and how long the rest of them takes.

use assessment::quick;
use assessment::response::Response;
use assessment::session::{Action, Phase};

use super::Store;

impl Store {
    /// Notes the time of going on from an item, or from the start.
    pub(super) fn went_on(&mut self, before: Phase) {
        let effort = match before {
            Phase::Item { item, .. } => self.content.effort_ms(item, self.session.asking.ladder),
            Phase::Start | Phase::Result => 0,
        };
        self.pace = self.pace.went_on(self.now, effort, self.rest_ms());
    }

    /// What the items that are still to be asked take at the usual pace, in milliseconds; the one on show
    /// among them if it has no response yet.
    #[must_use]
    pub fn rest_ms(&self) -> u64 {
        let session = &self.session;
        let effort = |item| u64::from(self.content.effort_ms(item, session.asking.ladder));
        let catalogue = self.content.catalogue();
        if session.is_quick {
            let items = quick::remaining(catalogue, &session.responses, session.family);
            return items.into_iter().map(effort).sum();
        }
        catalogue
            .items()
            .filter(|&item| session.responses.get(item) == Response::NotAsked)
            .map(effort)
            .sum()
    }

    /// How many minutes the whole check takes before it has begun, in the way that it begins, or the rest of
    /// it: from and to.
    #[must_use]
    pub fn minutes(&self) -> (u32, u32) {
        if !self.begins_quick() {
            return self.pace.minutes(self.rest_ms());
        }
        let (catalogue, family) = (self.content.catalogue(), self.session.family);
        let (low, high) = quick::expected(catalogue, family);
        let order = quick::order(catalogue, family).into_iter();
        let effort = |item| u64::from(self.content.effort_ms(item, self.session.asking.ladder));
        let efforts = order.map(effort);
        self.pace
            .minutes(efforts.take((low + high).div_ceil(2) as usize).sum())
    }

    /// Takes over how the host page wants items asked, unless the visitor has chosen.
    pub(super) fn adopt_ladder(&mut self) {
        let asking = &mut self.session.asking;
        if !asking.is_chosen && asking.ladder != self.surroundings.ladder {
            asking.ladder = self.surroundings.ladder;
            asking.statement = None;
        }
    }
}

/// Whether an action leads from one item on to another.
pub(super) const fn goes_on(action: Action) -> bool {
    matches!(
        action,
        Action::Next | Action::Skip(_) | Action::Start | Action::StartQuick | Action::Answer(..)
    )
}
