//! The ways to take a result along.

/// A way to take a result along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// On paper, or as a PDF.
    Print,
    /// Everything, for programs.
    Json,
    /// The responses, for spreadsheets.
    Csv,
    /// The areas as a drawing.
    Svg,
    /// The areas as pixels.
    Png,
    /// The learning plan, for calendars.
    Ics,
    /// The learning plan, to read.
    Txt,
}

impl Taking {
    /// The name that the element's script knows it by; a file's ending.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Ics => "ics",
            Self::Txt => "txt",
        }
    }
}

/// What couldn't be made to be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untaken {
    /// A file of the result.
    File,
    /// The learning plan.
    Plan,
    /// The picture to share.
    Picture,
    /// The result, to be kept on the device.
    Result,
}
