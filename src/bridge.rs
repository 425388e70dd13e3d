//! The one crossing between a widget and its element's script, typed both ways: [`Widget`] is what the script may
//! call, [`Host`] what the widget may.
//!
//! The scripts' side is held to this one by the compiler of TypeScript: `cargo xtask contract` writes
//! `tools/types/bridge.d.ts` from this file, and a name that only one side knows fails `lint`. Should one be called
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
use crate::later::gate;
use crate::store::{Intent, Keeping, Later, Notice, Place, Sharing};

#[wasm_bindgen]
extern "C" {
    /// The element of a widget, as far as the widget calls it. Nothing that it does is thrown back.
    #[derive(Clone)]
    pub type Host;

    /// Loads another locale; it comes back as content.
    #[wasm_bindgen(method)]
    pub fn locale(this: &Host, tag: &str);
    /// Shows a section of the screen, by the id of its heading, which takes the focus.
    #[wasm_bindgen(method, js_name = "goTo")]
    pub fn go_to(this: &Host, heading: &str);
    /// Puts a result link on the clipboard.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, address: &str);
    /// Loads what a result needs.
    #[wasm_bindgen(method)]
    pub fn later(this: &Host);
    /// Offers to the system's share dialogue what is said of a result, and in the last line the link to it.
    #[wasm_bindgen(method)]
    pub fn share(this: &Host, message: &str);
    /// A result link was given to the mail program.
    #[wasm_bindgen(method)]
    pub fn mailed(this: &Host, address: &str);
    /// Makes something of the result that is taken along, or kept: see [`Taking`](crate::store::Taking).
    #[wasm_bindgen(method)]
    pub fn take(this: &Host, what: &str);
    /// Opens the link that the visitor has entered.
    #[wasm_bindgen(method)]
    pub fn open(this: &Host);
    /// Takes the result code out of the address.
    #[wasm_bindgen(method)]
    pub fn close(this: &Host);
    /// Keeps the sitting there from now on.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, place: Kept);
    /// Deletes everything that was ever kept.
    #[wasm_bindgen(method)]
    pub fn delete(this: &Host);
    /// The visitor has decided about the other window's state.
    #[wasm_bindgen(method)]
    pub fn decided(this: &Host);
    /// A step of a result is drawn, and not the last: opens in it what was open before.
    #[wasm_bindgen(method)]
    pub fn steps(this: &Host);
    /// Keeps the record of a sitting; without one there is nothing to keep.
    #[wasm_bindgen(method)]
    pub fn save(this: &Host, record: Option<String>);
    /// The record can't be read, for this reason.
    #[wasm_bindgen(method)]
    pub fn unreadable(this: &Host, code: &str);
    /// Tells who runs the page, in the console.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Host, text: &str);
    /// The code in the address can't be opened, for this reason.
    #[wasm_bindgen(method)]
    pub fn problem(this: &Host, code: &str);
    /// The sitting has begun.
    #[wasm_bindgen(method)]
    pub fn begun(this: &Host);
    /// The visitor has gone on from an item.
    #[wasm_bindgen(method)]
    pub fn item(this: &Host);
    /// So many items are answered, of so many.
    #[wasm_bindgen(method)]
    pub fn progress(this: &Host, answered: u32, total: u32);
    /// The sitting stood at one screen and stands at another, each by its number of 16 bits, the former first.
    #[wasm_bindgen(method)]
    pub fn moved(this: &Host, both: u32);
    /// A result is shown; `detail` is JSON, what the page learns of it. One that was saved with its sitting is
    /// restored.
    #[wasm_bindgen(method)]
    pub fn result(this: &Host, detail: &str, restored: bool);
    /// All is drawn that was asked for up to the one with this number: see [`Widget::turn`].
    #[wasm_bindgen(method)]
    pub fn shown(this: &Host, turn: u32);
}

#[wasm_bindgen]
extern "C" {
    /// What a widget begins with.
    pub type Setup;

    /// The element, whose attributes the widget reads.
    #[wasm_bindgen(method, getter)]
    pub fn element(this: &Setup) -> Element;
    /// The locales on offer, in lines of tag and name in turn.
    #[wasm_bindgen(method, getter)]
    pub fn locales(this: &Setup) -> String;
    /// The record that an earlier widget told to save; it counts more than the attributes.
    #[wasm_bindgen(method, getter)]
    pub fn record(this: &Setup) -> Option<String>;
    /// The page's fragment, which may hold a result code.
    #[wasm_bindgen(method, getter)]
    pub fn fragment(this: &Setup) -> String;
}

#[wasm_bindgen]
extern "C" {
    /// Where a widget stands, beside what the attributes of its element say.
    pub type Standing;

    /// The page that result links lead to.
    #[wasm_bindgen(method, getter)]
    pub fn page(this: &Standing) -> String;
    /// Whether the system has a share dialogue.
    #[wasm_bindgen(method, getter)]
    pub fn shares(this: &Standing) -> bool;
    /// Whether the browser can print.
    #[wasm_bindgen(method, getter)]
    pub fn prints(this: &Standing) -> bool;
    /// Whether the page wants the short way first.
    #[wasm_bindgen(method, getter)]
    pub fn quick(this: &Standing) -> bool;
    /// Whether it wants all levels of an item at once.
    #[wasm_bindgen(method, getter)]
    pub fn whole(this: &Standing) -> bool;
}

/// Where a sitting is kept, besides in memory.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Kept {
    /// On the device.
    Local = "local",
    /// In the tab.
    Session = "session",
    /// Nowhere: the browser refuses.
    Refused = "refused",
    /// Nowhere, as the page wishes.
    None = "none",
}

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
            Word::Start => Intent::Begin,
            Word::Autostart => Intent::Autostart,
            Word::Restart => Intent::Act(Action::Restart),
            Word::Reset => Intent::Reset,
            Word::NoLocale => Intent::Notice(Some(Notice::NoLocale)),
            Word::Deleted => Intent::Delete,
            Word::AllDeleted => Intent::Notice(Some(Notice::Deleted)),
            Word::NotDeleted => Intent::Notice(Some(Notice::NotDeleted)),
            Word::Later => Intent::Later(Later::Here),
            Word::NoLater => Intent::Later(Later::Failed),
            Word::Copied => Intent::Told(Sharing::Copied),
            Word::NotCopied => Intent::Told(Sharing::CopyFailed),
            Word::__Invalid => return self.0.host.warn("a word that the widget doesn't know"),
        });
    }

    /// Says where the sitting is kept now.
    pub fn kept(&self, place: Kept) {
        self.0.dispatch(Intent::Kept(match place {
            Kept::Local => Keeping::Device,
            Kept::Session => Keeping::Tab,
            Kept::Refused => Keeping::Refused,
            _ => Keeping::Nothing,
        }));
    }

    /// Goes to the screen with this number: the browser's history leads there.
    pub fn lead(&self, place: u32) {
        self.0.dispatch(Intent::Lead(Place::from_number(place)));
    }

    /// Says how taking something along went: `+` or `-`, and what [`Host::take`] was called with.
    pub fn taken(&self, how: String) {
        self.0.dispatch(Intent::Taken(how.into()));
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
        match gate::courses(check.content.catalogue(), list) {
            Some(courses) => check.dispatch(Intent::Courses(courses)),
            None => check.host.warn("courses that can't be read"),
        }
    }

    /// Hands over the results that are kept on the device, as `embed/stored-results.js` keeps them.
    pub fn earlier(&self, text: String) {
        self.0.dispatch(Intent::Results(text.into()));
    }

    /// Takes what the attributes say of what a result leads to, on a page in this language. Only once what is loaded
    /// later is there.
    pub fn around(&self, language: &str) {
        let check = &self.0;
        let (catalogue, element) = (check.content.catalogue(), &check.element);
        check.dispatch(gate::around(catalogue, element, language, &check.host));
    }

    /// Shows the result whose code is in the page's fragment under the element's id; without one,
    /// the visitor's own check.
    pub fn open_fragment(&self, fragment: &str) {
        self.0.open_fragment(fragment);
    }

    /// Shows the result of a code.
    pub fn open_code(&self, code: String) {
        self.0.dispatch(Intent::OpenCode(code.into()));
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
            .dispatch(Intent::Told(Sharing::Qr(width, path.into())));
    }

    /// What is taken along of the result on show, on this day; see [`crate::files::made`] for what it is of each
    /// kind. Nothing before anything was shown.
    pub fn made(&self, kind: &str, date: &str, bytes: &[u8], text: &str) -> Option<String> {
        gate::made(&*self.0.complete()?, kind, date, bytes, text)
    }

    /// Says what to call the next that is drawn: the script is told once everything done until now is.
    pub fn turn(&self, turn: u32) {
        self.0.dispatch(Intent::Turn(turn));
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
