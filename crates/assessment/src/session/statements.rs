//! An item asked statement by statement.

use super::{Phase, Session};
use crate::catalogue::Catalogue;
use crate::id::ItemIndex;
use crate::ladder::{self, Ladder, Walk};
use crate::level::Level;
use crate::response::Response;

impl Session {
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

    /// Goes on from a statement; one that isn't on show any more was meant by an earlier tap.
    pub(super) fn answer(
        &mut self,
        catalogue: &Catalogue,
        item: ItemIndex,
        level: Level,
        fits: bool,
    ) {
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
    pub(super) fn back(&mut self, catalogue: &Catalogue) {
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
    pub(super) fn stand_at_last(&mut self, catalogue: &Catalogue) {
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
}

/// The highest level of an item.
fn level_max(catalogue: &Catalogue, item: ItemIndex) -> Level {
    catalogue.level_max(catalogue.competence_of(item))
}
