//! Where the widget stands.

use assessment::ladder::Ladder;
use yew::prelude::*;

/// Where results are shared from and what sharing can use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The address of the page that result links lead to.
    pub page: AttrValue,
    /// The widget's id on that page, if it has one.
    pub id: Option<AttrValue>,
    /// Whether the system has a share dialogue.
    pub can_share: bool,
    /// Whether the browser can't print, as those inside of apps often can't.
    pub no_print: bool,
    /// Whether the host page wants the short way first.
    pub is_quick: bool,
    /// How the host page wants items asked, where the visitor hasn't chosen.
    pub ladder: Ladder,
    /// The areas that the host page leaves out, see [`Asking::left_out`](assessment::ladder::Asking::left_out).
    pub left_out: u16,
}

impl Surroundings {
    /// The address of the page as others may see it: of a file on a computer nothing.
    #[must_use]
    pub fn web_page(&self) -> &str {
        let is_web = ["http://", "https://"]
            .iter()
            .any(|scheme| self.page.starts_with(scheme));
        if is_web { &self.page } else { "" }
    }
}
