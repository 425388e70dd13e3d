//! How long the rest of a check takes.

use assessment::id::ItemIndex;
use assessment::quick;
use assessment::session::Phase;

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
    /// among them.
    #[must_use]
    pub fn rest_ms(&self) -> u64 {
        let items = self.session.remaining(self.content.catalogue());
        self.effort_ms(items.into_iter())
    }

    /// What items take at the usual pace, asked as they are now, in milliseconds.
    fn effort_ms(&self, items: impl Iterator<Item = ItemIndex>) -> u64 {
        let ladder = self.session.asking.ladder;
        items
            .map(|item| u64::from(self.content.effort_ms(item, ladder)))
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
        let likely = (low + high).div_ceil(2) as usize;
        let order = quick::order(catalogue, family).into_iter();
        self.pace.minutes(self.effort_ms(order.take(likely)))
    }
}
