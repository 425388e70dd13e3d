//! Why a code can't be opened.

/// Why a code can't be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkError {
    /// It is longer than any code. Nothing was decoded.
    TooLong,
    /// Characters were changed, lost or added, or it never was a code.
    Damaged,
    /// Its end is missing.
    CutOff,
    /// It is intact, but in a format that this version doesn't know.
    NewerFormat,
    /// It is about another catalogue.
    OtherCatalogue,
    /// It was made with a revision of the catalogue that this one doesn't know.
    RevisionUnknown {
        /// That revision.
        found: u16,
    },
    /// It was made with this revision when that still asked or counted differently.
    DefinitionChanged,
    /// It is a summary, and answers were asked for.
    NoAnswers,
}

impl LinkError {
    /// All of them, one for each code; for texts and tests.
    pub const ALL: [Self; 8] = [
        Self::TooLong,
        Self::Damaged,
        Self::CutOff,
        Self::NewerFormat,
        Self::OtherCatalogue,
        Self::RevisionUnknown { found: 0 },
        Self::DefinitionChanged,
        Self::NoAnswers,
    ];

    /// A short stable name, for the host page's error event.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "link-too-long",
            Self::Damaged => "link-damaged",
            Self::CutOff => "link-cut-off",
            Self::NewerFormat => "link-newer-format",
            Self::OtherCatalogue => "link-other-catalogue",
            Self::RevisionUnknown { .. } => "link-revision-unknown",
            Self::DefinitionChanged => "link-definition-changed",
            Self::NoAnswers => "link-no-answers",
        }
    }
}

impl core::fmt::Display for LinkError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::TooLong => "longer than any result code",
            Self::Damaged => "characters are changed, missing or added",
            Self::CutOff => "the end is missing",
            Self::NewerFormat => "made by a newer version",
            Self::OtherCatalogue => "made for another catalogue",
            Self::RevisionUnknown { found } => {
                return write!(
                    f,
                    "made with revision {found} of the catalogue, which is unknown here"
                );
            }
            Self::DefinitionChanged => {
                "made before the catalogue was changed without a new revision"
            }
            Self::NoAnswers => {
                "a summary, which holds no answers: ask for the link with all answers"
            }
        })
    }
}

impl core::error::Error for LinkError {}
