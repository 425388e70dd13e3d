//! Results that the visitor has kept on the device, to see later what has changed.

use assessment::Catalogue;
use assessment::link::Codec;
use assessment::session::Session;
use yew::prelude::*;

/// A result of an earlier day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The day, `YYYY-MM-DD`.
    pub day: AttrValue,
    /// Its code, which holds the answers.
    pub code: AttrValue,
    /// What it says, as a sitting at its result.
    pub session: Session,
}

/// The results in a text as `embed/stored-results.js` keeps it: of each the day, `=` and the code, apart by blanks.
/// What can't be read here is left out, and stays where it lies.
#[must_use]
pub fn read(catalogue: &Catalogue, text: &str) -> Vec<Earlier> {
    let codec = Codec::new(catalogue);
    let entries = text.split(' ').filter_map(|entry| {
        let (day, code) = entry.split_once('=')?;
        let session = codec.decode(code).ok()?.session();
        Some(Earlier {
            day: day.to_owned().into(),
            code: code.to_owned().into(),
            session,
        })
    });
    entries.collect()
}
