//! What has no place in a text: markup, control characters, braces that nothing fills.

use std::ops::Range;

use crate::code::Code;

/// What is wrong with a text, and where in it.
pub(crate) struct Fault {
    pub(crate) code: Code,
    pub(crate) place: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// What a text holds that would not be shown as meant; templates may have placeholders.
pub(crate) fn faults(text: &str, is_template: bool) -> Vec<Fault> {
    let mut faults: Vec<Fault> = markup(text).into_iter().collect();
    if !is_template && let Some(start) = text.find(['{', '}']) {
        let end = text[start..]
            .find('}')
            .map_or(start + 1, |at| start + at + 1);
        faults.push(Fault {
            code: Code::Placeholder,
            place: start..end,
            message: format!("a text holds `{}`, which nothing fills", &text[start..end]),
            help: "write out what is meant; only the strings of the interface have placeholders",
        });
    }
    faults
}

fn markup(text: &str) -> Option<Fault> {
    let fault = |place: Range<usize>, message: String, help| {
        Some(Fault {
            code: Code::Markup,
            place,
            message,
            help,
        })
    };
    let odd = text
        .char_indices()
        .find(|(at, one)| is_invisible(*one) || *one == '\u{200b}' && is_stray_blank(text, *at));
    if let Some((start, character)) = odd {
        return fault(
            start..start + character.len_utf8(),
            format!("a text holds the invisible character {character:?}"),
            "take out control characters, blanks without width and marks that turn the direction of writing",
        );
    }
    if let Some(start) = text.find(['<', '>']) {
        let end = text[start..]
            .find('>')
            .map_or(start + 1, |at| start + at + 1);
        return fault(
            start..end,
            format!("a text holds markup: {}", &text[start..end]),
            "leave the tag out; \"less than\" and \"more than\" are written as words",
        );
    }
    for (start, _) in text.match_indices('&') {
        if let Some(length) = entity(&text[start + 1..]) {
            let end = start + 1 + length;
            return fault(
                start..end,
                format!("a text holds the HTML entity {}", &text[start..end]),
                "write the character itself",
            );
        }
    }
    if let Some(place) = emphasis(text) {
        let message = format!("a text holds Markdown: {}", &text[place.clone()]);
        return fault(
            place,
            message,
            "leave the marks out; a text has no bold, no italics and no code",
        );
    }
    for mark in ["**", "__", "](", "```"] {
        if let Some(start) = text.find(mark) {
            return fault(
                start..start + mark.len(),
                format!("a text holds Markdown: {mark}"),
                "leave the mark out; a text has no bold and no links",
            );
        }
    }
    None
}

/// Words between single marks: `*so*`, `_so_`, or in backquotes. A mark inside a word is none.
fn emphasis(text: &str) -> Option<Range<usize>> {
    for mark in ['*', '_', '`'] {
        let is_edge =
            |one: Option<char>| one.is_none_or(|one| !one.is_alphanumeric() && one != mark);
        let is_inner =
            |one: Option<char>| one.is_some_and(|one| !one.is_whitespace() && one != mark);
        let mut open = None;
        for (at, _) in text.match_indices(mark) {
            let (before, after) = (
                text[..at].chars().next_back(),
                text[at + 1..].chars().next(),
            );
            match open {
                Some(start) if is_inner(before) && is_edge(after) => return Some(start..at + 1),
                None if is_edge(before) && is_inner(after) => open = Some(at),
                _ => {}
            }
        }
    }
    None
}

/// How long the rest of an entity is, the semicolon included.
fn entity(rest: &str) -> Option<usize> {
    let end = rest.find(';')?;
    let name = &rest[..end];
    let is_name = match name.strip_prefix('#') {
        Some(number) => {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        None => {
            (2..=12).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        }
    };
    is_name.then_some(end + 1)
}

/// Control characters, marks that turn the direction of writing, and blanks without width.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || character.is_control()
}

/// Whether a blank without width stands at a place where words are parted by blanks that are seen.
fn is_stray_blank(text: &str, at: usize) -> bool {
    let is_unparted = |one: char| matches!(one, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3000}'..='\u{9fff}');
    let (before, after) = text.split_at(at);
    let around = [before.chars().next_back(), after.chars().nth(1)];
    !around.into_iter().flatten().any(is_unparted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        faults(text, false)
            .into_iter()
            .map(|fault| &text[fault.place])
            .collect()
    }

    #[test]
    fn markup_is_found_where_it_stands() {
        assert_eq!(found("a <b>bold</b> word"), ["<b>"]);
        assert_eq!(found("a < b"), ["<"]);
        assert_eq!(found("Q&amp;A"), ["&amp;"]);
        assert_eq!(found("a&#160;b"), ["&#160;"]);
        assert_eq!(found("a **bold** word"), ["**"]);
        assert_eq!(found("a *soft* word"), ["*soft*"]);
        assert_eq!(found("_so it is_"), ["_so it is_"]);
        assert_eq!(found("run `check`"), ["`check`"]);
        assert_eq!(found("Be\u{200b}such"), ["\u{200b}"]);
        assert_eq!(found("[here](there)"), ["]("]);
        assert_eq!(found("one\ntwo"), ["\n"]);
        assert_eq!(found("{name} and }"), ["{name}"]);
    }

    #[test]
    fn plain_text_passes() {
        for text in [
            "Q&A; R&D",
            "5 * 3, a_b",
            "Kund*innen und Kolleg*innen",
            "snake_case_names, 3 * 4 * 5",
            "ภาษา\u{200b}ไทย",
            "da\u{ad}nach",
            "„quoted“ (so)",
            "80 % & more",
            "مرحبا",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
        assert!(faults("{count} of {total}", true).is_empty());
    }
}
