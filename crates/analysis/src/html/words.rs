//! The words of the report: one file per locale, compiled into this crate.

use assessment::text::{Argument, fill};
use serde::Deserialize;

/// The locales that the report is written in.
pub const LOCALES: [&str; 2] = ["de", "en"];

macro_rules! words {
    ($($key:ident,)*) => {
        /// Every word of the report. A file that lacks one, or has one more, can't be read.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Words {
            $(pub(crate) $key: String,)*
        }
    };
}

words! {
    title,
    lead,
    standard_input,
    contents,
    decimal,
    percent,
    withheld,
    withheld_why,
    from,
    from_why,
    too_few_items,
    constant,
    is_randomised,
    no_solution,
    no_solution_why,
    intervals,
    sampled,
    left_out,
    randomised_note,
    self_report,
    rows,
    rows_read,
    rows_caption,
    rows_what,
    rows_people,
    rows_straight,
    rows_uniform,
    rows_fast,
    rows_any,
    rows_timed,
    items,
    items_read,
    items_caption,
    items_counts,
    items_counts_caption,
    items_shares_caption,
    item,
    distribution,
    mean,
    deviation,
    floor,
    ceiling,
    skipped,
    not_asked,
    item_rest,
    level,
    bar_text,
    areas,
    areas_read,
    areas_caption,
    area,
    area_items,
    quartiles,
    alpha,
    omega,
    range_text,
    correlations,
    correlations_read,
    correlations_caption,
    profiles,
    profiles_read,
    profiles_caption,
    profile,
    reached,
    open,
    not_reached,
    fit,
    status_text,
    gaps,
    gaps_read,
    gaps_caption,
    competence,
    modules,
    modules_read,
    modules_caption,
    module,
    closes,
    helped,
    recommended,
    sets_caption,
    set_size,
    set_modules,
    comparison,
    comparison_read,
    comparison_areas,
    comparison_items,
    effect,
    effect_text,
    differences_read,
    differences_caption,
    uniform,
    both,
    p_value,
    log_odds,
    gain,
    matters,
    mantel_read,
    mantel_caption,
    mantel,
    mean_difference,
    yes,
    no,
    retest,
    retest_read,
    retest_caption,
    retest_r,
    agreement,
    change,
    error,
    smallest_change,
    models,
    models_read,
    models_caption,
    models_curve,
    models_curve_text,
    ability,
    information,
    discrimination,
    threshold,
    merged,
    forms_caption,
    form_size,
    form_keeps,
    form_reliability,
    form_adds,
    whole_check,
}

impl Words {
    /// The words of a locale, or of its language; none if there are none.
    #[must_use]
    pub fn of(locale: &str) -> Option<Self> {
        let text = match locale.split('-').next() {
            Some("de") => include_str!("../../messages/de.toml"),
            Some("en") => include_str!("../../messages/en.toml"),
            _ => return None,
        };
        // The files are part of this crate, and a test reads them.
        toml::from_str(text).ok()
    }

    /// A number with so many decimal places.
    pub(crate) fn number(&self, value: f64, places: usize) -> String {
        let text = format!("{value:.places$}");
        let is_zero = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let text = match text.strip_prefix('-') {
            Some(rest) if is_zero => rest.to_owned(),
            Some(rest) => format!("\u{2212}{rest}"),
            None => text,
        };
        text.replace('.', &self.decimal)
    }

    /// A share as percent.
    pub(crate) fn share(&self, share: f64, places: usize) -> String {
        let number = self.number(100.0 * share, places);
        fill(&self.percent, &[("number", Argument::Text(&number))])
    }
}

/// A text with its placeholders replaced.
pub(crate) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<(&str, Argument<'_>)> = values
        .iter()
        .map(|&(name, value)| (name, Argument::Text(value)))
        .collect();
    fill(text, &values)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// A file's placeholders by key.
    fn placeholders(text: &str) -> BTreeMap<String, Vec<String>> {
        let table: BTreeMap<String, String> = toml::from_str(text).expect("a table of texts");
        let of = |text: &str| {
            let names = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}'));
            let mut names: Vec<String> = names.map(|(name, _)| name.to_owned()).collect();
            names.sort_unstable();
            names
        };
        table
            .into_iter()
            .map(|(key, text)| (key, of(&text)))
            .collect()
    }

    #[test]
    fn all_locales_have_the_same_words_and_placeholders() {
        for locale in LOCALES {
            assert!(Words::of(locale).is_some(), "{locale}");
        }
        assert!(Words::of("de-AT").is_some());
        assert!(Words::of("fr").is_none());
        assert_eq!(
            placeholders(include_str!("../../messages/de.toml")),
            placeholders(include_str!("../../messages/en.toml"))
        );
    }

    #[test]
    fn numbers_are_written_as_the_locale_has_them() {
        let (de, en) = (
            Words::of("de").expect("built in"),
            Words::of("en").expect("built in"),
        );
        assert_eq!(de.number(-1.25, 1), "\u{2212}1,2");
        assert_eq!(en.number(-0.04, 1), "0.0");
        assert_eq!(
            (&*de.share(0.123, 0), &*en.share(0.123, 1)),
            ("12\u{a0}%", "12.3%")
        );
    }
}
