//! Placeholders in texts.

/// A value that stands in for a placeholder of a [`TextKey`].
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    Number(u32),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// A text with its placeholders, `{name}`, filled in.
#[must_use]
pub fn fill(text: &str, arguments: &[(&str, Argument<'_>)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        match arguments.iter().find(|(candidate, _)| *candidate == name) {
            Some((_, Argument::Text(text))) => filled.push_str(text),
            Some((_, Argument::Number(number))) => push_number(&mut filled, *number),
            None => {}
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Appends a number in decimal; `format!` would bring its machinery into the widget for this.
pub fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
