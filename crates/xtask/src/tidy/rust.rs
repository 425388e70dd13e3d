//! As much of Rust's and JavaScript's syntax as the rules need: comments, strings, functions.

/// A string literal and what stands around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Literal<'a> {
    /// What is between the quotes.
    pub(super) text: &'a str,
    /// The code before it.
    pub(super) before: &'a str,
    /// The code after it.
    pub(super) after: &'a str,
    /// Its line, counted from 1.
    pub(super) line: usize,
}

/// What a piece of source text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Code,
    Comment,
    Text,
}

/// The text with comments as blanks, so that lines and columns stay where they are.
pub(super) fn without_comments(source: &str) -> String {
    let mut result = String::with_capacity(source.len());
    for (piece, start, end) in pieces(source) {
        let part = &source[start..end];
        if piece == Piece::Comment {
            result.extend(part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            result.push_str(part);
        }
    }
    result
}

/// All string literals of a text without comments.
pub(super) fn literals(code: &str) -> Vec<Literal<'_>> {
    pieces(code)
        .into_iter()
        .filter(|(piece, _, _)| *piece == Piece::Text)
        .map(|(_, start, end)| Literal {
            text: code[start..end]
                .trim_start_matches(['r', '#'])
                .trim_matches(['"', '#']),
            before: &code[..start],
            after: &code[end..],
            line: line_of(code, start),
        })
        .collect()
}

/// The line of a position, counted from 1.
pub(super) fn line_of(text: &str, position: usize) -> usize {
    text[..position].matches('\n').count() + 1
}

/// Cuts a source into code, comments and string literals.
fn pieces(source: &str) -> Vec<(Piece, usize, usize)> {
    let mut pieces = Vec::new();
    let (mut code, mut at) = (0, 0);
    while at < source.len() {
        let rest = &source[at..];
        let found = if rest.starts_with("//") {
            Some((Piece::Comment, rest.find('\n').unwrap_or(rest.len())))
        } else if rest.starts_with("/*") {
            Some((
                Piece::Comment,
                rest.find("*/").map_or(rest.len(), |end| end + 2),
            ))
        } else if let Some(length) = raw_string(rest, source[..at].chars().next_back()) {
            Some((Piece::Text, length))
        } else if rest.starts_with('"') {
            Some((Piece::Text, string(rest)))
        } else {
            None
        };
        match found {
            Some((piece, length)) => {
                pieces.push((Piece::Code, code, at));
                pieces.push((piece, at, at + length));
                at += length;
                code = at;
            }
            None => at += character(rest),
        }
    }
    pieces.push((Piece::Code, code, source.len()));
    pieces
}

/// The length of the string literal that a text begins with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the raw string literal that a text begins with, if it does.
fn raw_string(text: &str, previous: Option<char>) -> Option<usize> {
    if previous.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    let body = hashes[count..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(count));
    let end = body.find(&closing)?;
    Some(1 + count + 1 + end + closing.len())
}

/// The length of what a text begins with, where that may be a quote as a character: `'"'`.
fn character(text: &str) -> usize {
    for quote in ["'\"'", "'\\\"'", "b'\"'"] {
        if text.starts_with(quote) {
            return quote.len();
        }
    }
    text.chars().next().map_or(1, char::len_utf8)
}

/// Name, first line (from 1) and number of lines of each function; relies on rustfmt's layout.
pub(super) fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        let body = lines[index..]
            .iter()
            .position(|line| line.trim_end().ends_with(['{', ';', '}']));
        let Some(body) = body.map(|offset| index + offset) else {
            continue;
        };
        if !lines[body].trim_end().ends_with('{') {
            continue;
        }
        let closing = format!("{indent}}}");
        if let Some(length) = lines[body..]
            .iter()
            .position(|line| line.trim_end() == closing)
        {
            functions.push((name, index + 1, body - index + length + 1));
        }
    }
    functions
}

/// The name of the function whose head begins on a line.
fn function_name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let name = loop {
        let word = words.next()?;
        match word {
            "fn" => break words.next()?,
            "pub" | "const" | "async" | "unsafe" | "extern" | "\"C\"" => {}
            _ if word.starts_with("pub(") => {}
            _ => return None,
        }
    };
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    Some(name[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_blanks_and_strings_stay() {
        assert_eq!(without_comments("a // b\nc"), "a     \nc");
        assert_eq!(without_comments("a /* b\n */ c"), "a     \n    c");
        assert_eq!(without_comments("\"// no\" // yes"), "\"// no\"       ");
        assert_eq!(without_comments("r#\"// \" no\"# b"), "r#\"// \" no\"# b");
        assert_eq!(without_comments("'\"' // b"), "'\"'     ");
        assert_eq!(without_comments("\"\\\" // no\""), "\"\\\" // no\"");
        assert_eq!(without_comments("// ä\n\"ä\""), "    \n\"ä\"");
    }

    #[test]
    fn literals_come_with_what_surrounds_them() {
        let found = literals("a(\"b\")\n{ r#\"c\"# }");
        let texts: Vec<_> = found
            .iter()
            .map(|literal| (literal.text, literal.line))
            .collect();
        assert_eq!(texts, [("b", 1), ("c", 2)]);
        assert_eq!(found[0].before, "a(");
        assert_eq!(found[1].after, " }");
    }

    #[test]
    fn functions_are_measured() {
        let code = "\
impl A {
    pub(crate) async fn long(
        &self,
    ) -> u8 {
        1
    }

    fn declared(&self);
    const fn short() {}
}
fn generic<T>() {
    let fn_like = 1;
}
";
        assert_eq!(
            functions(code),
            [("long".to_owned(), 2, 5), ("generic".to_owned(), 11, 3)]
        );
    }
}
