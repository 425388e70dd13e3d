//! Where a sitting is kept, what has to be said of that, and how all of it is forgotten.

use assessment::id::FamilyIndex;
use assessment::record::Saved;
use assessment::session::Session;

use super::Store;
use crate::content::Content;

/// Where a sitting is kept besides in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nowhere, as the host page wishes.
    Nothing,
    /// Nowhere: the browser refuses.
    Refused,
    /// In the tab, until it is closed.
    #[default]
    Tab,
    /// On the device, until it is deleted or too old.
    Device,
}

/// Something about the saved sitting that the visitor has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It can't be read and was set aside.
    Unreadable,
    /// Nothing can be saved here.
    Refused,
    /// Everything is deleted.
    Deleted,
    /// The browser hasn't let everything be deleted.
    NotDeleted,
    /// Another locale couldn't be loaded.
    NoLocale,
    /// Another window has kept another state.
    Elsewhere(Saved),
}

impl Store {
    /// Keeps nothing but what the page and the script have said. Returns what was there before.
    pub(super) fn begin_afresh(&mut self, content: Content, session: Session) -> Self {
        let before = core::mem::replace(self, Self::new(content, session));
        self.surroundings = before.surroundings.clone();
        self.keeping = before.keeping;
        self.result_chunk = before.result_chunk;
        before
    }

    pub(super) fn reset(&mut self) {
        let content = self.content.clone();
        let session = Session::new(content.catalogue(), FamilyIndex(0), None);
        let before = self.begin_afresh(content, session);
        self.courses = before.courses;
        self.home = before.home;
        self.said = before.said;
    }

    pub(super) fn kept(&mut self, keeping: Keeping) {
        // A refusal is said once; later the section about the data says it. What has to be decided goes
        // first, and what couldn't be deleted.
        let is_asked = matches!(self.notice, Some(Notice::Elsewhere(_) | Notice::NotDeleted));
        if keeping == Keeping::Refused && self.keeping != keeping && !is_asked {
            self.notice = Some(Notice::Refused);
        } else if self.notice == Some(Notice::Refused) {
            self.notice = None;
        }
        self.keeping = keeping;
    }

    pub(super) fn noticed(&mut self, notice: Option<Notice>) {
        match notice {
            // Only what differs is worth a word, and only the latest of it.
            Some(Notice::Elsewhere(saved)) if saved.session == self.session => {
                if matches!(self.notice, Some(Notice::Elsewhere(_))) {
                    self.notice = None;
                }
            }
            notice => self.notice = notice,
        }
    }

    pub(super) fn take_over(&mut self) {
        if let Some(Notice::Elsewhere(saved)) = &self.notice {
            self.session = saved.session.clone();
            self.notice = None;
            self.close();
            self.unpick();
        }
    }
}
