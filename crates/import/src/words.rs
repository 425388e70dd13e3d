//! The locales of a draft: LimeSurvey's names for languages, and the words that no survey has.

use isolang::Language;

use super::remarks::Remarks;

/// What a draft says by itself.
const WORDS: &str = include_str!("../template/import.toml");

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 11] = [
    "ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi",
];

/// A locale of the draft.
pub(super) struct Locale {
    /// The locale's tag.
    pub(super) tag: String,
    /// What LimeSurvey calls it.
    pub(super) language: String,
    /// Its name in itself.
    pub(super) name: String,
    pub(super) direction: &'static str,
    pub(super) words: Words,
    /// The interface's strings in English, where there are none in this language.
    pub(super) interface: Option<String>,
}

/// The words of one language by their key.
pub(super) struct Words(toml::Table);

impl Words {
    fn new(language: &str) -> Self {
        // The file is part of this command, and a test reads each of its words.
        let mut all: toml::Table = WORDS.parse().unwrap_or_default();
        let own = all.remove(language).or_else(|| all.remove("en"));
        Self(match own {
            Some(toml::Value::Table(words)) => words,
            _ => toml::Table::new(),
        })
    }

    /// A word; every key is in the file.
    pub(super) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).and_then(toml::Value::as_str).unwrap_or(key)
    }
}

/// The locales for LimeSurvey's languages; what changes on the way is remarked.
pub(super) fn locales(languages: &[String], remarks: &mut Remarks) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    for language in languages {
        if !is_tag(language) {
            remarks.left_out(format!(
                "the language `{language}`: that is no language tag"
            ));
            continue;
        }
        // LimeSurvey has tags of its own for ways of addressing people.
        let tag = ["-informal", "-formal", "-easy"]
            .iter()
            .find_map(|ending| language.strip_suffix(ending))
            .filter(|tag| !languages.iter().any(|other| other == tag))
            .unwrap_or(language);
        if locales
            .iter()
            .any(|known| known.tag.eq_ignore_ascii_case(tag))
        {
            remarks.left_out(format!(
                "the language `{language}`: there is `{tag}` already"
            ));
            continue;
        }
        if tag != language {
            remarks.changed(
                "language with a shorter tag as locale",
                format!("`{language}`, now `{tag}`"),
            );
        }
        let primary = tag.split('-').next().unwrap_or(tag);
        let name = Language::from_639_1(primary)
            .or_else(|| Language::from_639_3(primary))
            .and_then(|language| language.to_autonym())
            .unwrap_or(tag);
        let interface = match catalogue::interface(tag) {
            Some(_) => None,
            None => catalogue::interface_table("en"),
        };
        if interface.is_some() {
            remarks.decide(format!(
                "the interface has no strings in `{tag}`; {tag}.toml has the English ones, to be translated"
            ));
        }
        locales.push(Locale {
            tag: tag.to_owned(),
            language: language.clone(),
            name: name.to_owned(),
            direction: if RIGHT_TO_LEFT.contains(&primary) {
                "rtl"
            } else {
                "ltr"
            },
            words: Words::new(primary),
            interface,
        });
    }
    locales
}

/// Whether a text can be the tag of a language, and with it a file's name beside the catalogue's own:
/// `catalogue` is none.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language = |part: &str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    parts.next().is_some_and(is_language)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_has_all_words_in_both_languages() {
        let keys = |language| Words::new(language).0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("de"), keys("en"));
        for key in [
            "family",
            "family-description",
            "junior",
            "senior",
            "profile-description",
            "practice",
            "description",
            "lead",
            "level",
        ] {
            assert_ne!(
                Words::new("de").get(key),
                Words::new("xx").get(key),
                "{key}"
            );
            assert_ne!(Words::new("xx").get(key), key);
        }
    }

    #[test]
    fn languages_become_locales() {
        let mut remarks = Remarks::default();
        let languages = [
            "de-informal",
            "ar",
            "pt-BR",
            "en",
            "EN",
            "catalogue",
            "x\ny",
            "../x",
        ]
        .map(str::to_owned);
        let locales = locales(&languages, &mut remarks);
        let shown: Vec<String> = locales
            .iter()
            .map(|locale| {
                format!(
                    "{} {} {}",
                    locale.tag,
                    locale.direction,
                    locale.interface.is_some()
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "de ltr false",
                "ar rtl true",
                "pt-BR ltr true",
                "en ltr false"
            ]
        );
        assert_eq!(
            remarks.summary(),
            "2 to decide, 4 left out, 1 changed on the way"
        );
    }
}
