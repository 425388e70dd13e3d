//! Looks through a file that isn't TOML for slips that authors make.

use std::ops::Range;

use super::{Fault, line_at};

const QUOTES: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '＂'];

/// The slips in a text, from top to bottom.
pub(super) fn scan(text: &str) -> Vec<Fault> {
    let mut scanner = Scanner {
        text,
        at: 0,
        statement: 0,
        faults: Vec::new(),
    };
    while scanner.at < text.len() {
        scanner.statement = scanner.at;
        scanner.line();
    }
    scanner.faults
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Where the line or the value under way began.
    statement: usize,
    faults: Vec<Fault>,
}

/// How a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// As it should.
    Whole,
    /// With a slip that is said; what follows on the line means nothing.
    Broken,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes past all characters of a kind.
    fn pass(&mut self, is_passed: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest
            .find(|character| !is_passed(character))
            .unwrap_or(rest.len());
    }

    fn pass_blanks(&mut self) {
        self.pass(|character| character == ' ' || character == '\t');
    }

    /// Goes to the beginning of the next line.
    fn pass_line(&mut self) {
        self.at = (line_at(self.text, self.at).end + 1).min(self.text.len());
    }

    /// What is left of the line.
    fn line_rest(&self) -> &'t str {
        &self.text[self.at..line_at(self.text, self.at).end]
    }

    /// Says a slip, on whose account the parser stumbles in the statement so far.
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let covers = self.statement..line_at(self.text, span.end).end;
        self.faults.push(Fault::new(span, covers, message, help));
    }

    /// Says what opens and never closes; all that follows may be a consequence.
    fn unclosed(&mut self, open: Range<usize>, what: &str, end: &str) {
        let message = format!("the {what} that begins here isn't closed");
        let help = format!("end it with `{end}`");
        let covers = open.start..self.text.len();
        self.faults.push(Fault::new(open, covers, message, help));
    }

    /// A line that is outside of everything.
    fn line(&mut self) {
        self.pass_blanks();
        let line = self.line_rest().trim_end();
        match line.chars().next() {
            None | Some('#' | '[') => return self.pass_line(),
            Some(_) => {}
        }
        let Some(equals) = line.find('=') else {
            self.no_pair(line);
            return self.pass_line();
        };
        let key = &line[..equals];
        let odd = key
            .char_indices()
            .find(|(_, one)| one.is_whitespace() && !" \t".contains(*one) || is_hidden(*one));
        if let Some((start, character)) = odd {
            let start = self.at + start;
            let message = format!(
                "an invisible character, U+{:04X}, stands in front of the `=`",
                u32::from(character)
            );
            let help = "take it out, and write a blank instead";
            self.fault(start..start + character.len_utf8(), message, help);
            return self.pass_line();
        }
        self.at += equals + 1;
        if self.value() == End::Broken {
            return;
        }
        self.pass_blanks();
        let behind = self.line_rest().trim_end();
        if !behind.is_empty() && !behind.starts_with('#') {
            let span = self.at..self.at + behind.len();
            let message = "behind a value stands something that is no remark";
            self.fault(span, message, "a remark begins with `#`");
        }
        self.pass_line();
    }

    /// A line without `=`.
    fn no_pair(&mut self, line: &str) {
        let span = self.at..self.at + line.len();
        let is_name = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|one| one.is_ascii_alphanumeric() || "-_.".contains(one))
        };
        let braced = line
            .strip_prefix('{')
            .and_then(|line| line.strip_suffix('}'));
        if let Some(name) = braced.map(str::trim).filter(|name| is_name(name)) {
            let help = format!("write `[{name}]`");
            self.fault(span, "a table's name stands in square brackets", help);
        } else if let Some((key, value)) =
            line.split_once(':').filter(|(key, _)| is_name(key.trim()))
        {
            let message = "a key and its value are joined by `=`, not by a colon";
            let value = value.trim().trim_matches('"');
            let help = format!(
                "write `{} = \"{value}\"`, a number without the quotes",
                key.trim()
            );
            self.fault(span, message, help);
        } else {
            let message = "this line is neither a key with a value, nor a table, nor a remark";
            self.fault(
                span,
                message,
                "a remark begins with `#`; a text of several lines is in `\"\"\"`",
            );
        }
    }

    /// A value behind `=` or in a list.
    fn value(&mut self) -> End {
        self.pass_blanks();
        let rest = self.rest();
        match self.peek() {
            Some('"') if rest.starts_with("\"\"\"") => self.long_text("\"\"\""),
            Some('\'') if rest.starts_with("'''") => self.long_text("'''"),
            Some(quote @ ('"' | '\'')) => self.short_text(quote),
            Some('[') => self.list(),
            Some('{') => self.inline_table(),
            Some(quote) if QUOTES.contains(&quote) => {
                let message = format!("`{quote}` is no quote that a text can begin with");
                let help = "put the text in straight quotes: \"…\"";
                self.fault(self.at..self.at + quote.len_utf8(), message, help);
                self.pass_line();
                End::Broken
            }
            Some('=') => {
                let message = "`=` stands here twice";
                self.fault(self.at..self.at + 1, message, "take one of the two out");
                self.pass_line();
                End::Broken
            }
            _ => {
                self.pass(|one| !one.is_whitespace() && !",]}#".contains(one));
                End::Whole
            }
        }
    }

    fn long_text(&mut self, quotes: &str) -> End {
        let open = self.at..self.at + quotes.len();
        self.at = open.end;
        match self.rest().find(quotes) {
            Some(end) => {
                self.at += end + quotes.len();
                // Two more may belong to the text.
                self.pass(|one| quotes.starts_with(one));
                End::Whole
            }
            None => {
                self.unclosed(open, "text", quotes);
                self.at = self.text.len();
                End::Broken
            }
        }
    }

    fn short_text(&mut self, quote: char) -> End {
        let start = self.at;
        let line = line_at(self.text, start);
        let mut characters = self.text[start + 1..line.end].char_indices();
        while let Some((at, character)) = characters.next() {
            let at = start + 1 + at;
            if character == quote {
                self.at = at + 1;
                return self.behind_text(start);
            }
            if character == '\\' && quote == '"' {
                // At the end of a line nothing follows.
                let next = characters.next().map(|(_, next)| next);
                if !next.is_some_and(|next| is_escape(next, characters.as_str())) {
                    let message = "a backslash in a text begins a sign of its own";
                    let help =
                        "write `\\\\` for a backslash, or put the text in single quotes: '…'";
                    self.fault(at..at + 1 + next.map_or(0, char::len_utf8), message, help);
                    self.pass_line();
                    return End::Broken;
                }
            }
        }
        let end = start
            + self.text[start..line.end]
                .trim_end_matches(['\r', ' ', ','])
                .len();
        let covers = self.statement..line.end;
        let message = "the text that begins here isn't closed";
        let help = format!("end it with `{quote}`");
        self.faults
            .push(Fault::new(start..end, covers, message, help));
        self.pass_line();
        End::Broken
    }

    /// Behind the end of a text no word may follow.
    fn behind_text(&mut self, start: usize) -> End {
        let next = self
            .line_rest()
            .trim_start_matches([' ', '\t'])
            .chars()
            .next();
        let is_next = next.is_none_or(|next| ",]}#=\r\"'".contains(next));
        let has_quote = self
            .line_rest()
            .split('#')
            .next()
            .is_some_and(|rest| rest.contains('"'));
        if is_next || !has_quote {
            return End::Whole;
        }
        let message = "the text ends here, at a quote that stands inside it";
        let help = "write `\\\"` for a quote inside a text, or the quotes of books: “…”, „…“";
        self.fault(start..self.at, message, help);
        self.pass_line();
        End::Broken
    }

    fn list(&mut self) -> End {
        let open = self.at;
        self.at += 1;
        let mut before: Option<Range<usize>> = None;
        loop {
            self.pass(|one| one == ' ' || one == '\t' || one == '\r');
            match self.peek() {
                None => break,
                Some('\n') => {
                    self.at += 1;
                    if self.is_statement(true) {
                        break;
                    }
                }
                Some('#') => self.at = line_at(self.text, self.at).end,
                Some(',') => {
                    self.at += 1;
                    before = None;
                }
                Some(']') => {
                    self.at += 1;
                    return End::Whole;
                }
                Some(_) => {
                    if let Some(before) = before.take() {
                        let covers = self.statement..line_at(self.text, self.at).end;
                        let message = "a comma is missing behind this entry";
                        let help = "put a comma between the entries of a list";
                        self.faults.push(Fault::new(before, covers, message, help));
                    }
                    let start = self.at;
                    let is_whole = self.value() == End::Whole;
                    if self.at == start {
                        // Nothing that can stand in a list.
                        self.pass_line();
                    }
                    before = is_whole.then_some(start..self.at);
                    if !is_whole && self.is_statement(true) {
                        break;
                    }
                }
            }
        }
        self.unclosed(open..open + 1, "list", "]");
        End::Broken
    }

    fn inline_table(&mut self) -> End {
        let open = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => break,
                Some('\n') => {
                    self.at += 1;
                    if self.is_statement(false) {
                        break;
                    }
                }
                Some('#') => self.at = line_at(self.text, self.at).end,
                Some('}') => {
                    self.at += 1;
                    return End::Whole;
                }
                Some('"' | '\'' | '[' | '{') => {
                    if self.value() == End::Broken {
                        return End::Broken;
                    }
                }
                Some(character) => self.at += character.len_utf8(),
            }
        }
        self.unclosed(open..open + 1, "table", "}");
        End::Broken
    }

    /// Whether a line begins here that stands in no list: a table's head, or a key with its `=`.
    fn is_statement(&self, or_pair: bool) -> bool {
        let line = self.line_rest().trim();
        let is_name = |text: &str| {
            text.starts_with(|one: char| one.is_ascii_alphabetic())
                && text
                    .chars()
                    .all(|one| one.is_ascii_alphanumeric() || "-_.\"".contains(one))
        };
        let head = line.split(" #").next().unwrap_or_default().trim_end();
        let is_head = head.starts_with('[')
            && head.ends_with(']')
            && is_name(head.trim_start_matches('[').trim_end_matches(']'));
        let is_pair = || {
            let key = line.split_once('=').map_or("", |(key, _)| key.trim());
            is_name(key)
        };
        is_head || or_pair && is_pair()
    }
}

/// Whether a backslash with this character is a sign of TOML; `rest` is what follows the character.
fn is_escape(next: char, rest: &str) -> bool {
    let has_digits = |count: usize| {
        let digits = rest.chars().take(count).filter(char::is_ascii_hexdigit);
        digits.count() == count
    };
    match next {
        'b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' => true,
        'x' => has_digits(2),
        'u' => has_digits(4),
        'U' => has_digits(8),
        _ => false,
    }
}

/// Characters without width.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
