//! What follows from the answers on show and from what the visitor wants of courses.

use assessment::id::ProfileIndex;
use assessment::recommendation::{self, Recommendation};
use assessment::scoring::{self, Scores};

use crate::store::Store;

/// The scores of the answers on show, what they are measured against, and what is recommended.
#[derive(Debug)]
pub struct Advice {
    /// The scores.
    pub scores: Scores,
    /// The profile that they are measured against.
    pub target: ProfileIndex,
    /// The modules that would help, among those that suit the visitor.
    pub recommendation: Recommendation,
}

impl Advice {
    /// What follows from the state of the widget.
    #[must_use]
    pub fn of(store: &Store) -> Self {
        let catalogue = store.content.catalogue();
        let session = store.on_show();
        let scores = scoring::score(catalogue, &session.responses);
        let target = scoring::target(catalogue, &scores, session.family, session.level);
        let wanted = store.wanted;
        let recommendation =
            recommendation::recommend_among(catalogue, &scores, target, &|module| {
                wanted.suit(catalogue, module)
            });
        Self {
            scores,
            target,
            recommendation,
        }
    }
}
