//! Which items are asked, in which order, and where the way on and back leads.

use super::{Phase, Session};
use crate::catalogue::Catalogue;
use crate::id::{AreaIndex, ItemIndex};
use crate::quick;
use crate::response::Response;

impl Session {
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
    pub(super) fn item_before(
        &self,
        catalogue: &Catalogue,
        item: Option<ItemIndex>,
    ) -> Option<ItemIndex> {
        let way = self.items(catalogue).into_iter();
        let before = way.take_while(|&other| Some(other) != item);
        let is_way =
            |&other: &ItemIndex| !self.is_quick || self.responses.get(other) != Response::NotAsked;
        before.filter(is_way).last()
    }

    /// Whether the history may lead to a screen: to an item only if it was asked, or is to be asked next.
    pub(super) fn leads_to(&self, catalogue: &Catalogue, phase: Phase) -> bool {
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

    /// The first item that wasn't asked, or the result when there is none; the short way only asks
    /// what can still decide something.
    pub(super) fn first_open(&self, catalogue: &Catalogue) -> Phase {
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
    pub(super) fn after(&self, catalogue: &Catalogue) -> Phase {
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
    pub(super) fn before(&self, catalogue: &Catalogue) -> Phase {
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
