//! How a draft is written: ids, short names, values and tables of TOML.

use std::fmt::Write as _;

use deunicode::deunicode;

/// The longest name that fits the progress bar, in characters.
const SHORT_MAX: usize = 12;

/// The conventions that a draft begins with.
pub(super) const THRESHOLDS: &str = "\n[thresholds]\nreached_percent = 80\ncore_percent = 85\ncore_weight = 3\narea_answered_percent = 50\nmodule_count = 3\nmodule_points = 1\nmodule_gap_percent = 5\nstraight_lining = 10\n";

/// The first words of a name that fit the progress bar.
pub(super) fn shortened(name: &str) -> String {
    if name.chars().count() <= SHORT_MAX {
        return name.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        let longer = if short.is_empty() {
            word.to_owned()
        } else {
            format!("{short} {word}")
        };
        if longer.chars().count() > SHORT_MAX {
            break;
        }
        short = longer;
    }
    if short.is_empty() {
        short = name.chars().take(SHORT_MAX).collect();
    }
    short
        .trim_end_matches([' ', ',', '&', '-', '–', ':'])
        .to_owned()
}

/// A text as an id: lower-case words of ASCII joined by hyphens.
pub fn slug(text: &str) -> String {
    let ascii = deunicode(text).to_lowercase();
    let words = ascii.split(|character: char| !character.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if slug.len() + word.len() > 40 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(40));
    }
    slug
}

/// A text as TOML wants it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

pub(super) fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

pub(super) fn table(file: &mut String, name: &str, texts: &[(&str, &str)]) {
    let _ = write!(file, "\n[{name}]\n");
    for (key, text) in texts {
        let _ = writeln!(file, "{key} = {}", quoted(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_in_any_script() {
        assert_eq!(slug("Öffentlichkeit & Presse"), "offentlichkeit-presse");
        assert_eq!(slug("G01Q02"), "g01q02");
        assert_eq!(slug("…"), "");
        assert!(assessment::id::AreaId::new(&slug("المهارات الرقمية")).is_well_formed());
    }

    #[test]
    fn short_names_end_with_a_word() {
        assert_eq!(shortened("Baking"), "Baking");
        assert_eq!(shortened("Baking & selling bread"), "Baking");
        assert_eq!(shortened("Öffentlichkeitsarbeit"), "Öffentlichke");
    }
}
