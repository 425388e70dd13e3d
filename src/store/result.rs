//! What a result changes in the state, which is loaded with it.

use yew::prelude::*;

use super::{Message, Sharing, Store};

pub(super) mod gate {
    //! See [gates](crate#gates).

    use crate::store::{Message, Store};

    gates! {
        /// What a result changes; see [`Store::take_of_result`].
        "0004" pub(in crate::store) fn take(store: &mut Store, message: Message) {
            store.take_of_result(message);
        }
    }
}

impl Store {
    /// Takes what comes from a result, or is said for one; see [`gate::take`].
    fn take_of_result(&mut self, message: Message) {
        match message {
            Message::AskRestart(asks_restart) => self.asks_restart = asks_restart,
            Message::Explain(explained) => self.explained = explained,
            Message::Unfold(part) => self.unfolded = self.unfolded.toggled(part as usize),
            Message::Make(place) => self.made = self.made.with(place.into()),
            Message::Format(format) => {
                self.wanted.formats = self.wanted.formats.toggled(format.get());
            }
            Message::Trait(one) => self.wanted.traits = self.wanted.traits.toggled(one as usize),
            Message::Need(need) => self.wanted.needs = self.wanted.needs.toggled(need as usize),
            Message::Kind(kind) => self.wanted.kinds = self.wanted.kinds.toggled(kind),
            Message::Country(country) => self.country = Some(country),
            Message::Around(home, said) => {
                self.home = home;
                self.said = said;
            }
            Message::Tick(module) => self.plan = self.plan.toggled(module.get()),
            Message::Plan(plan) => self.plan = plan,
            Message::Compare(is_compared) => self.view(|shared| shared.is_compared = is_compared),
            Message::Earlier(is_earlier) => self.view(|shared| shared.is_earlier = is_earlier),
            Message::Courses(courses) => self.courses = courses,
            Message::Taken(taken) => {
                match &*taken {
                    "+handover send" => self.handed = Some(self.session.clone()),
                    "+donate send" => self.has_donated = true,
                    _ => {}
                }
                self.taken = taken;
            }
            Message::Scope(scope) => {
                self.scope = scope;
                self.sharing = Sharing::Idle;
                self.taken = AttrValue::default();
            }
            Message::Results(earlier) => {
                self.earlier = earlier;
                self.laid = None;
            }
            Message::Lay(laid) => self.laid = laid,
            _ => {}
        }
    }
}
