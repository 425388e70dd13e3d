//! Which numbers take which plural form in a locale, after CLDR, as the widget reads it.

use assessment::text::{PluralCategory, Plurals};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory as Cldr, PluralRules};

/// Numbers below it have a place of their own in the table, larger ones that of their remainder.
const EXACT: u32 = 100;
/// So many numbers tell what a category is for.
const FIRST: usize = 5;

/// How a locale tells whole numbers apart, without forms.
pub(crate) fn plurals(locale: &str) -> Plurals {
    let categories = locale
        .parse()
        .ok()
        .and_then(|locale: Locale| PluralRules::try_new_cardinal((&locale).into()).ok());
    let Some(rules) = categories else {
        return Plurals::default();
    };
    let category = |number: u32| known(rules.category_for(number));
    // No rule tells 100 from 200, and all rules of larger numbers go by their last two digits.
    let numbers = (0..EXACT).chain(2 * EXACT..3 * EXACT);
    let found: Vec<PluralCategory> = numbers.map(category).collect();
    let plain = Plurals::default();
    // A language that CLDR doesn't know has one category, as has one that tells no numbers apart, in which
    // the form for 1 reads as the others do.
    let is_single = found.iter().all(|&found| found == PluralCategory::Other);
    let is_plain = is_single
        || (0..)
            .zip(&found)
            .all(|(number, &found)| plain.category(number) == found);
    let table = if is_plain {
        Vec::new()
    } else {
        found.into_iter().map(|found| found as u8).collect()
    };
    Plurals {
        table,
        forms: Vec::new(),
    }
}

const fn known(category: Cldr) -> PluralCategory {
    match category {
        Cldr::Zero => PluralCategory::Zero,
        Cldr::One => PluralCategory::One,
        Cldr::Two => PluralCategory::Two,
        Cldr::Few => PluralCategory::Few,
        Cldr::Many => PluralCategory::Many,
        Cldr::Other => PluralCategory::Other,
    }
}

impl Forms {
    /// The categories that some whole number takes in a locale.
    pub(crate) fn of(plurals: &Plurals) -> Self {
        let is_taken = |category| (0..2 * EXACT).any(|number| plurals.category(number) == category);
        let is_one = |number| plurals.category(number) == PluralCategory::One;
        Self {
            taken: PluralCategory::ALL.map(is_taken),
            is_one_for_others: (0..2 * EXACT).any(|number| number != 1 && is_one(number)),
        }
    }

    /// Whether some whole number takes this category.
    pub(crate) fn has(&self, category: PluralCategory) -> bool {
        self.taken[category as usize]
    }

    /// Those beside `one` and `other`.
    pub(crate) fn beside(&self) -> impl Iterator<Item = PluralCategory> {
        let named = [
            PluralCategory::Zero,
            PluralCategory::Two,
            PluralCategory::Few,
            PluralCategory::Many,
        ];
        named.into_iter().filter(|&category| self.has(category))
    }

    /// Those beside `one` and `other`, as a list.
    pub(crate) fn listed(&self) -> String {
        self.beside()
            .map(PluralCategory::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Whether the form for 1 is for other numbers, too.
    pub(crate) fn is_one_for_others(&self) -> bool {
        self.is_one_for_others
    }

    /// What the categories but `other` are for, by their first numbers.
    pub(crate) fn explained(&self, plurals: &Plurals) -> String {
        let but_other = PluralCategory::ALL
            .into_iter()
            .filter(|&category| category != PluralCategory::Other && self.has(category));
        let explained = but_other.map(|category| {
            let takes = |number: &u32| plurals.category(*number) == category;
            let mut numbers = (0..2 * EXACT)
                .filter(takes)
                .map(|number| number.to_string());
            let first: Vec<String> = numbers.by_ref().take(FIRST).collect();
            let more = numbers.next().map_or("", |_| " …");
            format!("`{}` is for {}{more}", category.as_str(), first.join(", "))
        });
        explained.collect::<Vec<_>>().join("; ")
    }
}

/// Which categories whole numbers take in a locale.
pub(crate) struct Forms {
    taken: [bool; 6],
    is_one_for_others: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(locale: &str, numbers: &[u32]) -> Vec<&'static str> {
        let plurals = plurals(locale);
        let category = |&number: &u32| plurals.category(number).as_str();
        numbers.iter().map(category).collect()
    }

    #[test]
    fn what_tells_one_from_the_others_needs_no_table() {
        for locale in ["de", "en", "de-AT", "tr", "ja", "xx", "not a tag"] {
            assert!(plurals(locale).table.is_empty(), "{locale}");
        }
    }

    #[test]
    fn other_languages_are_told_as_cldr_says() {
        assert_eq!(
            categories("pl", &[0, 1, 2, 5, 12, 21, 22, 102, 112, 1001]),
            [
                "many", "one", "few", "many", "many", "many", "few", "few", "many", "many"
            ]
        );
        assert_eq!(
            categories("ar", &[0, 1, 2, 3, 11, 100, 102, 103]),
            ["zero", "one", "two", "few", "many", "other", "other", "few"]
        );
        assert_eq!(
            categories("uk", &[1, 21, 11, 3]),
            ["one", "one", "many", "few"]
        );
        assert_eq!(categories("fr", &[0, 1, 2]), ["one", "one", "other"]);
    }

    #[test]
    fn the_table_says_what_the_rules_say_of_every_number_that_a_catalogue_can_count() {
        for language in [
            "ar", "cs", "cy", "fr", "ga", "he", "it", "lt", "lv", "mt", "pl", "ro", "ru", "sl",
            "uk",
        ] {
            let locale: Locale = language.parse().expect("a tag");
            let rules = PluralRules::try_new_cardinal((&locale).into()).expect("rules");
            let plurals = plurals(language);
            for number in 0..20_000_u32 {
                assert_eq!(
                    plurals.category(number),
                    known(rules.category_for(number)),
                    "{language} {number}"
                );
            }
        }
    }
}
