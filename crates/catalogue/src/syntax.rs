//! What makes a file no TOML, in an author's words and where it was made.
//!
//! The parser says where it couldn't go on, which is often far from the slip, and once for each place
//! after it. Here the usual slips are looked for by themselves, and what follows from one is left out.

mod scan;

use std::ops::Range;

use toml::de::Error;

/// More mistakes in the syntax than this are consequences of each other.
const FAULTS_MAX: usize = 10;

/// What is said of a table that stands nowhere else.
const ELSE: &str = "stands in the file before, as something else";

/// A slip.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
    /// Where the parser stumbles because of it.
    covers: Range<usize>,
}

impl Fault {
    fn new(
        span: Range<usize>,
        covers: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
            covers,
        }
    }
}

/// What to say about a text in which the parser has found errors.
pub(crate) fn faults(text: &str, errors: &[Error]) -> Vec<Fault> {
    if errors.is_empty() {
        return Vec::new();
    }
    if let Some(fault) = whole(text) {
        return vec![fault];
    }
    let mut faults = scan::scan(text);
    let has_slips = !faults.is_empty();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let span = text.floor_char_boundary(span.start)..text.ceil_char_boundary(span.end);
        let covered = faults.iter().any(|fault| {
            let line = line_at(text, fault.span.start);
            (fault.covers.start..=fault.covers.end).contains(&span.start)
                || line.contains(&span.start)
                || line.end == span.start
        });
        let fault = parsed(text, span, error.message());
        // What has no first is a consequence.
        let is_consequence = covered || has_slips && fault.message.ends_with(ELSE);
        if !is_consequence {
            faults.push(fault);
        }
    }
    faults.sort_by_key(|fault| fault.span.start);
    faults.truncate(FAULTS_MAX);
    faults
}

/// What is wrong with a file as a whole.
fn whole(text: &str) -> Option<Fault> {
    let everything = 0..text.len();
    let conflict = lines(text).find(|line| text[line.clone()].starts_with("<<<<<<< "));
    if let Some(line) = conflict {
        return Some(Fault::new(
            line,
            everything,
            "a merge has left a conflict in the file",
            "decide between what stands above and below `=======`, and take out the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        ));
    }
    if text.contains('\r') && !text.contains('\n') {
        let end = text.find('\r').unwrap_or(0);
        return Some(Fault::new(
            0..end,
            everything,
            "lines end with a carriage return alone, so the file is one line",
            "save it with the line ends of Unix (LF) or Windows (CRLF)",
        ));
    }
    None
}

/// What the parser found, in words.
fn parsed(text: &str, span: Range<usize>, message: &str) -> Fault {
    let line = line_at(text, span.start);
    if message.starts_with("duplicate key") {
        return twice(text, span, line);
    }
    let help = "texts are in quotes, each key stands once, and brackets and quotes are closed";
    Fault::new(span, line, message.trim_end().replace('\n', "; "), help)
}

/// A key or a table that stands twice.
fn twice(text: &str, span: Range<usize>, line: Range<usize>) -> Fault {
    let before: Vec<Range<usize>> = lines(&text[..line.start]).collect();
    let number = |at: usize| at + 1;
    let own = code(&text[line.clone()]);
    if own.starts_with('[') {
        let name = own.trim_matches(['[', ']']);
        // The parser says each of its keys as well.
        let covers = line.start..next_header(text, line.end);
        let first = before.iter().position(|line| {
            let other = code(&text[line.clone()]);
            other.starts_with('[') && other.trim_matches(['[', ']']) == name
        });
        let Some(first) = first else {
            let message = format!("`{name}` {ELSE}");
            return Fault::new(line, covers, message, "give each table a name of its own");
        };
        let other = code(&text[before[first].clone()]);
        if other.starts_with("[[") != own.starts_with("[[") {
            let message = format!(
                "`{own}` and `{other}` (line {}) can't stand together",
                number(first)
            );
            let help = format!("each entry of a list begins with double brackets: `[[{name}]]`");
            return Fault::new(
                line,
                line_at(text, span.start).start..text.len(),
                message,
                help,
            );
        }
        let message = format!("the table `{own}` stands on line {} already", number(first));
        return Fault::new(line, covers, message, "put what is below the two together");
    }
    let key = &text[span.clone()];
    let is_header = |line: &Range<usize>| code(&text[line.clone()]).starts_with('[');
    let own_table = before.iter().rposition(is_header).map_or(0, |at| at + 1);
    let first = before[own_table..].iter().position(|line| {
        let rest = text[line.clone()].trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    let message = match first {
        Some(first) => format!(
            "the key `{key}` stands on line {} already",
            number(own_table + first)
        ),
        None => format!("the key `{key}` stands here twice"),
    };
    Fault::new(span, line, message, "take one of the two out")
}

/// A line without its remark.
fn code(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim()
}

/// Where the next table begins.
fn next_header(text: &str, from: usize) -> usize {
    let mut rest = lines(&text[from..]);
    let next = rest.find(|line| {
        text[from + line.start..from + line.end]
            .trim_start()
            .starts_with('[')
    });
    next.map_or(text.len(), |line| from + line.start)
}

/// The lines of a text without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let begin = start;
        start += line.len();
        begin..begin + line.trim_end_matches(['\n', '\r']).len()
    })
}

/// The line in which a place is.
fn line_at(text: &str, place: usize) -> Range<usize> {
    let place = place.min(text.len());
    let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
    let end = text[place..]
        .find('\n')
        .map_or(text.len(), |end| place + end);
    start..end
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// What is said about a text, each with the words that it is about.
    fn said(text: &str) -> Vec<(String, String)> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let faults = faults(text, &errors);
        let said = faults
            .into_iter()
            .map(|fault| (text[fault.span].to_owned(), fault.message));
        said.collect()
    }

    /// One slip gives one message, about these words.
    #[track_caller]
    fn check(text: &str, words: &str, message: &str) {
        let said = said(text);
        assert_eq!(said.len(), 1, "{said:#?}");
        assert_eq!(said[0].0, words, "{said:#?}");
        assert!(said[0].1.contains(message), "{said:#?}");
    }

    const REST: &str = "\n[b]\nc = \"d\"\nlist = [\n  \"e\",\n  \"f\",\n]\n\n[g]\nh = 1\n";

    #[test]
    fn what_opens_and_never_closes_is_said_where_it_opens() {
        check(
            &format!("a = [\n  \"x\",\n  \"y\",\n{REST}"),
            "[",
            "list that begins here",
        );
        check(
            &format!("a = [\"x\", \"y\"\n{REST}"),
            "[",
            "list that begins here",
        );
        check(
            &format!("a = {{ x = 1\n{REST}"),
            "{",
            "table that begins here",
        );
        check(
            &format!("a = \"\"\"\nx{REST}"),
            "\"\"\"",
            "text that begins here",
        );
        check(&format!("a = \"x{REST}"), "\"x", "text that begins here");
        check(&format!("a = 'x{REST}"), "'x", "text that begins here");
        check("a = [1,", "[", "list that begins here");
    }

    #[test]
    fn quotes_of_books_are_none_of_toml() {
        check(&format!("a = “x”{REST}"), "“", "`“` is no quote");
        check(&format!("a = „x“{REST}"), "„", "`„` is no quote");
        check(
            &format!("a = [\n  «x»,\n  \"y\"\n]{REST}"),
            "«",
            "`«` is no quote",
        );
    }

    #[test]
    fn a_quote_or_a_backslash_in_a_text_is_said_as_such() {
        check(
            &format!("a = \"Der \"Besuch\"\"{REST}"),
            "\"Der \"",
            "ends here",
        );
        check(
            &format!("a = [\n  \"Der \"Besuch\" kam\",\n]{REST}"),
            "\"Der \"",
            "ends here",
        );
        check(&format!("a = \"C:\\Users\"{REST}"), "\\U", "backslash");
        check(&format!("a = \"C:\\dir\"{REST}"), "\\d", "backslash");
    }

    #[test]
    fn what_is_missing_is_said_where_it_is_missing() {
        check(
            &format!("a = [\n  \"x\"\n  \"y\",\n]{REST}"),
            "\"x\"",
            "comma",
        );
        check(
            &format!("a = [\"x\"]   the list{REST}"),
            "the list",
            "behind a value",
        );
        check(&format!("a = 1 one{REST}"), "one", "behind a value");
    }

    #[test]
    fn other_formats_are_told_how_it_is_written_here() {
        check(&format!("a: x{REST}"), "a: x", "`=`");
        check(&format!("{{a}}\nb = 1{REST}"), "{a}", "square brackets");
        check(&format!("just words{REST}"), "just words", "neither");
        check(&format!("a\u{a0}= 1{REST}"), "\u{a0}", "U+00A0");
    }

    #[test]
    fn what_stands_twice_names_the_first() {
        check(&format!("a = 1\nz = 2\na = 3\n{REST}"), "a", "line 1");
        check(
            "[x]\na = 1\nb = 2\n\n[x]\na = 1\nb = 2\n\n[y]\n",
            "[x]",
            "line 1",
        );
        check(
            "[[x]]\na = 1\n\n[x]\na = 2\n\n[[x]]\na = 3\n",
            "[x]",
            "`[[x]]` (line 1)",
        );
    }

    #[test]
    fn a_file_can_be_wrong_as_a_whole() {
        let conflict = "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x\n";
        check(conflict, "<<<<<<< HEAD", "merge");
        check("a = 1\rb = 2\r", "a = 1", "carriage return");
    }

    #[test]
    fn two_slips_are_two_messages() {
        let said = said(&format!("a = “x”\nb = 1 one{REST}"));
        assert_eq!(said.len(), 2, "{said:#?}");
    }
}
