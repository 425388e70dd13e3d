//! What the element's script may call of a widget: [`Widget`]. What the widget may call of it is [`Host`].
//!
//! The scripts' side is held to both by the compiler of TypeScript: `cargo xtask contract` writes
//! `tools/types/bridge.d.ts` from these two files, and a name that only one side knows fails `lint`. Should one be called
//! all the same, `embed/effects.js` refuses the call with a word in the console, and a [`Word`] that nobody knows is
//! refused here; neither reaches the page.

#![allow(
    missing_docs,
    reason = "wasm-bindgen adds to enums what it has no words for; the contract asks for all that is written here"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "what comes from the script comes as values"
)]

use assessment::session::Action;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::element::{self, Check};
use crate::files;
use crate::host::{Host, Kept, Setup, Standing};
use crate::store::{self, Keeping, Message, Notice, Place, ResultChunk, Sharing};

/// What the script has to say in a word.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Word {
    /// Begins with the first item without a response.
    Start = "start",
    /// The same by itself, for a check that hasn't begun.
    Autostart = "autostart",
    /// Deletes all responses and shows the start.
    Restart = "restart",
    /// Begins afresh, as for somebody else.
    Reset = "reset",
    /// Another locale couldn't be loaded.
    NoLocale = "no-locale",
    /// Everything was deleted, elsewhere.
    Deleted = "deleted",
    /// Everything was deleted at last.
    AllDeleted = "all-deleted",
    /// Not everything could be deleted yet.
    NotDeleted = "not-deleted",
    /// What is loaded later is here.
    Later = "later",
    /// What is loaded later couldn't be loaded.
    NoLater = "no-later",
    /// A link is on the clipboard.
    Copied = "copied",
    /// The clipboard is closed to us.
    NotCopied = "not-copied",
}

mod gate {
    //! See [gates](crate#gates).

    use assessment::link;

    gates! {
        /// The code in what somebody entered, fit for a fragment.
        "000c" pub(super) fn entered(text: &str) -> String {
            link::from_text(text)
        }
    }
}

/// One check on the page.
#[wasm_bindgen]
pub struct Widget(Check);

#[wasm_bindgen]
impl Widget {
    /// Mounts a check into `place`. `later` says that what is loaded later is there, and that `catalogue` is whole.
    /// Without it only the first part of a catalogue is read, and believed: it has to be one of this build's.
    ///
    /// # Errors
    /// A text `code: message` if the catalogue can't be used.
    #[wasm_bindgen(constructor)]
    pub fn new(
        place: Element,
        catalogue: &[u8],
        later: bool,
        host: Host,
        setup: &Setup,
    ) -> Result<Widget, JsValue> {
        Check::mount(place, catalogue, later, host, setup).map(Self)
    }

    /// Shows another locale or another catalogue, or the same with the texts of the result; `later` as
    /// for [`Widget::new`].
    ///
    /// # Errors
    /// As [`Widget::new`]; what is shown stays then.
    pub fn show(&mut self, catalogue: &[u8], later: bool) -> Result<(), JsValue> {
        self.0.show(catalogue, later)
    }

    /// Aims at the family and level that the attributes say now.
    pub fn aim(&self) {
        self.0.aim();
    }

    /// Takes what the script has to say in a word.
    pub fn tell(&self, word: Word) {
        self.0.dispatch(match word {
            Word::Start => Message::Begin,
            Word::Autostart => Message::Autostart,
            Word::Restart => Message::Act(Action::Restart),
            Word::Reset => Message::Reset,
            Word::NoLocale => Message::Notice(Some(Notice::NoLocale)),
            Word::Deleted => Message::Delete,
            Word::AllDeleted => Message::Notice(Some(Notice::Deleted)),
            Word::NotDeleted => Message::Notice(Some(Notice::NotDeleted)),
            Word::Later => Message::ResultChunk(ResultChunk::Here),
            Word::NoLater => Message::ResultChunk(ResultChunk::Failed),
            Word::Copied => Message::Sharing(Sharing::Copied),
            Word::NotCopied => Message::Sharing(Sharing::CopyFailed),
            Word::__Invalid => return self.0.host.warn("a word that the widget doesn't know"),
        });
    }

    /// Says where the sitting is kept now.
    pub fn kept(&self, place: Kept) {
        self.0.dispatch(Message::Kept(match place {
            Kept::Local => Keeping::Device,
            Kept::Session => Keeping::Tab,
            Kept::Refused => Keeping::Refused,
            _ => Keeping::Nothing,
        }));
    }

    /// Goes to the screen with this number: the browser's history leads there.
    pub fn lead(&self, place: u32) {
        self.0.dispatch(Message::Lead(Place::from_number(place)));
    }

    /// Says how taking something along went: `+` or `-`, and what [`Host::take`] was called with.
    pub fn taken(&self, how: String) {
        self.0.dispatch(Message::Taken(how.into()));
    }

    /// Does again what was done on the first screens before; see [`crate::store::early`].
    pub fn early(&self, act: u8, value: u8) {
        self.0.early(act, value);
    }

    /// Says where the widget stands, and that the attributes of its element may say something else.
    pub fn stand(&self, standing: &Standing) {
        self.0.stand(standing);
    }

    /// The ids of the modules, which the host page's courses have to name, in lines; none before
    /// what is loaded later is there.
    pub fn modules(&self) -> String {
        self.0.modules()
    }

    /// Takes the courses that the host page offers: JSON, a list of those that can be shown. Only once what is loaded
    /// later is there.
    pub fn courses(&self, list: &str) {
        let check = &self.0;
        match store::course::gate::courses(check.content.catalogue(), list) {
            Some(courses) => check.dispatch(Message::Courses(courses)),
            None => check.host.warn("courses that can't be read"),
        }
    }

    /// Hands over the results that are kept on the device, as `embed/stored-results.js` keeps them.
    pub fn earlier(&self, text: String) {
        self.0.dispatch(Message::Results(text.into()));
    }

    /// Takes what the attributes say of what a result leads to, on a page in this language. Only once what is loaded
    /// later is there.
    pub fn around(&self, language: &str) {
        let check = &self.0;
        let (catalogue, element) = (check.content.catalogue(), &check.element);
        check.dispatch(element::attributes::gate::around(
            catalogue,
            element,
            language,
            &check.host,
        ));
    }

    /// Shows the result whose code is in the page's fragment under the element's id; without one,
    /// the visitor's own check.
    pub fn open_fragment(&self, fragment: &str) {
        self.0.open_fragment(fragment);
    }

    /// Shows the result of a code.
    pub fn open_code(&self, code: String) {
        self.0.dispatch(Message::OpenCode(code.into()));
    }

    /// The code in what was entered, which may be a link or a message with one, for whichever widget;
    /// fit for a fragment. Nothing before what is loaded later is there.
    pub fn entered(&self, text: &str) -> Option<String> {
        self.0.complete()?;
        Some(gate::entered(text))
    }

    /// Hands over a QR code, as its width in modules and the path of the dark ones.
    pub fn drawn(&self, width: u32, path: String) {
        self.0
            .dispatch(Message::Sharing(Sharing::Qr(width, path.into())));
    }

    /// What is taken along of the result on show, on this day; see [`crate::files::made`] for what it is of each
    /// kind. Nothing before anything was shown.
    pub fn made(&self, kind: &str, date: &str, bytes: &[u8], text: &str) -> Option<String> {
        files::gate::made(&*self.0.complete()?, kind, date, bytes, text)
    }

    /// Says what to call the next that is drawn: the script is told once everything done until now is.
    pub fn turn(&self, turn: u32) {
        self.0.dispatch(Message::Turn(turn));
    }

    /// Offers the record that another window has kept. One that can't be read here is no offer.
    pub fn offer(&self, saved: &str) {
        self.0.offer(saved);
    }
}

/// What was answered, in words, for a visitor who wants to take it along: the items with the
/// chosen anchors, and the record itself. Nothing if either can't be read.
#[wasm_bindgen]
pub fn in_words(catalogue: &[u8], saved: &str) -> Option<String> {
    element::in_words(catalogue, saved)
}
