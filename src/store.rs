//! Everything that changes while the app runs, and what can change it.

pub mod course;
mod earlier;
mod early;
mod effect;
mod keeping;
mod message;
mod opening;
mod place;
mod reduce;
mod result;
mod shared;
mod sharing;
mod shows;
mod sitting;
mod surroundings;
mod takes;
mod taking;
mod time;

use std::rc::Rc;

use assessment::id::{CountryIndex, ProfileIndex};
use assessment::link::LinkError;
use assessment::pace::Pace;
use assessment::session::{Phase, Session};
use yew::prelude::*;

pub use course::{Course, courses};
pub use earlier::{Earlier, read as read_earlier};
pub use early::{EARLY, early};
pub use effect::Effect;
pub use keeping::{Keeping, Notice};
pub use message::Message;
pub use place::Place;
pub use shared::Shared;
pub use sharing::{Scope, Sharing, result_address};
pub use shows::{Search, Section, Shows};
pub use sitting::goes_on;
pub use surroundings::Surroundings;
pub use takes::{Recipient, Takes, Unfit, Way};
pub use taking::Taking;

use crate::content::Content;
use crate::picked::{Picked, Wanted};

/// How it stands with the part of the Wasm that is loaded later: everything that a result needs, see [gates](crate#gates).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultChunk {
    /// It is here.
    #[default]
    Here,
    /// It is on its way.
    Coming,
    /// It couldn't be loaded.
    Failed,
}

/// Everything that changes while the app runs.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The catalogue and the texts on show.
    pub content: Content,
    /// The visitor's own sitting. A shared result never touches it.
    pub session: Session,
    /// How fast they answer.
    pub pace: Pace,
    /// The clock when the visitor last went on, in milliseconds.
    pub now: u64,
    /// The check has begun without the visitor, whose focus then stays where it is.
    pub began_by_itself: bool,
    /// The visitor wanted to go on without a response; the item then says what to do.
    pub response_missing: bool,
    /// The visitor is asked whether to start again.
    pub asks_restart: bool,
    /// The shared result on show, if there is one.
    pub shared: Option<Shared>,
    /// The visitor wants to enter a link by hand.
    pub is_entering: bool,
    /// The code that waits to be opened until what that needs is here.
    pub code: Option<AttrValue>,
    /// How it stands with what is loaded later.
    pub result_chunk: ResultChunk,
    /// Why the code in the address can't be opened, if it can't.
    pub link_problem: Option<LinkError>,
    /// The profile whose numbers are explained.
    pub explained: Option<ProfileIndex>,
    /// The parts that are open, by their places.
    pub unfolded: Picked,
    /// The folds in sight that were opened and so are made, by their places.
    pub made: Picked,
    /// The formats that suit.
    pub wanted: Wanted,
    /// The modules that the visitor would take.
    pub plan: Picked,
    /// The country that the visitor has chosen.
    pub country: Option<CountryIndex>,
    /// The country that the host page means.
    pub home: Option<CountryIndex>,
    /// What the host page says of results; see [`Takes::read`] and [`Shows::read`].
    pub said: AttrValue,
    /// The sitting whose result was handed over.
    pub handed: Option<Session>,
    /// Whether the answers were given for statistics, which is asked for once.
    pub has_donated: bool,
    /// What was to be taken along last, behind a `+` if it was made, else a `-`.
    pub taken: AttrValue,
    /// How far sharing got.
    pub sharing: Sharing,
    /// What the link to the result is to hold.
    pub scope: Scope,
    /// The results that are kept on the device, as [`read_earlier`] reads them.
    pub earlier: AttrValue,
    /// Which of them lies over the picture.
    pub laid: Option<u8>,
    /// Where the widget stands.
    pub surroundings: Surroundings,
    /// The courses that the host page offers.
    pub courses: Rc<[Course]>,
    /// Where the sitting is kept.
    pub keeping: Keeping,
    /// What has to be said about the saved sitting.
    pub notice: Option<Notice>,
    /// The visitor is asked whether to delete everything.
    pub asks_delete: bool,
    /// What the element's script was last promised to hear of once it is drawn.
    pub turn: u32,
}

impl Store {
    /// The folds in sight that are made from the beginning: natively all.
    const MADE: Picked = Picked::from_bits(if cfg!(target_arch = "wasm32") {
        0
    } else {
        u32::MAX
    });

    /// A fresh store.
    #[must_use]
    pub fn new(content: Content, session: Session) -> Self {
        Self {
            content,
            session,
            pace: Pace::default(),
            now: 0,
            began_by_itself: false,
            response_missing: false,
            asks_restart: false,
            shared: None,
            is_entering: false,
            code: None,
            result_chunk: ResultChunk::default(),
            link_problem: None,
            explained: None,
            unfolded: Picked::default(),
            made: Self::MADE,
            wanted: Wanted::default(),
            plan: Picked::default(),
            country: None,
            home: None,
            said: AttrValue::default(),
            handed: None,
            has_donated: false,
            taken: AttrValue::default(),
            sharing: Sharing::Idle,
            scope: Scope::default(),
            earlier: AttrValue::default(),
            laid: None,
            surroundings: Surroundings::default(),
            courses: Rc::default(),
            keeping: Keeping::default(),
            notice: None,
            asks_delete: false,
            turn: 0,
        }
    }

    /// Whether what is to be shown needs what isn't here yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        let is_needed = self.code.is_some() || self.on_show().phase == Phase::Result;
        is_needed && !self.has_result_chunk()
    }

    /// Whether all that a result needs is here: its code, and its texts.
    #[must_use]
    pub fn has_result_chunk(&self) -> bool {
        self.result_chunk == ResultChunk::Here && self.content.texts().are_complete()
    }

    /// Whether the last that was to be taken along is of one of these kinds, and couldn't be made.
    #[must_use]
    pub fn has_failed(&self, kinds: &[&str]) -> bool {
        taking::has_failed(&self.taken, kinds)
    }

    /// Whether the result on show was handed over as it is.
    #[must_use]
    pub fn is_handed_over(&self) -> bool {
        self.handed.as_ref() == Some(&self.session)
    }

    /// What the host page takes of a result.
    #[must_use]
    pub fn takes(&self) -> Takes {
        Takes::read(&self.said).0
    }

    /// What the host page wants of a result.
    #[must_use]
    pub fn shows(&self) -> Shows {
        Shows::read(&self.said).0
    }

    /// The sitting on show: the shared one, else the visitor's own.
    #[must_use]
    pub fn on_show(&self) -> &Session {
        self.shared
            .as_ref()
            .map_or(&self.session, |shared| &shared.session)
    }

    /// Forgets what was picked of a result.
    fn unpick(&mut self) {
        self.explained = None;
        self.unfolded = Picked::default();
        self.made = Self::MADE;
        self.wanted = Wanted::default();
        self.plan = Picked::default();
        self.scope = Scope::default();
        self.laid = None;
    }
}
