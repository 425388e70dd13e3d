//! The state after a message.

use std::rc::Rc;

use assessment::session::Action;
use yew::prelude::*;

use super::{Message, Notice, Store, result};

impl Store {
    /// The state after a message.
    #[must_use]
    pub fn reduce(self: Rc<Self>, message: Message) -> Rc<Self> {
        let mut next = (*self).clone();
        next.take(message);
        next.adopt_asking();
        if next == *self { self } else { Rc::new(next) }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Act(action) => self.act(action),
            Message::Clock(now) => self.now = now,
            Message::Aim(family, level) => self.aim(family, level),
            Message::Begin => self.act(self.start()),
            Message::Autostart => self.autostart(),
            Message::Show(content) => self.show(content),
            Message::OpenCode(code) => self.open(code),
            Message::CloseShared => self.close(),
            Message::GoOn => self.go_on(),
            Message::Lead(place) => {
                self.unfolded = place.parts;
                self.act(Action::Return(place.phase));
            }
            Message::Enter(is_entering) => self.is_entering = is_entering,
            Message::Stand(surroundings) => self.surroundings = surroundings,
            Message::Sharing(sharing) => {
                self.sharing = sharing;
                self.taken = AttrValue::default();
            }
            Message::Kept(keeping) => self.kept(keeping),
            Message::Notice(notice) => self.noticed(notice),
            Message::TakeOver => self.take_over(),
            Message::AskDelete(asks_delete) => self.asks_delete = asks_delete,
            Message::Delete => {
                self.act(Action::Restart);
                self.earlier = AttrValue::default();
                self.notice = Some(Notice::Deleted);
            }
            Message::Reset => self.reset(),
            Message::ResultChunk(result_chunk) => self.set_result_chunk(result_chunk),
            Message::Turn(turn) => self.turn = turn,
            Message::Draw | Message::Effect(_) => {}
            // The rest comes from a result, or is said for one.
            _ if self.has_result_chunk() => result::gate::take(self, message),
            _ => {}
        }
    }
}
