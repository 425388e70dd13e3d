//! A result that somebody shared, or the visitor's own from earlier.

use assessment::Catalogue;
use assessment::link::{self, LinkError, Opened};
use assessment::session::{Phase, Session};
use yew::prelude::*;

use crate::picked::Part;

pub(super) mod gate {
    //! See [gates](crate#gates).

    use assessment::Catalogue;
    use assessment::link::LinkError;

    use super::Shared;

    gates! {
        /// What a result code says.
        ///
        /// # Errors
        /// See [`LinkError`].
        "0005" pub(in crate::store) fn open(catalogue: &Catalogue, code: &str) -> Result<Shared, LinkError> {
            Shared::open(catalogue, code)
        }
    }
}

/// A result that somebody shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What it says, as a sitting at its result; of a summary only what it is aimed at.
    pub session: Session,
    /// The code, if it holds no answers but only what they come to. It is read where that is drawn.
    pub summary: Option<AttrValue>,
    /// The part that its link leads into.
    pub part: Option<Part>,
    /// Whether the catalogue was revised since, so that answers are scored as of today.
    pub is_rescored: bool,
    /// Whether it is shown beside the visitor's own.
    pub is_compared: bool,
    /// Whether the visitor says that it is their own from earlier.
    pub is_earlier: bool,
}

impl Shared {
    /// What a code says.
    ///
    /// # Errors
    /// See [`LinkError`].
    pub fn open(catalogue: &Catalogue, code: &str) -> Result<Self, LinkError> {
        let (session, summary, is_rescored) = match link::open_any(catalogue, code)? {
            Opened::Answers(shared) => {
                let is_rescored = shared.is_rescored;
                (shared.session(), None, is_rescored)
            }
            Opened::Summary(opened) => {
                let summary = &opened.summary;
                let tier = catalogue.profile(summary.target).tier;
                let mut session = Session::new(catalogue, summary.family, Some(tier));
                session.phase = Phase::Result;
                (session, Some(code.to_owned().into()), false)
            }
        };
        // A summary has no parts.
        let named = code.split_once('/').filter(|_| summary.is_none());
        let part = named.and_then(|(_, name)| Part::named(name));
        Ok(Self {
            session,
            summary,
            part,
            is_rescored,
            is_compared: false,
            is_earlier: false,
        })
    }
}
