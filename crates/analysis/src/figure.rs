//! Figures: a value with its interval, or the reason why there is none.

use serde::Serialize;

/// The normal quantile of 95 % intervals.
pub const Z95: f64 = 1.959_963_984_540_054;

/// A value and its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

impl Estimate {
    /// A value with the normal interval of its standard error.
    #[must_use]
    pub fn normal(value: f64, error: f64) -> Self {
        Self {
            value,
            low: value - Z95 * error,
            high: value + Z95 * error,
        }
    }

    /// Whether the interval holds a value.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Refusal {
    /// There are too few people for it; how few isn't said, for they may be very few.
    TooFew {
        /// From how many on it is given.
        needs: u64,
    },
    /// There are too few items for it.
    TooFewItems {
        /// Items that differ between people.
        items: u64,
        /// From how many on it is given.
        needs: u64,
    },
    /// Everybody is alike, so nothing can be compared.
    Constant,
    /// The answers were randomised before they were given, and this can't be corrected for it.
    Randomised,
    /// It would tell of so few people that they could be known.
    Withheld,
    /// The model doesn't fit these answers: its estimates ran to the edge of what is possible.
    NoSolution,
}

/// A figure, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Figure<T> {
    /// The figure.
    Known(T),
    /// There is none.
    Refused {
        /// Why.
        refused: Refusal,
    },
}

impl<T> Figure<T> {
    /// The figure, if there is one.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Refused { .. } => None,
        }
    }

    /// Why there is no figure.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Known(_) => None,
            Self::Refused { refused } => Some(refused),
        }
    }

    /// No figure, for a reason.
    pub const fn none(refused: Refusal) -> Self {
        Self::Refused { refused }
    }

    /// The figure that a function makes of this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Figure<U> {
        match self {
            Self::Known(value) => Figure::Known(make(value)),
            Self::Refused { refused } => Figure::Refused { refused },
        }
    }
}

impl<T> From<Result<T, Refusal>> for Figure<T> {
    fn from(result: Result<T, Refusal>) -> Self {
        match result {
            Ok(value) => Self::Known(value),
            Err(refused) => Self::Refused { refused },
        }
    }
}

/// An error that says from how many people on there is a figure, if there are fewer.
///
/// # Errors
/// [`Refusal::TooFew`].
pub const fn enough(n: u64, needs: u64) -> Result<(), Refusal> {
    if n < needs {
        Err(Refusal::TooFew { needs })
    } else {
        Ok(())
    }
}

impl From<Estimate> for Figure<Estimate> {
    fn from(estimate: Estimate) -> Self {
        Self::Known(estimate)
    }
}
