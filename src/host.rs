//! What a widget may call of its element's script, and what it is handed by it: the other half of the crossing is
//! `bridge`.

#![allow(
    missing_docs,
    reason = "wasm-bindgen adds to enums what it has no words for; the contract asks for all that is written here"
)]

use wasm_bindgen::prelude::*;
use web_sys::Element;

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
    /// All is drawn that was asked for up to the one with this number: see `Widget::turn`.
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
