//! The screens, as functions of state. No view reads the browser, so each also renders natively.

pub mod handover;
pub mod item;
pub mod keep;
pub mod link;
pub mod part;
pub mod result;
pub mod share;
pub mod start;
pub mod take;
pub mod waiting;

use assessment::Catalogue;
use assessment::session::{Action, Phase, Session};
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use crate::content::{Content, Locale};
use crate::store::{Message, Store};

/// How much of a result is drawn. It is long, so it comes in steps: what is in sight is on the screen
/// before what is closed is made, one part after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Depth {
    /// What is in sight.
    Beginning,
    /// And the areas, closed or not.
    Areas,
    /// And all profiles.
    Profiles,
    /// And the plan.
    Plan,
    /// All of it.
    Whole,
}

impl Depth {
    /// That of a screen that is drawn for the first time. Natively there are no steps.
    pub const FIRST: Self = if cfg!(target_arch = "wasm32") {
        Self::Beginning
    } else {
        Self::Whole
    };

    /// The next step.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Beginning => Self::Areas,
            Self::Areas => Self::Profiles,
            Self::Profiles => Self::Plan,
            Self::Plan | Self::Whole => Self::Whole,
        }
    }
}

/// What a screen is made from.
pub struct View<'a> {
    /// All that changes.
    pub store: &'a Store,
    /// The sitting on show: a shared one, or the visitor's own.
    pub session: &'a Session,
    /// The locales on offer.
    pub locales: &'a [Locale],
    /// How much of a result to draw.
    pub depth: Depth,
    /// The heading of the screen, which takes the focus when the screen changes.
    pub heading: &'a NodeRef,
    /// Takes what the visitor wants.
    pub on: &'a Callback<Message>,
    /// Takes keys pressed on an item.
    pub on_key: &'a Callback<KeyboardEvent>,
}

impl View<'_> {
    /// The catalogue and its texts.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.store.content
    }

    /// The catalogue.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.content().catalogue()
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        self.content().texts()
    }

    /// A string of the interface.
    #[must_use]
    pub fn text(&self, key: TextKey) -> &str {
        self.texts().get(key)
    }

    /// The same with so much of a result drawn.
    #[must_use]
    pub const fn at(&self, depth: Depth) -> Self {
        Self { depth, ..*self }
    }

    /// A handler that changes the session.
    pub fn act<E: 'static>(&self, action: Action) -> Callback<E> {
        self.send(Message::Act(action))
    }

    /// A handler that asks for something.
    pub fn send<E: 'static>(&self, message: Message) -> Callback<E> {
        self.on.reform(move |_| message.clone())
    }
}

/// The screen of the session's phase.
pub fn screen(view: &View<'_>) -> Html {
    if view.store.waits() {
        return waiting::waiting(view);
    }
    match view.session.phase {
        Phase::Start => start::start(view),
        Phase::Item { item, revisit } => item::item(view, item, revisit),
        Phase::Result => result::gate::result(view),
    }
}
