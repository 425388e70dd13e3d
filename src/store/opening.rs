//! Opening the result of a code, and leaving it.

use assessment::session::{Action, Phase, Session};
use yew::prelude::*;

use super::{ResultChunk, Shared, Sharing, Store, shared};

impl Store {
    /// The shared sitting, if it can be gone on with: it isn't finished, and nothing is answered here that
    /// it would take the place of.
    #[must_use]
    pub fn to_go_on(&self) -> Option<&Session> {
        let shared = self
            .shared
            .as_ref()
            .filter(|shared| shared.summary.is_none());
        let shared = &shared?.session;
        let is_free = self.session.responses.asked_count() == 0;
        (is_free && shared.is_unfinished(self.content.catalogue())).then_some(shared)
    }

    pub(super) fn go_on(&mut self) {
        let Some(shared) = self.to_go_on() else {
            return;
        };
        let mut session = shared.clone();
        session.phase = Phase::Start;
        self.session = session.update(self.content.catalogue(), Action::Start);
        self.close();
    }

    pub(super) fn set_result_chunk(&mut self, result_chunk: ResultChunk) {
        self.result_chunk = result_chunk;
        if self.has_result_chunk()
            && let Some(code) = self.code.take()
        {
            self.open(code);
        }
    }

    /// Has the result of a code on show, or what keeps it from being opened; until what that needs is
    /// here, the code waits.
    pub fn open(&mut self, code: AttrValue) {
        self.close();
        if !self.has_result_chunk() {
            self.code = Some(code);
            return;
        }
        match shared::gate::open(self.content.catalogue(), &code) {
            Ok(shared) => {
                self.unpick();
                if let Some(part) = shared.part {
                    self.unfolded = self.unfolded.with(part as usize);
                }
                self.shared = Some(shared);
            }
            Err(problem) => self.link_problem = Some(problem),
        }
    }

    pub(super) fn close(&mut self) {
        // What was picked of one's own result outlives a change of the page's address.
        if self.shared.take().is_some() {
            self.unpick();
        }
        self.is_entering = false;
        self.code = None;
        self.link_problem = None;
        self.sharing = Sharing::Idle;
    }

    /// Changes how the shared result on show is shown.
    pub(super) fn view(&mut self, change: impl FnOnce(&mut Shared)) {
        if let Some(shared) = &mut self.shared {
            change(shared);
        }
    }
}
