//! What a result changes in the state, which is loaded with it.

use yew::prelude::*;

use super::{Intent, Sharing, Store};

impl Store {
    /// Takes what comes from a result, or is said for one; see [`crate::later::gate::take`].
    pub(crate) fn take_of_result(&mut self, intent: Intent) {
        match intent {
            Intent::AskRestart(asks_restart) => self.asks_restart = asks_restart,
            Intent::Explain(explained) => self.explained = explained,
            Intent::Unfold(part) => self.unfolded = self.unfolded.toggled(part as usize),
            Intent::Make(place) => self.made = self.made.with(place.into()),
            Intent::Format(format) => {
                self.wanted.formats = self.wanted.formats.toggled(format.get());
            }
            Intent::Trait(one) => self.wanted.traits = self.wanted.traits.toggled(one as usize),
            Intent::Need(need) => self.wanted.needs = self.wanted.needs.toggled(need as usize),
            Intent::Kind(kind) => self.wanted.kinds = self.wanted.kinds.toggled(kind),
            Intent::Country(country) => self.country = Some(country),
            Intent::Around(home, said) => {
                self.home = home;
                self.said = said;
            }
            Intent::Tick(module) => self.plan = self.plan.toggled(module.get()),
            Intent::Plan(plan) => self.plan = plan,
            Intent::Compare(is_compared) => self.view(|shared| shared.is_compared = is_compared),
            Intent::Earlier(is_earlier) => self.view(|shared| shared.is_earlier = is_earlier),
            Intent::Courses(courses) => self.courses = courses,
            Intent::Taken(taken) => {
                match &*taken {
                    "+handover send" => self.handed = Some(self.session.clone()),
                    "+donate send" => self.has_donated = true,
                    _ => {}
                }
                self.taken = taken;
            }
            Intent::Scope(scope) => {
                self.scope = scope;
                self.sharing = Sharing::Idle;
                self.taken = AttrValue::default();
            }
            Intent::Results(earlier) => {
                self.earlier = earlier;
                self.laid = None;
            }
            Intent::Lay(laid) => self.laid = laid,
            _ => {}
        }
    }
}
