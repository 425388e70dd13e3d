//! Sharing a result: what its link holds, where it leads, and how far that got.

use assessment::link::{self, LinkError};
use assessment::session::Session;
use assessment::summary::Summary;
use yew::prelude::*;

use super::Store;
use crate::content::Content;
use crate::picked::Part;

/// What a result link holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything that was answered; it may open a part of the result.
    Answers(Option<Part>),
    /// What the result comes to.
    Summary,
}

impl Default for Scope {
    fn default() -> Self {
        Self::Answers(None)
    }
}

impl Scope {
    /// The code of a result.
    fn code(self, content: &Content, session: &Session) -> Result<String, LinkError> {
        let catalogue = content.catalogue();
        match self {
            Self::Summary => Ok(link::encode_summary(
                catalogue,
                &Summary::of(catalogue, session),
            )),
            Self::Answers(part) => {
                let mut code = link::encode_session(catalogue, session)?;
                if let Some(part) = part {
                    code.push('/');
                    code.push_str(part.name());
                }
                Ok(code)
            }
        }
    }
}

/// How far sharing got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Nothing was tried.
    #[default]
    Idle,
    /// The link is on the clipboard.
    Copied,
    /// The clipboard is closed to us; the link is selected for the visitor to copy.
    CopyFailed,
    /// A QR code: how many modules it is wide, and the path that fills the dark ones.
    Qr(u32, AttrValue),
}

/// The address of a result: the page that is to show it, with the code in its fragment.
///
/// `page` may have a fragment of its own, which stays; `id` is the widget's on that page. Without a
/// code (the catalogue is too large for one) there is no address.
#[must_use]
pub fn result_address(
    page: &str,
    id: Option<&str>,
    content: &Content,
    session: &Session,
    scope: Scope,
) -> Option<String> {
    let (base, fragment) = page.split_once('#').unwrap_or((page, ""));
    let code = scope.code(content, session).ok()?;
    Some([base, "#", &link::with_code(fragment, id, &code)].concat())
}

impl Store {
    /// The part that the link of the result on show leads into, by its id.
    #[must_use]
    pub fn leads(&self) -> Option<&'static str> {
        self.shared.as_ref()?.part.map(Part::id)
    }
}
