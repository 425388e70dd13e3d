//! What only the element's script can do.

use yew::prelude::*;

use super::Taking;

/// What the element's script does for the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Load another locale; it comes back as content.
    Locale(AttrValue),
    /// Show a section of the screen, by the id of its heading, which takes the focus.
    GoTo(&'static str),
    /// Put a result link on the clipboard.
    Copy(AttrValue),
    /// Load what a result needs.
    Later,
    /// Offer to the system's share dialogue what is said of a result, and in the last line the link to it.
    Share(AttrValue),
    /// Draw the result as a picture to share, and share or save it.
    Card(Card),
    /// Draw a result link as a QR code.
    Qr(AttrValue),
    /// Tell the host page that a result link was given to the mail program.
    Mailed(AttrValue),
    /// Print the result or make a file of it.
    Take(Taking),
    /// Open the link that the visitor has entered.
    Open,
    /// Take the result code out of the address.
    CloseLink,
    /// Keep the sitting on the device, or only in the tab.
    Remember(bool),
    /// Keep the result of a code on the device.
    KeepResult(AttrValue),
    /// No longer keep it.
    DropResult(AttrValue),
    /// Delete everything that was ever kept.
    Delete,
    /// The visitor has decided about the other window's state.
    Decided,
    /// Have what isn't drawn yet drawn two frames' time later, when what was drawn is on the screen.
    Draw,
}

/// What is to be done with the picture of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Show it as the form says now.
    Draw,
    /// Pass it on by the system's dialogue, or save it where there is none.
    Share,
    /// Save it.
    Save,
}

impl Card {
    /// The name by which the element's script knows it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draw => "draw",
            Self::Share => "share",
            Self::Save => "save",
        }
    }
}
