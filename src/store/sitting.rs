//! The visitor's own sitting, as messages change it.

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::response::Response;
use assessment::session::{Action, Phase, Session};

use super::{Sharing, Store};
use crate::content::Content;

impl Store {
    pub(super) fn act(&mut self, action: Action) {
        let is_goal = matches!(action, Action::ChooseFamily(_) | Action::ChooseLevel(_));
        if action == Action::Restart || self.shared.is_some() && !is_goal {
            self.unpick();
        }
        self.began_by_itself = false;
        self.response_missing = false;
        self.asks_restart = false;
        self.asks_delete = false;
        self.sharing = Sharing::Idle;
        let catalogue = self.content.catalogue();
        match &mut self.shared {
            // Somebody else's answers stay as they are; only what they are measured against may change.
            Some(shared) if is_goal => shared.session = shared.session.update(catalogue, action),
            _ => {
                self.response_missing = action == Action::Next && self.lacks_response();
                let (before, ladder) = (self.session.phase, self.session.asking.ladder);
                self.session = self.session.update(catalogue, action);
                if self.session.asking.ladder != ladder {
                    self.pace = self.pace.asked_otherwise();
                }
                if self.session.phase != before && goes_on(action) {
                    self.went_on(before);
                }
                self.shared = None;
                self.code = None;
                self.link_problem = None;
            }
        }
    }

    /// Takes over which items the host page wants asked, and how, unless the visitor has chosen.
    pub(super) fn adopt_asking(&mut self) {
        let asking = &mut self.session.asking;
        asking.left_out = self.surroundings.left_out;
        if let Some(shared) = &mut self.shared {
            shared.session.asking.left_out = self.surroundings.left_out;
        }
        if !asking.is_chosen && asking.ladder != self.surroundings.ladder {
            asking.ladder = self.surroundings.ladder;
            asking.statement = None;
        }
    }

    /// Aims the visitor's own check elsewhere; a shared result stays aimed as it was shared.
    pub(super) fn aim(&mut self, family: FamilyIndex, level: Option<Tier>) {
        let catalogue = self.content.catalogue();
        self.session = self
            .session
            .update(catalogue, Action::ChooseFamily(family))
            .update(catalogue, Action::ChooseLevel(level));
    }

    pub(super) fn autostart(&mut self) {
        let is_open = self.shared.is_some() || self.code.is_some() || self.link_problem.is_some();
        if !is_open && self.session.phase == Phase::Start {
            self.act(self.start());
            self.began_by_itself = true;
        }
    }

    /// Whether the check, not begun yet, begins in the short way, which asks about all areas.
    #[must_use]
    pub fn begins_quick(&self) -> bool {
        let wants = self.surroundings.is_quick && self.surroundings.left_out == 0;
        wants && self.session.responses.asked_count() == 0
    }

    /// How the check begins or goes on.
    #[must_use]
    pub fn start(&self) -> Action {
        if self.begins_quick() {
            Action::StartQuick
        } else {
            Action::Start
        }
    }

    /// Whether the item on show has no response yet.
    fn lacks_response(&self) -> bool {
        match self.session.phase {
            Phase::Item { item, .. } => self.session.responses.get(item) == Response::NotAsked,
            Phase::Start | Phase::Result => false,
        }
    }

    pub(super) fn show(&mut self, content: Content) {
        if content.same_definition(&self.content) {
            self.content = content;
            return;
        }
        let family_id = self
            .content
            .catalogue()
            .family_id(self.session.family)
            .as_str();
        let catalogue = content.catalogue();
        let family = catalogue.family_by_id(family_id).unwrap_or(FamilyIndex(0));
        let session = Session::new(catalogue, family, self.session.level);
        self.begin_afresh(content, session);
    }
}

/// Whether an action leads from one item on to another.
pub const fn goes_on(action: Action) -> bool {
    matches!(
        action,
        Action::Next | Action::Skip(_) | Action::Start | Action::StartQuick | Action::Answer(..)
    )
}
