//! How much there is to read in a locale, and how hard it is: measures of text, in whole numbers.
//!
//! The Wiener Sachtextformel is the first of those of Bamberger and Vanecek (Lesen, Verstehen, Lernen,
//! Schreiben, 1984): 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with the percentages of words
//! of three syllables or more (MS), of more than six letters (IW) and of one syllable (ES), and the mean
//! words of a sentence (SL). It gives a school grade. Syllables are counted by their vowels.

use assessment::ladder::Ladder;
use assessment::pace::{self, Pace, WORDS_PER_MINUTE};
use assessment::text::Texts;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Step};

/// So many words of items are read in the time that visitors give, at the usual speed.
const WORDS_MAX: u64 = 2_550;

/// The grade that items may have, and that of profiles and modules, in tenths.
const GRADE_MAX: [i32; 2] = [80, 90];

/// Which texts are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Prompts and anchors, which everybody reads.
    Items,
    /// Descriptions of profiles, and summaries of modules.
    Advice,
}

impl Part {
    /// The words for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Advice => "profiles and modules",
        }
    }
}

/// The measures of some texts in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The locale's tag.
    pub locale: String,
    /// Which texts.
    pub part: Part,
    /// How many words.
    pub words: u32,
    /// The mean words of a sentence, in tenths.
    pub sentence_tenths: u32,
    /// The mean letters of a word, in tenths.
    pub word_tenths: u32,
    /// The Wiener Sachtextformel, in tenths of a grade; for German alone.
    pub grade_tenths: Option<i32>,
}

/// How long a whole check takes in one locale, at the usual pace: minutes, from and to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The locale's tag.
    pub locale: String,
    /// One statement at a time.
    pub steps: (u32, u32),
    /// All levels at once.
    pub all: (u32, u32),
}

/// The minutes of a locale.
pub(crate) fn minutes(texts: &Texts) -> Minutes {
    let of = |ladder| {
        let item = |text| u64::from(pace::item_ms(text, texts.words_per_minute, ladder));
        Pace::default().minutes(texts.items.iter().map(item).sum())
    };
    Minutes {
        locale: texts.locale.to_string(),
        steps: of(Ladder::Steps),
        all: of(Ladder::All),
    }
}

/// Says where there is more to read than visitors will, or harder things.
pub(crate) fn check(document: &Document<'_>, texts: &Texts, diagnostics: &mut Vec<Diagnostic>) {
    let most = WORDS_MAX * u64::from(texts.words_per_minute) / u64::from(WORDS_PER_MINUTE);
    let source = document.source;
    let mut say = |table: &str, message: String, help: &str| {
        let span = document.key_span(&[Step::Key(table)]);
        diagnostics.push(source.say(Severity::Warning, Code::Reading, span, message, help));
    };
    for measure in measures(texts) {
        let Measure { part, words, .. } = measure;
        if part == Part::Items && u64::from(words) > most {
            let message = format!("the items have {words} words, more than {most}");
            say("items", message, "ask less, or say it in fewer words");
        }
        let (table, grade_max) = match part {
            Part::Items => ("items", GRADE_MAX[0]),
            Part::Advice => ("profiles", GRADE_MAX[1]),
        };
        let hard = measure.grade_tenths.filter(|grade| *grade > grade_max);
        if let Some(grade) = hard {
            let message = format!(
                "the {} read like grade {}.{}, above {} (Wiener Sachtextformel)",
                part.as_str(),
                grade / 10,
                grade % 10,
                grade_max / 10
            );
            let help = "write shorter sentences, and shorter words where there are any";
            say(table, message, help);
        }
    }
}

/// What is counted for the measures.
#[derive(Default)]
struct Counts {
    words: i64,
    sentences: i64,
    letters: i64,
    long: i64,
    one_syllable: i64,
    three_syllables: i64,
}

/// The measures of a locale's texts, of each part that has any.
pub(crate) fn measures(texts: &Texts) -> Vec<Measure> {
    let items = texts.items.iter().flat_map(|item| {
        let anchors = item.anchors.iter().map(|anchor| &**anchor);
        std::iter::once(&*item.prompt).chain(anchors)
    });
    let profiles = texts.profiles.iter().map(|profile| &*profile.description);
    let advice = profiles.chain(texts.modules.iter().map(|module| &*module.summary));
    [
        (Part::Items, Counts::of(items)),
        (Part::Advice, Counts::of(advice)),
    ]
    .into_iter()
    .filter(|(_, counts)| counts.words > 0)
    .map(|(part, counts)| counts.measure(&texts.locale, part))
    .collect()
}

impl Counts {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = Self::default();
        for text in texts {
            counts.add(text);
        }
        counts
    }

    fn add(&mut self, text: &str) {
        // What ends a text ends a sentence, with a mark or without.
        let mut is_open = false;
        for token in text.split_whitespace() {
            let word = token.trim_matches(|character: char| !character.is_alphanumeric());
            let letters = word.chars().filter(|one| one.is_alphanumeric()).count() as i64;
            if letters == 0 {
                continue;
            }
            is_open = true;
            self.words += 1;
            self.letters += letters;
            self.long += i64::from(letters > 6);
            match syllables(word) {
                0 | 1 => self.one_syllable += 1,
                2 => {}
                _ => self.three_syllables += 1,
            }
            // A single letter with a full stop is an abbreviation, as in "e. g.".
            let behind = token.trim_end_matches(['"', '“', '”', '»', '«', ')', '’', '\'']);
            if letters > 1 && behind.ends_with(['.', '!', '?', '…', ':']) {
                self.sentences += 1;
                is_open = false;
            }
        }
        self.sentences += i64::from(is_open);
    }

    /// There has to be a word.
    fn measure(&self, locale: &str, part: Part) -> Measure {
        let is_german = locale.split('-').next() == Some("de");
        Measure {
            locale: locale.to_owned(),
            part,
            words: self.words as u32,
            sentence_tenths: tenths(self.words, self.sentences),
            word_tenths: tenths(self.letters, self.words),
            grade_tenths: is_german.then(|| self.grade()),
        }
    }

    fn grade(&self) -> i32 {
        let (words, sentences) = (self.words, self.sentences);
        let shares = 1935 * self.three_syllables + 1297 * self.long - 327 * self.one_syllable;
        // In ten thousandths, over the common denominator.
        let sum = 100 * shares * sentences + 1672 * words * words - 8750 * words * sentences;
        let unit = 1000 * words * sentences;
        ((2 * sum + unit).div_euclid(2 * unit)) as i32
    }
}

/// A quotient in tenths, rounded.
const fn tenths(sum: i64, count: i64) -> u32 {
    ((20 * sum + count) / (2 * count)) as u32
}

/// The syllables of a German word: its vowels, two of which may be one sound.
fn syllables(word: &str) -> u32 {
    const VOWELS: &str = "aeiouyäöüáàâéèêíîóôúû";
    const PAIRS: [&str; 13] = [
        "ai", "au", "ay", "aa", "äu", "ei", "eu", "ey", "ee", "ie", "oi", "oo", "ou",
    ];
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let mut count = 0;
    let mut place = 0;
    while place < letters.len() {
        let pair: String = letters[place..].iter().take(2).collect();
        if pair == "qu" || PAIRS.contains(&&*pair) {
            count += u32::from(pair != "qu");
            place += 2;
        } else {
            count += u32::from(VOWELS.contains(letters[place]));
            place += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(locale: &str, texts: &[&str]) -> Measure {
        Counts::of(texts.iter().copied()).measure(locale, Part::Items)
    }

    #[test]
    fn syllables_are_counted_by_sounds() {
        for (word, count) in [
            ("Ich", 1),
            ("Haus", 1),
            ("Beitrag", 2),
            ("Bäume", 2),
            ("Redaktionen", 5),
            ("Qualität", 3),
            ("Theater", 3),
            ("x", 0),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn words_and_sentences_are_counted() {
        let found = measured("en", &["One two, three – four?", "Five (e. g. this one)"]);
        // One two three four; Five e g this one.
        assert_eq!(found.words, 9);
        assert_eq!(found.sentence_tenths, 45);
        // 15 and 13 letters.
        assert_eq!(found.word_tenths, 31);
        assert_eq!(found.grade_tenths, None);
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 5 words: "Ich", "habe", "Beiträge", "selbst", "veröffentlicht": three syllables or more are
        // 2 of 5, more than six letters 2 of 5, one syllable 2 of 5.
        // 0.1935 * 40 + 0.1672 * 5 + 0.1297 * 40 - 0.0327 * 40 - 0.875 = 11.581
        let found = measured("de-AT", &["Ich habe Beiträge selbst veröffentlicht."]);
        assert_eq!(found.grade_tenths, Some(116));
        // 0.1672 * 2 - 0.0327 * 100 - 0.875 = -3.8106
        assert_eq!(measured("de", &["Ich bin."]).grade_tenths, Some(-38));
    }
}
