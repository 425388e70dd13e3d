//! Finds the code in whatever a mailer, a chat, a gateway or a person made of a link.
//!
//! A code is known by its checksum, and so by where it begins alone: the first end at which the
//! checksum is right is its end. What stands around, and in how many ways the text was written over,
//! need not be known; all of it is tried ([`super::wrapped`]), within bounds.

use super::clean::{is_hyphen, is_invisible};
use super::{CLOSING, CODE_LENGTH_MAX, CODE_LENGTH_MIN, wrapped};
use crate::codec::{Checksum, base64};

/// The longest text that is searched, in bytes: a code of any length, written over several times.
pub const TEXT_LENGTH_MAX: usize = 16_384;

/// How many readings of a text are searched.
const READINGS_MAX: usize = 96;

/// How many characters are looked at for the code, in all readings together.
const STEPS_MAX: usize = 1 << 20;

/// What the checksum of anything with its own checksum behind it is.
const RESIDUE: u32 = 0x2144_df1c;

/// The longest tag within a code, such as `<wbr>`.
const TAG_LENGTH_MAX: usize = 64;

const NAME: &str = "skill-check";

/// Calls back with each code in a text, in one of its readings, until it is told that this was it;
/// says whether it was. A text of more than [`TEXT_LENGTH_MAX`] bytes isn't searched.
pub(super) fn search(text: &str, is_it: &mut dyn FnMut(&str) -> bool) -> bool {
    if text.len() > TEXT_LENGTH_MAX {
        return false;
    }
    let mut readings = vec![text.to_owned()];
    let mut steps = STEPS_MAX;
    let mut next = 0;
    while let Some(reading) = readings.get(next) {
        if search_reading(reading, &mut steps, is_it) {
            return true;
        }
        for way in wrapped::WAYS {
            let found = way(&readings[next]);
            if let Some(found) = found
                && readings.len() < READINGS_MAX
                && !readings.contains(&found)
            {
                readings.push(found);
            }
        }
        next += 1;
    }
    false
}

/// The code in what somebody entered or was sent, if there is one: whole, by its checksum, whichever
/// catalogue it is of.
#[must_use]
pub fn find(text: &str) -> Option<String> {
    let mut code = None;
    search(text, &mut |found| {
        code = Some(found.to_owned());
        true
    });
    code
}

fn search_reading(text: &str, steps: &mut usize, is_it: &mut dyn FnMut(&str) -> bool) -> bool {
    let starts = starts(text);
    // What was parted is put together only after everything that is whole has been looked at.
    for is_parted in [false, true] {
        for &start in &starts {
            if let Some(code) = code_at(&text[start..], is_parted, steps)
                && is_it(&code)
            {
                return true;
            }
        }
    }
    false
}

/// Where a code may begin: behind our name, at the first word, and at words that begin as codes of
/// today's formats do.
fn starts(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = behind_names(text).collect();
    starts.extend(text.find(is_code_character));
    let mut before = ' ';
    for (position, character) in text.char_indices() {
        // The upper four bits of a code are 1, and the highest flag isn't known; or they are 2, without flags.
        if matches!(character, 'E'..='I') && !before.is_ascii_alphanumeric() {
            starts.push(position);
        }
        before = character;
    }
    starts
}

/// Where the values of our parameters begin.
pub(super) fn behind_names(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(NAME).filter_map(move |(position, _)| {
        let name = position + NAME.len();
        let rest = &text[name..];
        let end = rest.find(['=', '*'])?;
        let is_name = end == 0 || rest.starts_with('.') && !rest[..end].contains(['&', '#', ' ']);
        is_name.then_some(name + end + 1)
    })
}

/// The code at the beginning of a text, by its checksum. `is_parted` tells to look past what may stand
/// between two parts of one: white space, soft line breaks, tags, marks of quotation.
fn code_at(text: &str, is_parted: bool, steps: &mut usize) -> Option<String> {
    let mut reader = CodeReader::default();
    let mut rest = text;
    let mut is_line_start = false;
    while let Some(character) = rest.chars().next() {
        *steps = steps.checked_sub(1)?;
        rest = &rest[character.len_utf8()..];
        let plain = if is_hyphen(character) { '-' } else { character };
        if is_code_character(plain) {
            is_line_start = false;
            if reader.push(plain)? {
                return Some(reader.code);
            }
        } else if is_invisible(character) || character == '\\' {
            // Neither is seen, nor does it end a word.
        } else if is_parted && character.is_whitespace() {
            is_line_start |= matches!(character, '\n' | '\r');
        } else if is_parted && character == '=' && rest.starts_with(['\r', '\n', ' ', '\t']) {
            // The soft line break of a mail.
        } else if is_parted && is_line_start && matches!(character, '>' | '|') {
            // The mark of a quotation.
        } else if is_parted && character == '<' {
            let end = rest
                .bytes()
                .take(TAG_LENGTH_MAX)
                .position(|byte| byte == b'>')?;
            rest = &rest[end + 1..];
        } else {
            return None;
        }
    }
    None
}

const fn is_code_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// Reads characters of a code until its checksum is right.
struct CodeReader {
    code: String,
    bits: u32,
    /// How many of the bits don't make a byte yet.
    left: u32,
    checksum: Checksum,
    /// The checksum was right; only the closing character is missing.
    is_open: bool,
}

impl Default for CodeReader {
    fn default() -> Self {
        Self {
            code: String::new(),
            bits: 0,
            left: 0,
            checksum: Checksum::new(),
            is_open: false,
        }
    }
}

impl CodeReader {
    /// Takes the next character; whether the code is whole with it. None if it can't become one.
    fn push(&mut self, character: char) -> Option<bool> {
        if self.code.len() == CODE_LENGTH_MAX {
            return None;
        }
        self.code.push(character);
        if self.is_open {
            if character == CLOSING {
                return Some(true);
            }
            self.is_open = false;
        }
        self.bits = self.bits << 6 | u32::from(base64::value_of(character)?);
        self.left += 6;
        if self.left < 8 {
            return Some(false);
        }
        self.left -= 8;
        let byte = (self.bits >> self.left) as u8;
        self.checksum = self.checksum.with(&[byte]);
        let surplus = self.bits & ((1 << self.left) - 1);
        let is_whole =
            self.checksum.value() == RESIDUE && surplus == 0 && self.code.len() >= CODE_LENGTH_MIN;
        self.is_open = is_whole && matches!(character, '-' | '_');
        Some(is_whole && !self.is_open)
    }
}
