//! The grammar of anchors: as many as there are levels, lowest first, each distinct and set alike.
//!
//! What an anchor says can't be checked, only what shows that something is off: a number or a level's
//! name at its head that belongs to another level, a copy that was never finished, a blank too many.

use std::collections::BTreeMap;
use std::ops::Range;

use strsim::normalized_levenshtein;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Step};
use crate::raw;

/// Anchors that share more than this part of their letters are too much alike.
const SIMILARITY_MAX: f64 = 0.85;

/// Checks the anchors of all items.
pub(crate) fn check(
    document: &Document<'_>,
    raw: &raw::Locale,
    catalogue: Option<&raw::Catalogue>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut checker = Checker {
        document,
        diagnostics,
    };
    let level_names: Vec<&str> = raw
        .catalogue
        .levels
        .iter()
        .map(|name| name.get_ref().as_str())
        .collect();
    let levels: BTreeMap<&str, usize> = catalogue.map_or_else(BTreeMap::new, |catalogue| {
        let items = crate::definition::items(catalogue);
        let levels = |competence: usize| usize::from(catalogue.competences[competence].levels);
        items
            .map(|(competence, id)| (id.get_ref().as_str(), levels(competence)))
            // Other numbers are said where they stand.
            .filter(|(_, levels)| (2..=7).contains(levels))
            .collect()
    });
    for (id, item) in &raw.items {
        let id = id.get_ref();
        let anchors: Vec<&str> = item.get_ref().anchors.iter().map(|text| &**text).collect();
        if let Some(levels) = levels.get(id.as_str()) {
            checker.count(id, anchors.len(), *levels);
        }
        checker.distinct(id, &anchors);
        checker.order(id, &anchors, &level_names);
        checker.form(id, &anchors);
    }
}

struct Checker<'a> {
    document: &'a Document<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn say(
        &mut self,
        severity: Severity,
        code: Code,
        span: Option<Range<usize>>,
        message: String,
        help: &str,
    ) {
        let source = self.document.source;
        self.diagnostics
            .push(source.say(severity, code, span, message, help));
    }

    /// Where an anchor stands.
    fn place(&self, id: &str, position: usize) -> Option<Range<usize>> {
        let path = [
            Step::Key("items"),
            Step::Key(id),
            Step::Key("anchors"),
            Step::Index(position),
        ];
        self.document.span(&path)
    }

    fn count(&mut self, id: &str, found: usize, levels: usize) {
        if found != levels {
            let path = [Step::Key("items"), Step::Key(id), Step::Key("anchors")];
            let span = self.document.key_span(&path);
            let message =
                format!("`{id}` has {found} anchors, where its competence has {levels} levels");
            let help = "write one anchor for each level, the lowest first";
            self.say(Severity::Error, Code::AnchorCount, span, message, help);
        }
    }

    fn distinct(&mut self, id: &str, anchors: &[&str]) {
        let texts: Vec<String> = anchors.iter().map(|anchor| essence(anchor)).collect();
        for (position, anchor) in texts.iter().enumerate() {
            let alike = texts[..position]
                .iter()
                .position(|other| normalized_levenshtein(other, anchor) > SIMILARITY_MAX);
            let Some(other) = alike.filter(|_| !anchor.is_empty()) else {
                continue;
            };
            let span = self.place(id, position);
            let help = "say what the higher level adds to the lower one";
            if texts[other] == *anchor {
                let message = format!("levels {other} and {position} of `{id}` say the same");
                self.say(Severity::Error, Code::SameAnchor, span, message, help);
            } else {
                let message =
                    format!("levels {other} and {position} of `{id}` say nearly the same");
                self.say(Severity::Warning, Code::SimilarAnchors, span, message, help);
            }
        }
    }

    /// Anchors that are numbered, or named after their level, stand where they say.
    fn order(&mut self, id: &str, anchors: &[&str], level_names: &[&str]) {
        let numbers: Vec<Option<u32>> = anchors
            .iter()
            .map(|anchor| leading_number(anchor))
            .collect();
        let all_numbers: Option<Vec<u32>> = numbers.into_iter().collect();
        if let Some(numbers) = all_numbers
            && let Some(position) = (1..numbers.len()).find(|&at| numbers[at] <= numbers[at - 1])
        {
            let span = self.place(id, position);
            let message = format!(
                "the anchors of `{id}` are numbered, and {} stands behind {}",
                numbers[position],
                numbers[position - 1]
            );
            let help = "put the anchors in rising order; numbers in front of them aren't needed";
            self.say(Severity::Warning, Code::AnchorOrder, span, message, help);
        }
        if level_names.len() != anchors.len() {
            return;
        }
        for (position, anchor) in anchors.iter().enumerate() {
            let level = level_names
                .iter()
                .position(|name| begins_with_words(anchor, name));
            if let Some(level) = level.filter(|level| *level != position) {
                let span = self.place(id, position);
                let message = format!(
                    "the anchor of level {position} of `{id}` begins with the name of level {level}, {}",
                    level_names[level]
                );
                let help = "put the anchors in rising order, the lowest level first";
                self.say(Severity::Warning, Code::AnchorOrder, span, message, help);
            }
        }
    }

    /// Anchors have no blanks around them, and all of an item or none end in a mark.
    fn form(&mut self, id: &str, anchors: &[&str]) {
        for (position, anchor) in anchors.iter().enumerate() {
            if anchor.trim() != *anchor || anchor.contains("  ") {
                let span = self.place(id, position);
                let message =
                    format!("the anchor of level {position} of `{id}` has a blank too many");
                let help = "take out blanks at the ends and double ones";
                self.say(Severity::Warning, Code::AnchorForm, span, message, help);
            }
        }
        let ends: Vec<bool> = anchors.iter().map(|anchor| ends_in_mark(anchor)).collect();
        let marked = ends.iter().filter(|is_marked| **is_marked).count();
        if marked == 0 || marked == ends.len() {
            return;
        }
        let is_rare = |is_marked: bool| is_marked == (marked * 2 < ends.len());
        if let Some(position) = ends.iter().position(|&is_marked| is_rare(is_marked)) {
            let span = self.place(id, position);
            let message = format!(
                "the anchor of level {position} of `{id}` ends {} a full stop, unlike the others",
                if ends[position] { "with" } else { "without" }
            );
            let help = "end all anchors of an item in the same way";
            self.say(Severity::Warning, Code::AnchorForm, span, message, help);
        }
    }
}

/// Marks that end a sentence, in many scripts.
const FINAL_MARKS: [char; 8] = ['.', '!', '?', '…', '。', '।', '؟', '۔'];

/// A text without case, blanks, and marks behind a word. Other signs stay: C, C# and C++ are three languages,
/// and 1–5 years aren't 15.
fn essence(text: &str) -> String {
    let is_mark = |sign: char| FINAL_MARKS.contains(&sign) || matches!(sign, ',' | ';' | ':');
    let words = text.split_whitespace();
    words
        .flat_map(|word| word.trim_end_matches(is_mark).chars())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The number in front of a text that is numbered: `1. …`, `(2) …`, `3 – …`.
fn leading_number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['(', '[', ' ']);
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let (digits, rest) = text.split_at(end);
    let is_numbering = rest
        .trim_start()
        .starts_with(['.', ')', ']', ':', '–', '-', '=']);
    if is_numbering {
        digits.parse().ok()
    } else {
        None
    }
}

/// Whether a text begins with these words as words of their own, followed by a mark.
fn begins_with_words(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words).filter(|_| !words.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([':', '.', '–', '(']))
}

fn ends_in_mark(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '“', '”', '»', '«', ')', ' ']);
    text.ends_with(FINAL_MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_told_from_a_number() {
        assert_eq!(leading_number("1. Not yet"), Some(1));
        assert_eq!(leading_number("(12) Not yet"), Some(12));
        assert_eq!(leading_number("3 – alone"), Some(3));
        assert_eq!(leading_number("3 colleagues"), None);
        assert_eq!(leading_number("alone"), None);
        assert_eq!(leading_number(""), None);
    }

    #[test]
    fn a_level_s_name_stands_for_itself() {
        assert!(begins_with_words("Not yet: others do it", "Not yet"));
        assert!(begins_with_words("Not yet", "Not yet"));
        assert!(!begins_with_words("Not yet done by me", "Not yet"));
        assert!(!begins_with_words("Well, even in a dispute", "Well"));
        assert!(!begins_with_words("anything", ""));
    }

    #[test]
    fn signs_tell_anchors_apart_and_marks_behind_words_do_not() {
        for (one, other) in [
            ("C", "C++"),
            ("C#", "C++"),
            ("5", "5+"),
            ("1-5 Jahre", "15 Jahre"),
            ("1,5 Std.", "15 Std."),
        ] {
            assert_ne!(essence(one), essence(other), "{one}, {other}");
        }
        for (one, other) in [
            ("I ask others.", "I ask others"),
            ("I ask  others", "i ask others …"),
            ("I don't ask, yet", "I don't ask yet"),
        ] {
            assert_eq!(essence(one), essence(other), "{one}, {other}");
        }
    }

    #[test]
    fn sentences_end_in_marks_of_many_scripts() {
        for text in ["Yes.", "He said: “no.”", "Wirklich?", "はい。", "نعم؟"] {
            assert!(ends_in_mark(text), "{text}");
        }
        assert!(!ends_in_mark("routine cases"));
    }
}
