//! Plural categories after CLDR: which of a string's forms a number takes in a locale.
//!
//! German and English tell one from all others, which takes no data. For other locales the compiler of
//! catalogues writes down which numbers take which form, so that the widget carries no rules.

use serde::{Deserialize, Serialize};

/// A plural category after CLDR. `one` is a language's name for it: it may hold 0, or 21.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PluralCategory {
    /// For 0, in languages that have a form for it.
    Zero,
    /// For 1, and whatever is told alike.
    One,
    /// For 2, and whatever is told alike.
    Two,
    /// For a few.
    Few,
    /// For many.
    Many,
    /// For all others.
    Other,
}

impl PluralCategory {
    /// All of them, in the order of [`Plurals::table`]'s numbers.
    pub const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];

    /// The name that catalogues write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// A form of a string beside its `one` and `other`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluralForm {
    /// The position of the string's `other` in [`super::TextKey::ALL`].
    pub message: u16,
    /// The category.
    pub category: PluralCategory,
    /// The form.
    pub text: Box<str>,
}

/// How a locale tells numbers apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plurals {
    /// The category of each number below 100, then that of each remainder by 100 of larger ones, as its
    /// place in [`PluralCategory::ALL`]. Empty where only 1 is told from the others.
    pub table: Vec<u8>,
    /// The forms beside `one` and `other`.
    pub forms: Vec<PluralForm>,
}

impl Plurals {
    /// The category of a number.
    #[must_use]
    pub fn category(&self, count: u32) -> PluralCategory {
        let place = if count < 100 {
            count
        } else {
            100 + count % 100
        };
        match self.table.get(place as usize) {
            Some(&category) => *PluralCategory::ALL
                .get(usize::from(category))
                .unwrap_or(&PluralCategory::Other),
            None if count == 1 => PluralCategory::One,
            None => PluralCategory::Other,
        }
    }

    /// The form of a string for a category, if the locale has one of its own.
    pub(super) fn form(&self, message: u16, category: PluralCategory) -> Option<&str> {
        let mut forms = self.forms.iter();
        let form = forms.find(|form| (form.message, form.category) == (message, category))?;
        Some(&form.text)
    }
}
