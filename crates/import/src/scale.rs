//! Which answers of a question are levels, and in which order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::survey::{Answer, Texts};

/// Answers that say that there is none, in the languages that surveys often have.
const NO_ANSWER: &[&str] = &[
    "keine angabe",
    "keine angaben",
    "k. a.",
    "k.a.",
    "keine antwort",
    "weiß nicht",
    "weiss nicht",
    "weiß ich nicht",
    "weiss ich nicht",
    "ich weiß nicht",
    "ich weiß es nicht",
    "kann ich nicht beurteilen",
    "kann ich nicht sagen",
    "keine meinung",
    "nicht zutreffend",
    "nicht anwendbar",
    "entfällt",
    "möchte ich nicht sagen",
    "möchte ich nicht beantworten",
    "no answer",
    "no response",
    "no opinion",
    "don't know",
    "don’t know",
    "do not know",
    "i don't know",
    "i don’t know",
    "i do not know",
    "can't say",
    "cannot say",
    "not applicable",
    "n/a",
    "prefer not to say",
    "prefer not to answer",
    "rather not say",
    "sans réponse",
    "ne sait pas",
    "no sabe",
    "non so",
    "weet niet",
];

/// Codes that say it; numbers are compared with the others.
const NO_ANSWER_CODES: &[&str] = &["na", "n/a", "ka", "k.a.", "wn", "dk", "oth"];

/// Where the order of levels comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The values that the survey's author gave to the answers.
    Values,
    /// Codes that are numbers.
    Numbers,
    /// The order in which the survey shows its answers.
    Shown,
    /// Codes, since the survey doesn't say how it shows its answers.
    Codes,
}

impl Source {
    /// The source in words.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Values => "assessment value",
            Self::Numbers => "number of the code",
            Self::Shown => "the survey's order",
            Self::Codes => "code",
        }
    }
}

/// Levels, the lowest first.
#[derive(Debug)]
pub(super) struct Scale<'s> {
    pub(super) levels: Vec<&'s Answer>,
    pub(super) source: Source,
    /// Why an author has to look at the order, if there is a reason.
    pub(super) doubt: Option<String>,
}

/// The answers that can be levels, and those that say that there is none.
pub(super) fn levels_and_evasive(answers: &[Answer]) -> (Vec<&Answer>, Vec<&Answer>) {
    let apart = apart(answers);
    answers.iter().partition(|answer| {
        let says_none = answer.text.values().any(|text| says_no_answer(text));
        let code = answer.code.trim_matches('-').to_lowercase();
        !says_none && !NO_ANSWER_CODES.contains(&&*code) && !apart.contains(&&*answer.code)
    })
}

/// Whether a text says that there is no answer.
fn says_no_answer(text: &str) -> bool {
    let text = text.to_lowercase();
    let text =
        text.trim_matches(|character: char| !character.is_alphanumeric() && character != '.');
    NO_ANSWER.contains(&text) || NO_ANSWER.contains(&text.trim_end_matches('.'))
}

/// Codes that stand apart from the others as those of no answer do: 99 behind 1 to 5, or -1. A code that
/// goes on in the others' step belongs to them: 100 behind 75, or -2 where there is 2.
fn apart(answers: &[Answer]) -> BTreeSet<&str> {
    let mut numbers: Vec<(i64, &str)> = answers
        .iter()
        .filter_map(|answer| Some((answer.code.parse().ok()?, &*answer.code)))
        .collect();
    numbers.sort_unstable();
    let highest = numbers.last().map_or(0, |(number, _)| *number);
    let lowest = numbers.first().map_or(0, |(number, _)| *number);
    let is_two_sided = lowest < 0 && lowest.checked_neg() == Some(highest);
    let is_below = |number: i64| number < 0 && !is_two_sided;
    let is_custom = |number: i64| number >= 90 || [8, 9, 77, 88].contains(&number);
    let usual: Vec<i64> = numbers
        .iter()
        .map(|(number, _)| *number)
        .filter(|number| !is_below(*number) && !is_custom(*number))
        .collect();
    let step = usual
        .windows(2)
        .map(|pair| pair[1].saturating_sub(pair[0]))
        .max();
    let mut apart = BTreeSet::new();
    let mut before = usual.first().copied();
    for (number, code) in numbers {
        let goes_on = match (before, step) {
            (Some(before), Some(step)) => number.saturating_sub(before) <= step,
            // Too few are left to tell a step from.
            _ => true,
        };
        if is_below(number) || is_custom(number) && !goes_on {
            apart.insert(code);
        } else {
            before = Some(number);
        }
    }
    apart
}

/// Puts levels in order.
pub(super) fn ordered<'s>(mut levels: Vec<&'s Answer>) -> Scale<'s> {
    let is_distinct = |key: fn(&Answer) -> i64| {
        let keys: BTreeSet<i64> = levels.iter().map(|answer| key(answer)).collect();
        keys.len() == levels.len()
    };
    let numbers: Option<BTreeSet<i64>> = levels
        .iter()
        .map(|answer| answer.code.parse().ok())
        .collect();
    let are_numbers = numbers.is_some_and(|numbers| numbers.len() == levels.len());
    let source = if is_distinct(|answer| answer.value) {
        Source::Values
    } else if are_numbers {
        Source::Numbers
    } else if is_distinct(|answer| answer.position) {
        Source::Shown
    } else {
        Source::Codes
    };
    levels.sort_by(|one, other| match source {
        Source::Values => one.value.cmp(&other.value),
        Source::Numbers | Source::Codes => by_code(&one.code, &other.code),
        Source::Shown => one.position.cmp(&other.position),
    });
    let mut doubt = doubt(&levels, source);
    if source != Source::Values
        && let [first, .., last] = &*levels
        && denies(&first.text, &last.text)
    {
        doubt = Some(format!(
            "the survey counts downwards, from `{}` to `{}`, and is turned round here",
            one_text(&first.text),
            one_text(&last.text)
        ));
        levels.reverse();
    } else if source == Source::Numbers
        && let [first, .., last] = &*levels
        && denies(&last.text, &first.text)
    {
        // What the ends say bears out the numbers, whatever way the survey shows them.
        doubt = None;
    }
    Scale {
        levels,
        source,
        doubt,
    }
}

/// Why the order may not be as meant.
fn doubt(levels: &[&Answer], source: Source) -> Option<String> {
    let codes: Vec<&str> = levels.iter().map(|answer| &*answer.code).collect();
    let codes = codes.join(", ");
    let is_rising =
        |key: fn(&Answer) -> i64| levels.windows(2).all(|pair| key(pair[0]) <= key(pair[1]));
    match source {
        Source::Values => None,
        Source::Numbers if !is_rising(|answer| answer.position) => Some(format!(
            "the survey shows its answers in another order than that of the numbers {codes}"
        )),
        Source::Numbers => None,
        _ if !carry_order(levels) => Some(format!(
            "the codes {codes} carry no order, and stand {}",
            if source == Source::Shown {
                "as the survey shows its answers"
            } else {
                "by the alphabet"
            }
        )),
        Source::Shown
            if !levels.is_sorted_by(|one, other| by_code(&one.code, &other.code).is_le()) =>
        {
            Some(format!(
                "the answers stand as the survey shows them, and their codes say another order: {codes}"
            ))
        }
        _ if !is_rising(|answer| answer.value) => Some(format!(
            "the assessment values go against the order {codes}"
        )),
        _ => None,
    }
}

/// Whether codes are numbered: the same letters with a number behind them.
fn carry_order(levels: &[&Answer]) -> bool {
    let stem = |answer: &Answer| {
        let stem = answer
            .code
            .trim_end_matches(|character: char| character.is_ascii_digit());
        (stem.len() < answer.code.len()).then(|| stem.to_lowercase())
    };
    let first = levels.first().and_then(|answer| stem(answer));
    first.is_some() && levels.iter().all(|answer| stem(answer) == first)
}

/// Words that strengthen or weaken, and don't tell one end of a scale from the other.
const DEGREES: &[&str] = &[
    "voll",
    "völlig",
    "ganz",
    "gar",
    "überhaupt",
    "und",
    "sehr",
    "stark",
    "vollständig",
    "absolut",
    "at",
    "all",
    "very",
    "much",
    "completely",
    "fully",
    "totally",
    "strongly",
    "does",
    "do",
];
/// Words that turn a statement into its opposite.
const DENIALS: &[&str] = &[
    "nicht", "kein", "keine", "keinen", "not", "no", "doesn't", "don't", "dis",
];
/// Lower ends that are words of their own.
const NEVER: &[&str] = &[
    "nie",
    "niemals",
    "never",
    "gar nicht",
    "überhaupt nicht",
    "not at all",
    "none",
    "keine",
    "kein",
    "nein",
    "no",
    "sehr schlecht",
];

/// Whether the last answer is what the first denies: "trifft zu" and "trifft nicht zu", "always" and
/// "never".
fn denies(first: &Texts, last: &Texts) -> bool {
    let pairs = first
        .iter()
        .filter_map(|(language, first)| Some((first, last.get(language)?)));
    pairs.into_iter().any(|(first, last)| {
        let (first, last) = (plain_words(first), plain_words(last));
        let is_denial = |words: &[String]| words.iter().any(|word| DENIALS.contains(&&**word));
        let rest = |words: &[String]| -> Vec<String> {
            let kept = words
                .iter()
                .filter(|word| !DENIALS.contains(&&***word) && !DEGREES.contains(&&***word));
            kept.cloned().collect()
        };
        let is_never = |words: &[String]| NEVER.contains(&&*words.join(" "));
        let same = rest(&first) == rest(&last) && !rest(&first).is_empty();
        !is_denial(&first) && !is_never(&first) && (is_denial(&last) && same || is_never(&last))
    })
}

fn plain_words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let words = text.split(|character: char| !character.is_alphanumeric() && character != '\'');
    let words = words.filter(|word| !word.is_empty());
    words
        .flat_map(|word| match word.strip_prefix("dis") {
            Some(rest) if rest == "agree" => vec!["dis".to_owned(), rest.to_owned()],
            _ => vec![word.to_owned()],
        })
        .collect()
}

fn one_text(texts: &Texts) -> &str {
    texts.values().next().map_or("", String::as_str)
}

/// The order of codes: by their letters, and their numbers as numbers, so that A2 is before A10.
pub(super) fn by_code(one: &str, other: &str) -> Ordering {
    parts(one).cmp(&parts(other)).then_with(|| one.cmp(other))
}

/// Letters and numbers in turn.
fn parts(code: &str) -> Vec<(String, i64)> {
    if let Ok(number) = code.parse() {
        return vec![(String::new(), number)];
    }
    let mut parts: Vec<(String, i64)> = vec![(String::new(), -1)];
    let mut in_number = false;
    for character in code.chars() {
        if let Some(digit) = character.to_digit(10) {
            let last = parts.last_mut();
            if let Some((_, number)) = last {
                *number = if in_number {
                    number.saturating_mul(10).saturating_add(digit.into())
                } else {
                    digit.into()
                };
            }
            in_number = true;
        } else {
            if in_number {
                parts.push((String::new(), -1));
            }
            in_number = false;
            if let Some((letters, _)) = parts.last_mut() {
                letters.extend(character.to_lowercase());
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers with code, text and value, in the survey's order.
    fn answers(answers: &[(&str, &str, i64)]) -> Vec<Answer> {
        let answers = answers.iter().zip(0..);
        answers
            .map(|((code, text, value), position)| Answer {
                code: (*code).to_owned(),
                text: Texts::from([("de".to_owned(), (*text).to_owned())]),
                value: *value,
                position,
            })
            .collect()
    }

    fn coded(codes: &[&str]) -> Vec<Answer> {
        let all: Vec<_> = codes.iter().map(|code| (*code, "x", 0)).collect();
        answers(&all)
    }

    /// The codes of what is no level.
    fn evasive(answers: &[Answer]) -> Vec<&str> {
        let (_, evasive) = levels_and_evasive(answers);
        evasive.iter().map(|answer| &*answer.code).collect()
    }

    #[test]
    fn a_code_that_goes_on_in_the_others_step_is_a_level() {
        for codes in [
            &["0", "25", "50", "75", "100"][..],
            &["0", "50", "100"],
            &["0", "100"],
            &["90", "95", "100"],
            &["-2", "-1", "0", "1", "2"],
            &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
            &["100", "75", "50", "25", "0"],
            &["A1", "A2", "N"],
        ] {
            assert_eq!(evasive(&coded(codes)), [""; 0], "{codes:?}");
        }
        let countries: Vec<String> = (1..=120).map(|code| code.to_string()).collect();
        let countries: Vec<&str> = countries.iter().map(|code| &**code).collect();
        assert_eq!(evasive(&coded(&countries)), [""; 0]);
    }

    #[test]
    fn a_code_that_stands_apart_is_no_answer() {
        for (codes, expected) in [
            (&["1", "2", "3", "99"][..], &["99"][..]),
            (&["1", "2", "3", "98", "99"], &["98", "99"]),
            (&["1", "2", "3", "9"], &["9"]),
            (&["0", "25", "50", "75", "100", "999"], &["999"]),
            (&["0", "1", "2", "-1"], &["-1"]),
            (&["A1", "A2", "-oth-"], &["-oth-"]),
            (&["A1", "A2", "NA"], &["NA"]),
        ] {
            assert_eq!(evasive(&coded(codes)), expected, "{codes:?}");
        }
    }

    #[test]
    fn a_text_that_says_so_is_no_answer_whatever_its_code() {
        for text in ["Keine Angabe", "weiß nicht", "Don’t know", "(k. A.)", "N/A"] {
            let answers = answers(&[("1", "nie", 0), ("2", "oft", 0), ("6", text, 0)]);
            assert_eq!(evasive(&answers), ["6"], "{text}");
        }
        let answers = answers(&[
            ("1", "Trifft nicht zu", 0),
            ("2", "Ich weiß nicht weiter", 0),
        ]);
        assert_eq!(evasive(&answers), [""; 0]);
    }

    #[track_caller]
    fn check(given: &[(&str, &str, i64)], expected: &[&str], source: Source, doubt: &str) {
        let given = answers(given);
        let scale = ordered(given.iter().collect());
        let codes: Vec<&str> = scale.levels.iter().map(|answer| &*answer.code).collect();
        assert_eq!(codes, expected);
        assert_eq!(scale.source, source);
        let found = scale.doubt.unwrap_or_default();
        assert_eq!(found.is_empty(), doubt.is_empty(), "{found}");
        assert!(found.contains(doubt), "{found}");
    }

    #[test]
    fn values_say_the_order_then_numbers_then_the_survey() {
        check(
            &[("A1", "x", 3), ("A2", "y", 1), ("A3", "z", 2)],
            &["A2", "A3", "A1"],
            Source::Values,
            "",
        );
        check(
            &[("0", "x", 0), ("50", "y", 0), ("100", "z", 0)],
            &["0", "50", "100"],
            Source::Numbers,
            "",
        );
        check(
            &[("2", "oft", 0), ("1", "selten", 0), ("0", "nie", 0)],
            &["0", "1", "2"],
            Source::Numbers,
            "",
        );
        check(
            &[("3", "x", 0), ("2", "y", 0), ("1", "z", 0)],
            &["1", "2", "3"],
            Source::Numbers,
            "another order",
        );
        check(
            &[("A1", "x", 0), ("A2", "y", 0), ("A10", "z", 0)],
            &["A1", "A2", "A10"],
            Source::Shown,
            "",
        );
        check(
            &[("A5", "x", 0), ("A1", "y", 0)],
            &["A5", "A1"],
            Source::Shown,
            "say another order",
        );
        check(
            &[("N", "x", 0), ("L", "y", 0), ("E", "z", 0)],
            &["N", "L", "E"],
            Source::Shown,
            "carry no order",
        );
        check(
            &[("A1", "x", 1), ("A2", "y", 1), ("A3", "z", 0)],
            &["A1", "A2", "A3"],
            Source::Shown,
            "values go against",
        );
    }

    #[test]
    fn a_scale_that_counts_downwards_is_turned_round() {
        for (first, last) in [
            ("Trifft zu", "Trifft nicht zu"),
            ("Stimme voll und ganz zu", "Stimme überhaupt nicht zu"),
            ("Strongly agree", "Strongly disagree"),
            ("immer", "nie"),
            ("Ja", "Nein"),
        ] {
            let given = [("1", first, 0), ("2", "teils", 0), ("3", last, 0)];
            check(
                &given,
                &["3", "2", "1"],
                Source::Numbers,
                "counts downwards",
            );
            let turned = [("1", last, 0), ("2", "teils", 0), ("3", first, 0)];
            check(&turned, &["1", "2", "3"], Source::Numbers, "");
        }
        // Where values say the order, they are believed.
        let given = [("1", "Trifft zu", 1), ("2", "Trifft nicht zu", 2)];
        check(&given, &["1", "2"], Source::Values, "");
        let given = [
            ("1", "Ich brauche Hilfe", 0),
            ("2", "Ich brauche dabei keine mehr", 0),
        ];
        check(&given, &["1", "2"], Source::Numbers, "");
    }

    #[test]
    fn codes_stand_in_the_order_of_their_numbers() {
        let mut codes = ["A10", "A2", "A1", "a3", "B1", "-1", "10", "9", "N", "1"];
        codes.sort_by(|one, other| by_code(one, other));
        assert_eq!(
            codes,
            ["-1", "1", "9", "10", "A1", "A2", "a3", "A10", "B1", "N"]
        );
    }
}
