//! What is asked of the page.

use yew::prelude::*;

use super::Taking;

/// What the store asks of the page: what only the element's script can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Load another locale; it comes back as content.
    Locale(AttrValue),
    /// Show a section of the screen, by the id of its heading, which takes the focus.
    GoTo(&'static str),
    /// Put a result link on the clipboard.
    Copy(AttrValue),
    /// Load what a result needs.
    LoadResultChunk,
    /// Offer to the system's share dialogue what is said of a result, and in the last line the link to it.
    Share(AttrValue),
    /// Tell the host page that a result link was given to the mail program.
    Mailed(AttrValue),
    /// Make something of the result that is taken along, or kept.
    Take(Taking),
    /// Open the link that the visitor has entered.
    Open,
    /// Take the result code out of the address.
    CloseLink,
    /// Keep the sitting on the device, or only in the tab.
    Remember(bool),
    /// Delete everything that was ever kept.
    Delete,
    /// The visitor has decided about the other window's state.
    Decided,
    /// A step of a result is drawn, and not the last: open in it what was open before.
    Steps,
}
