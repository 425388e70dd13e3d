//! What is taken along of a result: on paper, as files and pictures, on the device, to somebody else.

use yew::prelude::*;

/// Something that the element's script is to make of a result: its kind, and after a blank what else has to be
/// known. Files have their ending as their kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking(AttrValue);

impl Taking {
    /// On paper, or as a PDF.
    pub const PRINT: Self = Self::of("print");
    /// Everything, for programs.
    pub const JSON: Self = Self::of("json");
    /// The responses, for spreadsheets.
    pub const CSV: Self = Self::of("csv");
    /// The areas as a drawing.
    pub const SVG: Self = Self::of("svg");
    /// The areas as pixels.
    pub const PNG: Self = Self::of("png");
    /// The learning plan, for calendars.
    pub const ICS: Self = Self::of("ics");
    /// The learning plan, to read.
    pub const TXT: Self = Self::of("txt");

    const fn of(kind: &'static str) -> Self {
        Self(AttrValue::Static(kind))
    }

    /// Something of this kind, with what has to be known for it.
    #[must_use]
    pub fn with(kind: &'static str, detail: &str) -> Self {
        Self([kind, " ", detail].concat().into())
    }

    /// A link as a QR code.
    #[must_use]
    pub fn qr(address: &str) -> Self {
        Self::with("qr", address)
    }

    /// What the script is told.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        kind(&self.0)
    }
}

/// What a text says before its first blank.
fn kind(text: &str) -> &str {
    text.split_once(' ').map_or(text, |(kind, _)| kind)
}

/// Whether the last that was to be taken along is of one of these kinds, and couldn't be made. `last` is what the
/// script says of it: [`Taking::as_str`] behind a `+` or a `-`.
pub(super) fn has_failed(last: &str, kinds: &[&str]) -> bool {
    last.strip_prefix('-')
        .is_some_and(|what| kinds.contains(&kind(what)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_told_from_what_was_not() {
        assert!(has_failed("-json", &["csv", "json"]));
        assert!(has_failed("-card draw", &["card"]));
        for last in ["", "+json", "-jsonx", "-csv"] {
            assert!(!has_failed(last, &["json"]), "{last}");
        }
    }
}
