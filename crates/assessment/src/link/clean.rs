//! Mends what mailers and chat programs do to a code on its way.
//!
//! Everything done here leaves an undamaged code as it is, and a wrong guess fails at the checksum.

use std::borrow::Cow;

use super::CODE_LENGTH_MAX;

/// How often a text may have been percent-encoded over.
const ENCODED_TIMES_MAX: usize = 3;

/// The code in a text that may hold more: white space, soft hyphens and zero-width characters
/// within, brackets, quotation marks, padding and punctuation around, percent-encoding, and
/// hyphens that were made prettier.
///
/// A text that is longer than any code is handed back as it is.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.len() > CODE_LENGTH_MAX || text.bytes().all(is_code_byte) {
        return Cow::Borrowed(text);
    }
    let mut text = Cow::Borrowed(text);
    for _ in 0..ENCODED_TIMES_MAX {
        match percent_decoded(&text) {
            Some(decoded) => text = Cow::Owned(decoded),
            None => break,
        }
    }
    let is_around = |character: char| {
        // Neither belongs to a code nor is it damage within one.
        !character.is_ascii_alphanumeric()
            && !is_hyphen(character)
            && !matches!(character, '_' | '%' | '+' | '/')
    };
    let inner = text.trim_matches(is_around);
    let mut cleaned = String::with_capacity(inner.len());
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            _ if is_hyphen(character) => cleaned.push('-'),
            // The soft line break of quoted-printable mails.
            '=' if characters
                .peek()
                .is_some_and(|next| matches!(next, '\r' | '\n')) => {}
            _ if character.is_whitespace() || is_invisible(character) => {}
            _ => cleaned.push(character),
        }
    }
    Cow::Owned(cleaned)
}

const fn is_code_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The hyphen, and what typography makes of it.
pub(super) const fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Soft hyphen, zero-width characters, marks of writing direction, byte order mark.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// The text without percent-encoding, if it has any and is a text without it.
fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut is_encoded = false;
    while let Some((byte, after)) = next_byte(rest) {
        is_encoded |= rest.len() - after.len() > 1;
        decoded.push(byte);
        rest = after;
    }
    is_encoded.then(|| String::from_utf8(decoded).ok())?
}

/// The first byte that a percent-encoded text stands for, and the text behind it.
pub(super) fn next_byte(text: &[u8]) -> Option<(u8, &[u8])> {
    if let [b'%', high, low, rest @ ..] = text
        && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
    {
        return Some((high << 4 | low, rest));
    }
    text.split_first().map(|(&byte, rest)| (byte, rest))
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
        assert_eq!(clean(expected), expected, "cleaned for good");
    }

    #[test]
    fn a_code_stays_as_it_is() {
        for code in ["", "EAE-_x", "-_", "_"] {
            check(code, code);
            assert!(matches!(clean(code), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn what_stands_around_is_taken_off() {
        for text in [
            "EA-x.",
            "EA-x)",
            "EA-x>",
            "EA-x,",
            "EA-x=",
            "EA-x==",
            "<EA-x>",
            "(EA-x).",
            "„EA-x“",
            "»EA-x«!",
            " EA-x\r\n",
            "EA-x…",
            "\u{feff}EA-x",
            "EA-x>.",
            "*EA-x*",
            "[EA-x]",
            "EA-x;",
            "EA-x\u{200e}",
            "EA-x%3D%3D",
            "EA-x%29",
            "%20EA-x%0A",
            "EA-x\u{a0}",
        ] {
            check(text, "EA-x");
        }
    }

    #[test]
    fn what_was_put_between_is_taken_out() {
        for text in [
            "EA -x",
            "EA\r\n-x",
            "EA=\r\n-x",
            "EA=\n-x",
            "EA\u{ad}-x",
            "EA\u{200b}-x",
            "EA-\u{2060}x",
            "EA%C2%AD-x",
            "EA%E2%80%8B-x",
            "EA%2Dx",
            "EA%2dx",
            "%45A%2Dx",
            "EA%252Dx",
            "EA%25252Dx",
            "EA\u{2011}x",
            "EA\u{2013}x",
            "EA%E2%80%93x",
        ] {
            check(text, "EA-x");
        }
    }

    #[test]
    fn what_may_be_damage_stays() {
        for text in ["EA+x", "EA/x", "EA=x", "EA.x", "EA%x", "EA%2", "EA%FFx"] {
            check(text, text);
        }
    }

    #[test]
    fn what_is_too_long_is_not_looked_at() {
        let text = " ".repeat(CODE_LENGTH_MAX + 1);
        assert_eq!(clean(&text), text);
    }
}
