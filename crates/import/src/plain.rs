//! From what LimeSurvey's editor makes of a text to plain words.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

/// A text in plain words, and what it lost on the way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    /// The tags that were taken out.
    pub(super) tags: Vec<String>,
    /// What images and links pointed at.
    pub(super) targets: Vec<String>,
    /// Whether doubled quotes were made single ones.
    pub(super) had_doubled_quotes: bool,
}

/// Elements between whose words there is a blank.
const BLOCKS: [&str; 9] = ["p", "br", "div", "li", "ul", "ol", "td", "tr", "h3"];

/// Takes out tags, resolves entities, and puts one blank where there are several. A picture leaves its
/// alternative text.
pub(super) fn plain(html: &str) -> Plain {
    let mut words = String::new();
    let mut tags = BTreeSet::new();
    let mut targets = Vec::new();
    // What stands in a script or a style sheet is no text.
    let mut hidden = false;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::String(text) if !hidden => words.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) if !hidden => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                for (attribute, value) in &tag.attributes {
                    if **attribute == b"src"[..] || **attribute == b"href"[..] {
                        targets.push(String::from_utf8_lossy(value).into_owned());
                    }
                    if name == "img" && **attribute == b"alt"[..] {
                        words.push(' ');
                        words.push_str(&String::from_utf8_lossy(value));
                        words.push(' ');
                    }
                }
                hidden |= is_hidden(&name);
                if BLOCKS.contains(&&*name) {
                    words.push(' ');
                }
                tags.insert(format!("<{name}>"));
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                hidden &= !is_hidden(&name);
                if BLOCKS.contains(&&*name) {
                    words.push(' ');
                }
            }
            Token::Comment(_) if !hidden => {
                tags.insert("a comment".to_owned());
            }
            _ => {}
        }
    }
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let had_doubled_quotes = text.contains("\"\"");
    targets.retain(|target| !target.is_empty());
    Plain {
        text: single_quotes(&text),
        tags: tags.into_iter().collect(),
        targets,
        had_doubled_quotes,
    }
}

fn is_hidden(name: &str) -> bool {
    name == "script" || name == "style"
}

/// `""so""` came through a spreadsheet, and so did a text that is in quotes as a whole.
fn single_quotes(text: &str) -> String {
    if !text.contains("\"\"") {
        return text.to_owned();
    }
    let whole = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.is_empty() && !text.starts_with("\"\"") && !text.ends_with("\"\""));
    whole
        .unwrap_or(text)
        .replace("\"\"", "\"")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str, lost: &[&str]) {
        let plain = plain(html);
        assert_eq!(plain.text, text);
        assert_eq!([plain.tags, plain.targets].concat(), lost);
    }

    #[test]
    fn tags_go_and_words_stay() {
        check(
            "<p>One <b>two</b></p>\r\n<p>three</p>",
            "One two three",
            &["<b>", "<p>"],
        );
        check("one<br />two", "one two", &["<br>"]);
        check("Q&amp;A&nbsp;&ndash; „so“", "Q&A – „so“", &[]);
        check("  stray \t blanks  ", "stray blanks", &[]);
        check("<p>unclosed <b>tag", "unclosed tag", &["<b>", "<p>"]);
        check("1 < 2", "1 < 2", &[]);
    }

    #[test]
    fn what_is_lost_is_said() {
        check(
            "<a href=\"https://example.org\">here</a> <img src='a.png'>",
            "here",
            &["<a>", "<img>", "https://example.org", "a.png"],
        );
        check(
            "<img src='a.png' alt='green &amp; round'>or not",
            "green & round or not",
            &["<img>", "a.png"],
        );
        check("a<script>alert('<b>')</script>b", "ab", &["<script>"]);
        check("a<!-- b -->c", "ac", &["a comment"]);
    }

    #[test]
    fn doubled_quotes_are_single_ones() {
        check("a \"\"word\"\" here", "a \"word\" here", &[]);
        check("\"as a \"\"whole\"\" cell\"", "as a \"whole\" cell", &[]);
        check("\"\"quoted\"\"", "\"quoted\"", &[]);
        check("a \"word\"", "a \"word\"", &[]);
    }
}
