//! The screens, as functions of state. No view reads the browser, so each also renders natively.

pub mod icon;
pub mod item;
pub mod part;
pub mod result;
pub mod start;

use assessment::Catalogue;
use assessment::session::{Action, Phase, Session};
use assessment::text::{Message, Texts};
use yew::prelude::*;

use crate::app::{Intent, Locale};
use crate::content::Content;

/// What a screen is made from.
pub struct View<'a> {
    /// The catalogue and its texts.
    pub content: &'a Content,
    /// The sitting.
    pub session: &'a Session,
    /// The locales on offer.
    pub locales: &'a [Locale],
    /// Whether the item says that a response is missing.
    pub response_missing: bool,
    /// Whether the visitor is asked to confirm a fresh start.
    pub asks_restart: bool,
    /// The heading of the screen, which takes the focus when the screen changes.
    pub heading: &'a NodeRef,
    /// Takes what the visitor wants.
    pub on: &'a Callback<Intent>,
    /// Takes keys pressed on an item.
    pub on_key: &'a Callback<KeyboardEvent>,
}

impl View<'_> {
    /// The catalogue.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.content.catalogue()
    }

    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        self.content.texts()
    }

    /// A string of the interface.
    #[must_use]
    pub fn text(&self, message: Message) -> &str {
        self.texts().get(message)
    }

    /// A handler that changes the session.
    pub fn act<E: 'static>(&self, action: Action) -> Callback<E> {
        self.intend(Intent::Act(action))
    }

    /// A handler that asks for something.
    pub fn intend<E: 'static>(&self, intent: Intent) -> Callback<E> {
        self.on.reform(move |_| intent.clone())
    }
}

/// The screen of the session's phase.
#[must_use]
pub fn screen(view: &View<'_>) -> Html {
    match view.session.phase {
        Phase::Start => start::start(view),
        Phase::Item { item, revisit } => item::item(view, item, revisit),
        Phase::Result => result::result(view),
    }
}
